"""How far people are in a programme: which of its courses they attended, and which are still to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.training.models import Programme, ProgrammeCourse, Registration, TrainingSession
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.courses import CourseRow, course_page
from coorddesk.training.queries.programmes import courses_of
from coorddesk.training.rules.paths import Step, Stride
from coorddesk.training.rules.words import COMING, ProgrammeKind, RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class CourseStep:
    """A course of a programme for somebody: how they stand, in which session, and when the next one begins."""

    course_id: int
    name: str
    step: Step
    day: date | None = None
    session_id: int | None = None
    next_on: date | None = None


@dataclass(frozen=True)
class Walker:
    """Somebody in a programme, and each of its courses in order."""

    person_id: int
    name: str
    steps: tuple[CourseStep, ...]

    @property
    def done(self) -> int:
        """How many of the courses they attended."""
        return sum(each.step is Step.ATTENDED for each in self.steps)


@dataclass(frozen=True)
class Path:
    """A programme for somebody: each of its courses in order."""

    programme_id: int
    name: str
    steps: tuple[CourseStep, ...]

    @property
    def done(self) -> int:
        """How many of the courses they attended."""
        return sum(each.step is Step.ATTENDED for each in self.steps)


class _Was(NamedTuple):
    """What is known of somebody and a course: a registration in one of its sessions."""

    stride: Stride
    session_id: int


def path_of(session: Session, programme_id: int, person_id: int) -> tuple[CourseStep, ...]:
    """How somebody stands in each course of a programme, in its order."""
    return _steps(session, courses_of(session, programme_id), person_id)


def steps_of(session: Session, course_ids: Sequence[int], person_id: int) -> Mapping[int, CourseStep]:
    """How somebody stands in courses, by their ids."""
    courses = tuple(course_page(session, course_ids).values())
    return {each.course_id: each for each in _steps(session, courses, person_id)}


def walkers(session: Session, programme_id: int) -> tuple[Walker, ...]:
    """All of the directory who attended a course of a programme or are to come to one, who is least far first."""
    courses = courses_of(session, programme_id)
    found = _strides(session, [each.id for each in courses])
    ids = {person_id for person_id, _course_id in found}
    people = select(Person.id, Person.last_name, Person.first_name).where(Person.id.in_(ids))
    in_order = people.order_by(Person.last_name_folded, Person.first_name_folded, Person.id)
    every = (
        Walker(
            person_id,
            PersonName(last, first).full,
            tuple(_step(course, found.get((person_id, course.id), ())) for course in courses),
        )
        for person_id, last, first in session.execute(in_order)
    )
    return tuple(sorted(every, key=lambda each: each.done))


def paths_of_person(session: Session, person_id: int) -> tuple[Path, ...]:
    """The onboarding paths in which somebody has taken a step."""
    onboarding = select(Programme.id, Programme.name).where(Programme.kind == ProgrammeKind.ONBOARDING)
    mine = (
        select(ProgrammeCourse.programme_id)
        .join(TrainingSession, TrainingSession.course_id == ProgrammeCourse.course_id)
        .join(Registration, Registration.session_id == TrainingSession.id)
        .where(Registration.person_id == person_id)
    )
    paths = (
        Path(programme_id, name, path_of(session, programme_id, person_id))
        for programme_id, name in session.execute(
            onboarding.where(Programme.id.in_(mine)).order_by(Programme.name_folded)
        )
    )
    return tuple(path for path in paths if any(each.step is not Step.TO_COME for each in path.steps))


def next_session(session: Session, course_id: int) -> int | None:
    """The session of a course that begins next, those first for which people may register."""
    coming = select(TrainingSession.id).where(
        TrainingSession.course_id == course_id,
        TrainingSession.state.in_(COMING),
        TrainingSession.last_day >= clock_of(session).today(),
    )
    in_order = coming.order_by(TrainingSession.state == SessionState.PLANNED, TrainingSession.first_day)
    return session.scalars(in_order.limit(1)).first()


def _steps(session: Session, courses: Sequence[CourseRow], person_id: int) -> tuple[CourseStep, ...]:
    found = _strides(session, [each.id for each in courses], [person_id])
    return tuple(_step(course, found.get((person_id, course.id), ())) for course in courses)


def _strides(
    session: Session, courses: Collection[int], people: Collection[int] = ()
) -> dict[tuple[int, int], list[_Was]]:
    """What people, or all there are, have of courses: each registration that counts, by person and course."""
    wanted = (
        select(
            Registration.id,
            Registration.person_id,
            Registration.state,
            TrainingSession.id.label("session_id"),
            TrainingSession.course_id,
            TrainingSession.first_day,
            TrainingSession.last_day,
        )
        .join(TrainingSession, TrainingSession.id == Registration.session_id)
        .where(
            TrainingSession.course_id.in_(courses),
            TrainingSession.state != SessionState.CANCELLED,
            Registration.person_id.is_not(None),
            Registration.state.in_((RegistrationState.REGISTERED, RegistrationState.WAITING)),
        )
    )
    if people:
        wanted = wanted.where(Registration.person_id.in_(people))
    rows: Sequence[Any] = session.execute(wanted.order_by(TrainingSession.first_day, Registration.id)).all()
    came = tallies(session, [row.id for row in rows])
    today = clock_of(session).today()
    found: dict[tuple[int, int], list[_Was]] = defaultdict(list)
    for row in rows:
        is_to_come = row.last_day is None or row.last_day >= today
        is_waiting = row.state is RegistrationState.WAITING
        stride = Stride(row.first_day, came[row.id].attended, is_to_come=is_to_come, is_waiting=is_waiting)
        found[row.person_id, row.course_id].append(_Was(stride, row.session_id))
    return found


def _step(course: CourseRow, known: Iterable[_Was]) -> CourseStep:
    """The best that is known of somebody and a course."""
    steps = [(was.stride.step, was) for was in known]
    best = min((step for step, _was in steps), default=Step.TO_COME)
    if best is Step.TO_COME:
        return CourseStep(course.id, course.name, best, next_on=course.next_on)
    was = next(was for step, was in steps if step is best)
    return CourseStep(course.id, course.name, best, was.stride.day, was.session_id, course.next_on)
