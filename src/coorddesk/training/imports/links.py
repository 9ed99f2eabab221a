"""What sheets of training name: sessions by their references, courses, and people of the directory or guests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.models import Department, Person
from coorddesk.directory.queries import load_person_names
from coorddesk.directory.rules import name_key, split_name, without_remark
from coorddesk.importing.kind import Named
from coorddesk.training.models import Course, Registration, TrainingSession
from coorddesk.training.rules.names import formal, guest_name
from coorddesk.training.rules.words import COMING, SessionState
from coorddesk.training.service.courses import CourseDetails, write_course

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_NAMED = 5


class SessionStanding(NamedTuple):
    """A session that a row names, as it stands."""

    id: int
    reference: str
    title: str
    state: SessionState
    first_day: date | None


class SessionLink:
    """Sessions by reference, or by title where one alone is meant; one that is still to be held before others."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        table = TrainingSession
        wanted = select(table.id, table.reference, table.title, table.state, table.first_day).order_by(table.id)
        self._sessions = {row.id: SessionStanding(*row) for row in session.execute(wanted)}
        self.names: Mapping[int, str] = {each.id: each.reference for each in self._sessions.values()}
        self._by_reference = {fold_code(each.reference): each for each in self._sessions.values()}
        self._by_title: dict[str, list[SessionStanding]] = {}
        for each in self._sessions.values():
            self._by_title.setdefault(fold(each.title), []).append(each)

    def named(self, text: str) -> Named:
        """The session of a reference, be a title behind it, or of a title; it must be there."""
        words = text.split()
        found = self._by_reference.get(fold_code(text)) or self._by_reference.get(fold_code(words[0]))
        return Named((found or self._titled(text)).reference, exists=True)

    def standing(self, reference: str) -> SessionStanding:
        """The session of a reference as `named` gave it."""
        return self._by_reference[fold_code(reference)]

    def _titled(self, text: str) -> SessionStanding:
        found = self._by_title.get(fold(text), [])
        found = [each for each in found if each.state in COMING] or found
        if not found:
            raise UserError(_("There is no such session. Plan it first, or write a reference like F-2026-001."))
        if len(found) > 1:
            references = ", ".join(each.reference for each in found[:_MOST_NAMED])
            raise UserError(_("Several sessions are called so. Write the reference of one: {names}…", names=references))
        return found[0]


class CourseLink:
    """Courses by title; new ones are added with nothing but it."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        rows = session.execute(select(Course.id, Course.name, Course.name_folded)).all()
        self.names: Mapping[int, str] = {row.id: row.name for row in rows}
        self._ids: dict[str, int] = {row.name_folded: row.id for row in rows}

    def named(self, text: str) -> Named:
        """The course of that title, whatever its accents and case."""
        found = self._ids.get(fold(text))
        return Named(tidy(text), exists=False) if found is None else Named(self.names[found], exists=True)

    def id_of(self, name: str) -> int:
        """The course of a title as `named` gave it; a new one is added."""
        if fold(name) not in self._ids:
            row = Course()
            write_course(self._session, row, CourseDetails(name))
            self._ids[fold(name)] = row.id
        return self._ids[fold(name)]


class ParticipantLink:
    """People by identifier, e-mail or name with its words in any order; others are guests, under their first spelling.

    A guest who has come into the directory since then is known as that person.
    """

    def __init__(self, session: Session) -> None:
        """Read everybody, and the guests of all sessions."""
        self._session = session
        self._names = load_person_names(session)
        self._guests: dict[str, str] = {}
        guests = select(Registration.name).where(Registration.person_id.is_(None)).order_by(Registration.id)
        for name in session.scalars(guests):
            self._guests.setdefault(name_key(name), name)
        self._known_guests = frozenset(self._guests)

    def named(self, text: str) -> Named:
        """Somebody of the directory, or a guest; an address that nobody has is no name."""
        person_id = self._names.find(text)
        if person_id is not None:
            return Named(self._names.label(person_id), exists=True)
        if "@" in text:
            raise UserError(_("Nobody has this e-mail address. Add the person first, or write the name."))
        key = name_key(text)
        return Named(self._guests.setdefault(key, _written(text)), exists=key in self._known_guests)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What everybody of the directory is called."""
        return self._names.labels()

    def person(self, name: str) -> int | None:
        """The person of a name as `named` gave it; None for a guest."""
        return self._names.find(name)

    def called(self, person_id: int | None, guest: str) -> str:
        """How a sheet names who is registered."""
        return self._names.label(person_id) if person_id is not None else self._called_guest(guest)

    def known(self, person_id: int) -> frozenset[str]:
        """What the directory knows of somebody and a sheet may say again, folded."""
        return self._known.get(person_id, frozenset())

    def _called_guest(self, guest: str) -> str:
        try:
            return self.named(guest).name
        except UserError:  # it may be several people by now, and stays the guest that it was
            return guest

    @cached_property
    def _known(self) -> dict[int, frozenset[str]]:
        wanted = select(Person.id, Person.email, Person.group, Department.name)
        rows = self._session.execute(wanted.outerjoin(Department, Department.id == Person.department_id))
        return {person_id: frozenset(map(fold, filter(None, said))) for person_id, *said in rows}


def _written(text: str) -> str:
    """The name of a guest as papers list it, where the order of its words is told; else as it stands."""
    is_told = "," in text or bool(guest_name(without_remark(text)[0]).first)
    return formal(split_name(text)) if is_told else " ".join(text.split())
