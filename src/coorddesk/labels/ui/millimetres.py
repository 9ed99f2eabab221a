"""The editor of a length in millimetres, as people read it off a ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.core.decimals import thousandths_typed
from coorddesk.core.messages import _p
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import LineEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_THOUSANDTHS = 10  # in a hundredth


class MillimetreEditor(LineEditor):
    """A length in integer hundredths of a millimetre, typed as "63,5"."""

    def __init__(self, look: Look) -> None:
        """Show the unit behind the line."""
        super().__init__(look, label(look, _p("unit", "mm"), kind="muted"))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        """The hundredths. Raises `UserError` if what is typed is no number, or may be two."""
        thousandths = thousandths_typed(self.line.text())
        return None if thousandths is None else round(thousandths / _THOUSANDTHS)

    def shown(self, value: Any) -> str:
        """Hundredths as millimetres, with the decimals they have."""
        return self.look.texts.decimal(value * _THOUSANDTHS) if isinstance(value, int) else super().shown(value)
