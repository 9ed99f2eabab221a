"""How a dated thing is drawn, wherever it stands: in which ink, and its words in as many lines as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from coorddesk.core.dated import STATE_TITLES, Dated, DatedState, clock_text
from coorddesk.core.messages import _, verbatim
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from coorddesk.core.texts import Texts

INKS = {DatedState.TO_COME: "text", DatedState.LATE: "danger", DatedState.DONE: "muted"}
TONES = {DatedState.TO_COME: Tone.ACCENT, DatedState.LATE: Tone.DANGER, DatedState.DONE: Tone.MUTED}


def said(thing: Dated, texts: Texts) -> str:
    """A thing in a line: its time, if it has one, and what it is."""
    title = texts.say(thing.title)
    return title if thing.starts is None else f"{clock_text(thing.starts)} {title}"


def told(thing: Dated, texts: Texts) -> str:
    """What is said of it below: its kind, how it stands, when, where, and about what."""
    until = "" if thing.ends is None or thing.starts is None else f"{clock_text(thing.starts)}–{clock_text(thing.ends)}"
    days = _("{first} – {last}", first=thing.first, last=thing.last) if thing.first != thing.last else verbatim("")
    parts = (thing.kind.title, STATE_TITLES.get(thing.state, verbatim("")), verbatim(until), days)
    words = (*map(texts.say, parts), thing.about, thing.place)
    return " · ".join(word for word in words if word)


def draw_words(painter: QPainter, room: QRectF, text: str, font: QFont, most: int) -> float:
    """Draw words from the top of a room on, in at most so many lines, the last one cut; returns their height."""
    lines = laid_out(text, font, room.width(), most)
    layout, shown = lines
    last = shown - 1
    height = 0.0
    painter.setFont(font)
    metrics = painter.fontMetrics()
    for number in range(shown):
        line = layout.lineAt(number)
        begin = line.textStart()
        words = text[begin:] if number == last else text[begin : begin + line.textLength()]
        if number == last:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QPointF(room.left(), room.top() + height + metrics.ascent()), words)
        height += metrics.height()
    return height


def laid_out(text: str, font: QFont, width: float, most: int) -> tuple[QTextLayout, int]:
    """Words broken to a width, and how many of their lines are shown."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_WRAPPED)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return layout, max(1, min(most, count))


_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
