"""Which days a leaf of the agenda shows, and how its leaves are turned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coorddesk.agenda.ui.showing import Leaf, Showing, View, leaf_title
from coorddesk.core.dated import Dated, DatedKind, Period
from coorddesk.core.messages import verbatim

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

LOANS, ROUNDS = (DatedKind(key, verbatim(key), "calendar") for key in ("loan", "round"))
DAYS = st.dates(date(1993, 1, 1), date(2196, 12, 31))


def thing(kind: DatedKind, first: int, last: int) -> Dated:
    return Dated(kind, verbatim("x"), date(2026, 10, first), date(2026, 10, last), mark=f"{first}")


@given(st.sampled_from(View), DAYS, st.integers(-24, 24))
def test_leaves_hold_their_day_and_turn_back(view: View, day: date, leaves: int) -> None:
    showing = Showing(view, day)
    assert showing.leaf.holds(day)
    assert showing.shown.holds(showing.leaf.first)
    if view is not View.LIST:
        assert (showing.shown.first.weekday(), len(showing.shown.days) % 7) == (0, 0)
    turned = showing.turned(leaves)
    assert turned.turned(-leaves).leaf == showing.leaf
    if leaves == 1:
        assert (turned.leaf.first - showing.leaf.last).days == 1


def test_a_shorter_month_takes_its_last_day() -> None:
    assert Showing(View.MONTH, date(2026, 1, 31)).turned(1).day == date(2026, 2, 28)
    assert Showing(View.MONTH, date(2026, 3, 31)).turned(-1).day == date(2026, 2, 28)


def test_what_lasts_stands_once_in_a_list_and_on_each_day_of_a_grid() -> None:
    leaf = Leaf((thing(LOANS, 1, 20), thing(ROUNDS, 14, 14)), frozenset())
    october = Period(date(2026, 10, 12), date(2026, 10, 31))
    assert [(day.day, len(things)) for day, things in leaf.by_day(october, frozenset())] == [(12, 1), (14, 1)]
    assert [each.kind.key for each in leaf.on(date(2026, 10, 14), frozenset())] == ["loan", "round"]
    assert [each.kind.key for each in leaf.on(date(2026, 10, 14), frozenset({"round"}))] == ["round"]
    assert {kind.key: count for kind, count in leaf.counts(october).items()} == {"loan": 1, "round": 1}


def test_a_leaf_says_what_it_is_about(texts: Texts) -> None:
    said = [
        texts.say(leaf_title(Showing(view, day), texts))
        for view, day in (
            (View.MONTH, date(2026, 10, 5)),
            (View.WEEK, date(2026, 10, 8)),
            (View.WEEK, date(2026, 10, 1)),
        )
    ]
    assert said == ["October 2026", "5 – 11 October 2026", "28 September 2026 – 4 October 2026"]
