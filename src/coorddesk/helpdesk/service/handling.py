"""Who handles a ticket: assigning it and escalating it, to somebody, a team or a provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, digits
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Team, Ticket, TicketHelper
from coorddesk.helpdesk.rules import OVER, STATUS_TITLES, EventKind
from coorddesk.helpdesk.service.details import index_words
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.rows import (
    REPORTERS,
    Seen,
    record_deed,
    refuse_unknown,
    ticket_as_seen,
    tickets_as_seen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Handling:
    """Who handles a ticket: somebody, a team, a provider with their own number for it, or several of these."""

    assignee_id: int | None = None
    team_id: int | None = None
    provider_id: int | None = None
    provider_reference: str = ""


@dataclass(frozen=True)
class Assign:
    """Who handles tickets from now on; nobody, where the handling is empty."""

    tickets: tuple[Seen, ...]
    handling: Handling
    note: str = ""


@dataclass(frozen=True)
class Escalate:
    """Hand tickets to somebody or a team who can do more about them, and say why."""

    tickets: tuple[Seen, ...]
    reason: str
    assignee_id: int | None = None
    team_id: int | None = None


@dataclass(frozen=True)
class Helpers:
    """All who work on a ticket beside whom it is assigned to."""

    ticket: Seen
    people: tuple[int, ...]


@allowed(*EDITORS)
def assign(session: Session, wish: Assign) -> None:
    """Assign tickets; those that are handled so already are left alone."""
    rows = tickets_as_seen(session, wish.tickets)
    changed = _hand_over(session, rows, wish.handling, EventKind.ASSIGNED, tidy_lines(wish.note))
    if changed:
        record_deed(session, changed, lambda said: _("Assign {tickets}", tickets=said))


@allowed(*EDITORS)
def escalate(session: Session, wish: Escalate) -> None:
    """Escalate tickets that are not over; a provider keeps theirs."""
    rows = tickets_as_seen(session, wish.tickets)
    reason = tidy_lines(wish.reason)
    if wish.assignee_id is None and wish.team_id is None:
        raise UserError(_("Say to whom: somebody or a team."), field="assignee")
    if not reason:
        raise UserError(_("Say why it is escalated."), field="reason")
    for row in rows:
        if row.status in OVER:
            status = STATUS_TITLES[row.status]
            raise UserError(_("Ticket {number} is “{status}”. Reopen it first.", number=digits(row.id), status=status))
    escalated = escalate_rows(session, rows, wish.assignee_id, wish.team_id, reason)
    if not escalated:
        raise UserError(_("They handle it already. Say somebody else."), field="assignee")
    record_deed(session, escalated, lambda said: _("Escalate {tickets}", tickets=said))


@allowed(*EDITORS)
def escalate_rows(
    session: Session, rows: Sequence[Ticket], assignee_id: int | None, team_id: int | None, reason: str
) -> list[Ticket]:
    """Hand tickets over and say so in their logs; returns those that somebody else had. The deed is the caller's."""
    changed: list[Ticket] = []
    for row in rows:
        handling = Handling(assignee_id, team_id, row.provider_id, row.provider_reference)
        changed += _hand_over(session, [row], handling, EventKind.ESCALATED, reason)
    return changed


@allowed(*EDITORS)
def set_helpers(session: Session, wish: Helpers) -> None:
    """Say who works on a ticket beside whom it is assigned to."""
    row = ticket_as_seen(session, wish.ticket)
    refuse_unknown(session, [("helpers", Person, person_id) for person_id in wish.people])
    wanted = list(dict.fromkeys(wish.people))
    stored = {each.person_id: each.id for each in session.scalars(_helpers(row.id))}
    new = [person_id for person_id in wanted if person_id not in stored]
    gone = [row_id for person_id, row_id in stored.items() if person_id not in wanted]
    if not new and not gone:
        return
    before, after = _names(session, list(stored)), _names(session, wanted)
    table = table_named(TicketHelper.__tablename__)
    delete_rows(session, table, gone)
    insert_rows(session, table, [{"ticket_id": row.id, "person_id": person_id} for person_id in new])
    raise_versions(session, table_named(Ticket.__tablename__), [row.id])
    write_events(session, [Line(row.id, EventKind.ASSIGNED, before, after)])
    record_deed(session, [row], lambda said: _("Say who helps with {tickets}", tickets=said))


@allowed(*REPORTERS)
def write_handling(session: Session, row: Ticket, handling: Handling) -> None:
    """Write who handles a ticket into its row, stored or new; log and deed are the caller's."""
    refuse_unknown(
        session,
        [
            ("assignee", Person, handling.assignee_id),
            ("team", Team, handling.team_id),
            ("provider", Supplier, handling.provider_id),
        ],
    )
    if handling.assignee_id is not None and handling.assignee_id != row.assignee_id:
        _refuse_left(session, handling.assignee_id)
    row.assignee_id, row.team_id, row.provider_id = handling.assignee_id, handling.team_id, handling.provider_id
    row.provider_reference = "" if row.provider_id is None else tidy(handling.provider_reference)
    index_words(session, row)


@allowed(*REPORTERS)
def said_handler(session: Session, row: Ticket) -> str:
    """Who handles a ticket, in the words of its log."""
    said = [] if row.assignee_id is None else [_names(session, [row.assignee_id])]
    if row.team_id is not None:
        said.append(session.get_one(Team, row.team_id).name)
    if row.provider_id is not None:
        provider = session.get_one(Supplier, row.provider_id).name
        said.append(f"{provider} ({row.provider_reference})" if row.provider_reference else provider)
    return ", ".join(said)


def _hand_over(
    session: Session, rows: Sequence[Ticket], handling: Handling, kind: EventKind, note: str
) -> list[Ticket]:
    changed, lines = [], []
    for row in rows:
        before, old = said_handler(session, row), _handling(row)
        write_handling(session, row, handling)
        if _handling(row) != old or (note and kind is EventKind.ASSIGNED):
            changed.append(row)
            lines.append(Line(row.id, kind, before, said_handler(session, row), note))
    write_events(session, lines)
    settle(session, changed)
    return changed


def _handling(row: Ticket) -> Handling:
    return Handling(row.assignee_id, row.team_id, row.provider_id, row.provider_reference)


def _refuse_left(session: Session, person_id: int) -> None:
    person = session.get_one(Person, person_id)
    if person.left_on is not None and person.left_on <= clock_of(session).today():
        name = PersonName(person.last_name, person.first_name).full
        said = _("{person} left on {day}: assign it to somebody else.", person=name, day=person.left_on)
        raise UserError(said, field="assignee")


def _helpers(ticket_id: int) -> Select[TicketHelper]:
    return select(TicketHelper).where(TicketHelper.ticket_id == ticket_id).order_by(TicketHelper.id)


def _names(session: Session, people: Sequence[int]) -> str:
    found = [session.get_one(Person, person_id) for person_id in people]
    return ", ".join(PersonName(person.last_name, person.first_name).full for person in found)
