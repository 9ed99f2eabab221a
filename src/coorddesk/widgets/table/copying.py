"""Copying: records as a table that spreadsheets take with its types, and as lines of text for everything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData

from coorddesk.core.tables import Kind, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.texts import Texts

_NEEDS_QUOTES = ("\t", "\n", "\r", '"')
_TEXT = r"\@"
"""Spreadsheets take a cell of this format as text: leading zeros stay, and "=1+1" is not run."""
_HUNDREDTHS, _THOUSANDTHS = 2, 3
_DECIMALS = {Kind.NUMBER: 0, Kind.AMOUNT: _HUNDREDTHS, Kind.DECIMAL: _THOUSANDTHS, Kind.PERCENT: _HUNDREDTHS}
_FORMATS = {Kind.NUMBER: "0", Kind.AMOUNT: "#,##0.00", Kind.DECIMAL: "General", Kind.PERCENT: "#,##0.00"}
_DAY = "Short Date"
_LIBREOFFICE = {
    _TEXT: "1033;0;@",
    "0": "1033;0;0",
    "#,##0.00": "1033;0;#,##0.00",
    "General": "1033;",
    _DAY: "1033;2057;DD/MM/YYYY",
}
"""The formats as LibreOffice calls them: the language of the format, that of the cell, the format."""
_FIRST_DAY = date(1899, 12, 30)  # as spreadsheets count


@dataclass(frozen=True, slots=True)
class Copied:
    """A cell on its way: how it reads, the number that it is for a spreadsheet (or ""), and that number's format.

    A number reads without separators of thousands, which spreadsheets do not take back.
    """

    text: str
    number: str = ""
    format: str = _TEXT


def copied(value: Any, kind: Kind, texts: Texts) -> Copied:
    """A value of a column of that kind."""
    if isinstance(value, int) and not isinstance(value, bool) and kind in _DECIMALS:
        number = _decimal(value, _DECIMALS[kind])
        number = number.rstrip("0").rstrip(".") if kind is Kind.DECIMAL else number
        return Copied(number.replace(".", ",") if texts.language == "fr" else number, number, _FORMATS[kind])
    text = cell_text(value, kind, texts)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Copied(text, str((value - _FIRST_DAY).days), _DAY)
    return Copied(text)


def as_mime(titles: Sequence[str], rows: Sequence[Sequence[Copied]]) -> QMimeData:
    """Rows of cells for the clipboard; empty `titles` leave out the headings."""
    mime = QMimeData()
    mime.setText(as_text(titles, rows))
    mime.setHtml(as_html(titles, rows))
    return mime


def as_text(titles: Sequence[str], rows: Sequence[Sequence[Copied]]) -> str:
    """Tab-separated lines; a cell with a tab or a line break is quoted, as spreadsheets expect."""
    texts = [[cell.text for cell in cells] for cells in rows]
    lines = [titles, *texts] if titles else texts
    return "".join("\t".join(map(_quoted, cells)) + "\n" for cells in lines)


def as_html(titles: Sequence[str], rows: Sequence[Sequence[Copied]]) -> str:
    """A table of HTML, in which Excel (`x:num`) and LibreOffice (`sdval`) find texts, numbers and days as such."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(map(_html, cells))}</tr>" for cells in rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<table>{f'<tr>{head}</tr>' if head else ''}{body}</table></body></html>"
    )


def _decimal(value: int, decimals: int) -> str:
    """An integer of hundredths or thousandths as programs write it: -1234.50."""
    sign, digits = ("-" if value < 0 else ""), f"{abs(value):0{decimals + 1}}"
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in _NEEDS_QUOTES):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _html(cell: Copied) -> str:
    text, style = escape(cell.text).replace("\n", "<br>"), f"mso-number-format:'{cell.format}'"
    taken = f' sdnum="{_LIBREOFFICE[cell.format]}"'
    if cell.number:
        taken = f' x:num="{cell.number}" sdval="{cell.number}"{taken}'
        style += "" if cell.format == _DAY else ";text-align:right"
    return f'<td{taken} style="{style}">{text}</td>'
