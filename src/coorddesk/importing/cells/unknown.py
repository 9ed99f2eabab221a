"""The texts of a sheet that a field does not understand, or that name nothing there is: met, counted, listed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coorddesk.core.fold import fold
from coorddesk.importing.cells.nearest import Nearest
from coorddesk.importing.plan import Unknown, Verdict

MET_KEPT = 5_000
"""Different texts of a field that are counted; later ones are refused or created all the same."""

LISTED = 1_000
"""Texts of a field that are listed, the most frequent first."""

_CELLS_KEPT = 50_000  # of a field: one text may be written in many ways
_NO_RECORD = Verdict.SKIPPED.code
_NEVER = sys.maxsize


@dataclass(slots=True)
class _Met:
    """A text that was met, and in how many rows."""

    text: str
    count: int = 0
    first_row: int = _NEVER


class Unknowns:
    """Counts unknown texts by the cells that say them, so that a row costs next to nothing."""

    def __init__(self) -> None:
        """Nothing was met yet."""
        self._met: dict[str, dict[str, _Met]] = {}
        self._cells: dict[str, dict[Any, _Met]] = {}

    def meet(self, field_key: str, cell: Any, text: str) -> None:
        """Take down that a cell of a field says an unknown text."""
        met = self._met.setdefault(field_key, {})
        cells = self._cells.setdefault(field_key, {})
        folded = fold(text)
        if len(cells) < _CELLS_KEPT and (folded in met or len(met) < MET_KEPT):
            cells[cell] = met.setdefault(folded, _Met(text))

    def count(self, numbers: range, columns: Mapping[str, Sequence[Any]], verdicts: bytes) -> None:
        """Count some rows, of which `columns` are the cells of each field; those that are no records are left out."""
        rows: Sequence[int] = numbers
        if _NO_RECORD in verdicts:
            rows = [number for number, verdict in zip(numbers, verdicts, strict=True) if verdict != _NO_RECORD]
        for field_key, known in self._cells.items():
            cells = columns[field_key]
            if rows is not numbers:
                cells = [cells[number - numbers.start] for number in rows]
            for cell, count in Counter(cells).items():
                met = known.get(cell)
                if met is not None:
                    met.count += count
                    if met.first_row >= numbers.start:
                        met.first_row = min(met.first_row, rows[cells.index(cell)])

    def listed(self, nearest: Callable[[str, Sequence[str]], Nearest]) -> dict[str, tuple[Unknown, ...]]:
        """Every text that was counted, by field key.

        `nearest(field_key, texts)` finds the names near to one, among those known and the `texts` of the sheet; of
        these, only more frequent ones are worth a thought.
        """
        return {key: listed for key in self._met if (listed := self._listed(key, nearest))}

    def _listed(self, field_key: str, nearest: Callable[[str, Sequence[str]], Nearest]) -> tuple[Unknown, ...]:
        counts = {met.text: met.count for met in self._met[field_key].values() if met.count}
        near = nearest(field_key, tuple(counts))
        counted = (met for met in self._met[field_key].values() if met.count)
        listed = sorted(counted, key=lambda met: (-met.count, met.first_row))[:LISTED]
        return tuple(
            Unknown(
                met.text,
                met.count,
                met.first_row,
                tuple(name for name in near(met.text) if counts.get(name, met.count + 1) > met.count),
            )
            for met in listed
        )
