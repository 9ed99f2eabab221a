"""The rounds there are: what is on each, how it stands today, when it was made last."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.rounds.models import Round, RoundStop, RoundTour
from coorddesk.rounds.queries.tours import TourRow, tours
from coorddesk.rounds.rules import TODAY_TITLES, Today, is_planned, said_weekdays

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RoundQuery:
    """Which rounds, and in which order: `sort` is the key of one of ROUND_COLUMNS."""

    text: str = ""
    sort: str = "name"
    descending: bool = False
    today: Today | None = None


@dataclass(frozen=True)
class RoundRow:
    """A round, how it stands today, and the latest tour of it."""

    id: int
    version: int
    name: str
    weekdays: str
    notes: str
    stops: int
    today: Today
    last: TourRow | None

    @property
    def seen_share(self) -> str:
        """How much of the latest tour was looked at: "11/12"."""
        return "" if self.last is None else f"{self.last.counts.seen}/{self.last.counts.stops}"


ROUND_COLUMNS: tuple[Column[RoundRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=18),
    Column("today", _("Today"), lambda row: TODAY_TITLES[row.today], Kind.CHOICE, 17),
    Column("weekdays", _p("round", "Days"), lambda row: said_weekdays(row.weekdays), width=22),
    Column("stops", _p("round", "Stops"), lambda row: row.stops, Kind.NUMBER, 8),
    Column("last", _("Last tour"), lambda row: None if row.last is None else row.last.begun_at, Kind.MOMENT, 16),
    Column("seen", _("Looked at"), lambda row: row.seen_share, width=10),
    Column("faults", _("Faults"), lambda row: None if row.last is None else row.last.counts.fault, Kind.NUMBER, 8),
    Column("actor", _p("round", "By"), lambda row: None if row.last is None else row.last.actor, width=18),
    Column("notes", _("Notes"), lambda row: row.notes, width=28),
)


def rounds(session: Session) -> tuple[RoundRow, ...]:
    """All of them by name; there are a handful."""
    today = clock_of(session).today()
    open_day = today if opening_hours(session).slots(today) else None
    sizes = dict(session.execute(select(RoundStop.round_id, func.count()).group_by(RoundStop.round_id)).all())
    last = _last_tours(session)
    columns = (Round.id, Round.version, Round.name, Round.weekdays, Round.notes)
    return tuple(
        RoundRow(*row, sizes.get(row.id, 0), _stands(row.weekdays, last.get(row.id), today, open_day), last.get(row.id))
        for row in session.execute(select(*columns).order_by(Round.name_folded))
    )


def round_ids(session: Session, query: RoundQuery = RoundQuery()) -> array[int]:
    """The rounds that a query means, sorted here: they are few."""
    named = set(session.scalars(select(Round.id).where(contains_all(Round.name_folded, query.text))))
    rows = [row for row in rounds(session) if row.id in named and query.today in {None, row.today}]
    keyed = [(_key(row, query.sort), row.id) for row in rows]
    filled, blank = [each for each in keyed if each[0] is not None], [each for each in keyed if each[0] is None]
    filled.sort(reverse=query.descending)
    return array("q", (row_id for _value, row_id in [*filled, *blank]))


def round_page(session: Session, ids: Sequence[int]) -> dict[int, RoundRow]:
    """The rounds of these ids."""
    return {row.id: row for row in rounds(session) if row.id in set(ids)}


def round_row(session: Session, round_id: int) -> RoundRow | None:
    """One round; None if it is no longer there."""
    return round_page(session, [round_id]).get(round_id)


def today_counts(session: Session) -> dict[Today, int]:
    """How many rounds stand how today."""
    found = [row.today for row in rounds(session)]
    return {today: found.count(today) for today in Today if today in found}


def _last_tours(session: Session) -> dict[int, TourRow]:
    """The latest tour of each round."""
    latest = select(func.max(RoundTour.id)).group_by(RoundTour.round_id)
    return {each.round_id: each for each in tours(session, ids=list(session.scalars(latest)))}


def _stands(weekdays: str, last: TourRow | None, today: date, open_day: date | None) -> Today:
    """How a round stands today, which is `open_day` unless the house is closed."""
    if last is not None and last.day == today:
        return Today.GOING_ON if last.ended_at is None else Today.MADE
    return Today.DUE if open_day is not None and is_planned(weekdays, open_day) else Today.NOT_TODAY


def _key(row: RoundRow, sort: str) -> object:
    match sort:
        case "stops":
            return row.stops
        case "last":
            return None if row.last is None else row.last.begun_at
        case "faults":
            return None if row.last is None else row.last.counts.fault
        case "today":
            return list(Today).index(row.today)
        case "weekdays":
            return row.weekdays
        case "seen":
            return None if row.last is None else row.last.counts.seen
        case "actor":
            return None if row.last is None else fold(row.last.actor)
    return fold(row.notes if sort == "notes" else row.name)
