"""The lines of a grid as they are typed: texts that may mean nothing yet, and what they say as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.widgets.grid.cells import GridColumn

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


@dataclass(frozen=True)
class Line:
    """A line as typed: the texts of its cells, the id of one that is known already, and what goes with it unseen."""

    texts: tuple[str, ...]
    id: int | None = None
    beside: Any = None


class Lines:
    """What lines mean by the columns they have; no widget."""

    def __init__(self, columns: Sequence[GridColumn], texts: Texts) -> None:
        """Read and write as people do who read `texts`."""
        self.columns, self._texts = tuple(columns), texts
        self._said = [place for place, column in enumerate(columns) if column.told is None]

    def blank(self) -> Line:
        """A new line."""
        return self.line_of({each.key: each.first for each in self.columns})

    def is_filled(self, line: Line) -> bool:
        """Whether it says anything that a new line does not."""
        return line.id is not None or line.beside is not None or line.texts != self.blank().texts

    def line_of(self, values: Mapping[str, Any], line_id: int | None = None, beside: Any = None) -> Line:
        """A line that says these values by key."""
        return Line(tuple(e.cells.write(values.get(e.key), self._texts) for e in self.columns), line_id, beside)

    def value(self, line: Line, column: int) -> Any:
        """What a cell says. Raises `UserError`."""
        return self.columns[column].cells.read(line.texts[column])

    def values(self, texts: Sequence[str]) -> dict[str, Any]:
        """What the cells of a line say, by key, as far as they are understood."""
        found = {}
        for place in self._said:
            column = self.columns[place]
            try:
                found[column.key] = column.cells.read(texts[place])
            except UserError:
                continue
        return found

    def trouble(self, line: Line, column: int) -> str:
        """Why a cell cannot be understood, "" if it can."""
        if self.columns[column].told is not None:
            return ""
        try:
            self.value(line, column)
        except UserError as error:
            return self._texts.say(error.message)
        return ""

    def typed(self, line: Line, above: Line | None, column: int, text: str) -> Line:
        """A line in which a cell was typed: what is understood is written in full, so that a slip is seen.

        A line that is begun takes over from the one above, and what follows from the cell is written, too.
        """
        texts = list(line.texts)
        converts = self.columns[column].converts
        meant = text if converts is None else converts(text, self.values(texts), self._texts)
        texts[column] = self._in_full(column, meant)
        if above is not None and not self.is_filled(line):
            for place, each in enumerate(self.columns):
                if each.repeats and place != column:
                    texts[place] = above.texts[place]
        self._follow(line.texts, texts, column)
        return Line(tuple(texts), line.id, line.beside)

    def _follow(self, before: Sequence[str], texts: list[str], typed: int) -> None:
        """Write what follows from what was typed, where nothing else was typed in its place."""
        for place, column in enumerate(self.columns):
            if column.follows is not None and place != typed:
                said = [column.cells.write(column.follows(self.values(e)), self._texts) for e in (before, texts)]
                if texts[place] in {"", said[0]}:
                    texts[place] = said[1]

    def _in_full(self, column: int, text: str) -> str:
        cells = self.columns[column].cells
        try:
            value = cells.read(text)
        except UserError:
            return text.strip()
        return cells.write(value, self._texts)
