"""The programmes: as a list, as a card with their courses in order, and as pickers offer them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, select

from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.core.working_time import length_text
from coorddesk.training.models import Course, Programme, ProgrammeCourse
from coorddesk.training.queries.courses import CourseRow, course_page
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES, ProgrammeKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme, how many courses it has, and how long they usually take together in minutes."""

    id: int
    version: int
    name: str
    kind: ProgrammeKind
    notes: str
    courses: int
    minutes: int


PROGRAMME_COLUMNS: tuple[Column[ProgrammeRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=40),
    Column("kind", _p("programme", "What for"), lambda row: PROGRAMME_KIND_TITLES[row.kind], Kind.CHOICE, 20),
    Column("courses", _("Courses"), lambda row: row.courses, Kind.NUMBER, 10),
    Column("minutes", _("Duration"), lambda row: length_text(row.minutes) if row.minutes else None, Kind.CHOICE, 12),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=50),
)


@dataclass(frozen=True)
class ProgrammeQuery:
    """Which programmes, and in which order: `sort` is the key of one of PROGRAMME_COLUMNS; `course` is one of them."""

    text: str = ""
    sort: str = "name"
    descending: bool = False
    kind: ProgrammeKind | None = None
    course: int | None = None


def programme_ids(session: Session, query: ProgrammeQuery = ProgrammeQuery()) -> array[int]:
    """The programmes that a query means, in its order."""
    inside = _inside()
    orders: dict[str, Any] = {
        "kind": case({each: place for place, each in enumerate(ProgrammeKind)}, value=Programme.kind),
        "courses": func.coalesce(inside.c.courses, 0),
        "minutes": inside.c.minutes,
    }
    order = orders.get(query.sort, Programme.name_folded)
    key = nulls_last(order.desc() if query.descending else order)
    wanted = select(Programme.id).outerjoin(inside, inside.c.programme_id == Programme.id).where(*_meant(query))
    return ids_of(session, wanted.order_by(key, Programme.name_folded, Programme.id))


def programme_page(session: Session, ids: Sequence[int]) -> Mapping[int, ProgrammeRow]:
    """The programmes of these ids."""
    inside = _inside()
    counts = func.coalesce(inside.c.courses, 0), func.coalesce(inside.c.minutes, 0)
    wanted = select(Programme, *counts).outerjoin(inside, inside.c.programme_id == Programme.id)
    return {
        row.id: ProgrammeRow(row.id, row.version, row.name, row.kind, row.notes, courses, int(minutes))
        for row, courses, minutes in session.execute(wanted.where(Programme.id.in_(ids)))
    }


def programme_row(session: Session, programme_id: int) -> ProgrammeRow | None:
    """One programme; None if it is no longer there."""
    return programme_page(session, [programme_id]).get(programme_id)


def courses_of(session: Session, programme_id: int) -> tuple[CourseRow, ...]:
    """The courses of a programme in their order."""
    wanted = select(ProgrammeCourse.course_id).where(ProgrammeCourse.programme_id == programme_id)
    ids = list(session.scalars(wanted.order_by(ProgrammeCourse.position, ProgrammeCourse.id)))
    rows = course_page(session, ids)
    return tuple(rows[course_id] for course_id in ids)


def programme_counts(session: Session) -> Mapping[ProgrammeKind, int]:
    """How many programmes of each kind there are."""
    return dict(session.execute(select(Programme.kind, func.count()).group_by(Programme.kind)).all())


def programme_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Programmes whose name holds every word of `text`: the paths of new colleagues first."""
    wanted = select(Programme.id, Programme.name).where(contains_all(Programme.name_folded, text))
    in_order = wanted.order_by(Programme.kind != ProgrammeKind.ONBOARDING, Programme.name_folded)
    return tuple(Option(row_id, name) for row_id, name in session.execute(in_order.limit(limit)))


def stated_programmes(session: Session, query: ProgrammeQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.kind is not None:
        said["kind"] = PROGRAMME_KIND_TITLES[query.kind]
    if query.course is not None:
        name = session.scalar(select(Course.name).where(Course.id == query.course))
        said["course"] = _("Course: {name}", name=name or "?")
    return said


def _meant(query: ProgrammeQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Programme.name_folded, query.text)]
    if query.kind is not None:
        claims.append(Programme.kind == query.kind)
    if query.course is not None:
        with_it = select(ProgrammeCourse.programme_id).where(ProgrammeCourse.course_id == query.course)
        claims.append(Programme.id.in_(with_it))
    return claims


def _inside() -> Any:
    """What there is of courses in each programme that has any."""
    wanted = select(
        ProgrammeCourse.programme_id, func.count().label("courses"), func.sum(Course.minutes).label("minutes")
    )
    joined = wanted.join(Course, Course.id == ProgrammeCourse.course_id)
    return joined.group_by(ProgrammeCourse.programme_id).subquery()
