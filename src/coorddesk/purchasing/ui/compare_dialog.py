"""Quotes side by side: who offers what, who leaves lines out, who asks least; one is chosen and ordered from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import ComparedQuote, Comparison, RequestRow, quotes_compared, request_row
from coorddesk.purchasing.reports import COMPARED_QUOTES
from coorddesk.purchasing.rules.words import RequestState
from coorddesk.purchasing.ui.compare_model import FIRST_QUOTE, CompareModel
from coorddesk.purchasing.ui.quote_choice import choose
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (1080, 560)
_FIRST_WIDTH, _LEAST = 260, 170
_HINT = _("Left and Right go from supplier to supplier, Ctrl+Enter orders from the one that is marked.")


class CompareDialog(QDialog):
    """The cheapest that is whole is marked at first."""

    def __init__(self, desk: Desk, owner: QWidget, request_id: int) -> None:
        """Compare the quotes for a request; `open` shows them."""
        super().__init__(owner)
        self._desk, self._owner, self._id = desk, owner, request_id
        self._row: RequestRow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Compare quotes")))
        self.model = CompareModel(desk, self)
        self.table = self._make_table()
        self._title = label(desk, scale=TypeScale.HEADING, wrap=True)
        self._why = label(desk, kind="muted", wrap=True)
        self._choose = button(desk, _p("quote", "Order from it"), ButtonKind.PRIMARY)
        self._add = button(desk, _("Add a quote…"))
        self._print = button(desk, _("Print…"))
        self._close = button(desk, _p("dismiss a message", "Close"))
        self._lay_out()
        self._choose.clicked.connect(self.choose)
        self._add.clicked.connect(self._on_add)
        self._print.clicked.connect(self._on_print)
        self._close.clicked.connect(self.reject)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self.choose)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show it and read."""
        resize_on_screen(self, *_SIZE)
        super().open()
        self._read()

    def choose(self) -> None:
        """Order from the quote that is marked."""
        each = self.marked
        if each is not None and self._choose.isEnabled():
            self.accept()
            choose(self._desk, self._owner, each.quote)

    @property
    def marked(self) -> ComparedQuote | None:
        """The quote whose column has the keyboard."""
        return self.model.quote(self.table.currentIndex().column())

    def _read(self) -> None:
        work = partial(_compared, self._id, self._desk.clock.today())
        self._desk.operations.read(self, work, self._on_read, replaces="compare")

    def _on_read(self, read: tuple[RequestRow | None, Comparison]) -> None:
        self._row, seen = read
        if self._row is None:
            self.reject()
            return
        self._title.setText(self._row.title)
        column = self.table.currentIndex().column()
        self.model.show_comparison(seen)
        header = self.table.horizontalHeader()
        for place in range(self.model.columnCount()):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, _FIRST_WIDTH)
        wanted = column if self.model.quote(column) is not None else self.model.column_of_cheapest()
        self.table.setCurrentIndex(self.model.index(0, wanted))
        self.table.selectColumn(wanted)
        self.table.setFocus()
        self._show_marked()

    def _show_marked(self) -> None:
        each = self.marked
        is_approved = self._row is not None and self._row.state is RequestState.APPROVED
        self._choose.setEnabled(each is not None and is_approved)
        said: Message | None = None
        if each is not None and not is_approved:
            said = _("Only what was approved is ordered. Have the request approved first.")
        elif each is not None and each.is_expired:
            said = _("This quote has expired: ask {supplier} whether it still stands.", supplier=each.quote.supplier)
        elif each is not None and not each.is_whole:
            said = _("{supplier} leaves lines out: they stay to be ordered.", supplier=each.quote.supplier)
        self._why.setText("" if said is None else self._desk.texts.say(said))

    def _on_print(self) -> None:
        self._desk.preview_report(COMPARED_QUOTES, COMPARED_QUOTES.choose(("purchase_request", self._id)))

    def _on_add(self) -> None:
        from coorddesk.purchasing.ui.quote_dialog import QuoteDialog  # most often there are enough

        QuoteDialog(self._desk, self, self._id, None).begin()

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"quote", "quote_line", "purchase_request"} and self.isVisible():
            self._read()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("kind", "field")
        table.setAccessibleName(self._desk.texts.say(_("Quotes side by side")))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setMinimumSectionSize(_LEAST)
        table.horizontalHeader().setFixedHeight(2 * ROW_HEIGHT - TIGHT)
        table.horizontalHeader().setHighlightSections(False)
        table.selectionModel().currentChanged.connect(self._on_turned)
        own_enter(table, self.choose)
        return table

    def _on_turned(self) -> None:
        """The lines' own column is passed over."""
        index = self.table.currentIndex()
        if index.isValid() and index.column() < FIRST_QUOTE <= self.model.columnCount() - 1:
            self.table.setCurrentIndex(self.model.index(index.row(), FIRST_QUOTE))
        self._show_marked()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        for made in (self._add, self._print):
            line.addWidget(made)
        line.addStretch()
        for made in (self._choose, self._close):
            line.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._why)
        layout.addWidget(label(self._desk, _HINT, TypeScale.CAPTION, "muted", wrap=True))
        layout.addLayout(line)


def _compared(request_id: int, today: date, session: Session) -> tuple[RequestRow | None, Comparison]:
    """In the lane."""
    return request_row(session, request_id), quotes_compared(session, request_id, today)
