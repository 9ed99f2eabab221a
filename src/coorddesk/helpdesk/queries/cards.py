"""What the card of a ticket shows beside its fields: its log, links, steps, answers, work, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import (
    Rating,
    Ticket,
    TicketAnswer,
    TicketEvent,
    TicketHelper,
    TicketLink,
    TicketStep,
    TicketWork,
)
from coorddesk.helpdesk.queries.events import events_of
from coorddesk.helpdesk.queries.rows import TicketRow, ticket
from coorddesk.helpdesk.rules import Deadlines, EventKind, LinkKind, RatingSource, Status, deadlines_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class EventRow:
    """A line of a ticket's log; what `before` and `after` are, `EventKind` says."""

    id: int
    ticket_id: int
    moment: datetime
    actor: str
    kind: EventKind
    before: str
    after: str
    body: str
    is_public: bool


@dataclass(frozen=True)
class LinkRow:
    """Another ticket, and what this one is to it; `is_back` if that one says it of this."""

    id: int
    kind: LinkKind
    is_back: bool
    other_id: int
    title: str
    status: Status


@dataclass(frozen=True)
class StepRow:
    """A line of a ticket's checklist."""

    id: int
    what: str
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True)
class WorkRow:
    """Time and money that went into a ticket; `who` did it."""

    id: int
    version: int
    ticket_id: int
    day: date
    minutes: int
    cents: int | None
    person_id: int | None
    supplier_id: int | None
    who: str
    what: str


@dataclass(frozen=True)
class RatingRow:
    """How satisfied somebody was."""

    moment: datetime
    score: int
    comment: str
    source: RatingSource


@dataclass(frozen=True)
class TicketCard:
    """A ticket with everything on it; `log` is the latest first, `deadlines` their sums."""

    row: TicketRow
    log: tuple[EventRow, ...]
    links: tuple[LinkRow, ...]
    merged: tuple[int, ...]
    helpers: tuple[tuple[int, str], ...]
    steps: tuple[StepRow, ...]
    answers: tuple[tuple[str, str], ...]
    work: tuple[WorkRow, ...]
    ratings: tuple[RatingRow, ...]
    deadlines: Deadlines


def ticket_card(session: Session, ticket_id: int) -> TicketCard | None:
    """Everything on a ticket; None if it is gone."""
    row = ticket(session, ticket_id)
    if row is None:
        return None
    answers = select(TicketAnswer.question, TicketAnswer.answer).where(TicketAnswer.ticket_id == ticket_id)
    ratings = select(Rating.moment, Rating.score, Rating.comment, Rating.source).where(Rating.ticket_id == ticket_id)
    steps = select(TicketStep.id, TicketStep.what, TicketStep.done_at, TicketStep.done_by)
    of_ticket = steps.where(TicketStep.ticket_id == ticket_id)
    merged = select(Ticket.id).where(Ticket.merged_into_id == ticket_id).order_by(Ticket.id)
    return TicketCard(
        row,
        ticket_log(session, ticket_id),
        _links(session, ticket_id),
        tuple(session.scalars(merged)),
        _helpers(session, ticket_id),
        tuple(StepRow(*each) for each in session.execute(of_ticket.order_by(TicketStep.position, TicketStep.id))),
        tuple((question, answer) for question, answer in session.execute(answers.order_by(TicketAnswer.position))),
        work_on(session, ticket_id),
        tuple(RatingRow(*each) for each in session.execute(ratings.order_by(Rating.id))),
        deadlines_on(session, ticket_id),
    )


def ticket_log(session: Session, ticket_id: int) -> tuple[EventRow, ...]:
    """The log of a ticket, the latest first."""
    of_ticket = _EVENTS.where(TicketEvent.ticket_id == ticket_id)
    rows = session.execute(of_ticket.order_by(TicketEvent.moment.desc(), TicketEvent.id.desc()))
    return tuple(EventRow(*row) for row in rows)


def deadlines_on(session: Session, ticket_id: int) -> Deadlines:
    """When a ticket is to be answered and resolved, with the sums; of one that is there."""
    events = events_of(session, [ticket_id])[ticket_id]
    return deadlines_of(events, opening_hours(session), clock_of(session).now())


def work_on(session: Session, ticket_id: int) -> tuple[WorkRow, ...]:
    """The work on a ticket, the latest first."""
    joined = select(TicketWork, Person.last_name, Person.first_name, Supplier.name)
    joined = joined.outerjoin(Person, Person.id == TicketWork.person_id)
    joined = joined.outerjoin(Supplier, Supplier.id == TicketWork.supplier_id).where(TicketWork.ticket_id == ticket_id)
    rows = session.execute(joined.order_by(TicketWork.day.desc(), TicketWork.id.desc()))
    return tuple(_work(*row) for row in rows)


def _work(row: TicketWork, last: str | None, first: str | None, supplier: str | None) -> WorkRow:
    person = "" if last is None else PersonName(last, first or "").full
    links = row.person_id, row.supplier_id
    who = ", ".join(name for name in (person, supplier) if name)
    return WorkRow(row.id, row.version, row.ticket_id, row.day, row.minutes, row.cents, *links, who, row.what)


def _links(session: Session, ticket_id: int) -> tuple[LinkRow, ...]:
    found: list[LinkRow] = []
    for here, there in ((TicketLink.from_id, TicketLink.to_id), (TicketLink.to_id, TicketLink.from_id)):
        is_back = here is TicketLink.to_id
        wanted = select(TicketLink.id, TicketLink.kind, Ticket.id, Ticket.title, Ticket.status)
        of_ticket: Any = wanted.join(Ticket, Ticket.id == there).where(here == ticket_id)
        for link_id, kind, *other in session.execute(of_ticket.order_by(TicketLink.id)):
            found.append(LinkRow(link_id, kind, is_back, *other))
    return tuple(found)


def _helpers(session: Session, ticket_id: int) -> tuple[tuple[int, str], ...]:
    wanted = select(Person.id, Person.last_name, Person.first_name).join(
        TicketHelper, TicketHelper.person_id == Person.id
    )
    rows = session.execute(wanted.where(TicketHelper.ticket_id == ticket_id).order_by(TicketHelper.id))
    return tuple((person_id, PersonName(last, first).full) for person_id, last, first in rows)


_EVENTS = select(
    TicketEvent.id,
    TicketEvent.ticket_id,
    TicketEvent.moment,
    TicketEvent.actor,
    TicketEvent.kind,
    TicketEvent.before,
    TicketEvent.after,
    TicketEvent.body,
    TicketEvent.is_public,
)
