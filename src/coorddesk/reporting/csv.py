"""Rows as a csv that opens right by double click: in a French Excel when the reader's language is French."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message
from coorddesk.core.sheets import escape
from coorddesk.core.tables import Kind, cell_text

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.flat import Flat

_ROWS_BETWEEN_REPORTS = 500
_FRENCH = ";", ","  # delimiter and decimal sign, as Excel expects them there
_ENGLISH = ",", "."


def write_csv(table: Flat, stream: IO[bytes], texts: Texts, progress: Progress = unwatched) -> None:
    """Write a row of titles and the rows into an open file, which stays open.

    UTF-8 with a byte order mark, CRLF; text that a spreadsheet would run is escaped (core/sheets.py).
    """
    delimiter, decimal = _FRENCH if texts.language == "fr" else _ENGLISH
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([escape(texts.say(column.title)) for column in table.columns])
        for number, row in enumerate(table.rows):
            if number % _ROWS_BETWEEN_REPORTS == 0:
                progress(number, table.count)
            writer.writerow([_cell(column.value(row), column.kind, texts, decimal) for column in table.columns])
    finally:
        text.detach()


def _cell(value: Any, kind: Kind, texts: Texts, decimal: str) -> str:
    match value:
        case None:
            return ""
        case int() if kind in {Kind.AMOUNT, Kind.PERCENT}:
            return f"{'-' if value < 0 else ''}{abs(value) // 100}{decimal}{abs(value) % 100:02}"
        case int() if kind is Kind.DECIMAL:
            decimals = f"{abs(value) % 1000:03}".rstrip("0")
            return f"{'-' if value < 0 else ''}{abs(value) // 1000}{decimal if decimals else ''}{decimals}"
        case int() if kind is Kind.NUMBER:
            return str(value)
        case str() | Message():
            return escape(cell_text(value, kind, texts))
    return cell_text(value, kind, texts)
