"""The scan field: one line to which everything typed on its page goes, by a scanner or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from coorddesk.core.scanner import Wiring, readings, recalled, stored
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_choices import ScanChoices
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, SNUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.messages import Message
    from coorddesk.core.options import Option
    from coorddesk.widgets.desk import Desk, Memory

WIRING = "scanner.wiring"
"""Where the settings keep what the test barcode has told."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BURST_MILLISECONDS = 50  # between two letters: no hand types a code that fast
_LEAST_BURST = 3
_PAUSE_MILLISECONDS = 180
_LEAST_LETTERS = 2
_ECHO_MILLISECONDS = 40  # between two Enters of one scan


class ScanField(QLineEdit):
    """Takes the keyboard whenever somebody types on its page where nothing else takes letters.

    A scanner ends what it types with Enter, some with two (CR and LF), some with Tab, which leaves the field only where
    it was typed by hand. Its page gives it `setFocus()` when it is shown; a button of the page hands it back after its
    click (`keep`).

    Signals:
        scanned: what the text may say, the likeliest first (`core.scanner.readings`); the first is as it was typed.
        finished: Enter in the empty field.
        paused: what somebody has typed by hand so far; a page that has suggestions answers with `offer`.
        chosen: the id of the `Option` that was taken from them.
        undo_wanted: Ctrl+Z while there is nothing in the field to take back; not before `takes_undo`.
    """

    scanned = Signal(object)
    finished = Signal()
    paused = Signal(str)
    chosen = Signal(object)
    undo_wanted = Signal()

    def __init__(self, desk: Desk, page: QWidget, name: Message) -> None:
        """Stand on `page`; `name` is the grey hint and what a screen reader says."""
        super().__init__()
        self._memory = desk.settings
        self.takes_undo = False
        """Whether Ctrl+Z is the page's own while the field is empty, and not the window's."""
        self._choices = ScanChoices(desk, page, self)
        self._choices.taken.connect(self._on_choice_taken)
        self._since = QElapsedTimer()
        self._burst = 0
        self._taken_at = 0
        text = desk.texts.say(name)
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setFont(desk.theme.font(TypeScale.HEADING))
        self.setMinimumHeight(CONTROL_HEIGHT + SNUG)
        self.setMaxLength(500)
        self.addAction(desk.theme.icon("scan-barcode", Tone.ACCENT), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._on_paused)
        self.textEdited.connect(self._on_text_edited)
        page.installEventFilter(self)

    def keep(self, *buttons: QAbstractButton) -> None:
        """Let a click on these buttons give the keyboard back."""
        for each in buttons:
            each.clicked.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))

    def take_keys_of(self, view: QWidget) -> None:
        """Let what is typed in a list come here too: it would search its rows by their first letters."""
        view.installEventFilter(self)

    def offer(self, options: Sequence[Option], text: str = "") -> None:
        """Show what may be meant below the line; `text` is put back into it if it was taken out already."""
        if text and not self.text():
            self.setText(text)
        self._choices.offer(options)

    def take(self) -> None:
        """Take what stands in the line, as Enter does."""
        text = self.text().strip()
        self._empty()
        if text:
            self.scanned.emit(readings(text, wiring(self._memory)))
        else:
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z from the window's menu where the page wants it, and Tab from leaving where a scanner sent it."""
        if isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if event.type() is QEvent.Type.ShortcutOverride and is_undo and not self.text():
                event.setAccepted(self.takes_undo)
                return self.takes_undo
            is_press = event.type() is QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Tab and self._was_scanned():
                self._taken_at = event.timestamp()
                self.take()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed or the suggestion, Esc throws it away."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text() and self.takes_undo:
            self.undo_wanted.emit()
        elif event.key() in _ENTER:
            if not event.isAutoRepeat() and not self._is_echo(event) and not self._choices.take():
                self.take()
            self._taken_at = event.timestamp()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
        elif event.key() in _STEPS and self._choices.isVisible():
            self._choices.step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Suggestions go with the keyboard."""
        super().focusOutEvent(event)
        self._choices.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter that was typed elsewhere on the page and that nobody there wants."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or not _is_letter(event):
            return False
        elsewhere = QApplication.focusWidget()
        if elsewhere is self or isinstance(elsewhere, QLineEdit | QPlainTextEdit):
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self, event)
        return True

    def _empty(self) -> None:
        self.clear()
        self._burst = 0
        self._pause.stop()
        self._choices.hide()

    def _on_choice_taken(self, option: Option) -> None:
        self._empty()
        self.chosen.emit(option.id)

    def _on_paused(self) -> None:
        text = self.text().strip()
        if len(text) >= _LEAST_LETTERS:
            self.paused.emit(text)

    def _on_text_edited(self, text: str) -> None:
        self._choices.hide()
        self._pause.start()
        is_quick = self._since.isValid() and self._since.elapsed() < _BURST_MILLISECONDS
        self._burst = self._burst + 1 if is_quick and len(text) > 1 else 1
        self._since.start()

    def _is_echo(self, event: QKeyEvent) -> bool:
        """Whether this Enter is the second of a scanner that ends with two: it would say that all is done."""
        since = event.timestamp() - self._taken_at
        return bool(event.timestamp()) and since < _ECHO_MILLISECONDS and not self.text()

    def _was_scanned(self) -> bool:
        """Whether the whole text came in one burst that has just ended."""
        is_fresh = self._since.isValid() and self._since.elapsed() < _BURST_MILLISECONDS
        return is_fresh and self._burst >= _LEAST_BURST and self._burst == len(self.text())


def wiring(memory: Memory) -> Wiring | None:
    """What the test barcode has told of this PC's scanner; None before it was scanned."""
    return recalled(memory.recall(WIRING))


def remember_wiring(memory: Memory, told: Wiring | None) -> None:
    """Keep it."""
    memory.remember(WIRING, stored(told))


def _is_letter(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    has_alt_gr = modifiers == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    has_alt_gr = has_alt_gr or modifiers == Qt.KeyboardModifier.GroupSwitchModifier
    return (not modifiers or has_alt_gr) and event.text().isprintable() and bool(event.text().strip())
