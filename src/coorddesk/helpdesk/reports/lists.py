"""Tickets as lists: those that are open by their age, and any list as it is filtered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.helpdesk.queries import TICKET_COLUMNS, TicketQuery, TicketRow, said_filters
from coorddesk.helpdesk.reports.reading import Choice, choose, read, tickets
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BY_KEY = {column.key: column for column in TICKET_COLUMNS}
_LISTED = ("number", "status", "priority", "title", "device", "place", "requester", "assignee", "opened", "resolve_by")
_AGED = ("number", "status", "priority", "title", "device", "place", "assignee", "resolve_by")
_AGES: tuple[tuple[int, Message], ...] = (
    (90, _("Open for more than three months")),
    (30, _("Open for more than a month")),
    (7, _("Open for more than a week")),
    (-1, _("Open for a week at most")),
)
"""From how many days on (more than) a ticket stands under a heading, the oldest first."""


def ticket_list(session: Session, choice: Choice) -> Report[TicketRow]:
    """Tickets in the order of the list."""
    columns = tuple(_BY_KEY[key] for key in _LISTED)
    groups = (Group(None, read(session, choice)),)
    return Report(_("Tickets"), columns, groups, tickets, _stated(session, choice), page=LYING, offered=TICKET_COLUMNS)


def open_by_age(session: Session, choice: Choice) -> Report[TicketRow]:
    """Open tickets, the oldest first, under how long they have been open."""
    clock = clock_of(session)
    today = clock.today()

    def age(row: TicketRow) -> int:
        return _days(clock.local(row.opened_at).date(), today)

    aged: Column[TicketRow] = Column("age", _p("ticket", "Days open"), age, Kind.NUMBER, 8)
    rows = sorted((row for row in read(session, choice) if not row.is_over), key=lambda row: (row.opened_at, row.id))
    groups = []
    for least, title in _AGES:
        groups.append(Group(title, [row for row in rows if age(row) > least]))
        rows = [row for row in rows if age(row) <= least]
    first, *rest = (_BY_KEY[key] for key in _AGED)
    return Report(
        _("Open tickets by age"),
        (first, aged, *rest),
        tuple(group for group in groups if group.rows),
        tickets,
        _stated(session, choice),
        grouped_by=_p("ticket", "Age"),
        page=LYING,
        offered=(aged, *TICKET_COLUMNS),
    )


def _days(opened: date, today: date) -> int:
    return max(0, (today - opened).days)


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None:
        return ()
    if isinstance(choice, TicketQuery):
        return said_filters(session, choice)
    return (_("Chosen by hand"),)


_CARDS = frozenset({"asset", "place", "person", "supplier"})
TICKETS = ReportKind(
    "tickets",
    _("Tickets"),
    _("What was asked for, how far it is, who handles it and until when."),
    ticket_list,
    choose,
    _CARDS,
)
BY_AGE = ReportKind(
    "tickets-by-age",
    _("Open tickets by age"),
    _("What is still to be done, the oldest first."),
    open_by_age,
    choose,
    _CARDS,
)
LIST_REPORTS = (TICKETS, BY_AGE)
