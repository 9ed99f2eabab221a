"""The line below a list: how many records there are, what they add up to, and how the list is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tables import value_text
from coorddesk.widgets.controls import ButtonKind, button, icon_button
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from coorddesk.core.tables import Column
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.grouping import Sums


class Foot(QWidget):
    """Says what was found and selected; its buttons open menus above them.

    Signals:
        groups_wanted: where the menu of groups should open.
        columns_wanted: where the menu of columns should open.
    """

    groups_wanted = Signal()
    columns_wanted = Signal()

    def __init__(self, desk: Desk, *, groupable: bool) -> None:
        """Say nothing yet."""
        super().__init__()
        self._desk = desk
        self._said = _Said()
        self.groups = button(desk, _("Groups"), ButtonKind.QUIET, "layers")
        self.groups.clicked.connect(self.groups_wanted)
        self.columns = icon_button(desk, "columns-3", _("Choose columns"))
        self.columns.clicked.connect(self.columns_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, HAIR, TIGHT, HAIR)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._said, 1)
        layout.addWidget(self.groups)
        self.groups.setVisible(groupable)  # in its place: before that it would be a window
        layout.addWidget(self.columns)
        self.show_groups(None)

    def say(self, found: Message, selected: int, sums: Sequence[tuple[Column[object], int]]) -> None:
        """Say how many there are, how many of them are selected, and what those add up to."""
        said = found
        if selected:
            said = _n("{all}, {count} selected", "{all}, {count} selected", selected, all=found)
        texts = self._desk.texts
        more = [said]
        for column, value in sums:
            amount = _("{column}: {sum}", column=column.title, sum=verbatim(value_text(value, column.kind, texts)))
            more.append(_and(more[-1], amount))
        less = [_and(each, verbatim("…")) for each in reversed(more[:-1])]
        self._said.say([texts.say(each) for each in (more[-1], *less)])

    def show_groups(self, title: Message | None) -> None:
        """Show by what the list is grouped."""
        texts = self._desk.texts
        word = _("Groups") if title is None else _("Groups: {column}", column=title)
        self.groups.setText(texts.say(word).replace("&", "&&"))
        self.groups.setAccessibleName(texts.say(word))
        self.groups.setToolTip(texts.say(_("Put the list under headings")))

    def pop_up(self, menu: QMenu, over: QWidget) -> None:
        """Open a menu above one of the buttons."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        right = over.mapToGlobal(QPoint(over.width(), 0))
        menu.popup(right - QPoint(menu.sizeHint().width(), menu.sizeHint().height()))


class _Said(QLabel):
    """Says as much as there is room for: half an amount would be another one."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._wordings: Sequence[str] = [""]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, wordings: Sequence[str]) -> None:
        """Say the first that fits, or as much as fits of the last; the tool tip says the first."""
        self._wordings = wordings
        self.setToolTip(wordings[0])
        self.setAccessibleName(wordings[0])
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width()
        fitting = next((each for each in self._wordings if metrics.horizontalAdvance(each) <= room), None)
        self.setText(fitting or metrics.elidedText(self._wordings[-1], Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more, or less."""
        super().resizeEvent(event)
        self._fit()


def _and(one: Message, other: Message) -> Message:
    return _("{one} · {other}", one=one, other=other)


def worth_saying(sums: Sums, columns: Sequence[Column[object]], count: int) -> list[tuple[Column[object], int]]:
    """The sums that say something: not nothing, and not once more how many there are."""
    return [(column, sums[column.key]) for column in columns if sums.get(column.key, 0) not in {0, count}]
