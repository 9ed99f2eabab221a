from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.training.imports import SESSIONS
from coorddesk.training.models import TrainingSession
from coorddesk.training.queries.sessions_written import session_details
from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, SlotWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.rules.words import Mode, SessionState
from coorddesk.training.service import CourseDetails, create_course, create_session
from tests.factories import make_person, make_place, make_supplier
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_in, there_and_back
from tests.training.asked import make_session, state_of
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
MORNING, AFTERNOON = (540, 720), (810, 990)


def planned(desk: Database) -> list[tuple[str, str, SessionState, list[tuple[date, int, int]]]]:
    with desk.reading() as session:
        found = []
        for row in session.query(TrainingSession).order_by(TrainingSession.id):
            details = session_details(session, row.id)
            assert details is not None
            times = [(each.day, each.starts, each.ends) for each in details.times]
            found.append((row.reference, row.title, row.state, times))
        return found


def test_sessions_come_with_their_days_and_times(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        denis = make_person(session, "Faure", "Denis")
        partner = make_supplier(session, "Emmaüs")
        create_course(session, CourseDetails("Tableur"))
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "Session;Formation;Date;Heure de début;Heure de fin;Salle;Intervenants;Places;Statut",
        "A12;tableur;15/09/2026;9h;12h;Salle 1;FAURE Denis, Zoé Roux (Emmaüs);12;Ouverte",
        "A12;;15/09/2026;13h30;16h30;;;;",
        "A12;;16/09/2026;9:00;12:00;;;;",
        "A12;;16/09/2026;11:00;13:00;;;;",
        "A12;;17/09/2026;9:00;12:00;Salle 2;;;",
        "A13;Tablette;03/03/2026;9h;12h;Salle 1;;8;",
        "A14;;03/03/2026;9h;12h;Salle 1;;8;",
        "A15;Tablette;13/10/2026;9h;12h;Salle 1;;;Ouverte",
        "A16;Tablette;13/10/2026;12h;9h;Salle 1;;;",
    )
    summary = take_in(desk, SESSIONS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (5, "On 16/09/2026, 09:00–12:00 and 11:00–13:00 overlap."),
        (6, "The session, or another row of it, says otherwise: it has one of this."),
        (8, "A new session needs a course."),
        (9, "It lacks:\n• how many places there are"),
        (10, "“12h-9h” ends before it starts."),
    ]
    assert planned(desk) == [
        (
            "A12",
            "Tableur",
            SessionState.OPEN,
            [(date(2026, 9, 15), *MORNING), (date(2026, 9, 15), *AFTERNOON), (date(2026, 9, 16), *MORNING)],
        ),
        ("A13", "Tablette", SessionState.HELD, [(date(2026, 3, 3), *MORNING)]),
    ]
    with desk.reading() as session:
        details = session_details(session, 1)
    assert details is not None
    assert details.trainers == (TrainerWish(denis), TrainerWish(None, partner, "Zoé Roux"))
    assert counts(take_in(desk, SESSIONS, sheet)) == {"unchanged": 4, "refused": 5}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


@on_one_database
def test_without_references_days_that_follow_each_other_are_one_session(desk: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Atelier;Date;Horaires;Places",
        "Tablette;18/09/2026;9h-12h, 13h30-16h30;8",
        "Tablette;21/09/2026;de 9h à 12h;8",
        "Tablette;29/09/2026;9h-12h;8",
        "Courriel;29/09/2026;9h-12h;8",
        "Courriel;06/10/2026;9h-12h;8",
    )
    assert counts(take_in(desk, SESSIONS, sheet)) == {"new": 5}
    first = [(date(2026, 9, 18), *MORNING), (date(2026, 9, 18), *AFTERNOON), (date(2026, 9, 21), *MORNING)]
    assert planned(desk) == [
        ("F-2026-001", "Tablette", SessionState.PLANNED, first),
        ("F-2026-002", "Tablette", SessionState.PLANNED, [(date(2026, 9, 29), *MORNING)]),
        ("F-2026-003", "Courriel", SessionState.PLANNED, [(date(2026, 9, 29), *MORNING)]),
        ("F-2026-004", "Courriel", SessionState.PLANNED, [(date(2026, 10, 6), *MORNING)]),
    ]
    assert counts(take_in(desk, SESSIONS, sheet)) == {"unchanged": 5}


@on_one_database
def test_a_sheet_moves_a_session_and_adds_days_but_takes_no_step(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_session(session, place_id=make_place(session, "Salle 1"), capacity=10)
        make_session(session, "Courriel")
        state_of(session, 2, SessionState.CLOSED)
    sheet = make_csv(
        tmp_path,
        "Session;Day;Times;Room;Capacity;Status",
        "F-2026-001;2026-09-07;9:00-12:30;Salle 2;12;",
        "F-2026-001;2026-09-07;13:30-17:00;Salle 2;;",
        "F-2026-001;2026-09-08;9:00-12:00;Salle 2;;",
        "F-2026-001;2026-09-09;;;;",
        "F-2026-002;2026-09-07;9:00-12:30;;;Open for registration",
        "F-2026-002;2026-09-09;9:00-12:30;;;",
    )
    summary = take_in(desk, SESSIONS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (5, "Say from when to when, like 9:00-12:00."),
        (6, "Here it stands otherwise: change that in the program, which sees to what follows."),
        (7, "“Courriel” is over or cancelled: no day is added to it."),
    ]
    assert counts(summary) == {"new": 1, "changed": 2, "refused": 3}
    with desk.reading() as session:
        details = session_details(session, 1)
    assert details is not None
    assert (details.place_id, details.capacity, details.last_day) == (2, 12, date(2026, 9, 8))
    assert [each.id for each in details.slots] == [1, 2, 5]


@on_one_database
@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
def test_sessions_that_leave_come_back_unchanged(desk: Database, reader: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_session(session, place_id=make_place(session, "Salle 1"), capacity=10, days=2, cancelled_reason="Neige")
        state_of(session, 1, SessionState.CANCELLED)
        course = create_course(session, CourseDetails("Courriel"))
        emmaus = make_supplier(session, "Emmaüs")
        wish = SessionDetails(
            course,
            mode=Mode.MIXED,
            link="https://visio.example/a",
            minimum=3,
            notes="Deux lignes\nde notes",
            slots=(
                SlotWish(SlotTimes(date(2026, 10, 6), *MORNING)),
                SlotWish(SlotTimes(date(2026, 10, 6), *AFTERNOON)),
            ),
            trainers=(TrainerWish(make_person(session), emmaus), TrainerWish(None, None, "Zoé; Lou")),
            partners=(PartnerWish(emmaus, "", "Convention du 3 mars"), PartnerWish(None, "Mairie")),
        )
        create_session(session, wish)
        create_session(session, SessionDetails(course, "Sans date"))
    before = rows(desk)
    for suffix in ("csv", "xlsx"):
        assert there_and_back(desk, SESSIONS, tmp_path / f"sessions.{suffix}", reader) == ({"unchanged": 7}, 7)
    assert rows(desk) == before
