"""The papers of surveys, read back: each page has its own code, and nothing is said of too few."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from coorddesk import features
from coorddesk.core.tables import cell_text
from coorddesk.labels.imports import filings, parts_of, read_scan
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.document import write_document
from coorddesk.reporting.report import Stamp
from coorddesk.surveys.queries import AnswerQuery, questionnaire_ids
from coorddesk.surveys.reports import FORM, REPORTS, SYNTHESIS, FormChoice, SynthesisChoice
from coorddesk.surveys.rules import Language, page_of
from coorddesk.surveys.service import seed
from tests.factories import make_place
from tests.labels.paper import all_codes
from tests.surveys.making import SESSION, make_answer, make_questionnaire

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

STAMP_OF = "Médiathèque"


def made(desk: Database, kind: object, choice: object) -> Document:
    with desk.reading() as session:
        document = next(each for each in REPORTS if each is kind).build(session, choice)
    assert isinstance(document, Document)
    return document


def pdf_of(document: Document, clock: FixedClock, texts: Texts) -> bytes:
    out = BytesIO()
    write_document(document, out, Stamp(STAMP_OF, "1 rue du Port", None, "Camille Roy", clock.now()), texts)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    with PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_usual_questionnaire_is_one_page_and_each_copy_has_its_code(
    desk: Database, clock: FixedClock, texts: Texts
) -> None:
    with desk.transaction() as session:
        seed(session)
    with desk.reading() as session:
        every = list(questionnaire_ids(session))
    for row_id in every:
        choice = FormChoice(row_id, SESSION, "Atelier tablettes, mardi 1er septembre 2026", count=2, first=7)
        pdf = pdf_of(made(desk, FORM, choice), clock, texts)
        codes = all_codes(pdf)
        assert [page_of(code) for code in codes] == [(row_id, 7, SESSION), (row_id, 8, SESSION)]
        assert len(pages(pdf)) == 2
    assert len(made(desk, FORM, None).sheets) == len(made(desk, FORM, every).sheets) == 4


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_synthesis_says_what_was_answered_to_each_question(desk: Database, clock: FixedClock, texts: Texts) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session, language=Language.ENGLISH)  # the boxes speak its language
        for value in (4, 4, 3, 2):
            make_answer(session, row_id, value, 1, 2, 10, "Très bien")
    assert made(desk, SYNTHESIS, [row_id]).table.count == 0
    (alone,) = pages(pdf_of(made(desk, SYNTHESIS, [row_id]), clock, texts))
    assert "Nothing is shown of fewer than 5 anonymous answers." in alone
    assert "Très bien" not in alone
    with desk.transaction() as session:
        make_answer(session, row_id, 4, 0, None, 3)
    choice = SynthesisChoice(AnswerQuery(row_id, until=clock.today()), "Atelier tablettes")
    document = made(desk, SYNTHESIS, choice)
    lines = [
        [cell_text(column.value(row), column.kind, texts) for column in document.table.columns[1:]]
        for row in document.table.groups[0].rows
    ]
    assert lines[:6] == [
        ["Clarté", "Very satisfied", "3", "60", "5", "3.4", ""],
        ["Clarté", "Satisfied", "1", "20", "5", "3.4", ""],
        ["Clarté", "Not very satisfied", "1", "20", "5", "3.4", ""],
        ["Clarté", "Dissatisfied", "0", "0", "5", "3.4", ""],
        ["Objectifs atteints ?", "Yes", "4", "80", "5", "", ""],
        ["Objectifs atteints ?", "No", "1", "20", "5", "", ""],
    ]
    assert lines[6][1] == "Nothing is shown of fewer than 5 anonymous answers."  # four chose
    assert lines[-1] == ["Un mot", "Très bien", "", "", "", "", ""]
    (paper,) = pages(pdf_of(document, clock, texts))
    for said in ("Atelier tablettes", "Until 07/09/2026", "80% (4 of 5 answers)", "+60", "3.40 of 4 · n = 5"):
        assert said in paper


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_several_wrote_alike_stands_once(desk: Database, clock: FixedClock, texts: Texts) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session, language=Language.ENGLISH)
        for words in ("Trop court", "Très clair", "Trop court", "Trop court", "Très bien"):
            make_answer(session, row_id, 4, 1, 2, 10, words)
    said = "".join(pages(pdf_of(made(desk, SYNTHESIS, [row_id]), clock, texts))).replace("\N{NO-BREAK SPACE}", " ")
    assert [line.strip() for line in said.splitlines() if line.startswith("•")] == [
        "• Très bien",
        "• Très clair",
        "• Trop court (× 3)",
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_scanned_page_goes_to_what_it_asks_about(
    desk: Database, clock: FixedClock, texts: Texts, tmp_path: Path
) -> None:
    with desk.transaction() as session:
        row_id = make_questionnaire(session)
        room = make_place(session, "CDI")
    found: list[object] = []
    for about in (("place", room), None):
        scan = tmp_path / f"{about is None}.pdf"
        scan.write_bytes(pdf_of(made(desk, FORM, FormChoice(row_id, about, count=2)), clock, texts))
        with desk.reading() as session:
            found += [each.subject for each in filings(session, features.load(), parts_of(scan, read_scan(scan)))]
    assert found == [("place", room)] * 2 + [("questionnaire", row_id)] * 2
