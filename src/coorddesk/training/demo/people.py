"""Who comes to the demo's sessions: readers and guests, children, whole classes, the staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.clock import start_of_day
from coorddesk.core.fold import fold
from coorddesk.directory.models import Membership, Person, PersonGroup
from coorddesk.directory.rules import GroupKind, PersonKind, group_title, school_year_of
from coorddesk.training.demo.season import Draft
from coorddesk.training.demo.taught import Whom
from coorddesk.training.rules.words import RegistrationState, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 41
_GUESTS = (
    *("LEROY Monique", "VASSEUR Jean-Paul", "OUMAROU Aïssata", "PETITJEAN Colette", "GARNIER Bernard", "N’DIAYE Fatou"),
    *("BRUNEL Josette", "KOWALSKI Henri", "SANTOS Maria", "BELKACEM Nadia", "ROBIN Marc", "THIBAULT Ginette"),
)
_CLASSES = {11: ("CM2 A", "CM2 B"), 3: ("CM1 A", "CM1 B")}
_GUEST, _WITHDRAWN, _LATE = 0.14, 0.05, 0.03
_WANTED_MORE = 3
Row = dict[str, Any]


@dataclass(frozen=True)
class _Known:
    """Those who may come, by their ids."""

    readers: Sequence[int]
    children: Sequence[int]
    staff: Sequence[int]
    classes: Mapping[tuple[str, int], tuple[str, Sequence[int]]]


def invite(session: Session, demo: DemoDesk, sessions: Sequence[Draft]) -> None:
    """Fill the drafts with their registrations."""
    known = _known(session)
    maker = _Inviting(demo, known)
    for draft in sessions:
        if draft.state is not SessionState.PLANNED and draft.taught.whom is not Whom.NOBODY:
            draft.people = list(maker.people(draft))


class _Inviting:
    """Registers people, the same each time."""

    def __init__(self, demo: DemoDesk, known: _Known) -> None:
        self._clock, self._today, self._known = demo.clock, demo.today, known
        self._random = Random(_SEED)  # noqa: S311 - believable, not secret

    def people(self, draft: Draft) -> Iterator[Row]:
        """The registrations of a session in the order in which they came."""
        if draft.taught.whom is Whom.CLASSES:
            return self._class(draft)
        return self._some(draft)

    def _class(self, draft: Draft) -> Iterator[Row]:
        """A whole class, at once: the first half of the month has the first one."""
        names = _CLASSES[draft.first_day.month]
        number = (draft.first_day.day - 1) // 7 % 2
        found = self._known.classes.get((names[number], school_year_of(draft.first_day)))
        if found is not None:
            title, people = found
            moment = self._moment(draft, 20, 20)
            yield from (self._row(moment, person_id=each, origin=title) for each in people)

    def _some(self, draft: Draft) -> Iterator[Row]:
        chance, most = self._random, draft.taught.capacity or 10
        count = most + _WANTED_MORE + 1 if draft.is_wanted else self._count(draft, most)
        whom = {Whom.READERS: self._known.readers, Whom.CHILDREN: self._known.children, Whom.STAFF: self._known.staff}
        chosen = chance.sample(whom[draft.taught.whom], count)
        guests = iter(chance.sample(_GUESTS, len(_GUESTS)))
        moments = sorted(self._moment(draft, 2, 38) for _each in chosen)
        taken = 0
        for place, (person_id, moment) in enumerate(zip(chosen, moments, strict=True)):
            is_guest = draft.taught.whom is Whom.READERS and chance.random() < _GUEST
            row = self._row(moment, name=next(guests)) if is_guest else self._row(moment, person_id=person_id)
            if draft.is_wanted:
                _stand_in_line(row, place, most, self._today)
                if place == 1:
                    self._leave(row, RegistrationState.WITHDRAWN, self._today)
            elif taken >= most:
                row |= {"state": RegistrationState.WAITING, "position": taken - most + 1}
                taken += 1
            elif not self._gives_up(row, draft):
                taken += 1
            yield row

    def _count(self, draft: Draft, most: int) -> int:
        """Some are full and more, most nearly so; what was cancelled had few."""
        if draft.state is SessionState.CANCELLED:
            return max(1, draft.taught.minimum - 1)
        if draft.first_day > self._today and draft.state is SessionState.OPEN:
            return max(draft.taught.minimum, most * 2 // 3)
        least = max(draft.taught.minimum, most * 3 // 5)
        return min(most + 2, self._random.randint(least, most + 3))

    def _gives_up(self, row: Row, draft: Draft) -> bool:
        chance = self._random.random()
        if chance < _LATE and draft.first_day < self._today:
            self._leave(row, RegistrationState.WITHDRAWN_LATE, draft.first_day - timedelta(days=1))
        elif chance < _LATE + _WITHDRAWN and draft.first_day < self._today:
            self._leave(row, RegistrationState.WITHDRAWN, draft.first_day - timedelta(days=4))
        return row["withdrawn_at"] is not None

    def _leave(self, row: Row, state: RegistrationState, day: date) -> None:
        moment = max(row["registered_at"], start_of_day(self._clock, day) + timedelta(hours=8))
        row |= {"state": state, "withdrawn_at": min(moment, self._clock.now())}

    def _moment(self, draft: Draft, least: int, most: int) -> datetime:
        """Somewhere in the weeks before, in the hours of the desk."""
        chance = self._random
        day = min(draft.first_day, self._today) - timedelta(days=chance.randint(least, most))
        return start_of_day(self._clock, day) + timedelta(hours=8, minutes=15 * chance.randint(0, 34))

    @staticmethod
    def _row(moment: datetime, person_id: int | None = None, name: str = "", origin: str = "") -> Row:
        whole = {"email": "", "department": "", "position": None, "withdrawn_at": None, "offered_until": None}
        more = {"note": "", "origin": origin, "result": None, "version": 1}
        said = {"person_id": person_id, "name": name, "name_folded": fold(name), "registered_at": moment}
        return {**said, **whole, **more, "state": RegistrationState.REGISTERED}


def _stand_in_line(row: Row, place: int, most: int, today: date) -> None:
    """A session that was full until one withdrew: the first who waits is offered the place."""
    if place >= most:
        row |= {"state": RegistrationState.WAITING, "position": place - most + 1}
    if place == most:
        row["offered_until"] = today + timedelta(days=2)


def _known(session: Session) -> _Known:
    here = select(Person.id).where(Person.left_on.is_(None)).order_by(Person.id)
    of_kind = {kind: session.scalars(here.where(Person.kind == kind)).all() for kind in PersonKind}
    older = here.where(Person.kind == PersonKind.PUPIL, Person.group.startswith("CM"))
    members: dict[tuple[str, int], list[int]] = {}
    wanted = select(PersonGroup.name, PersonGroup.year, Membership.person_id)
    wanted = wanted.join(Membership, Membership.group_id == PersonGroup.id).where(PersonGroup.kind == GroupKind.CLASS)
    for name, year, person_id in session.execute(wanted.order_by(Membership.person_id)):
        members.setdefault((name, year), []).append(person_id)
    classes = {key: (group_title(*key), people) for key, people in members.items()}
    return _Known(of_kind[PersonKind.PATRON], session.scalars(older).all(), of_kind[PersonKind.STAFF], classes)
