"""One line of a statement for several purchases: which ones, and how much of the line is for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.purchasing.queries.bank import BankRow, payables
from coorddesk.purchasing.rules.bank import Part, Payable, against
from coorddesk.purchasing.service.bank import Ticking
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.editors import AmountEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Desk

_WHAT, _DAY, _OWED, _OF_LINE = range(4)
_STATE = Qt.CheckState
_SIZE = (820, 560)


class _Ticks(QTreeWidget):
    """The space bar ticks the current purchase."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, wherever the keyboard is in the row."""
        item = self.currentItem()
        if event.key() != Qt.Key.Key_Space or item is None:
            super().keyPressEvent(event)
            return
        is_on = item.checkState(_WHAT) is _STATE.Checked
        item.setCheckState(_WHAT, _STATE.Unchecked if is_on else _STATE.Checked)


class BankSplitDialog(QDialog):
    """What is ticked takes as much of the line as is left, until another amount is typed.

    Signals:
        chosen: the `Ticking` that was asked for.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, row: BankRow) -> None:
        """Of a line; `open` reads what it may be for."""
        super().__init__(owner)
        self._desk, self._row = desk, row
        self._all: Sequence[Payable] = ()
        self._cents: dict[Payable, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = desk.texts.say
        self.setWindowTitle(say(_("Choose invoices: {label}", label=row.label)))
        self.search = SearchField(desk, _("Search these purchases"))
        self.list = _Ticks()
        titles = (
            _p("bank line", "Purchase"),
            _p("bank line", "Day"),
            _p("bank line", "To pay"),
            _p("bank line", "Of this line"),
        )
        self.list.setHeaderLabels([say(title) for title in titles])
        self.list.setAccessibleName(say(_("What the line is for")))
        self.list.setRootIsDecorated(False)
        self.list.setProperty("kind", "field")
        self.list.setItemDelegate(PaddedDelegate(self.list, 1))
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_DAY, 104), (_OWED, 130), (_OF_LINE, 150)):
            self.list.header().resizeSection(column, width)
        for column in (_OWED, _OF_LINE):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self.list.headerItem().setTextAlignment(column, right)
        self.amount = AmountEditor(desk)
        self.told, self.trouble = label(desk, kind="muted"), Notice(desk, Tone.DANGER)
        self.tick = button(desk, _p("bank line", "Tick off"), ButtonKind.PRIMARY)
        self._close = button(desk, _("Cancel"))
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it, and read."""
        resize_on_screen(self, *_SIZE)
        super().open()
        self._desk.operations.read(self, payables, self._show, replaces="payables")
        self.search.setFocus()

    def reject(self) -> None:
        """Ask before what was ticked is thrown away; Esc, Cancel and the window's cross all come here."""
        question = _("Throw away what you typed?")
        if not self._cents or self._desk.ask(self, question, None, _("Throw away"), dangerous=True):
            super().reject()

    def parts(self) -> tuple[Part, ...]:
        """What is ticked, and how much of the line is for it."""
        return tuple(Part(each, cents) for each, cents in self._cents.items())

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        of_line = label(self._desk, _p("bank line", "Of this line"), kind="field")
        self.amount.describe(of_line, of_line.text())
        for part in (of_line, self.amount, self.told):
            below.addWidget(part)
        below.addStretch()
        below.addWidget(self.tick)
        below.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(self.search)
        layout.addWidget(self.trouble)
        layout.addWidget(self.list)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._refill())
        self.search.left.connect(self.list.setFocus)
        self.list.itemChanged.connect(self._on_changed)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_amount())
        self.list.itemActivated.connect(lambda _item: self._on_tick())
        self.amount.changed.connect(self._on_typed)
        self.tick.clicked.connect(self._on_tick)
        self._close.clicked.connect(self.reject)

    def _show(self, able: Sequence[Payable]) -> None:
        left = self._row.left
        self._all = [each for each in able if each.booked * left > 0 and self._may_be(each)]
        self._refill()
        self._refresh()

    def _may_be(self, each: Payable) -> bool:
        return each.payment_id is not None or each.day <= self._row.day

    def _refill(self) -> None:
        asked = words(self.search.text())
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._all:
            if all(word in fold(f"{each.supplier} {each.number} {' '.join(each.references)}") for word in asked):
                self.list.addTopLevelItem(self._item(each))
        self.list.blockSignals(False)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show_amount()

    def _item(self, each: Payable) -> QTreeWidgetItem:
        texts = self._desk.texts
        what = _("{supplier}, {number}", supplier=each.supplier, number=each.number)
        if each.payment_id is not None:
            what = _("Payment of {documents}", documents=what)
        item = QTreeWidgetItem([texts.say(what), texts.date(each.day), texts.money(each.cents), ""])
        item.setData(_WHAT, Qt.ItemDataRole.UserRole, each)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setSizeHint(_OF_LINE, QSize(0, ROW_HEIGHT))
        for column in (_OWED, _OF_LINE):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._show_item(item, each)
        return item

    def _show_item(self, item: QTreeWidgetItem, each: Payable) -> None:
        cents = self._cents.get(each)
        item.setCheckState(_WHAT, _STATE.Unchecked if cents is None else _STATE.Checked)
        item.setText(_OF_LINE, "" if cents is None else self._desk.texts.money(cents))

    def _left(self) -> int:
        """How much of the line is not given to anything yet, in cents above zero."""
        return abs(self._row.left) - sum(self._cents.values())

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        each = item.data(_WHAT, Qt.ItemDataRole.UserRole)
        if column != _WHAT or not isinstance(each, Payable):
            return
        if item.checkState(_WHAT) is not _STATE.Checked:
            self._cents.pop(each, None)
        elif each not in self._cents:
            self._cents[each] = each.cents if each.payment_id is not None else min(each.cents, max(0, self._left()))
        self.list.blockSignals(True)
        self._show_item(item, each)
        self.list.blockSignals(False)
        self._show_amount()
        self._refresh()

    def _current(self) -> Payable | None:
        item = self.list.currentItem()
        each = None if item is None else item.data(_WHAT, Qt.ItemDataRole.UserRole)
        return each if isinstance(each, Payable) else None

    def _show_amount(self) -> None:
        each = self._current()
        self.amount.blockSignals(True)
        self.amount.set_value(None if each is None else self._cents.get(each))
        self.amount.blockSignals(False)
        self.amount.setEnabled(each is not None and each in self._cents and each.payment_id is None)

    def _on_typed(self) -> None:
        each, item = self._current(), self.list.currentItem()
        try:
            cents = self.amount.value()
        except UserError:  # not typed to its end
            return
        if item is not None and each is not None and each in self._cents and cents is not None:
            self._cents[each] = cents
            self.list.blockSignals(True)
            self._show_item(item, each)
            self.list.blockSignals(False)
            self._refresh()

    def _trouble_with_amount(self) -> Message | None:
        """Why what is typed beside the current purchase is not what would be paid; None if it is."""
        if not self.amount.isEnabled():
            return None
        try:
            return None if self.amount.value() else _("Say how much of the line is for it, or take the tick off.")
        except UserError as error:
            return error.message

    def _refresh(self) -> None:
        left = self._left()
        said: Message = _("{left} of the line are left.", left=Money(left))
        if left < 0:
            said = _("{more} more than the line.", more=Money(-left))
        self.told.setText(self._desk.texts.say(said))
        self.tick.setEnabled(bool(self._cents) and left >= 0)

    def _on_tick(self) -> None:
        trouble = self._trouble_with_amount()
        if trouble is not None:
            self.trouble.say(trouble)
            self.amount.control.setFocus()
        elif self.tick.isEnabled():
            parts = against(self.parts())
            self.chosen.emit(Ticking(self._row.id, self._row.version, parts))
            self.accept()
        else:
            self.trouble.say(_("Tick what the line is for, no more than it is."))
