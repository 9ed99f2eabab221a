"""What rounds put on paper: how available each device was, and the record of the tours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report
from coorddesk.rounds.queries import Available, CheckRow, TourRow, available, checks, names, tours
from coorddesk.rounds.rules import said_outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class RoundChoice:
    """One round, all without; the days it is about end with `until`, None is today."""

    round_id: int | None = None
    until: date | None = None


Choice = RoundChoice | Sequence[int] | None
"""What is chosen: a round and a day, rounds that were selected in a list (the first counts), or all."""

_YEAR, _MONTH = timedelta(days=365), timedelta(days=31)


def availability_report(session: Session, choice: Choice) -> Report[Available]:
    """Each device and place of the last twelve months, the worst first."""
    meant, until = _meant(session, choice)
    rows = available(session, until - _YEAR, until, round_id=meant)
    return Report(
        _("Availability of what rounds look at"),
        _AVAILABILITY,
        (Group(None, rows),),
        _things,
        _stated(session, meant, until - _YEAR, until),
    )


def tours_report(session: Session, choice: Choice) -> Report[CheckRow]:
    """Each stop of the tours of a month, tour by tour, the latest first."""
    meant, until = _meant(session, choice)
    made = tours(session, round_id=meant, since=until - _MONTH, until=until)
    groups = tuple(Group(_said(each), checks(session, each.id)) for each in made)
    return Report(
        _("Record of tours"),
        _STOPS,
        groups,
        lambda count: _n("{count} stop", "{count} stops", count),
        _stated(session, meant, until - _MONTH, until),
        grouped_by=_p("round", "Tour"),
    )


def _meant(session: Session, choice: Choice) -> tuple[int | None, date]:
    today = clock_of(session).today()
    if isinstance(choice, RoundChoice):
        return choice.round_id, choice.until or today
    return (choice[0] if choice else None), today


def _stated(session: Session, round_id: int | None, since: date, until: date) -> tuple[Message, ...]:
    named = {} if round_id is None else names(session, "round", [round_id])
    days = _("{first} to {last}", first=since, last=until)
    return (*map(verbatim, named.values()), days)


def _said(row: TourRow) -> Message:
    return _("{round}, {day}, by {person}", round=row.round, day=row.day, person=row.actor)


def _things(count: int) -> Message:
    return _n("{count} device or place", "{count} devices and places", count)


def _percent(row: Available) -> int | None:
    """Rounded down: what failed once was never there all the time."""
    return None if row.share is None else int(row.share * 100)


def _choose(subject: Subject) -> Choice:
    kind, record_id = subject
    return RoundChoice(record_id) if kind == "round" else None


def _dated(choice: Choice, day: date) -> Choice:
    if isinstance(choice, RoundChoice):
        return RoundChoice(choice.round_id, day) if choice.until is None else None
    return RoundChoice(choice[0] if choice else None, day)


_AVAILABILITY: tuple[Column[Available], ...] = (
    Column("thing", _("Device or place"), lambda row: row.thing.thing, width=18),
    Column("about", _("What it is"), lambda row: row.thing.about, width=24),
    Column("place", _("Place"), lambda row: row.thing.within, width=28),
    Column("last_fault", _("Last fault"), lambda row: row.last_fault, Kind.DATE, 12),
    Column("share", _("Availability, %"), _percent, Kind.NUMBER, 12),
    Column("looks", _p("round", "Looks"), lambda row: row.counts.ok + row.counts.fault, Kind.NUMBER, 8),
    Column("faults", _p("round", "At fault"), lambda row: row.counts.fault, Kind.NUMBER, 9),
    Column("skipped", _p("round", "Skipped"), lambda row: row.counts.skipped, Kind.NUMBER, 9),
)
_STOPS: tuple[Column[CheckRow], ...] = (
    Column("moment", _p("round", "Moment"), lambda row: row.moment, Kind.MOMENT, 16),
    Column("thing", _("Device or place"), lambda row: row.thing, width=18),
    Column("about", _("What it is"), lambda row: row.about, width=24),
    Column("place", _("Place"), lambda row: row.within, width=28),
    Column("outcome", _p("round", "Found"), lambda row: said_outcome(row.outcome), Kind.CHOICE, 14),
    Column("note", _("Note"), lambda row: row.note, width=28),
    Column("ticket", _("Ticket"), lambda row: row.ticket_id, Kind.NUMBER, 8),
)
AVAILABILITY = ReportKind(
    "round-availability",
    _("Availability of what rounds look at"),
    _("Of the looks of twelve months, how often all was well, device by device, the worst first."),
    availability_report,
    _choose,
    frozenset({"round"}),
    dated=_dated,
)
TOURS = ReportKind(
    "round-tours",
    _("Record of tours"),
    _("What the rounds of a month found at each stop, with the tickets of the faults."),
    tours_report,
    _choose,
    frozenset({"round"}),
    dated=_dated,
)
REPORTS = (AVAILABILITY, TOURS)
