"""The checklist of a lot on screen: a line for each device, a column for each step; a scan leads to its device."""

from __future__ import annotations

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
)

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _, _p
from coorddesk.inventory.queries.lots import LotCard, LotDeviceRow, StepRow, lot_card
from coorddesk.inventory.service import Tick, set_serial, tick_step
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editors import CodeEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_SIZE = (1040, 640)
_TAG, _SERIAL, _STEPS = 0, 1, 2
_A_DAY, _BOX_AND_AIR = "00/00/0000", 48
"""What a cell that is ticked shows."""
_KINDS = {"lot", "lot_device", "lot_step", "lot_check", "asset"}


class DeployDialog(QDialog):
    """Each tick is written at once, with who and when, and undone like any other change."""

    def __init__(self, desk: Desk, owner: QWidget, lot_id: int, name: str) -> None:
        """Build it; `open` reads the lot, which is called `name`."""
        super().__init__(owner)
        self._desk = desk
        self._lot_id = lot_id
        self._card: LotCard | None = None
        self._is_filling = False
        self.setWindowTitle(desk.texts.say(_("Checklist of {lot}", lot=name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scan = CodeEditor(desk, hint=_("Scan a device: its number or serial number"))
        self.scan.control.setAccessibleName(desk.texts.say(_("Scan a device: its number or serial number")))
        self.notice = Notice(desk, Tone.DANGER)
        self._progress = label(desk, kind="muted")
        self.table = self._make_table()
        self.all = make_action(
            desk, self.table, _("Tick the whole column"), "circle-check", "Ctrl+Return", self._on_all
        )
        self.row = make_action(desk, self.table, _("Tick all of this device"), "check", "Shift+Return", self._on_row)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._lay_out()
        self.scan.line.returnPressed.connect(self._on_scanned)
        self.table.itemChanged.connect(self._on_item_changed)
        own_enter(self.table, self._on_enter)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show the dialog and read the lot."""
        super().open()
        self._read()
        self.scan.setFocus()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, _STEPS)
        table.setAccessibleName(self._desk.texts.say(_("Devices and what was done to them")))
        table.setProperty("kind", "checks")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.horizontalHeader().setHighlightSections(False)
        day = table.fontMetrics().horizontalAdvance(_A_DAY)
        table.horizontalHeader().setMinimumSectionSize(day + _BOX_AND_AIR)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.setSpacing(ROOM)
        top.addWidget(self.scan, 1)
        top.addWidget(self._progress)
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        below.addWidget(tool_button(self.row))
        below.addWidget(tool_button(self.all))
        below.addStretch()
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        resize_on_screen(self, *_SIZE)

    def _read(self) -> None:
        lot_id = self._lot_id
        self._desk.operations.read(self, lambda session: lot_card(session, lot_id), self._show, replaces="lot")

    def _show(self, card: LotCard | None) -> None:
        if card is None or self.table.state() is QAbstractItemView.State.EditingState:
            return
        self._is_filling = True
        place = self.table.currentRow(), self.table.currentColumn()
        self._card = card
        say = self._desk.texts.say
        self.table.setColumnCount(_STEPS + len(card.steps))
        titles = [_("Inventory number"), _("Serial number"), *(step.title for step in card.steps)]
        self.table.setHorizontalHeaderLabels([say(title) for title in titles])
        self.table.setRowCount(len(card.devices))
        for row, device in enumerate(card.devices):
            self._show_device(row, device, card.steps)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(_SERIAL, QHeaderView.ResizeMode.Stretch)
        self.table.setCurrentCell(max(place[0], 0), place[1] if place[1] > 0 else _STEPS)
        done = _("{done} of {all} ready", done=card.row.deployed, all=card.row.devices)
        self._progress.setText(say(done))
        self._is_filling = False

    def _show_device(self, row: int, device: LotDeviceRow, steps: tuple[StepRow, ...]) -> None:
        tag, serial = QTableWidgetItem(device.tag or device.called), QTableWidgetItem(device.serial or "")
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tag.setFlags(plain)
        serial.setFlags(plain | Qt.ItemFlag.ItemIsEditable)
        self.table.setItem(row, _TAG, tag)
        self.table.setItem(row, _SERIAL, serial)
        for place, step in enumerate(steps):
            check = device.checks.get(step.id)
            item = QTableWidgetItem("" if check is None else self._desk.texts.date(check.day))
            item.setFlags(plain | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if check is None else Qt.CheckState.Checked)
            if check is not None:
                said = _("{moment}, {who}", moment=check.moment, who=check.actor)
                item.setToolTip(self._desk.texts.say(said))
            self.table.setItem(row, _STEPS + place, item)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()

    def _on_scanned(self) -> None:
        """Go to the device, to the first step that is left to do."""
        code = self.scan.value()
        self.scan.set_value(None)
        if code is None or self._card is None:
            return
        wanted = fold_code(code)
        for row, device in enumerate(self._card.devices):
            if wanted in {fold_code(text) for text in (device.tag, device.serial) if text}:
                left = [place for place, step in enumerate(self._card.steps) if step.id not in device.checks]
                self.table.setCurrentCell(row, _STEPS + (left[0] if left else 0))
                self.table.setFocus()
                self.notice.say(None)
                return
        self.notice.say(_("“{code}” is no device of this lot.", code=code))

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._is_filling or self._card is None:
            return
        device = self._card.devices[item.row()]
        if item.column() == _SERIAL:
            serial = item.text().strip()
            self._change(lambda session: set_serial(session, device.id, serial))
        elif item.column() >= _STEPS:
            step = self._card.steps[item.column() - _STEPS]
            self._tick(step, (device.id,), is_done=item.checkState() is Qt.CheckState.Checked)

    def _on_enter(self) -> None:
        """Tick, and go to the next device; in the column of serial numbers, type one."""
        if self.table.currentRow() < 0:
            return
        item = self.table.currentItem()
        if item.column() < _STEPS:
            self.table.setCurrentCell(item.row(), _SERIAL)
            self.table.editItem(self.table.currentItem())
            return
        is_ticked = item.checkState() is Qt.CheckState.Checked
        row = min(item.row() + 1, self.table.rowCount() - 1)
        self.table.setCurrentCell(row, item.column())
        item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)

    def _on_all(self) -> None:
        """Tick a step for all devices that it is left to do for; conformity, for all that lack nothing else."""
        card, column = self._card, self.table.currentColumn() - _STEPS
        if card is None or column < 0:
            return
        step = card.steps[column]
        others = {other.id for other in card.steps if other.id != step.id} if step.is_conformity else set()
        ids = tuple(each.id for each in card.devices if step.id not in each.checks and others <= each.checks.keys())
        if ids:
            self._tick(step, ids, is_done=True)

    def _on_row(self) -> None:
        """Tick all that is left to do to one device, conformity last."""
        card, row = self._card, self.table.currentRow()
        if card is None or row < 0:
            return
        device = card.devices[row]
        wishes = [Tick(step.id, (device.id,)) for step in card.steps if step.id not in device.checks]
        deed = _("Tick the whole checklist for {device}", device=device.called)
        if wishes:
            self._change(partial(_tick_each, wishes), deed)

    def _tick(self, step: StepRow, ids: tuple[int, ...], *, is_done: bool) -> None:
        wish = Tick(step.id, ids, is_done)
        self._change(lambda session: tick_step(session, wish))

    def _change(self, work: Callable[[Session], object], deed: Message | None = None) -> None:
        self.notice.say(None)
        self._desk.operations.change(self, work, None, self._on_refused, deed=deed)

    def _on_refused(self, error: UserError) -> None:
        self.notice.say(error.message)
        self._read()


def _tick_each(wishes: list[Tick], session: Session) -> None:
    for wish in wishes:
        tick_step(session, wish)
