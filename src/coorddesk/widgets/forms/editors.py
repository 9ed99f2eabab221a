"""The editors of most fields: text, notes, codes, amounts, numbers, choices and truths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from coorddesk.core.decimals import thousandths_typed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.money import cents_typed
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QLabel, QWidget

    from coorddesk.widgets.desk import Look

_LONGEST = 1_000
_ANOTHER = _p("choice", "Another one")


class LineEditor(Editor):
    """A line to type into; the ground of the editors that read what is typed."""

    def __init__(self, look: Look, *beside: QWidget, hint: Message | None = None) -> None:
        """Start empty; `hint` stands in it until something is typed."""
        self.line = QLineEdit(maxLength=_LONGEST)
        super().__init__(look, self.line, *beside)
        if hint is not None:
            self.line.setPlaceholderText(look.texts.say(hint))
        self.line.textChanged.connect(lambda _text: self.changed.emit())

    def add_button(self, icon: str, name: Message) -> QAction:
        """An icon at the end of the line, for the mouse; keys must do the same."""
        action = self.line.addAction(self.look.theme.icon(icon, Tone.MUTED), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(self.look.texts.say(name))
        return action

    def text(self) -> str:
        """The text as typed."""
        return self.line.text()

    def state(self) -> object:
        """The text as typed."""
        return self.line.text()

    def set_state(self, state: Any) -> None:
        """Type the text again."""
        self.line.setText(state)

    def set_value(self, value: Any) -> None:
        """Show a value as it would be typed, from its beginning."""
        self.line.setText(self.shown(value))
        self.line.setCursorPosition(0)


class TextEditor(LineEditor):
    """A line of text; its value is a str, stripped, '' for nothing."""

    def value(self) -> str:
        """The text without blanks around it."""
        return " ".join(self.line.text().split())


class CodeEditor(LineEditor):
    """An identifier: what looks like a number stays text, and nothing is None rather than ''."""

    def value(self) -> str | None:
        """The code without blanks around it."""
        return self.line.text().strip() or None


class NotesEditor(Editor):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(self, look: Look, lines: int = 4) -> None:
        """Show `lines` lines at once."""
        self._text = QPlainTextEdit(tabChangesFocus=True)
        super().__init__(look, self._text)
        self._text.setFixedHeight(lines * self._text.fontMetrics().lineSpacing() + ROOM)
        self._text.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text without blanks around it."""
        return self._text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self._text.setPlainText(self.shown(value))

    def state(self) -> object:
        """The text as typed."""
        return self._text.toPlainText()

    def set_state(self, state: Any) -> None:
        """Type the text again."""
        self._text.setPlainText(state)


class AmountEditor(LineEditor):
    """An amount of money in integer cents, typed as people do: "1 234,5", "1.234,50 €"."""

    def __init__(self, look: Look, *, may_be_negative: bool = False) -> None:
        """Show the currency behind the line."""
        self._may_be_negative = may_be_negative
        super().__init__(look, label(look, verbatim(look.texts.currency_unit), kind="muted"))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.editingFinished.connect(self._on_editing_finished)

    def value(self) -> int | None:
        """The cents. Raises `UserError` if what is typed is no amount, or less than nothing where none can be."""
        cents = cents_typed(self.line.text())
        if cents is not None and cents < 0 and not self._may_be_negative:
            raise UserError(_("An amount here cannot be less than zero."))
        return cents

    def shown(self, value: Any) -> str:
        """Cents with a decimal mark."""
        return self.look.texts.amount(value) if isinstance(value, int) else super().shown(value)

    def _on_editing_finished(self) -> None:
        """Write what was understood in full, so that a slip is seen."""
        try:
            cents = self.value()
        except UserError:
            return
        if cents is not None:
            self.set_value(cents)


class DecimalEditor(LineEditor):
    """A number in integer thousandths, typed as people do: "2,5", "1 234.25"."""

    def __init__(self, look: Look, unit: Message | None = None) -> None:
        """`unit` stands behind the line ("%")."""
        super().__init__(look, *(() if unit is None else (label(look, unit, kind="muted"),)))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        """The thousandths. Raises `UserError` if what is typed is no number, or may be two."""
        return thousandths_typed(self.line.text())

    def shown(self, value: Any) -> str:
        """Thousandths with the decimals they have."""
        return self.look.texts.decimal(value) if isinstance(value, int) else super().shown(value)


class NumberEditor(LineEditor):
    """A whole number between two bounds."""

    def __init__(self, look: Look, least: int = 0, most: int = 1_000_000, unit: Message | None = None) -> None:
        """`unit` stands behind the line ("months")."""
        super().__init__(look, *(() if unit is None else (label(look, unit, kind="muted"),)))
        self._least, self._most = least, most
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:
        """The number. Raises `UserError` if it is none, or out of bounds."""
        text = "".join(self.line.text().split())
        if not text:
            return None
        if not (text.removeprefix("-").isdecimal() and self._least <= int(text) <= self._most):
            said = _("Write a whole number from {least} to {most}.", least=self._least, most=self._most)
            raise UserError(said)
        return int(text)


class ChoiceEditor(Editor):
    """One of a few values, each with its title; the wheel only turns it once it has been clicked."""

    def __init__(self, look: Look, choices: Sequence[tuple[Any, Message]], blank: Message | None = None) -> None:
        """`blank` is the title of choosing none; without it one is always chosen."""
        self._box = QComboBox()
        super().__init__(look, self._box)
        self._values: list[Any] = []
        for value, title in [] if blank is None else [(None, blank)]:
            self._add(value, title)
        for value, title in choices:
            self._add(value, title)
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.installEventFilter(self)
        self._box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def value(self) -> Any:
        """The value chosen."""
        return self._values[self._box.currentIndex()]

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered, for it came or went meanwhile, gets a line of its own."""
        if value not in self._values:
            self._add(value, verbatim(value) if isinstance(value, str) else _ANOTHER)
        self._box.setCurrentIndex(self._values.index(value))

    def state(self) -> object:
        """The value chosen."""
        return self.value()

    def set_state(self, state: Any) -> None:
        """Choose it again."""
        self.set_value(state)

    def shown(self, value: Any) -> str:
        """The title of a value."""
        if value in self._values:
            return self._box.itemText(self._values.index(value))
        return super().shown(_ANOTHER if isinstance(value, int) else value)

    def _add(self, value: Any, title: Message) -> None:
        self._values.append(value)
        self._box.addItem(self.look.texts.say(title))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, unless the box has the keyboard."""
        if isinstance(event, QWheelEvent) and not self._box.hasFocus():
            event.ignore()
            return True
        return False


class YesNoEditor(Editor):
    """A box to tick; its title stands beside it."""

    def __init__(self, look: Look, title: Message) -> None:
        """Start unticked."""
        self._box = QCheckBox(look.texts.say(title))
        super().__init__(look, self._box)
        self._box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(value))

    def state(self) -> object:
        """Whether it is ticked."""
        return self._box.isChecked()

    def set_state(self, state: Any) -> None:
        """Tick it again, or not."""
        self._box.setChecked(state)

    def shown(self, value: Any) -> str:
        """Yes or no."""
        return self.look.texts.yes_no(value) if isinstance(value, bool) else super().shown(value)

    def describe(self, label: QLabel, name: str) -> None:
        """It says its title itself."""
        label.hide()
