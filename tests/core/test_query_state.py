from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from coorddesk.core.query_state import query_from, query_state


class Shade(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True)
class Condition:
    field: str
    value: str | int | date | None


@dataclass(frozen=True)
class Query:
    text: str = ""
    descending: bool = False
    place: int | None = None
    day: date | None = None
    shades: frozenset[Shade] = frozenset()
    ids: frozenset[int] = frozenset()
    conditions: tuple[Condition, ...] = ()


FULL = Query(
    "écran",
    True,
    12,
    date(2026, 9, 1),
    frozenset(Shade),
    frozenset({3, 1, 2}),
    (Condition("tag", "007"), Condition("price", 7), Condition("day", date(2026, 1, 2)), Condition("name", None)),
)


@pytest.mark.parametrize("query", [Query(), FULL, Query(place=1), Query(conditions=FULL.conditions)])
def test_a_query_comes_back_through_json(query: Query) -> None:
    assert query_from(Query, json.loads(json.dumps(query_state(query)))) == (query, True)


def test_only_what_was_chosen_is_kept_and_always_in_the_same_words() -> None:
    assert query_state(Query()) == {}
    assert query_state(Query(ids=frozenset({30, 4}), shades=frozenset(Shade))) == {
        "ids": [4, 30],
        "shades": ["dark", "light"],
    }


@pytest.mark.parametrize(
    "unknown",
    [
        {"colour": "red"},
        {"text": 3},
        {"text": None},
        {"descending": 1},
        {"place": "12"},
        {"place": True},
        {"day": "2026-09-01"},
        {"day": {"day": "2026-13-01"}},
        {"day": {"day": 3}},
        {"shades": ["dark", "pink"]},
        {"shades": "dark"},
        {"ids": [1, "2"]},
        {"conditions": [{"field": "tag"}]},
        {"conditions": [{"field": "tag", "value": []}]},
        {"conditions": ["tag"]},
    ],
)
def test_what_cannot_be_understood_is_left_out_and_told(unknown: dict[str, Any]) -> None:
    assert query_from(Query, unknown) == (Query(), False)


def test_the_rest_of_a_query_stays_where_one_field_is_not_understood() -> None:
    assert query_from(Query, {"text": "écran", "colour": "red"}) == (Query(text="écran"), False)


def test_a_value_that_json_cannot_hold_is_our_bug() -> None:
    with pytest.raises(TypeError):
        query_state(Query(text=object()))  # type: ignore[arg-type]  # what this is about
