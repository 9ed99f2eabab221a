"""The courses: as a list with what was held of each, as a card, and as pickers offer them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, nulls_last, select

from coorddesk.core.clock import clock_of
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Column, Kind
from coorddesk.core.working_time import length_text
from coorddesk.notes.queries import attachments_of
from coorddesk.training.models import Course, CourseMaterial, Programme, ProgrammeCourse, TrainingSession
from coorddesk.training.rules.checklists import CheckLine, read_lines
from coorddesk.training.rules.words import (
    AUDIENCE_TITLES,
    COMING,
    LEVEL_TITLES,
    Audience,
    Level,
    SessionState,
    said_audiences,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MATERIAL = CourseMaterial.__tablename__


@dataclass(frozen=True)
class CourseRow:
    """A course; `sessions` are those that were not cancelled, `next_on` and `last_on` the days on which two begin."""

    id: int
    version: int
    name: str
    objectives: str
    audiences: tuple[Audience, ...]
    level: Level | None
    minutes: int | None
    retention_months: int | None
    notes: str
    is_archived: bool
    sessions: int
    next_on: date | None
    last_on: date | None


COURSE_COLUMNS: tuple[Column[CourseRow], ...] = (
    Column("name", _p("course", "Title"), lambda row: row.name, width=40),
    Column("audiences", _p("course", "For whom"), lambda row: said_audiences(row.audiences), Kind.CHOICE, 24),
    Column("level", _p("course", "Level"), lambda row: row.level and LEVEL_TITLES[row.level], Kind.CHOICE, 14),
    Column("minutes", _("Duration"), lambda row: row.minutes and length_text(row.minutes), Kind.CHOICE, 10),
    Column("sessions", _p("course", "Sessions"), lambda row: row.sessions, Kind.NUMBER, 10),
    Column("next_on", _p("course", "Next session"), lambda row: row.next_on, Kind.DATE, 14),
    Column("last_on", _p("course", "Last session"), lambda row: row.last_on, Kind.DATE, 14),
    Column("retention_months", _("Names are kept for (months)"), lambda row: row.retention_months, Kind.NUMBER, 12),
    Column("is_archived", _p("course", "Archived"), lambda row: row.is_archived, Kind.YES_NO, 10),
    Column("objectives", _("Objectives"), lambda row: row.objectives or None, width=60),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=40),
)


@dataclass(frozen=True)
class CourseQuery:
    """Which courses, and in which order: `sort` is the key of one of COURSE_COLUMNS.

    `archived` takes in those that are put away; `coming` are those with a session to come, `never` those that were
    never held and are not planned either.
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    audience: Audience | None = None
    level: Level | None = None
    programme: int | None = None
    coming: bool = False
    never: bool = False
    archived: bool = False


@dataclass(frozen=True)
class CourseCounts:
    """How many courses each filter would show; programmes by id, with their names."""

    audiences: Mapping[Audience, int]
    levels: Mapping[Level, int]
    programmes: Mapping[int, tuple[str, int]]
    coming: int
    never: int
    archived: int


@dataclass(frozen=True)
class MaterialRow:
    """Something handed out or shown, and the names of its files."""

    id: int
    name: str
    edition: str
    note: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class CourseCard:
    """All that a card says of a course itself; `programmes` are those that it is in, by id and name."""

    row: CourseRow
    checklist: tuple[CheckLine, ...]
    materials: tuple[MaterialRow, ...]
    programmes: tuple[tuple[int, str], ...]


def course_ids(session: Session, query: CourseQuery = CourseQuery()) -> array[int]:
    """The courses that a query means, in its order; those without a value come last either way."""
    held = _held(session)
    orders: dict[str, Any] = {
        "level": case({each: place for place, each in enumerate(Level)}, value=Course.level),
        "minutes": Course.minutes,
        "sessions": func.coalesce(held.c.sessions, 0),
        "next_on": held.c.next_on,
        "last_on": held.c.last_on,
        "retention_months": Course.retention_months,
        "is_archived": Course.is_archived,
    }
    order = orders.get(query.sort, Course.name_folded)
    key = nulls_last(order.desc() if query.descending else order)
    wanted = select(Course.id).outerjoin(held, held.c.course_id == Course.id)
    return ids_of(session, wanted.where(*_meant(query, held)).order_by(key, Course.name_folded, Course.id))


def course_page(session: Session, ids: Sequence[int]) -> Mapping[int, CourseRow]:
    """The courses of these ids."""
    held = _held(session)
    wanted = (
        select(Course, func.coalesce(held.c.sessions, 0), held.c.next_on, held.c.last_on)
        .outerjoin(held, held.c.course_id == Course.id)
        .where(Course.id.in_(ids))
    )
    return {row.id: _row(row, *of_sessions) for row, *of_sessions in session.execute(wanted)}


def course_row(session: Session, course_id: int) -> CourseRow | None:
    """One course; None if it is no longer there."""
    return course_page(session, [course_id]).get(course_id)


def course_card(session: Session, course_id: int) -> CourseCard | None:
    """One course with what belongs to it; None if it is no longer there."""
    row = course_row(session, course_id)
    if row is None:
        return None
    kept = session.scalar(select(Course.checklist).where(Course.id == course_id)) or []
    of_course = select(CourseMaterial).where(CourseMaterial.course_id == course_id)
    materials = tuple(
        MaterialRow(each.id, each.name, each.edition, each.note, _files(session, each.id))
        for each in session.scalars(of_course.order_by(CourseMaterial.position, CourseMaterial.id))
    )
    inside = select(Programme.id, Programme.name).join(ProgrammeCourse, ProgrammeCourse.programme_id == Programme.id)
    programmes = session.execute(inside.where(ProgrammeCourse.course_id == course_id).order_by(Programme.name_folded))
    return CourseCard(row, read_lines(kept), materials, tuple((each.id, each.name) for each in programmes))


def course_counts(session: Session) -> CourseCounts:
    """What the side bar of the list says beside each value, of courses that are not put away."""
    rows = course_page(session, course_ids(session)).values()
    by_programme = (
        select(Programme.id, Programme.name, func.count())
        .join(ProgrammeCourse, ProgrammeCourse.programme_id == Programme.id)
        .join(Course, Course.id == ProgrammeCourse.course_id)
        .where(~Course.is_archived)
        .group_by(Programme.id, Programme.name, Programme.name_folded)
        .order_by(Programme.name_folded)
    )
    return CourseCounts(
        {each: sum(each in row.audiences for row in rows) for each in Audience},
        {each: sum(row.level is each for row in rows) for each in Level},
        {programme_id: (name, count) for programme_id, name, count in session.execute(by_programme)},
        sum(row.next_on is not None for row in rows),
        sum(not row.sessions for row in rows),
        session.scalar(select(func.count()).where(Course.is_archived)) or 0,
    )


def course_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Courses that are not put away whose title or objectives hold every word of `text`, by title."""
    wanted = select(Course.id, Course.name, Course.minutes).where(contains_all(Course.search, text))
    found = session.execute(wanted.where(~Course.is_archived).order_by(Course.name_folded).limit(limit))
    return tuple(Option(row_id, name, "" if minutes is None else _long(minutes)) for row_id, name, minutes in found)


def stated_courses(session: Session, query: CourseQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.audience is not None:
        said["audience"] = AUDIENCE_TITLES[query.audience]
    if query.level is not None:
        said["level"] = LEVEL_TITLES[query.level]
    if query.programme is not None:
        name = session.scalar(select(Programme.name).where(Programme.id == query.programme))
        said["programme"] = _("Programme: {name}", name=name or "?")
    ticks = {"coming": COMING_TITLE, "never": NEVER_TITLE, "archived": ARCHIVED_TITLE}
    return said | {field: title for field, title in ticks.items() if getattr(query, field)}


COMING_TITLE = _p("course", "With a session to come")
NEVER_TITLE = _p("course", "Never held")
ARCHIVED_TITLE = _p("course", "Archived ones too")


def _meant(query: CourseQuery, held: Any) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Course.search, query.text)]
    if not query.archived:
        claims.append(~Course.is_archived)
    if query.level is not None:
        claims.append(Course.level == query.level)
    if query.audience is not None:
        claims.append(cast(Course.audiences, String).like(f'%"{query.audience.value}"%'))
    if query.programme is not None:
        inside = select(ProgrammeCourse.course_id).where(ProgrammeCourse.programme_id == query.programme)
        claims.append(Course.id.in_(inside))
    if query.coming:
        claims.append(held.c.next_on.is_not(None))
    if query.never:
        claims.append(held.c.sessions.is_(None))
    return claims


def _held(session: Session) -> Any:
    """What there is of sessions for each course that has any but cancelled ones."""
    is_coming = TrainingSession.state.in_(COMING) & (TrainingSession.last_day >= clock_of(session).today())
    is_over = TrainingSession.state.in_((SessionState.HELD, SessionState.CLOSED))
    wanted: Select[*tuple[Any, ...]] = select(
        TrainingSession.course_id,
        func.count().label("sessions"),
        func.min(case((is_coming, TrainingSession.first_day))).label("next_on"),
        func.max(case((is_over, TrainingSession.first_day))).label("last_on"),
    )
    counted = wanted.where(TrainingSession.state != SessionState.CANCELLED).group_by(TrainingSession.course_id)
    return counted.subquery()


def _row(row: Course, sessions: int, next_on: date | None, last_on: date | None) -> CourseRow:
    audiences = tuple(Audience(each) for each in row.audiences)
    return CourseRow(
        *(row.id, row.version, row.name, row.objectives, audiences, row.level, row.minutes, row.retention_months),
        *(row.notes, row.is_archived, sessions, next_on, last_on),
    )


def _files(session: Session, material_id: int) -> tuple[str, ...]:
    return tuple(each.name for each in attachments_of(session, (_MATERIAL, material_id)))


def _long(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
