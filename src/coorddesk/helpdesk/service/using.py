"""Using what lies ready: a macro on tickets, a template or what comes again as new tickets, rules that escalate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _, _n
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.helpdesk.models import Macro, RecurringTicket, Ticket, TicketTemplate
from coorddesk.helpdesk.rules import EventKind, Resolution, Source, Status, Step, next_after
from coorddesk.helpdesk.service.details import TicketDetails
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.handling import Handling
from coorddesk.helpdesk.service.life import resolve_duplicates, take_step
from coorddesk.helpdesk.service.opening import NewTicket, open_ticket
from coorddesk.helpdesk.service.rows import Seen, record_deed, tickets_as_seen
from coorddesk.helpdesk.service.telling import tell
from coorddesk.notices.rules import Occasion

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_MOST_AT_ONCE = 50


@dataclass(frozen=True)
class UseMacro:
    """A macro on tickets; where it does not say the cause or the resolution, it is said here."""

    tickets: tuple[Seen, ...]
    macro_id: int
    cause_id: int | None = None
    resolution: Resolution | None = None


@allowed(*EDITORS)
def use_macro(session: Session, wish: UseMacro) -> None:
    """Give tickets the reply and the status of a macro; those that have the status get the reply alone."""
    macro = row_there(session, Macro, wish.macro_id)
    rows = tickets_as_seen(session, wish.tickets)
    moving = [row for row in rows if macro.status is not None and row.status is not macro.status]
    told = rows if macro.status is not Status.RESOLVED else [row for row in rows if row not in moving]
    alike: list[Ticket] = []
    if macro.reply and told:
        body, is_public = macro.reply, macro.is_public
        lines = [Line(row.id, EventKind.NOTE, body=body, is_public=is_public) for row in told]
        events = write_events(session, lines)
        if is_public:
            tell(session, told, events, Occasion.ANSWERED, body)
    if moving and macro.status is not None:
        step = _step(session, macro, wish)
        take_step(session, moving, step)
        if step.status is Status.RESOLVED:
            alike = resolve_duplicates(session, moving, step)
    settle(session, rows)
    record_deed(session, [*rows, *alike], lambda said: _("“{macro}” on {tickets}", macro=macro.name, tickets=said))


@allowed(*EDITORS)
def details_from(session: Session, template_id: int) -> tuple[TicketDetails, Handling, tuple[str, ...]]:
    """What a template says: details, who handles it, and its checklist."""
    row = row_there(session, TicketTemplate, template_id)
    details = TicketDetails(
        row.title,
        row.kind,
        row.description,
        row.category_id,
        row.place_id,
        urgency=row.urgency,
        impact=row.impact,
    )
    return details, Handling(row.assignee_id, row.team_id), tuple(row.checklist)


@allowed(*EDITORS)
def open_recurring(session: Session) -> list[int]:
    """Open what comes again and is due, each turn once, whoever asks; returns the numbers of the tickets."""
    today = clock_of(session).today()
    due = select(RecurringTicket).where(RecurringTicket.next_on <= today).order_by(RecurringTicket.next_on)
    opened: list[int] = []
    for row in session.scalars(due.limit(_MOST_AT_ONCE)).all():
        turn, row_id, template_id = row.next_on, row.id, row.template_id
        row.next_on = _next(row, today)
        session.flush()
        details, handling, steps = details_from(session, template_id)
        wish = NewTicket(details, handling, Source.COUNTER, row.name, key=f"recurring:{row_id}:{turn}", steps=steps)
        opened.append(open_ticket(session, wish))
    if opened:
        count = _n("{count} recurring ticket", "{count} recurring tickets", len(opened))
        record(session, _("Open {tickets}", tickets=count))
    return opened


def _next(row: RecurringTicket, today: date) -> date | None:
    """The turn after today: those that were missed meanwhile are not made up for."""
    day = next_after(row.start, row.every, row.step, today)
    return None if row.end is not None and day > row.end else day


def _step(session: Session, macro: Macro, wish: UseMacro) -> Step:
    if macro.status is None:
        raise AssertionError("a macro without a status takes no step")
    note = macro.waiting_reason if macro.status is Status.WAITING else macro.reply
    remind_on = None if macro.remind_days is None else clock_of(session).today() + timedelta(macro.remind_days)
    cause, resolution = macro.cause_id or wish.cause_id, macro.resolution or wish.resolution
    if macro.status is not Status.RESOLVED:
        cause = resolution = None
    if not note and macro.status in {Status.RESOLVED, Status.CANCELLED}:
        raise UserError(_("The macro “{macro}” says nothing. Give it a reply.", macro=macro.name))
    return Step(macro.status, note, remind_on=remind_on, cause_id=cause, resolution=resolution)
