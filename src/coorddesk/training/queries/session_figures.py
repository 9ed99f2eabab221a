"""What each session comes to, reckoned by the database: 50,000 registrations are summed up, not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, case, func, or_, select

from coorddesk.training.models import (
    Attendance,
    Headcount,
    Registration,
    SessionPartner,
    SessionSlot,
    TrainingSession,
)
from coorddesk.training.queries.attended import tallies
from coorddesk.training.rules.attendance import CAME
from coorddesk.training.rules.capacity import LEFT, WALKED_IN
from coorddesk.training.rules.figures import Figures
from coorddesk.training.rules.words import AttendanceState, RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Sums = dict[int, dict[str, Any]]
"""The figures of sessions by id, those that are not nothing."""

SPLITS: dict[str, Any] = {
    "audiences": Headcount.audience,
    "ages": Headcount.age_band,
    "genders": Headcount.gender,
    "occupations": Headcount.status,
}
"""The columns by which people are counted, and what figures call each."""

TOTAL = and_(*(column.is_(None) for column in SPLITS.values()), Headcount.is_first_time.is_(None))
"""The total of a headcount is the row of which nothing is said; each split stands in rows of its own."""


@dataclass(frozen=True)
class OfSession:
    """A session with its figures, and what these may be put together by; a cancelled one counts as that alone."""

    id: int
    course: int
    place: int | None
    partners: Sequence[int | None]
    first_day: date | None
    is_held: bool
    said: Figures


def of_sessions(session: Session, meant: Select[int]) -> tuple[OfSession, ...]:
    """The sessions that are meant, in the order of their days."""
    wanted = select(
        TrainingSession.id,
        TrainingSession.course_id,
        TrainingSession.place_id,
        TrainingSession.first_day,
        TrainingSession.state,
        TrainingSession.capacity,
    ).where(TrainingSession.id.in_(meant))
    rows = session.execute(wanted.order_by(TrainingSession.first_day, TrainingSession.id)).all()
    held = meant.where(TrainingSession.state != SessionState.CANCELLED)
    sums: Sums = defaultdict(dict)
    for read in (_slots, _registrations, _usual, _headcounts):
        read(session, held, sums)
    _others(session, held, sums)
    partners = _partners(session, meant)
    found = []
    for row_id, course, place, day, state, capacity in rows:
        is_held = state is not SessionState.CANCELLED
        of = sums.get(row_id, {}) | ({"sessions": 1, "offered": capacity or 0} if is_held else {"cancelled": 1})
        if capacity is None:
            of.pop("taken", None)
        found.append(OfSession(row_id, course, place, partners.get(row_id, ()), day, is_held, Figures(**of)))
    return tuple(found)


def _partners(session: Session, meant: Select[int]) -> dict[int, list[int | None]]:
    wanted = select(SessionPartner.session_id, SessionPartner.supplier_id).distinct()
    known = wanted.where(SessionPartner.session_id.in_(meant), SessionPartner.supplier_id.is_not(None))
    found: dict[int, list[int | None]] = defaultdict(list)
    for session_id, supplier_id in session.execute(known):
        found[session_id].append(supplier_id)
    return found


def _slots(session: Session, held: Select[int], sums: Sums) -> None:
    of = SessionSlot.session_id
    minutes = select(of, func.sum(SessionSlot.ends - SessionSlot.starts)).where(of.in_(held)).group_by(of)
    _add(session, minutes, sums, "minutes")
    half_days = select(of, SessionSlot.day, SessionSlot.half).where(of.in_(held)).distinct().subquery()
    counted = select(half_days.c.session_id, func.count()).group_by(half_days.c.session_id)
    _add(session, counted, sums, "half_days")


def _registrations(session: Session, held: Select[int], sums: Sums) -> None:
    def those(state: RegistrationState) -> Any:
        return func.count(case((Registration.state == state, 1)))

    sure = those(RegistrationState.REGISTERED)
    others = those(RegistrationState.WAITING), those(RegistrationState.WITHDRAWN_LATE)
    wanted = select(Registration.session_id, sure, sure, *others).where(Registration.session_id.in_(held))
    keys = "registered", "taken", "waiting", "withdrawn_late"
    _add(session, wanted.group_by(Registration.session_id), sums, *keys)


def _usual(session: Session, held: Select[int], sums: Sums) -> None:
    """Most are expected at every half-day; the best of its slots says whether they came, as in rules/attendance."""
    usual = and_(Registration.state == RegistrationState.REGISTERED, Registration.origin != WALKED_IN)
    came = Attendance.state.in_(CAME)
    late = case((Attendance.state == AttendanceState.LATE, func.coalesce(Attendance.minutes_late, 0)), else_=0)
    length = SessionSlot.ends - SessionSlot.starts
    there = case((and_(came, length > late), length - late), else_=0)
    by_half_day = (
        select(
            Registration.session_id,
            func.max(case((came, 1), else_=0)).label("came"),
            func.max(case((Attendance.state == AttendanceState.EXCUSED, 1), else_=0)).label("excused"),
            func.sum(there).label("minutes"),
        )
        .select_from(Registration)
        .join(SessionSlot, SessionSlot.session_id == Registration.session_id)
        .outerjoin(
            Attendance, and_(Attendance.registration_id == Registration.id, Attendance.slot_id == SessionSlot.id)
        )
        .where(Registration.session_id.in_(held), usual)
        .group_by(Registration.session_id, Registration.id, SessionSlot.day, SessionSlot.half)
        .subquery()
    )
    each = by_half_day.c
    only_excused = case((each.came == 0, each.excused), else_=0)
    wanted = select(each.session_id, func.count(), func.sum(each.came), func.sum(only_excused), func.sum(each.minutes))
    keys = "expected", "attended", "excused", "learner_minutes"
    _add(session, wanted.group_by(each.session_id), sums, *keys)


def _others(session: Session, held: Select[int], sums: Sums) -> None:
    """Those who left or walked in are expected at some half-days alone: they are few, and read one by one."""
    walked_in = and_(Registration.state == RegistrationState.REGISTERED, Registration.origin == WALKED_IN)
    wanted = select(Registration.id, Registration.session_id)
    meant = wanted.where(Registration.session_id.in_(held), or_(Registration.state.in_(LEFT), walked_in))
    of_session = dict(session.execute(meant).all())
    for row_id, tally in tallies(session, of_session).items():
        of = sums[of_session[row_id]]
        for key, count in (
            ("expected", tally.expected),
            ("attended", tally.attended),
            ("excused", tally.excused),
            ("learner_minutes", tally.minutes),
        ):
            of[key] = of.get(key, 0) + count


def _headcounts(session: Session, held: Select[int], sums: Sums) -> None:
    of = Headcount.session_id
    for key, column in SPLITS.items():
        counted = select(of, column, func.sum(Headcount.count)).where(of.in_(held), column.is_not(None))
        for session_id, value, count in session.execute(counted.group_by(of, column).order_by(of, column)):
            sums[session_id].setdefault(key, {})[value] = int(count)
    total = func.sum(case((TOTAL, Headcount.count), else_=0))
    first = func.sum(case((Headcount.is_first_time.is_(True), Headcount.count), else_=0))
    _add(session, select(of, total, first).where(of.in_(held)).group_by(of), sums, "counted", "first_time")


def _add(session: Session, wanted: Select[*tuple[Any, ...]], sums: Sums, *keys: str) -> None:
    """PostgreSQL adds whole numbers up to decimals."""
    for session_id, *values in session.execute(wanted):
        sums[session_id] |= {key: int(value) for key, value in zip(keys, values, strict=True)}
