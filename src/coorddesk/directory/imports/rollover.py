"""The yearly rollover: a class list compared with who was in which class, and carried out as one change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import _
from coorddesk.directory.imports.passages import Fate, Passage, RolloverPlan
from coorddesk.directory.imports.people import PEOPLE, PersonTarget
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.queries import classes_of
from coorddesk.directory.rules import (
    GroupKind,
    PersonKind,
    PersonName,
    class_order,
    school_year_title,
    split_name,
)
from coorddesk.directory.service import EDITORS
from coorddesk.feature import belongings
from coorddesk.importing.importer import Importer, Options
from coorddesk.importing.kind import Named, NewRows, RowChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.feature import Feature
    from coorddesk.importing.reading.pasted import Origin

_TABLE = table_named(Person.__tablename__)


class ClassList:
    """A class list on its way into a school year; the file is read once."""

    def __init__(self, origin: Origin, year: int, languages: Sequence[Texts], options: Options | None = None) -> None:
        """Take a file; `year` is the one in which the school year begins."""
        self.year = year
        kind = replace(PEOPLE, open=partial(_ListTarget, year=year))
        self._importer = Importer(kind, origin, languages, options)

    def plan(self, session: Session, features: Sequence[Feature], progress: Progress = unwatched) -> RolloverPlan:
        """Say what it comes to; nothing is written."""
        look = self._importer.look_on(session, progress)
        if not any("group" in column.fields for column in look.columns):
            raise UserError(
                _("No column of this sheet says the class of everybody. Say which one does in the import first.")
            )
        summary, steps = self._importer.steps(session, progress)
        before = _year_before(session, self.year)
        people = _people(session, self.year, before)
        listed = {step.id: step for step in steps if isinstance(step, RowChange)}
        found = [_new(row) for step in steps if isinstance(step, NewRows) for row in step]
        today = clock_of(session).today()
        found += [_known(people[person_id], step, today) for person_id, step in listed.items()]
        gone = [each for each in people.values() if each.id not in listed and each.leaves(today)]
        found += _leavers(session, features, gone)
        return RolloverPlan(self.year, before, tuple(sorted(found, key=_order)), summary, look)

    def write(self, session: Session, plan: RolloverPlan, progress: Progress) -> None:
        """Take its rows in, if they would still do what the plan says."""
        self._importer.apply(session, progress, seen=plan.summary, named=False)


@allowed(*EDITORS)
def roll_over(
    session: Session,
    sheet: ClassList,
    plan: RolloverPlan,
    features: Sequence[Feature],
    leavers: Collection[int],
    progress: Progress = unwatched,
) -> None:
    """Carry out what a plan showed, and mark `leavers` of it as having left today; all of it is one deed."""
    if sheet.plan(session, features, progress).passages != plan.passages:
        raise UserError(_("The desk has changed since this was shown. Nothing was written; look at it again."))
    listed = [each for each in plan.passages if each.person_id is not None and each.fate is not Fate.LEAVES]
    sheet.write(session, plan, progress)
    people = _people(session, plan.year, plan.before)
    changes: dict[int, dict[str, Any]] = {each.person_id: {} for each in listed if each.person_id is not None}
    for each in listed:
        if each.person_id is not None and people[each.person_id].kind is None:
            changes[each.person_id]["kind"] = PersonKind.PUPIL
        if each.person_id is not None and each.fate is Fate.RETURNS:
            changes[each.person_id]["left_on"] = None
    today = clock_of(session).today()
    gone = [each.person_id for each in plan.leavers if each.person_id in leavers]
    changes |= {person_id: {"left_on": today} for person_id in gone if person_id is not None}
    update_rows(session, _TABLE, [(person_id, values) for person_id, values in changes.items() if values])
    deed = _(
        "Roll over to {year}: {new} new, {moved} moved on, {left} left",
        year=school_year_title(plan.year),
        new=plan.count(Fate.NEW),
        moved=len(listed) - plan.count(Fate.UNPLACED),
        left=len(gone),
    )
    record(session, deed, *(("person", person_id) for person_id in changes))


class _ListTarget(PersonTarget):
    """The people within a rollover: whoever is new in a class list is a pupil."""

    def __init__(self, session: Session, year: int) -> None:
        super().__init__(session, year)
        self._year = year

    def named(self, field_key: str, name: str) -> Named:
        """Refuse rows of another school year."""
        named = super().named(field_key, name)
        wanted = school_year_title(self._year)
        if field_key == "school_year" and named.name != wanted:
            raise UserError(_("This row is of another school year than {year}.", year=wanted))
        return named

    def insert(self, rows: NewRows) -> None:
        """Add pupils."""
        kinds = [kind or PersonKind.PUPIL for kind in rows.column("kind")]
        super().insert(NewRows({**rows.columns, "kind": kinds}))


class _Someone(NamedTuple):
    """A person as the desk knows them: the class of the year before, and that of the year itself."""

    id: int
    name: str
    kind: PersonKind | None
    left_on: date | None
    before: str
    now: str

    def leaves(self, today: date) -> bool:
        """Whether they were in a class last year, are in none yet, and have not left before."""
        return bool(self.before) and not self.now and not self.has_left(today)

    def has_left(self, today: date) -> bool:
        """Whether they are known to have left."""
        return self.left_on is not None and self.left_on <= today


def _year_before(session: Session, year: int) -> int:
    """The latest school year before one that has classes: a desk may have slept through one."""
    wanted = select(func.max(PersonGroup.year)).where(PersonGroup.kind == GroupKind.CLASS, PersonGroup.year < year)
    return session.scalar(wanted) or year - 1


def _people(session: Session, year: int, year_before: int) -> dict[int, _Someone]:
    """Everybody by id, with their classes of a school year and of the one before."""
    before, now = classes_of(session, year_before), classes_of(session, year)
    wanted = select(Person.id, Person.last_name, Person.first_name, Person.kind, Person.left_on).order_by(Person.id)
    return {
        row_id: _Someone(
            row_id,
            PersonName(last, first).listed,
            kind,
            left_on,
            before.get(row_id, ""),
            now.get(row_id, ""),
        )
        for row_id, last, first, kind, left_on in session.execute(wanted)
    }


def _new(row: Mapping[str, Any]) -> Passage:
    name = PersonName(row.get("last_name") or "", row.get("first_name") or "")
    if not name.last:
        name = split_name(row.get("full_name") or "")
    after = row.get("group") or ""
    return Passage(Fate.NEW if after else Fate.UNPLACED, name.listed, "", after)


def _known(someone: _Someone, step: RowChange, today: date) -> Passage:
    after = step.values.get("group") or someone.now
    if not after:
        fate = Fate.UNPLACED
    elif someone.has_left(today):
        fate = Fate.RETURNS
    elif not someone.before:
        fate = Fate.JOINS
    else:
        fate = Fate.STAYS if fold(someone.before) == fold(after) else Fate.MOVES
    return Passage(fate, someone.name, someone.before, after, someone.id)


def _leavers(session: Session, features: Sequence[Feature], gone: Sequence[_Someone]) -> Iterator[Passage]:
    for each in gone:
        said = [one.title for one in belongings(session, features, ("person", each.id), 1) if one.first]
        yield Passage(Fate.LEAVES, each.name, each.before, "", each.id, said[0] if said else None)


def _order(passage: Passage) -> tuple[Any, ...]:
    fate = list(Fate).index(passage.fate)
    group = class_order(fold(passage.after or passage.before))
    return (fate, passage.holds is None, group, fold(passage.name), passage.person_id or 0)
