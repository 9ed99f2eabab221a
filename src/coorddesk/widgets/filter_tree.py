"""The tree of filters: every value with how many devices it would show; a click turns it on or off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from coorddesk.core.messages import Message, _
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, RADIUS, ROOM, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Desk

_KEY = Qt.ItemDataRole.UserRole
_SECTION = Qt.ItemDataRole.UserRole + 1
_EMPTY = Qt.ItemDataRole.UserRole + 2
_ON = {Qt.CheckState.Checked, Qt.CheckState.Checked.value}
_ROW_HEIGHT = 26


@dataclass(frozen=True)
class Choice:
    """A value of a filter: `key` is what its owner knows it by, `inside` are the values within it.

    `count` is how many records it would show, where that is known.
    """

    key: Any
    title: Message
    count: int | None = None
    is_on: bool = False
    tone: Tone | None = None
    inside: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Choices:
    """The values of one filter under their heading; `key` names the heading in the desk's memory."""

    key: str
    title: Message
    values: tuple[Choice, ...]
    is_open: bool = True


class FilterTree(QTreeWidget):
    """Keeps what is folded, from one run to the next, and where the keyboard is when counts change.

    Signals:
        toggled: the key of a value that was clicked, or on which Enter or the space bar was pressed.
    """

    toggled = Signal(object)

    def __init__(self, desk: Desk, name: str) -> None:
        """Start empty; `name` is its key in the desk's memory."""
        super().__init__()
        self._desk = desk
        self._memory = f"filters.{name}"
        self._shape: object = None
        self._folded: dict[str, bool] = dict(desk.settings.recall(self._memory) or {})
        self.setAccessibleName(desk.texts.say(_("Filters")))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(ROOM)
        self.setIndentation(ROOM - HAIR)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ChoiceDelegate(desk, self))
        self.itemClicked.connect(self._on_item_clicked)
        self.itemExpanded.connect(lambda item: self._on_folded(item, folded=False))
        self.itemCollapsed.connect(lambda item: self._on_folded(item, folded=True))

    def show_choices(self, choices: Sequence[Choices]) -> None:
        """Show these; where only counts and choices are others, nothing moves."""
        shape = [(each.key, [_shape(value) for value in each.values]) for each in choices]
        if shape != self._shape:
            self._shape = shape
            self._rebuild(choices)
        items = self._items()
        for each in choices:
            next(items)
            for value in _all(each.values):
                self._fill(next(items), value)

    def _rebuild(self, choices: Sequence[Choices]) -> None:
        current = self.currentItem()
        key = None if current is None else current.data(0, _KEY)
        self.clear()
        for each in choices:
            head = QTreeWidgetItem(self, [self._desk.texts.say(each.title), ""])
            head.setData(0, _SECTION, each.key)
            head.setFont(0, self._desk.theme.font(TypeScale.STRONG))
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._add(head, each.values)
            head.setExpanded(not self._folded.get(each.key, not each.is_open))
        for item in self._items():
            if key is not None and item.data(0, _KEY) == key:
                self.setCurrentItem(item)

    def _add(self, parent: QTreeWidgetItem, values: Sequence[Choice]) -> None:
        for value in values:
            item = QTreeWidgetItem(parent)
            item.setData(0, _KEY, value.key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if value.tone is not None:
                item.setIcon(0, self._desk.theme.dot(value.tone))
            self._add(item, value.inside)

    def _fill(self, item: QTreeWidgetItem, value: Choice) -> None:
        name = self._desk.texts.say(value.title)
        item.setText(0, name)
        item.setToolTip(0, name)
        item.setText(1, self._desk.texts.number(value.count) if value.count else "")
        item.setData(0, _EMPTY, value.count == 0)
        item.setCheckState(0, Qt.CheckState.Checked if value.is_on else Qt.CheckState.Unchecked)
        if value.is_on:
            parent = item.parent()
            while parent is not None and not parent.isExpanded():
                parent.setExpanded(True)
                parent = parent.parent()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Every item, from the top down."""

        def below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
            yield item
            for place in range(item.childCount()):
                child = item.child(place)
                if child is not None:
                    yield from below(child)

        for place in range(self.topLevelItemCount()):
            head = self.topLevelItem(place)
            if head is not None:
                yield from below(head)

    def _on_item_clicked(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY)
        if key is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.toggled.emit(key)

    def _on_folded(self, item: QTreeWidgetItem, *, folded: bool) -> None:
        section = item.data(0, _SECTION)
        if section is not None and self._folded.get(section) is not folded:
            self._folded[section] = folded
            self._desk.settings.remember(self._memory, dict(self._folded))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar do what a click does."""
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_item_clicked(item)
        else:
            super().keyPressEvent(event)


class ChoiceDelegate(QStyledItemDelegate):
    """Draws what is on with a soft ground, not with a box to tick: the whole line is the switch."""

    def __init__(self, desk: Desk, parent: QTreeWidget) -> None:
        """Draw the lines of a tree of two columns, the second of numbers."""
        super().__init__(parent)
        self._theme = desk.theme

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take the box away, and choose the ink."""
        super().initStyleOption(option, index)
        first = index.sibling(index.row(), 0)
        is_on = first.data(Qt.ItemDataRole.CheckStateRole) in _ON
        features: Any = option.features
        option.features = features & ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        palette: Any = option.palette
        ink = "on_accent_soft" if is_on else "muted" if index.column() == 1 or first.data(_EMPTY) else "text"
        palette.setColor(palette.ColorRole.Text, self._theme.colour(ink))
        if is_on:
            option.backgroundBrush = QBrush(self._theme.colour("accent_soft"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell, and a ring around the line that the keyboard is on."""
        if index.column() == 1:
            if index.sibling(index.row(), 0).data(Qt.ItemDataRole.CheckStateRole) in _ON:
                painter.fillRect(option.rect, self._theme.colour("accent_soft"))
            option.rect.adjust(0, 0, -TIGHT, 0)
        super().paint(painter, option, index)
        state: Any = option.state
        if index.column() == 0 and state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            rect: Any = option.rect
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS / 2, RADIUS / 2)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> Any:
        """High enough to be hit, with some air behind the numbers."""
        size = super().sizeHint(option, index)
        size.setHeight(max(_ROW_HEIGHT, size.height()))
        size.setWidth(size.width() + TIGHT)
        return size


def _all(values: Sequence[Choice]) -> Iterator[Choice]:
    for value in values:
        yield value
        yield from _all(value.inside)


def _shape(value: Choice) -> object:
    return (value.key, [_shape(each) for each in value.inside])
