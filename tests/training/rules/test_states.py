"""The way of a session: what follows, and the whole list of what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.training.rules.states import FOLLOWING, Missing, Standing, is_back, missing_for, refuse_step
from coorddesk.training.rules.words import Mode, SessionState

TODAY = date(2026, 10, 6)
WHOLE = Standing(
    TODAY,
    "Word",
    has_place=True,
    capacity=12,
    minimum=4,
    trainers=1,
    first_day=TODAY,
    last_day=TODAY,
    registered=4,
)
P, N, C, H, D, X = SessionState


def test_all_that_is_missing_is_named_at_once(texts: Texts) -> None:
    with pytest.raises(Missing) as refused:
        refuse_step(P, C, Standing(TODAY, "Word", Mode.MIXED, minimum=3, registered=1))
    assert texts.say(refused.value.message).split("\n") == [
        "It cannot be confirmed yet. What is missing:",
        "• its dates and times",
        "• the place where it is held",
        "• the link by which people take part",
        "• how many places there are",
        "• who gives it",
        "• 2 people more: 1 registered, and it takes 3",
    ]


def test_what_is_whole_goes_its_whole_way() -> None:
    for before, after in ((P, N), (N, C), (C, H), (H, D)):
        refuse_step(before, after, WHOLE)


@pytest.mark.parametrize(
    ("state", "change", "count"),
    [
        (N, {"mode": Mode.REMOTE, "has_place": False, "link": "https://x"}, 0),
        (N, {"minimum": 9}, 0),
        (H, {"minimum": 9}, 0),
        (H, {"first_day": date(2026, 10, 7)}, 1),
        (D, {"last_day": date(2026, 10, 7), "untyped": 3, "tasks": 2}, 3),
        (D, {"registered": 0}, 1),
        (D, {"registered": 0, "counted": 7}, 0),
    ],
)
def test_what_a_state_asks_for(state: SessionState, change: dict[str, Any], count: int) -> None:
    assert len(missing_for(state, replace(WHOLE, **change))) == count


def test_a_step_back_asks_for_nothing_and_a_cancellation_for_its_reason() -> None:
    bare = Standing(TODAY)
    for before, after in ((N, P), (C, N), (H, C), (D, H), (X, P)):
        assert is_back(before, after)
        refuse_step(before, after, bare)
    refuse_step(C, X, bare, "The trainer is ill")
    with pytest.raises(UserError) as refused:
        refuse_step(C, X, bare)
    assert refused.value.field == "reason"


@pytest.mark.parametrize("before", SessionState)
@pytest.mark.parametrize("after", SessionState)
def test_nothing_else_follows(before: SessionState, after: SessionState) -> None:
    if after in FOLLOWING[before]:
        return
    with pytest.raises(UserError) as refused:
        refuse_step(before, after, WHOLE, "why")
    assert refused.value.field == "state"
