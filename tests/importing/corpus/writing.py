"""Drafts become files of every kind."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from tests.importing.corpus.draft import Cells, Draft, ErrorCell, Form, Money, Unsaved
from tests.importing.corpus.files import changed_zip, ods_cell, ods_file, ods_table
from tests.importing.reading.old_excel import Error, Serial, xls

_DAY_ZERO = date(1899, 12, 30)
TEXTS = ("csv", "tsv", "txt")
WORKBOOKS = ("xlsx", "xls", "ods")
PAGES = ("html", "xml")


def write_draft(folder: Path, draft: Draft) -> Path:
    """The file of a draft."""
    form = draft.form
    path = folder / (form.name or f"feuille.{form.kind}")
    _WRITERS[form.kind](path, draft)
    return path


def _write_text(path: Path, draft: Draft) -> None:
    form = draft.form
    text = StringIO()
    dialect = csv.unix_dialect if form.quote_all else csv.excel
    writer = csv.writer(text, dialect, delimiter=form.delimiter, lineterminator=form.end)
    rows = [[as_text(cell).replace("\n", form.breaks) for cell in row] for row in draft.grid()]
    width = max(map(len, rows))
    writer.writerows(_bare(row) if form.ragged else [*row, *[""] * (width - len(row))] for row in rows)
    directive = f"sep={form.delimiter}{form.end}" if form.directive else ""
    path.write_bytes((directive + text.getvalue()).encode(form.encoding))


def _bare(row: list[str]) -> list[str]:
    """A row without the blanks at its end, as programs write it that are no spreadsheets."""
    return row[: max((place + 1 for place, cell in enumerate(row) if cell), default=0)]


def as_text(cell: Any) -> str:
    """A cell as a spreadsheet writes it into a text file."""
    match cell:
        case Money():
            return f"{cell // 100},{cell % 100:02}"
        case bool():
            return "VRAI" if cell else "FAUX"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case float():
            return f"{cell:.15g}".replace(".", ",")
    return str(cell)


def _write_xlsx(path: Path, draft: Draft) -> None:
    form = draft.form
    with xlsxwriter.Workbook(path, {"date_1904": form.epoch_1904}) as workbook:
        bold = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in form.before.items():
            _write_xlsx_cells(workbook.add_worksheet(name), rows, day)
        sheet = workbook.add_worksheet("Parc")
        _write_xlsx_cells(sheet, draft.grid(), day)
        for name in form.hidden:
            workbook.get_worksheet_by_name(name).hide()
            sheet.activate()
            sheet.set_first_sheet()
        column = draft.left
        for text, width in draft.groups:
            if width > 1:
                sheet.merge_range(draft.header_row - 1, column, draft.header_row - 1, column + width - 1, text, bold)
            column += width
    if form.formatted_below:
        last = '<row r="1048575" s="1" customFormat="1"/><row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
        changed_zip(path, path.read_bytes(), {f"xl/worksheets/sheet{len(form.before) + 1}.xml": _ending(last)})


def _ending(rows: str) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", rows.encode())


def _write_xlsx_cells(sheet: Any, rows: Sequence[Cells], day: Any) -> None:
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _write_xlsx_cell(sheet, (number, place), cell, day)


def _write_xlsx_cell(sheet: Any, place: tuple[int, int], cell: Any, day: Any) -> None:
    match cell:
        case "":
            return
        case ErrorCell():
            sheet.write_formula(*place, "=NA()", None, str(cell))
        case Unsaved():
            sheet.write_formula(*place, "=A1", None, "")
        case str():
            sheet.write_string(*place, cell)
        case bool():
            sheet.write_boolean(*place, cell)
        case Money():
            sheet.write_number(*place, cell / 100)
        case date():
            sheet.write_datetime(*place, cell, day)
        case _:
            sheet.write_number(*place, cell)


def _write_xls(path: Path, draft: Draft) -> None:
    path.write_bytes(xls([[_old_cell(cell) for cell in row] for row in draft.grid()]))


def _old_cell(cell: Any) -> str | float | None:
    match cell:
        case "":
            return None
        case ErrorCell():
            return Error(cell)
        case Money():
            return cell / 100
        case date():
            return Serial((date(cell.year, cell.month, cell.day) - _DAY_ZERO).days)
    assert isinstance(cell, str | int | float)
    return cell


def _write_ods(path: Path, draft: Draft) -> None:
    tables = [_ods_table(name, rows) for name, rows in draft.form.before.items()]
    ods_file(path, *tables, _ods_table("Parc", draft.grid()))


def _ods_table(name: str, rows: Sequence[Cells]) -> str:
    return ods_table(
        [], name=name, below="".join(f"<table:table-row>{_ods_row(row)}</table:table-row>" for row in rows)
    )


def _ods_row(row: Cells) -> str:
    return "".join(map(_ods_cell, row))


def _ods_cell(cell: Any) -> str:
    match cell:
        case ErrorCell():
            shown = f"<text:p>{cell}</text:p>"
            return f'<table:table-cell office:value-type="string" calcext:value-type="error">{shown}</table:table-cell>'
        case Unsaved():
            return '<table:table-cell table:formula="of:=[.A1]"/>'
        case Money():
            return ods_cell(cell / 100)
    return ods_cell(cell)


def _write_html(path: Path, draft: Draft) -> None:
    """A table of a web page, as an ENT or a business program exports it."""
    rows = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>\n" for row in draft.grid())
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>td { border: 1px }</style></head>'
        f"<body><table>{rows}</table></body></html>",
        encoding="utf-8",
    )


def _html_cell(cell: Any) -> str:
    said = escape(as_text(cell)).replace("\n", "<br>")
    return f"<td>{said or '&nbsp;'}</td>"


def _write_xml(path: Path, draft: Draft) -> None:
    """The workbook that Excel 2002 wrote as XML, and programs still do."""
    rows = "".join(f"<Row>{''.join(map(_xml_cell, row))}</Row>\n" for row in draft.grid())
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    path.write_text(
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {names}>'
        f'<Worksheet ss:Name="Parc"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )


def _xml_cell(cell: Any) -> str:
    match cell:
        case "":
            return "<Cell/>"
        case ErrorCell():
            kind, said = "Error", str(cell)
        case str():
            kind, said = "String", escape(cell, {"\n": "&#10;"})
        case bool():
            kind, said = "Boolean", str(int(cell))
        case Money():
            kind, said = "Number", str(cell / 100)
        case date():
            moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - as a sheet holds it
            kind, said = "DateTime", f"{moment.isoformat()}.000"
        case _:
            kind, said = "Number", str(cell)
    return f'<Cell><Data ss:Type="{kind}">{said}</Data></Cell>'


_WRITERS: dict[str, Callable[[Path, Draft], None]] = {
    **dict.fromkeys(TEXTS, _write_text),
    "xlsx": _write_xlsx,
    "xls": _write_xls,
    "ods": _write_ods,
    "html": _write_html,
    "xml": _write_xml,
}

FORMS = {
    "csv": Form(),
    "tsv": Form("tsv", delimiter="\t"),
    "txt": Form("txt", delimiter="|", end="\n"),
    "xlsx": Form("xlsx"),
    "xls": Form("xls"),
    "ods": Form("ods"),
    "html": Form("html", name="export.xls"),
    "xml": Form("xml", name="classeur.xls"),
}
"""A file of each kind as it is mostly written."""
