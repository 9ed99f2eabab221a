"""An editor: one control of a form, which knows the value that is typed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coorddesk.core.messages import Message
from coorddesk.widgets.controls import set_kind
from coorddesk.widgets.tokens import HAIR

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Look


class Editor(QWidget):
    """A control, and what stands beside it on its line.

    Signals:
        changed: the user changed what is in it.
    """

    changed = Signal()

    def __init__(self, look: Look, control: QWidget, *beside: QWidget) -> None:
        """Lay the control out; the keyboard goes to it."""
        super().__init__()
        self.look = look
        self.control = control
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(control, 1)
        for widget in beside:
            layout.addWidget(widget)
        self.setFocusProxy(control)

    def value(self) -> Any:
        """What is in it, None for nothing. Raises `UserError` if that is no value of its kind."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value in place of what is in it."""
        raise NotImplementedError

    def state(self) -> object:
        """What is in it, finished or not; compared to tell whether anything was changed."""
        raise NotImplementedError

    def set_state(self, state: Any) -> None:
        """Put back what `state` told."""
        raise NotImplementedError

    def text(self) -> str:
        """What is in it, as people read it."""
        return self.shown(self.value())

    def shown(self, value: Any) -> str:
        """A value as people read it."""
        texts: Texts = self.look.texts
        match value:
            case None:
                return ""
            case Message():
                return texts.say(value)
        return str(value)

    def describe(self, label: QLabel, name: str) -> None:
        """Tell the control its title, for clicks on it and for screen readers."""
        label.setBuddy(self.control)
        self.control.setAccessibleName(name)

    def set_wrong(self, trouble: str) -> None:
        """Mark the control as wrong, or as right again with an empty text."""
        set_kind(self.control, "wrong", "true" if trouble else "")
        self.control.setAccessibleDescription(trouble)
