"""The waiting list: who gives up a place frees it, and it is offered to who has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.notices.rules import Occasion
from coorddesk.training.models import Registration, TrainingSession
from coorddesk.training.queries.registrations import called, places_of
from coorddesk.training.rules.capacity import (
    STANDING,
    Waiting,
    answer_before,
    lapsed,
    offers,
    renumbered,
    state_on_withdrawing,
)
from coorddesk.training.rules.words import COMING, RegistrationState
from coorddesk.training.service.telling import tell, tell_no_more

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class Leaving:
    """Registrations that are given up, on which day (today, unless said otherwise), and why."""

    registrations: tuple[int, ...]
    day: date | None = None
    note: str = ""


@allowed(*EDITORS)
def withdraw(session: Session, wish: Leaving) -> tuple[int, ...]:
    """Let people give up their places, late on the last days; returns the registrations to which one is offered."""
    day = wish.day or clock_of(session).today()
    rows = _standing(session, wish.registrations)
    moment = clock_of(session).now()
    for row in rows:
        first_day = session.get_one(TrainingSession, row.session_id).first_day
        _leave(row, state_on_withdrawing(row.state, day, first_day), wish.note)
        row.withdrawn_at = moment
    deed = _n("{name} withdraws", "{count} people withdraw", len(rows), name=called(session, rows[0]))
    return _told(session, rows, deed)


@allowed(*EDITORS)
def decline(session: Session, wish: Leaving) -> tuple[int, ...]:
    """Refuse people a place; returns the registrations to which one is offered instead."""
    rows = _standing(session, wish.registrations)
    for row in rows:
        _leave(row, RegistrationState.DECLINED, wish.note)
    deed = _n("Decline {name}", "Decline {count} people", len(rows), name=called(session, rows[0]))
    return _told(session, rows, deed)


@allowed(*EDITORS)
def accept_offer(session: Session, registration_id: int) -> None:
    """Register somebody who waited and takes the place offered, or one that is left although nobody offered it."""
    row = row_there(session, Registration, registration_id)
    if row.state is not RegistrationState.WAITING:
        raise UserError(_("{name} is not on the waiting list.", name=called(session, row)))
    places = places_of(session, [row.session_id])[row.session_id]
    if row.offered_until is None and places.left == 0:
        raise UserError(_("No place is free. Raise the capacity of the session, or wait until somebody withdraws."))
    row.state, row.position, row.offered_until = RegistrationState.REGISTERED, None, None
    tell_no_more(session, [row], Occasion.SESSION_OFFERED)
    session.flush()
    settle_waiting(session, row.session_id)
    _record(session, _("{name} takes the place that was freed", name=called(session, row)), [row])


@allowed(*EDITORS)
def offer_places(session: Session, session_id: int) -> tuple[int, ...]:
    """Offer the places that are left, those that nobody answered for too; returns to which registrations."""
    row = row_there(session, TrainingSession, session_id)
    offered = settle_waiting(session, session_id)
    if offered:
        _record_offers(session, row, offered)
    return offered


@allowed(*EDITORS)
def move_waiting(session: Session, registration_id: int, position: int) -> None:
    """Put somebody at another place of the waiting list; the others keep their order, and offers made stay made."""
    row = row_there(session, Registration, registration_id)
    if row.state is not RegistrationState.WAITING:
        raise UserError(_("{name} is not on the waiting list.", name=called(session, row)))
    others = [each for each in _waiting(session, row.session_id).values() if each is not row]
    place = max(1, min(position, len(others) + 1))
    if place == row.position:
        return
    for number, each in enumerate([*others[: place - 1], row, *others[place - 1 :]], 1):
        each.position = number
    said = _("Put {name} at place {position} of the waiting list", name=called(session, row), position=place)
    _record(session, said, [row])


@allowed(*EDITORS)
def settle_waiting(session: Session, session_id: int) -> tuple[int, ...]:
    """Let the waiting list of a session be what it must be, as a part of another deed; returns who is offered a place.

    Who did not answer in time goes to its end; the places left are offered, by messages drafted; numbers have no gaps.
    """
    session.flush()
    row = session.get_one(TrainingSession, session_id)
    rows = _waiting(session, session_id)
    today = clock_of(session).today()
    last = last_position(session, session_id)
    silent = lapsed(map(_as_waiting, rows.values()), today)
    for place, registration_id in enumerate(silent, last + 1):
        rows[registration_id].position, rows[registration_id].offered_until = place, None
    tell_no_more(session, [rows[each] for each in silent], Occasion.SESSION_OFFERED)
    session.flush()
    offered: list[int] = []
    if row.state in COMING:
        places = places_of(session, [session_id])[session_id]
        offered = offers(places, map(_as_waiting, rows.values()))
        for registration_id in offered:
            rows[registration_id].offered_until = answer_before(today, row.first_day)
        tell(session, row, [rows[each] for each in offered], Occasion.SESSION_OFFERED, _mark(session))
    for registration_id, place in renumbered([_as_waiting(each) for each in rows.values()]).items():
        rows[registration_id].position = place
    session.flush()
    return tuple(offered)


@allowed(*EDITORS)
def last_position(session: Session, session_id: int) -> int:
    """The number of the last one on the waiting list, 0 if nobody waits."""
    return session.scalar(select(func.max(Registration.position)).where(Registration.session_id == session_id)) or 0


def _standing(session: Session, ids: Sequence[int]) -> list[Registration]:
    """The registrations that are there to be given up."""
    rows = [row_there(session, Registration, each) for each in dict.fromkeys(ids)]
    gone = next((row for row in rows if row.state not in STANDING), None)
    if gone is not None:
        raise UserError(_("{name} has given up the place already.", name=called(session, gone)))
    if not rows:
        raise UserError(_("Choose whose registration it is."))
    return rows


def _leave(row: Registration, state: RegistrationState, note: str) -> None:
    row.state, row.position, row.offered_until = state, None, None
    row.note = tidy_lines(note) or row.note


def _told(session: Session, rows: Sequence[Registration], deed: Message) -> tuple[int, ...]:
    session.flush()
    tell_no_more(session, rows)
    sessions = dict.fromkeys(row.session_id for row in rows)
    offered = [each for session_id in sessions for each in settle_waiting(session, session_id)]
    _record(session, deed, rows)
    return tuple(offered)


def _record_offers(session: Session, row: TrainingSession, offered: Sequence[int]) -> None:
    rows = [session.get_one(Registration, each) for each in offered]
    said = _n(
        "Offer a place of “{title}” to {name}",
        "Offer {count} places of “{title}”",
        len(rows),
        name=called(session, rows[0]),
        title=row.title,
    )
    _record(session, said, rows)


def _record(session: Session, deed: Message, rows: Sequence[Registration]) -> None:
    session.flush()
    subjects: dict[tuple[str, int], None] = {}
    for row in rows:
        subjects |= {(_SESSION, row.session_id): None, (Registration.__tablename__, row.id): None}
        if row.person_id is not None:
            subjects["person", row.person_id] = None
    record(session, deed, *subjects)


def _waiting(session: Session, session_id: int) -> dict[int, Registration]:
    wanted = select(Registration).where(
        Registration.session_id == session_id, Registration.state == RegistrationState.WAITING
    )
    return {row.id: row for row in session.scalars(wanted.order_by(Registration.position, Registration.id))}


def _mark(session: Session) -> str:
    """What tells one offer to somebody from the next."""
    return clock_of(session).now().isoformat(timespec="seconds")


def _as_waiting(row: Registration) -> Waiting:
    return Waiting(row.id, row.position or 0, row.offered_until)
