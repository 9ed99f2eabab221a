"""How a device is reached in the network: a line for each of its addresses, and a blank one for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QTableWidget, QTableWidgetItem

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.network import AddressRow, interfaces
from coorddesk.inventory.rules.network import ip_typed, mac_typed, vlan_typed
from coorddesk.inventory.service import InterfaceDetails, NetworkEdit, attach_configuration, edit_network
from coorddesk.notes.imports import read_file
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import button
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk, Look
    from coorddesk.widgets.forms.form import Form

_COLUMNS: tuple[tuple[str, Message], ...] = (
    ("name", _("Network name")),
    ("ip", _("IP address")),
    ("mac", _("MAC address")),
    ("vlan", _("VLAN")),
    ("port", _("Switch and port")),
)
_CHECKS: dict[str, Callable[[str], object]] = {"ip": ip_typed, "mac": mac_typed, "vlan": vlan_typed}
_ID = Qt.ItemDataRole.UserRole
_LINES_SEEN = 5
_WIDTHS = (125, 125, 150, 60)


class NetworkDialog(RecordDialog):
    """Shows all addresses of one device and saves them together."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected) -> None:
        """`devices` is one."""
        self._asset_id = devices.ids[0]
        self._said = devices.said
        title = _("Network addresses of {device}", device=devices.said)
        super().__init__(desk, owner, title, _("Save"), columns=1)
        configuration = button(desk, _("Attach a configuration file…"), icon="paperclip")
        configuration.clicked.connect(self._on_configuration)
        self.add_button(configuration)

    def build(self, form: Form) -> None:
        """The table."""
        hint = _("Type in the last line to add one; Del takes one out.")
        form.add("interfaces", _("Network addresses"), InterfacesEditor(self.desk), hint=hint, wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """The addresses so far."""
        return partial(_load, self._asset_id)

    def data(self) -> NetworkEdit:
        """The wish."""
        assert self.version is not None
        return NetworkEdit(self._asset_id, self.version, self.form.values()["interfaces"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """What another device has too, or that all is saved."""
        shared: Sequence[Message] = result
        return shared[0] if shared else _("{device} saved.", device=self._said)

    def _on_configuration(self) -> None:
        name, _pattern = QFileDialog.getOpenFileName(self, self.desk.texts.say(_("Attach a configuration file")))
        if name:
            self.attach(Path(name))

    def attach(self, path: Path) -> None:
        """Keep a file as the next version of the configuration; the form stays as it is."""
        asset_id, said = self._asset_id, self._said
        self.desk.operations.change(
            self,
            partial(_attach, asset_id, path),
            None,
            self.show_error,
            said=lambda number: _(
                "{device}: version {number} of its configuration is kept.", device=said, number=number
            ),
        )


class InterfacesEditor(Editor):
    """Typing in the blank line adds an address, Del takes one out; its value is a tuple of `InterfaceDetails`."""

    def __init__(self, look: Look) -> None:
        """Start with the blank line."""
        self._table = QTableWidget(0, len(_COLUMNS))
        super().__init__(look, self._table)
        self._is_filling = False
        self._dress()
        make_action(look, self._table, _("Take out"), "trash-2", "Del", self._on_removed)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._table.itemChanged.connect(self._on_item_changed)
        self.set_value(None)

    def value(self) -> tuple[InterfaceDetails, ...]:
        """All of them. Raises `UserError` for the first that is no address, and goes there."""
        self._finish_typing()
        found = []
        for row, (row_id, texts) in enumerate(self._lines()):
            said = dict(zip((key for key, _title in _COLUMNS), texts, strict=True))
            for column, (key, _title) in enumerate(_COLUMNS):
                if key in _CHECKS:
                    self._check(row, column, _CHECKS[key])
            if any(texts):
                found.append(InterfaceDetails(**said, id=row_id))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show addresses in place of those that are there."""
        known: Sequence[AddressRow] = value or ()
        self.set_state(tuple((row.id, tuple(_said(row, key) for key, _title in _COLUMNS)) for row in known))

    def state(self) -> object:
        """Every line with something in it, as typed."""
        return tuple(line for line in self._lines() if any(line[1]))

    def set_state(self, state: Any) -> None:
        """Show lines again, and the blank one."""
        self._is_filling = True
        self._table.setRowCount(0)
        for row_id, texts in (*state, (None, ("",) * len(_COLUMNS))):
            self._add_line(row_id, texts)
        self._table.setCurrentCell(0, 0)
        self._is_filling = False
        self.changed.emit()

    def text(self) -> str:
        """All of them, a line each."""
        return "\n".join(", ".join(filter(None, texts)) for _id, texts in self._lines() if any(texts))

    def _check(self, row: int, column: int, read: Callable[[str], object]) -> None:
        try:
            read(self._cell(row, column).text())
        except UserError:
            self._table.setCurrentCell(row, column)
            raise

    def _dress(self) -> None:
        table, say = self._table, self.look.texts.say
        table.setProperty("kind", "field")
        table.setHorizontalHeaderLabels([say(title) for _key, title in _COLUMNS])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)  # Tab goes on to the next field; while a cell is typed in, to the next cell
        table.setWordWrap(False)
        table.setItemDelegate(PaddedDelegate(table))
        own_enter(table, lambda: table.editItem(table.currentItem()))
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setFixedHeight((_LINES_SEEN + 1) * ROW_HEIGHT)

    def _lines(self) -> list[tuple[int | None, tuple[str, ...]]]:
        return [
            (
                self._cell(row, 0).data(_ID),
                tuple(self._cell(row, place).text().strip() for place in range(len(_COLUMNS))),
            )
            for row in range(self._table.rowCount())
        ]

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self._table.item(row, column)
        assert item is not None
        return item

    def _add_line(self, row_id: int | None, texts: Sequence[str]) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_ID, row_id)
            self._table.setItem(row, column, item)

    def _finish_typing(self) -> None:
        """Take in what is being typed in a cell: it counts as soon as the keyboard leaves it."""
        typing = QApplication.focusWidget()
        if typing is not None and typing is not self._table and self._table.isAncestorOf(typing):
            self._table.setFocus()

    def _on_item_changed(self, _item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        if any(self._lines()[-1][1]):
            self._is_filling = True
            self._add_line(None, ("",) * len(_COLUMNS))
            self._is_filling = False
        self.changed.emit()

    def _on_removed(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < self._table.rowCount() - 1:  # the blank line stays
            self._table.removeRow(row)
            self.changed.emit()


def _said(row: AddressRow, key: str) -> str:
    value = getattr(row, key)
    return "" if value is None else str(value)


def _load(asset_id: int, session: Session) -> Loaded:
    """In the lane."""
    card = asset_card(session, asset_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(card.row.version, {"interfaces": interfaces(session, asset_id)})


def _attach(asset_id: int, path: Path, session: Session) -> int:
    return attach_configuration(session, asset_id, read_file(path, ("asset", asset_id)))


def _edit(wish: NetworkEdit, session: Session) -> tuple[Message, ...]:
    return edit_network(session, wish)
