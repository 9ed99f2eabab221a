"""Opening a ticket: who asks for what, about which devices, and what its category says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, digits
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.helpdesk.models import (
    CategoryQuestion,
    Diagnosis,
    Ticket,
    TicketAnswer,
    TicketCategory,
    TicketDevice,
    TicketStep,
)
from coorddesk.helpdesk.queries.targets import category_parents
from coorddesk.helpdesk.rules import EventKind, Source, Status, category_chain, lines_typed
from coorddesk.helpdesk.service.details import TicketDetails, write_details
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.handling import Handling, said_handler, write_handling
from coorddesk.helpdesk.service.rows import REPORTERS
from coorddesk.helpdesk.service.telling import tell
from coorddesk.inventory.models import Asset
from coorddesk.notices.rules import Occasion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_UNASKED = frozenset({Source.KIOSK, Source.ROUND})
"""Where nobody is there to be asked more questions, as with whatever comes in with a key."""


@dataclass(frozen=True)
class NewTicket:
    """Something asked for: `answers` are to the questions of its category, by their ids.

    `opened_at` is when it was asked for, if not now. `key` marks a report that may come in twice: it is taken in once.
    `steps` come before those of the category and of the kinds of its devices. `origin` names the kiosk or the round.
    `problem_id` is the problem that is known to be behind it.
    """

    details: TicketDetails
    handling: Handling = field(default_factory=Handling)
    source: Source = Source.COUNTER
    origin: str = ""
    opened_at: datetime | None = None
    key: str | None = None
    answers: tuple[tuple[int, str], ...] = ()
    steps: tuple[str, ...] = ()
    problem_id: int | None = None


@allowed(*REPORTERS)
def open_ticket(session: Session, wish: NewTicket) -> int:
    """Open a ticket; returns its number: that of the first where the same report comes in again."""
    there = None if wish.key is None else session.scalar(select(Ticket.id).where(Ticket.key == wish.key))
    if there is not None:
        return there
    now = clock_of(session).now()
    if wish.opened_at is not None and wish.opened_at > now:
        raise UserError(_("This moment is still to come."), field="opened_at")
    row = Ticket(
        status=Status.NEW, source=wish.source, origin=tidy(wish.origin), opened_at=wish.opened_at or now, key=wish.key
    )
    write_details(session, row, wish.details)
    if row.place_id is None:
        row.place_id = _place_of(session, wish.details.devices)
    row.problem_id = wish.problem_id
    write_handling(session, row, _or_of_category(session, wish.handling, row.category_id))
    answers = _answers(session, wish)
    session.add(row)
    session.flush()
    _add_parts(session, row, wish, answers)
    lines = [Line(row.id, EventKind.OPENED, body=row.description, is_public=True, moment=row.opened_at)]
    if (handler := said_handler(session, row)) != "":
        lines.append(Line(row.id, EventKind.ASSIGNED, after=handler))
    events = write_events(session, lines)
    settle(session, [row])
    if clock_of(session).local(row.opened_at).date() == clock_of(session).today():  # not of what is typed from paper
        tell(session, [row], events[:1], Occasion.OPENED)
    record(session, _("Open ticket {number} “{title}”", number=digits(row.id), title=row.title), ("ticket", row.id))
    return row.id


def _add_parts(session: Session, row: Ticket, wish: NewTicket, answers: Sequence[tuple[str, str]]) -> None:
    devices = list(dict.fromkeys(wish.details.devices))
    session.add_all(TicketDevice(ticket_id=row.id, asset_id=asset_id) for asset_id in devices)
    session.flush()
    said = [
        {"ticket_id": row.id, "position": place, "question": question, "answer": answer}
        for place, (question, answer) in enumerate(answers)
    ]
    insert_rows(session, table_named(TicketAnswer.__tablename__), said)
    lines = lines_typed([*wish.steps, *_checklist(session, row.category_id, devices)])
    steps = [{"ticket_id": row.id, "position": place, "what": what} for place, what in enumerate(lines)]
    insert_rows(session, table_named(TicketStep.__tablename__), steps)


def _place_of(session: Session, devices: Sequence[int]) -> int | None:
    """Where the first device is."""
    return session.scalar(select(Asset.place_id).where(Asset.id == devices[0])) if devices else None


def _or_of_category(session: Session, handling: Handling, category_id: int | None) -> Handling:
    """Who handles it: whoever the category, or one around it, names, unless somebody was said."""
    if handling != Handling() or category_id is None:
        return handling
    for each in category_chain(category_parents(session), category_id):
        category = session.get_one(TicketCategory, each)
        if category.assignee_id is not None or category.team_id is not None:
            return Handling(category.assignee_id, category.team_id)
    return handling


def _checklist(session: Session, category_id: int | None, devices: Sequence[int]) -> list[str]:
    """What is to be looked at: by the category, then by the kinds of devices."""
    lines = [] if category_id is None else list(session.get_one(TicketCategory, category_id).checklist)
    kinds = select(Asset.category_id).where(Asset.id.in_(devices))
    for points in session.scalars(select(Diagnosis.points).where(Diagnosis.category_id.in_(kinds))):
        lines += points
    return lines


def _answers(session: Session, wish: NewTicket) -> list[tuple[str, str]]:
    """The questions of the category that were answered, in their order; one that must be is asked for."""
    is_asked = wish.key is None and wish.source not in _UNASKED
    given = {question_id: tidy_lines(answer) for question_id, answer in wish.answers}
    asked = select(CategoryQuestion).where(CategoryQuestion.category_id == wish.details.category_id)
    found = []
    for question in session.scalars(asked.order_by(CategoryQuestion.position, CategoryQuestion.id)):
        answer = given.get(question.id, "")
        if answer:
            found.append((question.question, answer))
        elif question.is_required and is_asked:
            raise UserError(_("Answer this: {question}", question=question.question), field=f"question:{question.id}")
    return found
