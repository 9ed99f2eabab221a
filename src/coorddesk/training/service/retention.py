"""Removing the names of those who came, once they were kept as long as the course says; figures stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.forgetting import Forgotten, forget_in_history
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import _, _n
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.notes.models import Attachment, Note, Reminder
from coorddesk.notes.service import forget
from coorddesk.notices.service.forgetting import forget_recipients
from coorddesk.surveys.service import forget_answerers
from coorddesk.training.models import Attendance, Registration, TrainingSession
from coorddesk.training.queries.retention import named_of, overdue_names
from coorddesk.training.rules.retention import nameless

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION, _REGISTRATION = TrainingSession.__tablename__, Registration.__tablename__


@dataclass(frozen=True)
class Removal:
    """Sessions whose names are kept no longer; without any, all that are overdue."""

    session_ids: tuple[int, ...] = ()


@allowed(Role.COORDINATOR)
def remove_names(session: Session, wish: Removal) -> int:
    """Remove the names of who came to sessions, from the history too; returns of how many people.

    That somebody came, how often and with which result stays, and so does what a certificate says: it is a proof.
    """
    overdue = {row.id for row in overdue_names(session, clock_of(session).today())}
    meant = set(wish.session_ids) or overdue
    if not meant <= overdue:
        raise UserError(_("These names are still to be kept, or gone already. Look at the list again."))
    rows = named_of(session, meant)
    if not rows:
        return 0
    people = {row.person_id for row in rows if row.person_id is not None}
    names = {row.name for row in rows} | _names(session, people)
    blank = {row.id: _blank(row.id) for row in rows}
    sessions = dict.fromkeys(row.session_id for row in rows)
    forgotten = (
        Forgotten(_REGISTRATION, blank, names, {("person", person_id) for person_id in people}),
        _reasons(session, sessions, blank),
        forget_recipients(session, _SESSION, sessions, partial(_instead, blank)),
        *(part for each in sessions for part in forget_answerers(session, (_SESSION, each))),
    )
    for registration_id in _noted(session, blank):
        forget(session, (_REGISTRATION, registration_id))
    update_rows(session, table_named(_REGISTRATION), list(blank.items()))
    said = _n(
        "Remove {count} name that was kept long enough", "Remove {count} names that were kept long enough", len(rows)
    )
    record(session, said, *((_SESSION, each) for each in sessions), *((_REGISTRATION, each) for each in blank))
    forget_in_history(session, *(each for each in forgotten if each.rows))
    return len(blank)


def _blank(registration_id: int) -> dict[str, Any]:
    name = nameless(registration_id)
    nothing = dict.fromkeys(("email", "department", "note"), "")
    return {"person_id": None, "name": name, "name_folded": name, **nothing}


def _reasons(session: Session, sessions: Collection[int], ids: Collection[int]) -> Forgotten:
    """Why somebody did not come is theirs alone: "ill", "at court"."""
    wanted = select(Attendance.id, Attendance.registration_id).join(
        Registration, Registration.id == Attendance.registration_id
    )
    wanted = wanted.where(Registration.session_id.in_(sessions), Attendance.reason != "").order_by(Attendance.id)
    found = [row_id for row_id, registration_id in session.execute(wanted).all() if registration_id in ids]
    rows: dict[int, dict[str, Any]] = {each: {"reason": ""} for each in found}
    update_rows(session, table_named(Attendance.__tablename__), list(rows.items()))
    return Forgotten(Attendance.__tablename__, rows)


def _instead(blank: Mapping[int, Any], cause: str) -> str | None:
    """What stands for who was written to: causes of messages to them begin with their registration."""
    kind, _colon, rest = cause.partition(":")
    number = rest.partition(":")[0]
    is_theirs = kind == _REGISTRATION and number.isdecimal() and int(number) in blank
    return nameless(int(number)) if is_theirs else None


def _noted(session: Session, ids: Collection[int]) -> set[int]:
    """Of which of them something is noted."""
    found: set[int] = set()
    for kind in (Note, Reminder, Attachment):
        found |= set(session.scalars(select(kind.subject_id).where(kind.subject_kind == _REGISTRATION)))
    return found.intersection(ids)


def _names(session: Session, people: Collection[int]) -> set[str]:
    """What people of the directory are called in what was done."""
    found = set()
    ids = sorted(people)
    for start in range(0, len(ids), CHUNK_ROWS):
        wanted = select(Person.last_name, Person.first_name).where(Person.id.in_(ids[start : start + CHUNK_ROWS]))
        found |= {PersonName(*name).full for name in session.execute(wanted)}
    return found
