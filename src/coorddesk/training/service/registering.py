"""Registering people, guests, whole classes and departments; who finds no place waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Department, Membership, Person, PersonGroup
from coorddesk.directory.queries import load_person_names
from coorddesk.directory.queries.names import Unclear
from coorddesk.directory.rules import group_title, name_key
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there
from coorddesk.notices.rules import check_address
from coorddesk.training.models import Registration, TrainingSession
from coorddesk.training.queries.clashes import clashes_of_people
from coorddesk.training.queries.registrations import called, places_of
from coorddesk.training.rules.capacity import STANDING, WALKED_IN, states_of_new
from coorddesk.training.rules.clashes import said_briefly
from coorddesk.training.rules.limits import LONGEST_NAME, refuse_long
from coorddesk.training.rules.words import COMING, RegistrationState, Result
from coorddesk.training.service.waiting import last_position, settle_waiting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = Registration.__tablename__


@dataclass(frozen=True)
class Guest:
    """Somebody by name; who is in the directory under that name or e-mail is recognised."""

    name: str
    email: str = ""
    department: str = ""


@dataclass(frozen=True)
class Registering:
    """Who is to come to a session: people, everybody of groups and departments, guests by name.

    `origin` says where guests came from, such as the name of a sheet; others come with their group or department.
    """

    session_id: int
    people: tuple[int, ...] = ()
    guests: tuple[Guest, ...] = ()
    groups: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    note: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Registered:
    """What came of it: the registrations by how they stand, who was registered already, and who may be several.

    `clashes` say who of them is expected elsewhere at the same time.
    """

    registered: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    already: tuple[str, ...] = ()
    unclear: tuple[Message, ...] = ()
    clashes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class RegistrationEdit:
    """What is said of a registration, and the version its author saw; a name counts for guests alone."""

    id: int
    version: int
    name: str = ""
    email: str = ""
    department: str = ""
    note: str = ""
    result: Result | None = None


@dataclass(frozen=True)
class Learnt:
    """What people have learnt of what a session was for."""

    registrations: tuple[int, ...]
    result: Result | None


@dataclass(frozen=True)
class Wanted:
    """Somebody who is meant: a person of the directory, or a guest by name, and with whom they came."""

    person_id: int | None
    guest: Guest
    origin: str

    @property
    def key(self) -> int | str:
        """What somebody is recognised by: their row in the directory, or their name."""
        return name_key(self.guest.name) if self.person_id is None else self.person_id


@allowed(*EDITORS)
def register(session: Session, wish: Registering) -> Registered:
    """Register people for a session that is still to be held; who was registered already stays as they stand."""
    row = coming_session(session, wish.session_id)
    unclear: list[Message] = []
    wanted = {each.key: each for each in reversed(whom(session, wish, unclear))}
    standing = standing_of(session, row.id)
    there = [key for key in wanted if key in standing and standing[key].state in STANDING]
    new = [each for key, each in reversed(wanted.items()) if key not in there]
    if not new and not there:
        raise UserError(_("Choose who is to come: a person, a group, a department, or a guest by name."))
    rows = []
    states = states_of_new(places_of(session, [row.id])[row.id], len(new))
    position = last_position(session, row.id)
    for each, state in zip(new, states, strict=True):
        position += state is RegistrationState.WAITING
        place = position if state is RegistrationState.WAITING else None
        rows.append(_put(session, wish, standing.get(each.key), each, state, place))
    session.flush()
    if rows:
        record(session, _deed(session, row, rows), (TrainingSession.__tablename__, row.id), *_subjects(rows))
    return Registered(
        tuple(each.id for each in rows if each.state is RegistrationState.REGISTERED),
        tuple(each.id for each in rows if each.state is RegistrationState.WAITING),
        tuple(called(session, standing[key]) for key in there),
        tuple(unclear),
        said_briefly(
            clashes_of_people(session, row.id, {each.person_id for each in new if each.person_id is not None})
        ),
    )


@allowed(*EDITORS)
def edit_registration(session: Session, wish: RegistrationEdit) -> None:
    """Change what is said of a registration."""
    row = row_there(session, Registration, wish.id)
    name = tidy(wish.name) if row.person_id is None else ""
    if row.person_id is None and not name:
        raise UserError(_("A name is needed."), field="name")
    said = {
        "name": name,
        "email": tidy(wish.email),
        "department": tidy(wish.department),
        "note": tidy_lines(wish.note),
        "result": wish.result,
    }
    refuse_stale(row, wish.version, _TITLES, said, {key: getattr(row, key) for key in said})
    if name != row.name:
        refuse_long(name, LONGEST_NAME, "name")
    if said["department"] != row.department:
        refuse_long(tidy(wish.department), LONGEST_NAME, "department")
    if said["email"] and said["email"] != row.email:
        check_address(tidy(wish.email), "email")
    for key, value in said.items():
        setattr(row, key, value)
    row.name_folded = fold(name)
    session.flush()
    record(session, _("Edit the registration of {name}", name=called(session, row)), *_subjects([row]), _of(row))


@allowed(*EDITORS)
def set_results(session: Session, wish: Learnt) -> None:
    """Say what people have learnt, for their certificates of completion."""
    rows = [row_there(session, Registration, each) for each in dict.fromkeys(wish.registrations)]
    changed = [row for row in rows if row.result is not wish.result]
    for row in changed:
        row.result = wish.result
    session.flush()
    if changed:
        deed = _n("Say what {count} person has learnt", "Say what {count} people have learnt", len(changed))
        record(session, deed, *dict.fromkeys(map(_of, changed)), *_subjects(changed))


@allowed(*EDITORS)
def delete_registration(session: Session, wish: Deletion) -> None:
    """Delete a registration that ought not to have been made; who came, or holds a certificate, stays."""
    row = row_as_seen(session, Registration, wish.id, wish.version)
    name, subjects = called(session, row), (*_subjects([row]), _of(row))
    session_id = row.session_id
    delete_unused(session, row, name)
    settle_waiting(session, session_id)
    record(session, _("Delete the registration of {name}", name=name), *subjects)


@allowed(*EDITORS)
def coming_session(session: Session, session_id: int) -> TrainingSession:
    """A session that is still to be held, or a refusal."""
    row = row_there(session, TrainingSession, session_id)
    if row.state not in COMING:
        raise UserError(
            _(
                "“{title}” takes nobody any more. Who came without a place is typed with the attendance.",
                title=row.title,
            )
        )
    return row


@allowed(*EDITORS)
def walk_in(session: Session, row: TrainingSession, who: int | Guest) -> Registration:
    """The registration of somebody who came, as a part of another deed: they have a place, whatever its capacity."""
    people, guests = ((who,), ()) if isinstance(who, int) else ((), (who,))
    wish = Registering(row.id, people, guests, origin=WALKED_IN)
    (wanted,) = whom(session, wish, [])
    standing = standing_of(session, row.id).get(wanted.key)
    if standing is not None and standing.state is RegistrationState.REGISTERED:
        return standing
    came = Wanted(wanted.person_id, wanted.guest, WALKED_IN)
    new = _put(session, wish, standing, came, RegistrationState.REGISTERED, None)
    session.flush()
    return new


@allowed(*EDITORS)
def whom(session: Session, wish: Registering, unclear: list[Message]) -> list[Wanted]:
    """Everybody who is meant, once or several times; `unclear` gets what may be somebody else."""
    people = dict.fromkeys(wish.people)
    if len(session.scalars(select(Person.id).where(Person.id.in_(people))).all()) < len(people):
        raise UserError(_("Somebody of those chosen is no longer there. Choose again."))
    found = [Wanted(person_id, Guest(""), "") for person_id in people]
    for group_id in wish.groups:
        group = row_there(session, PersonGroup, group_id)
        members = select(Person.id).join(Membership, Membership.person_id == Person.id)
        here = _here(session, members.where(Membership.group_id == group_id))
        found += [Wanted(each, Guest(""), group_title(group.name, group.year)) for each in here]
    for department_id in wish.departments:
        name = row_there(session, Department, department_id).name
        here = _here(session, select(Person.id).where(Person.department_id == department_id))
        found += [Wanted(each, Guest(""), name) for each in here]
    return found + _guests(session, wish, unclear)


def _guests(session: Session, wish: Registering, unclear: list[Message]) -> list[Wanted]:
    """Guests, as the person of the directory where there is one and only one."""
    if not wish.guests:
        return []
    names = load_person_names(session)
    found = []
    for each in wish.guests:
        guest = Guest(tidy(each.name), tidy(each.email), tidy(each.department))
        if not guest.name:
            raise UserError(_("A name is needed."), field="name")
        refuse_long(guest.name, LONGEST_NAME, "name")
        refuse_long(guest.department, LONGEST_NAME, "department")
        if guest.email:
            check_address(guest.email, "email")
        person_id = names.find(guest.email) if guest.email else None
        try:
            person_id = names.find(guest.name) if person_id is None else person_id
        except Unclear as several:
            unclear.append(several.message)
        else:
            near = names.almost(guest.name) if person_id is None else None
            if near is not None:
                said = _(
                    "“{name}” is a guest here. Is it “{other}” of the directory, one letter apart?",
                    name=guest.name,
                    other=names.label(near),
                )
                unclear.append(said)
        found.append(Wanted(person_id, guest if person_id is None else Guest(""), tidy(wish.origin)))
    return found


def _here(session: Session, people: Select[int]) -> Sequence[int]:
    """Those who have not left, by name."""
    today = clock_of(session).today()
    here = people.where(Person.left_on.is_(None) | (Person.left_on > today))
    return session.scalars(here.order_by(Person.last_name_folded, Person.first_name_folded, Person.id)).all()


@allowed(*EDITORS)
def standing_of(session: Session, session_id: int) -> dict[int | str, Registration]:
    """The registrations of a session by what each is recognised by."""
    rows = session.scalars(select(Registration).where(Registration.session_id == session_id).order_by(Registration.id))
    return {name_key(row.name) if row.person_id is None else row.person_id: row for row in rows}


def _put(
    session: Session,
    wish: Registering,
    row: Registration | None,
    wanted: Wanted,
    state: RegistrationState,
    position: int | None,
) -> Registration:
    """A registration that stands, the one that was given up where there is one."""
    if row is None:
        row = Registration(session_id=wish.session_id, person_id=wanted.person_id, name=wanted.guest.name)
        row.name_folded = fold(wanted.guest.name)
        row.email, row.department = wanted.guest.email, wanted.guest.department
        session.add(row)
    row.state, row.position, row.offered_until, row.withdrawn_at = state, position, None, None
    row.registered_at, row.origin = clock_of(session).now(), wanted.origin
    row.note = tidy_lines(wish.note) or row.note or ""
    return row


def _deed(session: Session, row: TrainingSession, rows: Sequence[Registration]) -> Message:
    if len(rows) == 1:
        return _("Register {name} for “{title}”", name=called(session, rows[0]), title=row.title)
    return _n(
        "Register {count} person for “{title}”", "Register {count} people for “{title}”", len(rows), title=row.title
    )


def _of(row: Registration) -> tuple[str, int]:
    return TrainingSession.__tablename__, row.session_id


def _subjects(rows: Iterable[Registration]) -> list[tuple[str, int]]:
    """The registrations and the people whose story this belongs to."""
    rows = list(rows)
    people = [("person", row.person_id) for row in rows if row.person_id is not None]
    return [*((_TABLE, row.id) for row in rows), *people]


_TITLES = {
    "name": _("Name"),
    "email": _("E-mail"),
    "department": _("Department"),
    "note": _("Note"),
    "result": _("What they have learnt"),
}
