"""Links of a sheet's rows to other records: which one a text means, its id, and the new ones made in bulk.

What a text means is settled by the desk as it was when the import began: the same text means the same record
in the plan that people saw and in the one that is applied while records are being added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.queries import load_person_names, load_place_names
from coorddesk.directory.rules import folded_path, join_path, name_key, path_parts, split_name, without_remark
from coorddesk.directory.service import add_many_named, add_many_people, add_many_places
from coorddesk.importing.kind import Named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.directory.rules import PersonName


class Link(Protocol):
    """One kind of linked record within one import."""

    def named(self, text: str) -> Named:
        """The record that a text means, by its full name; a UserError if it could be several."""

    @property
    def names(self) -> Mapping[int, str]:
        """The full names of the records that were there at the beginning, by id."""

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """The ids of records by full names as `named` gave them; those that do not exist are made."""


class NamedLink:
    """Records of a table whose rows are known by their names: categories, suppliers, departments."""

    def __init__(self, session: Session, table: str) -> None:
        """Read all of them."""
        self._session = session
        self._table = table
        columns = table_named(table).c
        rows = session.connection().execute(select(columns.id, columns.name, columns.name_folded)).all()
        self.names: Mapping[int, str] = {row_id: name for row_id, name, _ in rows}
        self._known: dict[str, str] = {folded: name for _, name, folded in rows}
        self._ids: dict[str, int] = {folded: row_id for row_id, _, folded in rows}

    def named(self, text: str) -> Named:
        """The record of that name, whatever its accents and case."""
        name = self._known.get(fold(text))
        return Named(text, exists=False) if name is None else Named(name, exists=True)

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """Ids by name; new names are added."""
        folded = {name: fold(name) for name in names}
        new = {key: name for name, key in folded.items() if key not in self._ids}
        if new:
            self._ids |= add_many_named(self._session, self._table, new.values())
        return {name: self._ids[key] for name, key in folded.items()}


class PlaceLink:
    """Places, by their path, the end of it, or their name where it is the only one."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        self._names = load_place_names(session)
        self._ids = self._names.exact()

    def named(self, text: str) -> Named:
        """The place of that path or name; a new one under the nearest that exists."""
        if not path_parts(text):
            raise UserError(_("This names no place."))
        found, missing = self._names.nearest(text)
        around = () if found is None else (self._names.path(found),)
        return Named(join_path(*around, *missing), exists=not missing)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The paths."""
        return self._names.paths()

    def known(self) -> dict[tuple[str, ...], int]:
        """Every place by its folded path."""
        return self._ids

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """Ids by path; new places are added with those around them."""
        parts = {name: path_parts(name) for name in names}
        self._ids |= add_many_places(self._session, self._ids, parts.values(), {})
        return {name: self._ids[folded_path(path)] for name, path in parts.items()}


class PersonLink:
    """People, by identifier, e-mail or name with its words in any order."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        self._names = load_person_names(session)
        self._new: dict[str, PersonName] = {}
        self._remarks: dict[str, str] = {}
        self._ids: dict[str, int] = {}

    def named(self, text: str) -> Named:
        """The person of that name; of a new one the first spelling counts.

        "Dupont (CDI)" and "Dupont (Accueil)" are perhaps not one person: the second is refused.
        """
        found = self._names.find(text)
        if found is not None:
            return Named(self._names.label(found), exists=True)
        remark = without_remark(text)[1]
        first = self._remarks.setdefault(name_key(text), remark) or remark
        if remark and fold(first) != fold(remark):
            raise UserError(
                _(
                    "The sheet has this name with “{first}” behind it too, which may be somebody else. "
                    "Add both people first, or say which one is meant.",
                    first=first,
                )
            )
        return Named(self._new.setdefault(name_key(text), split_name(text)).full, exists=False)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The names, with what tells people apart where several bear one."""
        return self._names.labels()

    def ids(self, names: Iterable[str]) -> dict[str, int]:
        """Ids by name; new people are added."""
        wanted = list(names)
        for name in wanted:
            found = None if name in self._ids else self._names.find(name)
            if found is not None:
                self._ids[name] = found
        new = [name for name in wanted if name not in self._ids]
        people = [self._new[name_key(name)] for name in new]
        self._ids |= dict(zip(new, add_many_people(self._session, people), strict=True))
        return {name: self._ids[name] for name in wanted}
