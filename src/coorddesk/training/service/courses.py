"""The verbs on courses: what is taught, what is handed out, and what is to be done before and after each session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, rename_named, row_as_seen, row_there
from coorddesk.notes.service import forget
from coorddesk.training.models import Course, CourseMaterial
from coorddesk.training.rules.checklists import CheckLine, kept_lines, lines_text, read_lines
from coorddesk.training.rules.words import AUDIENCE_TITLES, LEVEL_TITLES, Audience, Level

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_COURSE, _MATERIAL = Course.__tablename__, CourseMaterial.__tablename__
LONGEST = 100 * 60
"""In minutes: more than a hundred hours are several courses."""


@dataclass(frozen=True)
class Material:
    """Something handed out or shown, in which edition; of one that is there, its id: its files stay with it."""

    name: str
    edition: str = ""
    note: str = ""
    id: int | None = None


@dataclass(frozen=True)
class CourseDetails:
    """A course as it is written; the wish to add one. `minutes` is how long it usually takes, all in all."""

    name: str
    objectives: str = ""
    audiences: tuple[Audience, ...] = ()
    level: Level | None = None
    minutes: int | None = None
    retention_months: int | None = None
    checklist: tuple[CheckLine, ...] = ()
    materials: tuple[Material, ...] = ()
    notes: str = ""
    is_archived: bool = False


@dataclass(frozen=True)
class CourseEdit:
    """A course said anew, and the version its author saw."""

    id: int
    version: int
    details: CourseDetails


@dataclass(frozen=True)
class Archiving:
    """Courses that no session is planned of any more, or that are taken up again."""

    courses: tuple[int, ...]
    is_archived: bool


@allowed(*EDITORS)
def create_course(session: Session, wish: CourseDetails) -> int:
    """Add a course; returns its id."""
    row = Course()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _write_materials(session, row.id, wish.materials)
    record(session, _("Add the course “{name}”", name=row.name), (_COURSE, row.id))
    return row.id


@allowed(*EDITORS)
def edit_course(session: Session, wish: CourseEdit) -> None:
    """Change a course; sessions that are planned keep their title and their tasks."""
    row = row_there(session, Course, wish.id)
    theirs = course_details(session, row)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(wish.details), _as_read(theirs))
    _write(session, row, wish.details)
    session.flush()
    if _write_materials(session, row.id, wish.details.materials):
        raise_versions(session, table_named(_COURSE), [row.id])
    record(session, _("Edit the course “{name}”", name=row.name), (_COURSE, row.id))


@allowed(*EDITORS)
def write_course(session: Session, row: Course, details: CourseDetails) -> None:
    """Let a course, there or new, be so, as a part of another deed."""
    _write(session, row, details)
    session.add(row)
    session.flush()
    if _write_materials(session, row.id, details.materials) and row.version > 1:
        raise_versions(session, table_named(_COURSE), [row.id])


@allowed(*EDITORS)
def archive_courses(session: Session, wish: Archiving) -> None:
    """Put courses away, or take them up again; their sessions stay as they are."""
    for course_id in dict.fromkeys(wish.courses):
        row = row_there(session, Course, course_id)
        if row.is_archived != wish.is_archived:
            row.is_archived = wish.is_archived
            session.flush()
            deed = (
                _("Archive the course “{name}”", name=row.name)
                if wish.is_archived
                else _("Take up the course “{name}” again", name=row.name)
            )
            record(session, deed, (_COURSE, row.id))


@allowed(*EDITORS)
def delete_course(session: Session, wish: Deletion) -> None:
    """Delete a course without sessions, with its materials; one that was held is archived instead."""
    row = row_as_seen(session, Course, wish.id, wish.version)
    name = row.name
    _forget_materials(session, [each.id for each in materials_of(session, row.id)])
    delete_unused(session, row_there(session, Course, wish.id), name)
    record(session, _("Delete the course “{name}”", name=name), (_COURSE, wish.id))


@allowed(*EDITORS)
def course_details(session: Session, row: Course) -> CourseDetails:
    """A course as it is written."""
    materials = tuple(Material(each.name, each.edition, each.note, each.id) for each in materials_of(session, row.id))
    return CourseDetails(
        row.name,
        row.objectives,
        tuple(map(Audience, row.audiences)),
        row.level,
        row.minutes,
        row.retention_months,
        read_lines(row.checklist),
        materials,
        row.notes,
        row.is_archived,
    )


@allowed(*EDITORS)
def materials_of(session: Session, course_id: int) -> Sequence[CourseMaterial]:
    """The materials of a course in their order."""
    of_course = select(CourseMaterial).where(CourseMaterial.course_id == course_id)
    return session.scalars(of_course.order_by(CourseMaterial.position, CourseMaterial.id)).all()


def _write(session: Session, row: Course, details: CourseDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    if details.minutes is not None and not 0 < details.minutes <= LONGEST:
        raise UserError(_("A course takes between 1 minute and {count} hours.", count=LONGEST // 60), field="minutes")
    if details.retention_months is not None and details.retention_months < 1:
        raise UserError(_("Names are kept for one month at least."), field="retention_months")
    row.objectives, row.notes = tidy_lines(details.objectives), tidy_lines(details.notes)
    row.audiences = [each.value for each in Audience if each in details.audiences]
    row.level, row.minutes, row.retention_months = details.level, details.minutes, details.retention_months
    row.checklist, row.is_archived = kept_lines(details.checklist), details.is_archived
    row.search = fold(f"{row.name} {row.objectives}")


def _write_materials(session: Session, course_id: int, wanted: Sequence[Material]) -> bool:
    """Let these be the materials of a course; returns whether any became another."""
    table = table_named(_MATERIAL)
    there = {each.id: each for each in materials_of(session, course_id)}
    said = [(place, each) for place, each in enumerate(filter(_is_said, wanted))]
    kept = {each.id for _place, each in said if each.id in there}
    rows = [(each.id, _columns(place, each)) for place, each in said if each.id is not None and each.id in there]
    changed = [(row_id, columns) for row_id, columns in rows if columns != _stored(there[row_id])]
    gone = [row_id for row_id in there if row_id not in kept]
    new = [_columns(place, each) | {"course_id": course_id} for place, each in said if each.id not in there]
    _forget_materials(session, gone)
    update_rows(session, table, changed)
    insert_rows(session, table, new)
    return bool(changed or gone or new)


def _forget_materials(session: Session, ids: Sequence[int]) -> None:
    for material_id in ids:
        forget(session, (_MATERIAL, material_id))
    delete_rows(session, table_named(_MATERIAL), ids)


def _is_said(material: Material) -> bool:
    return bool(tidy(material.name))


def _columns(place: int, said: Material) -> dict[str, Any]:
    return {"position": place, "name": tidy(said.name), "edition": tidy(said.edition), "note": tidy(said.note)}


def _stored(row: CourseMaterial) -> dict[str, Any]:
    return {"position": row.position, "name": row.name, "edition": row.edition, "note": row.note}


def _as_read(details: CourseDetails) -> dict[str, Any]:
    """What a course says, as forms show it."""
    return {
        "name": details.name,
        "objectives": details.objectives or None,
        "audiences": tuple(AUDIENCE_TITLES[each] for each in details.audiences),
        "level": None if details.level is None else LEVEL_TITLES[details.level],
        "minutes": details.minutes,
        "retention_months": details.retention_months,
        "checklist": lines_text(details.checklist),
        "materials": "\n".join(f"{each.name} {each.edition}".strip() for each in details.materials),
        "notes": details.notes or None,
        "is_archived": details.is_archived,
    }


_TITLES: dict[str, Message] = {
    "name": _("Title"),
    "objectives": _("Objectives"),
    "audiences": _p("course", "For whom"),
    "level": _p("course", "Level"),
    "minutes": _("Duration"),
    "retention_months": _("Names are kept for (months)"),
    "checklist": _p("training", "Checklist"),
    "materials": _("Materials"),
    "notes": _("Notes"),
    "is_archived": _p("course", "Archived"),
}
