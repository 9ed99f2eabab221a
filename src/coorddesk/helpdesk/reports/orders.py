"""Work orders: the paper that somebody takes along to a ticket, and the round of a day by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _p, digits, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.helpdesk.queries import TICKET_COLUMNS, TicketCard, TicketRow, ticket_card
from coorddesk.helpdesk.reports.lists import ticket_list
from coorddesk.helpdesk.reports.reading import Choice, choose, read, tickets
from coorddesk.helpdesk.rules import PRIORITY_TITLES, Status
from coorddesk.inventory.queries import AssetRow, asset_page
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signatures,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CODE_SIDE = 30
"""In millimetres; a scanner reads it at arm's length."""
_BOX = "\N{BALLOT BOX}"
_LEAST_LINES = 4
"""Lines to write on by hand, where fewer are printed."""


@dataclass(frozen=True)
class _Step:
    """A line of the checklist on paper."""

    text: str
    is_done: bool = False


@dataclass(frozen=True)
class _Done:
    """A line of the work, printed or to be written by hand."""

    day: date | None = None
    who: str = ""
    minutes: int | None = None
    what: str = ""


_STEPS: tuple[Column[_Step], ...] = (
    Column("done", _p("checklist", "Done"), lambda row: "\N{BALLOT BOX WITH CHECK}" if row.is_done else _BOX, width=7),
    Column("text", _p("checklist", "Step"), lambda row: row.text, width=60),
    Column("remark", _("Remark"), lambda _row: "", width=34),
)
_WORK: tuple[Column[_Done], ...] = (
    Column("day", _("Date"), lambda row: row.day, Kind.DATE, 12),
    Column("who", _p("work", "By"), lambda row: row.who, width=20),
    Column("minutes", _p("work", "Minutes"), lambda row: row.minutes, Kind.NUMBER, 9),
    Column("what", _("What was done"), lambda row: row.what, width=60),
)


def work_orders(session: Session, choice: Choice) -> Document:
    """A sheet for each ticket: its device and place, what is asked, steps to tick, room for the work, signatures."""
    rows = read(session, choice)
    cards = [card for row in rows if (card := ticket_card(session, row.id)) is not None]
    devices = asset_page(session, [asset_id for row in rows for asset_id, _name in row.devices])
    title = _("Work order")
    table = replace(ticket_list(session, [row.id for row in rows]), title=title)
    return Document(title, tuple(_sheet(card, devices) for card in cards), table)


def _sheet(card: TicketCard, devices: dict[int, AssetRow]) -> Sheet:
    row = card.row
    about = (
        Fact(_("Place"), row.place),
        Fact(_("Requester"), row.requester),
        Fact(_("Telephone"), row.requester_phone, Kind.CODE),
        Fact(_p("ticket", "Opened at"), row.opened_at, Kind.MOMENT),
        Fact(_("Priority"), PRIORITY_TITLES[row.priority], Kind.CHOICE),
        Fact(_("To resolve by"), row.resolve_by, Kind.MOMENT),
        Fact(_("Planned for"), row.planned_on, Kind.DATE),
        Fact(_("Assigned to"), row.handler),
        Fact(_("Provider"), row.provider),
        Fact(_("Provider's reference"), row.provider_reference, Kind.CODE),
    )
    steps = [_Step(step.what, step.done_at is not None) for step in card.steps]
    done = [_Done(work.day, work.who, work.minutes or None, work.what) for work in reversed(card.work)]
    return Sheet(
        name=_("n° {number}", number=digits(row.id)),
        title=verbatim(row.title),
        lines=(_("n° {number}", number=digits(row.id)),),
        blocks=(
            Beside((Facts(about),), (Code(code_of(("ticket", row.id)), _CODE_SIDE),), _CODE_SIDE + 10),
            *(block for each, _name in row.devices if each in devices for block in _device(devices[each], row.place)),
            *_asked(card),
            Heading(_("To do")),
            Listing([*steps, *[_Step("")] * (_LEAST_LINES - len(steps))], None, Message(""), _STEPS),
            Heading(_("Work done")),
            Listing([*done, *[_Done()] * _LEAST_LINES], None, Message(""), _WORK),
        ),
        foot=(Signatures((_("Done by, on"), _("Seen by, on"))),),
    )


def _device(device: AssetRow, place: str | None) -> Sequence[Block]:
    model = " ".join(part for part in (device.manufacturer, device.model) if part)
    facts = (
        Fact(_("Inventory number"), device.tag, Kind.CODE),
        Fact(_("Serial number"), device.serial, Kind.CODE),
        Fact(_("Model"), model),
        Fact(_("Place"), None if device.place == place else device.place),
        Fact(_("Warranty until"), device.warranty_end, Kind.DATE),
        Fact(_("Supplier"), device.supplier),
    )
    return Heading(verbatim(device.name or device.category or device.tag or "")), Facts(facts)


def _asked(card: TicketCard) -> Sequence[Block]:
    """What somebody said, and what they answered."""
    said = (Paragraph(verbatim(card.row.description)),) if card.row.description else ()
    answers = (Facts(tuple(Fact(verbatim(asked), answer) for asked, answer in card.answers)),) if card.answers else ()
    return (Heading(_("What is asked for")), *said, *answers) if said or answers else ()


_BY_KEY = {column.key: column for column in TICKET_COLUMNS}
_ROUND: tuple[Column[TicketRow], ...] = (
    Column("box", _p("checklist", "Done"), lambda _row: _BOX, width=7),
    *(_BY_KEY[key] for key in ("number", "priority", "title", "device", "requester", "assignee", "resolve_by")),
    Column("remark", _("Remark"), lambda _row: "", width=26),
)


@dataclass(frozen=True)
class _Day:
    """The tickets to see to on a day."""

    day: date


def day_orders(session: Session, choice: Choice | _Day) -> Report[TicketRow]:
    """Open tickets by place: those that do not wait, and of the planned ones those of the day or before."""
    day = choice.day if isinstance(choice, _Day) else clock_of(session).today()
    rows = [row for row in read(session, None if isinstance(choice, _Day) else choice) if _is_due(row, day)]
    places = sorted({row.place or "" for row in rows}, key=lambda place: (not place, place))
    groups = [
        Group(verbatim(place) if place else _("No place"), [row for row in rows if (row.place or "") == place])
        for place in places
    ]
    return Report(
        _("Tickets to see to"),
        _ROUND,
        tuple(groups),
        tickets,
        (_("Day: {day}", day=day),),
        grouped_by=_("Place"),
        page=LYING,
    )


def _is_due(row: TicketRow, day: date) -> bool:
    if row.status is Status.WAITING:
        return row.remind_on is not None and row.remind_on <= day
    return not row.is_over and (row.planned_on is None or row.planned_on <= day)


def _on(_choice: object, day: date) -> _Day:
    return _Day(day)


WORK_ORDERS = ReportKind(
    "work-orders",
    _("Work orders"),
    _("A sheet to take along for each ticket: what is asked, steps to tick, work done, signatures."),
    work_orders,
    choose,
    frozenset({"ticket"}),
)
DAY_ORDERS = ReportKind(
    "tickets-of-day",
    _("Tickets to see to"),
    _("What is to be done on a day, place by place, to be ticked on the way."),
    day_orders,
    choose,
    dated=_on,
)
ORDER_REPORTS = (WORK_ORDERS, DAY_ORDERS)
