"""What those who are registered are told of their session, drafted in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.organisation import organisation
from coorddesk.core.resources import texts_for
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.working_time import WEEKDAYS
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import Occasion
from coorddesk.notices.service import Draft, draft, take_back
from coorddesk.training.models import Registration, SessionSlot, TrainingSession
from coorddesk.training.queries.sessions_written import parts_of
from coorddesk.training.rules.capacity import STANDING
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import RegistrationState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class Writing:
    """Invitations or reminders to everybody who is registered for sessions, with a word of their own."""

    session_ids: tuple[int, ...]
    occasion: Occasion = Occasion.SESSION_INVITED
    reply: str = ""


@allowed(*EDITORS)
def write_to_people(session: Session, wish: Writing) -> int:
    """Draft what those who are registered are told; returns to how many, without those told already."""
    if wish.occasion not in {Occasion.SESSION_INVITED, Occasion.SESSION_REMINDED}:
        raise UserError(_("People are told of that by itself, when it happens."))
    count = 0
    for session_id in dict.fromkeys(wish.session_ids):
        row = row_there(session, TrainingSession, session_id)
        people = those_of(session, row.id, RegistrationState.REGISTERED)
        count += tell(session, row, people, wish.occasion, str(row.first_day), tidy_lines(wish.reply))
    if count:
        said = _n("Write to {count} person of a session", "Write to {count} people of sessions", count)
        record(session, said, *((_SESSION, session_id) for session_id in dict.fromkeys(wish.session_ids)))
    return count


@allowed(*EDITORS)
def tell(
    session: Session,
    row: TrainingSession,
    people: Sequence[Registration],
    occasion: Occasion,
    mark: str,
    reply: str = "",
) -> int:
    """Draft a message to some of those of a session, as a part of another deed; returns how many are new.

    `mark` tells this time from others on which the same happened: each is told once.
    """
    if not people:
        return 0
    texts = texts_for(organisation(session).language)
    values = _values(session, row, texts) | {"reply": reply}
    causes = {f"{_cause(each)}{occasion}:{mark}": each for each in people}
    told = set(session.scalars(select(Notice.cause).where(Notice.cause.in_(causes))))
    new = 0
    for cause, each in causes.items():
        if cause not in told:
            recipient, address = _reached(session, each)
            due = {} if each.offered_until is None else {"due": texts.date(each.offered_until)}
            wish = Draft(cause, occasion, (_SESSION, row.id), recipient, address, values | due)
            new += draft(session, wish) is not None
    return new


@allowed(*EDITORS)
def tell_no_more(session: Session, rows: Sequence[Registration], *occasions: Occasion) -> None:
    """Drop what was drafted to people of sessions and not sent yet; without an occasion, all of it."""
    of_session: dict[int, list[str]] = {}
    for row in rows:
        causes = [f"{_cause(row)}{occasion}:" for occasion in occasions] or [_cause(row)]
        of_session.setdefault(row.session_id, []).extend(causes)
    for session_id, causes in of_session.items():
        take_back(session, (_SESSION, session_id), causes)


@allowed(*EDITORS)
def those_of(session: Session, session_id: int, *states: RegistrationState) -> Sequence[Registration]:
    """Those of a session who stand so; without a state, who comes or would like to."""
    wanted = select(Registration).where(Registration.session_id == session_id)
    wanted = wanted.where(Registration.state.in_(states or sorted(STANDING)))
    return session.scalars(wanted.order_by(Registration.state, Registration.position, Registration.id)).all()


def _cause(row: Registration) -> str:
    """What the causes of messages to somebody begin with."""
    return f"{Registration.__tablename__}:{row.id}:"


def _reached(session: Session, row: Registration) -> tuple[str, str]:
    """What somebody is called, and where mail reaches them: what the registration says comes first."""
    if row.person_id is None:
        return row.name, row.email
    person = session.get_one(Person, row.person_id)
    return PersonName(person.last_name, person.first_name).full, row.email or person.email


def _values(session: Session, row: TrainingSession, texts: Texts) -> dict[str, str]:
    place = None if row.place_id is None else session.get_one(Place, row.place_id)
    where = [place.path] if place is not None else []
    return {
        "number": row.reference,
        "title": row.title,
        "day": "\n".join(texts.say(_slot(each)) for each in parts_of(session, SessionSlot, row.id)),
        "place": "\n".join([*where, *([row.link] if row.link else [])]),
    }


def _slot(row: SessionSlot) -> Message:
    times = SlotTimes(row.day, row.starts, row.ends).said
    return _("{weekday} {day}, {times}", weekday=WEEKDAYS[row.day.weekday()], day=row.day, times=times)
