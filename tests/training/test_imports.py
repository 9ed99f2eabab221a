from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.training.imports import COURSES
from coorddesk.training.models import Course
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.words import Audience, Level
from coorddesk.training.service.courses import CourseDetails, Material, course_details, create_course
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def first_course(desk: Database) -> CourseDetails:
    with desk.reading() as session:
        return course_details(session, session.get_one(Course, 1))


def test_courses_come_from_a_sheet_as_people_keep_it(desk: Database, texts: Texts, tmp_path: Path) -> None:
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "Intitulé de la formation;Public;Niveau;Durée (h);Supports;Liste de tâches",
        "Tableur, premiers pas;Ados, adultes et seniors;Débutant;3,5;Livret [v2], Exercices;J-15 Réserver la salle",
        "Internet sans crainte;Tout public;;90 min;;",
        "Tablette;Martiens;Débutant;3;;",
        "Courriel;;;un jour;;",
        "tableur, premiers pas;;;;;",
    )
    summary = take_in(desk, COURSES, sheet)
    assert counts(summary) == {"new": 2, "refused": 3}
    assert [reason for _row, _column, reason in reasons(summary, texts)][1:] == [
        "“un jour” is no duration. Write it like 2h30 or 90 min.",
        "Row 2 of the file has this value already.",
    ]
    told = first_course(desk)
    assert (told.name, told.level, told.minutes) == ("Tableur, premiers pas", Level.BEGINNER, 210)
    assert told.audiences == (Audience.TEENS, Audience.ADULTS, Audience.SENIORS)
    assert told.checklist == (CheckLine(-15, "Réserver la salle"),)
    assert [(each.name, each.edition) for each in told.materials] == [("Livret", "v2"), ("Exercices", "")]
    assert counts(take_in(desk, COURSES, sheet)) == {"unchanged": 2, "refused": 3}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_courses_that_leave_come_back_unchanged(desk: Database, reader: Texts, tmp_path: Path, suffix: str) -> None:
    with desk.transaction() as session:
        materials = (Material("Livret; annexes", "2026"), Material("Clé USB", note="Au bureau"))
        wish = CourseDetails("Tableur", "Trier\nFiltrer", tuple(Audience), Level.ADVANCED, 90, 36, materials=materials)
        create_course(session, wish)
        create_course(
            session, CourseDetails("Courriel", checklist=(CheckLine(-2, "Clés; badges"), CheckLine(30, "Bilan")))
        )
        create_course(session, CourseDetails("Ancienne", is_archived=True))
    before = rows(desk)
    assert there_and_back(desk, COURSES, tmp_path / f"courses.{suffix}", reader) == ({"unchanged": 3}, 3)
    assert rows(desk) == before


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_sheet_changes_what_it_says_of_a_course_and_leaves_the_rest(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        create_course(session, CourseDetails("Tableur", "Trier", materials=(Material("Livret", "v1", "Au bureau"),)))
    assert counts(take_in(desk, COURSES, make_csv(tmp_path, "Course;Materials", "tableur;Livret [v2]"))) == {
        "changed": 1
    }
    told = first_course(desk)
    assert told.objectives == "Trier"
    assert [(each.name, each.edition, each.note) for each in told.materials] == [("Livret", "v2", "Au bureau")]
