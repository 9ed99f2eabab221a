"""The contacts of a supplier in its form: a line for each, and a blank one for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.service import ContactDetails
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

Line = tuple[int | None, tuple[str, ...]]
"""The id of somebody who is known already, and the text of each cell."""

_COLUMNS: tuple[tuple[str, Message], ...] = (
    ("name", _("Name")),
    ("role", _p("person", "Role")),
    ("email", _("E-mail")),
    ("phone", _("Telephone")),
    ("notes", _("Notes")),
)
_ID = Qt.ItemDataRole.UserRole
_LINES_SEEN = 4
_WIDTHS = (150, 140, 220, 130)


class ContactsEditor(Editor):
    """Typing in the blank line adds somebody, Del takes somebody out; its value is a tuple of `ContactDetails`."""

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

    def value(self) -> tuple[ContactDetails, ...]:
        """Everybody who has a line. Raises `UserError` for a line without a name."""
        self._finish_typing()
        lines = [line for line in self._lines() if any(line[1])]
        if not all(texts[0] for _id, texts in lines):
            raise UserError(_("A contact needs a name."))
        return tuple(
            ContactDetails(**dict(zip((key for key, _title in _COLUMNS), texts, strict=True)), id=contact_id)
            for contact_id, texts in lines
        )

    def set_value(self, value: Any) -> None:
        """Show contacts in place of those that are there."""
        known: Sequence[ContactDetails] = value or ()
        self.set_state(tuple((each.id, tuple(getattr(each, key) for key, _title in _COLUMNS)) for each in known))

    def state(self) -> object:
        """Every line with something in it, as typed."""
        return tuple(line for line in self._lines() if any(line[1]))

    def set_state(self, state: Any) -> None:
        """Show lines again, and the blank one."""
        self._is_filling = True
        self._table.setRowCount(0)
        for contact_id, texts in state:
            self._add_line(contact_id, texts)
        self._add_line(None, ("",) * len(_COLUMNS))
        self._is_filling = False
        self.changed.emit()

    def text(self) -> str:
        """Everybody, a line each."""
        return "\n".join(_line(texts) for _id, texts in self._lines() if any(texts))

    def shown(self, value: Any) -> str:
        """Contacts as people read them, a line each."""
        if isinstance(value, tuple):
            return "\n".join(each.line for each in value)
        return super().shown(value)

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

    def _lines(self) -> list[Line]:
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

    def _add_line(self, contact_id: int | None, texts: Sequence[str]) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_ID, contact_id)
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


def _line(texts: Sequence[str]) -> str:
    return ", ".join(text for text in texts if text)
