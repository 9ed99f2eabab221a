"""How a sheet reckons a column anew: formulas that come to the very values beside which they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.tables import Added, Share

if TYPE_CHECKING:
    from coorddesk.core.tables import Column

Cells = Mapping[str, str]
"""The cell of each column of a row by its key: "F7"."""
Values = Callable[[str], int]
"""What a column of a row holds by its key; nothing counts as nought."""
_WHOLE = 10_000
"""A whole in hundredths of a percent."""


def formula_places(columns: Sequence[Column[Any]]) -> list[int]:
    """Where the columns stand that can be reckoned from others that are there too."""
    there = {column.key for column in columns}
    return [
        place for place, column in enumerate(columns) if column.formula and there.issuperset(_named(column.formula))
    ]


def formula_of(formula: Added | Share, cells: Cells, values: Values, said: int | None) -> str | None:
    """The formula for a row; None if it would come to anything but what is `said`."""
    if isinstance(formula, Added):
        if sum(times * values(key) for key, times in formula.parts) != said:
            return None
        terms = "".join(f"{'+' if times > 0 else '-'}{cells[key]}" for key, times in formula.parts)
        return f"={terms.removeprefix('+')}"
    whole, part = values(formula.whole), sum(map(values, formula.parts))
    if said != (None if whole <= 0 else (2 * _WHOLE * part + whole) // (2 * whole)):
        return None
    above = "+".join(cells[key] for key in formula.parts)
    return f'=IF({cells[formula.whole]}>0,ROUND(({above})/{cells[formula.whole]},4),"")'


def _named(formula: Added | Share) -> set[str]:
    if isinstance(formula, Added):
        return {key for key, _times in formula.parts}
    return {*formula.parts, formula.whole}
