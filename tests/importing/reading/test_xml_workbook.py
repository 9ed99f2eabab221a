from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell

NAMES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
EXCEL = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'


def cell(value: str, kind: str = "String", **attributes: int) -> str:
    said = "".join(f' ss:{name}="{number}"' for name, number in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{value}</Data></Cell>'


def workbook(path: Path, *sheets: str, encoding: str = "utf-8", before: str = "") -> Path:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n{before}'
    path.write_bytes(f"{head}<Workbook {NAMES} {EXCEL}>{''.join(sheets)}</Workbook>".encode(encoding))
    return path


def sheet(rows: str, name: str = "Parc", below: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{below}</Worksheet>'


def rows_of(path: Path, name: str = "Parc") -> list[list[Cell]]:
    return [list(row) for row in open_sheet(open_source(path), name, path).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "iso-8859-1"])
def test_cells_are_what_they_are(folder: Path, encoding: str) -> None:
    row = "".join(
        [
            cell("Écran &amp; câble"),
            cell("12.5", "Number"),
            cell("2024-01-31T00:00:00.000", "DateTime"),
            cell("2024-01-31T14:05:00.000", "DateTime"),
            cell("1899-12-31T14:05:00.000", "DateTime"),
            cell("1", "Boolean"),
            cell("#N/A", "Error"),
            '<Cell ss:Formula="=1+1"></Cell>',
            "<Cell/>",
            cell("much", "Number"),
        ]
    )
    path = workbook(folder / "a.xls", sheet(f"<Row>{row}</Row>"), encoding=encoding)
    moment = datetime(2024, 1, 31, 14, 5)  # noqa: DTZ001 - a sheet knows no zones
    assert rows_of(path) == [
        ["Écran & câble", 12.5, date(2024, 1, 31), moment, time(14, 5), True, "#N/A", NOT_CALCULATED, "", "much"]
    ]


def test_cells_stand_where_they_say(folder: Path) -> None:
    rows = (
        f"<Row>{cell('Nom', MergeAcross=1)}{cell('Prix')}</Row>"
        f'<Row ss:Index="4" ss:Span="1">{cell("x", Index=3)}</Row><Row>{cell("y")}</Row>'
    )
    path = workbook(folder / "a.xls", sheet(rows))
    assert rows_of(path) == [["Nom", "", "Prix"], [""] * 3, [""] * 3, ["", "", "x"], [""] * 3, ["y", "", ""]]
    assert open_sheet(open_source(path), "Parc", path).merged(1) == {0: 1}


def test_comments_and_formats_within_a_cell_are_no_values(folder: Path) -> None:
    html = 'xmlns="http://www.w3.org/TR/REC-html40"'
    rich = (
        f'<Cell><ss:Data ss:Type="String" {html}><B>bo</B>ld</ss:Data><Comment><ss:Data>why</ss:Data></Comment></Cell>'
    )
    assert rows_of(workbook(folder / "a.xls", sheet(f"<Row>{rich}{cell('z')}</Row>"))) == [["bold", "z"]]


def test_sheets_that_nobody_sees_are_listed_apart(folder: Path) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    row = f"<Row>{cell('a')}</Row>"
    source = open_source(workbook(folder / "a.xls", sheet(row), sheet(row, "Listes", hidden), sheet(row, "Autre")))
    assert (source.names, source.visible) == (("Parc", "Listes", "Autre"), ("Parc", "Autre"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<Row ss:Index="x"/>', "damaged"),
        (f"<Row>{cell('a')}{cell('b', Index=1)}</Row>", "damaged"),
        ("<Row>", "damaged"),
        (f'<Row ss:Index="1048577">{cell("a")}</Row>', "too big"),
        (f"<Row>{cell('a', Index=16385)}</Row>", "too big"),
        (f'<Row ss:Index="900000">{cell("a", Index=900)}</Row>', "too big"),
    ],
)
def test_a_workbook_that_is_none_is_refused(folder: Path, texts: Texts, content: str, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        open_source(workbook(folder / "a.xls", sheet(content)))
    assert texts.say(refused.value.message).startswith(f"a.xls is {reason}")


def test_entities_are_refused(folder: Path, texts: Texts) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UserError) as refused:
        open_source(workbook(folder / "a.xls", sheet(f"<Row>{cell('&b;')}</Row>"), before=bomb))
    assert texts.say(refused.value.message) == (
        "a.xls is damaged or was cut off. Copy or download it once more, or save it again."
    )


def test_another_xml_file_is_refused_with_what_to_do(folder: Path, texts: Texts) -> None:
    path = folder / "a.xls"
    path.write_text('<?xml version="1.0"?><inventory/>', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        open_source(path)
    assert texts.say(refused.value.message) == (
        "a.xls is an XML file. Open it in a spreadsheet, save it as .xlsx, and import that."
    )
