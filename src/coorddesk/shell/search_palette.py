"""The search palette (Ctrl+K): one field over every record and every command, driven by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _p
from coorddesk.shell.palette_list import Line, PaletteList
from coorddesk.widgets.controls import label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, HAIR, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Hit
    from coorddesk.shell.tabs import Tab
    from coorddesk.widgets.desk import Desk

_WIDTH = 660
_SHADE = 70  # of 255
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchPalette(QWidget):
    """Shades its parent, the window, and floats a field with a list over it; Esc or a click beside it close it."""

    def __init__(
        self, desk: Desk, parent: QWidget, tabs: Sequence[Tab], commands: Callable[[], Sequence[QAction]]
    ) -> None:
        """Build it unseen; `commands` are what the menus offer at the moment."""
        super().__init__(parent)
        self._desk = desk
        self._over = parent
        self._tabs = tabs
        self._commands = commands
        self._before: QWidget | None = None
        self._shown_for = ""
        self._take_when_shown = False
        self._card = QFrame(self)
        self._card.setObjectName("palette")
        self._field = SearchField(desk, _("Search devices, people, places, commands…"))
        font = desk.theme.font(TypeScale.HEADING)
        font.setWeight(QFont.Weight.Normal)
        self._field.setFont(font)
        self._field.searched.connect(self._on_searched)
        self._field.installEventFilter(self)
        self._list = PaletteList(desk)
        self._list.taken.connect(self._take)
        self._nothing = label(desk, kind="muted", wrap=True)
        self._nothing.setContentsMargins(WIDE, 0, WIDE, ROOM)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(1, HAIR, 1, 1)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._field)
        layout.addWidget(self._nothing)
        layout.addWidget(self._list)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come forward with an empty field."""
        self._before = self.window().focusWidget()
        self._take_when_shown = False
        self._field.show_text("")
        self._show([], "")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Go, and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):  # news may have done away with it
            self._before.setFocus()

    def _on_searched(self, text: str) -> None:
        if not text:
            self._show([], "")
            return
        self._desk.operations.read(
            self,
            lambda session: _find(session, text),
            lambda hits: self._show(self._hit_lines(hits), text),
            replaces="search",
        )

    def _show(self, lines: list[Line], text: str) -> None:
        self._shown_for = text
        lines = [*lines, *self._command_lines(text)]
        self._list.show_lines(lines)
        nothing = _("Nothing is called “{words}”.", words=text)
        self._nothing.setText("" if lines else self._desk.texts.say(nothing))
        self._nothing.setVisible(not lines)
        self._card.adjustSize()
        self._place()
        if self._take_when_shown:
            self._take_current()
        else:
            self._announce()

    def _hit_lines(self, hits: Sequence[Hit]) -> list[Line]:
        """The hits by the tab they live in, the tab of the best one first."""
        lines: list[Line] = []
        homes = dict.fromkeys(self._home(hit) for hit in hits)
        for home in homes:
            icon = self._desk.theme.icon(home.icon, Tone.MUTED)
            lines.append(Line(self._desk.texts.say(home.title)))
            lines += [self._hit_line(hit, icon) for hit in hits if self._home(hit) is home]
        return lines

    def _hit_line(self, hit: Hit, icon: QIcon) -> Line:
        detail = self._desk.texts.say(hit.detail)
        return Line(hit.title, detail, icon, take=lambda: self._desk.open_record(hit.subject))

    def _home(self, hit: Hit) -> Tab:
        return next((tab for tab in self._tabs if hit.subject[0] in tab.records), self._tabs[0])

    def _command_lines(self, text: str) -> list[Line]:
        """The commands with these words, the one that is called so first: "Messages" before "Settings: Messages"."""
        words = fold(text).split()
        found = [(command, fold(_title(command))) for command in self._commands() if command.isEnabled()]
        found = [(command, title) for command, title in found if all(word in title for word in words)]
        found.sort(key=lambda each: each[1].split() != words)
        lines = [
            Line(_title(command), icon=command.icon(), keys=_keys(command), take=command.trigger)
            for command, _folded in found
        ]
        return [Line(self._desk.texts.say(_p("search", "Commands"))), *lines] if lines else []

    def _take_current(self) -> None:
        """Take the current line, or wait for the answer to what was typed last."""
        self._take_when_shown = self._field.text().strip() != self._shown_for
        line = self._list.current()
        if line is not None and not self._take_when_shown:
            self._take(line)

    def _take(self, line: Line) -> None:
        self.dismiss()
        if line.take is not None:
            line.take()

    def _announce(self) -> None:
        """Let a screen reader say the current line though the keyboard is in the field."""
        line = self._list.current()
        if line is not None and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, str(line)))

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        width = min(_WIDTH, self.width() - 2 * AIRY)
        self._card.setFixedWidth(width)
        self._card.adjustSize()
        self._card.move((self.width() - width) // 2, max(ROOM, self.height() // 9))

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            self._list.step(_STEPS[Qt.Key(event.key())])
            self._announce()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list, and follow the window's size."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click beside the card."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _SHADE))


def _title(command: QAction) -> str:
    return command.text().replace("&", "")


def _keys(command: QAction) -> str:
    return command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _find(session: Session, text: str) -> list[Hit]:
    from coorddesk import features  # SQL, loaded by now

    return features.find_everywhere(session, text)
