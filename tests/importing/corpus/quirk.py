"""What a quirk is: one oddity of the sheets that people bring, put into a draft with what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.importing.corpus.draft import Draft, Line, device
from tests.importing.corpus.writing import PAGES, TEXTS, WORKBOOKS

EVERYWHERE = ("csv", *WORKBOOKS, *PAGES)
IN_TEXTS = TEXTS
IN_WORKBOOKS = WORKBOOKS


@dataclass(frozen=True)
class Quirk:
    """An oddity by its name; those of one family exclude each other, and families are put in by their `step`.

    Rows come first, then how cells are written, then what stands around the table, at last the file.
    """

    name: str
    family: str
    change: Callable[[Draft], Draft]
    kinds: tuple[str, ...] = EVERYWHERE

    @property
    def step(self) -> int:
        """When it is put in."""
        return FAMILIES.index(self.family)


FAMILIES = (
    *("gaps", "keyless", "duplicates", "refused tag", "refused serial", "refused price", "refused date"),
    *("refused other", "links", "identifiers", "notes", "dates", "amounts", "months", "texts"),
    *("headers", "columns", "repeated", "below", "left", "groups", "beside", "above"),
    *("sheets", "tail", "epoch", "encoding", "delimiter", "line ends", "quotes", "width", "name"),
)
"""What excludes each other, in the order in which it is put in."""


def refusing(tag: str, column: str, cell: Any, reason: str, **values: Any) -> Callable[[Draft], Draft]:
    """One more row whose cell in `column` must be refused for `reason`, a message id."""
    line = Line(device(tag, f"S{tag}", **values), {column: cell}, {column: reason})
    return lambda draft: draft.with_lines(line, at=3)


def taking(tag: str, column: str, cell: Any, value: Any) -> Callable[[Draft], Draft]:
    """One more row whose cell in `column` is odd and must be read as `value`."""
    values = device(tag, f"S{tag}") | {column: value}
    return lambda draft: draft.with_lines(Line(values, {column: cell}), at=2)
