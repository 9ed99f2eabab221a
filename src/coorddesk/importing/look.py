"""What was found out about a file before the desk is asked: for people to see, and to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.mapping import Decision, Fed
from coorddesk.importing.table import Header, Table
from coorddesk.importing.values.words import show

_EXAMPLES = 3
_EXAMPLES_WITHIN = 100  # rows


@dataclass(frozen=True)
class Options:
    """What people say themselves: the sheet, fields by header ("": none), the field to find records by."""

    sheet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True)
class SeenColumn:
    """A column of the sheet: what it is called, its letter, the key of the field that it feeds, and some values."""

    label: str
    letter: str
    field: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """What was found out; rows are numbered as in the file."""

    sheet: str | None
    sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    header_row: int
    last_row: int
    columns: tuple[SeenColumn, ...]
    decisions: tuple[Decision, ...]
    warnings: tuple[Message, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """The key of the field that each header feeds."""
        return {column.label: column.field for column in self.columns if column.field}

    @property
    def unmapped(self) -> list[str]:
        """The headers that feed nothing."""
        return [column.label for column in self.columns if not column.field]


def seen_columns(table: Table, fed: Sequence[Fed]) -> tuple[SeenColumn, ...]:
    """The columns as people are shown them."""
    fields = {header: one.field.key for one in fed for header in one.headers}
    examples: dict[Header, list[str]] = {header: [] for header in table.headers}
    for row in islice(table.rows(), _EXAMPLES_WITHIN):
        for header, texts in examples.items():
            text = show(row[header.index]).strip()
            if text and len(texts) < _EXAMPLES:
                texts.append(text)
    return tuple(
        SeenColumn(header.label, header.letter, fields.get(header), tuple(texts)) for header, texts in examples.items()
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
