"""What a class list comes to, person by person: first who is not in it, each with a box to tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import Message, _
from coorddesk.directory.imports.passages import FATE_TITLES, Fate, Passage, RolloverPlan
from coorddesk.directory.rules import school_year_title
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from coorddesk.importing.plan import RefusedRow
    from coorddesk.widgets.desk import Desk

_PERSON = Qt.ItemDataRole.UserRole
_OPEN = {Fate.LEAVES, Fate.UNPLACED, Fate.RETURNS}
_FEW = 12
_ROW_HEIGHT = 28
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RolloverTree(QTreeWidget):
    """Shows a plan.

    Signals:
        marked: somebody is marked as having left, or no longer.
    """

    marked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._leavers: list[QTreeWidgetItem] = []
        self.setAccessibleName(desk.texts.say(_("What the list comes to")))
        self.setProperty("kind", "choice")
        self.setColumnCount(4)
        self.setUniformRowHeights(True)
        self.setIndentation(ROOM)
        self.setItemDelegate(PaddedDelegate(self, 1))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.header().setSectionsMovable(False)
        self.itemChanged.connect(self._on_item_changed)
        own_enter(self, self._on_enter)

    def show_plan(self, plan: RolloverPlan, marked: frozenset[int] | None = None) -> None:
        """Show what the list comes to; those who hold nothing are ticked, unless in doubt, or those `marked` before."""
        say = self._desk.texts.say
        years = (school_year_title(plan.before), school_year_title(plan.year))
        titles = [say(_("Name")), *(say(_("Class in {year}", year=year)) for year in years), say(_("Still has"))]
        self.setHeaderLabels(titles)
        self.blockSignals(True)
        self.clear()
        self._leavers = []
        likely = plan.likely_leavers() if marked is None else marked
        for fate, title in FATE_TITLES.items():
            of_fate = [each for each in plan.passages if each.fate is fate]
            if of_fate:
                head = self._add_head(title, len(of_fate))
                for each in of_fate:
                    self._add(head, each, ticked=each.person_id in likely)
                head.setExpanded(fate in _OPEN or len(of_fate) <= _FEW)
            if fate is Fate.LEAVES and plan.summary.refused:
                self._add_refused(plan.summary.refused)
        self.blockSignals(False)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def leavers(self) -> frozenset[int]:
        """Who is ticked."""
        return frozenset(item.data(0, _PERSON) for item in self._leavers if item.checkState(0) is _ON)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick everybody who is not in the list, or nobody."""
        self.blockSignals(True)
        for item in self._leavers:
            item.setCheckState(0, _ON if ticked else _OFF)
        self.blockSignals(False)
        self.viewport().update()
        self.marked.emit()

    def _add_head(self, title: Message, count: int) -> QTreeWidgetItem:
        text = self._desk.texts.say(_("{title}: {count}", title=title, count=count))
        head = QTreeWidgetItem(self, [text])
        head.setFirstColumnSpanned(True)
        head.setSizeHint(0, QSize(0, _ROW_HEIGHT))
        head.setFont(0, self._desk.theme.font(TypeScale.STRONG))
        return head

    def _add(self, head: QTreeWidgetItem, each: Passage, *, ticked: bool) -> None:
        holds = "" if each.holds is None else self._desk.texts.say(each.holds)
        item = QTreeWidgetItem(head, [each.name, each.before, each.after, holds])
        item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
        if each.holds is not None:
            item.setForeground(3, self._desk.theme.colour(Tone.WARNING.value))
        if each.fate is Fate.LEAVES:
            item.setData(0, _PERSON, each.person_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, _ON if ticked else _OFF)
            self._leavers.append(item)

    def _add_refused(self, refused: Iterable[RefusedRow]) -> None:
        rows = list(refused)
        head = self._add_head(_("Refused rows"), len(rows))
        for row in rows:
            for said in row.told():
                item = QTreeWidgetItem(head, [self._desk.texts.say(said)])
                item.setFirstColumnSpanned(True)
        head.setExpanded(True)

    def _on_enter(self) -> None:
        """Mark somebody, or fold a heading."""
        item = self.currentItem()
        if item is not None and item.data(0, _PERSON) is not None:
            item.setCheckState(0, _OFF if item.checkState(0) is _ON else _ON)
        elif item is not None:
            item.setExpanded(not item.isExpanded())

    def _on_item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _PERSON) is not None:
            self.marked.emit()
