"""What gets in the way of a session: its room, who gives it, who is to come, its devices, and days that are closed.

It is shown before a session is saved; whoever saves it may know better, but for a device, which is in one place only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.dated import Period
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName, name_key
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.rules import PREPARATION_DAYS
from coorddesk.lending.rules import Period as LoanPeriod
from coorddesk.training.models import Registration, SessionSlot, SessionTrainer, TrainingSession
from coorddesk.training.queries.calendar import closed_days
from coorddesk.training.rules.clashes import Clash, ClashKind
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.training.rules.sessions import SessionDetails


@dataclass(frozen=True)
class _Other:
    """Another session that is held at the same time, and at which of its slots the two meet."""

    id: int
    called: str
    place_id: int | None
    meetings: tuple[SlotTimes, ...]

    @property
    def when(self) -> Message:
        """The first time at which they meet, and how many more there are."""
        first, more = self.meetings[0], len(self.meetings) - 1
        said = _("{day}, {times}", day=first.day, times=first.said)
        if not more:
            return said
        return _n("{when} and {count} more time", "{when} and {count} more times", more, when=said)


def clashes(
    session: Session,
    details: SessionDetails,
    ignoring: int | None = None,
    assets: Collection[int] = (),
    *,
    loan: int | None = None,
    people: Collection[int] = (),
) -> tuple[Clash, ...]:
    """What gets in the way of a session as it is written, by day; a bounded number of statements.

    `ignoring` is its own id, whose people are looked after too; `assets` and `loan` are the devices that it is to have
    and the loan that reserves them; `people` would come besides those who are registered.
    """
    times = details.times
    if not times:
        return ()
    others = _others(session, times, ignoring)
    coming = _coming(session, ignoring, people)
    found = [
        *_closed(session, times),
        *_rooms(session, details, others),
        *_trainers(session, details, others),
        *_people(session, coming, others),
        *_devices(session, times, assets, loan, ignoring),
    ]
    order = list(ClashKind)
    return tuple(sorted(found, key=lambda clash: (clash.day, order.index(clash.kind))))


def clashes_of_people(session: Session, session_id: int, people: Collection[int]) -> tuple[Clash, ...]:
    """At which other sessions those who would be registered for one are expected at the same time."""
    times = _slots_of(session, [session_id]).get(session_id, ())
    others = _others(session, times, session_id) if times and people else []
    found = _people(session, _called(session, people), others)
    return tuple(sorted(found, key=lambda clash: clash.day))


def _others(session: Session, times: Sequence[SlotTimes], ignoring: int | None) -> list[_Other]:
    """The sessions that are held at one of these times, those that were cancelled left out."""
    wanted = (
        select(
            TrainingSession.id,
            TrainingSession.reference,
            TrainingSession.title,
            TrainingSession.place_id,
            SessionSlot.day,
            SessionSlot.starts,
            SessionSlot.ends,
        )
        .join(SessionSlot, SessionSlot.session_id == TrainingSession.id)
        .where(SessionSlot.day.in_({each.day for each in times}), TrainingSession.state != SessionState.CANCELLED)
        .order_by(TrainingSession.id, SessionSlot.day, SessionSlot.starts)
    )
    if ignoring is not None:
        wanted = wanted.where(TrainingSession.id != ignoring)
    meetings: dict[int, list[SlotTimes]] = defaultdict(list)
    rows: dict[int, Any] = {}
    for row in session.execute(wanted):
        slot = SlotTimes(row.day, row.starts, row.ends)
        if any(slot.meets(each) for each in times):
            meetings[row.id].append(slot)
            rows[row.id] = row
    return [
        _Other(each, f"{row.title} ({row.reference})", row.place_id, tuple(meetings[each]))
        for each, row in rows.items()
    ]


def _slots_of(session: Session, ids: Collection[int]) -> dict[int, list[SlotTimes]]:
    wanted = select(SessionSlot.session_id, SessionSlot.day, SessionSlot.starts, SessionSlot.ends)
    found: dict[int, list[SlotTimes]] = defaultdict(list)
    for row in session.execute(wanted.where(SessionSlot.session_id.in_(ids)).order_by(SessionSlot.day)):
        found[row.session_id].append(SlotTimes(row.day, row.starts, row.ends))
    return found


def _closed(session: Session, times: Sequence[SlotTimes]) -> Iterator[Clash]:
    closed = closed_days(session, Period(times[0].day, times[-1].day), in_school_holidays=True)
    for day in dict.fromkeys(each.day for each in times):
        if day in closed:
            yield Clash(ClashKind.CLOSED_DAY, _("{day} is closed: {name}.", day=day, name=closed[day]), None, day)


def _rooms(session: Session, details: SessionDetails, others: Iterable[_Other]) -> Iterator[Clash]:
    place = None if details.place_id is None else session.get(Place, details.place_id)
    for other in others:
        if place is not None and other.place_id == place.id:
            values = {"room": place.path, "other": other.called, "when": other.when}
            text = _("{room} is taken by “{other}”: {when}.", **values)
            yield Clash(ClashKind.ROOM, text, ("training_session", other.id), other.meetings[0].day)


def _trainers(session: Session, details: SessionDetails, others: Sequence[_Other]) -> Iterator[Clash]:
    """Who gives the session gives another one at the same time, or is to come to it."""
    own = {each.person_id for each in details.trainers if each.person_id is not None}
    names = {name_key(each.name) for each in details.trainers if each.person_id is None and fold(each.name)}
    by_session = {other.id: other for other in others}
    wanted = select(SessionTrainer.session_id, SessionTrainer.person_id, SessionTrainer.name)
    wanted = wanted.where(SessionTrainer.session_id.in_(by_session)).order_by(SessionTrainer.session_id)
    called = _called(session, own)
    for session_id, person_id, name in session.execute(wanted) if own or names else ():
        who = called.get(person_id) if person_id is not None else name if name_key(name) in names else None
        if who:
            other = by_session[session_id]
            text = _("{name} gives “{other}”: {when}.", name=who, other=other.called, when=other.when)
            yield Clash(ClashKind.TRAINER, text, ("training_session", other.id), other.meetings[0].day)
    yield from _expected(session, ClashKind.TRAINER, called, by_session)


def _people(session: Session, coming: Mapping[int, str], others: Iterable[_Other]) -> Iterator[Clash]:
    """Who is to come is to come to another session at the same time, or gives it."""
    by_session = {other.id: other for other in others}
    yield from _expected(session, ClashKind.PERSON, coming, by_session)
    if not coming:
        return
    wanted = select(SessionTrainer.session_id, SessionTrainer.person_id).where(
        SessionTrainer.session_id.in_(by_session), SessionTrainer.person_id.in_(coming)
    )
    for session_id, person_id in session.execute(wanted.order_by(SessionTrainer.session_id, SessionTrainer.id)):
        other = by_session[session_id]
        text = _("{name} gives “{other}”: {when}.", name=coming[person_id or 0], other=other.called, when=other.when)
        yield Clash(ClashKind.PERSON, text, ("training_session", other.id), other.meetings[0].day)


def _expected(
    session: Session, kind: ClashKind, called: Mapping[int, str], by_session: Mapping[int, _Other]
) -> Iterator[Clash]:
    if not called or not by_session:
        return
    wanted = select(Registration.session_id, Registration.person_id).where(
        Registration.session_id.in_(by_session),
        Registration.person_id.in_(called),
        Registration.state == RegistrationState.REGISTERED,
    )
    for session_id, person_id in session.execute(wanted.order_by(Registration.session_id, Registration.id)):
        other = by_session[session_id]
        values = {"name": called[person_id or 0], "other": other.called, "when": other.when}
        text = _("{name} is registered for “{other}”: {when}.", **values)
        yield Clash(kind, text, ("training_session", other.id), other.meetings[0].day)


def _devices(
    session: Session, times: Sequence[SlotTimes], assets: Collection[int], loan: int | None, ignoring: int | None
) -> Iterator[Clash]:
    if not assets:
        return
    if loan is None and ignoring is not None:
        loan = session.scalar(select(TrainingSession.loan_id).where(TrainingSession.id == ignoring))
    period = LoanPeriod(times[0].day, times[-1].day)
    for conflict in conflicts(session, Wanted(period, assets, preparation=PREPARATION_DAYS, apart_from=loan)):
        subject = ("loan", conflict.loan_id) if conflict.loan_id else None
        yield Clash(ClashKind.DEVICE, conflict.said, subject, max(conflict.period.first, times[0].day))


def _coming(session: Session, session_id: int | None, people: Collection[int]) -> dict[int, str]:
    """Who is to come to the session itself, by their names."""
    coming = set(people)
    if session_id is not None:
        wanted: Select[Any] = select(Registration.person_id).where(
            Registration.session_id == session_id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.person_id.is_not(None),
        )
        coming |= set(session.scalars(wanted))
    return _called(session, coming)


def _called(session: Session, people: Collection[int]) -> dict[int, str]:
    if not people:
        return {}
    wanted = select(Person.id, Person.last_name, Person.first_name).where(Person.id.in_(people))
    return {row.id: PersonName(row.last_name, row.first_name).full for row in session.execute(wanted)}
