"""The editor of a rate: percents in integer hundredths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.core.messages import verbatim
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import LineEditor
from coorddesk.widgets.grid.cells import RateCells

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class RateEditor(LineEditor):
    """Typed as people do: "20", "5,5 %"; its value is 2000, 550, or None for nothing."""

    def __init__(self, look: Look) -> None:
        """The sign stands behind the line."""
        super().__init__(look, label(look, verbatim("%"), kind="muted"))
        self._cells = RateCells()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        """Hundredths of a percent. Raises `UserError` if what is typed is no rate."""
        return self._cells.read(self.line.text())

    def shown(self, value: Any) -> str:
        """The rate with the decimals it has."""
        return self._cells.write(value, self.look.texts)
