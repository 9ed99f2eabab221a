from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.sheets import escape
from coorddesk.core.texts import Texts
from coorddesk.importing.reading import delimited
from coorddesk.importing.reading.delimited import Delimited
from tests.importing.corpus import csv_file

HEADER = ("N° inventaire", "Désignation", "Prix")
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\"';,\t| =+"), max_size=8)


def rows_of(path: Path) -> list[list[str]]:
    return list(Delimited(path).sheet(None).rows())


def written(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["crlf", "lf", "cr"])
def test_any_delimiter_and_end_of_line(folder: Path, delimiter: str, end: str) -> None:
    rows = [HEADER, ("0042", "Écran 24; deux, trois", "349,90"), ("0043", "a|b\tc", "1,5")]
    path = csv_file(folder / "a.csv", rows, delimiter=delimiter, end=end)
    source = Delimited(path)
    assert source.delimiter == delimiter
    assert rows_of(path) == [list(row) for row in rows]


def test_a_title_with_a_comma_does_not_make_decimal_commas_the_delimiter(folder: Path) -> None:
    title = "Inventaire, bâtiment A\nNom;Lieu;État;Achat;Prix\n"
    path = written(folder / "a.csv", title + "PC;S1;Bon;2024;12,50\n" * 50)
    assert Delimited(path).delimiter == ";"


def test_longer_rows_of_a_table_beside_do_not_make_decimal_commas_the_delimiter(folder: Path) -> None:
    rows = "PC;S1;Bon;12,50;;Salle 1;4\n" * 3 + "PC;S1;Bon;12,50\n" * 4
    assert Delimited(written(folder / "a.csv", "Nom;Lieu;État;Prix;;Par salle;Nombre\n" + rows)).delimiter == ";"


def test_rows_of_one_length_are_not_ragged(folder: Path) -> None:
    even, odd = (written(folder / name, "Nom;Prix;\nPC;12" + end) for name, end in (("a.csv", ";3\n"), ("b.csv", "\n")))
    assert (Delimited(even).sheet(None).extent.ragged, Delimited(odd).sheet(None).extent.ragged) == (False, True)


def test_decimal_commas_are_not_the_delimiter(folder: Path) -> None:
    path = written(folder / "a.csv", "Prix A;Prix B\n" + "12,50;9,90\n" * 50)
    assert Delimited(path).delimiter == ";"


def test_a_list_in_a_cell_is_not_the_delimiter(folder: Path) -> None:
    path = written(folder / "a.csv", "name,tags,place\n" + "one,L1;L2;L3;L4,loc\n" * 50)
    assert Delimited(path).delimiter == ","


def test_titles_above_the_table_do_not_hide_the_delimiter(folder: Path) -> None:
    path = written(folder / "a.csv", "Inventaire, arrêté au 31/12\n\nN°;Nom;Lieu\n1;a;b\n2;c;d\n3;e;f\n")
    assert Delimited(path).delimiter == ";"


def test_one_column_has_no_delimiter(folder: Path) -> None:
    path = written(folder / "a.txt", "Nom\nMartin\nDurand\n")
    assert (Delimited(path).delimiter, rows_of(path)) == (None, [["Nom"], ["Martin"], ["Durand"]])


def test_line_breaks_within_quotes_are_one_row(folder: Path) -> None:
    path = written(folder / "a.csv", 'tag,notes\n1,"one\ntwo\r\nthree"\n2,x\n')
    assert rows_of(path) == [["tag", "notes"], ["1", "one\ntwo\r\nthree"], ["2", "x"]]


def test_blank_lines_count_as_rows(folder: Path) -> None:
    assert rows_of(written(folder / "a.csv", "a;b\n\n1;2\n")) == [["a", "b"], ["", ""], ["1", "2"]]


def test_short_rows_are_filled_up_and_long_ones_kept(folder: Path) -> None:
    assert rows_of(written(folder / "a.csv", "a;b;c\n1\n1;2;3\n")) == [["a", "b", "c"], ["1", "", ""], ["1", "2", "3"]]
    long = written(folder / "b.csv", "a;b;c\n" + "1;2;3\n" * 500 + "1;2;3;4\n")
    assert rows_of(long)[-1] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;\r"])
def test_the_spreadsheets_own_first_line_is_no_row(folder: Path, line: str) -> None:
    path = written(folder / "a.csv", f"{line}\na;b,c\n1;2\n")
    assert (Delimited(path).delimiter, rows_of(path)) == (";", [["a", "b,c"], ["1", "2"]])


def test_a_strange_first_line_is_passed_over_as_well(folder: Path) -> None:
    path = written(folder / "a.csv", "sep=#\na;b\n1;2\n")
    assert rows_of(path) == [["a", "b"], ["1", "2"]]


def test_inches_in_a_cell_are_kept(folder: Path) -> None:
    assert rows_of(written(folder / "a.csv", 'a;b\nMacbook 13";x\n"Écran 24""";y\n')) == [
        ["a", "b"],
        ['Macbook 13"', "x"],
        ['Écran 24"', "y"],
    ]


@pytest.mark.parametrize("filler", ["", "x;y\n" * 50_000], ids=["short", "longer than a field may be"])
def test_a_quotation_mark_that_is_never_closed_is_named(folder: Path, filler: str, texts: Texts) -> None:
    path = written(folder / "a.csv", f'a;b\n1;2\n3;"oops\n4;5\n{filler}')
    with pytest.raises(UserError) as refused:
        rows_of(path)
    assert texts.say(refused.value.message) == (
        "The quotation mark that opens in row 3 is never closed. "
        "Open the file in a spreadsheet, look at that row, and save it again."
    )


def test_a_row_that_goes_on_and_on_is_named(folder: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_LONGEST_ROW", 10_000)
    path = written(folder / "a.csv", "a;b;c\n1;2;3\n" + '"x";"y\n' * 5000)
    with pytest.raises(UserError) as refused:
        rows_of(path)
    assert texts.say(refused.value.message).startswith("The quotation mark that opens in row 3 is never closed.")


def test_more_rows_than_any_sheet_has_are_refused(folder: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MOST_ROWS", 1000)
    with pytest.raises(UserError) as refused:
        rows_of(written(folder / "a.csv", "a;b\n" * 1001))
    assert texts.say(refused.value.message).startswith("a.csv is too big")


def test_a_line_that_never_ends_is_no_row(folder: Path, texts: Texts) -> None:
    path = written(folder / "a.csv", "a;b\n" * 500 + "x;" * (3 << 20))
    with pytest.raises(UserError) as refused:
        rows_of(path)
    assert texts.say(refused.value.message) == "a.csv is not a sheet. Choose an .xlsx, .xls, .ods or .csv file."


def test_a_row_wider_than_any_sheet_is_refused(folder: Path, texts: Texts) -> None:
    with pytest.raises(UserError) as refused:
        rows_of(written(folder / "a.csv", "a;b\n" * 500 + ";" * 20_000))
    assert texts.say(refused.value.message).startswith("a.csv is too big")


def test_a_file_that_goes_away_is_told(folder: Path, texts: Texts) -> None:
    path = written(folder / "a.csv", "a;b\n1;2\n")
    sheet = Delimited(path).sheet(None)
    path.unlink()
    with pytest.raises(UserError) as refused:
        list(sheet.rows())
    assert texts.say(refused.value.message) == f"There is no file {path}. Check its name and folder."


def test_lost_characters_are_told(folder: Path, texts: Texts) -> None:
    source = Delimited(written(folder / "a.csv", "D\N{REPLACEMENT CHARACTER}bit;b\n"))
    assert [texts.say(warning) for warning in source.warnings] == [
        "1 character of the file was already lost before it came here (shown as \N{REPLACEMENT CHARACTER})."
    ]


def test_a_picture_is_refused(folder: Path, texts: Texts) -> None:
    path = written(folder / "photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9)
    with pytest.raises(UserError) as refused:
        Delimited(path)
    assert texts.say(refused.value.message) == "photo.csv is not a sheet. Choose an .xlsx, .xls, .ods or .csv file."


def test_rows_are_read_as_often_as_one_likes(folder: Path) -> None:
    sheet = Delimited(written(folder / "a.csv", "a;b\n1;2\n")).sheet(None)
    assert list(sheet.rows()) == list(sheet.rows()) == [["a", "b"], ["1", "2"]]


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6),
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    """Cells come back as they were, formulas escaped as our own exports do it, whatever surrounds them."""
    header = ["N° inventaire", "Désignation", "Lieu", "Prix"]
    table: Sequence[Sequence[str]] = [header] * 5 + [[escape(cell) for cell in row] for row in rows]
    path = csv_file(tmp_path_factory.getbasetemp() / "w.csv", table, delimiter=delimiter, encoding=encoding)
    source = Delimited(path)
    assert source.delimiter == delimiter
    read = [row[: len(wanted)] for row, wanted in zip(source.sheet(None).rows(), table, strict=True)]
    assert read[5:] == rows


def test_a_few_hundred_lines_tell_the_delimiter(folder: Path) -> None:
    long = written(folder / "a.csv", "a;b;c\n" + f"1;2;{'x' * 2000}\n" * 100 + "1,2,3,4\n" * 1000)
    assert Delimited(long).delimiter == ";"


def test_a_field_that_is_too_long_is_no_proof(folder: Path) -> None:
    path = written(folder / "a.csv", 'a;b\n"' + "x;" * 100_000)
    assert Delimited(path).delimiter is None
