"""A sheet as the rest of the house sees it: rows of cells, numbered as in the file, read as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Protocol

from coorddesk.core.messages import Message

Cell = str | float | date | time | timedelta
"""A cell as the file has it; blank is ''. A bool is a truth, a datetime a day with its time."""

Numbered = tuple[int, Sequence[Cell]]
"""A row and its number in the file."""

NOT_CALCULATED = "\0not calculated"
"""Stands in a cell whose formula was saved without its result; no file can hold this text."""

ERROR_TEXTS = frozenset(
    (
        *(
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#NAME?",
            "#DIV/0!",
            "#NULL!",
            "#NUM!",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BLOCKED!",
        ),
        *("#N/D", "#VALEUR!", "#NOM?", "#NUL!", "#NOMBRE!", "#PROPAGATION!", "#CHAMP!", "#CONNECT!", "#GETTING_DATA"),
    )
)
"""What error cells say, in English and French."""


MOST_COLUMNS = 1 << 14
"""How many columns a spreadsheet has."""


@dataclass(frozen=True)
class Extent:
    """Where a sheet's cells are: the index of the first column, how many columns, and how many rows down from row 1.

    `ragged` sheets (text files) may have rows that are longer: there a surplus cell is a sign of damage.
    """

    first_column: int
    width: int
    height: int | None
    ragged: bool = False
    epoch_1904: bool = False


class Sheet(Protocol):
    """One table of cells."""

    name: str | None
    extent: Extent

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row from row 1 on, blank ones included, none shorter than the extent is wide."""

    def merged(self, row: int) -> Mapping[int, int]:
        """How far cells of a row reach that were merged with others: the index of each, and of the last with it."""


class Source(Protocol):
    """An opened file: its sheets, those that people see first, and how its text is written."""

    encoding: str | None
    delimiter: str | None
    names: tuple[str | None, ...]
    visible: tuple[str | None, ...]
    warnings: tuple[Message, ...]

    def sheet(self, name: str | None) -> Sheet:
        """The sheet of that name; None is the only one of a text file."""


def column_letter(index: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The number of a column from its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
