"""Courses and programmes: written, said anew with their materials, put away, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.errors import InUse, UserError
from coorddesk.directory.service import Deletion
from coorddesk.training.models import Course, CourseMaterial, Programme
from coorddesk.training.rules.checklists import CheckLine, lines_text, lines_typed
from coorddesk.training.rules.words import Audience, Level, ProgrammeKind
from coorddesk.training.service import (
    Archiving,
    CourseDetails,
    CourseEdit,
    Material,
    ProgrammeDetails,
    ProgrammeEdit,
    archive_courses,
    create_course,
    create_programme,
    delete_course,
    delete_programme,
    edit_course,
    edit_programme,
)
from coorddesk.training.service.courses import course_details
from coorddesk.training.service.programmes import programme_details

if TYPE_CHECKING:
    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)

WORD = CourseDetails(
    "Word, first steps",
    "Write a letter",
    (Audience.ADULTS, Audience.SENIORS),
    Level.BEGINNER,
    180,
    24,
    (CheckLine(-15, "Book the room"), CheckLine(30, "Ask how it went")),
    (Material("Handout", "v1"), Material("Slides", "2026")),
)


def test_a_course_is_read_back_as_it_was_written_and_its_materials_keep_their_files(database: Database) -> None:
    with database.transaction() as session:
        course_id = create_course(session, WORD)
        said = course_details(session, session.get_one(Course, course_id))
        handout, slides = said.materials
        assert replace(said, materials=WORD.materials) == replace(WORD, materials=WORD.materials)
        assert (handout.name, slides.edition) == ("Handout", "2026")
    with database.transaction() as session:
        materials = (Material("Exercises"), replace(handout, edition="v2"))
        edit_course(session, CourseEdit(course_id, 1, replace(said, materials=materials)))
    with database.reading() as session:
        rows = session.scalars(select(CourseMaterial).order_by(CourseMaterial.position)).all()
        assert [(row.name, row.edition, row.id == handout.id) for row in rows] == [
            ("Exercises", "", False),
            ("Handout", "v2", True),
        ]


def test_a_course_of_a_programme_stays_until_the_programme_goes(database: Database) -> None:
    with database.transaction() as session:
        one, other = create_course(session, WORD), create_course(session, CourseDetails("Excel"))
        path = create_programme(session, ProgrammeDetails("New here", (one, other), ProgrammeKind.ONBOARDING))
    with pytest.raises(InUse), database.transaction() as session:
        delete_course(session, Deletion(other, 1))
    with database.transaction() as session:
        edit_programme(session, ProgrammeEdit(path, 1, ProgrammeDetails("New here", (other, one))))
        assert programme_details(session, session.get_one(Programme, path)).courses == (other, one)
        archive_courses(session, Archiving((one,), is_archived=True))
        assert session.get_one(Course, one).is_archived
    with database.transaction() as session:
        delete_programme(session, Deletion(path, session.get_one(Programme, path).version))
        delete_course(session, Deletion(other, 1))
        assert session.scalars(select(Course.id)).all() == [one]
    with pytest.raises(UserError), database.transaction() as session:
        create_course(session, CourseDetails("WORD, first steps"))


def test_checklists_as_people_type_them(desks: object) -> None:
    del desks
    typed = lines_typed("D-15 Book the room\nJ+30: Ask how it went\nD Open the door\nBring cables")
    assert typed == (
        CheckLine(-15, "Book the room"),
        CheckLine(30, "Ask how it went"),
        CheckLine(0, "Open the door"),
        CheckLine(0, "Bring cables"),
    )
    assert lines_typed(lines_text(typed)) == typed
