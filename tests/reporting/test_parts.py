"""Reports whose groups are parts of something, with sums of their own and columns that sheets reckon anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import _, joined, verbatim
from coorddesk.core.tables import Added, Column, Kind, Share, cell_text
from coorddesk.reporting.blocks import Document, Sheet, Stack, Stacks, WholeTable
from coorddesk.reporting.csv import write_csv
from coorddesk.reporting.document import write_document
from coorddesk.reporting.flat import flatten
from coorddesk.reporting.formulas import formula_of
from coorddesk.reporting.pdf import write_pdf
from coorddesk.reporting.report import Group, Part, Report
from coorddesk.reporting.totals import Tally, parts_of, tally_groups, whole_of
from coorddesk.reporting.xlsx import write_xlsx
from tests.reporting.samples import STAMP, noun

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


@dataclass(frozen=True)
class Row:
    """Cents that there were, and cents that were spent."""

    name: str
    had: int
    spent: int

    @property
    def rate(self) -> int | None:
        return None if self.had <= 0 else (20_000 * self.spent + self.had) // (2 * self.had)


NAME: Column[Row] = Column("name", _("Name"), lambda row: row.name)
HAD: Column[Row] = Column("had", verbatim("Had"), lambda row: row.had, Kind.AMOUNT, 12, total=True)
SPENT: Column[Row] = Column("spent", verbatim("Spent"), lambda row: row.spent, Kind.AMOUNT, 12, total=True)
LEFT: Column[Row] = Column(
    "left",
    verbatim("Left"),
    lambda row: row.had - row.spent,
    Kind.AMOUNT,
    12,
    total=True,
    formula=Added((("had", 1), ("spent", -1))),
)
RATE: Column[Row] = Column(
    "rate", verbatim("Rate"), lambda row: row.rate, Kind.PERCENT, 9, total=True, formula=Share(("spent",), "had")
)
COLUMNS = (NAME, HAD, SPENT, LEFT, RATE)
ROOMS = ((Row("a", 10_000, 3_000), Row("b", 0, 50)), (Row("c", 5_000, 5_000),), (Row("d", 700, 0),))


def summed(*rows: Row) -> Row:
    return Row("", sum(row.had for row in rows), sum(row.spent for row in rows))


def nested(**values: Any) -> Report[Row]:
    """Two groups of the north, one of the south."""
    north = Part(verbatim("North"), summed(*ROOMS[0], *ROOMS[1]))
    south = Part(verbatim("South"), summed(*ROOMS[2]))
    groups = tuple(
        Group(verbatim(f"Room {place}"), rows, summed(*rows), part)
        for place, (rows, part) in enumerate(zip(ROOMS, (north, north, south), strict=True), start=1)
    )
    whole = summed(*(row for rows in ROOMS for row in rows))
    made = Report(verbatim("Money"), COLUMNS, groups, noun, whole=whole, has_subtotals=True)
    return replace(made, **values)


def test_groups_their_parts_and_the_whole_say_what_they_come_to() -> None:
    of = nested()
    tallies = tally_groups(of)
    assert tallies == [
        Tally(2, (None, 10_000, 3_050, 6_950, 3_050)),
        Tally(1, (None, 5_000, 5_000, 0, 10_000)),
        Tally(1, (None, 700, 0, 700, 0)),
    ]
    parts = [None if part is None else tally for part, tally in parts_of(of, tallies)]
    assert parts == [None, Tally(3, (None, 15_000, 8_050, 6_950, 5_367)), Tally(1, (None, 700, 0, 700, 0))]
    assert whole_of(of, tallies) == Tally(4, (None, 15_700, 8_050, 7_650, 5_127))
    assert whole_of(replace(of, whole=None), tallies) == Tally(4, (None, 15_700, 8_050, 7_650, None))


def test_paper_has_a_heading_and_a_sum_for_each_part(english: Texts) -> None:
    stream = BytesIO()
    write_pdf(nested(), stream, STAMP, english)
    lines = pypdfium2.PdfDocument(stream.getvalue())[0].get_textpage().get_text_bounded().splitlines()
    table = lines[next(place for place, line in enumerate(lines) if line.startswith("Name")) :][1:-1]
    assert table == [
        *("North", "Room 1", "a 100.00 30.00 70.00 30.00%", "b 0.00 0.50 -0.50"),
        *("Total Room 1 100.00 30.50 69.50 30.50%", "Room 2", "c 50.00 50.00 0.00 100.00%"),
        *("Total Room 2 50.00 50.00 0.00 100.00%", "Total North 150.00 80.50 69.50 53.67%"),
        *("South", "Room 3", "d 7.00 0.00 7.00 0.00%", "Total Room 3 7.00 0.00 7.00 0.00%"),
        *("Total South 7.00 0.00 7.00 0.00%", "Total: 4 devices 157.00 80.50 76.50 51.27%"),
    ]


def cells(of: Report[Any], texts: Texts, *, values: bool = False) -> list[list[Any]]:
    stream = BytesIO()
    write_xlsx(of, stream, STAMP, texts)
    sheet = openpyxl.load_workbook(stream, data_only=values).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(min_row=6, values_only=True)]


def test_a_sheet_has_the_sums_of_groups_and_parts_and_reckons_them_anew(english: Texts) -> None:
    said = cells(nested(), english)
    assert [row[:2] for row in said] == [
        ["North", "Room 1"],
        ["North", "Room 1"],
        ["Total Room 1", None],
        ["North", "Room 2"],
        ["Total Room 2", None],
        ["Total North", None],
        ["South", "Room 3"],
        ["Total Room 3", None],
        ["Total South", None],
        ["Total: 4 devices", None],
    ]
    assert said[0][3:] == [100, 30, "=D6-E6", '=IF(D6>0,ROUND((E6)/D6,4),"")']
    assert [row[3] for row in said if str(row[0]).startswith("Total")] == [
        "=SUBTOTAL(109,D6:D7)",
        "=SUBTOTAL(109,D9)",
        "=SUBTOTAL(109,D6:D10)",
        "=SUBTOTAL(109,D12)",
        "=SUBTOTAL(109,D12:D13)",
        "=SUBTOTAL(109,D6:D14)",
    ]
    shown = cells(nested(), english, values=True)
    assert shown[-1][3:] == [157, 80.5, 76.5, 0.5127]
    assert shown[5][3:] == [150, 80.5, 69.5, 0.5367]


def test_a_sum_that_adding_up_does_not_come_to_is_no_formula(english: Texts) -> None:
    whole = Row("", 12_000, 8_050)  # what stands in two rows counts once
    assert cells(nested(whole=whole), english)[-1][3:] == [
        120,
        "=SUBTOTAL(109,E6:E14)",
        "=D15-E15",
        '=IF(D15>0,ROUND((E15)/D15,4),"")',
    ]


def test_without_what_it_is_made_of_a_column_is_numbers_and_sums(english: Texts) -> None:
    said = cells(nested(columns=(NAME, LEFT, RATE)), english)
    assert said[0][3:] == [70, 0.3]
    assert said[2][3:] == ["=SUBTOTAL(109,D6:D7)", 0.305]


def test_a_csv_holds_the_rows_alone_with_what_they_are_parts_of(english: Texts) -> None:
    stream = BytesIO()
    write_csv(flatten(nested(grouped_by=verbatim("Room"), parted_by=verbatim("Side"))), stream, english)
    lines = stream.getvalue().decode("utf-8-sig").splitlines()
    assert lines == [
        "Side,Room,Name,Had,Spent,Left,Rate",
        "North,Room 1,a,100.00,30.00,70.00,30.00",
        "North,Room 1,b,0.00,0.50,-0.50,",
        "North,Room 2,c,50.00,50.00,0.00,100.00",
        "South,Room 3,d,7.00,0.00,7.00,0.00",
    ]


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_a_formula_is_written_only_where_it_comes_to_the_value(had: int, spent: int) -> None:
    row, cell = Row("", had, spent), {"had": "A1", "spent": "B1"}
    values = {"had": had, "spent": spent}.__getitem__
    assert formula_of(Share(("spent",), "had"), cell, values, row.rate) is not None
    assert formula_of(Share(("spent",), "had"), cell, values, (row.rate or 0) + 1) is None
    assert formula_of(Added((("had", 1), ("spent", -1))), cell, values, had - spent) == "=A1-B1"
    assert formula_of(Added((("had", -1), ("spent", 1))), cell, values, spent - had) == "=-A1+B1"
    assert formula_of(Added((("had", 1),)), cell, values, had + 1) is None


def test_a_document_may_hold_its_whole_table(english: Texts) -> None:
    of = nested()
    sheets = (Sheet(verbatim("Money"), (WholeTable(verbatim("Nothing")),), title=verbatim("Money")),)
    stream = BytesIO()
    write_document(Document(verbatim("Money"), sheets, of), stream, STAMP, english)
    text = pypdfium2.PdfDocument(stream.getvalue())[0].get_textpage().get_text_bounded()
    assert "Total North 150.00 80.50 69.50 53.67%" in text
    assert text.count("Money") == 1  # a document of the same name as its sheet does not say it twice
    empty = BytesIO()
    write_document(Document(verbatim("Money"), sheets, nested(groups=(), whole=None)), empty, STAMP, english)
    assert "Nothing" in pypdfium2.PdfDocument(empty.getvalue())[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("spent", [(0, 0), (300, 200), (900, 400)])
def test_stacks_stand_in_a_frame_and_stay_on_the_paper(english: Texts, spent: tuple[int, ...]) -> None:
    stacks = Stacks(
        (verbatim("Invoiced"), verbatim("Committed")),
        (
            Stack(verbatim("Chapter 011"), spent, 1_000, verbatim("Available: 5.00")),
            Stack(verbatim(" ".join(["a long name"] * 12)), (0, 0), 0, verbatim("none")),
        ),
    )
    stream = BytesIO()
    sheets = (Sheet(verbatim("Money"), (stacks,), title=verbatim("Money")),)
    write_document(Document(verbatim("Money"), sheets, nested()), stream, STAMP, english)
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    text = page.get_textpage().get_text_bounded()
    for said in ("Invoiced", "Committed", "Chapter 011", "Available: 5.00", "none"):
        assert said in text
    for each in page.get_objects():
        left, _bottom, right, _top = each.get_bounds()
        assert 0 <= left <= right <= page.get_width()


def test_rates_and_messages_one_after_the_other(english: Texts, french: Texts) -> None:
    assert [cell_text(rate, Kind.PERCENT, english) for rate in (6_667, -5, None)] == ["66.67%", "-0.05%", ""]
    assert cell_text(123_456, Kind.PERCENT, french) == "1\u202f234,56\u00a0%"
    assert english.say(joined((verbatim("a"), verbatim("b")))) == "a · b"
    assert french.say(joined((_("Price"), _("Place")), "\n")) == "Prix\nLieu"
    assert english.say(joined(())) == ""
