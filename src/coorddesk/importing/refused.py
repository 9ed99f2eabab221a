"""Refused rows as a sheet: their cells as they were, where they stood, and why; mended, it can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.importing.plan import RefusedRow
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.table import Header
from coorddesk.importing.values.words import show

_REASON_WIDTH = 60


def refused_table(
    headers: Sequence[Header], rows: Sequence[RefusedRow]
) -> tuple[tuple[Column[RefusedRow], ...], Sequence[RefusedRow]]:
    """Columns under the sheet's own headers, then the row in the file and the reason; and the rows."""
    cells = [Column(header.label, verbatim(header.text), _cell_of(header), Kind.CODE) for header in headers]
    return (
        *cells,
        Column("row", _("Row in the file"), lambda row: row.row, Kind.NUMBER),
        Column("reason", _("Reason for refusal"), _reason, width=_REASON_WIDTH),
    ), rows


def _cell_of(header: Header) -> Callable[[RefusedRow], str | None]:
    return lambda row: _as_text(row.cells[header.index]) or None


def _as_text(cell: Cell) -> str:
    """A cell as text that reads back as it was: days as 2026-01-31, whatever the order of others in the column."""
    if isinstance(cell, date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return show(cell)


def _reason(row: RefusedRow) -> Message:
    """Every reason, each with its column."""
    said = [_told(refusal.column, refusal.reason) for refusal in row.refusals]
    values: tuple[tuple[str, Any], ...] = tuple((f"part{place}", message) for place, message in enumerate(said))
    return Message(" ".join(f"{{{name}}}" for name, _message in values), values)


def _told(column: str, reason: Message) -> Message:
    return _("{column}: {reason}", column=column, reason=reason) if column else reason
