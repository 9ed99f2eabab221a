"""Papers of blocks: what stands on which page, and where."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

from coorddesk.core.messages import _, verbatim
from coorddesk.core.tables import Kind
from coorddesk.reporting.blocks import (
    Banner,
    Beside,
    Block,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Sheet,
    Signatures,
    Typed,
    TypedText,
    Writable,
)
from coorddesk.reporting.document import write_document
from coorddesk.reporting.page import MM, Page, PaperSize
from coorddesk.reporting.qr import squares
from coorddesk.reporting.report import Group, Report
from tests.reporting.samples import NAME, PRICE, STAMP, TAG, Device, Watcher, devices, logo, noun

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

COLUMNS = (TAG, NAME, PRICE)
TITLE = _("Devices by place")


def document(*blocks: Block, foot: tuple[Block, ...] = (), **values: Any) -> Document:
    """One sheet of blocks."""
    sheet = Sheet(verbatim("Salle 12"), blocks, foot)
    table = Report(TITLE, COLUMNS, (Group(None, devices(2)),), noun)
    return replace(Document(TITLE, (sheet,), table), **values)


def listing(count: int, **values: Any) -> Listing:
    return replace(Listing(devices(count), noun, verbatim("Nothing here.")), **values)


def opened(of: Document, texts: Texts, **stamp: Any) -> Any:
    stream = BytesIO()
    write_document(of, stream, replace(STAMP, **stamp), texts)
    return pypdfium2.PdfDocument(stream.getvalue())


def lines(of: Any, index: int = 0) -> list[str]:
    text: str = of[index].get_textpage().get_text_bounded()
    return text.splitlines()


def box(of: Any, text: str, index: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of where a text first stands."""
    page = of[index].get_textpage()
    start, count = page.search(text, match_case=True).get_next()
    first, last = page.get_charbox(start, loose=True), page.get_charbox(start + count - 1, loose=True)
    return first[0], first[1], last[2], first[3]


def frames(page: Any) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is drawn on a page."""
    return [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH])]


def test_a_sheet_reads_from_the_top_down(english: Texts) -> None:
    made = opened(
        document(
            Banner(verbatim("Salle 12"), verbatim("Bâtiment A")),
            Facts((Fact(_("Name"), "Écran"), Fact(_("Price"), 123450, Kind.AMOUNT), Fact(_("Place"), None))),
            Heading(verbatim("Devices")),
            listing(2),
            Paragraph(verbatim("Thank you.")),
            foot=(Signatures((verbatim("Inès"), verbatim("Erwan"))),),
        ),
        english,
    )
    assert lines(made) == [
        "École-médiathèque",
        "12, rue des Écoles",
        "93100 Montreuil",
        "Salle 12",
        "Bâtiment A",
        "Name Écran",
        "Price €1,234.50",
        "Devices",
        "Inventory number Name Price (€)",
        "0001 Tablette Samsung Galaxy Tab A8 10.00",
        "0002 Vidéoprojecteur Epson 10.00",
        "Total: 2 devices 20.00",
        "Thank you.",
        "Inès",
        "Date and signature",
        "Erwan",
        "Date and signature",
        "Produced on 22/11/2026 09:05 by Claire Martin Page 1/1",
    ]


def test_a_name_is_as_large_as_the_paper_is_wide(english: Texts) -> None:
    heights = []
    for text in ("B1", "Salle informatique", "Centre de documentation et d’information", "Wi" * 40):
        made = opened(document(Banner(verbatim(text))), english)
        left, bottom, right, top = box(made, text.split(" ", maxsplit=1)[0][:6])
        heights.append(top - bottom)
        assert left == pytest.approx(15 * MM, abs=1)
        assert right <= made[0].get_width() - 15 * MM + 1
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > 2 * heights[2] > 0


def test_a_long_listing_goes_on_under_its_titles_and_the_foot_stands_on_the_last_page(english: Texts) -> None:
    made = opened(document(Banner(verbatim("Salle 12")), listing(120), foot=(Paragraph(verbatim("Foot")),)), english)
    assert len(made) == 3
    assert [lines(made, index)[0] for index in (1, 2)] == ["École-médiathèque · Salle 12"] * 2
    assert [lines(made, index)[1] for index in (1, 2)] == ["Inventory number Name Price (€)"] * 2
    assert [lines(made, index)[-1].split()[-1] for index in range(3)] == ["1/3", "2/3", "3/3"]
    read = [line.split()[0] for index in range(3) for line in lines(made, index) if re.match(r"0\d{3} ", line)]
    assert read == [f"{number:04}" for number in range(1, 121)]
    assert [line for line in lines(made, 2) if line.startswith(("Foot", "Total"))] == [
        "Total: 120 devices 1,200.00",
        "Foot",
    ]
    assert box(made, "Foot", 2)[1] < 30 * MM


@pytest.mark.parametrize("count", range(24, 44))
def test_nothing_is_lost_or_cut_wherever_the_page_ends(english: Texts, count: int) -> None:
    blocks = (Heading(verbatim("Heading")), listing(count), Heading(verbatim("Last")), Paragraph(verbatim("End.")))
    foot = (Signatures((verbatim("Inès"),)),)
    made = opened(document(*blocks, foot=foot, page=Page(PaperSize.A5)), english)
    said = [line for index in range(len(made)) for line in lines(made, index)]
    assert len([line for line in said if re.match(r"0\d{3} ", line)]) == count
    for index in range(len(made)):
        page = lines(made, index)
        assert ("Last" in page) == ("End." in page)  # a heading never stands alone
        if "Inès" in page:
            assert box(made, "Inès", index)[1] > 17 * MM


@pytest.mark.parametrize("count", range(6, 16))
def test_the_foot_has_what_comes_last_above_it(english: Texts, count: int) -> None:
    foot = (Writable(verbatim("Observations"), 40), Signatures((verbatim("Inès"),)))
    made = opened(document(listing(count), foot=foot, page=Page(PaperSize.A5, landscape=True)), english)
    last = lines(made, len(made) - 1)
    assert [f"{count:04}" in line for line in last].count(True) == 1
    assert {"Total: " in line for line in last} == {True, False}
    assert "Inès" in last
    told = opened(document(Paragraph(verbatim("Line.\n" * count)), foot=foot, page=Page(PaperSize.A5)), english)
    assert lines(told, len(told) - 1).count("Line.") > 1


def test_whoever_signs_is_named_in_two_lines_where_one_does_not_do(english: Texts) -> None:
    name = "Établissement d’enseignement élémentaire et médiathèque"
    made = opened(document(foot=(Signatures((verbatim(name), verbatim("Inès"))),)), english)
    assert "…" not in " ".join(lines(made))
    assert name in " ".join(lines(made))
    assert box(made, "Date and signature")[3] <= box(made, "médiathèque")[1] + 1


@pytest.mark.parametrize("count", range(20, 40))
def test_neither_a_line_nor_a_small_note_stands_alone(english: Texts, count: int) -> None:
    said = Paragraph(verbatim("\n".join(f"Line {number}." for number in range(count))))
    made = opened(document(said, Paragraph(verbatim("A small note."), quiet=True), page=Page(PaperSize.A5)), english)
    pages = [[line for line in lines(made, index) if line.startswith("Line ")] for index in range(len(made))]
    assert sum(map(len, pages)) == count
    assert all(len(page) > 1 for page in pages)
    assert "A small note." in lines(made, len(made) - 1)


@pytest.mark.parametrize("count", range(16, 30))
def test_a_heading_stands_above_the_first_row_however_tall_that_is(english: Texts, count: int) -> None:
    tall = replace(listing(1), rows=[Device(name="\n".join("abcdefghijkl"))])
    blocks = (listing(count), Heading(verbatim("Heading")), tall)
    made = opened(document(*blocks, page=Page(PaperSize.A5)), english)
    (page,) = (lines(made, index) for index in range(len(made)) if "Heading" in lines(made, index))
    assert "0042 a" in page[page.index("Heading") :]


def test_room_to_write_in_grows_with_what_the_page_leaves(english: Texts) -> None:
    typed = (TypedText("one", _("Name"), verbatim("")),)
    heights = []
    for count in (0, 34, 37):
        said = Paragraph(verbatim("Line.\n" * count))
        made = opened(document(said, foot=(Typed("one", to_write=28),), typed=typed), english)
        assert len(made) == 1
        heights.append(max(top - bottom for _left, bottom, _right, top in frames(made[0])))
    assert heights[0] == pytest.approx(90 * MM, abs=1)
    assert 28 * MM <= heights[2] < heights[1] < heights[0]


def test_a_listing_without_rows_says_so_and_one_without_a_noun_has_no_sum(english: Texts) -> None:
    empty = opened(document(Heading(verbatim("Devices")), listing(0)), english)
    assert lines(empty)[3:-1] == ["Devices", "Nothing here."]
    silent = opened(document(listing(1, noun=None, columns=(TAG,))), english)
    assert lines(silent)[3:-1] == ["Inventory number", "0001"]


def test_a_listing_of_nothing_that_says_nothing_leaves_nothing(english: Texts) -> None:
    silent = opened(document(Paragraph(verbatim("Above.")), listing(0, nothing=verbatim(""))), english)
    assert lines(silent)[3:-1] == ["Above."]


def test_a_text_that_was_emptied_leaves_nothing_behind(english: Texts) -> None:
    typed = (TypedText("one", _("Name"), verbatim("")), TypedText("two", _("Name"), verbatim("Call 112\nat once")))
    made = opened(document(Typed("one", framed=True), Typed("two", framed=True), typed=typed), english)
    assert lines(made)[3:-1] == ["Call 112", "at once"]
    heights = [
        top - bottom for _l, bottom, _r, top in (p.get_bounds() for p in made[0].get_objects([FPDF_PAGEOBJ_PATH]))
    ]
    assert len([height for height in heights if height > MM]) == 1  # one frame; the rest are rules


def test_a_picture_is_small_upright_and_left_out_if_nothing_can_read_it(english: Texts) -> None:
    blocks = (Beside((Paragraph(verbatim("Text")),), (Picture(logo(3000, 1000), 40), Picture(b"no picture", 40)), 50),)
    made = opened(document(*blocks), english, logo=None)
    (image,) = made[0].get_objects([FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = image.get_bounds()
    assert (right - left, top - bottom) == pytest.approx((50 * MM, 50 * MM / 3), abs=0.5)
    assert right == pytest.approx(made[0].get_width() - 15 * MM, abs=0.5)
    assert max(image.get_px_size()) <= 50 * MM * 300 / 72 + 1
    alone = opened(document(Beside((Paragraph(verbatim("Text")),), (Picture(b"", 40),), 50)), english)
    assert lines(alone)[3:-1] == ["Text"]


def test_a_code_is_the_one_of_its_text_and_stands_in_white(english: Texts) -> None:
    import segno

    made = opened(document(Code("PC-2026-001", 30)), english, logo=None, organisation="", address="")
    code = squares("PC-2026-001")
    assert code is not None
    dark = {(run.column + step, run.row) for run in code.runs for step in range(run.length)}
    rows = segno.make_qr("PC-2026-001", error="m", mask=0).matrix
    assert dark == {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    (path,) = made[0].get_objects([FPDF_PAGEOBJ_PATH])
    left, bottom, right, top = path.get_bounds()
    unit = 30 * MM / (code.side + 8)
    assert (right - left, top - bottom) == pytest.approx((code.side * unit, code.side * unit), abs=0.5)
    assert lines(made)[0] == "PC-2026-001"


def test_a_text_that_no_code_holds_has_none(english: Texts) -> None:
    made = opened(document(Code("É" * 3000), Paragraph(verbatim("Text"))), english)
    assert lines(made)[3:-1] == ["Text"]


def test_sheets_are_bookmarks_with_numbers_of_their_own(english: Texts) -> None:
    sheets = tuple(Sheet(verbatim(f"Salle {number}"), (listing(60),)) for number in (1, 2))
    watcher = Watcher()
    stream = BytesIO()
    write_document(document(sheets=sheets), stream, STAMP, english, watcher)
    made = pypdfium2.PdfDocument(stream.getvalue())
    found = [(entry.get_title(), entry.get_dest().get_index()) for entry in made.get_toc()]
    assert found == [("Salle 1", 0), ("Salle 2", 2)]
    assert [lines(made, index)[-1].split()[-1] for index in range(4)] == ["1/2", "2/2", "1/2", "2/2"]
    assert watcher.told == [(0, 2), (1, 2), (2, 2)]


def test_a_document_of_nobody_is_a_proper_page(english: Texts) -> None:
    made = opened(document(sheets=()), english)
    assert lines(made)[3:-1] == [
        "Devices by place",
        "There is nothing to print: nothing is kept yet, or nothing was chosen.",
    ]


def test_the_same_document_and_stamp_give_the_same_bytes(english: Texts) -> None:
    of = document(Banner(verbatim("A")), Code("A"), Picture(logo(), 20), listing(40))
    first, second = BytesIO(), BytesIO()
    for stream in (first, second):
        write_document(of, stream, replace(STAMP, logo=logo()), english)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    "page", [Page(size, lies, margin) for size in PaperSize for lies in (False, True) for margin in (8, 25)]
)
def test_every_paper_keeps_to_its_margins(english: Texts, page: Page) -> None:
    made = opened(document(Banner(verbatim("Salle informatique")), listing(5), page=page), english)
    assert made[0].get_size() == pytest.approx(page.points, abs=0.1)
    assert box(made, "0001")[0] == pytest.approx(page.margin * MM, abs=0.1)
    assert box(made, "10.00")[2] == pytest.approx(page.points[0] - page.margin * MM, abs=0.1)


def test_two_copies_share_a_sheet_to_be_cut_apart(texts: Texts) -> None:
    page = Page(copies=2)
    pdf = opened(document(listing(2), foot=(Signatures((TITLE,)),), page=page), texts)
    (only,) = pdf
    width, height = page.points
    assert (round(only.get_width()), round(only.get_height())) == (round(width), round(height))
    text = only.get_textpage()
    halves = [text.get_text_bounded(0, low, width, low + height / 2) for low in (0, height / 2)]
    assert halves[0] == halves[1]
    assert text.get_text_range().count("Galaxy Tab A8") == 2


def test_what_is_too_long_for_half_a_sheet_goes_on_upon_the_next(texts: Texts) -> None:
    pdf = opened(document(listing(30), page=Page(copies=2)), texts)
    said = [page.get_textpage().get_text_range() for page in pdf]
    assert len(said) > 1
    assert [text.count(f"Page {number}/{len(said)}") for number, text in enumerate(said, 1)] == [2] * len(said)
