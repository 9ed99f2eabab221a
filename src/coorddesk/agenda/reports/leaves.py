"""Leaves of the agenda on paper: a month, a week, or a list of what some days have."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.agenda.queries import opening_hours
from coorddesk.agenda.queries.source import things_of
from coorddesk.core.dated import STATE_TITLES, Dated, DatedState, Period, clock_text
from coorddesk.core.messages import Message, _, _n, _p, digits
from coorddesk.core.tables import Column, Kind
from coorddesk.core.working_time import WEEKDAYS
from coorddesk.reporting.blocks import Day, DayGrid, DayLine, Document, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature

_WEEK = 7


@dataclass(frozen=True)
class LeafChoice:
    """A leaf by its name and its days, which kinds it shows (none: all), and the features that know what they have."""

    title: Message
    leaf: Period
    kinds: frozenset[str] = frozenset()
    features: Sequence[Feature] = field(default=(), repr=False)


def month_of(day: date) -> Period:
    """The days of a month."""
    return Period(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def week_of(day: date) -> Period:
    """From a Monday to a Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=_WEEK - 1))


def grid(session: Session, choice: LeafChoice) -> Document:
    """Whole weeks, a square for each day."""
    shown = Period(week_of(choice.leaf.first).first, week_of(choice.leaf.last).last)
    things, hours = things_of(session, choice.features, shown, choice.kinds), opening_hours(session)
    days = [_day(day, things, choice.leaf, is_closed=not hours.slots(day)) for day in shown.days]
    weeks = tuple(tuple(days[place : place + _WEEK]) for place in range(0, len(days), _WEEK))
    sheet = Sheet(choice.title, (DayGrid(WEEKDAYS, weeks),), title=choice.title, lines=_kinds_said(choice, things))
    return Document(title=_p("paper", "Agenda"), sheets=(sheet,), table=listing(session, choice), page=LYING)


def listing(session: Session, choice: LeafChoice) -> Report[Dated]:
    """Day by day; what lasts stands on its first day."""
    things = things_of(session, choice.features, choice.leaf, choice.kinds)
    filters = (choice.title, *_kinds_said(choice, things))
    return Report(_p("paper", "Agenda"), COLUMNS, (Group(None, things),), _entries, filters)


def _day(day: date, things: Sequence[Dated], leaf: Period, *, is_closed: bool) -> Day:
    meant = [each for each in things if each.first <= day <= each.last]
    note = next((each.title for each in meant if each.kind.is_closed), None)
    lines = tuple(_line(each) for each in meant if not each.kind.is_closed)
    return Day(digits(day.day), lines, note, is_closed=is_closed, is_beside=not leaf.holds(day))


def _line(thing: Dated) -> DayLine:
    text = thing.title if thing.starts is None else _("{time} {title}", time=_when(thing), title=thing.title)
    if thing.place and thing.starts is not None:
        text = _("{what} · {place}", what=text, place=thing.place)
    return DayLine(text, thing.state is DatedState.LATE, thing.state is DatedState.DONE)


def _when(thing: Dated) -> str:
    if thing.starts is None:
        return ""
    return clock_text(thing.starts) + ("" if thing.ends is None else f"–{clock_text(thing.ends)}")


def _kinds_said(choice: LeafChoice, things: Sequence[Dated]) -> tuple[Message, ...]:
    """What is shown alone, in a line; a kind that has nothing there says nothing."""
    titles = dict.fromkeys(each.kind.title for each in things) if choice.kinds else {}
    return (reduce(lambda one, other: _("{one}, {other}", one=one, other=other), titles),) if titles else ()


def _entries(count: int) -> Message:
    return _n("{count} entry", "{count} entries", count)


COLUMNS: tuple[Column[Dated], ...] = (
    Column("weekday", _("Day"), lambda each: WEEKDAYS[each.first.weekday()], Kind.CHOICE, 10),
    Column("first", _p("agenda", "From"), lambda each: each.first, Kind.DATE, 11),
    Column("last", _p("agenda", "To"), lambda each: each.last if each.last > each.first else None, Kind.DATE, 11),
    Column("when", _p("agenda", "Time"), _when, width=12),
    Column("title", _p("agenda", "What"), lambda each: each.title, Kind.CHOICE, 46),
    Column("kind", _p("agenda", "Kind"), lambda each: each.kind.title, Kind.CHOICE, 20),
    Column("place", _("Place"), lambda each: each.place, width=20),
    Column("about", _p("agenda", "About"), lambda each: each.about, width=16),
    Column("state", _p("agenda", "State"), lambda each: STATE_TITLES.get(each.state), Kind.CHOICE, 10),
)

AGENDA_LEAF = ReportKind(
    "agenda-leaf",
    _("Leaf of the agenda"),
    _("A month or a week as a grid of days, to hang on a wall."),
    grid,
)
AGENDA_LIST = ReportKind(
    "agenda-list",
    _("List of the agenda"),
    _("Day by day all that stands in the agenda."),
    listing,
)
