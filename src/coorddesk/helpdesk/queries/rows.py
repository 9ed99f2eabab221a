"""Tickets as lists, cards and papers show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, func, null, select
from sqlalchemy.orm import aliased

from coorddesk.core.criteria_sql import among
from coorddesk.core.messages import _, _p, digits
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import (
    Cause,
    Problem,
    Team,
    Ticket,
    TicketCategory,
    TicketDevice,
    TicketEvent,
    TicketWork,
)
from coorddesk.helpdesk.rules import (
    IMPACT_TITLES,
    OVER,
    PRIORITY_TITLES,
    RESOLUTION_TITLES,
    SOURCE_TITLES,
    STATUS_TITLES,
    TICKET_KIND_TITLES,
    URGENCY_TITLES,
    EventKind,
    Resolution,
    Source,
    Status,
    TicketKind,
)
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class TicketRow(NamedTuple):
    """A ticket with the names of what it points at; `devices` are its devices by their ids, `minutes` and `cents` sums.

    `me_too` is how many others have the same trouble.
    """

    id: int
    version: int
    kind: TicketKind
    status: Status
    source: Source
    origin: str
    title: str
    description: str
    category_id: int | None
    category: str | None
    place_id: int | None
    place: str | None
    requester_id: int | None
    requester: str
    requester_email: str
    requester_phone: str
    urgency: int
    impact: int
    priority: int
    is_priority_said: bool
    is_major: bool
    assignee_id: int | None
    assignee: str | None
    team_id: int | None
    team: str | None
    provider_id: int | None
    provider: str | None
    provider_reference: str
    opened_at: datetime
    planned_on: date | None
    waiting_reason: str
    remind_on: date | None
    respond_by: datetime | None
    resolve_by: datetime | None
    responded_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    cause_id: int | None
    cause: str | None
    resolution: Resolution | None
    solution: str
    problem_id: int | None
    problem: str | None
    workaround: str | None
    merged_into_id: int | None
    devices: tuple[tuple[int, str], ...] = ()
    minutes: int = 0
    cents: int = 0
    me_too: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.status in OVER

    @property
    def handler(self) -> str:
        """Who handles it: somebody, a team, a provider."""
        return self.assignee or self.team or self.provider or ""

    @property
    def device(self) -> str:
        """What its devices are called in a sentence."""
        return ", ".join(name for _asset_id, name in self.devices)

    def is_late(self, now: datetime) -> bool:
        """Whether it is past one of its deadlines, or was when it was answered or resolved."""
        answered, resolved = self.responded_at or now, self.resolved_at or now
        is_late_answer = self.respond_by is not None and answered > self.respond_by
        return is_late_answer or (self.resolve_by is not None and resolved > self.resolve_by)

    @property
    def hit(self) -> Hit:
        """The ticket as others name it."""
        said = _("n° {number} · {status}", number=digits(self.id), status=STATUS_TITLES[self.status])
        return Hit(("ticket", self.id), self.title, said)


TICKET_COLUMNS: tuple[Column[TicketRow], ...] = (
    Column("number", _p("ticket", "N°"), lambda row: row.id, Kind.NUMBER, 8),
    Column("status", _p("ticket", "Status"), lambda row: STATUS_TITLES[row.status], Kind.CHOICE, 12),
    Column("priority", _("Priority"), lambda row: PRIORITY_TITLES[row.priority], Kind.CHOICE, 12),
    Column("title", _p("ticket", "Title"), lambda row: row.title, width=32),
    Column("device", _("Device"), lambda row: row.device, Kind.CODE, 16),
    Column("place", _("Place"), lambda row: row.place, width=24),
    Column("requester", _("Requester"), lambda row: row.requester, width=20),
    Column("assignee", _("Assigned to"), lambda row: row.assignee, width=20),
    Column("team", _("Team"), lambda row: row.team, width=16),
    Column("resolve_by", _("To resolve by"), lambda row: row.resolve_by, Kind.MOMENT, 16),
    Column("respond_by", _("To answer by"), lambda row: row.respond_by, Kind.MOMENT, 16),
    Column("opened", _p("ticket", "Opened at"), lambda row: row.opened_at, Kind.MOMENT, 16),
    Column("category", _p("ticket", "Category"), lambda row: row.category, width=24),
    Column("kind", _p("ticket", "Kind"), lambda row: TICKET_KIND_TITLES[row.kind], Kind.CHOICE, 10),
    Column("source", _p("ticket", "Came in by"), lambda row: SOURCE_TITLES[row.source], Kind.CHOICE, 12),
    Column("urgency", _("Urgency"), lambda row: URGENCY_TITLES[row.urgency], Kind.CHOICE, 16),
    Column("impact", _("Impact"), lambda row: IMPACT_TITLES[row.impact], Kind.CHOICE, 16),
    Column("is_major", _("Major incident"), lambda row: row.is_major, Kind.YES_NO, 8),
    Column("planned_on", _("Planned for"), lambda row: row.planned_on, Kind.DATE, 12),
    Column("waiting_reason", _("Waits for"), lambda row: row.waiting_reason, width=24),
    Column("remind_on", _("Look again on"), lambda row: row.remind_on, Kind.DATE, 12),
    Column("provider", _("Provider"), lambda row: row.provider, width=20),
    Column("provider_reference", _("Provider's reference"), lambda row: row.provider_reference, Kind.CODE, 16),
    Column("responded", _p("ticket", "Answered at"), lambda row: row.responded_at, Kind.MOMENT, 16),
    Column("resolved", _p("ticket", "Resolved at"), lambda row: row.resolved_at, Kind.MOMENT, 16),
    Column("closed", _p("ticket", "Closed at"), lambda row: row.closed_at, Kind.MOMENT, 16),
    Column("cause", _p("ticket", "Cause"), lambda row: row.cause, width=20),
    Column(
        "resolution",
        _p("ticket", "Resolution"),
        lambda row: row.resolution and RESOLUTION_TITLES[row.resolution],
        Kind.CHOICE,
        16,
    ),
    Column("problem", _("Problem"), lambda row: row.problem, width=20),
    Column("me_too", _("“Me too”"), lambda row: row.me_too or None, Kind.NUMBER, 8),
    Column("minutes", _p("work", "Minutes"), lambda row: row.minutes or None, Kind.NUMBER, 8, total=True),
    Column("cents", _("Cost"), lambda row: row.cents or None, Kind.AMOUNT, 12, total=True),
    Column("description", _("Description"), lambda row: row.description, width=32),
    Column("solution", _("Solution"), lambda row: row.solution, width=32),
)


def ticket_page(session: Session, ids: Sequence[int]) -> dict[int, TicketRow]:
    """The tickets of these ids, in two questions to the database; their columns are the fields of a row, in order."""
    session.flush()  # what is asked of the connection does not see what the session has still to write
    ask = session.connection().execute
    devices: dict[int, list[tuple[int, str]]] = {}
    for ticket_id, asset_id, tag, serial, name in ask(_DEVICES.where(among(session, TicketDevice.ticket_id, ids))):
        devices.setdefault(ticket_id, []).append((asset_id, called(tag, serial, name, asset_id)))
    found = {}
    for row in ask(_ROWS.where(among(session, Ticket.id, ids))):
        values, (requester, requester_first, assignee, assignee_first, minutes, cents, echoes) = row[:_OWN], row[_OWN:]
        own: list[Any] = list(values)
        if requester is not None:
            own[_REQUESTER] = PersonName(requester, requester_first).full
        if assignee is not None:
            own[_ASSIGNEE] = PersonName(assignee, assignee_first).full
        own += [tuple(devices.get(row[0], ())), int(minutes or 0), int(cents or 0), int(echoes or 0)]
        found[row[0]] = TicketRow(*own)
    return found


def ticket(session: Session, ticket_id: int) -> TicketRow | None:
    """One ticket."""
    return ticket_page(session, [ticket_id]).get(ticket_id)


_requester, _assignee = aliased(Person), aliased(Person)
_work = select(TicketWork.ticket_id).where(TicketWork.ticket_id == Ticket.id)
_NAMED = {
    "category": TicketCategory.path,
    "place": Place.path,
    "requester": Ticket.requester_name,  # somebody known takes this place
    "assignee": null(),
    "team": Team.name,
    "provider": Supplier.name,
    "cause": Cause.name,
    "problem": Problem.name,
    "workaround": Problem.workaround,
}
_FIELDS = TicketRow._fields
_OWN = _FIELDS.index("devices")
_REQUESTER, _ASSIGNEE = _FIELDS.index("requester"), _FIELDS.index("assignee")
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        *(_NAMED[name] if name in _NAMED else Ticket.__table__.c[name] for name in _FIELDS[:_OWN]),
        _requester.last_name,
        _requester.first_name,
        _assignee.last_name,
        _assignee.first_name,
        _work.with_only_columns(func.sum(TicketWork.minutes)).scalar_subquery(),
        _work.with_only_columns(func.sum(TicketWork.cents)).scalar_subquery(),
        select(func.count())
        .where(TicketEvent.ticket_id == Ticket.id, TicketEvent.kind == EventKind.ME_TOO)
        .scalar_subquery(),
    )
    .select_from(Ticket)
    .outerjoin(TicketCategory, TicketCategory.id == Ticket.category_id)
    .outerjoin(Place, Place.id == Ticket.place_id)
    .outerjoin(_requester, _requester.id == Ticket.requester_id)
    .outerjoin(_assignee, _assignee.id == Ticket.assignee_id)
    .outerjoin(Team, Team.id == Ticket.team_id)
    .outerjoin(Supplier, Supplier.id == Ticket.provider_id)
    .outerjoin(Cause, Cause.id == Ticket.cause_id)
    .outerjoin(Problem, Problem.id == Ticket.problem_id)
)
_DEVICES = (
    select(TicketDevice.ticket_id, Asset.id, Asset.tag, Asset.serial, Asset.name)
    .join(Asset, Asset.id == TicketDevice.asset_id)
    .order_by(TicketDevice.id)
)
