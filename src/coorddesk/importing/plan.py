"""What an import would do, row by row and in sum: what people see before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coorddesk.core.messages import Message, _, digits
from coorddesk.importing.reading.sheet import Cell

REFUSED_KEPT = 10_000
"""Refused rows that are kept with their cells; more are only counted."""

EXAMPLES_KEPT = 1_000
"""Rows of each verdict that are kept to be shown."""

DETAILS_KEPT = 10_000
"""Changed rows that are kept with their old values."""

NOTES_KEPT = 10_000
"""Rows of which people should know something."""

_WARNINGS_KEPT = 100
_NOTHING: Mapping[str, Any] = {}


class Verdict(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SKIPPED = "skipped"

    @property
    def code(self) -> int:
        """What stands for it in `Summary.verdicts`."""
        return _CODES[self]

    @classmethod
    def of_code(cls, code: int) -> Verdict:
        """The verdict that a byte of `Summary.verdicts` stands for."""
        return _BY_CODE[code]


_BY_CODE = (Verdict.SKIPPED, Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.REFUSED)
_CODES = {verdict: code for code, verdict in enumerate(_BY_CODE)}


@dataclass(frozen=True)
class Refusal:
    """Why a row is refused: what the column is called, the value as the file has it, and the reason."""

    column: str
    value: str
    reason: Message


@dataclass(frozen=True)
class RefusedRow:
    """A row that is refused as a whole, with its cells as they were; rows are numbered as in the file."""

    row: int
    cells: tuple[Cell, ...]
    refusals: tuple[Refusal, ...]

    def told(self) -> list[Message]:
        """A sentence for each reason; one that is about the whole row names no column, and an empty cell no value."""
        return [self._told(each) for each in self.refusals]

    def _told(self, refusal: Refusal) -> Message:
        row, column, reason = digits(self.row), refusal.column, refusal.reason
        if column and refusal.value:
            return _(
                "Row {row}, {column}: “{value}”: {reason}", row=row, column=column, value=refusal.value, reason=reason
            )
        what = _("{column}: {reason}", column=column, reason=reason) if column else reason
        return _("Row {row}: {what}", row=row, what=what)


@dataclass(frozen=True)
class PlannedRow:
    """A row to show: its values by field key, or those that would change, with the old ones."""

    row: int
    values: Mapping[str, Any]
    old: Mapping[str, Any]


@dataclass(frozen=True)
class Unknown:
    """A text that is no known name or word of a field.

    `count` is how many rows have it, `first_row` the first of them; `nearest` are known names, the best first.
    """

    text: str
    count: int
    first_row: int
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """All that people need to know before they say yes.

    Rows are numbered as in the file. What is kept of single rows is bounded, `counts` and `verdicts` are complete.

    Attributes:
        counts: how many rows there are of each verdict.
        refused: refused rows with their cells and reasons.
        examples: some rows of each verdict.
        creates: the names of linked records that would be made, by field key.
        warnings: what people should know.
        digest: stands for every verdict: two plans made by one run of the program do the same if it is the same.
        unknowns: by field key, words of a choice that are not understood and names that no record has.
        verdicts: the code of a verdict for each row, the first below the headers first.
        details: changed rows with their old values, by number.
        notes: what people should know of a row besides its verdict, by number.
    """

    counts: Mapping[Verdict, int]
    refused: Sequence[RefusedRow]
    examples: Mapping[Verdict, Sequence[PlannedRow]]
    creates: Mapping[str, Sequence[str]]
    warnings: Sequence[Message]
    digest: int
    unknowns: Mapping[str, Sequence[Unknown]] = field(default_factory=dict)
    verdicts: bytes = b""
    details: Mapping[int, PlannedRow] = field(default_factory=dict)
    notes: Mapping[int, Message] = field(default_factory=dict)

    @property
    def writes(self) -> int:
        """How many records would be written."""
        return self.counts[Verdict.NEW] + self.counts[Verdict.CHANGED]


class Tally:
    """Adds up the verdicts of a plan."""

    def __init__(self, warnings: Iterable[Message], rows: range) -> None:
        """Nothing of `rows` is counted yet; `warnings` come from a look at the file."""
        self._counts = dict.fromkeys(Verdict, 0)
        self._refused: list[RefusedRow] = []
        self._examples: dict[Verdict, list[PlannedRow]] = {verdict: [] for verdict in Verdict}
        self._creates: dict[str, dict[str, None]] = {}
        self._warnings = list(warnings)
        self._digest = 0
        self._first = rows.start
        self._verdicts = bytearray(len(rows))
        self._details: dict[int, PlannedRow] = {}
        self._notes: dict[int, Message] = {}

    def count(
        self, verdict: Verdict, row: int, values: Mapping[str, Any] = _NOTHING, old: Mapping[str, Any] = _NOTHING
    ) -> None:
        """Count a row."""
        self._counts[verdict] += 1
        self._verdicts[row - self._first] = _CODES[verdict]
        if verdict is not Verdict.NEW:  # new are all the others
            self._digest = hash((self._digest, verdict, row, *values.values(), *old.values()))
        examples = self._examples[verdict]
        if len(examples) < EXAMPLES_KEPT:
            examples.append(PlannedRow(row, values, old))
        if verdict is Verdict.CHANGED and len(self._details) < DETAILS_KEPT:
            self._details[row] = PlannedRow(row, values, old)

    def count_new(self, rows: range, records: Sequence[Mapping[str, Any]]) -> None:
        """Count rows that are all new."""
        self._counts[Verdict.NEW] += len(records)
        self._verdicts[rows.start - self._first : rows.stop - self._first] = bytes([_CODES[Verdict.NEW]]) * len(rows)
        examples = self._examples[Verdict.NEW]
        kept = slice(EXAMPLES_KEPT - len(examples))
        examples += [PlannedRow(row, record, _NOTHING) for row, record in zip(rows[kept], records[kept], strict=True)]

    def refuse(self, refused: RefusedRow) -> None:
        """Count a refused row."""
        self._counts[Verdict.REFUSED] += 1
        self._verdicts[refused.row - self._first] = _CODES[Verdict.REFUSED]
        self._digest = hash((self._digest, Verdict.REFUSED, refused.row))
        if len(self._refused) < REFUSED_KEPT:
            self._refused.append(refused)

    def create(self, field_key: str, name: str) -> None:
        """Note a linked record that would be made."""
        self._creates.setdefault(field_key, {})[name] = None

    def note(self, row: int, note: Message) -> None:
        """Note something about a row besides its verdict; the first word about a row is the last."""
        if len(self._notes) < NOTES_KEPT:
            self._notes.setdefault(row, note)

    def verdicts_of(self, rows: range) -> bytes:
        """The codes of the verdicts of some rows; of those that are not counted yet as if they were no records."""
        return bytes(self._verdicts[rows.start - self._first : rows.stop - self._first])

    def warn(self, warning: Message) -> None:
        """Note something that people should know."""
        if len(self._warnings) < _WARNINGS_KEPT:
            self._warnings.append(warning)

    def summary(self, links: Iterable[int] = ()) -> Summary:
        """What it all comes to; `links` stand for what the names in the sheet mean."""
        creates = {field_key: tuple(names) for field_key, names in self._creates.items()}
        return Summary(
            self._counts,
            self._refused,
            self._examples,
            creates,
            self._warnings,
            digest=hash((self._digest, *links, *creates.items())),
            verdicts=bytes(self._verdicts),
            details=self._details,
            notes=self._notes,
        )
