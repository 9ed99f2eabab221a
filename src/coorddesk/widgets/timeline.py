"""The timeline: a record's story, newest first, with who did it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from coorddesk.core.records import Entry
    from coorddesk.widgets.desk import Look

_AT_FIRST = 12
_MORE = 60
_SPOT = 7
_ICON = 14


class Timeline(QWidget):
    """Shows the latest entries, and older ones when asked.

    Signals:
        opened: the subject of an entry that was clicked.
    """

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        """Start without a story."""
        super().__init__()
        self._look = look
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[_Line] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._older = button(look, Message(""), ButtonKind.LINK)
        self._older.clicked.connect(self._on_older_clicked)
        self._layout.addWidget(self._older, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(look.texts.say(_("History")))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show a story in place of the one before."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        while self._lines:
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        self._add(_AT_FIRST)

    def _on_older_clicked(self) -> None:
        self._add(_MORE)

    def _add(self, count: int) -> None:
        shown = len(self._lines)
        for place, entry in enumerate(self._entries[shown : shown + count], shown):
            line = _Line(self._look, entry, is_first=place == 0, is_last=place == len(self._entries) - 1)
            line.opened.connect(self.opened)
            self._lines.append(line)
            self._layout.insertWidget(self._layout.count() - 1, line)
        self._older.raise_()  # behind the lines, for Tab as for the eye
        left = len(self._entries) - len(self._lines)
        self._older.setVisible(left > 0)
        self._older.setText(
            self._look.texts.say(_n("Show {count} older entry", "Show {count} older entries", min(left, _MORE)))
        )


class _Line(QWidget):
    """One entry beside its spot on the line through time."""

    opened = Signal(object)

    def __init__(self, look: Look, entry: Entry, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._theme = look.theme
        self._is_first, self._is_last = is_first, is_last
        self.text = self._said(look, entry)
        self._icon = look.theme.icon(entry.icon, Tone.MUTED) if entry.icon else None
        when = look.texts.moment(entry.moment)
        if entry.whole_day:
            when = look.texts.date(look.texts.local(entry.moment).date())
        said = _("{moment} · {actor}", moment=when, actor=entry.actor) if entry.actor else None
        caption = label(look, said, TypeScale.CAPTION, kind="muted", wrap=True)
        if said is None:
            caption.setText(when)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_ICON + SNUG, 0, 0, TIGHT + 2)
        layout.setSpacing(1)
        layout.addWidget(self.text)
        if entry.body:
            layout.addWidget(_quote(look, entry.body))
        layout.addWidget(caption)

    def _said(self, look: Look, entry: Entry) -> QLabel:
        text = look.texts.say(entry.text)
        if entry.related is not None:
            return link(look, text, lambda: self.opened.emit(entry.related))
        said = label(look, wrap=True)
        said.setText(text)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return said

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the spot level with the first line of the text, and the line on to the next one."""
        x = _ICON / 2
        y = self.text.y() + self.text.fontMetrics().height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("line"), 1.5))
            painter.drawLine(QPointF(x, y if self._is_first else 0), QPointF(x, y if self._is_last else self.height()))
            if self._icon is not None:
                self._paint_icon(painter, x, y)
                return
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent" if self._is_first else "outline"))
            painter.drawEllipse(QPointF(x, y), _SPOT / 2, _SPOT / 2)

    def _paint_icon(self, painter: QPainter, x: float, y: float) -> None:
        """In place of the spot, with some of the line wiped away around it."""
        assert self._icon is not None
        room = QRectF(x - _ICON / 2, y - _ICON / 2, _ICON, _ICON)
        painter.fillRect(room.adjusted(0, -2, 0, 2), self._theme.colour("surface"))
        self._icon.paint(painter, room.toRect())


def _quote(look: Look, text: str) -> QLabel:
    """What somebody wrote, to be read and copied as it is."""
    body = label(look, kind="quote", wrap=True)
    body.setText(text)
    body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return body
