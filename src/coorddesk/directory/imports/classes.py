"""The classes that a sheet of people names, each of a school year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.directory.models import Membership, PersonGroup
from coorddesk.directory.rules import GroupKind, school_year_said, school_year_title
from coorddesk.directory.service import add_memberships, find_or_create_classes, put_in_classes, settle_classes
from coorddesk.importing.kind import Named, RowChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def year_named(text: str, example: int) -> Named:
    """A school year as we write it; a UserError if the text is none, with one that is as an example."""
    year = school_year_said(text)
    if year is None:
        raise UserError(_("This is no school year. Write it like {example}.", example=school_year_title(example)))
    return Named(school_year_title(year), exists=True)


class ClassLink:
    """The classes within one import, as the desk was when it began."""

    def __init__(self, session: Session, year: int) -> None:
        """Read all of them; `year` is that of a row which does not say its own."""
        self._session = session
        self._year = year
        wanted = select(PersonGroup.name_folded, PersonGroup.name, PersonGroup.year)
        wanted = wanted.where(PersonGroup.kind == GroupKind.CLASS).order_by(PersonGroup.year, PersonGroup.id)
        rows = session.execute(wanted).all()
        meant = [row for row in rows if row.year == year]
        self._spelt = {row.name_folded: row.name for row in [*rows, *meant]}
        self._there = {row.name_folded for row in meant}
        self.names = tuple(self._spelt.values())
        wanted_people = select(Membership.person_id, PersonGroup.year, PersonGroup.name)
        wanted_people = wanted_people.join(PersonGroup, PersonGroup.id == Membership.group_id)
        wanted_people = wanted_people.where(PersonGroup.kind == GroupKind.CLASS)
        self._of: dict[int, dict[int, str]] = {}
        for person_id, of, name in session.execute(wanted_people.order_by(PersonGroup.year)):
            self._of.setdefault(person_id, {})[of] = name

    def named(self, text: str) -> Named:
        """The class of that name, spelt as in the year that is meant or as last; new where that year has none."""
        folded = fold(text)
        return Named(self._spelt.setdefault(folded, text), exists=folded in self._there)

    def year_named(self, text: str) -> Named:
        """A school year as we write it; a UserError if the text is none."""
        return year_named(text, self._year)

    def said_of(self, person_id: int, *, latest: bool) -> dict[str, str | None]:
        """Somebody's class and its school year as a sheet says them: the latest, or that of the year that is meant."""
        classes = self._of.get(person_id, {})
        year = max(classes, default=self._year) if latest else self._year
        if year not in classes:
            return {"group": None, "school_year": None}
        return {"group": classes[year], "school_year": school_year_title(year)}

    def add_new(self, people: Sequence[int], rows: Iterable[Mapping[str, Any]]) -> None:
        """Put new people into the classes that their rows name, which stand in their rows already."""
        said = zip(people, rows, strict=True)
        for year, classes in self._by_year((each, row.get("group"), row.get("school_year")) for each, row in said):
            ids = find_or_create_classes(self._session, year, classes.values())
            add_memberships(self._session, [(ids[fold(name)], each) for each, name in classes.items()])
            if year != self._year:  # else the class is spelt as `named` said it
                settle_classes(self._session, classes)

    def put(self, changes: Sequence[RowChange], *, latest: bool) -> None:
        """Put people into the classes that changed; what a row leaves as it is, name or year, is that of `said_of`."""
        said = []
        for change in changes:
            name, year = change.values.get("group"), change.values.get("school_year")
            if name or year:
                stands = self.said_of(change.id, latest=latest)
                said.append((change.id, name or stands["group"], year or stands["school_year"]))
        for of, classes in self._by_year(said):
            put_in_classes(self._session, of, classes)

    def _by_year(self, said: Iterable[tuple[int, str | None, str | None]]) -> Iterator[tuple[int, Mapping[int, str]]]:
        """The classes of people by school year: (person, class, school year) of each, as a sheet says them."""
        years: dict[int, dict[int, str]] = {}
        for person_id, name, title in said:
            year = None if title is None else school_year_said(title)
            if name:
                years.setdefault(self._year if year is None else year, {})[person_id] = name
        return iter(sorted(years.items()))
