from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell, Extent, Sheet
from tests.importing.corpus import changed_zip, csv_file, ods_cell, ods_file, ods_table, xlsx_file, xlsx_of_xml
from tests.importing.reading.old_excel import Error, Serial, container, xls

DAMAGED = "{file} is damaged or was cut off. Copy or download it once more, or save it again."
PROTECTED = "{file} is protected by a password. Save it without the password, and import that."
NOT_A_SHEET = "{file} is not a sheet. Choose an .xlsx, .xls, .ods or .csv file."
TOO_BIG = (
    "{file} is too big: unpacked, it would not fit into this computer's memory. "
    "Delete what lies far to the right of the table or below it, or split the file."
)


def first_sheet(path: Path) -> Sheet:
    source = open_source(path)
    return open_sheet(source, source.names[0], path)


def rows_of(path: Path) -> list[list[Cell]]:
    return [list(row) for row in first_sheet(path).rows()]


def refusal(path: Path, texts: Texts) -> str:
    with pytest.raises(UserError) as refused:
        first_sheet(path)
    return texts.say(refused.value.message).replace(path.name, "{file}").replace(str(path.parent), "")


def test_cells_of_a_workbook_are_what_they_are(folder: Path) -> None:
    moment, day, hour, span = datetime(2024, 1, 31, 14, 5), date(2024, 1, 31), time(14, 5), timedelta(hours=30)  # noqa: DTZ001 - a sheet knows no zones
    path = xlsx_file(folder / "a.xlsx", [["Nom", "0042"], [12, 12.5, True, day, moment, hour, span], [], [None, " x "]])
    assert rows_of(path) == [
        ["Nom", "0042", "", "", "", "", ""],
        [12.0, 12.5, True, day, moment, hour, span],
        ["", "", "", "", "", "", ""],
        ["", " x ", "", "", "", "", ""],
    ]


def test_a_table_that_begins_further_down_and_right_keeps_its_place(folder: Path) -> None:
    sheet = first_sheet(xlsx_file(folder / "a.xlsx", [[], [], [None, None, "Nom", "Prix"], [None, None, "a", 1]]))
    assert sheet.extent == Extent(first_column=2, width=2, height=4)
    assert [list(row) for row in sheet.rows()] == [["", ""], ["", ""], ["Nom", "Prix"], ["a", 1.0]]


@pytest.mark.parametrize("name", ["renamed.xls", "renamed.csv", "renamed.txt", "renamed"])
def test_a_workbook_is_known_by_what_is_in_it(folder: Path, name: str) -> None:
    assert rows_of(xlsx_file(folder / "a.xlsx", [["Nom"], ["a"]]).rename(folder / name)) == [["Nom"], ["a"]]


def test_a_text_file_renamed_is_still_text(folder: Path) -> None:
    assert rows_of(csv_file(folder / "a.xlsx", [["Nom", "Prix"], ["a", "1"]])) == [["Nom", "Prix"], ["a", "1"]]


def test_old_workbooks_are_read(folder: Path) -> None:
    path = folder / "a.xls"
    path.write_bytes(xls([["Nom", "Né le", "Prix"], ["Écran", Serial(45322), 349.9], ["x", True, Error("#N/A")]]))
    assert rows_of(path) == [["Nom", "Né le", "Prix"], ["Écran", date(2024, 1, 31), 349.9], ["x", True, "#N/A"]]


def test_documents_of_libreoffice_are_read(folder: Path) -> None:
    path = ods_file(folder / "a.ods", ods_table([["Nom", "Prix"], ["Écran", 349.9], ["", date(2024, 1, 31)], [True]]))
    assert rows_of(path) == [["Nom", "Prix"], ["Écran", 349.9], ["", date(2024, 1, 31)], [True, ""]]


def test_errors_and_formulas_without_result_are_not_blanks(folder: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="e"><f>NA()</f><v>#N/A</v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1"><f>1+1</f><v></v></c><c r="E1"><f t="shared" si="0"/><v/></c>'
        '<c r="F1" t="str"><f>""</f><v></v></c><c r="G1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="e"><v>#NEW!</v></c><c r="C2" t="e"/></row>'
    )
    assert rows_of(xlsx_of_xml(folder / "a.xlsx", cells)) == [
        ["a", "#N/A", NOT_CALCULATED, NOT_CALCULATED, NOT_CALCULATED, "", 2.0],
        ["#REF!", "#N/A", "#N/A", "", "", "", ""],
    ]


def test_an_error_without_an_address_stays_blank(folder: Path) -> None:
    assert rows_of(xlsx_of_xml(folder / "a.xlsx", '<row><c t="e"><v>#N/A</v></c><c><v>1</v></c></row>')) == [["", 1.0]]


def test_an_error_where_two_pieces_of_the_file_meet_is_found(folder: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"x" * 97}</t></is></c><c r="B{n}" t="e"><v>#N/A</v></c></row>'
        for n in range(1, 20_001)
    )
    assert all(row[1] == "#N/A" for row in first_sheet(xlsx_of_xml(folder / "a.xlsx", rows)).rows())


def test_errors_and_formulas_of_libreoffice_are_not_blanks(folder: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    formula = '<table:table-cell table:formula="of:=1+1"/>'
    row = f"<table:table-row>{ods_cell('a')}{error}{formula}{ods_cell('z')}</table:table-row>"
    repeated = f'<table:table-row table:number-rows-repeated="2">{ods_cell("b")}</table:table-row>'
    path = ods_file(folder / "a.ods", ods_table([["A", "B", "C", "D"]], below=repeated + row))
    assert rows_of(path) == [
        ["A", "B", "C", "D"],
        ["b", "", "", ""],
        ["b", "", "", ""],
        ["a", "#N/A", NOT_CALCULATED, "z"],
    ]


def test_days_counted_from_1904_are_said(folder: Path) -> None:
    assert first_sheet(xlsx_file(folder / "a.xlsx", [["x"]])).extent.epoch_1904 is False
    path = xlsx_file(folder / "b.xlsx", [[date(2024, 1, 31), 44_590]], options={"date_1904": True})
    sheet = first_sheet(path)
    assert (sheet.extent.epoch_1904, list(sheet.rows())) == (True, [[date(2024, 1, 31), 44_590.0]])


def test_hidden_rows_and_columns_are_read(folder: Path) -> None:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(3):
            sheet.write_row(row, 0, ["a", "b", "c"])
        sheet.set_row(1, options={"hidden": True})
        sheet.set_column(1, 1, options={"hidden": True})
    assert rows_of(path) == [["a", "b", "c"]] * 3


def test_sheets_that_nobody_sees_are_listed_apart(folder: Path) -> None:
    path = xlsx_file(folder / "a.xlsx", [["x"]], others={"Listes": [["y"]], "Autre": [["z"]]}, hidden=["Listes"])
    source = open_source(path)
    assert (source.names, source.visible) == (("Parc", "Listes", "Autre"), ("Parc", "Autre"))


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(folder: Path, texts: Texts) -> None:
    path = xlsx_file(folder / "a.xlsx", [["x"]], others={"Autre": [["z"]]})
    with pytest.raises(UserError) as refused:
        open_sheet(open_source(path), "parc", path)
    assert texts.say(refused.value.message) == "The file has no sheet called “parc”. Its sheets are: Parc, Autre."


def test_files_that_cannot_be_read_are_refused_with_what_to_do(folder: Path, texts: Texts) -> None:
    assert refusal(folder / "none.csv", texts) == "There is no file /{file}. Check its name and folder."
    (folder / "sub").mkdir()
    assert refusal(folder / "sub", texts) == "/{file} is a folder. Choose a file in it."
    (folder / "empty.xlsx").write_bytes(b" \r\n")
    assert refusal(folder / "empty.xlsx", texts) == "{file} is empty."


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n" + b"1 0 obj\n" * 99, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9], ids=["pdf", "png"]
)
def test_what_is_no_sheet_is_refused(folder: Path, texts: Texts, content: bytes) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path, texts) == NOT_A_SHEET


def test_a_letter_is_no_sheet(folder: Path, texts: Texts) -> None:
    with ZipFile(folder / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(folder / "a.xlsx", texts) == NOT_A_SHEET
    (folder / "b.xls").write_bytes(container("WordDocument", b"x"))
    assert refusal(folder / "b.xls", texts) == DAMAGED


def test_a_binary_workbook_is_refused_with_what_to_do(folder: Path, texts: Texts) -> None:
    with ZipFile(folder / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert refusal(folder / "a.xlsb", texts) == (
        "{file} is an Excel binary workbook. Save it as .xlsx in Excel, and import that."
    )


def test_files_with_a_password_are_refused(folder: Path, texts: Texts) -> None:
    (folder / "a.xlsx").write_bytes(container("EncryptedPackage", b"x" * 5000))
    (folder / "a.xls").write_bytes(xls([["Nom"]], password=True))
    ods_file(folder / "a.ods", ods_table([["Nom"]]), encrypted=True)
    assert [refusal(folder / name, texts) for name in ("a.xlsx", "a.xls", "a.ods")] == [PROTECTED] * 3


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_file_that_was_cut_off_is_refused(folder: Path, texts: Texts, kept: float, kind: str) -> None:
    path = folder / f"a.{kind}"
    rows: list[tuple[str, float | str]] = [("Nom", "Prix")]
    rows += [(f"Appareil {n}", n) for n in range(200)]
    match kind:
        case "xlsx":
            xlsx_file(path, rows)
        case "ods":
            ods_file(path, ods_table(rows))
        case _:
            path.write_bytes(xls(rows))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    assert refusal(path, texts) == DAMAGED


@pytest.mark.parametrize(
    "member", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
)
def test_a_workbook_without_one_of_its_parts_is_refused(folder: Path, texts: Texts, member: str) -> None:
    data = xlsx_file(folder / "a.xlsx", [["Nom"], ["a"]]).read_bytes()
    path = changed_zip(folder / "b.xlsx", data, {member: lambda _: None})
    assert refusal(path, texts) == (NOT_A_SHEET if member == "xl/workbook.xml" else DAMAGED)


def test_a_sheet_of_broken_xml_is_refused(folder: Path, texts: Texts) -> None:
    assert refusal(xlsx_of_xml(folder / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></row><<'), texts) == DAMAGED


def test_a_file_on_a_broken_drive_is_the_surroundings_trouble(folder: Path, texts: Texts) -> None:
    path = Path("/proc/self/mem")
    if not path.exists():
        pytest.skip("only Linux has a file that fails when read")
    with pytest.raises(Surroundings) as refused:
        open_source(path)
    assert texts.say(refused.value.message) == f"/proc/self/mem cannot be read: {os.strerror(errno.EIO)}"


def test_a_file_that_may_not_be_read_is_the_surroundings_trouble(
    folder: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(folder / "a.csv", [["a"]])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root, who runs tests in containers, may read everything
    with pytest.raises(Surroundings) as refused:
        open_source(path)
    assert texts.say(refused.value.message) == (
        f"{path} may not be read. Close it where it is open, or ask for the right to read it."
    )


def far_cell(column: str, row: int) -> str:
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "cells",
    [
        far_cell("XFD", 1_048_576),
        far_cell("XFD", 90_000),
        far_cell("BA", 1_048_576),
        '<row><c t="n"><v>1</v></c></row>' + "<row/>" * 1_000_000 + f"<row>{'<c/>' * 60}<c><v>1</v></c></row>",
    ],
    ids=["last cell of all", "far right", "far down", "without addresses"],
)
def test_a_cell_far_from_the_table_is_refused_before_room_is_made_for_it(
    folder: Path, texts: Texts, cells: str
) -> None:
    assert refusal(xlsx_of_xml(folder / "a.xlsx", cells), texts) == TOO_BIG


def test_cells_that_are_far_but_fit_are_read(folder: Path) -> None:
    assert first_sheet(xlsx_of_xml(folder / "a.xlsx", far_cell("AB", 100))).extent == Extent(0, 28, 100)


def test_prefixed_xml_is_read_and_measured(folder: Path, texts: Texts) -> None:
    path = xlsx_of_xml(folder / "a.xlsx", far_cell("XFD", 1_048_576))
    data = path.read_bytes()

    def prefixed(xml: bytes) -> bytes:
        for name in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
            for end in (b" ", b">"):
                xml = xml.replace(b"<" + name + end, b"<x:" + name + end).replace(
                    b"</" + name + end, b"</x:" + name + end
                )
        return xml.replace(b"xmlns=", b"xmlns:x=")

    changed_zip(folder / "b.xlsx", data, {"xl/worksheets/sheet1.xml": prefixed})
    assert refusal(folder / "b.xlsx", texts) == TOO_BIG


def test_a_million_formatted_blank_rows_are_none(folder: Path) -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="T{n}" s="1"/></row>' for n in range(2, 50_000))
    sheet = first_sheet(xlsx_of_xml(folder / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>' + blank))
    assert list(sheet.rows()) == [[1.0]]


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_zip_bomb_is_refused_whatever_it_says_of_its_size(
    folder: Path, texts: Texts, member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.importing.reading.archives.MOST_BYTES", 1 << 20)
    data = xlsx_file(folder / "a.xlsx", [["Nom"], ["a"]]).read_bytes()
    path = changed_zip(folder / "b.xlsx", data, {member: lambda xml: xml + b" " * (3 << 20)})
    assert refusal(path, texts) == TOO_BIG
    with ZipFile(path) as archive:
        size = archive.getinfo(member).file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert refusal(path, texts) == TOO_BIG


def test_ods_bombs_are_refused(folder: Path, texts: Texts) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    ods_file(folder / "a.ods", f'<table:table table:name="F">{row}</table:table>')
    assert refusal(folder / "a.ods", texts) == TOO_BIG


def test_a_file_that_is_too_big_is_not_even_read(folder: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.importing.reading.opening.MOST_BYTES", 100)
    assert refusal(xlsx_file(folder / "a.xlsx", [["Nom"]]), texts) == TOO_BIG


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
        '<?xml version="1.0" encoding="klingon"?><x/>',
        '<x><table:table-cell office:value-type="float"/></x>',
        '<x><table:table><table:table-row><table:table-cell table:number-columns-repeated="x"/>',
        "<x><table:table><table:table-row><table:table-cell>",
    ],
    ids=["entity", "encoding", "cell without table", "no number", "cut off"],
)
def test_ods_files_that_are_none_are_refused(folder: Path, texts: Texts, content: str) -> None:
    data = ods_file(folder / "a.ods", ods_table([["Nom"]])).read_bytes()
    if not content.startswith("<?"):
        content = content.replace("<x>", '<x xmlns:table="t" xmlns:office="o">')
    path = changed_zip(folder / "b.ods", data, {"content.xml": lambda _: content.encode()})
    assert refusal(path, texts) == DAMAGED


def test_tables_within_tables_are_refused(folder: Path, texts: Texts) -> None:
    inner = f"<table:table-row><table:table-cell>{ods_table([['b']], name='In')}</table:table-cell></table:table-row>"
    path = ods_file(folder / "a.ods", ods_table([["Nom"]], below=inner))
    assert refusal(path, texts) == DAMAGED


def test_formulas_outside_of_all_values_are_left_alone(folder: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="2"><c r="C2"><f>1+1</f></c></row>'
    )
    assert rows_of(xlsx_of_xml(folder / "a.xlsx", cells)) == [["a"]]


def test_a_way_of_packing_that_no_spreadsheet_uses_is_refused(folder: Path, texts: Texts) -> None:
    data = xlsx_file(folder / "a.xlsx", [["Nom"]])
    with ZipFile(data) as old, ZipFile(folder / "b.xlsx", "w") as new:
        for member in old.infolist():
            new.writestr(member.filename, old.read(member), ZIP_BZIP2 if "sheet1" in member.filename else ZIP_DEFLATED)
    assert refusal(folder / "b.xlsx", texts) == DAMAGED


def damage(data: bytes, places: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, byte in places:
        changed[place % len(changed)] = byte
    return bytes(changed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(["xlsx", "xls", "ods", "csv"]),
    places=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, kind: str, places: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"damaged.{kind}"
    rows: list[list[str | float]] = [["Nom", "Prix"], ["a", 1], ["b", 2.5]]
    makers: dict[str, Callable[[], object]] = {
        "xlsx": lambda: xlsx_file(path, rows),
        "ods": lambda: ods_file(path, ods_table(rows)),
        "csv": lambda: csv_file(path, rows),
        "xls": lambda: path.write_bytes(xls(rows)),
    }
    makers[kind]()
    path.write_bytes(damage(path.read_bytes(), places))
    try:
        source = open_source(path)
        list(open_sheet(source, source.names[0] if source.names else None, path).rows())
    except UserError:
        return


def test_reading_does_not_load_what_is_not_needed() -> None:
    code = (
        "import sys; import coorddesk.importing.importer; "
        "print(sorted({'python_calamine', 'rapidfuzz', 'sqlalchemy', 'openpyxl', 'babel'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
