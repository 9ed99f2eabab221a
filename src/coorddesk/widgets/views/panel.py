"""The panel of saved views: each with how many records it shows now, a click away; what may be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import _, _p
from coorddesk.widgets.controls import icon_button, label, rule
from coorddesk.widgets.filter_tree import ChoiceDelegate
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDropEvent, QKeyEvent

    from coorddesk.widgets.desk import Desk

_ID = Qt.ItemDataRole.UserRole
_MOST_ROWS = 9
_ROW = 26


@dataclass(frozen=True)
class Offered:
    """A view as the panel shows it; `id` is None for the whole list, `count` None while it is being counted.

    `is_watched` where somebody who sits here wants to be told what is new in it.
    """

    id: int | None
    name: str
    count: int | None
    is_on: bool = False
    is_changed: bool = False
    is_first: bool = False
    is_watched: bool = False


class ViewsPanel(QWidget):
    """A heading with buttons, and the views below it.

    Signals:
        opened: the id of the view that was clicked; None for the whole list.
        save_wanted: what is shown should become a view.
        update_wanted: the view that is on should show what is shown.
        menu_wanted: the id of a view, and where its menu should open.
        rename_wanted, delete_wanted: the id of a view.
        ordered: the ids of the views in their new order.
    """

    opened = Signal(object)
    save_wanted = Signal()
    update_wanted = Signal()
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)
    ordered = Signal(list)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self.tree = _ViewTree(desk, self)
        self._save = icon_button(desk, "plus", _("Save what is shown as a view"))
        self._update = icon_button(desk, "save", _("Let this view show what is shown now"))
        self._more = icon_button(desk, "ellipsis", _("What can be done with this view"))
        heading = QHBoxLayout()
        heading.setContentsMargins(SNUG, HAIR, TIGHT, 0)
        heading.setSpacing(0)
        heading.addWidget(label(desk, _("Views"), TypeScale.STRONG), 1)
        for made in (self._update, self._more, self._save):
            heading.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(heading)
        layout.addWidget(self.tree)
        layout.addSpacing(TIGHT)
        layout.addWidget(rule())
        self._save.clicked.connect(self.save_wanted)
        self._update.clicked.connect(self.update_wanted)
        self._more.clicked.connect(self._on_more_clicked)
        hand_focus_on(self, lambda: self.tree)

    def show_views(self, views: Sequence[Offered]) -> None:
        """Show these; what the keyboard is on stays."""
        self.tree.show_views(views)
        on = next((view for view in views if view.is_on), None)
        self._update.setVisible(on is not None and on.id is not None and on.is_changed)
        self._more.setVisible(on is not None and on.id is not None)

    def _on_more_clicked(self) -> None:
        below = self._more.mapToGlobal(QPoint(0, self._more.height()))
        self.menu_wanted.emit(self.tree.id_on(), below)


class _ViewTree(QTreeWidget):
    """The views as lines like those of the filters below; dragged, or moved with Alt and the arrows, into order."""

    def __init__(self, desk: Desk, panel: ViewsPanel) -> None:
        super().__init__()
        self._desk = desk
        self._panel = panel
        self.setAccessibleName(desk.texts.say(_("Views")))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(ROOM)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(12, 12))
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ChoiceDelegate(desk, self))
        self.itemClicked.connect(lambda item: panel.opened.emit(item.data(0, _ID)))

    def show_views(self, views: Sequence[Offered]) -> None:
        if [view.id for view in views] != self.ids():
            current = self.currentItem()
            kept = None if current is None else current.data(0, _ID)
            self.clear()
            for view in views:
                item = QTreeWidgetItem(self)
                item.setData(0, _ID, view.id)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if current is not None and view.id == kept:
                    self.setCurrentItem(item)
            self.setFixedHeight(min(len(views), _MOST_ROWS) * self.sizeHintForRow(0) + HAIR if views else 0)
        for place, view in enumerate(views):
            self._fill(self.topLevelItem(place), view)

    def ids(self) -> list[int | None]:
        """What stands here, from the top down."""
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item.data(0, _ID) for item in items if item is not None]

    def id_on(self) -> int | None:
        """The view that is on."""
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        on = (item for item in items if item is not None and item.checkState(0) is Qt.CheckState.Checked)
        found: int | None = next((item.data(0, _ID) for item in on), None)
        return found

    def _fill(self, item: QTreeWidgetItem | None, view: Offered) -> None:
        assert item is not None
        texts, movable = self._desk.texts, view.id is not None
        name = (
            view.name if not view.is_changed else texts.say(_p("a view that was changed", "{name} *", name=view.name))
        )
        item.setText(0, name)
        item.setToolTip(0, texts.say(_("{name}: changed", name=view.name)) if view.is_changed else view.name)
        item.setText(1, "" if view.count is None else texts.number(view.count))
        icon = "star" if view.is_first else "bell" if view.is_watched else _ICON
        item.setIcon(0, self._desk.theme.icon(icon, Tone.MUTED))
        item.setCheckState(0, Qt.CheckState.Checked if view.is_on else Qt.CheckState.Unchecked)
        drag = Qt.ItemFlag.ItemIsDragEnabled if movable else Qt.ItemFlag.NoItemFlags
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | drag)

    def _move(self, by: int) -> None:
        """Move the current view up or down; the whole list stays first."""
        ids, current = self.ids(), self.currentItem()
        place = -1 if current is None else self.indexOfTopLevelItem(current)
        if place >= 1 and 1 <= place + by < len(ids):
            ids.insert(place + by, ids.pop(place))
            self._panel.ordered.emit([view_id for view_id in ids if view_id is not None])

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the new order; the views come back in it once it is kept."""
        super().dropEvent(event)
        self._panel.ordered.emit([view_id for view_id in self.ids() if view_id is not None])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the view under the pointer, or of the current one."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if is_key else self.itemAt(event.pos())
        if item is not None and item.data(0, _ID) is not None:
            where = self.visualItemRect(item).bottomLeft() if is_key else event.pos()
            self._panel.menu_wanted.emit(item.data(0, _ID), self.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar open, F2 renames, Delete deletes, Alt and the arrows move."""
        item = self.currentItem()
        view_id = None if item is None else item.data(0, _ID)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if item is not None:
                self._panel.opened.emit(view_id)
            case Qt.Key.Key_F2 if view_id is not None:
                self._panel.rename_wanted.emit(view_id)
            case Qt.Key.Key_Delete if view_id is not None:
                self._panel.delete_wanted.emit(view_id)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alt:
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)


_ICON = "list"
