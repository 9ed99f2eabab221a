"""What the demo's people were told lately: opened in the mail program, printed, or still to be sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import or_, select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, encode
from coorddesk.core.organisation import organisation
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Ticket, TicketEvent
from coorddesk.helpdesk.rules import EventKind, Status
from coorddesk.notices.models import Notice
from coorddesk.notices.queries import templates
from coorddesk.notices.rules import Occasion, State, Template, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 11
_BACK = timedelta(days=45)
_WAITING = 5
"""Messages, the latest ones, that still wait."""
_STEPS = {Status.PLANNED.value: Occasion.PLANNED, Status.RESOLVED.value: Occasion.RESOLVED}
_Row = dict[str, Any]


class _Told(NamedTuple):
    event: int
    moment: datetime
    kind: EventKind
    after: str
    ticket: int
    title: str
    solution: str
    due: datetime | None
    planned_on: Any
    last_name: str
    first_name: str
    address: str


def tell_of_tickets(session: Session, demo: DemoDesk) -> None:
    """Write a message for each thing that people with a name were told in the last weeks."""
    ours = organisation(session)
    written = {row.occasion: row.template for row in templates(session, ours.language)}
    told = list(_told(session, demo))
    rows = []
    for each in told:
        occasion = Occasion.OPENED if each.kind is EventKind.OPENED else _STEPS[each.after]
        rows.append(_row(each, occasion, written[occasion], _values(each, demo) | {"organisation": ours.name}))
    _handle(rows, actor_of(session).name)
    insert_rows(session, table_named(Notice.__tablename__), rows)


def _told(session: Session, demo: DemoDesk) -> Iterator[_Told]:
    ticket = (Ticket.id, Ticket.title, Ticket.solution, Ticket.resolve_by, Ticket.planned_on)
    person = (Person.last_name, Person.first_name, Person.email)
    wanted = (
        select(TicketEvent.id, TicketEvent.moment, TicketEvent.kind, TicketEvent.after, *ticket, *person)
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .join(Person, Person.id == Ticket.requester_id)
        .where(
            TicketEvent.moment >= demo.clock.now() - _BACK,
            or_(
                TicketEvent.kind == EventKind.OPENED,
                (TicketEvent.kind == EventKind.STATUS) & TicketEvent.after.in_(_STEPS),
            ),
        )
        .order_by(TicketEvent.moment, TicketEvent.id)
    )
    yield from (_Told._make(row) for row in session.execute(wanted))


def _values(told: _Told, demo: DemoDesk) -> dict[str, str]:
    due = None if told.due is None else demo.clock.local(told.due)
    return {
        "number": str(told.ticket),
        "title": told.title,
        "requester": PersonName(told.last_name, told.first_name).full,
        "reply": told.solution if told.after == Status.RESOLVED else "",
        "due": "" if due is None else f"{demo.texts.date(due.date())} {due:%H:%M}",
        "day": "" if told.planned_on is None else demo.texts.date(told.planned_on),
    }


def _row(told: _Told, occasion: Occasion, template: Template, values: dict[str, str]) -> _Row:
    title = filled(template.subject, values)
    return {
        "version": 1,
        "cause": f"ticket_event:{told.event}",
        "occasion": occasion,
        "subject_kind": "ticket",
        "subject_id": told.ticket,
        "recipient": values["requester"],
        "address": told.address,
        "title": title,
        "body": filled(template.body, values),
        "state": State.DRAFT,
        "drafted_at": told.moment,
        "handled_at": None,
        "handled_by": "",
        "trouble": None,
        "search": fold(f"{values['requester']} {told.address} {title}"),
    }


def _handle(rows: list[_Row], actor: str) -> None:
    """All but the latest have left; one of those that wait came back, one that was out of date was dropped."""
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    for place, row in enumerate(rows[:-_WAITING]):
        state = State.OPENED if row["address"] else State.PRINTED
        row["state"] = State.DROPPED if place % 37 == 36 else state
        row["handled_by"] = actor
        row["handled_at"] = row["drafted_at"] + timedelta(minutes=chance.randint(2, 40))
    refused = next((row for row in rows[-_WAITING:] if row["address"]), None)
    if refused is not None:
        host, reason = "smtp.les-tilleuls.example", "5.1.1 mailbox full"
        refused["trouble"] = encode(_("{host} refused it: {code} {reason}", host=host, code="552", reason=reason))
