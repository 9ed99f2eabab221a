"""Sessions as lists: found, narrowed and sorted; what other records and the agenda are told of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.dated import DatedState, Period
from coorddesk.core.texts import Texts
from coorddesk.training.models import SessionTask, SessionTrainer, TrainingSession
from coorddesk.training.queries import SessionQuery, grid, session_counts, session_ids, session_row
from coorddesk.training.queries.dated import events
from coorddesk.training.queries.found import hits
from coorddesk.training.queries.told import belongings, names, timeline
from coorddesk.training.rules.narrowing import Near, Need
from coorddesk.training.rules.typing import PRESENT
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import Cell, Guest, Registering, TypedSheet, register, type_attendance
from tests.factories import make_person, make_place
from tests.training.asked import MONDAY, make_session, state_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def ids_of(session: Session, **fields: object) -> list[int]:
    return list(session_ids(session, SessionQuery(**fields)))  # type: ignore[arg-type]  # as a test names them


def a_season(session: Session, today: date) -> tuple[int, int, int]:
    """A session of today with a waiting list, one of last month of which nothing is typed, one that was cancelled."""
    letter = make_session(
        session, "Écrire une lettre", first=today, place_id=make_place(session, "Salle 12"), capacity=2, minimum=1
    )
    sheet = make_session(session, "Tableur", first=today - timedelta(days=30), days=2)
    gone = make_session(session, "Images", first=today + timedelta(days=3))
    session.add(SessionTrainer(session_id=letter, position=0, person_id=make_person(session, "Moreau", "Inès")))
    session.add(SessionTask(session_id=letter, due_on=today, days=0, words="Imprimer la feuille"))
    register(session, Registering(letter, guests=(Guest("Ana"), Guest("Bob"), Guest("Cléo"))))
    register(session, Registering(sheet, guests=(Guest("Ana"),)))
    state_of(session, gone, SessionState.CANCELLED)
    return letter, sheet, gone


def test_sessions_are_found_filtered_and_sorted(database: Database) -> None:
    with database.transaction() as session:
        today = clock_of(session).today()
        letter, sheet, gone = a_season(session, today)
        teacher = session.scalar(select(SessionTrainer.person_id))

        assert ids_of(session) == [sheet, letter]
        assert ids_of(session, past=True, descending=True) == [gone, letter, sheet]
        assert ids_of(session, sort="registered", descending=True) == [letter, sheet]
        assert ids_of(session, sort="title", past=True) == [letter, gone, sheet]
        assert ids_of(session, text="lettre 12 moreau") == [letter]
        assert ids_of(session, state=SessionState.CANCELLED) == [gone]
        assert ids_of(session, near=Near.TODAY) == [letter]
        assert ids_of(session, need=Need.TASKS) == ids_of(session, need=Need.WAITING) == [letter]
        assert ids_of(session, need=Need.CONFIRM) == ids_of(session, person=teacher, past=True) == [letter]
        assert ids_of(session, need=Need.ATTENDANCE) == [sheet]
        assert ids_of(session, criteria=(Criterion("trainer", Ask.CONTAINS, ("ines",)),)) == [letter]
        assert ids_of(session, since=today - timedelta(days=29), until=today - timedelta(days=29)) == [sheet]


def test_sessions_say_what_they_come_to(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        letter = a_season(session, clock_of(session).today())[0]
        counts = session_counts(session)
        row = session_row(session, letter)
    assert counts.states == {SessionState.OPEN: 2, SessionState.CANCELLED: 1}
    assert counts.near == {Near.TODAY: 1, Near.WEEK: 1, Near.MONTH: 1}
    assert counts.needs == {Need.CONFIRM: 1, Need.TASKS: 1, Need.WAITING: 1, Need.OFFERS: 0, Need.ATTENDANCE: 1}
    assert row is not None
    assert (row.said_places, row.places.waiting, row.half_days, row.minutes) == ("2 / 2", 1, 2, 420)
    assert (row.trainers, row.tasks, row.late, row.place) == ("Inès Moreau", 1, 1, "Salle 12")
    assert row.said_when is not None
    assert texts.say(row.said_when).endswith("09:00–12:30")


def test_people_places_and_the_agenda_are_told_of_sessions(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        room, teacher = make_place(session, "Salle 12"), make_person(session, "Moreau", "Inès")
        held = make_session(session, "Tableur", first=MONDAY, place_id=room)
        register(session, Registering(held, (teacher,)))
        sheet = grid(session, held)
        assert sheet is not None
        person = sheet.people[0].registration
        type_attendance(session, TypedSheet(held, (Cell(person, sheet.half_days[0].slots, PRESENT),)))
        state_of(session, held, SessionState.HELD)
        session.add(SessionTask(session_id=held, due_on=MONDAY, days=0, words="Imprimer la feuille"))
        session.flush()

        told = [texts.say(entry.text) for entry in timeline(session, ("person", teacher))]
        assert told == ["Session “Tableur”: came to 1 of 2 half-days"]
        assert [texts.say(each.title) for each in belongings(session, ("place", room), 5)] == ["1 training session"]
        assert belongings(session, ("person", teacher), 5)[0].first[0].subject == ("training_session", held)
        reference = session.get_one(TrainingSession, held).reference
        assert names(session, "training_session", [held]) == {held: f"Tableur · {reference}"}
        found = [(hit.subject, hit.rank) for hit in hits(session, "tableur", 5)]
        assert found[0] == (("training_session", held), 1)
        assert [subject[0] for subject, _rank in found] == ["training_session", "course"]
        assert hits(session, reference.lower(), 5)[0].rank == 0
        dated = events(session, Period(MONDAY, MONDAY))
    assert [(each.starts, each.ends, each.place) for each in dated] == [
        (540, 750, "Salle 12"),
        (810, 1020, "Salle 12"),
        (None, None, ""),
    ]
    assert {each.state for each in dated[:2]} == {DatedState.DONE}
