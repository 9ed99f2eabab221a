from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.training.imports import PARTICIPANTS
from coorddesk.training.rules.words import RegistrationState, Result, SessionState
from coorddesk.training.service import Guest, Learnt, Leaving, Registering, register, set_results, withdraw
from tests.factories import make_person
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_in, there_and_back
from tests.training.asked import by_name, make_session, state_of
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
HERE, WAITS = RegistrationState.REGISTERED, RegistrationState.WAITING


def standing(desk: Database, session_id: int) -> list[tuple[str, int | None, str, str, RegistrationState, int | None]]:
    with desk.reading() as session:
        listed = by_name(session, session_id).values()
        return [(row.name, row.person_id, row.email, row.department, row.state, row.position) for row in listed]


def test_a_class_comes_from_a_sheet_with_its_duplicates_told(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        ines = make_person(session, email="ines@ville.example")
        place = make_session(session, capacity=3)
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "NOM;Prénom;Classe;Mail;Session",
        "MOREAU;Inès;6e B;ines@ville.example;F-2026-001",
        "Diallo;Awa;6e B;awa@ville.example;F-2026-001",
        "Inès;Moreau;6e B;;F-2026-001",
        "de la Tour;Zoé;6e A;;Tableur",
        "DIALLO;awa;6e B;;f-2026-001",
        "Petit;Léo;6e A;;F-2026-001",
        "Roux;Lou;6e A;;F-2026-001",
        "Roux;Lou;6e A;;F-2026-009",
    )
    summary = take_in(desk, PARTICIPANTS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (4, "Row 2 of the file has this value already."),
        (6, "Row 3 of the file has this value already."),
        (9, "There is no such session. Plan it first, or write a reference like F-2026-001."),
    ]
    assert standing(desk, place) == [
        ("DE LA TOUR Zoé", None, "", "6e A", HERE, None),
        ("DIALLO Awa", None, "awa@ville.example", "6e B", HERE, None),
        ("Moreau Inès", ines, "ines@ville.example", "6e B", HERE, None),
        ("PETIT Léo", None, "", "6e A", WAITS, 1),
        ("ROUX Lou", None, "", "6e A", WAITS, 2),
    ]
    assert counts(take_in(desk, PARTICIPANTS, sheet)) == {"unchanged": 5, "refused": 3}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


@on_one_database
def test_names_in_one_column_are_known_whatever_their_order(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        make_person(session, "Petit", "Jean", email="a@x.example")
        make_person(session, "Petit", "Jean", email="b@x.example")
        place = make_session(session)
    sheet = make_csv(
        tmp_path,
        "Participant;Formation",
        "moreau ines;Tableur",
        "Awa DIALLO;tableur",
        "Jean Petit;tableur",
        "b@x.example;tableur",
        "trois@x.example;tableur",
        "Zoé Roux / Lou Roux;tableur",
    )
    summary = take_in(desk, PARTICIPANTS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (
            4,
            "Several people are called “Jean Petit”: write “Jean Petit (a@x.example)” or “Jean Petit (b@x.example)”.",
        ),
        (6, "Nobody has this e-mail address. Add the person first, or write the name."),
        (7, "This could be several people: give each a row of their own."),
    ]
    assert [(name, person) for name, person, *_rest in standing(desk, place)] == [
        ("DIALLO Awa", None),
        ("Moreau Inès", ines),
        ("Petit Jean", ines + 2),
    ]
    assert counts(take_in(desk, PARTICIPANTS, sheet)) == {"unchanged": 3, "refused": 3}


@on_one_database
def test_what_a_sheet_may_not_say_of_places_is_refused(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        full = make_session(session, capacity=1)
        over = make_session(session, "Tablette", capacity=1, first=date(2026, 3, 2))
        closed = make_session(session, "Courriel")
        register(session, Registering(full, guests=(Guest("Zoé Roux"),)))
        state_of(session, over, SessionState.HELD)
        state_of(session, closed, SessionState.CLOSED)
    sheet = make_csv(
        tmp_path,
        "Participant;Session;Statut",
        "Zoé Roux;F-2026-001;Liste d'attente",
        "Awa Diallo;F-2026-001;Inscrit",
        "Léo Petit;F-2026-001;",
        "Awa Diallo;F-2026-002;Inscrit",
        "Léo Petit;F-2026-002;",
        "Awa Diallo;F-2026-003;",
    )
    summary = take_in(desk, PARTICIPANTS, sheet)
    assert reasons(summary, texts) == [
        (2, "Statut", "Here it stands otherwise: change that in the program, where places are kept in mind."),
        (
            3,
            "Statut",
            "All places are taken. Leave this blank and the row goes on the waiting list, or raise the capacity.",
        ),
        (7, "Session", "“Courriel” is closed or cancelled: it takes nobody any more."),
    ]
    assert [(row[0], row[4]) for row in standing(desk, full)] == [("Zoé Roux", HERE), ("Léo Petit", WAITS)]
    assert [(row[0], row[4]) for row in standing(desk, over)] == [("Awa Diallo", HERE), ("Léo Petit", HERE)]


@on_one_database
@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
def test_those_who_leave_in_a_sheet_come_back_unchanged(desk: Database, reader: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        people = make_person(session), make_person(session, "Petit", "Jean"), make_person(session, "Petit", "Jean")
        one, other = make_session(session, capacity=3), make_session(session, "Tablette")
        guests = (Guest("Awa DIALLO", "awa@x.example", "6e B"), Guest("awa diallo-sow"))
        done = register(session, Registering(one, people, guests))
        register(session, Registering(other, people[1:], guests[:1], note="Vient avec son portable"))
        set_results(session, Learnt(done.registered[:2], Result.IN_PROGRESS))
        withdraw(session, Leaving(done.registered[:1]))
    before = rows(desk)
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"participants.{suffix}"
        assert there_and_back(desk, PARTICIPANTS, path, reader) == ({"unchanged": 8}, 8)
    assert rows(desk) == before
