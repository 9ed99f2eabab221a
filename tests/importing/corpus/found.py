"""What a file that somebody might bring is expected to come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coorddesk.importing.importer import Options


@dataclass(frozen=True)
class Found:
    """A file, its kind of record, and what must become of it on an empty desk without a word from anybody.

    Attributes:
        write: makes the file at a path.
        mapping: the fields that each column feeds, by header; any other column feeds none.
        counts: how many rows are new, refused, skipped.
        refused: the columns to blame, by row.
        values: what some records hold; each is found by what it says.
        options: what people decide, where the file cannot tell it.
    """

    name: str
    kind: str
    write: Callable[[Path], Path]
    mapping: Mapping[str, str]
    counts: Mapping[str, int]
    values: tuple[Mapping[str, Any], ...]
    refused: Mapping[int, str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
