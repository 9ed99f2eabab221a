"""The list of groups: classes by school year, the latest first, then groups and contact groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.queries import GroupRow
from coorddesk.directory.rules import GroupKind, school_year_of, school_year_title
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_ROW = Qt.ItemDataRole.UserRole
_TITLES = {GroupKind.GROUP: _p("people", "Groups"), GroupKind.CONTACTS: _("Contact groups")}
_ROW_HEIGHT = 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupsTree(QTreeWidget):
    """Keeps the group that is chosen when the groups are read again.

    Signals:
        chosen: the `GroupRow` that the keyboard or a click came to, None if to a heading or nowhere.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self.setAccessibleName(desk.texts.say(_("Groups and classes")))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(ROOM)
        self.setIndentation(SNUG)
        self.setUniformRowHeights(True)
        self.setItemDelegate(PaddedDelegate(self, 1))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.current()))

    def current(self) -> GroupRow | None:
        """The group that is chosen."""
        item = self.currentItem()
        row = None if item is None else item.data(0, _ROW)
        return row if isinstance(row, GroupRow) else None

    def show_groups(self, rows: Sequence[GroupRow], wanted: int | None = None) -> None:
        """Show these; `wanted` is chosen, or what was before, or the first."""
        current = self.current()
        key = wanted if wanted is not None else current and current.id
        was_open = {item.text(0): item.isExpanded() for item in self._heads()}
        self.blockSignals(True)
        self.clear()
        chosen: QTreeWidgetItem | None = None
        for (kind, year), of_kind in groupby(rows, key=lambda row: (row.kind, row.year)):
            head = self._add_head(_title(kind, year))
            for row in of_kind:
                item = self._add_row(head, row)
                chosen = item if row.id == key or chosen is None else chosen
            is_past = kind is GroupKind.CLASS and year < school_year_of(self._desk.clock.today())
            head.setExpanded(was_open.get(head.text(0), not is_past))
        if chosen is not None:
            self.setCurrentItem(chosen)
        self.blockSignals(False)
        self.chosen.emit(self.current())

    def _heads(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _add_head(self, title: Message) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [self._desk.texts.say(title), ""])
        head.setFont(0, self._desk.theme.font(TypeScale.STRONG))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setSizeHint(0, QSize(0, _ROW_HEIGHT))
        return head

    def _add_row(self, head: QTreeWidgetItem, row: GroupRow) -> QTreeWidgetItem:
        count = self._desk.texts.number(row.people) if row.people else ""
        item = QTreeWidgetItem(head, [row.name, count])
        item.setData(0, _ROW, row)
        item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
        item.setToolTip(0, row.notes or row.title)
        item.setTextAlignment(1, _RIGHT)
        return item


def _title(kind: GroupKind, year: int) -> Message:
    return _("Classes {year}", year=school_year_title(year)) if kind is GroupKind.CLASS else _TITLES[kind]
