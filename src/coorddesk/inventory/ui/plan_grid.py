"""The table of the replacement plan: what each category costs in each of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.inventory.rules.replacement import Cell, PlanTable
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Desk

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlanGrid(QTableWidget):
    """All categories in its first row, all years in its last column; what is chosen stays chosen when read again."""

    def __init__(self, desk: Desk) -> None:
        """Build it empty."""
        super().__init__(0, 0)
        self._desk = desk
        self._table: PlanTable | None = None
        self.setAccessibleName(desk.texts.say(_("Cost by category and year")))
        self.setToolTip(desk.texts.say(_("Enter leads to the devices below")))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setItemDelegate(PaddedDelegate(self))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(_RIGHT)

    def show_plan(self, table: PlanTable, names: Sequence[str]) -> None:
        """Show a plan in place of the one before, under what its years are called."""
        category, _year = self.chosen()
        column = self.currentColumn() if self.currentColumn() > 0 else 1
        self._table = table
        keys: list[str | None] = [None, *table.categories]
        self.blockSignals(True)
        self._show_titles(names)
        self.setRowCount(len(keys))
        for row, key in enumerate(keys):
            self._show_line(row, key, table)
        self.setCurrentCell(keys.index(category) if category in keys else 0, column)
        self.blockSignals(False)

    def chosen(self) -> tuple[str | None, int | None]:
        """The category and the year of the figure that is chosen; None is all of them."""
        table, row, column = self._table, self.currentRow(), self.currentColumn()
        if table is None or row < 0:
            return None, None
        category = None if row == 0 else table.categories[row - 1]
        return category, table.years[column - 1] if 1 <= column <= len(table.years) else None

    def _show_titles(self, names: Sequence[str]) -> None:
        say = self._desk.texts.say
        titles = [_("Category"), *(verbatim(name) for name in names), _("In five years")]
        self.setColumnCount(len(titles))
        self.setHorizontalHeaderLabels([say(title) for title in titles])
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        first_title = self.horizontalHeaderItem(0)
        assert first_title is not None
        first_title.setTextAlignment(_LEFT)

    def _show_line(self, row: int, category: str | None, table: PlanTable) -> None:
        name = _("All categories") if category is None else verbatim(category) if category else _("No category")
        item = QTableWidgetItem(self._desk.texts.say(name))
        self.setItem(row, 0, item)
        strong = self._desk.theme.font(TypeScale.STRONG)
        if category is None:
            item.setFont(strong)
        for place, year in enumerate((*table.years, None)):
            cell = table.cell(category, year)
            made = QTableWidgetItem(self._said(cell))
            made.setTextAlignment(_RIGHT)
            made.setToolTip(self._desk.texts.say(_about(cell)))
            if category is None or year is None:
                made.setFont(strong)
            self.setItem(row, place + 1, made)

    def _said(self, cell: Cell) -> str:
        if not cell.devices:
            return "–"
        return self._desk.texts.money(cell.cost) if cell.cost else self._desk.texts.say(_about(cell))


def _about(cell: Cell) -> Message:
    devices = _n("{count} device", "{count} devices", cell.devices)
    if not cell.unpriced:
        return devices
    return _("{devices}, {count} without a price", devices=devices, count=cell.unpriced)
