"""The line above a leaf of the agenda: turning it, what it is about, and which sort of leaf it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from coorddesk.agenda.ui.showing import VIEW_EXPLANATIONS, VIEW_TITLES, Showing, View, leaf_title
from coorddesk.core.messages import _, _p
from coorddesk.widgets.actions import make_action, part, tool_button
from coorddesk.widgets.controls import PushButton, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from coorddesk.widgets.desk import Desk

_ICONS = {View.MONTH: "calendar", View.WEEK: "columns-3", View.LIST: "list"}


class LeafLine(QWidget):
    """Its keys are the page's: Alt+Left, Alt+Right, T, G, and Alt+1 to Alt+3.

    Signals:
        wanted: another `Showing`.
        day_asked: a day is to be asked for.
    """

    wanted = Signal(object)
    day_asked = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` lists the keys."""
        super().__init__()
        self._desk = desk
        self._showing: Showing | None = None
        make = partial(make_action, desk, page)
        self.earlier = make(_p("agenda", "Before"), "chevron-left", "Alt+Left", partial(self._turn, -1))
        self.later = make(_p("agenda", "After"), "chevron-right", "Alt+Right", partial(self._turn, 1))
        self.today = make(_("Today"), "calendar-clock", "T", self._on_today)
        self.other = make(_("Go to a day…"), "calendar", "G", self.day_asked.emit)
        part(page)
        self.title = label(desk, scale=TypeScale.TITLE)
        self._group = QButtonGroup(self)
        self.views = {view: self._view_button(page, place, view) for place, view in enumerate(View, start=1)}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        layout.setSpacing(HAIR)
        for action, words in ((self.earlier, False), (self.today, True), (self.later, False)):
            layout.addWidget(tool_button(action, words=words))
        layout.addSpacing(TIGHT)
        layout.addWidget(self.title, 1)
        for made in self.views.values():
            layout.addWidget(made)

    def show_leaf(self, showing: Showing) -> None:
        """Say which leaf it is."""
        self._showing = showing
        self.title.setText(self._desk.texts.say(leaf_title(showing, self._desk.texts)))
        self.views[showing.view].setChecked(True)

    def _view_button(self, page: QWidget, place: int, view: View) -> QPushButton:
        keys, icon = f"Alt+{place}", _ICONS[view]
        action = make_action(self._desk, page, VIEW_EXPLANATIONS[view], icon, keys, partial(self._view, view))
        made = PushButton(self._desk.texts.say(VIEW_TITLES[view]))
        made.setProperty("kind", "preset")
        made.setCheckable(True)
        made.setToolTip(action.toolTip())
        made.setAccessibleName(action.toolTip())
        made.clicked.connect(partial(self._view, view))
        self._group.addButton(made)
        return made

    def _turn(self, leaves: int) -> None:
        if self._showing is not None:
            self.wanted.emit(self._showing.turned(leaves))

    def _on_today(self) -> None:
        if self._showing is not None:
            self.wanted.emit(self._showing.on(self._desk.clock.today()))

    def _view(self, view: View, _checked: bool = False) -> None:
        if self._showing is not None:
            self.wanted.emit(self._showing.seen_as(view))
