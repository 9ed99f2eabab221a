"""What sheets may bring of courses: what is taught, whom to, and what is to be done before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.listing import joined, listed
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.importing.splitting import Split
from coorddesk.training.imports import headers
from coorddesk.training.imports.audiences import audiences_of, audiences_said, audiences_spelt
from coorddesk.training.models import Course, CourseMaterial
from coorddesk.training.rules.checklists import kept_lines, lines_text, lines_typed, read_lines
from coorddesk.training.rules.durations import duration_text, duration_typed
from coorddesk.training.rules.words import LEVEL_TITLES, Audience, Level
from coorddesk.training.service.courses import LONGEST, CourseDetails, Material, course_details, write_course

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlalchemy.orm import Session

_LEVELS = {
    Level.BEGINNER: ("Débutant", "Débutante", "Débutants", "Initiation", "Basic", "Novice", "Grand débutant"),
    Level.INTERMEDIATE: ("Intermédiaire", "Moyen", "Medium"),
    Level.ADVANCED: ("Avancé", "Confirmé", "Perfectionnement", "Expert"),
}


def _duration(text: str) -> str:
    if not text:
        return ""
    minutes = duration_typed(text)
    if not 0 < minutes <= LONGEST:
        raise UserError(_("A course takes between 1 minute and {count} hours.", count=LONGEST // 60))
    return duration_text(minutes)


def _in(unit: str) -> Callable[[str, Collection[str]], Sequence[str]]:
    """Reads a number alone in the unit that its header names."""

    def cut(text: str, _heads: Collection[str]) -> Sequence[str]:
        is_bare = tidy(text).replace(",", "").replace(".", "").isdigit()
        return (f"{text} {unit}" if is_bare else text,)

    return cut


def _checklist(text: str) -> str:
    return _lines(kept_lines(lines_typed("\n".join(listed(text)))))


def _lines(kept: Sequence[Sequence[Any]]) -> str:
    return joined(lines_text(read_lines(kept)).splitlines())


FIELDS = (
    ImportField(
        "name",
        _("Course"),
        spellings=(*headers.COURSES, "Titre", "Title"),
        spelt=tidy,
        required=True,
        example=_("Spreadsheets, first steps"),
    ),
    ImportField(
        "objectives",
        _("Objectives"),
        spellings=headers.OBJECTIVES,
        spelt=tidy_lines,
        example=_("Sort a list, add up a column"),
    ),
    ImportField(
        "audiences",
        _p("course", "For whom"),
        spellings=headers.AUDIENCES,
        spelt=audiences_spelt,
        example=_("Adults; Seniors"),
    ),
    ImportField(
        "level",
        _p("course", "Level"),
        FieldType.CHOICE,
        headers.LEVELS,
        choices=tuple(Choice(each, title, _LEVELS[each]) for each, title in LEVEL_TITLES.items()),
        example=LEVEL_TITLES[Level.BEGINNER],
    ),
    ImportField("duration", _("Duration"), spellings=headers.DURATIONS, spelt=_duration, example="3h00"),
    ImportField("retention_months", _("Names are kept for (months)"), FieldType.MONTHS, headers.RETENTION, example=36),
    ImportField(
        "checklist",
        _p("training", "Checklist"),
        spellings=headers.CHECKLISTS,
        spelt=_checklist,
        example=_("D-15 Book the room; D Take the sheet; D+30 Send the questionnaire"),
    ),
    ImportField(
        "materials",
        _("Materials"),
        spellings=headers.MATERIALS,
        spelt=lambda text: _materials_said(_materials(text)),
        example=_("Handout [v2]"),
    ),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
    ImportField("is_archived", _p("course", "Archived"), FieldType.YES_NO, headers.ARCHIVED),
)


class CourseTarget(SimpleTarget):
    """The courses within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every course."""
        for row, values in self._told():
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every course, by name."""
        yield from (values for _row, values in sorted(self._told(), key=lambda told: told[0].name_folded))

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What the form would refuse."""
        months = values.get("retention_months")
        if months is not None and months < 1:
            return "retention_months", _("Names are kept for one month at least.")
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each course is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add courses."""
        for row in rows:
            write_course(self._session, Course(), _said(CourseDetails(row["name"]), row))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change courses; sessions that are planned keep their title and their tasks."""
        for change in changes:
            row = self._session.get_one(Course, change.id)
            write_course(self._session, row, _said(course_details(self._session, row), change.values))

    def _told(self) -> Iterator[tuple[Course, dict[str, Any]]]:
        materials: dict[int, list[Material]] = defaultdict(list)
        by_position = select(CourseMaterial).order_by(CourseMaterial.position, CourseMaterial.id)
        for each in self._session.scalars(by_position):
            materials[each.course_id].append(Material(each.name, each.edition))
        for row in self._session.scalars(select(Course).order_by(Course.id)):
            yield row, _values(row, materials[row.id])


def _values(row: Course, materials: Sequence[Material]) -> dict[str, Any]:
    """A course as a sheet says it."""
    return {
        "name": row.name,
        "objectives": row.objectives or None,
        "audiences": audiences_said(map(Audience, row.audiences)) or None,
        "level": row.level,
        "duration": None if row.minutes is None else duration_text(row.minutes),
        "retention_months": row.retention_months,
        "checklist": _lines(row.checklist) or None,
        "materials": _materials_said(materials) or None,
        "notes": row.notes or None,
        "is_archived": row.is_archived,
    }


def _said(details: CourseDetails, values: Mapping[str, Any]) -> CourseDetails:
    """What a course becomes when a row says something else of it."""
    said: dict[str, Any] = {
        key: values[key]
        for key in ("name", "objectives", "retention_months", "notes", "is_archived")
        if values.get(key) is not None
    }
    if values.get("audiences"):
        said["audiences"] = audiences_of(values["audiences"])
    if values.get("level"):
        said["level"] = Level(values["level"])
    if values.get("duration"):
        said["minutes"] = duration_typed(values["duration"])
    if values.get("checklist"):
        said["checklist"] = lines_typed("\n".join(listed(values["checklist"])))
    if values.get("materials"):
        there = {fold(each.name): each for each in details.materials}
        said["materials"] = tuple(_kept(each, there) for each in _materials(values["materials"]))
    return replace(details, **said)


def _kept(said: Material, there: Mapping[str, Material]) -> Material:
    """A material with the note and the files of the one that is called so."""
    before = there.get(fold(said.name))
    return said if before is None else replace(before, edition=said.edition)


def _materials(text: str) -> Iterator[Material]:
    """The materials of a cell: "Handout [v2]; Exercises"."""
    for each in listed(text):
        name, bracket, edition = each.removesuffix("]").rpartition("[")
        is_edition = bool(bracket) and each.endswith("]") and bool(name.strip())
        yield Material(tidy(name), tidy(edition)) if is_edition else Material(each)


def _materials_said(materials: Iterator[Material] | Sequence[Material]) -> str:
    return joined(f"{each.name} [{each.edition}]" if each.edition else each.name for each in materials)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return CourseTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import courses: {new} new, {changed} changed", new=new, changed=changed)


COURSES = ImportKind(
    key="courses",
    title=_("Courses"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=CourseTarget,
    deed=_deed,
    rows=_rows,
    splits=(
        Split(("duration",), headers.IN_HOURS, _in("h")),
        Split(("duration",), headers.IN_MINUTES, _in("min")),
    ),
)
