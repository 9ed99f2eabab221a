"""Refused rows as a sheet: their cells as they were, where they stood, and why; mended, it can be imported again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.core.texts import Texts
from coorddesk.importing.cells.readers import reading_of
from coorddesk.importing.found import Found
from coorddesk.importing.headers import folded_header
from coorddesk.importing.kind import FieldType
from coorddesk.importing.mapping.columns import Fed
from coorddesk.importing.options import Options
from coorddesk.importing.plan import RefusedRow
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell, column_letter
from coorddesk.importing.saying import in_a_row
from coorddesk.importing.values.dates import date_reader, moment_reader
from coorddesk.importing.values.numbers import amount_reader, decimal_reader, whole_reader
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import show
from coorddesk.importing.words import HeaderWords

_ROW, _REASON = _("Row in the file"), _("Reason for refusal")
_REASON_WIDTH = 60
_STILL_WRONG = "#N/A"  # what stands for a formula without a result: refused again until somebody says what it is


@dataclass(frozen=True)
class RefusedColumn:
    """A column of the sheet: the place of its cells in a row, what it is called, and how it was and is labelled.

    `plainly` writes a cell so that it reads in any column as it did in its own.
    """

    index: int
    text: str
    label_before: str
    label: str
    plainly: Callable[[Cell], str]


def refused_columns(found: Found, words: HeaderWords) -> tuple[RefusedColumn, ...]:
    """The columns of the table under headers by which each is known again, whatever was decided of the file."""
    seen: Counter[str] = Counter()
    columns = []
    for place, header in enumerate(one for one in found.table.headers if not one.beside):
        fed = [one for one in found.fed if header in one.headers]
        text = header.text if _is_known(fed, header.text, words) else found.languages[0].say(fed[0].field.title)
        label = text or f"[{column_letter(place)}]"
        seen[label] += 1
        label = label if seen[label] == 1 else f"{label} ({seen[label]})"
        plainly = _plainly(fed[0], found) if len(fed) == 1 else as_text
        columns.append(RefusedColumn(header.index, text, header.label, label, plainly))
    return tuple(columns)


def refused_table(
    columns: Sequence[RefusedColumn], rows: Sequence[RefusedRow], width: int
) -> tuple[tuple[Column[RefusedRow], ...], Sequence[RefusedRow]]:
    """The columns, any cells beyond the `width` of the table, then the row in the file and the reason; and the rows."""
    beyond = range(width, max((len(row.cells) for row in rows), default=0))
    return (
        *(Column(one.label, verbatim(one.text), _cell_at(one.index, one.plainly), Kind.CODE) for one in columns),
        *(Column(f"beyond{index}", verbatim(""), _cell_at(index, as_text), Kind.CODE) for index in beyond),
        Column("row", _ROW, lambda row: row.row, Kind.NUMBER),
        Column("reason", _REASON, _reason, width=_REASON_WIDTH),
    ), rows


def own_headers(languages: Iterable[Texts]) -> frozenset[str]:
    """The folded headers that only our own sheets of refused rows have."""
    return frozenset(folded_header(texts.say(title)) for texts in languages for title in (_ROW, _REASON))


def relabelled(decided: Options, columns: Sequence[RefusedColumn]) -> Options:
    """What was decided of a file, for the sheet of its refused rows."""
    labels = {one.label_before: one.label for one in columns}
    return replace(decided, mapping={labels[label]: keys for label, keys in decided.mapping.items() if label in labels})


def _is_known(fed: Sequence[Fed], text: str, words: HeaderWords) -> bool:
    """Whether a header alone says what its column feeds; one that feeds a part of a field, or several, stays."""
    if len(fed) != 1 or len(fed[0].headers) > 1 or fed[0].split is not None:
        return True
    match = (words.match(text) or words.near(text)) if text else None
    return match is not None and match.part is None and match.field.key == fed[0].field.key


def _cell_at(index: int, write: Callable[[Cell], str]) -> Callable[[RefusedRow], str | None]:
    return lambda row: (write(row.cells[index]) or None) if index < len(row.cells) else None


def as_text(cell: Cell) -> str:
    """A cell as text: days as 2026-01-31, whatever the order of others in the column."""
    if isinstance(cell, date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return _STILL_WRONG if cell == NOT_CALCULATED else show(cell)


def _plainly(one: Fed, found: Found) -> Callable[[Cell], str]:
    """How to write the cells of a column: as they are, unless only the column tells what they mean."""
    if one.field.type not in _READ_BY_COLUMN or one.split is not None or len(one.headers) > 1:
        return as_text
    read, read_alone = reading_of(one, found), _READ_BY_COLUMN[one.field.type]

    def write(cell: Cell) -> str:
        text = as_text(cell)
        value = _value(read, cell)
        return text if value is None or value == _value(read_alone, text) else _WRITTEN[one.field.type](value)

    return write


def _value(read: Callable[[Cell], Any], cell: Cell) -> Any:
    """What a cell means; None where it is blank or refused."""
    try:
        return read(cell)
    except CellRefused:
        return None


_READ_BY_COLUMN: dict[FieldType, Callable[[Cell], Any]] = {
    FieldType.DATE: date_reader(None, epoch_1904=False),
    FieldType.MOMENT: moment_reader(None, epoch_1904=False),
    FieldType.AMOUNT: amount_reader(None),
    FieldType.DECIMAL: decimal_reader(None),
    FieldType.NUMBER: whole_reader(None),
}
_WRITTEN: dict[FieldType, Callable[[Any], str]] = {
    FieldType.DATE: date.isoformat,
    FieldType.MOMENT: lambda moment: moment.isoformat(" ", "minutes"),
    FieldType.AMOUNT: lambda cents: f"{cents / 100:.2f}",
    FieldType.DECIMAL: lambda thousandths: f"{thousandths / 1000:.4f}",  # three decimals may be thousands
    FieldType.NUMBER: str,
}


def _reason(row: RefusedRow) -> Message:
    """Every reason, each with its column."""
    return in_a_row([_told(refusal.column, refusal.reason) for refusal in row.refusals], " ")


def _told(column: str, reason: Message) -> Message:
    return _("{column}: {reason}", column=column, reason=reason) if column else reason
