"""A place in a form for what is shown and never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.widgets.forms.editor import Editor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Look


class ShownEditor(Editor):
    """Its value is nothing, whatever it shows."""

    def __init__(self, look: Look, shown: QWidget) -> None:
        """Show a widget under the title of a field."""
        super().__init__(look, shown)

    def value(self) -> None:
        """Nothing."""

    def set_value(self, value: Any) -> None:
        """Nothing is shown by value."""

    def state(self) -> object:
        """Never touched."""
        return None

    def set_state(self, state: Any) -> None:
        """Nothing to put back."""
