"""The second step: what was found in the file, and what its columns are taken as."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.importing.options import Options
from coorddesk.shell.import_wizard.columns_model import ColumnsModel, Shown
from coorddesk.shell.import_wizard.field_delegate import FieldDelegate
from coorddesk.shell.quiet_table import QuietTable
from coorddesk.widgets.controls import label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.import_wizard.work import Looked
    from coorddesk.widgets.desk import Look

_DELIMITERS = {
    ";": _("semicolons"),
    ",": _("commas"),
    "\t": _("tabs"),
    "|": _("bars"),
}
_LETTERS = {Shown.HEADER: 30, Shown.EXAMPLES: 40, Shown.FIELD: 26}


class ColumnsStep(QWidget):
    """Shows a look at a file.

    Signals:
        kind_chosen: the key of the kind that the rows are.
        sheet_chosen: the name of another sheet of the workbook.
    """

    kind_chosen = Signal(str)
    sheet_chosen = Signal(str)

    def __init__(self, dress: Look, kinds: Sequence[ImportKind]) -> None:
        """Start without a file."""
        super().__init__()
        self._dress = dress
        self._options = Options()
        self._file = label(dress, scale=TypeScale.HEADING)
        self._found = label(dress, kind="muted", wrap=True)
        self._kind = _box([(kind.key, dress.texts.say(kind.title)) for kind in kinds])
        self._kind.activated.connect(lambda _row: self.kind_chosen.emit(self._kind.currentData()))
        self._sheet = _box([])
        self._sheet.activated.connect(lambda _row: self.sheet_chosen.emit(self._sheet.currentData()))
        self._key = _box([])
        self._key.activated.connect(self._on_key_chosen)
        self._model = ColumnsModel(dress)
        self._model.told.connect(self._on_told)
        self._table = self._build_table()
        self.setFocusProxy(self._table)
        self._warnings = Notice(dress, Tone.WARNING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addLayout(self._head())
        layout.addWidget(self._warnings)
        layout.addWidget(self._table, 1)

    @property
    def options(self) -> Options:
        """What was said about the file so far."""
        return self._options

    def show_looked(self, looked: Looked, options: Options) -> None:
        """Show what was found; `options` is what was said of it."""
        look, say = looked.look, self._dress.texts.say
        self._options = options
        self._file.setText(looked.path.name)
        self._found.setText(say(_found(looked)))
        self._kind.setCurrentIndex(self._kind.findData(looked.kind.key))
        _fill(self._sheet, [(name, name) for name in look.sheets], look.sheet)
        several = len(look.sheets) > 1
        self._sheet.setVisible(several)
        self._sheet_title.setVisible(several)
        titles = {field.key: say(field.title) for field in looked.kind.fields}
        feeding = dict.fromkeys(key for column in look.columns for key in column.fields)
        fed = [(key, titles[key]) for key in feeding]
        usual = ", ".join(titles[key.fields[0]] for key in looked.kind.keys if key.fields[0] in titles)
        by_default = say(_("as usual ({fields})", fields=usual))
        _fill(self._key, [("", by_default), *fed], options.key or "")
        self._model.show_look(look, looked.kind.fields, dict(options.mapping))
        warnings = [say(warning) for warning in look.warnings]
        self._warnings.say(Message("{lines}", (("lines", "\n".join(warnings)),)) if warnings else None)
        self._table.setCurrentIndex(self._model.index(0, Shown.FIELD))

    def _head(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        self._sheet_title = _title(self._dress, _("Sheet"), self._sheet)
        line.addWidget(_title(self._dress, _("The rows are"), self._kind))
        line.addWidget(self._kind)
        line.addSpacing(ROOM)
        line.addWidget(self._sheet_title)
        line.addWidget(self._sheet)
        line.addSpacing(ROOM)
        line.addWidget(_title(self._dress, _("Records that exist are found"), self._key))
        line.addWidget(self._key)
        line.addStretch()
        head = QVBoxLayout()
        head.setSpacing(HAIR)
        head.addWidget(self._file)
        head.addWidget(self._found)
        head.addSpacing(TIGHT)
        head.addLayout(line)
        return head

    def _build_table(self) -> QuietTable:
        table = QuietTable(self._dress, _("Columns of the sheet, and what they are taken as"), self._model)
        table.setItemDelegateForColumn(Shown.FIELD, FieldDelegate(self._dress, self._model, table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + TIGHT)
        for column, letters in _LETTERS.items():
            table.fit(column, letters)
        table.horizontalHeader().setSectionResizeMode(Shown.DECIDED, QHeaderView.ResizeMode.Stretch)
        return table

    def _on_told(self) -> None:
        self._options = replace(self._options, mapping=dict(self._model.mapping))

    def _on_key_chosen(self) -> None:
        self._options = replace(self._options, key=self._key.currentData() or None)


def _found(looked: Looked) -> Message:
    """Where the table is, and how a text file is written."""
    look = looked.look
    rows = _n("{count} row", "{count} rows", max(0, look.last_row - look.header_row))
    if look.delimiter is None:
        return _("Headers in row {row}, then {rows}.", row=digits(look.header_row), rows=rows)
    return _(
        "Headers in row {row}, then {rows}; text in {encoding}, separated by {delimiter}.",
        row=digits(look.header_row),
        rows=rows,
        encoding=look.encoding or "",
        delimiter=_DELIMITERS.get(look.delimiter, Message(look.delimiter)),
    )


def _title(dress: Look, text: Message, box: QComboBox) -> QLabel:
    made = label(dress, text, kind="muted")
    made.setBuddy(box)
    box.setAccessibleName(dress.texts.say(text))
    return made


def _box(choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for key, title in choices:
        made.addItem(title, key)
    return made


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str | None) -> None:
    box.clear()
    for key, title in choices:
        box.addItem(title, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
