"""What people decide about a file themselves, in the window or on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NameFate(StrEnum):
    """What becomes of a name that no record has."""

    CREATE = "create"
    EMPTY = "empty"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Options:
    """What people decided; whatever is left out is found out.

    Rows are numbered as in the file, the first is 1; fields are named by their keys.

    Attributes:
        sheet: name of a sheet, or one of `Look.tables_beside`.
        encoding: one of `Look.encodings`.
        delimiter: one of `Look.delimiters`.
        header_row: the first row of the headers.
        header_depth: 1, or 2 where two rows make up the headers.
        last_row: the last row of the table.
        preset: key of a preset; "" none, even if the file looks like one.
        mapping: what a header (or a column "[C]") feeds: "" nothing, "model" a field, "manufacturer+model" several.
        key: the field by which records are found.
        fixed: text as a cell would have it, by field, for rows that say nothing there.
        readings: one of `SeenColumn.readings`, by field.
        values: by field, the text to read in place of a cell's folded text; "" leaves it empty.
        unknown: by field, the `NameFate` of every other unknown name of a link.
        corrections: by row and index of the cell, the text typed in its place.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    header_depth: int | None = None
    last_row: int | None = None
    preset: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
