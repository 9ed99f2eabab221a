from __future__ import annotations

import errno
import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from coorddesk.core.errors import Cancelled, UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.core.texts import Texts
from coorddesk.reporting.flat import Flat
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Report
from coorddesk.reporting.xlsx import write_xlsx, write_xlsx_table
from tests.reporting.samples import (
    BOUGHT,
    COLUMNS,
    NAME,
    PRICE,
    QUANTITY,
    SEEN,
    STAMP,
    TAG,
    Device,
    Watcher,
    devices,
    flat_report,
    report,
)

FILTERS = (_("Site: {name}", name="Nord"), _("Site: {name}", name="Sud & Est"))


def sheet(of: Report[Any], texts: Texts, *, values: bool = False) -> Worksheet:
    stream = BytesIO()
    write_xlsx(of, stream, STAMP, texts)
    return active(stream, values=values)


def table(texts: Texts, *rows: Device, columns: Any = COLUMNS, title: str = "Devices") -> BytesIO:
    stream = BytesIO()
    write_xlsx_table(Flat(verbatim(title), columns, rows, len(rows)), stream, texts)
    return stream


def active(stream: BytesIO, *, values: bool = False) -> Worksheet:
    found = openpyxl.load_workbook(stream, data_only=values).active
    assert isinstance(found, Worksheet)
    return found


def read(stream: BytesIO) -> list[list[Any]]:
    """As imports read it."""
    stream.seek(0)
    return CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()


def at(*parts: int) -> datetime:
    """A moment on the reader's clock, as sheets know it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def rows(of: Worksheet) -> list[tuple[Any, ...]]:
    return list(of.iter_rows(values_only=True))


def test_a_report_says_what_it_is_and_sums_up(french: Texts) -> None:
    assert rows(sheet(report(1, 2, columns=(TAG, BOUGHT, PRICE), filters=FILTERS), french)) == [
        ("Appareils par lieu", None, None, None),
        ("École-médiathèque", None, None, None),
        ("Édité le 22/11/2026 09:05 par Claire Martin", None, None, None),
        ("Filtres : Site : Nord · Site : Sud & Est", None, None, None),
        (None, None, None, None),
        ("Lieu", "N° inventaire", "Date d’achat", "Prix"),
        ("Salle 1", "0001", at(2020, 1, 2), 10),
        ("Salle 2", "0001", at(2020, 1, 2), 10),
        ("Salle 2", "0002", at(2020, 1, 3), 10),
        ("Total : 3 appareils", None, None, "=SUBTOTAL(109,D7:D9)"),
    ]


def test_sums_carry_their_value_for_readers_that_do_not_calculate(english: Texts) -> None:
    made = sheet(flat_report(*devices(3), columns=(TAG, PRICE, QUANTITY)), english, values=True)
    assert rows(made)[-1] == ("Total: 3 devices", 30, 3)


def test_the_label_of_the_sums_stands_in_the_first_column_without_one(english: Texts) -> None:
    made = sheet(flat_report(*devices(2), columns=(PRICE, TAG)), english, values=True)
    assert rows(made)[-1] == (20, "Total: 2 devices")


def test_sums_alone_need_no_label(english: Texts) -> None:
    made = sheet(flat_report(*devices(2), columns=(PRICE,)), english, values=True)
    assert rows(made)[-1] == (20,)


def test_an_empty_report_is_a_sheet_without_sums(english: Texts) -> None:
    made = sheet(report(columns=(TAG, PRICE)), english)
    assert rows(made)[-2:] == [("Inventory number", "Price"), ("Total: 0 devices", None)]
    assert made.auto_filter.ref == "A5:B5"


def test_a_report_nobody_signs_still_says_when(french: Texts) -> None:
    stream = BytesIO()
    write_xlsx(flat_report(), stream, replace(STAMP, author=""), french)
    assert active(stream)["A3"].value == "Édité le 22/11/2026 09:05"


def test_its_header_stays_in_sight_and_filters_and_prints(french: Texts) -> None:
    made = sheet(report(1, 2, page=UPRIGHT), french)
    assert (made.freeze_panes, made.auto_filter.ref, made.print_title_rows) == ("A6", "A5:I8", "$5:$5")
    assert [cell.font.b for cell in made[5]] == [True] * 9
    assert (made.page_setup.paperSize, made.page_setup.orientation) == (9, "portrait")
    assert (made.page_setup.fitToWidth or 1, made.page_setup.fitToHeight) == (1, 0)  # 1 is what an absent one means
    assert made.sheet_properties.pageSetUpPr is not None
    assert made.sheet_properties.pageSetUpPr.fitToPage is True
    assert str(made.HeaderFooter.oddFooter) == "&LÉdité le 22/11/2026 09:05 par Claire Martin&RPage &P/&N"


def test_it_knows_its_title_and_author(french: Texts) -> None:
    stream = BytesIO()
    write_xlsx(flat_report(), stream, STAMP, french)
    known = openpyxl.load_workbook(stream).properties
    assert (known.title, known.creator) == ("Appareils par lieu", "Claire Martin")
    assert known.created == at(2026, 11, 22, 8, 5)


def test_a_table_is_plain_and_typed(french: Texts) -> None:
    made = active(table(french, Device(), Device(labelled=None, bought=None, seen=None, price=None, quantity=None)))
    assert rows(made) == [
        ("N° inventaire", "Désignation", "Statut", "Étiqueté", "Date d’achat", "Vu le", "Prix", "Quantité"),
        ("0042", "Écran", "En service", "Oui", at(2024, 3, 1), at(2026, 2, 1, 0, 5), 1234.5, 1),
        ("0042", "Écran", "En service", None, None, None, None, None),
    ]
    assert [cell.number_format for cell in made[2]] == [
        "@",
        "General",
        "General",
        "General",
        "dd/mm/yyyy",
        "dd/mm/yyyy hh:mm",
        "#,##0.00",
        "#,##0",
    ]
    assert (made.title, made.freeze_panes, made.auto_filter.ref) == ("Devices", "A2", "A1:H3")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(1900, 2, 28)])
def test_days_before_sheets_agree_are_text(english: Texts, day: date) -> None:
    assert active(table(english, Device(bought=day), columns=(BOUGHT,)))["A2"].value == english.date(day)


@pytest.mark.parametrize("day", [date(1900, 3, 1), date(1904, 2, 29), date(2024, 2, 29), date(9999, 12, 31)])
def test_days_are_days(english: Texts, day: date) -> None:
    assert read(table(english, Device(bought=day), columns=(BOUGHT,)))[1] == [day]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)))
@example([" a ", "a\nb", "a\tb", "a\x0bb", "_x0041_", "<a & b>"])
@example(["a\r\nb"])
def test_every_text_comes_back_as_text(english: Texts, names: list[str]) -> None:
    stream = table(english, *(Device(name=name) for name in names), columns=(TAG, NAME))
    assert [row[1] for row in read(stream)[1:]] == names


@pytest.mark.parametrize("text", ["=1+1", "+33 6 12", "-5", "@SUM(A1)", "{=1}", "http://example.org", "'=x"])
def test_text_is_never_a_formula_or_a_link(english: Texts, text: str) -> None:
    cell = active(table(english, Device(name=text), columns=(NAME,)))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Devices: all [2026]", "Devices  all  2026"),
        ("'Quoted'", "Quoted"),
        ("x" * 40, "x" * 31),
        ("?*", "CoordDesk"),
    ],
)
def test_any_title_makes_a_worksheet(english: Texts, title: str, name: str) -> None:
    assert active(table(english, title=title)).title == name


def test_columns_are_as_wide_as_their_texts_within_reason(english: Texts) -> None:
    made = active(table(english, Device(tag="0" * 15, name="x" * 100), columns=(TAG, NAME, PRICE)))
    widths = [int(made.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [18, 35, 12]  # 1.4 times the 12 and 24 characters that were wished for; the 11 of the price


def test_what_a_sheet_cannot_hold_is_refused_in_words(english: Texts) -> None:
    with pytest.raises(UserError) as refused:
        table(english, Device(), Device(name="x" * 32_768), columns=(TAG, NAME))
    assert english.say(refused.value.message) == (
        "Name, row 3: a cell of a sheet holds 32,767 characters at most. Shorten the text, or export as csv."
    )


def test_more_rows_than_a_sheet_holds_are_refused_in_words(english: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.reporting.xlsx._MOST_ROWS", 5)  # the true million takes a minute
    assert len(rows(active(table(english, *devices(3))))) == 4
    with pytest.raises(UserError) as refused:
        table(english, *devices(4))
    assert english.say(refused.value.message) == "A sheet holds 3 rows at most. Export as csv."


def test_progress_is_told_and_giving_up_leaves_nothing(
    english: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    watcher = Watcher()
    write_xlsx(flat_report(*devices(1200)), BytesIO(), STAMP, english, watcher)
    assert watcher.told == [(0, 1200), (500, 1200), (1000, 1200)]
    with pytest.raises(Cancelled):
        write_xlsx(flat_report(*devices(1200)), BytesIO(), STAMP, english, Watcher(cancel_at=2))
    assert list(tmp_path.iterdir()) == []


def test_rows_may_be_endless_until_somebody_stops_them(english: Texts) -> None:
    with pytest.raises(Cancelled):
        write_xlsx_table(Flat(NAME.title, (SEEN,), repeat(Device()), None), BytesIO(), english, Watcher(cancel_at=3))


def test_what_the_disk_says_is_not_wrapped(english: Texts) -> None:
    class Full(BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left on device") as raised:
        write_xlsx(flat_report(Device()), Full(), STAMP, english)
    assert raised.value.errno == errno.ENOSPC


def test_a_temporary_folder_that_vanishes_is_not_hidden(
    english: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(FileNotFoundError):
        write_xlsx(flat_report(Device()), BytesIO(), STAMP, english, lambda *_: shutil.rmtree(next(tmp_path.iterdir())))
