"""The second step: the file on a grid, what was found out about it, and everything that people say otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.importing.options import Options
from coorddesk.importing.reading.pasted import called
from coorddesk.shell.import_wizard.decisions_bar import DELIMITERS, DecisionsBar, fill, show_titled, titled
from coorddesk.shell.import_wizard.fixed_values import FixedValues, missing
from coorddesk.shell.import_wizard.remarks import in_lines
from coorddesk.shell.import_wizard.sheet_grid import SheetGrid
from coorddesk.shell.import_wizard.two_fields import TwoFieldsDialog
from coorddesk.shell.import_wizard.work import is_same_file
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coorddesk.core.errors import UserError
    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.import_wizard.file_rows import FileRows
    from coorddesk.shell.import_wizard.work import Looked
    from coorddesk.shell.window_desk import WindowDesk


class ColumnsStep(QWidget):
    """Shows a look at a file.

    Signals:
        kind_chosen: the key of the kind that the rows are.
        decided: the `Options` with one more thing said, with which to look again.
        forget_asked: what was decided about such files last time should count no more.
    """

    kind_chosen = Signal(str)
    decided = Signal(object)
    forget_asked = Signal()

    def __init__(self, desk: WindowDesk, kinds: Sequence[ImportKind], rows: FileRows) -> None:
        """Start without a file."""
        super().__init__()
        self._dress = desk
        self._options = Options()
        self._looked: Looked | None = None
        self._file = label(desk, scale=TypeScale.HEADING)
        self._found = label(desk, kind="muted", wrap=True)
        self._kind, self._sheet, self._key = QComboBox(), QComboBox(), QComboBox()
        for box in (self._kind, self._sheet, self._key):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        fill(self._kind, [(kind.key, desk.texts.say(kind.title)) for kind in kinds], None)
        self._more = button(desk, _("How the file is read…"), ButtonKind.LINK)
        self._more.setCheckable(True)
        self._again = button(desk, _("Back to what was found"), ButtonKind.LINK)
        self._forget = button(desk, _("Forget how it was last time"), ButtonKind.LINK)
        self._bar = DecisionsBar(desk)
        self._fixed = FixedValues(desk, self._bar.last_stop)
        self.trouble = Notice(desk, Tone.DANGER)
        self._missing = Notice(desk, Tone.WARNING)
        self._warnings = Notice(desk, Tone.WARNING)
        self.grid = SheetGrid(desk, rows)
        hand_focus_on(self, lambda: self.grid)
        self._lay_out()
        self._connect()

    @property
    def options(self) -> Options:
        """What was said about the file so far."""
        return self._options

    def show_looked(self, looked: Looked, options: Options) -> None:
        """Show what was found; `options` is what was said of it."""
        same = is_same_file(self._looked, looked)
        self._looked, self._options = looked, options
        self.trouble.say(None)
        self._file.setText(self._dress.texts.say(called(looked.origin)))
        self._found.setText(self._dress.texts.say(_found(looked)))
        self._show_choices(looked)
        self._bar.show_looked(looked)
        self._fixed.show_looked(looked, looked.decided.fixed)
        self._show_remarks(looked)
        self._again.setVisible(options != _as_found(options))
        self._forget.setVisible(looked.is_as_last_time)
        self.grid.show_look(looked.look, looked.kind, same=same)

    def adopt(self, options: Options) -> None:
        """Keep what was said elsewhere, of words and cells."""
        self._options = options

    def show_trouble(self, error: UserError) -> None:
        """Say why the file cannot be read as it was said; what was said stays, to be said otherwise."""
        self.trouble.say(error.message)

    def _show_choices(self, looked: Looked) -> None:
        look, say = looked.look, self._dress.texts.say
        self._kind.setCurrentIndex(self._kind.findData(looked.kind.key))
        sheets = [(name, name) for name in (*look.sheets, *look.tables_beside)]
        fill(self._sheet, sheets, self._options.sheet or look.sheet)
        show_titled(self._sheet, shown=len(sheets) > 1)
        titles = {field.key: say(field.title) for field in looked.kind.fields}
        feeding = dict.fromkeys(key for column in look.columns for key in column.fields)
        usual = ", ".join(titles[key.fields[0]] for key in looked.kind.keys if key.fields[0] in titles)
        by_default = say(_("as usual ({fields})", fields=usual))
        fill(self._key, [("", by_default), *((key, titles[key]) for key in feeding)], self._options.key or "")

    def _show_remarks(self, looked: Looked) -> None:
        self._warnings.say(in_lines(looked.look.warnings))
        say = self._dress.texts.say
        needed = ", ".join(say(field.title) for field in missing(looked, looked.decided.fixed))
        said = _(
            "No column brings what each new record needs: {fields}. Choose one, or give a value for all rows.",
            fields=verbatim(needed),
        )
        self._missing.say(said if needed else None)

    def _lay_out(self) -> None:
        line = FlowLayout()
        line.setSpacing(ROOM)
        line.addWidget(titled(self._dress, _("The rows are"), self._kind))
        line.addWidget(titled(self._dress, _("Sheet"), self._sheet))
        line.addWidget(titled(self._dress, _("Records that exist are found"), self._key))
        under = QHBoxLayout()
        under.setSpacing(TIGHT)
        under.addWidget(self._found, 1)
        under.addWidget(self._forget)
        under.addWidget(self._again)
        under.addWidget(self._fixed.add)
        under.addWidget(self._more)
        self._bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._file)
        layout.addLayout(under)
        layout.addSpacing(HAIR)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        layout.addWidget(self._fixed)
        for notice in (self.trouble, self._missing, self._warnings):
            layout.addWidget(notice)
        layout.addWidget(self.grid, 1)

    def _connect(self) -> None:
        self._kind.activated.connect(lambda _row: self.kind_chosen.emit(self._kind.currentData()))
        self._sheet.activated.connect(self._on_sheet_chosen)
        self._key.activated.connect(
            lambda _row: self._decide(replace(self._options, key=self._key.currentData() or None))
        )
        self._more.toggled.connect(self._bar.setVisible)
        self._again.clicked.connect(lambda: self._decide(_as_found(self._options)))
        self._bar.decided.connect(lambda said: self._decide(replace(self._options, **said)))
        self._fixed.said.connect(self._on_fixed_said)
        self._forget.clicked.connect(self.forget_asked)
        self.grid.strip.mapping_told.connect(self._on_mapping_told)
        self.grid.strip.reading_told.connect(self._on_reading_told)
        self.grid.strip.two_fields_asked.connect(self._on_two_fields_asked)

    def _decide(self, options: Options) -> None:
        if options != self._options:
            self._options = options
            self.decided.emit(options)

    def _on_sheet_chosen(self) -> None:
        """Another sheet is another table: what was said of this one's columns says nothing of it."""
        self._decide(Options(sheet=self._sheet.currentData(), key=self._options.key, fixed=self._options.fixed))

    def _on_fixed_said(self, key: str, text: str) -> None:
        assert self._looked is not None
        if text != self._looked.decided.fixed.get(key, ""):
            self._decide(replace(self._options, fixed={**self._options.fixed, key: text}))

    def _on_mapping_told(self, told: Mapping[str, str]) -> None:
        self._decide(replace(self._options, mapping={**self._options.mapping, **told}))

    def _on_reading_told(self, key: str, reading: str) -> None:
        self._decide(replace(self._options, readings={**self._options.readings, key: reading}))

    def _on_two_fields_asked(self, place: int) -> None:
        column = self.grid.sheet.column_at(place)
        assert self._looked is not None
        assert column is not None
        dialog = TwoFieldsDialog(self._dress, self, column, self._looked.kind.fields)
        dialog.accepted.connect(lambda: self.grid.strip.tell(place, dialog.key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _as_found(said: Options) -> Options:
    """Nothing said of the columns any more; what was said of words and typed into cells stays."""
    return Options(values=said.values, unknown=said.unknown, corrections=said.corrections)


def _found(looked: Looked) -> Message:
    """Where the table is, and how a text file is written."""
    look = looked.look
    rows = _n("{count} row", "{count} rows", max(0, look.last_row - look.header_row - look.header_depth + 1))
    if look.delimiter is None:
        return _("Headers in row {row}, then {rows}.", row=digits(look.header_row), rows=rows)
    return _(
        "Headers in row {row}, then {rows}; text in {encoding}, separated by {delimiter}.",
        row=digits(look.header_row),
        rows=rows,
        encoding=look.encoding or "",
        delimiter=DELIMITERS.get(look.delimiter, verbatim(look.delimiter)),
    )
