"""The options of labels: the sheet and where it is free, how many, the code, the fields, and whose things they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import Message, _
from coorddesk.labels.rules import CODE_TITLES, MOST_COPIES, CodeKind, Run, SheetFormat, Style
from coorddesk.labels.ui.sheet_picture import SheetPicture
from coorddesk.widgets.controls import ButtonKind, ToolButton, button, icon_button, label
from coorddesk.widgets.report_columns import ColumnChoice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.labels.ui.work import Choices
    from coorddesk.widgets.desk import Look

_WIDTH = 328
_PICTURE_HEIGHT = 168
_FIELDS_SEEN = 6
_PAUSE_MILLISECONDS = 250  # of quiet, before the page is drawn again
_LONGEST_OWNER = 120


class LabelOptions(QScrollArea):
    """Shows what was chosen, and says when something else is.

    Signals:
        changed: something was chosen, and nothing else for a moment.
        format_asked: "new", "edit" or "delete": something is to become of the desk's own formats.
        offset_asked: the printer is off.
    """

    changed = Signal()
    format_asked = Signal(str)
    offset_asked = Signal()

    def __init__(self, look: Look) -> None:
        """Build it without choices; it waits for them."""
        super().__init__()
        self._look = look
        self._choices: Choices | None = None
        self._count = 0
        self._shift = (0, 0)
        self.sheet = QComboBox()
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picture = SheetPicture(look, _PICTURE_HEIGHT)
        self._start_said = label(look, scale=TypeScale.CAPTION, kind="muted", wrap=True)
        self._start_said.setMinimumHeight(2 * self._start_said.fontMetrics().lineSpacing())  # what layouts forget
        self.copies = QSpinBox(minimum=1, maximum=MOST_COPIES)
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.copies.lineEdit().setTextMargins(SNUG, 0, HAIR, 0)  # as other fields: the style sheet has no say inside
        self.code = QComboBox()
        for kind, title in CODE_TITLES.items():
            self.code.addItem(look.texts.say(title), kind)
        self.fields = ColumnChoice(look, _("Ticked: printed, in this order"), _FIELDS_SEEN)
        self.owner = QLineEdit(maxLength=_LONGEST_OWNER)
        self.logo = QCheckBox(look.texts.say(_("Logo of the organisation")))
        self.frame = QCheckBox(look.texts.say(_("Line around each label, to be cut along")))
        self._offset = button(look, _("Printer offset…"), ButtonKind.LINK, "ruler")
        self._soon = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._build()
        self._connect()
        self.setEnabled(False)

    def show_choices(self, choices: Choices, style: Style, run: Run, count: int) -> None:
        """Offer what there is, as it was chosen last, for so many labels."""
        self._choices = None  # nothing of this is somebody's choice
        self._count, self._shift = count, run.shift
        self.sheet.clear()
        for key, sheet in choices.formats.items():
            self.sheet.addItem(self._look.texts.say(sheet.title), key)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(run.sheet.key)))
        self.copies.setValue(run.copies)
        self.code.setCurrentIndex(self.code.findData(style.code))
        self.fields.show_columns(choices.fields, style.fields)
        self._fields_row.setVisible(bool(choices.fields))
        self.owner.setText(style.owner)
        self.owner.setCursorPosition(0)
        self.owner.setPlaceholderText(choices.owner)
        self.logo.setChecked(style.logo)
        self.frame.setChecked(style.frame)
        self.picture.show_sheet(run.sheet, run.start, self._printed(run))
        self._choices = choices
        self._say()
        self.setEnabled(True)

    def show_start(self, start: int) -> None:
        """Begin at another label."""
        self.picture.choose(start)

    def show_shift(self, shift: tuple[int, int]) -> None:
        """The printer is off by so much."""
        self._shift = shift
        self._on_changed()

    def chosen_sheet(self) -> SheetFormat:
        """The format chosen."""
        assert self._choices is not None, "nobody can choose before there are choices"
        return self._choices.formats[self.sheet.currentData()]

    def style_chosen(self) -> Style:
        """How the labels shall look."""
        return Style(
            code=CodeKind(self.code.currentData()),
            fields=self.fields.chosen(),
            logo=self.logo.isChecked(),
            owner=" ".join(self.owner.text().split()),
            frame=self.frame.isChecked(),
        )

    def run_chosen(self) -> Run:
        """Where they shall be printed."""
        return Run(self.chosen_sheet(), self.picture.start, self.copies.value(), self._shift)

    def _printed(self, run: Run) -> int:
        return max(0, min(self._count * run.copies, run.sheet.count))

    def _on_sheet_changed(self) -> None:
        if self._choices is not None:
            self.picture.show_sheet(self.chosen_sheet(), 1, 0)
            self._on_changed()

    def _on_changed(self) -> None:
        if self._choices is not None:
            run = self.run_chosen()
            self.picture.show_sheet(run.sheet, run.start, self._printed(run))
            self._say()
            self._soon.start()

    def _say(self) -> None:
        run, say = self.run_chosen(), self._look.texts.say
        started = _("First free label: {number} of {count}", number=run.start, count=run.sheet.count)
        self._start_said.setText(say(_("{started}. Click another, or use the arrows.", started=started)))
        right, down = (shift / 10 for shift in run.shift)
        said = _("Printer offset…")
        if run.shift != (0, 0):
            number = self._look.texts.number
            said = _("Printer offset: {right} / {down} mm…", right=number(right, 1), down=number(down, 1))
        self._offset.setText(say(said))
        is_own = run.sheet.key.startswith("own:")
        for action in (self._edit, self._delete):
            action.setEnabled(is_own)

    def _build(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(ROOM, SNUG, ROOM, ROOM)
        layout.setSpacing(SNUG)
        sheet = QHBoxLayout()
        sheet.setSpacing(HAIR)
        sheet.addWidget(self.sheet, 1)
        sheet.addWidget(self._build_menu())
        layout.addWidget(self._field(_("Sheet of labels"), sheet, self.sheet))
        picture = QVBoxLayout()
        picture.setSpacing(HAIR)
        picture.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.addWidget(self._start_said)
        layout.addLayout(picture)
        beside = QHBoxLayout()
        beside.setSpacing(SNUG)
        beside.addWidget(self._field(_("Copies of each"), self.copies, self.copies), 1)
        beside.addWidget(self._field(_("To be scanned"), self.code, self.code), 2)
        layout.addLayout(beside)
        layout.addWidget(self._field(_("Whose it is"), self.owner, self.owner))
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self.logo)
        checks.addWidget(self.frame)
        layout.addLayout(checks)
        self._fields_row = self._field(_("Fields"), self.fields, self.fields)
        layout.addWidget(self._fields_row)
        layout.addWidget(self._offset, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        self._dress(inside)

    def _build_menu(self) -> ToolButton:
        made = icon_button(self._look, "ellipsis", _("Formats of your own"))
        assert isinstance(made, ToolButton)
        menu = QMenu(made)
        say, icon = self._look.texts.say, self._look.theme.icon
        new = menu.addAction(icon("plus"), say(_("New format…")))
        self._edit = menu.addAction(icon("pencil"), say(_("Edit this format…")))
        self._delete = menu.addAction(icon("trash-2"), say(_("Delete this format")))
        for action, key in ((new, "new"), (self._edit, "edit"), (self._delete, "delete")):
            action.triggered.connect(lambda _checked=False, key=key: self.format_asked.emit(key))
        made.setMenu(menu)
        made.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _field(self, title: Message, field: QWidget | QHBoxLayout, named: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(label(self._look, title, kind="field"))
        if isinstance(field, QWidget):
            layout.addWidget(field)
        else:
            layout.addLayout(field)
        (named.focusProxy() or named).setAccessibleName(self._look.texts.say(title))
        return holder

    def _dress(self, inside: QWidget) -> None:
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setProperty("kind", "pane")
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._look.texts.say(_("What labels look like")))

    def _connect(self) -> None:
        self._soon.timeout.connect(self.changed)
        self.sheet.currentIndexChanged.connect(self._on_sheet_changed)
        self.picture.chosen.connect(self._on_changed)
        self.copies.valueChanged.connect(self._on_changed)
        self.code.currentIndexChanged.connect(self._on_changed)
        self.fields.changed.connect(self._on_changed)
        self.owner.textChanged.connect(self._on_changed)
        self.logo.toggled.connect(self._on_changed)
        self.frame.toggled.connect(self._on_changed)
        self._offset.clicked.connect(self.offset_asked)
