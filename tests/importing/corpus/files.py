"""Makes sheets as programs and people make them, each with its quirks."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Row = Sequence[Any]

_WORKSHEET = "xl/worksheets/sheet1.xml"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:{name}:1.0"'
    for prefix, name in {
        "office": "oasis:names:tc:opendocument:xmlns:office",
        "table": "oasis:names:tc:opendocument:xmlns:table",
        "text": "oasis:names:tc:opendocument:xmlns:text",
        "style": "oasis:names:tc:opendocument:xmlns:style",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext",
    }.items()
)


def csv_file(
    path: Path, rows: Iterable[Row], *, encoding: str = "utf-8", delimiter: str = ";", end: str = "\r\n"
) -> Path:
    """A text file as a spreadsheet saves it."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(
    path: Path,
    rows: Iterable[Row],
    *,
    sheet: str = "Parc",
    others: Mapping[str, Sequence[Row]] | None = None,
    hidden: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Path:
    """A workbook with typed cells; `others` are more sheets, some of them `hidden`."""
    with xlsxwriter.Workbook(path, dict(options or {})) as workbook:
        formats = {
            date: workbook.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            time: workbook.add_format({"num_format": "hh:mm"}),
            timedelta: workbook.add_format({"num_format": "[h]:mm"}),
        }
        for name, content in {sheet: rows, **(others or {})}.items():
            worksheet = workbook.add_worksheet(name)
            if name in hidden:
                worksheet.hide()
            for number, row in enumerate(content):
                for place, value in enumerate(row):
                    if value is not None and value != "":
                        worksheet.write(number, place, value, formats.get(type(value)))
    return path


def xlsx_of_xml(path: Path, sheet_data: str, *, head: str = "") -> Path:
    """A workbook whose sheet has exactly this XML between <sheetData> and its end."""
    base = BytesIO()
    with xlsxwriter.Workbook(base) as workbook:
        workbook.add_worksheet("Parc")
    xml = (
        f'<?xml version="1.0"?><worksheet xmlns="{_SPREADSHEET}">{head}<sheetData>{sheet_data}</sheetData></worksheet>'
    )
    return changed_zip(path, base.getvalue(), {_WORKSHEET: lambda _: xml.encode()})


def changed_zip(path: Path, data: bytes, changes: Mapping[str, Callable[[bytes], bytes | None]]) -> Path:
    """A zipped file with some members changed, or left out (None)."""
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content: bytes | None = old.read(member)
            if member.filename in changes:
                content = changes[member.filename](old.read(member))
            if content is not None:
                new.writestr(member.filename, content)
    return path


def ods_file(path: Path, *tables: str, encrypted: bool = False) -> Path:
    """A document of LibreOffice with the given XML of tables (see `ods_table`)."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = '<m:encryption-data m:checksum="x"/>' if encrypted else ""
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        f'<m:file-entry m:full-path="content.xml" m:media-type="text/xml">{entry}</m:file-entry></m:manifest>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def ods_table(rows: Iterable[Row], *, name: str = "Parc", below: str = "") -> str:
    """A sheet's XML; the last rows are blank and repeated, as LibreOffice writes them."""
    body = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{body}{below}{rest}</table:table>'


def ods_cell(value: Any) -> str:
    """One cell's XML."""
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            return _ods_typed("boolean", "boolean-value", str(value).lower())
        case int() | float():
            return _ods_typed("float", "value", value)
        case date():
            return _ods_typed("date", "date-value", value)
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'


def _ods_typed(kind: str, attribute: str, value: object) -> str:
    said = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">{said}</table:table-cell>'
