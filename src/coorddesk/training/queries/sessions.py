"""Which sessions a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.directory.models import Person, Place
from coorddesk.lending.models import LoanLine, LoanWish
from coorddesk.training.models import (
    Attendance,
    Course,
    Registration,
    SessionPartner,
    SessionSlot,
    SessionTask,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.queries.figures import behind_sessions
from coorddesk.training.queries.session_criteria import session_claims
from coorddesk.training.rules.figures import Behind
from coorddesk.training.rules.narrowing import SOON_DAYS, Near, Need, days_near
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]
OVER = (SessionState.CLOSED, SessionState.CANCELLED)
"""The states of a session with which nothing more is to be done."""


@dataclass(frozen=True)
class SessionQuery:
    """Which sessions, and in which order: `sort` is the key of one of SESSION_COLUMNS.

    Without a `state` they are all that are not over; with `past` those too. `person` gives it or is registered for it,
    `supplier` gives it or holds it with us, `asset` is in its kit. `since` and `until` are days on one of which it is
    held, the first and the last included. `behind` is a figure in which they are counted.
    """

    text: str = ""
    sort: str = "when"
    descending: bool = False
    state: SessionState | None = None
    past: bool = False
    near: Near | None = None
    need: Need | None = None
    course: int | None = None
    place: int | None = None
    person: int | None = None
    supplier: int | None = None
    asset: int | None = None
    since: date | None = None
    until: date | None = None
    criteria: tuple[Criterion, ...] = ()
    behind: Behind | None = None

    @classmethod
    def about(cls, subject: Subject) -> SessionQuery | None:
        """The sessions of a record, those that are over among them; None if sessions never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "course":
                return cls(course=record_id, past=True, descending=True)
            case "place":
                return cls(place=record_id, past=True, descending=True)
            case "person":
                return cls(person=record_id, past=True, descending=True)
            case "supplier":
                return cls(supplier=record_id, past=True, descending=True)
            case "asset":
                return cls(asset=record_id, past=True, descending=True)
        return None


@dataclass(frozen=True)
class SessionCounts:
    """How many sessions each filter would show."""

    states: Mapping[SessionState, int]
    near: Mapping[Near, int]
    needs: Mapping[Need, int]


def session_ids(session: Session, query: SessionQuery = SessionQuery()) -> array[int]:
    """The sessions that a query means, in its order; those without a value come last either way, then by day."""
    order = _ORDERS.get(query.sort, TrainingSession.first_day)
    key = order.desc() if query.descending else order
    wanted: Select[int] = (
        select(TrainingSession.id)
        .join(Course, Course.id == TrainingSession.course_id)
        .outerjoin(Place, Place.id == TrainingSession.place_id)
        .where(*_claims(session, query))
        .order_by(nulls_last(key), TrainingSession.first_day, TrainingSession.id)
    )
    return ids_of(session, wanted)


def session_counts(session: Session) -> SessionCounts:
    """What the side bar of the list says beside each value."""
    today = clock_of(session).today()
    by_state = select(TrainingSession.state, func.count()).group_by(TrainingSession.state)
    near, needs = tuple(Near), tuple(Need)
    claims = [*(_held_near(each, today) for each in near), *(_needs(each, today) for each in needs)]
    counted = session.execute(
        select(*(func.count(case((claim, 1))) for claim in claims)).where(TrainingSession.state.not_in(OVER))
    ).one()
    return SessionCounts(
        dict(session.execute(by_state).all()),
        dict(zip(near, counted, strict=False)),
        dict(zip(needs, counted[len(near) :], strict=True)),
    )


def _claims(session: Session, query: SessionQuery) -> list[Claim]:
    """What a session must be like to be meant by a query."""
    today = clock_of(session).today()
    own = (*_stands_so(query), *_linked(query), *map(_word, words(query.text)))
    days = (*_on_days(query, today), *(() if query.need is None else (_needs(query.need, today),)))
    figure = [] if query.behind is None else [TrainingSession.id.in_(behind_sessions(session, query.behind))]
    return [*own, *days, *figure, *session_claims(session, query.criteria)]


def _stands_so(query: SessionQuery) -> Iterator[Claim]:
    if query.state is not None:
        yield TrainingSession.state == query.state
    elif not query.past and not any(each.field == "state" for each in query.criteria):
        yield TrainingSession.state.not_in(OVER)


def _linked(query: SessionQuery) -> Iterator[Claim]:
    if query.course is not None:
        yield TrainingSession.course_id == query.course
    if query.place is not None:
        yield TrainingSession.place_id == query.place
    if query.person is not None:
        gives = select(SessionTrainer.session_id).where(SessionTrainer.person_id == query.person)
        comes = select(Registration.session_id).where(Registration.person_id == query.person)
        yield or_(TrainingSession.id.in_(gives), TrainingSession.id.in_(comes))
    if query.supplier is not None:
        gives = select(SessionTrainer.session_id).where(SessionTrainer.supplier_id == query.supplier)
        holds = select(SessionPartner.session_id).where(SessionPartner.supplier_id == query.supplier)
        yield or_(TrainingSession.id.in_(gives), TrainingSession.id.in_(holds))
    if query.asset is not None:
        lent = select(LoanLine.loan_id).where(LoanLine.asset_id == query.asset)
        reserved = select(LoanWish.loan_id).where(LoanWish.asset_id == query.asset)
        yield or_(TrainingSession.loan_id.in_(lent), TrainingSession.loan_id.in_(reserved))


def _on_days(query: SessionQuery, today: date) -> Iterator[Claim]:
    if query.near is not None:
        yield _held_near(query.near, today)
    if query.since is not None or query.until is not None:
        yield _held_between(query.since or date.min, query.until or date.max)


def _held_near(near: Near, today: date) -> Claim:
    days = days_near(near, today)
    return _held_between(days.first, days.last)


def _held_between(first: date, last: date) -> Claim:
    return TrainingSession.id.in_(select(SessionSlot.session_id).where(SessionSlot.day.between(first, last)))


def _needs(need: Need, today: date) -> Claim:
    """What somebody should see to; of a session that is over, nothing."""
    soon = TrainingSession.first_day.between(today, today + timedelta(days=SOON_DAYS))
    left = select(SessionTask.session_id).where(SessionTask.done_on.is_(None), SessionTask.due_on <= today)
    waits = select(Registration.session_id).where(Registration.state == RegistrationState.WAITING)
    silent = select(Registration.session_id).where(Registration.offered_until < today)
    claims: dict[Need, Claim] = {
        Need.CONFIRM: TrainingSession.state.in_((SessionState.PLANNED, SessionState.OPEN)) & soon,
        Need.TASKS: TrainingSession.id.in_(left),
        Need.WAITING: TrainingSession.id.in_(waits),
        Need.OFFERS: TrainingSession.id.in_(silent),
        Need.ATTENDANCE: TrainingSession.id.in_(_untyped(today)),
    }
    return TrainingSession.state.not_in(OVER) & claims[need]


def _untyped(today: date) -> Select[int]:
    """The sessions with a slot that was held and of which the attendance of nobody who has a place is typed."""
    typed = select(Attendance.id).where(Attendance.slot_id == SessionSlot.id).correlate(SessionSlot)
    has_place = Registration.state == RegistrationState.REGISTERED
    comes = select(Registration.id).where(Registration.session_id == SessionSlot.session_id, has_place)
    held = SessionSlot.day < today
    stands = select(TrainingSession.id).where(TrainingSession.state.not_in(OVER))
    wanted = select(SessionSlot.session_id).where(SessionSlot.session_id.in_(stands), held)
    return wanted.where(comes.correlate(SessionSlot).exists(), ~typed.exists())


def _word(word: str) -> Claim:
    """A word of its own, of its course, of its place, or of who gives it."""
    people = select(SessionTrainer.session_id).join(Person, Person.id == SessionTrainer.person_id)
    return or_(
        contains(TrainingSession.search, word),
        contains(Course.name_folded, word),
        contains(Place.path_folded, word),
        TrainingSession.id.in_(people.where(contains(Person.search, word))),
    )


def _registered(state: RegistrationState) -> Any:
    counted = select(func.count()).where(Registration.session_id == TrainingSession.id, Registration.state == state)
    return counted.correlate(TrainingSession).scalar_subquery()


_TITLE = func.substr(TrainingSession.search, func.length(TrainingSession.reference) + 2)
"""What a search looks through begins with the reference, and goes on with the title."""
_ORDERS: dict[str, Any] = {
    "reference": TrainingSession.reference,
    "title": _TITLE,
    "when": TrainingSession.first_day,
    "first_day": TrainingSession.first_day,
    "last_day": TrainingSession.last_day,
    "state": case({each: place for place, each in enumerate(SessionState)}, value=TrainingSession.state),
    "place": Place.path_folded,
    "course": Course.name_folded,
    "mode": TrainingSession.mode,
    "capacity": TrainingSession.capacity,
    "minimum": func.nullif(TrainingSession.minimum, 0),
    "registered": _registered(RegistrationState.REGISTERED),
    "taken": _registered(RegistrationState.REGISTERED),
    "waiting": func.nullif(_registered(RegistrationState.WAITING), 0),
}
SESSION_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which a list of sessions can be sorted."""
