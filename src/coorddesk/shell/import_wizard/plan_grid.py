"""The table of the dry run: cells are corrected in place, and one goes from trouble to trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from coorddesk.core.messages import _
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.opening_table import OpeningTable
from coorddesk.shell.import_wizard.plan_delegate import PlanDelegate
from coorddesk.shell.import_wizard.plan_model import PlanModel
from coorddesk.shell.import_wizard.plan_rows import STATUS
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

_LEAST_ROWS = 5


class PlanGrid(OpeningTable):
    """Every row of the sheet, or those of one verdict."""

    def __init__(self, look: Look, rows: FileRows) -> None:
        """Start without a plan."""
        plan = PlanModel(look, rows, rows)
        super().__init__(look, _("What would become of each row"), plan, on_click=False)
        self.plan = plan
        self._delegate = PlanDelegate(look, self.plan, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        numbers = self.verticalHeader()
        numbers.show()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + TIGHT))
        numbers.setHighlightSections(False)
        self.setMinimumHeight(_LEAST_ROWS * numbers.defaultSectionSize())
        self._kept: tuple[int, int] | None = None
        self.plan.modelAboutToBeReset.connect(self._on_about_to_change)

    def show_plan(self, planned: Planned, verdict: Verdict | None) -> None:
        """Show a plan; the same cell stays current, if it is still there."""
        self._delegate.names = planned.looked.names
        before = self.plan.columnCount()
        self.plan.show_plan(planned, verdict)
        self._stay()
        if self.plan.columnCount() != before:
            self._fit_columns()

    def show_rows(self, verdict: Verdict | None) -> None:
        """Show all rows, or those of one verdict."""
        self.plan.show_rows(verdict)
        self._stay()

    def go_to_trouble(self, step: int) -> None:
        """Make the next refused row current, or the one before it, at its refused cell; the first follows the last."""
        index, rows = self.currentIndex(), self.plan.rows
        if rows is None:
            return
        here = self.plan.number_at(index.row()) if index.isValid() else 0
        number = rows.trouble_from(here, step)
        if index.isValid() and index.column() == STATUS and rows.verdict_of(here) is Verdict.REFUSED:
            number = here  # one stands before its row, not at its cell
        row = None if number is None else self.plan.row_of(number)
        if number is not None and row is not None:
            self.stand_at(row, self.plan.first_trouble_in(number))

    def stand_at(self, row: int, column: int) -> None:
        """Make a cell current, and show it."""
        index = self.plan.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_about_to_change(self) -> None:
        index = self.currentIndex()
        self._kept = (self.plan.number_at(index.row()), index.column()) if index.isValid() else None

    def _stay(self) -> None:
        """Stand where one stood before, or at the first row."""
        number, column = self._kept or (0, STATUS)
        row = self.plan.row_of(number)
        if self.plan.rowCount():
            self.stand_at(row or 0, min(column, self.plan.columnCount() - 1))

    def _fit_columns(self) -> None:
        for column in range(self.plan.columnCount()):
            self.fit(column, self.plan.letters_at(column))
        widest = self.fontMetrics().horizontalAdvance("0" * 7)
        self.verticalHeader().setFixedWidth(widest + 2 * SNUG + HAIR)
