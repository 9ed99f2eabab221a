"""The work on tickets: time and money that went into them, and the steps of their checklists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.service import EDITORS, Deletion, row_as_seen, row_there
from coorddesk.helpdesk.models import Ticket, TicketStep, TicketWork
from coorddesk.helpdesk.rules import lines_typed
from coorddesk.helpdesk.service.rows import Seen, record_deed, refuse_unknown, ticket_as_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DAY = 24 * 60


@dataclass(frozen=True)
class WorkDetails:
    """What somebody did on a day, or a provider: how long it took, in minutes, and what it cost, in cents."""

    day: date
    minutes: int = 0
    cents: int | None = None
    person_id: int | None = None
    supplier_id: int | None = None
    what: str = ""


@dataclass(frozen=True)
class NewWork:
    """Work that went into a ticket."""

    ticket_id: int
    details: WorkDetails


@dataclass(frozen=True)
class WorkEdit:
    """New details for a line of work, and the version their author saw."""

    id: int
    version: int
    details: WorkDetails


@dataclass(frozen=True)
class AddSteps:
    """More lines for the checklist of a ticket."""

    ticket: Seen
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Tick:
    """A line of a ticket's checklist is done, or is not after all."""

    step_id: int
    is_done: bool = True


@allowed(*EDITORS)
def add_work(session: Session, wish: NewWork) -> int:
    """Write down work on a ticket; returns the id of its line."""
    ticket = ticket_as_seen(session, Seen(wish.ticket_id))
    row = TicketWork(ticket_id=ticket.id)
    _write(session, row, wish.details)
    session.add(row)
    session.flush()
    record_deed(session, [ticket], lambda said: _("Log work on {tickets}", tickets=said))
    return row.id


@allowed(*EDITORS)
def edit_work(session: Session, wish: WorkEdit) -> None:
    """Change a line of work."""
    row = row_there(session, TicketWork, wish.id)
    yours, theirs = ({key: getattr(each, key) for key in _TITLES} for each in (wish.details, row))
    refuse_stale(row, wish.version, _TITLES, yours, theirs)
    _write(session, row, wish.details)
    session.flush()
    _record(session, row.ticket_id, _("Edit work on ticket {number}", number=digits(row.ticket_id)))


@allowed(*EDITORS)
def delete_work(session: Session, wish: Deletion) -> None:
    """Delete a line of work that was a mistake."""
    row = row_as_seen(session, TicketWork, wish.id, wish.version)
    session.delete(row)
    session.flush()
    _record(session, row.ticket_id, _("Delete work on ticket {number}", number=digits(row.ticket_id)))


@allowed(*EDITORS)
def add_steps(session: Session, wish: AddSteps) -> None:
    """Add lines to a ticket's checklist, those that it has already left out."""
    ticket = ticket_as_seen(session, wish.ticket)
    of_ticket = TicketStep.ticket_id == ticket.id
    has = set(session.scalars(select(TicketStep.what).where(of_ticket)))
    first = (session.scalar(select(func.max(TicketStep.position)).where(of_ticket)) or 0) + 1
    new = [line for line in lines_typed(map(tidy, wish.lines)) if line not in has]
    if not new:
        raise UserError(_("Write at least one line that it does not have yet."), field="lines")
    rows = [{"ticket_id": ticket.id, "position": first + place, "what": what} for place, what in enumerate(new)]
    insert_rows(session, table_named(TicketStep.__tablename__), rows)
    raise_versions(session, table_named(Ticket.__tablename__), [ticket.id])
    record_deed(session, [ticket], lambda said: _("Add steps to {tickets}", tickets=said))


@allowed(*EDITORS)
def tick_step(session: Session, wish: Tick) -> None:
    """Tick a line of a checklist, or take the tick off; one that stands so already is left alone."""
    row = _step(session, wish.step_id)
    if (row.done_at is not None) == wish.is_done:
        return
    row.done_at = clock_of(session).now() if wish.is_done else None
    row.done_by = actor_of(session).name if wish.is_done else ""
    session.flush()
    done, open_again = _("Tick “{step}”", step=row.what), _("Take the tick off “{step}”", step=row.what)
    _record(session, row.ticket_id, done if wish.is_done else open_again)


@allowed(*EDITORS)
def delete_step(session: Session, step_id: int) -> None:
    """Take a line off a checklist."""
    row = _step(session, step_id)
    session.delete(row)
    session.flush()
    _record(session, row.ticket_id, _("Delete step “{step}”", step=row.what))


def _step(session: Session, step_id: int) -> TicketStep:
    row = session.get(TicketStep, step_id)
    if row is None:
        raise UserError(_("This step is no longer there: somebody deleted it."))
    return row


def _write(session: Session, row: TicketWork, details: WorkDetails) -> None:
    if details.minutes < 0:
        raise UserError(_("It cannot take less than no time."), field="minutes")
    if details.minutes > _DAY:
        raise UserError(_("A day has 24 hours. Write a line for each day."), field="minutes")
    if details.cents is not None and details.cents < 0:
        raise UserError(_("It cannot cost less than nothing."), field="cents")
    if not details.minutes and not details.cents and not tidy(details.what):
        raise UserError(_("Say how long it took, what it cost or what was done."), field="minutes")
    if details.day > clock_of(session).today():
        raise UserError(_("This day is still to come."), field="day")
    refuse_unknown(session, [("person", Person, details.person_id), ("supplier", Supplier, details.supplier_id)])
    row.day, row.minutes, row.cents, row.what = details.day, details.minutes, details.cents, tidy(details.what)
    row.person_id, row.supplier_id = details.person_id, details.supplier_id


def _record(session: Session, ticket_id: int, deed: Message) -> None:
    record(session, deed, ("ticket", ticket_id))


_TITLES: dict[str, Message] = {
    "day": _("Day"),
    "minutes": _p("work", "Minutes"),
    "cents": _("Cost"),
    "person_id": _("Person"),
    "supplier_id": _("Supplier"),
    "what": _("What was done"),
}
