"""What licences put on paper: the list of them, and who and what has their seats. No paper has a key on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tables import Column, Kind
from coorddesk.licences.queries import (
    LICENCE_COLUMNS,
    LicenceQuery,
    LicenceRow,
    SeatRow,
    all_seats,
    all_stated,
    licence_ids,
    licence_page,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = LicenceQuery | Sequence[int] | None

_BY_KEY = {column.key: column for column in LICENCE_COLUMNS}
_SHOWN = tuple(
    _BY_KEY[key]
    for key in ("name", "manufacturer", "kind", "seats", "taken", "left", "state", "expiry", "supplier", "price")
)
_SEATS: tuple[Column[SeatRow], ...] = (
    Column("called", _("Who or what has it"), lambda row: row.called, width=24),
    Column("detail", _("What it is"), lambda row: row.detail, width=30),
    Column("since", _("Since"), lambda row: row.since, Kind.DATE, 12),
    Column("idle", _("To take back"), lambda row: row.idle, Kind.CHOICE, 20),
    Column("note", _("Note"), lambda row: row.note, width=28),
)


def licences(session: Session, choice: Choice) -> Report[LicenceRow]:
    """The licences that a query means, in its order, and how their seats stand."""
    groups = (Group(None, _rows(session, choice)),)
    title, filters = _("Licences"), _stated(session, choice)
    return Report(title, _SHOWN, groups, _licences, filters, offered=LICENCE_COLUMNS)


def seats(session: Session, choice: Choice) -> Report[SeatRow]:
    """Who and what has seats, licence by licence."""
    rows = _rows(session, choice)
    taken = all_seats(session, [row.id for row in rows])
    groups = tuple(
        Group(_("{licence}: {seats}", licence=row.name, seats=row.said_seats), of_it)
        for row in rows
        if (of_it := [seat for seat in taken if seat.licence_id == row.id])
    )
    title, filters = _("Seats of licences"), _stated(session, choice)
    return Report(title, _SEATS, groups, _seats, filters, _("Licence"), UPRIGHT, _SEATS)


def _rows(session: Session, choice: Choice) -> list[LicenceRow]:
    query = LicenceQuery() if choice is None else choice
    ids = licence_ids(session, query) if isinstance(query, LicenceQuery) else query
    page = licence_page(session, ids)
    return [page[licence_id] for licence_id in ids if licence_id in page]


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None:
        return ()
    if not isinstance(choice, LicenceQuery):
        return (_("Chosen by hand"),)
    text = choice.text.strip()
    said = (_("Search: “{text}”", text=text),) if text else ()
    return (*said, *all_stated(session, choice))


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "licence" else None


def _licences(count: int) -> Message:
    return _n("{count} licence", "{count} licences", count)


def _seats(count: int) -> Message:
    return _n("{count} seat taken", "{count} seats taken", count)


LICENCE_LIST = ReportKind(
    "licences",
    _("Licences"),
    _("What is licensed, how many seats are free, and until when. Keys are on no paper."),
    licences,
    _choose,
    frozenset({"licence"}),
)
SEAT_LIST = ReportKind(
    "licence-seats",
    _("Seats of licences"),
    _("Who and what has a seat of each licence, since when, and which seats should come back."),
    seats,
    _choose,
    frozenset({"licence"}),
)
REPORTS = (LICENCE_LIST, SEAT_LIST)
