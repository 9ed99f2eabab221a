"""The filter by holder: one types a name rather than look through hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk


class HolderFilter(QWidget):
    """A field that finds a person by name, class or identifier.

    Signals:
        chosen: the id of the person whose devices are wanted, None for everybody's.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Start with everybody."""
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)  # as the tree below
        self.setAutoFillBackground(True)
        self._holder: int | None = None
        self.picker = RecordPicker(desk, person_options, hint=_("Name, class or identifier"))
        heading = label(desk, _("Holder"), TypeScale.STRONG)
        self.picker.describe(heading, desk.texts.say(_("Holder")))
        self.picker.changed.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        layout.setSpacing(HAIR)
        layout.addWidget(heading)
        layout.addWidget(self.picker)
        self.setFocusProxy(self.picker)

    def show_holder(self, holder: int | None, named: Option | None) -> None:
        """Show who is chosen, as far as the name is known, but leave alone what is being typed."""
        if holder is None:
            named = None
        elif named is None or named.id != holder:
            return  # the name is still being read
        is_shown = holder == self._holder and self.picker.state() == (named, named.name if named else "")
        if is_shown or (holder == self._holder and self.picker.line.hasFocus()):
            return
        self._holder = holder
        self.picker.set_value(named)

    def _on_changed(self) -> None:
        try:
            holder: int | None = self.picker.value()
        except UserError:
            return  # somebody is typing
        if holder != self._holder:
            self._holder = holder
            self.chosen.emit(holder)
