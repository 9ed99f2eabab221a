"""The verbs on the way of tickets, one or many: start, plan, wait, resolve, close, cancel, reopen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, digits
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Cause, Ticket, TicketLink
from coorddesk.helpdesk.rules import (
    OPEN,
    OVER,
    EventKind,
    LinkKind,
    Resolution,
    Status,
    Step,
    is_reopening,
    step_trouble,
)
from coorddesk.helpdesk.service.details import index_words
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.rows import Seen, record_deed, refuse_unknown, tickets_as_seen
from coorddesk.helpdesk.service.telling import OF_STEPS, tell
from coorddesk.notices.rules import Occasion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Start:
    """Somebody works on tickets from now on."""

    tickets: tuple[Seen, ...]
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """Tickets are planned for a day."""

    tickets: tuple[Seen, ...]
    day: date | None
    note: str = ""


@dataclass(frozen=True)
class Wait:
    """Tickets wait for something; on a day somebody looks at them again."""

    tickets: tuple[Seen, ...]
    reason: str
    remind_on: date | None


@dataclass(frozen=True)
class Resolve:
    """How tickets were resolved, what caused them, and what it took."""

    tickets: tuple[Seen, ...]
    solution: str
    cause_id: int | None
    resolution: Resolution | None


@dataclass(frozen=True)
class Close:
    """Tickets that were resolved, and of which nobody says otherwise."""

    tickets: tuple[Seen, ...]
    note: str = ""


@dataclass(frozen=True)
class Cancel:
    """Tickets of which nothing will come, and why."""

    tickets: tuple[Seen, ...]
    reason: str


@dataclass(frozen=True)
class Reopen:
    """Tickets that were over and are not, and why."""

    tickets: tuple[Seen, ...]
    reason: str


@allowed(*EDITORS)
def start(session: Session, wish: Start) -> None:
    """Take tickets up."""
    rows = tickets_as_seen(session, wish.tickets)
    _refuse_over(rows)
    take_step(session, rows, Step(Status.IN_PROGRESS, wish.note))
    record_deed(session, rows, lambda said: _("Start {tickets}", tickets=said))


@allowed(*EDITORS)
def plan(session: Session, wish: Plan) -> None:
    """Plan tickets for a day, or for another one."""
    rows = tickets_as_seen(session, wish.tickets)
    take_step(session, rows, Step(Status.PLANNED, wish.note, planned_on=wish.day))
    record_deed(session, rows, lambda said: _("Plan {tickets} for {day}", tickets=said, day=wish.day))


@allowed(*EDITORS)
def wait(session: Session, wish: Wait) -> None:
    """Let tickets wait: their deadlines stand still until somebody goes on with them."""
    rows = tickets_as_seen(session, wish.tickets)
    take_step(session, rows, Step(Status.WAITING, wish.reason, remind_on=wish.remind_on))
    record_deed(session, rows, lambda said: _("Let {tickets} wait until {day}", tickets=said, day=wish.remind_on))


@allowed(*EDITORS)
def resolve(session: Session, wish: Resolve) -> None:
    """Resolve tickets, and with each what was said to be a duplicate of it."""
    rows = tickets_as_seen(session, wish.tickets)
    _refuse_blocked(session, rows)
    step = Step(Status.RESOLVED, wish.solution, cause_id=wish.cause_id, resolution=wish.resolution)
    take_step(session, rows, step)
    alike = resolve_duplicates(session, rows, step)
    record_deed(session, [*rows, *alike], lambda said: _("Resolve {tickets}", tickets=said))


@allowed(*EDITORS)
def close(session: Session, wish: Close) -> None:
    """Close tickets that are resolved."""
    rows = tickets_as_seen(session, wish.tickets)
    take_step(session, rows, Step(Status.CLOSED, wish.note))
    record_deed(session, rows, lambda said: _("Close {tickets}", tickets=said))


@allowed(*EDITORS)
def cancel(session: Session, wish: Cancel) -> None:
    """Cancel tickets: nothing is promised of them any more."""
    rows = tickets_as_seen(session, wish.tickets)
    take_step(session, rows, Step(Status.CANCELLED, wish.reason))
    record_deed(session, rows, lambda said: _("Cancel {tickets}", tickets=said))


@allowed(*EDITORS)
def reopen(session: Session, wish: Reopen) -> None:
    """Take up again what was over; its deadline runs on from where it stood."""
    rows = tickets_as_seen(session, wish.tickets)
    for row in rows:
        if row.status in OPEN:
            raise UserError(_("Ticket {number} is not over.", number=digits(row.id)))
    take_step(session, rows, Step(Status.IN_PROGRESS, wish.reason))
    record_deed(session, rows, lambda said: _("Reopen {tickets}", tickets=said))


@allowed(*EDITORS)
def take_step(session: Session, rows: Sequence[Ticket], step: Step) -> None:
    """Let tickets take a step, or refuse for all of them; the deed is the caller's to name."""
    step = replace(step, note=tidy_lines(step.note))
    refuse_unknown(session, [("cause", Cause, step.cause_id)])
    today = clock_of(session).today()
    for row in rows:
        trouble = step_trouble(row.status, step, today)
        if trouble is not None:
            field, why = trouble
            said = _("Ticket {number}: {trouble}", number=digits(row.id), trouble=why) if len(rows) > 1 else why
            raise UserError(said, field=field)
    lines = []
    for row in rows:
        kind = EventKind.REOPENED if is_reopening(row.status, step.status) else EventKind.STATUS
        lines.append(Line(row.id, kind, row.status.value, step.status.value, step.note, is_public=True))
        _write(session, row, step)
    events = write_events(session, lines)
    settle(session, rows)
    _tell(session, rows, list(zip(events, lines, strict=True)), step)


def _tell(session: Session, rows: Sequence[Ticket], written: Sequence[tuple[int, Line]], step: Step) -> None:
    """Tell whoever asked of a step that means something to them."""
    for row, (event, line) in zip(rows, written, strict=True):
        occasion = Occasion.REOPENED if line.kind is EventKind.REOPENED else OF_STEPS.get(step.status)
        if occasion is not None:
            tell(session, [row], [event], occasion, step.note)


@allowed(*EDITORS)
def resolve_duplicates(session: Session, rows: Sequence[Ticket], step: Step) -> list[Ticket]:
    """Resolve what is said to be a duplicate of tickets, and the duplicates of those; returns them."""
    step = replace(step, resolution=Resolution.DUPLICATE)
    known, found = {row.id for row in rows}, list(rows)
    alike: list[Ticket] = []
    while found:
        links = select(TicketLink.from_id).where(
            TicketLink.to_id.in_([row.id for row in found]), TicketLink.kind == LinkKind.DUPLICATE_OF
        )
        wanted = select(Ticket).where(Ticket.id.in_(links), Ticket.id.not_in(known)).order_by(Ticket.id)
        found = list(session.scalars(wanted))
        known |= {row.id for row in found}
        alike += [row for row in found if row.status in OPEN]
    if alike:
        take_step(session, alike, step)
    return alike


def _write(session: Session, row: Ticket, step: Step) -> None:
    """What stands beside a status goes with it."""
    is_waiting = step.status is Status.WAITING
    row.waiting_reason = step.note if is_waiting else ""
    row.remind_on = step.remind_on if is_waiting else None
    row.planned_on = step.planned_on if step.status is Status.PLANNED else None
    if step.status is Status.RESOLVED:
        row.solution, row.cause_id, row.resolution = step.note, step.cause_id, step.resolution
    elif is_reopening(row.status, step.status):
        row.solution, row.cause_id, row.resolution = "", None, None
    index_words(session, row)


def _refuse_over(rows: Sequence[Ticket]) -> None:
    for row in rows:
        if row.status in OVER:
            raise UserError(_("Ticket {number} is over. Reopen it, and say why.", number=digits(row.id)))


def _refuse_blocked(session: Session, rows: Sequence[Ticket]) -> None:
    """What another one blocks is resolved after it, or together with it."""
    ids = [row.id for row in rows]
    links = select(TicketLink.from_id, Ticket.id).join(Ticket, Ticket.id == TicketLink.to_id)
    blocking = links.where(
        TicketLink.from_id.in_(ids),
        TicketLink.kind == LinkKind.BLOCKED_BY,
        Ticket.status.in_(OPEN),
        Ticket.id.not_in(ids),
    )
    found = session.execute(blocking.limit(1)).one_or_none()
    if found is not None:
        said = _(
            "Ticket {other} blocks ticket {number}: resolve that one first, or take the link off.",
            number=digits(found[0]),
            other=found[1],
        )
        raise UserError(said)
