"""Tables to sign in: read back from the pdf, no name is cut, and every cell is large enough for a hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from coorddesk.core.messages import Message, verbatim
from coorddesk.reporting.blocks import (
    Block,
    Card,
    Cards,
    Document,
    Mark,
    Register,
    Sheet,
    SignedColumn,
    SignedRow,
    Title,
    Writable,
)
from coorddesk.reporting.document import write_document
from coorddesk.reporting.page import LYING, MM, UPRIGHT, Page
from coorddesk.reporting.report import Group, Report
from tests.reporting.samples import STAMP, TAG, noun

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

LONG = "DE LA FONTAINE-BEAUREGARD Marie-Christine Élisabeth"


def opened(texts: Texts, *blocks: Block, page: Page = UPRIGHT, **values: Any) -> Any:
    sheet = Sheet(verbatim("F-2026-001"), blocks, **values)
    table = Report(verbatim("Sheets"), (TAG,), (Group(None, []),), noun)
    stream = BytesIO()
    write_document(Document(verbatim("Sheets"), (sheet,), table, page=page), stream, STAMP, texts)
    return pypdfium2.PdfDocument(stream.getvalue())


def columns(days: int) -> tuple[SignedColumn, ...]:
    """Two a day."""
    return tuple(
        SignedColumn(verbatim(f"Mon {day:02}/01/2026"), verbatim(f"{half}\n09:00–12:00"))
        for day in range(1, days + 1)
        for half in ("Morning", "Afternoon")
    )


def rows(count: int) -> tuple[SignedRow, ...]:
    names = (LONG, "LE Bo", "N'GUYEN-VANDENBROUCKE Jean-François")
    return tuple(
        SignedRow(verbatim(f"{names[number % 3]} {number:02}"), verbatim(f"Service {number}"), number)
        for number in range(1, count + 1)
    )


def text(page: Any) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def cells(page: Any, wide: float) -> list[tuple[float, float]]:
    """Width and height of what is framed on a page, of about a width."""
    bounds = [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH])]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in bounds]
    return [size for size in sizes if abs(size[0] - wide) < MM / 2 and size[1] > 10 * MM]


def test_forty_people_and_twelve_half_days_are_laid_out_without_a_cut_name(english: Texts) -> None:
    register = Register(verbatim("Name"), columns(6), rows(40), (SignedRow(verbatim("MARTIN Claire")),))
    pdf = opened(english, register, page=LYING)
    said = [text(page) for page in pdf]
    for row in register.rows:
        name = english.say(row.title)
        assert sum(name in page for page in said) == 1, name
    for number, page in enumerate(said, start=1):
        assert [f"Mon {day:02}/01/2026" in page for day in range(1, 7)] == [True] * 6
        assert page.count("09:00–12:00") == 12
        assert f"Page {number}/{len(said)}" in page
    names = 58 * MM
    wide = (267 * MM - 8 * MM - names) / 12
    signed = [size for page in pdf for size in cells(page, wide)]
    assert len(signed) == 12 * 41
    assert min(high for _wide, high in signed) >= 14 * MM


def test_columns_that_the_paper_is_too_narrow_for_follow_and_days_stay_whole(english: Texts) -> None:
    pdf = opened(english, Register(verbatim("Name"), columns(9), rows(3)), page=UPRIGHT)
    said = [text(page) for page in pdf]
    shown = [[day for day in range(1, 10) if f"Mon {day:02}/01/2026" in page] for page in said]
    assert shown == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert [page.count("09:00–12:00") for page in said] == [6, 6, 6]
    assert [page.count("LE Bo 01") for page in said] == [1, 1, 1]


def test_what_stands_in_place_of_a_signature_is_written_into_its_cell(english: Texts) -> None:
    away = SignedRow(verbatim("LE Bo"), None, 1, (None, verbatim("Excused: illness")))
    total = SignedRow(verbatim("Present"), cells=(verbatim("of 1"),) * 2, is_sum=True)
    (page,) = opened(english, Register(verbatim("Name"), columns(1), (away,), (total,)))
    read = page.get_textpage()
    right = read.get_text_bounded(page.get_width() - 15 * MM - 50 * MM, 0, page.get_width(), page.get_height())
    assert "Excused: illness" in right
    assert text(page).count("of 1") == 2


def test_the_last_rows_stand_on_the_page_of_the_foot(english: Texts) -> None:
    for count in range(10, 18):
        register = Register(verbatim("Name"), columns(1), rows(count), (SignedRow(verbatim("MARTIN Claire")),))
        pdf = opened(english, register, foot=(Writable(verbatim("Observations"), 20),))
        last = text(pdf[len(pdf) - 1])
        assert ("MARTIN Claire" in last, "Observations" in last, f"{count:02} Service" in last) == (True,) * 3


def test_badges_fill_their_pages_and_tents_say_the_same_on_both_sides(english: Texts) -> None:
    people = tuple(
        Card(verbatim(f"Inès{number}"), verbatim("DE LA FONTAINE-BEAUREGARD"), verbatim("Médiathèque"))
        for number in range(12)
    )
    badges = opened(english, Cards(people, 85, 54), is_bare=True)
    assert [text(page).count("Inès") for page in badges] == [10, 2]
    assert [text(page).count("FONTAINE-BEAUREGARD") for page in badges] == [10, 2]
    assert "École-médiathèque" not in text(badges[0])
    tents = opened(english, Cards(people[:3], 210, 148.5, folded=True), is_bare=True)
    assert [text(page).count("Inès") for page in tents] == [4, 2]


def test_a_bare_paper_has_no_head_and_any_other_says_its_one_page(english: Texts) -> None:
    (bare,) = opened(english, Title(verbatim("Only this")), is_bare=True)
    assert text(bare) == "Only this"
    (counted,) = opened(english, Title(verbatim("Title"), verbatim("Above")), Mark(verbatim("Copy")))
    assert text(counted).endswith("Above Title Copy Produced on 22/11/2026 09:05 by Claire Martin Page 1/1")


@pytest.mark.parametrize("title", [Message(""), verbatim("A" * 60)])
def test_a_row_without_a_name_and_one_that_no_column_holds_are_drawn(english: Texts, title: Message) -> None:
    (page,) = opened(english, Register(verbatim("Name"), columns(1), (SignedRow(title, number=1),)))
    assert text(page).replace(" ", "").count("A" * 60) == (1 if title.text else 0)
