"""What the agenda shows: a month, a week or a list around a day, and what of it; and how one turns its leaves."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.dated import Dated, DatedKind, Period
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.feature import Feature, events

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

WEEK = 7
_EARLIEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)
"""Nobody turns further, and no leaf reaches out of the calendar."""


class View(StrEnum):
    """The leaves of the agenda."""

    MONTH = "month"
    WEEK = "week"
    LIST = "list"


VIEW_TITLES: dict[View, Message] = {
    View.MONTH: _p("agenda", "Month"),
    View.WEEK: _p("agenda", "Week"),
    View.LIST: _p("agenda", "List"),
}
VIEW_EXPLANATIONS: dict[View, Message] = {
    View.MONTH: _("Show a month"),
    View.WEEK: _("Show a week"),
    View.LIST: _("Show a month as a list"),
}


@dataclass(frozen=True)
class Showing:
    """What is shown: the leaf on which a day is, and of which kinds, none of them for all."""

    view: View
    day: date
    kinds: frozenset[str] = frozenset()

    @property
    def leaf(self) -> Period:
        """The days that it is about: a month or a week."""
        if self.view is View.WEEK:
            monday = self.day - timedelta(days=self.day.weekday())
            return Period(monday, monday + timedelta(days=WEEK - 1))
        return Period(self.day.replace(day=1), self.day.replace(day=_length(self.day)))

    @property
    def shown(self) -> Period:
        """The days that are seen: of a month, whole weeks."""
        if self.view is not View.MONTH:
            return self.leaf
        first, last = self.leaf.first, self.leaf.last
        after = WEEK - 1 - last.weekday()
        return Period(first - timedelta(days=first.weekday()), last + timedelta(days=after))

    def moved(self, days: int) -> Showing:
        """So many days later, or earlier."""
        return self.on(self.day + timedelta(days=days))

    def turned(self, leaves: int) -> Showing:
        """So many leaves later; in a shorter month, its last day stands for one that it does not have."""
        if self.view is View.WEEK:
            return self.moved(leaves * WEEK)
        months = 12 * self.day.year + self.day.month - 1 + leaves
        first = date(months // 12, months % 12 + 1, 1)
        return self.on(first.replace(day=min(self.day.day, _length(first))))

    def on(self, day: date) -> Showing:
        """On another day."""
        return replace(self, day=min(max(day, _EARLIEST), _LATEST))

    def seen_as(self, view: View) -> Showing:
        """The same day on another sort of leaf."""
        return replace(self, view=view)

    def toggled(self, kind: str) -> Showing:
        """With a kind among those shown, or without it."""
        return replace(self, kinds=self.kinds ^ {kind})

    def of_all(self) -> Showing:
        """Every kind."""
        return replace(self, kinds=frozenset())


@dataclass(frozen=True)
class Leaf:
    """What was read for what is shown: everything on its days, and the days on which the house is closed."""

    things: tuple[Dated, ...]
    closed: frozenset[date]

    def on(self, day: date, kinds: frozenset[str]) -> tuple[Dated, ...]:
        """What a day has, of some kinds (none: of all)."""
        meant = (each for each in self.things if each.first <= day <= each.last)
        return tuple(each for each in meant if not kinds or each.kind.key in kinds)

    def by_day(self, period: Period, kinds: frozenset[str]) -> Iterator[tuple[date, tuple[Dated, ...]]]:
        """The days of a period that have something; what lasts stands on its first of them."""
        for day in period.days:
            begun = (each for each in self.on(day, kinds) if day in {each.first, period.first})
            if things := tuple(begun):
                yield day, things

    def counts(self, period: Period) -> Mapping[DatedKind, int]:
        """How many there are of each kind in some days, the most usual kinds first."""
        found: dict[DatedKind, int] = {}
        for each in self.things:
            if period.touches(each.first, each.last):
                found[each.kind] = found.get(each.kind, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0].key)))


def leaf_title(showing: Showing, texts: Texts) -> Message:
    """What a leaf is about: October 2026, or the first and the last day of a week."""
    leaf = showing.leaf
    if showing.view is not View.WEEK:
        return verbatim(texts.month(leaf.first))
    is_within = leaf.first.month == leaf.last.month
    first = str(leaf.first.day) if is_within else texts.long_date(leaf.first)
    return _("{first} – {last}", first=first, last=texts.long_date(leaf.last))


def read_leaf(showing: Showing, features: Sequence[Feature], session: Session) -> Leaf:
    """In the lane."""
    hours = opening_hours(session)
    closed = frozenset(day for day in showing.shown.days if not hours.slots(day))
    return Leaf(events(session, features, showing.shown), closed)


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
