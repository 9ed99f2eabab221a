"""The dialog of records that may be one: compared and merged one pair after the other, or said to be two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.merging import Likely, MergeKind
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.empty import Emptiness, EmptyState
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

Offered = tuple[Sequence[Likely], int]

_SIZE = (860, 520)
_WHY = 2


class DuplicatesDialog(QDialog):
    """Each merge is written at once, and undone like any other; who is said to be two is not offered again."""

    def __init__(self, desk: Desk, owner: QWidget, kind: MergeKind) -> None:
        """Build it; `open` looks for pairs."""
        super().__init__(owner)
        self._desk = desk
        self._kind = kind
        self._pairs: Sequence[Likely] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Likely duplicates: {kind}", kind=kind.title)))
        self._said = label(desk, _("Looking…"), kind="muted", wrap=True)
        self._table = self._make_table()
        self._none = EmptyState(desk, Emptiness("circle-check", _("Nothing looks like a duplicate.")))
        self._compare = make_action(
            desk, self._table, _("Compare and merge…"), "merge", "Return", self._on_compare_wanted
        )
        self._apart = make_action(desk, self._table, _("They are two"), "x", "Del", self._on_apart_wanted)
        self._again = button(desk, Message(""), ButtonKind.LINK)
        self._lay_out()
        self._table.itemDoubleClicked.connect(lambda _item: self._on_compare_wanted())
        self._again.clicked.connect(self._on_again_wanted)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show the dialog and look for pairs."""
        super().open()
        self._read()
        self._table.setFocus()

    def _make_table(self) -> QTableWidget:
        say = self._desk.texts.say
        table = QTableWidget(0, 3)
        table.setAccessibleName(say(_("Likely duplicates")))
        table.setHorizontalHeaderLabels([say(_("This one")), say(_("And this one")), say(_("Why"))])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for action in (self._compare, self._apart):
            buttons.addWidget(tool_button(action))
        buttons.addStretch()
        buttons.addWidget(self._again)
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self._said)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._none, 1)
        layout.addLayout(buttons)
        self._again.hide()
        self._none.hide()
        resize_on_screen(self, *_SIZE)

    def _read(self) -> None:
        self._desk.operations.read(self, partial(_read, self._kind), self._show, replaces="pairs")

    def _show(self, offered: Offered) -> None:
        place = max(self._table.currentRow(), 0)
        self._pairs, aside = offered
        self._table.setRowCount(len(self._pairs))
        for row, each in enumerate(self._pairs):
            texts = (_called(each.one), _called(each.other), self._desk.texts.say(each.why))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, column, item)
        if self._pairs:
            self._table.setCurrentCell(min(place, len(self._pairs) - 1), 0)
        said = _n("{count} pair may be one record.", "{count} pairs may be one record each.", len(self._pairs))
        self._said.setText(self._desk.texts.say(said))
        for widget, has_pairs in ((self._said, True), (self._table, True), (self._none, False)):
            widget.setVisible(bool(self._pairs) is has_pairs)
        for action in (self._compare, self._apart):
            action.setEnabled(bool(self._pairs))
        self._again.setVisible(bool(aside))
        again = _n("Offer {count} pair again", "Offer {count} pairs again", aside)
        self._again.setText(self._desk.texts.say(again))

    def _current(self) -> Likely | None:
        row = self._table.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def _on_committed(self, _changes: Changes) -> None:
        self._read()

    def _on_compare_wanted(self) -> None:
        pair = self._current()
        if pair is not None:
            MergingDialog(self._desk, self, self._kind, pair.one.id, pair.other.id).open()

    def _on_apart_wanted(self) -> None:
        pair = self._current()
        if pair is not None:
            work = partial(_keep_apart, self._kind, pair.one.id, pair.other.id)
            self._desk.operations.change(self, work, lambda _nothing: self._read())

    def _on_again_wanted(self) -> None:
        self._desk.operations.change(self, partial(_offer_again, self._kind), lambda _nothing: self._read())


def _called(record: Option) -> str:
    return f"{record.name} · {record.detail}" if record.detail else record.name


def _read(kind: MergeKind, session: Session) -> Offered:
    """In the lane."""
    from coorddesk.core.apart import offered  # it loads SQL, which is there by then

    return offered(session, kind)


def _keep_apart(kind: MergeKind, one: int, other: int, session: Session) -> None:
    """In the lane."""
    from coorddesk.core.apart import set_aside

    set_aside(session, kind, one, other)


def _offer_again(kind: MergeKind, session: Session) -> None:
    """In the lane."""
    from coorddesk.core.apart import bring_back

    bring_back(session, kind)
