"""The figures of a period, reckoned by the database: 50,000 registrations are summed up, not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, case, false, func, or_, select

from coorddesk.directory.models import Place, Supplier
from coorddesk.training.models import (
    Attendance,
    Course,
    Headcount,
    Registration,
    SessionPartner,
    SessionSlot,
    SupportLog,
    TrainingSession,
)
from coorddesk.training.queries.attended import tallies
from coorddesk.training.rules.attendance import CAME, together
from coorddesk.training.rules.capacity import LEFT, WALKED_IN
from coorddesk.training.rules.figures import Figures, year_before
from coorddesk.training.rules.words import AttendanceState, RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class By(StrEnum):
    """What figures are broken down by."""

    COURSE = "course"
    PLACE = "place"
    PARTNER = "partner"
    MONTH = "month"


@dataclass(frozen=True)
class FigureQuery:
    """Sessions that begin on some days, of a course, in a place, with a partner."""

    first: date
    last: date
    course: int | None = None
    place: int | None = None
    partner: int | None = None


def figures(session: Session, query: FigureQuery) -> Figures:
    """The figures of a period."""
    held = _sessions(query).where(TrainingSession.state != SessionState.CANCELLED)
    said: dict[str, Any] = {
        **_of_sessions(session, query),
        **_of_slots(session, held),
        **_of_registrations(session, held),
        **_of_attendance(session, held),
        **_of_headcounts(session, held),
        **_of_support(session, query),
    }
    return Figures(**said)


def compared(session: Session, query: FigureQuery) -> tuple[Figures, Figures]:
    """The figures of a period, and those of the same days a year before."""
    first, last = year_before(query.first, query.last)
    return figures(session, query), figures(session, replace(query, first=first, last=last))


def figures_by(session: Session, query: FigureQuery, by: By) -> Mapping[str, Figures]:
    """The figures of a period for each course, place, partner or month of it, by name; help has none of them."""
    found = {}
    for name, part in _parts(session, query, by):
        said = figures(session, part)
        found[name] = replace(said, supports=0, support_minutes=0)
    return found


def _parts(session: Session, query: FigureQuery, by: By) -> list[tuple[str, FigureQuery]]:
    if by is By.MONTH:
        return _months(query)
    ids = _sessions(query)
    found = _NAMED[by].where(TrainingSession.id.in_(ids)).distinct()
    rows = session.execute(found.order_by(found.selected_columns[2]))
    return [(name, _part(query, by, row_id)) for row_id, name, _folded in rows]


def _part(query: FigureQuery, by: By, row_id: int) -> FigureQuery:
    match by:
        case By.COURSE:
            return replace(query, course=row_id)
        case By.PLACE:
            return replace(query, place=row_id)
    return replace(query, partner=row_id)


def _months(query: FigureQuery) -> list[tuple[str, FigureQuery]]:
    found, first = [], query.first
    while first <= query.last:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        last = min(query.last, date.fromordinal(following.toordinal() - 1))
        found.append((f"{first:%Y-%m}", replace(query, first=first, last=last)))
        first = following
    return found


def _sessions(query: FigureQuery) -> Select[int]:
    wanted = select(TrainingSession.id).where(TrainingSession.first_day.between(query.first, query.last))
    if query.course is not None:
        wanted = wanted.where(TrainingSession.course_id == query.course)
    if query.place is not None:
        wanted = wanted.where(TrainingSession.place_id == query.place)
    if query.partner is not None:
        with_them = select(SessionPartner.session_id).where(SessionPartner.supplier_id == query.partner)
        wanted = wanted.where(TrainingSession.id.in_(with_them))
    return wanted


def _of_sessions(session: Session, query: FigureQuery) -> dict[str, Any]:
    cancelled = TrainingSession.state == SessionState.CANCELLED
    wanted = select(
        func.count(case((~cancelled, 1))),
        func.count(case((cancelled, 1))),
        func.sum(case((~cancelled, TrainingSession.capacity))),
    )
    return _named(session, wanted.where(TrainingSession.id.in_(_sessions(query))), "sessions", "cancelled", "offered")


def _of_slots(session: Session, held: Select[int]) -> dict[str, Any]:
    wanted = select(func.sum(SessionSlot.ends - SessionSlot.starts)).where(SessionSlot.session_id.in_(held))
    half_days = select(SessionSlot.session_id, SessionSlot.day, SessionSlot.half).distinct()
    counted = half_days.where(SessionSlot.session_id.in_(held)).subquery()
    return _named(session, wanted, "minutes") | _named(session, select(func.count()).select_from(counted), "half_days")


def _of_registrations(session: Session, held: Select[int]) -> dict[str, Any]:
    def those(state: RegistrationState) -> Any:
        return func.count(case((Registration.state == state, 1)))

    sure = Registration.state == RegistrationState.REGISTERED
    wanted = select(
        those(RegistrationState.REGISTERED),
        those(RegistrationState.WAITING),
        those(RegistrationState.WITHDRAWN_LATE),
        func.count(case((sure & TrainingSession.capacity.is_not(None), 1))),
    ).join(TrainingSession, TrainingSession.id == Registration.session_id)
    wanted = wanted.where(Registration.session_id.in_(held))
    return _named(session, wanted, "registered", "waiting", "withdrawn_late", "taken")


def _of_attendance(session: Session, held: Select[int]) -> dict[str, Any]:
    """Most are expected at every half-day, and summed up by the database; those who left or walked in are read."""
    usual = and_(Registration.state == RegistrationState.REGISTERED, Registration.origin != WALKED_IN)
    left = Registration.state.in_(LEFT)
    walked_in = and_(Registration.state == RegistrationState.REGISTERED, Registration.origin == WALKED_IN)
    others = select(Registration.id).where(Registration.session_id.in_(held), or_(left, walked_in))
    rest = together(tallies(session, list(session.scalars(others))).values())
    said = _of_usual(session, select(Registration.id).where(Registration.session_id.in_(held), usual))
    return {
        "expected": said["expected"] + rest.expected,
        "attended": said["attended"] + rest.attended,
        "excused": said["excused"] + rest.excused,
        "learner_minutes": said["learner_minutes"] + rest.minutes,
    }


def _of_usual(session: Session, registrations: Select[int]) -> dict[str, int]:
    """The best of the slots of a half-day says whether somebody came to it, as in rules/attendance."""
    came = Attendance.state.in_(CAME)
    late = case((Attendance.state == AttendanceState.LATE, func.coalesce(Attendance.minutes_late, 0)), else_=0)
    length = SessionSlot.ends - SessionSlot.starts
    there = case((and_(came, length > late), length - late), else_=0)
    by_half_day = (
        select(
            func.max(case((came, 1), else_=0)).label("came"),
            func.max(case((Attendance.state == AttendanceState.EXCUSED, 1), else_=0)).label("excused"),
            func.sum(there).label("minutes"),
        )
        .select_from(Registration)
        .join(SessionSlot, SessionSlot.session_id == Registration.session_id)
        .outerjoin(
            Attendance, and_(Attendance.registration_id == Registration.id, Attendance.slot_id == SessionSlot.id)
        )
        .where(Registration.id.in_(registrations))
        .group_by(Registration.id, SessionSlot.day, SessionSlot.half)
        .subquery()
    )
    each = by_half_day.c
    only_excused = case((each.came == 0, each.excused), else_=0)
    wanted = select(func.count(), func.sum(each.came), func.sum(only_excused), func.sum(each.minutes))
    return _named(session, wanted.select_from(by_half_day), "expected", "attended", "excused", "learner_minutes")


def _of_headcounts(session: Session, held: Select[int]) -> dict[str, Any]:
    """The total is the row of which nothing is said; each split stands in rows of its own."""
    splits = {
        "audiences": Headcount.audience,
        "ages": Headcount.age_band,
        "genders": Headcount.gender,
        "occupations": Headcount.status,
    }
    here = Headcount.session_id.in_(held)
    found: dict[str, Any] = {}
    for key, column in splits.items():
        counted = select(column, func.sum(Headcount.count)).where(here, column.is_not(None)).group_by(column)
        found[key] = {value: int(count) for value, count in session.execute(counted.order_by(column))}
    total = and_(*(column.is_(None) for column in splits.values()), Headcount.is_first_time.is_(None))
    counts = select(
        func.sum(case((total, Headcount.count))), func.sum(case((Headcount.is_first_time.is_(True), Headcount.count)))
    )
    return found | _named(session, counts.where(here), "counted", "first_time")


def _of_support(session: Session, query: FigureQuery) -> dict[str, Any]:
    """Help of the period; it belongs to no course and no partner."""
    wanted = select(func.count(), func.sum(SupportLog.minutes)).where(SupportLog.day.between(query.first, query.last))
    if query.place is not None:
        wanted = wanted.where(SupportLog.place_id == query.place)
    if query.course is not None or query.partner is not None:
        wanted = wanted.where(false())
    return _named(session, wanted, "supports", "support_minutes")


def _named(session: Session, wanted: Select[*tuple[Any, ...]], *keys: str) -> dict[str, Any]:
    """The sums of one row; PostgreSQL adds whole numbers up to decimals."""
    return {key: int(value or 0) for key, value in zip(keys, session.execute(wanted).one(), strict=True)}


_NAMED: dict[By, Select[*tuple[Any, ...]]] = {
    By.COURSE: select(Course.id, Course.name, Course.name_folded).join(
        TrainingSession, TrainingSession.course_id == Course.id
    ),
    By.PLACE: select(Place.id, Place.path, Place.path_folded).join(
        TrainingSession, TrainingSession.place_id == Place.id
    ),
    By.PARTNER: select(Supplier.id, Supplier.name, Supplier.name_folded)
    .join(SessionPartner, SessionPartner.supplier_id == Supplier.id)
    .join(TrainingSession, TrainingSession.id == SessionPartner.session_id),
}
"""The records by which figures are broken down: their ids, names, and what these are sorted by."""
