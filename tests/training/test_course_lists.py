"""Courses, programmes and help to one person as lists, and how far a new colleague is on the path."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.training.models import TrainingSession
from coorddesk.training.queries import (
    CourseQuery,
    ProgrammeQuery,
    SupportQuery,
    course_card,
    course_counts,
    course_ids,
    course_page,
    courses_of,
    grid,
    path_of,
    paths_of_person,
    programme_ids,
    programme_page,
    stated_support,
    support_counts,
    support_ids,
    walkers,
)
from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.paths import Step
from coorddesk.training.rules.support import Lately
from coorddesk.training.rules.typing import PRESENT
from coorddesk.training.rules.words import Audience, Level, ProgrammeKind, SessionState
from coorddesk.training.service import (
    Cell,
    CourseDetails,
    Material,
    ProgrammeDetails,
    Registering,
    SupportDetails,
    TypedSheet,
    create_course,
    create_programme,
    log_support,
    register,
    type_attendance,
)
from tests.factories import make_person
from tests.training.asked import make_session, state_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def ids_of(session: Session, **fields: object) -> list[int]:
    return list(course_ids(session, CourseQuery(**fields)))  # type: ignore[arg-type]  # as a test names them


def course_of(session: Session, session_id: int) -> int:
    return session.get_one(TrainingSession, session_id).course_id


def test_courses_are_found_filtered_and_sorted_with_what_was_held_of_them(database: Database) -> None:
    with database.transaction() as session:
        letter = CourseDetails(
            "Écrire une lettre",
            "Traitement de texte",
            (Audience.SENIORS, Audience.ADULTS),
            Level.BEGINNER,
            180,
            checklist=(CheckLine(-15, "Book the room"),),
            materials=(Material("Handout", "v2"),),
        )
        written = create_course(session, letter)
        put_away = create_course(session, CourseDetails("Minitel", is_archived=True))
        held = make_session(session, "Tableur", first=date(2026, 3, 2))
        state_of(session, held, SessionState.HELD)
        sheet = course_of(session, held)
        coming = course_of(session, make_session(session, "Réseau", first=date(2026, 9, 14)))
    with database.reading() as session:
        assert ids_of(session) == [written, coming, sheet]
        assert ids_of(session, text="ecrire TEXTE") == [written]
        assert ids_of(session, audience=Audience.SENIORS) == [written]
        assert ids_of(session, level=Level.BEGINNER) == [written]
        assert ids_of(session, coming=True) == [coming]
        assert ids_of(session, never=True) == [written]
        assert ids_of(session, archived=True) == [written, put_away, coming, sheet]
        assert ids_of(session, sort="last_on", descending=True) == [sheet, written, coming]
        rows = course_page(session, [written, sheet, coming])
        assert [
            (row.sessions, row.next_on, row.last_on) for row in map(rows.__getitem__, (written, sheet, coming))
        ] == [
            (0, None, None),
            (1, None, date(2026, 3, 2)),
            (1, date(2026, 9, 14), None),
        ]
        counts = course_counts(session)
        assert (counts.audiences[Audience.SENIORS], counts.coming, counts.never, counts.archived) == (1, 1, 1, 1)
        card = course_card(session, written)
        assert card is not None
        assert (card.checklist, [each.edition for each in card.materials]) == (letter.checklist, ["v2"])


def test_a_path_says_what_a_new_colleague_attended_and_what_is_still_to_come(database: Database) -> None:
    with database.transaction() as session:
        person = make_person(session, "Moreau", first_name="Inès")
        attended, missed, coming, later = (
            make_session(session, title, first=first)
            for title, first in (
                ("Accueil", date(2026, 3, 2)),
                ("Sécurité", date(2026, 3, 9)),
                ("Logiciel", date(2026, 9, 14)),
                ("Réseau", date(2026, 9, 21)),
            )
        )
        for session_id in (attended, missed, coming):
            register(session, Registering(session_id, people=(person,)))
        courses = tuple(course_of(session, each) for each in (attended, missed, coming, later))
        programme = create_programme(session, ProgrammeDetails("Accueil", courses, ProgrammeKind.ONBOARDING))
        create_programme(session, ProgrammeDetails("Vide"))
    with database.transaction() as session:
        sheet = grid(session, attended)
        assert sheet is not None
        cell = Cell(sheet.people[0].registration, sheet.half_days[0].slots, PRESENT)
        type_attendance(session, TypedSheet(attended, (cell,)))
    with database.reading() as session:
        assert programme_ids(session, ProgrammeQuery(sort="courses", descending=True))[0] == programme
        assert list(programme_ids(session, ProgrammeQuery(course=courses[0]))) == [programme]
        assert programme_page(session, [programme])[programme].courses == 4
        assert [each.id for each in courses_of(session, programme)] == list(courses)
        steps = path_of(session, programme, person)
        assert [each.step for each in steps] == [Step.ATTENDED, Step.TO_COME, Step.REGISTERED, Step.TO_COME]
        assert [(each.name, each.done) for each in walkers(session, programme)] == [("Inès Moreau", 1)]
        assert steps[3].next_on == date(2026, 9, 21)
        assert [path.programme_id for path in paths_of_person(session, person)] == [programme]


def test_help_is_found_filtered_and_counted(database: Database) -> None:
    with database.transaction() as session:
        person = make_person(session, "Roux", first_name="Léa")
        day = date(2026, 9, 4)
        mail = log_support(session, SupportDetails(day, 20, "Messagerie", Audience.SENIORS, person))
        key = log_support(
            session, SupportDetails(date(2026, 3, 2), 90, "Clé USB", None, name="Voisine", orientation="CAF")
        )
    with database.reading() as session:
        assert list(support_ids(session)) == [mail, key]
        assert list(support_ids(session, SupportQuery(sort="minutes", descending=True))) == [key, mail]
        for query, found in (
            (SupportQuery("roux MESSAGERIE"), [mail]),
            (SupportQuery("cle caf"), [key]),
            (SupportQuery(lately=Lately.SCHOOL_YEAR), [mail]),
            (SupportQuery(audience=Audience.SENIORS, person=person), [mail]),
            (SupportQuery(theme="Clé USB", orientation="CAF", last=day), [key]),
            (SupportQuery(tickets=True), []),
        ):
            assert list(support_ids(session, query)) == found
        counts = support_counts(session)
        assert (counts.lately[Lately.YEAR], counts.themes["Messagerie"], counts.orientations) == (2, 1, {"CAF": 1})
        assert list(stated_support(session, SupportQuery(person=person, first=day))) == ["first", "person"]
