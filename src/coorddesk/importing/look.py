"""What was found out about a file before the desk is asked: for people to see, and to change."""

from __future__ import annotations

from dataclasses import dataclass

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.finding.table import Header, Table
from coorddesk.importing.likeness import looks_like
from coorddesk.importing.mapping.columns import Decision, Mapped
from coorddesk.importing.presets import Preset
from coorddesk.importing.reading.delimited import DELIMITERS
from coorddesk.importing.reading.encoding import ENCODINGS
from coorddesk.importing.reading.sheet import Sheet, Source
from coorddesk.importing.survey import Survey
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


def look_at(source: Source, table: Table, mapped: Mapped, surveyed: Survey, preset: Preset | None, shape: str) -> Look:
    """Everything as people are shown it."""
    text = source.delimiter is not None or source.encoding is not None
    return Look(
        sheet=table.sheet.name,
        sheets=tuple(name for name in source.names if name is not None),
        tables_beside=_tables_beside(source, table),
        encoding=source.encoding,
        encodings=ENCODINGS if source.encoding else (),
        delimiter=source.delimiter,
        delimiters=DELIMITERS if text else (),
        header_row=table.header_row,
        header_depth=table.header_depth,
        last_row=surveyed.last_row,
        preset=None if preset is None else preset.key,
        shape=shape,
        columns=_seen_columns(table, mapped, surveyed),
        decisions=(*mapped.decisions, *surveyed.decisions),
        warnings=source.warnings + _hidden(source, table.sheet) + surveyed.warnings + _beside(table),
    )


def _seen_columns(table: Table, mapped: Mapped, surveyed: Survey) -> tuple[SeenColumn, ...]:
    texts = _texts(table)
    readings = surveyed.readings
    return tuple(
        SeenColumn(
            label=header.label,
            letter=header.letter,
            index=header.index,
            fields=mapped.feeds.get(header, ()),
            examples=tuple(texts[header][:_EXAMPLES]),
            why=mapped.whys.get(header),
            reads=readings[header].text if header in readings else looks_like(texts[header]),
            reading=readings[header].chosen if header in readings else None,
            readings=readings[header].choices if header in readings else (),
            beside=header.beside,
        )
        for header in table.headers
    )


def _texts(table: Table) -> dict[Header, list[str]]:
    """The first texts of each column."""
    rows = table.body[:_EXAMPLES_WITHIN]
    return {header: [text for row in rows if (text := show(row[header.index]).strip())] for header in table.headers}


def _tables_beside(source: Source, table: Table) -> tuple[str, ...]:
    """The other tables of the sheet; or the one that was chosen among them."""
    name = table.sheet.name
    return table.others if name is None or name in source.names else (name,)


def _hidden(source: Source, sheet: Sheet) -> tuple[Message, ...]:
    """A word about a sheet that people do not see in a spreadsheet."""
    if sheet.name in source.visible or sheet.name not in source.names:
        return ()
    return (_("The sheet “{sheet}” is hidden in the file.", sheet=sheet.name or ""),)


def _beside(table: Table) -> tuple[Message, ...]:
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
