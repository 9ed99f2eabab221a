"""Values for all rows: what no column says, such as the place of every device of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.tokens import HAIR, ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coorddesk.importing.kind import ImportField
    from coorddesk.shell.import_wizard.work import Looked
    from coorddesk.widgets.desk import Look

_WIDTH = 180


class FixedValues(QWidget):
    """A line for each field that has one value for all rows; required ones that no column feeds stand there at once.

    Signals:
        said: the key of a field and the text for all rows, "" none.
    """

    said = Signal(str, str)

    def __init__(self, look: Look, before: QWidget) -> None:
        """Start without fields; the keyboard comes from what stands `before`."""
        super().__init__()
        self._look = look
        self._before = before
        self._lines: dict[str, QLineEdit] = {}
        self._pairs: dict[str, QWidget] = {}
        self._fields: Sequence[ImportField] = ()
        self._names: Mapping[str, Sequence[str]] = {}
        self._layout = FlowLayout(self)
        self._layout.setSpacing(ROOM)
        self.add = button(look, _("A value for all rows…"), ButtonKind.LINK)
        self.add.clicked.connect(self._on_add_clicked)
        self.hide()

    def show_looked(self, looked: Looked, fixed: Mapping[str, str]) -> None:
        """Show the values said so far, and a line for each required field that nothing feeds."""
        self._fields, self._names = looked.kind.fields, looked.names
        wanted = [field for field in self._fields if fixed.get(field.key) or field in missing(looked, {})]
        for key in [key for key in self._pairs if key not in {field.key for field in wanted}]:
            if not self._lines[key].hasFocus():
                self._drop(key)
        for field in wanted:
            line = self._lines.get(field.key) or self._make(field)
            if not line.hasFocus():
                line.setText(fixed.get(field.key, ""))

    def ask_for(self, key: str) -> None:
        """Open a line for a field, and stand in it."""
        field = next(field for field in self._fields if field.key == key)
        line = self._lines.get(key) or self._make(field)
        line.setFocus()

    def _on_add_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in self._fields:
            if field.key not in self._lines:
                action = menu.addAction(self._look.texts.say(field.title))
                action.triggered.connect(lambda _checked=False, key=field.key: self.ask_for(key))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _make(self, field: ImportField) -> QLineEdit:
        title = _("{field} for all rows:", field=field.title)
        line = self._lines[field.key] = QLineEdit()
        line.setFixedWidth(_WIDTH)
        line.setAccessibleName(self._look.texts.say(title))
        if known := self._names.get(field.key):
            line.setCompleter(names_completer(known, line))
        line.editingFinished.connect(lambda: self.said.emit(field.key, line.text().strip()))
        self._pairs[field.key] = self._pair(title, field, line)
        self._layout.addWidget(self._pairs[field.key])
        self._pairs[field.key].show()
        self.show()
        return line

    def _pair(self, title: Message, field: ImportField, line: QLineEdit) -> QWidget:
        words = label(self._look, title, kind="warning" if field.required else "muted")
        words.setBuddy(line)
        gone = icon_button(self._look, "x", _("No value for all rows: {field}", field=field.title))
        gone.clicked.connect(lambda: self._on_gone(field.key))
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(HAIR)
        for part in (words, line, gone):
            row.addWidget(part)
        stops = [self._before, *(stop for other in self._pairs.values() for stop in other.findChildren(QToolButton))]
        QWidget.setTabOrder(stops[-1], line)
        QWidget.setTabOrder(line, gone)
        return pair

    def _on_gone(self, key: str) -> None:
        self._drop(key)
        self.add.setFocus()
        self.said.emit(key, "")

    def _drop(self, key: str) -> None:
        self._lines.pop(key)
        pair = self._pairs.pop(key)
        self._layout.removeWidget(pair)
        pair.hide()
        pair.deleteLater()
        self.setVisible(bool(self._pairs))


def missing(looked: Looked, fixed: Mapping[str, str]) -> list[ImportField]:
    """The required fields of a new record that neither a column nor a value for all rows brings."""
    fed = {key for column in looked.look.columns for key in column.fields}
    return [
        field for field in looked.kind.fields if field.required and field.key not in fed and not fixed.get(field.key)
    ]


def names_completer(known: Sequence[str], line: QLineEdit) -> QCompleter:
    """Offers known names by any part of them."""
    completer = QCompleter(QStringListModel(list(known), line), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
