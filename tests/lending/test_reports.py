from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from coorddesk.core.tables import cell_text
from coorddesk.core.texts import Texts
from coorddesk.directory.rules import PersonKind
from coorddesk.directory.service import PersonDetails, PersonEdit, edit_person
from coorddesk.lending.queries import LoanQuery
from coorddesk.lending.reports import REPORTS
from coorddesk.lending.reports.letters import late_borrowers, mail_drafts
from coorddesk.lending.rules import Standing
from coorddesk.lending.service import Borrower, NewLoan, Things, lend
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.document import write_document
from coorddesk.reporting.report import Report
from tests.factories import make_asset, make_person
from tests.reporting.samples import STAMP

if TYPE_CHECKING:
    from coorddesk.core.database import Database

KINDS = {kind.key: kind for kind in REPORTS}


def report(desk: Database, key: str, choice: Any = None) -> Report[Any]:
    with desk.reading() as session:
        made = KINDS[key].build(session, choice)
    return made.table if isinstance(made, Document) else made


def document(desk: Database, key: str, choice: Any = None) -> Document:
    with desk.reading() as session:
        made = KINDS[key].build(session, choice)
    assert isinstance(made, Document)
    return made


def cells(made: Report[Any], texts: Texts) -> list[tuple[str, list[list[str]]]]:
    return [
        (
            texts.say(group.title) if group.title else "",
            [[cell_text(column.value(row), column.kind, texts) for column in made.columns] for row in group.rows],
        )
        for group in made.groups
    ]


def pages(made: Document, texts: Texts) -> list[str]:
    stream = BytesIO()
    write_document(made, stream, STAMP, texts)
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(stream.getvalue())]


def test_lists_hold_what_is_chosen(lent: Database, texts: Texts) -> None:
    made = report(lent, "loans")
    assert [row.id for row in made.groups[0].rows] == [5, 9, 2, 3, 4, 1, 6]
    assert [column.key for column in made.columns][:4] == ["number", "borrower", "group", "standing"]
    assert [row.id for row in report(lent, "loans", [7, 2]).groups[0].rows] == [7, 2]
    about = KINDS["loans"].choose(("person", 2))
    assert [texts.say(said) for said in report(lent, "loans", about).filters] == [
        "With those that are over",
        "Borrower: Awa Diallo",
    ]
    standings = LoanQuery("pro", standings=frozenset({Standing.OVERDUE, Standing.RESERVED}))
    assert [texts.say(said) for said in report(lent, "loans", standings).filters] == [
        "Search: “pro”",
        "Reserved",
        "Overdue",
    ]


def test_what_is_overdue_is_told_with_how_long(lent: Database, texts: Texts) -> None:
    assert cells(report(lent, "loans-overdue"), texts) == [
        ("", [["5", "Inès Moreau", "CD-4 · Portable HP ProBook", "1", "20/08/2026", "01/09/2026", "6"]])
    ]


def test_classes_have_what_their_pupils_have(lent: Database, texts: Texts) -> None:
    with lent.transaction() as session:
        edit_person(session, PersonEdit(2, 1, PersonDetails("Diallo", "Awa", group="CP B")))
    made = report(lent, "loans-by-class")
    assert [(title, [row[0] for row in rows]) for title, rows in cells(made, texts)] == [
        ("CP B", ["6"]),
        ("CM2 A", ["9"]),
    ]


def test_a_slip_says_all_of_its_loan_twice_on_a_sheet(lent: Database, texts: Texts) -> None:
    made = document(lent, "loan-slips", KINDS["loan-slips"].choose(("loan", 9)))
    (page,) = pages(made, texts)
    for said in (
        "Loan slip no. 9",
        "Inès Moreau (CM2 A)",
        "CDL9",
        "Chariot",
        "CD-8, CD-9, CD-10, CD-11",
        "The borrower",
    ):
        assert page.count(said) == 2, said
    assert [sheet.name.values for sheet in document(lent, "loan-slips").sheets] != []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_long_slip_puts_together_what_is_alike(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        pupil = make_person(session, kind=PersonKind.PUPIL)
        tablets = [make_asset(session, f"TAB-{n:02}", model=("Apple", "iPad", "")) for n in range(20)]
        lend(session, NewLoan(Borrower(pupil), Things(tuple(tablets)), None))
    (page,) = pages(document(desk, "loan-slips"), texts)
    assert page.count("Apple iPad") == 2
    assert page.count("TAB-19") == 2
    assert page.count("A parent or guardian") == 2
    assert page.count("No end: permanent loan") == 2


def test_the_code_of_a_slip_is_read_back_from_the_paper(lent: Database, texts: Texts) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    stream = BytesIO()
    write_document(document(lent, "loan-slips", (2,)), stream, STAMP, texts)
    (page,) = pypdfium2.PdfDocument(stream.getvalue())
    found = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    assert [each.text for each in found] == ["CDL2", "CDL2"]


def test_letters_and_drafts_go_to_who_is_late(lent: Database, texts: Texts) -> None:
    with lent.transaction() as session:
        edit_person(session, PersonEdit(1, 1, PersonDetails("Moreau", "Inès", "ines@example.org", group="CM2 B")))
    (page,) = pages(document(lent, "overdue-letters"), texts)
    for said in ("Inès Moreau", "CM2 B", "Dear Inès Moreau,", "CD-4", "01/09/2026"):
        assert said in page, said
    with lent.reading() as session:
        assert [(each.borrower, each.email, len(each.rows)) for each in late_borrowers(session)] == [
            ("Inès Moreau", "ines@example.org", 1)
        ]
        (draft,) = mail_drafts(session, texts, STAMP)
    mail = message_from_bytes(draft.data, policy=SMTP)
    assert (draft.name, mail["To"], mail["Subject"]) == (
        "Reminder Inès Moreau.eml",
        "ines@example.org",
        "Reminder of overdue loans",
    )
    body = mail.get_body(("plain",))
    assert body is not None
    assert "- CD-4 Portable HP ProBook" in body.get_content()
    assert [each.get_filename() for each in mail.iter_attachments()] == ["Reminder Inès Moreau.pdf"]
