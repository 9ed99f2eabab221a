"""What can be done with stocktakes: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.stocktaking.queries import Stage, StocktakeRow, stocktake
from coorddesk.stocktaking.service import delete_stocktake
from coorddesk.stocktaking.ui.close_dialog import CloseDialog, read_closing
from coorddesk.stocktaking.ui.counting import CountingWindow
from coorddesk.stocktaking.ui.new_dialog import NewStocktakeDialog, StocktakeDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.record_dialog import RecordDialog


class StocktakeVerbs(RecordVerbs):
    """Counting and closing, besides what is done with any record."""

    def make_own(self) -> None:
        """Those on a stocktake that goes on; who opens one wants to count."""
        new = partial(make_action, self.desk, self.page)
        self.count = new(_("Count…"), "scan-barcode", "C", self._on_count)
        self.end = new(_("Close the stocktake…"), "archive", "F9", self._on_end)
        self.added.connect(partial(count_in, self.desk, self.page))

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.count, self.end]

    def refresh(self) -> None:
        """Offer what fits the selection: nothing more is counted in one that is closed."""
        super().refresh()
        row: StocktakeRow | None = self.selected()
        if row is not None and row.stage is Stage.CLOSED:
            for action in self.of_own():
                action.setEnabled(False)

    def _on_count(self) -> None:
        row: StocktakeRow | None = self.selected()
        if row is not None and row.stage is Stage.OPEN:
            CountingWindow(self.desk, self.page, row.id, row.name).open()

    def _on_end(self) -> None:
        row: StocktakeRow | None = self.selected()
        if row is not None:
            self.desk.operations.read(self, partial(read_closing, row.id), self._on_closing_read)

    def _on_closing_read(self, read: Any) -> None:
        if read is not None:
            CloseDialog(self.desk, self.page, read).open()


def count_in(desk: Desk, owner: QWidget, stocktake_id: int) -> None:
    """Open the counting screen of a stocktake that is known by its id."""

    def show(row: StocktakeRow | None) -> None:
        if row is not None:
            CountingWindow(desk, owner, stocktake_id, row.name).open()

    desk.operations.read(owner, partial(_read, stocktake_id), show)


def _read(stocktake_id: int, session: Session) -> StocktakeRow | None:
    """In the lane."""
    return stocktake(session, stocktake_id)


def _form(desk: Desk, owner: QWidget, row: StocktakeRow | None) -> RecordDialog:
    return NewStocktakeDialog(desk, owner) if row is None else StocktakeDialog(desk, owner, row)


def _delete(session: Session, row: StocktakeRow) -> None:
    delete_stocktake(session, Deletion(row.id, row.version))


STOCKTAKES = Ways(_("New stocktake"), StocktakeRow, _form, _delete, lambda row: str(row.name))
