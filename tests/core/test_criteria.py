from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from coorddesk.core.criteria import Ask, Criterion, ask_title, asks_of, of_the_day
from coorddesk.core.fields import Field
from coorddesk.core.messages import verbatim
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.tables import Kind
from coorddesk.core.texts import Texts

ALL = (
    Criterion("price", Ask.BETWEEN, (100, 200)),
    Criterion("name", Ask.CONTAINS, ("Écran",)),
    Criterion("custom:12", Ask.IS, (True,)),
    Criterion("purchase_date", Ask.AT_LEAST, (date(2026, 9, 1),)),
    Criterion("notes", Ask.EMPTY),
    Criterion("warranty_end", Ask.NEXT_DAYS, (90,)),
)


@dataclass(frozen=True)
class Query:
    criteria: tuple[Criterion, ...] = ()


def test_a_view_keeps_criteria_as_they_are() -> None:
    assert query_from(Query, query_state(Query(ALL))) == (Query(ALL), True)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"field": "price", "ask": "between", "values": [1]},
        {"field": "price", "ask": "smells", "values": [1]},
        {"field": "price", "ask": "is", "values": []},
        {"field": "price", "ask": "last_days", "values": ["x"]},
        {"field": 7, "ask": "empty", "values": []},
        {"ask": "empty", "values": []},
    ],
)
def test_a_view_with_a_spoilt_criterion_says_so(spoilt: object) -> None:
    assert query_from(Query, {"criteria": [spoilt]}) == (Query(), False)


def test_only_days_from_today_on_depend_on_the_day() -> None:
    assert [of_the_day([criterion]) for criterion in ALL] == [False] * 5 + [True]
    assert not of_the_day(())


def test_each_kind_of_field_is_asked_in_its_own_words(texts: Texts) -> None:
    def titles(field: Field) -> list[str]:
        return [texts.say(ask_title(ask, field.kind)) for ask in asks_of(field)]

    assert titles(Field("name", verbatim("Name"))) == [
        "contains", "does not contain", "is", "is not", "begins with", "is filled in", "is empty",
    ]  # fmt: skip
    assert titles(Field("day", verbatim("Day"), Kind.DATE)) == [
        "is from", "is until", "is between", "is on", "was in the last", "is in the next", "is filled in", "is empty",
    ]  # fmt: skip
    assert titles(Field("truth", verbatim("Truth"), Kind.YES_NO)) == ["is", "is filled in", "is empty"]
    few = Field("few", verbatim("Few"), Kind.CHOICE, ((1, verbatim("One")),))
    assert titles(few) == ["is", "is not", "is filled in", "is empty"]
    record = Field("place", verbatim("Place"), search=lambda _session, _text, _limit: [])
    assert titles(record) == ["is", "is not", "contains", "does not contain", "is filled in", "is empty"]
    for kind in (Kind.NUMBER, Kind.AMOUNT, Kind.DECIMAL):
        assert titles(Field("many", verbatim("Many"), kind))[:4] == ["is", "is at least", "is at most", "is between"]
