"""What people write when they mean a place or a person, and which one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.nearness import one_apart
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName, folded_path, join_path, name_key, path_parts, without_remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


_FEW = 4
"""More names than this a letter away from one are no slip, but a family."""


class Unclear(UserError):
    """A name that several records bear; the sentence says how to tell them apart."""


class PlaceNames:
    """Every place by its path, by the end of its path, and so by its name where that is the only one."""

    def __init__(self, places: Iterable[tuple[int, str]]) -> None:
        """Take in (id, path) of each place."""
        self._paths: dict[int, str] = {}
        self._by_path: dict[tuple[str, ...], int] = {}
        self._by_end: dict[tuple[str, ...], list[int]] = {}
        for place_id, path in places:
            self.add(place_id, path)

    def add(self, place_id: int, path: str) -> None:
        """Take in one more."""
        parts = _folded_parts(path)
        self._paths[place_id] = path
        self._by_path[parts] = place_id
        for start in range(len(parts)):
            self._by_end.setdefault(parts[start:], []).append(place_id)

    def find(self, text: str) -> int | None:
        """The place that a text means: its whole path, or the end of one path only; raises `Unclear` if of several."""
        parts = _folded_parts(text)
        exact = self._by_path.get(parts)
        if exact is not None:
            return exact
        found = self._by_end.get(parts, [])
        if len(found) > 1:
            one, other = (self._paths[place_id] for place_id in found[:2])
            raise Unclear(
                _(
                    "Several places are called “{name}”: “{one}”, “{other}”… Write the whole path.",
                    name=text,
                    one=one,
                    other=other,
                )
            )
        return found[0] if found else None

    def path(self, place_id: int) -> str:
        """The path of a place."""
        return self._paths[place_id]

    def paths(self) -> dict[int, str]:
        """The path of every place."""
        return dict(self._paths)

    def exact(self) -> dict[tuple[str, ...], int]:
        """Every place by its folded path."""
        return dict(self._by_path)

    def nearest(self, text: str) -> tuple[int | None, tuple[str, ...]]:
        """The place that exists furthest along a path, and the names that are missing after it."""
        parts = path_parts(text)
        for end in range(len(parts), 0, -1):
            found = self.find(join_path(*parts[:end]))
            if found is not None:
                return found, parts[end:]
        return None, parts


class PersonNames:
    """Every person by identifier, by e-mail, and by name with its words in any order.

    Where several bear the same name, `label` adds what tells them apart, and `find` understands it.
    """

    def __init__(self, people: Iterable[tuple[int, str, str, str, str | None]]) -> None:
        """Take in (id, last name, first name, e-mail, identifier) of each person."""
        self._by_name: dict[str, list[int]] = {}
        self._by_mark: dict[str, list[int]] = {}
        self._names: dict[int, str] = {}
        self._marks: dict[int, str] = {}
        for person_id, last, first, email, identifier in people:
            self.add(person_id, PersonName(last, first), email, identifier)

    def add(self, person_id: int, name: PersonName, email: str = "", identifier: str | None = None) -> None:
        """Take in one more."""
        self._names[person_id] = name.full
        self._marks[person_id] = identifier or email or str(person_id)
        self._by_name.setdefault(name_key(name.full), []).append(person_id)
        for mark in {fold(mark) for mark in (email, identifier) if mark}:
            self._by_mark.setdefault(mark, []).append(person_id)

    def find(self, text: str) -> int | None:
        """The person that a text means; raises `Unclear` if it could be several."""
        name, mark = without_remark(text)
        found = self._by_mark.get(fold(text)) or self._by_name.get(name_key(name)) or []
        found = [person_id for person_id in found if mark and fold(self._marks[person_id]) == fold(mark)] or found
        if len(found) > 1:
            one, other = (self.label(person_id) for person_id in found[:2])
            raise Unclear(
                _("Several people are called “{name}”: write “{one}” or “{other}”.", name=text, one=one, other=other)
            )
        return found[0] if found else None

    def almost(self, text: str) -> int | None:
        """Somebody whose name is one letter apart from a text; None if nobody's is, or that of several."""
        from rapidfuzz import process  # loaded where names are compared
        from rapidfuzz.distance import OSA

        key = name_key(without_remark(text)[0])
        near = process.extract(key, list(self._by_name), scorer=OSA.distance, score_cutoff=1, limit=_FEW)
        found = [
            one for name, distance, _place in near if distance and one_apart(key, name) for one in self._by_name[name]
        ]
        return found[0] if len(found) == 1 else None

    def label(self, person_id: int) -> str:
        """What the person is called here: "Inès Moreau", or "Inès Moreau (3201)" where there are several."""
        name = self._names[person_id]
        return f"{name} ({self._marks[person_id]})" if len(self._by_name[name_key(name)]) > 1 else name

    def labels(self) -> dict[int, str]:
        """What everybody is called."""
        return {person_id: self.label(person_id) for person_id in self._names}


def load_place_names(session: Session) -> PlaceNames:
    """The names of every place."""
    return PlaceNames(session.execute(select(Place.id, Place.path).order_by(Place.id)))


def load_person_names(session: Session) -> PersonNames:
    """The names of every person."""
    people = select(Person.id, Person.last_name, Person.first_name, Person.email, Person.identifier)
    return PersonNames(session.execute(people.order_by(Person.id)))


def _folded_parts(text: str) -> tuple[str, ...]:
    return folded_path(path_parts(text))
