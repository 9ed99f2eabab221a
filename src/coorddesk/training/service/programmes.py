"""The verbs on programmes: several courses in order, such as those of a new colleague."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.training.models import Course, Programme, ProgrammeCourse
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES, ProgrammeKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PROGRAMME, _COURSES = Programme.__tablename__, ProgrammeCourse.__tablename__


@dataclass(frozen=True)
class ProgrammeDetails:
    """A programme: its name, what it is for, and the ids of its courses in order."""

    name: str
    courses: tuple[int, ...] = ()
    kind: ProgrammeKind = ProgrammeKind.PROGRAMME
    notes: str = ""


@dataclass(frozen=True)
class ProgrammeEdit:
    """A programme said anew, and the version its author saw."""

    id: int
    version: int
    details: ProgrammeDetails


@allowed(*EDITORS)
def create_programme(session: Session, wish: ProgrammeDetails) -> int:
    """Add a programme; returns its id."""
    row = Programme()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _write_courses(session, row.id, wish.courses)
    record(session, _("Add the programme “{name}”", name=row.name), (_PROGRAMME, row.id))
    return row.id


@allowed(*EDITORS)
def edit_programme(session: Session, wish: ProgrammeEdit) -> None:
    """Change a programme."""
    row = row_there(session, Programme, wish.id)
    theirs = programme_details(session, row)
    if wish.details == theirs:
        return
    yours = _as_read(session, wish.details)
    refuse_stale(row, wish.version, _TITLES, yours, _as_read(session, theirs))
    _write(session, row, wish.details)
    session.flush()
    if wish.details.courses != theirs.courses:
        delete_rows(session, table_named(_COURSES), _links(session, row.id))
        _write_courses(session, wish.id, wish.details.courses)
        raise_versions(session, table_named(_PROGRAMME), [wish.id])
    record(session, _("Edit the programme “{name}”", name=row.name), (_PROGRAMME, wish.id))


@allowed(*EDITORS)
def delete_programme(session: Session, wish: Deletion) -> None:
    """Delete a programme; its courses stay."""
    row = row_as_seen(session, Programme, wish.id, wish.version)
    name = row.name
    delete_rows(session, table_named(_COURSES), _links(session, row.id))
    delete_unused(session, row_there(session, Programme, wish.id), name)
    record(session, _("Delete the programme “{name}”", name=name), (_PROGRAMME, wish.id))


@allowed(*EDITORS)
def programme_details(session: Session, row: Programme) -> ProgrammeDetails:
    """A programme as it is written."""
    of_programme = select(ProgrammeCourse.course_id).where(ProgrammeCourse.programme_id == row.id)
    courses = session.scalars(of_programme.order_by(ProgrammeCourse.position, ProgrammeCourse.id)).all()
    return ProgrammeDetails(row.name, tuple(courses), row.kind, row.notes)


def _write(session: Session, row: Programme, details: ProgrammeDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    if len(set(details.courses)) < len(details.courses):
        raise UserError(_("A course stands twice in it. Take one of them off."), field="courses")
    refuse_gone(session, [("courses", Course, course_id) for course_id in details.courses])
    row.kind, row.notes = details.kind, tidy_lines(details.notes)


def _write_courses(session: Session, programme_id: int, courses: tuple[int, ...]) -> None:
    rows = [
        {"programme_id": programme_id, "course_id": course_id, "position": place}
        for place, course_id in enumerate(courses)
    ]
    insert_rows(session, table_named(_COURSES), rows)


def _links(session: Session, programme_id: int) -> list[int]:
    wanted = select(ProgrammeCourse.id).where(ProgrammeCourse.programme_id == programme_id)
    return list(session.scalars(wanted.order_by(ProgrammeCourse.id)))


def _as_read(session: Session, details: ProgrammeDetails) -> dict[str, Any]:
    names = dict(session.execute(select(Course.id, Course.name).where(Course.id.in_(details.courses))).all())
    return {
        "name": details.name,
        "kind": PROGRAMME_KIND_TITLES[details.kind],
        "courses": "\n".join(names.get(each, "?") for each in details.courses),
        "notes": details.notes or None,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "kind": _p("programme", "What for"),
    "courses": _("Courses"),
    "notes": _("Notes"),
}
