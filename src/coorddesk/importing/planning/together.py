"""Rows that are one document come in together or not at all: found by a plan of its own, kept to by the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import _
from coorddesk.importing.kind import ImportField, ImportKind
from coorddesk.importing.planning.identity import RowRefused

Broken = dict[tuple[Any, ...], dict[int, RowRefused]]
"""Of rows that belong together, of which one was refused: what they have in common, and why, by number."""


class Together:
    """Knows which rows belong together, and which of them wait for another to be mended."""

    def __init__(self, kind: ImportKind, fields: Sequence[ImportField], withheld: Broken | None) -> None:
        """Of rows with these fields; new ones of what is `withheld`, as an earlier plan found it, are refused."""
        self.broken: Broken = {}
        self._field = next(iter(kind.together), "")
        self._places = [place for place, field in enumerate(fields) if field.key in kind.together]
        self._withheld = withheld or {}

    @property
    def is_asked(self) -> bool:
        """Whether rows belong together at all."""
        return bool(self._places)

    def refuse(self, number: int, values: Sequence[Any]) -> None:
        """Refuse a row that waits for another, or that was refused itself, for the same reason as then."""
        refused = self._withheld.get(self._of(values)) if self._withheld else None
        if refused is not None:
            waits = _("Another row of this is refused: all of it waits until that is mended.")
            raise refused.get(number) or RowRefused(self._field, waits)

    def keep(self, number: int, values: Sequence[Any], refused: RowRefused | None) -> None:
        """Keep that a row was refused, as a whole or for one of its cells."""
        self.broken.setdefault(self._of(values), {}).update({} if refused is None else {number: refused})

    def _of(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(fold_code(str(values[place] or "")) for place in self._places)
