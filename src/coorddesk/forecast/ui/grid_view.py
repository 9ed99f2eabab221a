"""Figures above; below, what the figure is made of that is chosen, beside a chart of them all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from coorddesk.forecast.ui.reckoned import Asked
from coorddesk.widgets.actions import tool_button
from coorddesk.widgets.charts import FigureGrid
from coorddesk.widgets.controls import label
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.tokens import SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from coorddesk.core.messages import Message
    from coorddesk.forecast.ui.reckoned import Reckoned
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.empty import Emptiness

_CHART_WIDTH = 420


class GridView(QWidget):
    """Enter on a figure leads to the list of what it is made of; Enter there opens the record.

    Signals:
        record_wanted: the record (its kind and id) that is to be shown.
    """

    record_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        name: str,
        source: Reckoned[Any],
        titles: tuple[Message, Message],
        emptiness: tuple[Emptiness, Emptiness],
    ) -> None:
        """Build it empty. `name` is the list's key in the memory of this PC, `titles` those of grid and list.

        `emptiness` is what the list says where there are no figures at all, and behind one that is nought.
        """
        super().__init__()
        self.desk = desk
        self.source = source
        self.grid = FigureGrid(desk, desk.texts.say(titles[0]))
        self.list = RecordList(desk, name, source, titles[1], emptiness)
        self.about = label(desk, kind="muted", wrap=True)
        """What the figures are reckoned on."""
        self._chart: QWidget | None = None
        self._lay_out()
        self.grid.chosen.connect(lambda _key: self.show_behind())
        self.grid.opened.connect(lambda _key: self.list.setFocus())

    def show_behind(self) -> None:
        """Show what the figure is made of that is chosen now."""
        asked = self.behind()
        if asked is not None:
            before: Asked | None = self.list.query
            self.list.show_query(Asked(asked) if before is None else replace(before, of=asked))

    def show_nothing(self) -> None:
        """Say in place of the list that there are no figures yet."""
        self.list.show_query(Asked(None))

    def behind(self) -> Any:
        """What the list is to be reckoned from; None leaves it as it is."""
        raise NotImplementedError

    def show_chart(self, made: QWidget | None) -> None:
        """Put a chart in place of the one before; None where there is nothing to draw."""
        if self._chart is not None:
            self._chart.hide()
            self._chart.deleteLater()
        self._chart = made
        self._side.setVisible(made is not None)
        if made is not None:
            self._room.insertWidget(0, made)

    def put_above_list(self, actions: Sequence[QAction]) -> None:
        """Verbs on what is selected below."""
        for action in actions:
            self._verbs.addWidget(tool_button(action))
        self._verbs.addStretch()
        self.list.menu_actions = list(actions)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        self._side = QScrollArea(widgetResizable=True)
        self._room = QVBoxLayout(card)
        self._room.setContentsMargins(SNUG, SNUG, SNUG, SNUG)
        self._room.addStretch()
        self._side.setProperty("kind", "body")
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setWidget(card)
        self._side.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SNUG, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._parted(), 1)

    def _parted(self) -> QSplitter:
        list_side = QWidget()
        column = QVBoxLayout(list_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(TIGHT)
        column.addLayout(self._verbs)
        column.addWidget(self.list, 1)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        below.addWidget(list_side)
        below.addWidget(self._side)
        below.setSizes([3 * _CHART_WIDTH, 2 * _CHART_WIDTH])
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        return split
