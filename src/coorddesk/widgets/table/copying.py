"""Copying: records as a table that spreadsheets and mail take, and as lines of text for everything else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEEDS_QUOTES = ("\t", "\n", "\r", '"')
# Spreadsheets take a cell of this style as text: leading zeros stay, and "=1+1" is not run.
_TEXT = " style=\"mso-number-format:'\\@'\""


def as_mime(titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> QMimeData:
    """Rows of cells for the clipboard; empty `titles` leave out the headings, `numeric` marks columns of numbers."""
    mime = QMimeData()
    mime.setText(as_text(titles, rows))
    mime.setHtml(as_html(titles, rows, numeric))
    return mime


def as_text(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines; a cell with a tab or a line break is quoted, as spreadsheets expect."""
    lines = [titles, *rows] if titles else rows
    return "".join("\t".join(map(_quoted, cells)) + "\n" for cells in lines)


def as_html(titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """A table of HTML."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    styles = ["" if is_number else _TEXT for is_number in numeric]
    body = "".join(
        "<tr>" + "".join(f"<td{style}>{_html(cell)}</td>" for cell, style in zip(cells, styles, strict=True)) + "</tr>"
        for cells in rows
    )
    return f'<meta charset="utf-8"><table>{f"<tr>{head}</tr>" if head else ""}{body}</table>'


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in _NEEDS_QUOTES):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _html(cell: str) -> str:
    return escape(cell).replace("\n", "<br>")
