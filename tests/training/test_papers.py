"""The papers of training: who is to sign what, and what is handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.rules import PersonName
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.document import write_document
from coorddesk.reporting.stamp import stamp_of
from coorddesk.training.models import Attendance, SessionTrainer
from coorddesk.training.queries.papers import HalfDayOn, IssuedRow, Participant, SessionPapers, Trainer, session_papers
from coorddesk.training.reports import REPORTS, invitation_drafts
from coorddesk.training.reports.cards import badges_of, posters_of, tents_of
from coorddesk.training.reports.certificates import certificates_of
from coorddesk.training.reports.convocations import convocations
from coorddesk.training.reports.sheets import sheets_of
from coorddesk.training.rules.documents import Certificate, Skill
from coorddesk.training.rules.names import formal, guest_listed, guest_name
from coorddesk.training.rules.words import AttendanceState, DocumentKind, Half, Mode, Result, SessionState
from coorddesk.training.service.registering import Guest, Registering, register
from tests.factories import make_person, make_place
from tests.reporting.samples import STAMP
from tests.training.asked import MONDAY, by_name, make_session, state_of

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

KINDS = {kind.key: kind for kind in REPORTS}


def people(count: int) -> tuple[Participant, ...]:
    names = [PersonName("Moreau", f"Inès {number}") for number in range(1, count + 1)]
    return tuple(
        Participant(number, number, name, formal(name), "Médiathèque", "") for number, name in enumerate(names, 1)
    )


def papers(count: int, half_days: int, **values: Any) -> SessionPapers:
    """A session of mornings."""
    given = (Trainer(PersonName("Martin", "Claire"), "MARTIN Claire"),)
    slots = tuple(
        HalfDayOn(MONDAY + timedelta(number), Half.AM, (number + 1,), ((540, 720),)) for number in range(half_days)
    )
    made = SessionPapers(
        7,
        "F-2026-007",
        "Découvrir la tablette",
        "",
        Mode.ON_SITE,
        "Salle 12",
        "",
        SessionState.OPEN,
        36,
        slots,
        given,
        (),
    )
    return replace(made, **{"people": people(count), **values})


def pages(made: Document, texts: Texts) -> list[str]:
    stream = BytesIO()
    write_document(made, stream, STAMP, texts)
    pdf = pypdfium2.PdfDocument(stream.getvalue())
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize(("half_days", "lies"), [(1, False), (4, False), (5, True), (12, True)])
def test_a_sheet_lies_where_many_half_days_are_to_be_signed(half_days: int, lies: bool) -> None:
    assert sheets_of([papers(3, half_days)]).page.landscape is lies
    assert sheets_of([papers(3, 1), papers(3, half_days)]).page.landscape is lies


def test_a_sheet_says_all_that_is_signed_for(texts: Texts) -> None:
    excused = replace(people(2)[1], away=((1, AttendanceState.EXCUSED, "illness"),))
    (page,) = pages(sheets_of([papers(2, 2, people=(people(2)[0], excused))]), texts)
    wanted = (
        "École-médiathèque",
        "Attendance sheet F-2026-007",
        "Découvrir la tablette",
        "Place Salle 12",
        "Trainer Claire Martin",
        "2 half-days, 6.00 h",
        "CDF7",
        "Mon 07/09/2026 Tue 08/09/2026",
        "Morning 09:00–12:00",
        "1 MOREAU Inès 1 Médiathèque",
        "Excused: illness",
        "3 4",
        "of 2",
        "MARTIN Claire Trainer",
        "Observations",
        "This sheet is kept for 36 months after the session.",
        "Page 1/1",
    )
    assert [text for text in wanted if text not in page] == []


def test_a_session_for_whoever_comes_has_rows_to_write_names_in(texts: Texts) -> None:
    (page,) = pages(sheets_of([papers(0, 1, trainers=())]), texts)
    assert "1 2 3 4 5 6 7 8" in page
    assert " of " not in page.partition("8 Present")[2].partition("Observations")[0]
    (empty,) = pages(sheets_of([papers(2, 0)]), texts)
    assert "This session has no half-days yet." in empty


def test_sheets_are_of_sessions_of_a_day_or_of_a_week(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        one = make_session(session, "Tableur", days=2)
        other = make_session(session, "Photo", first=MONDAY + timedelta(3))
        gone = make_session(session, "Annulée")
        state_of(session, gone, SessionState.CANCELLED)
        kind, week = KINDS["attendance-sheets"], KINDS["attendance-sheets-of-week"]
        assert kind.dated is not None
        assert week.dated is not None

        def made(build: Any, choice: Any) -> list[tuple[str, int]]:
            said = build(session, choice)
            return [(texts.say(sheet.name).split(" ")[0], len(sheet.blocks[1].columns)) for sheet in said.sheets]

        assert made(kind.build, kind.choose(("training_session", other))) == [("F-2026-002", 2)]
        assert made(kind.build, None) == [("F-2026-001", 2)]
        assert made(kind.build, kind.dated(None, MONDAY + timedelta(3))) == [("F-2026-002", 2)]
        assert made(week.build, None) == [("F-2026-001", 4), ("F-2026-002", 2)]
        assert made(week.build, week.dated(None, MONDAY + timedelta(7))) == []
        assert kind.dated([one], MONDAY) is None


def test_what_a_paper_says_is_read_from_the_desk(desk: Database) -> None:
    with desk.transaction() as session:
        ines, claire = make_person(session, email="ines@ville.fr"), make_person(session, "Martin", "Claire")
        session_id = make_session(session, days=1, place_id=make_place(session), retention_months=24)
        session.add(SessionTrainer(session_id=session_id, position=1, person_id=claire))
        session.flush()
        record(session, _("Add “{name}”", name="?"), ("training_session", session_id))
        register(session, Registering(session_id, (ines,), (Guest("DIALLO Awa"),)))
        (before,) = session_papers(session, [session_id])
        said = Attendance(
            registration_id=by_name(session, session_id)["DIALLO Awa"].id, slot_id=before.half_days[1].slots[0]
        )
        said.state, said.reason, said.typed_by = AttendanceState.EXCUSED, "malade", "x"
        said.typed_at = datetime(2026, 9, 7, tzinfo=UTC)
        session.add(said)
        session.flush()
        record(session, _("Add “{name}”", name="?"), ("training_session", session_id))
    with desk.reading() as session:
        (found,) = session_papers(session, [session_id])
    assert [each.listed for each in found.people] == ["DIALLO Awa", "MOREAU Inès"]
    assert [each.email for each in found.people] == ["", "ines@ville.fr"]
    assert found.people[0].away == ((found.half_days[1].slots[0], AttendanceState.EXCUSED, "malade"),)
    assert [(each.listed, each.partner) for each in found.trainers] == [("MARTIN Claire", "")]
    assert (found.place, found.retention_months, found.minutes) == ("Salle 12", 24, 420)
    assert [(each.half, each.times) for each in found.half_days] == [
        (Half.AM, ((540, 750),)),
        (Half.PM, ((810, 1020),)),
    ]


def test_names_are_told_apart_by_their_capitals() -> None:
    assert guest_name("DE LA TOUR Jean Paul") == PersonName("DE LA TOUR", "Jean Paul")
    assert guest_name("Inès MOREAU") == PersonName("MOREAU", "Inès")
    assert guest_name(" Classe de CM2 ") == PersonName("Classe de CM2")
    assert guest_name("Inès Moreau") == PersonName("Inès Moreau")


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        *(("Zoé PETIT", "PETIT Zoé"), ("PETIT Zoé", "PETIT Zoé"), ("PETIT, Zoé", "PETIT Zoé")),
        *(("Mme Zoé PETIT (CDI)", "PETIT Zoé"), ("M. PETIT", "PETIT"), ("Zoé PETIT-ROUX", "PETIT-ROUX Zoé")),
        *(("Marie de la TOUR", "DE LA TOUR Marie"), ("de la TOUR Marie", "DE LA TOUR Marie")),
        *(("Ludwig VAN der BERG", "VAN DER BERG Ludwig"), ("Charles d’ARTAGNAN", "D’ARTAGNAN Charles")),
        ("Jean P. MARTIN", "MARTIN Jean P."),
    ],
)
def test_guests_are_listed_as_people_of_the_directory_are(typed: str, listed: str) -> None:
    assert (guest_listed(typed), guest_listed(listed)) == (listed, listed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "Zoé Petit", "Mme Zoé Petit", "ZOÉ PETIT", "Classe de CM2", "Groupe 6A", "M. et Mme PETIT"),
        *("Petit, Zoé", "Zoé PETIT, CDI", "Jean PETIT épouse ROUX", "Jean DE Roux PETIT Paul", "Jean P."),
    ],
)
def test_a_guest_whose_last_name_no_capitals_tell_is_listed_as_typed(typed: str) -> None:
    assert guest_listed(typed) == typed


def test_badges_tents_and_posters_name_whom_and_what_they_are_for(texts: Texts) -> None:
    of = [papers(3, 6)]
    (badges,) = pages(badges_of(of, "Ville"), texts)
    assert badges.count("MOREAU") == 3
    assert "Claire MARTIN Trainer" in badges
    assert [page.count("Découvrir la tablette") for page in pages(tents_of(of), texts)] == [4, 4]
    (poster,) = pages(posters_of(of), texts)
    wanted = ("Découvrir la tablette", "Monday 07/09/2026 09:00–12:00", "Place Salle 12", "With Claire Martin", "CDF7")
    assert [text for text in wanted if text not in poster] == []


def issued(kind: DocumentKind, reprints: int = 0) -> IssuedRow:
    said = Certificate(
        "MOREAU Inès",
        "Médiathèque",
        "Découvrir la tablette",
        "F-2026-007",
        "Photos",
        Mode.ON_SITE,
        "Salle 12",
        (date(2026, 9, 7),),
        6,
        4,
        1260,
        90,
        ("Claire Martin",),
        (Skill("Prendre une photo", Result.IN_PROGRESS),) if kind is DocumentKind.COMPLETION else (),
    )
    return IssuedRow(1, kind, "AP-2026-0001", datetime(2026, 9, 8, tzinfo=UTC), said, reprints)


def test_certificates_say_hours_in_hundredths_and_what_was_printed_before_is_a_duplicate(texts: Texts) -> None:
    rows = [issued(kind, reprints=kind is DocumentKind.DELIVERY) for kind in DocumentKind]
    attended, completed, delivered = pages(certificates_of(rows, "Ville", lambda moment: moment), texts)
    for page in (attended, completed, delivered):
        assert "Hours planned 21.00 h Hours attended 1.50 h Attendance 4 of 6 half-days" in page
        assert "No. AP-2026-0001" in page
        assert "Issued on 08/09/2026" in page
    assert ["Duplicate" in page for page in (attended, completed, delivered)] == [False, False, True]
    assert "Prendre une photo Being acquired" in completed
    assert "Objectives Photos Mode On site" in delivered
    assert "Objectives" not in attended


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_who_has_an_address_is_invited_by_mail(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session, email="ines@ville.fr")
        session_id = make_session(session)
        register(session, Registering(session_id, (ines,), (Guest("DIALLO Awa"),)))
    with desk.reading() as session:
        (draft,) = invitation_drafts(session, texts, stamp_of(session), [session_id])
        letters = pages(convocations(session, [session_id]), texts)
    assert draft.name == "Invitation F-2026-001 MOREAU Inès.eml"
    message = message_from_bytes(draft.data, policy=SMTP)
    body: Any = message.get_body()
    assert (message["To"], message["Subject"]) == ("ines@ville.fr", "Invitation: Tableur")
    assert "Monday 07/09/2026, 09:00–12:30" in body.get_content()
    assert [page.count("Dear ") for page in letters] == [1, 1]
    assert "Monday 07/09/2026 Afternoon 13:30–17:00" in letters[0]
