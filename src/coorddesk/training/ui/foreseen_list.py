"""Who would be registered, as a list in a form: from the directory or not, with a place or waiting for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.service.foreseeing import Fate, Foreseen, Foresight
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_ROWS = 6
_NAME, _DETAIL, _FATE = 0, 1, 2
_FATES: dict[Fate, tuple[Message, str, Tone]] = {
    Fate.PLACE: (_p("registration", "gets a place"), "circle-check", Tone.SUCCESS),
    Fate.WAITS: (_p("registration", "waits for a place"), "clock", Tone.WARNING),
    Fate.ALREADY: (_p("registration", "registered already"), "info", Tone.MUTED),
}


class ForeseenList(Editor):
    """Read, not typed into."""

    def __init__(self, look: Look) -> None:
        """Nobody yet."""
        self.list = QTreeWidget()
        super().__init__(look, self.list)
        say = look.texts.say
        self.list.setHeaderLabels([say(_("Name")), say(_("Directory")), say(_p("registration", "State"))])
        self.list.setRootIsDecorated(False)
        self.list.setProperty("kind", "field")
        self.list.setItemDelegate(PaddedDelegate(self.list))
        self.list.setFixedHeight((_ROWS + 1) * ROW_HEIGHT)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for column in (_NAME, _DETAIL, _FATE):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_people(self, seen: Foresight) -> None:
        """Show everybody who is meant."""
        self.list.clear()
        for each in seen.people:
            title, icon, tone = _FATES[each.fate]
            item = QTreeWidgetItem(self.list, [each.name, self._detail(each), self.look.texts.say(title)])
            item.setSizeHint(_FATE, QSize(0, ROW_HEIGHT))
            item.setIcon(_FATE, self.look.theme.icon(icon, tone))

    def value(self) -> None:
        """Nothing: it only tells."""

    def set_value(self, value: Any) -> None:
        """Nothing is put in."""

    def state(self) -> object:
        """Always the same."""
        return None

    def set_state(self, state: Any) -> None:
        """Nothing is put back."""

    def _detail(self, each: Foreseen) -> str:
        say = self.look.texts.say
        return say(_p("registration", "Guest")) if each.is_guest else each.detail or say(_("In the directory"))
