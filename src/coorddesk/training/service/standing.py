"""The way of a session: opened, confirmed, held, closed or cancelled, with what follows from each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.notices.rules import Occasion
from coorddesk.training.models import SessionTask, TrainingSession
from coorddesk.training.queries.standing import standing_of
from coorddesk.training.rules.states import lines, refuse_step
from coorddesk.training.rules.words import COMING, SESSION_STATE_TITLES, RegistrationState, SessionState
from coorddesk.training.service.kit import let_go
from coorddesk.training.service.telling import tell, tell_no_more, those_of
from coorddesk.training.service.waiting import settle_waiting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class Step:
    """Sessions that take a step, all or none; a cancelled one says why.

    `tell` drafts messages to those whom it concerns: an invitation once it is confirmed, the news that it is cancelled.
    """

    session_ids: tuple[int, ...]
    state: SessionState
    reason: str = ""
    tell: bool = True


@dataclass(frozen=True)
class TaskDone:
    """Something that was done for a session, on which day; None: it is still to be done."""

    task_id: int
    done_on: date | None


@allowed(*EDITORS)
def take_step(session: Session, wish: Step) -> None:
    """Let sessions be in another state; refuses with the whole list of what is missing."""
    ids = tuple(dict.fromkeys(wish.session_ids))
    reason = tidy_lines(wish.reason)
    _refuse(session, ids, wish.state, reason)
    for session_id in ids:
        row = row_there(session, TrainingSession, session_id)
        row.state = wish.state
        row.cancelled_reason = reason if wish.state is SessionState.CANCELLED else ""
        session.flush()
        _follow(session, row, reason, is_told=wish.tell)
        row = session.get_one(TrainingSession, session_id)
        deed = _("“{title}”: {state}", title=row.title, state=SESSION_STATE_TITLES[row.state])
        record(session, deed, (_SESSION, session_id))


@allowed(*EDITORS)
def tick_task(session: Session, wish: TaskDone) -> None:
    """Say that a line of a session's checklist is done, or that it is not."""
    task = session.get(SessionTask, wish.task_id)
    if task is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if task.done_on == wish.done_on:
        return
    session_id, words = task.session_id, task.words
    task.done_on = wish.done_on
    session.flush()
    raise_versions(session, table_named(_SESSION), [session_id])
    deed = _("Done: {words}", words=words) if wish.done_on is not None else _("Still to do: {words}", words=words)
    record(session, deed, (_SESSION, session_id))


def _refuse(session: Session, ids: Sequence[int], state: SessionState, reason: str) -> None:
    """Refuse the step with all that is missing, of several sessions each by its name."""
    if not ids:
        raise UserError(_("Choose a session."))
    troubles: list[tuple[str, UserError]] = []
    for session_id in ids:
        row = row_there(session, TrainingSession, session_id)
        try:
            refuse_step(row.state, state, standing_of(session, row), reason)
        except UserError as trouble:
            troubles.append((row.title, trouble))
    if len(ids) == 1 and troubles:
        raise troubles[0][1]
    if troubles:
        named: list[Message] = [
            _("“{title}”: {trouble}", title=title, trouble=each.message) for title, each in troubles
        ]
        raise UserError(_("Nothing was changed.\n{reasons}", reasons=lines(tuple(named))), field=troubles[0][1].field)


def _follow(session: Session, row: TrainingSession, reason: str, *, is_told: bool) -> None:
    """What a step brings with it: who is told, whose place is offered, and what is reserved no longer."""
    session_id, mark = row.id, f"{row.first_day}:{row.version}"
    if row.state in COMING:
        settle_waiting(session, session_id)
    if row.state is SessionState.CONFIRMED and is_told:
        invited = those_of(session, session_id, RegistrationState.REGISTERED)
        tell(session, row, invited, Occasion.SESSION_INVITED, str(row.first_day))
    if row.state is SessionState.CANCELLED:
        everybody = those_of(session, session_id)
        for each in everybody:
            each.offered_until = None
        tell_no_more(session, everybody)
        if is_told:
            tell(session, row, everybody, Occasion.SESSION_CANCELLED, mark, reason)
        let_go(session, session.get_one(TrainingSession, session_id))
