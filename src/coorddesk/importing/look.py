"""What was found out about a file before the desk is asked: for people to see, and to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.mapping import Decision, Fed
from coorddesk.importing.table import Header, Table
from coorddesk.importing.values.words import show

_EXAMPLES = 3
_EXAMPLES_WITHIN = 100  # rows


@dataclass(frozen=True)
class SeenColumn:
    """A column of the sheet.

    Attributes:
        label: what it is called.
        letter: its letter in the file.
        index: the place of its cell in a row.
        fields: the keys of the fields that it feeds.
        examples: some of its values.
        why: how it came to feed them; None where it feeds none.
        reads: how its cells read ("days as 31/01/2026"); None where there is nothing to say.
        reading: which of the `readings` it is.
        readings: what people may choose (see `Options.readings`); none where there is nothing to choose.
        beside: whether it belongs to another table.
    """

    label: str
    letter: str
    index: int
    fields: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    why: Message | None = None
    reads: Message | None = None
    reading: str | None = None
    readings: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class Look:
    """What was found out; rows are numbered as in the file.

    `tables_beside` are other tables of the same sheet, `encodings` and `delimiters` what a text file may be read as:
    each may be said in `Options`. Files of one `shape` have the same headers, and are read alike.
    """

    sheet: str | None
    sheets: tuple[str, ...]
    tables_beside: tuple[str, ...]
    encoding: str | None
    encodings: tuple[str, ...]
    delimiter: str | None
    delimiters: tuple[str, ...]
    header_row: int
    header_depth: int
    last_row: int
    preset: str | None
    shape: str
    columns: tuple[SeenColumn, ...]
    decisions: tuple[Decision, ...]
    warnings: tuple[Message, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """What each header feeds, written as in `Options.mapping`."""
        return {column.label: "+".join(column.fields) for column in self.columns if column.fields}

    @property
    def unmapped(self) -> list[str]:
        """The headers that feed nothing."""
        return [column.label for column in self.columns if not column.fields]


def seen_columns(table: Table, fed: Sequence[Fed]) -> tuple[SeenColumn, ...]:
    """The columns as people are shown them."""
    fields: dict[Header, tuple[str, ...]] = {}
    for one in fed:
        for header in one.headers:
            fields[header] = (*fields.get(header, ()), one.field.key)
    examples: dict[Header, list[str]] = {header: [] for header in table.headers}
    for row in islice(table.rows(), _EXAMPLES_WITHIN):
        for header, texts in examples.items():
            text = show(row[header.index]).strip()
            if text and len(texts) < _EXAMPLES:
                texts.append(text)
    return tuple(
        SeenColumn(
            header.label,
            header.letter,
            header.index,
            fields.get(header, ()),
            tuple(texts),
            beside=header.beside,
        )
        for header, texts in examples.items()
    )


def beside(table: Table) -> tuple[Message, ...]:
    """A word about columns that belong to another table."""
    labels = [header.label for header in table.headers if header.beside]
    if not labels:
        return ()
    return (
        _(
            "Columns beside the table belong to another one and were left out: {labels}.",
            labels=verbatim(", ".join(labels)),
        ),
    )
