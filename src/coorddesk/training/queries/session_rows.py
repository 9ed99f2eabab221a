"""A session as lists, cards and forms show it, and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, select

from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.core.working_time import SHORT_WEEKDAYS
from coorddesk.directory.models import Place
from coorddesk.training.models import Course, SessionTask, TrainingSession
from coorddesk.training.queries.registrations import places_of
from coorddesk.training.queries.session_parts import partners_of, slots_of, trainers_of
from coorddesk.training.rules.capacity import Places
from coorddesk.training.rules.hours import hundredths
from coorddesk.training.rules.slots import SlotTimes, half_day_count
from coorddesk.training.rules.words import COMING, MODE_TITLES, SESSION_STATE_TITLES, Mode, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with what it comes to: `half_days` and `minutes` are those of its slots, `first` is the first of them.

    `next_day` is the next one on which it is held, today among them; `tasks` are the lines of its checklist that are
    not done, `late` those of them that should be.
    """

    id: int
    version: int
    reference: str
    title: str
    course_id: int
    course: str
    place_id: int | None
    place: str
    mode: Mode
    link: str
    state: SessionState
    cancelled_reason: str
    first_day: date | None
    last_day: date | None
    next_day: date | None
    first: SlotTimes | None
    days: int
    half_days: int
    minutes: int
    minimum: int
    places: Places
    preparation_minutes: int
    loan_id: int | None
    notes: str
    trainers: str
    partners: str
    tasks: int
    late: int

    @property
    def called(self) -> str:
        """Its title and its reference."""
        return f"{self.title} · {self.reference}"

    @property
    def hit(self) -> Hit:
        """As others tell of it: with its day, and how far it is."""
        state = SESSION_STATE_TITLES[self.state]
        said = state if self.said_when is None else _("{when} · {state}", when=self.said_when, state=state)
        return Hit((TrainingSession.__tablename__, self.id), self.called, said)

    @property
    def is_coming(self) -> bool:
        """Whether it is still to be held."""
        return self.state in COMING

    @property
    def said_when(self) -> Message | None:
        """One day with its times, the first and the last of several."""
        if self.first is None or self.first_day is None or self.last_day is None:
            return None
        if self.days == 1:
            return _("{weekday} {day}, {times}", weekday=_weekday(self.first_day), day=self.first_day, times=self.times)
        return _n(
            "{first} – {last}, {count} day",
            "{first} – {last}, {count} days",
            self.days,
            first=self.first_day,
            last=self.last_day,
        )

    @property
    def times(self) -> str:
        """From when to when its first slot lasts."""
        return "" if self.first is None else self.first.said

    @property
    def said_places(self) -> str:
        """How many are registered of how many that may be: "12 / 15"."""
        taken, most = self.places.registered, self.places.capacity
        return str(taken) if most is None else f"{taken} / {most}"


SESSION_COLUMNS: tuple[Column[SessionRow], ...] = (
    Column("when", _p("training session", "When"), lambda row: row.said_when, Kind.CHOICE, 34),
    Column("reference", _("Reference"), lambda row: row.reference, Kind.CODE, 12),
    Column("title", _p("training session", "Title"), lambda row: row.title, width=34),
    Column("first_day", _("First day"), lambda row: row.first_day, Kind.DATE, 12),
    Column("next_day", _p("training session", "Next day"), lambda row: row.next_day, Kind.DATE, 12),
    Column("last_day", _("Last day"), lambda row: row.last_day, Kind.DATE, 12),
    Column("state", _p("training session", "State"), lambda row: SESSION_STATE_TITLES[row.state], Kind.CHOICE, 22),
    Column("taken", _p("training session", "Taken"), lambda row: row.said_places, width=10),
    Column("place", _("Place"), lambda row: row.place or None, width=24),
    Column("trainers", _p("training", "Trainers"), lambda row: row.trainers or None, width=24),
    Column(
        "registered", _p("training session", "Registered"), lambda row: row.places.registered, Kind.NUMBER, 10, True
    ),
    Column("capacity", _p("training session", "Places"), lambda row: row.places.capacity, Kind.NUMBER, 8, True),
    Column("left", _p("training session", "Places left"), lambda row: row.places.left, Kind.NUMBER, 10),
    Column("waiting", _("Waiting list"), lambda row: row.places.waiting or None, Kind.NUMBER, 10, True),
    Column("minimum", _p("training session", "Minimum"), lambda row: row.minimum or None, Kind.NUMBER, 8),
    Column("half_days", _("Half-days"), lambda row: row.half_days, Kind.NUMBER, 8, True),
    Column("hours", _("Hours"), lambda row: hundredths(row.minutes) * 10, Kind.DECIMAL, 8, True),
    Column("tasks", _p("training session", "Left to do"), lambda row: row.tasks or None, Kind.NUMBER, 8),
    Column("course", _p("training", "Course"), lambda row: row.course, width=28),
    Column("mode", _p("training session", "Mode"), lambda row: MODE_TITLES[row.mode], Kind.CHOICE, 16),
    Column("partners", _p("training", "Partners"), lambda row: row.partners or None, width=20),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=28),
)


def sessions_page(session: Session, ids: Sequence[int]) -> dict[int, SessionRow]:
    """The sessions of these ids."""
    found: dict[int, SessionRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        found |= _read(session, ids[start : start + CHUNK_ROWS])
    return found


def session_row(session: Session, session_id: int) -> SessionRow | None:
    """One session; None if it is no longer there."""
    return sessions_page(session, [session_id]).get(session_id)


def _read(session: Session, ids: Sequence[int]) -> dict[int, SessionRow]:
    today = clock_of(session).today()
    slots, places = slots_of(session, ids), places_of(session, ids)
    trainers, partners = trainers_of(session, ids), partners_of(session, ids)
    tasks = _tasks(session, ids, today)
    found = {}
    for row in session.execute(_ROWS.where(TrainingSession.id.in_(ids))).mappings():
        session_id = row["id"]
        times = [each.times for each in slots.get(session_id, ())]
        left, late = tasks.get(session_id, (0, 0))
        found[session_id] = SessionRow(
            **row,
            next_day=next((each.day for each in times if each.day >= today), None),
            first=times[0] if times else None,
            days=len({each.day for each in times}),
            half_days=half_day_count(times),
            minutes=sum(each.minutes for each in times),
            places=places[session_id],
            trainers=", ".join(each.called for each in trainers.get(session_id, ())),
            partners=", ".join(each.called for each in partners.get(session_id, ())),
            tasks=left,
            late=late,
        )
    return found


def _tasks(session: Session, ids: Sequence[int], today: date) -> dict[int, tuple[int, int]]:
    """How many lines of the checklist of each session are not done, and how many of them should be."""
    counted = (
        select(SessionTask.session_id, func.count(), func.count(case((SessionTask.due_on <= today, 1))))
        .where(SessionTask.session_id.in_(ids), SessionTask.done_on.is_(None))
        .group_by(SessionTask.session_id)
    )
    return {session_id: (left, late) for session_id, left, late in session.execute(counted)}


def _weekday(day: date) -> Message:
    return SHORT_WEEKDAYS[day.weekday()]


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        TrainingSession.id,
        TrainingSession.version,
        TrainingSession.reference,
        TrainingSession.title,
        TrainingSession.course_id,
        Course.name.label("course"),
        TrainingSession.place_id,
        func.coalesce(Place.path, "").label("place"),
        TrainingSession.mode,
        TrainingSession.link,
        TrainingSession.state,
        TrainingSession.cancelled_reason,
        TrainingSession.first_day,
        TrainingSession.last_day,
        TrainingSession.minimum,
        TrainingSession.preparation_minutes,
        TrainingSession.loan_id,
        TrainingSession.notes,
    )
    .join(Course, Course.id == TrainingSession.course_id)
    .outerjoin(Place, Place.id == TrainingSession.place_id)
)
