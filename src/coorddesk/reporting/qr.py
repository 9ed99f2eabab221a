"""QR codes as squares to be filled: what a scanner types when it is held before one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_MASK = 0  # every mask scans; trying all eight takes four times as long


class Run(NamedTuple):
    """Dark squares side by side: column and row of the first, from the upper left, and how many."""

    column: int
    row: int
    length: int


class Squares(NamedTuple):
    """A code: how many squares it has each way, without the white around it, and the dark ones."""

    side: int
    runs: tuple[Run, ...]


@lru_cache(maxsize=1000)
def squares(text: str) -> Squares | None:
    """The code of a text, None for one longer than any code; a scratch over a seventh of it does no harm."""
    import segno  # only for the sheets that bear a code

    try:
        rows = segno.make_qr(text, error="m", mask=_MASK).matrix
    except segno.DataOverflowError:
        return None
    runs = (run for number, row in enumerate(rows) for run in _runs(number, row))
    return Squares(len(rows), tuple(runs))


def _runs(number: int, row: bytearray) -> list[Run]:
    found: list[Run] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if found and found[-1].column + found[-1].length == column:
            found[-1] = found[-1]._replace(length=found[-1].length + 1)
        else:
            found.append(Run(column, number, 1))
    return found
