"""Controls for fingers: large letters, large buttons; whatever was typed by anybody is shown as plain text."""

from __future__ import annotations

import re
from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import Message
from coorddesk.widgets.controls import ButtonKind, Picture, PushButton, breakable
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.tokens import Colours

SMALL, LABEL, TEXT, HEADING, TITLE, NUMBER = 18, 20, 22, 28, 40, 110
"""Letters, in pixels: who stands before a kiosk is farther away than who sits at a desk."""

TOUCH = 68
"""The height of what a finger presses, in pixels."""

FACE = 180
"""The height of a picture that answers a question."""

COLUMN = 1180
_TILE, _CARD = QSize(206, 134), QSize(380, 176)
_PICTURE, _ICON = 40, 28
_MOST_LINES, _MOST_LETTERS = 2, 120
_ICON_NAME = re.compile(r"[a-z0-9-]+")
_UNKNOWN = "circle-help"
_TONES = {ButtonKind.PRIMARY: Tone.ON_ACCENT, ButtonKind.DANGER: Tone.ON_DANGER}

_SHEET = Template("""
QPushButton, QPushButton[kind="primary"], QPushButton[kind="quiet"] {
    min-height: ${inner}px; border-radius: 10px; padding: 0 22px; border-width: 2px;
}
QPushButton:focus, QPushButton[kind="primary"]:focus, QPushButton[kind="quiet"]:focus {
    min-height: ${inner}px; padding: 0 22px; border-width: 2px;
}
QPushButton[kind="tile"], QPushButton[kind="tile"]:focus {
    background: $surface; border: 2px solid $line; border-radius: 12px; padding: 0; min-height: ${tile}px;
}
QPushButton[kind="face"], QPushButton[kind="face"]:focus {
    background: $surface; border: 2px solid $line; border-radius: 12px; padding: 0; min-height: ${face}px;
}
QPushButton[kind="number"], QPushButton[kind="number"]:focus { padding: 0; border: 2px solid $outline; }
QPushButton[kind="face"]:focus { border-color: $accent; }
QPushButton[kind="face"]:pressed, QPushButton[chosen="true"], QPushButton[chosen="true"]:focus {
    background: $accent_soft; border: 2px solid $accent;
}
QPushButton[kind="tile"]:focus { border-color: $accent; }
QPushButton[kind="tile"]:pressed { background: $accent_soft; border-color: $accent; }
QLineEdit, QLineEdit:focus { min-height: ${inner}px; border: 2px solid $outline; border-radius: 10px; padding: 0 14px; }
QPlainTextEdit, QPlainTextEdit:focus { border: 2px solid $outline; border-radius: 10px; padding: 10px; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QFrame[kind="card"] { border-radius: 12px; }
QScrollArea[kind="body"] { border: 0; }
QScrollBar:vertical { width: 28px; }
QScrollBar::handle:vertical { min-height: ${touch}px; border-radius: 10px; margin: 4px; }
""")


def touch_sheet(colours: Colours) -> str:
    """What differs from the sheet of the desk, for the window of the kiosk."""
    return _SHEET.substitute(asdict(colours), inner=TOUCH - 4, touch=TOUCH, tile=_TILE.height() - 4, face=FACE - 4)


def touch_font(look: Look, pixels: int, *, bold: bool = False) -> QFont:
    """The system's font at a size in pixels."""
    font = look.theme.font(TypeScale.STRONG if bold else TypeScale.BODY)
    font.setPixelSize(pixels)
    return font


def said(look: Look, text: Message | str, pixels: int = TEXT, kind: str = "", *, bold: bool = False) -> QLabel:
    """A text that breaks its lines; a `str` is somebody's data."""
    made = QLabel(look.texts.say(text) if isinstance(text, Message) else breakable(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(touch_font(look, pixels, bold=bold))
    made.setProperty("kind", kind)
    made.setWordWrap(True)
    return made


def touch_button(
    look: Look, text: Message, kind: ButtonKind = ButtonKind.PLAIN, icon: str | None = None
) -> QPushButton:
    """A button with our own words on it."""
    made = PushButton(look.texts.say(text))
    made.setProperty("kind", kind.value)
    made.setFont(touch_font(look, TEXT, bold=kind is ButtonKind.PRIMARY))
    if icon is not None:
        made.setIcon(look.theme.icon(icon, _TONES.get(kind, Tone.TEXT)))
        made.setIconSize(QSize(_ICON + TIGHT, _ICON))
    return made


class Tile(PushButton):
    """A picture with a word below it; a card has a second line and more room."""

    def __init__(self, look: Look, icon: str, title: Message | str, detail: Message | str | None = None) -> None:
        """`title` and `detail` may be anybody's data: they are cut where the tile ends."""
        super().__init__()
        size = _TILE if detail is None else _CARD
        self.setProperty("kind", "tile")
        self._size = size
        self.setFixedSize(size)
        column = QVBoxLayout(self)
        column.setContentsMargins(SNUG, SNUG, SNUG, SNUG)
        column.setSpacing(TIGHT)
        column.addStretch()
        column.addWidget(_picture(look, icon), alignment=Qt.AlignmentFlag.AlignHCenter)
        words = [(title, LABEL if detail is None else TEXT, "")]
        words += [] if detail is None else [(detail, SMALL, "muted")]
        names = []
        for text, pixels, kind in words:
            name = look.texts.say(text) if isinstance(text, Message) else text
            names.append(name)
            line = said(look, text, pixels, kind, bold=not kind)
            line.setText(fitting(name, line.font(), size.width() - 2 * ROOM, _MOST_LINES if not kind else 1))
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch()
        self.setAccessibleName(" ".join(names))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The same for all, whatever is on it."""
        return self._size


def fitting(text: str, font: QFont, width: int, lines: int) -> str:
    """As much of a text as fits into some lines, broken as a label breaks them."""
    metrics = QFontMetrics(font)
    room, wrapped = QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap.value
    whole = cut = " ".join(text.split())[:_MOST_LETTERS]
    while metrics.boundingRect(room, wrapped, breakable(cut)).height() >= (lines + 1) * metrics.height():
        whole = whole[:-1]
        cut = f"{whole.rstrip()}…"
    return breakable(cut)


def tile_area(tiles: Iterable[QWidget]) -> QScrollArea:
    """Tiles side by side, scrolled where there are many."""
    inside = QWidget()
    flow = FlowLayout(inside)
    flow.setSpacing(ROOM)
    for tile in tiles:
        flow.addWidget(tile)
    return touch_area(inside)


def touch_area(inside: QWidget) -> QScrollArea:
    """What is scrolled by a finger where the window is too low for it."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("kind", "body")
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area


def row_of(*widgets: QWidget) -> QHBoxLayout:
    """Buttons beside each other, from the left."""
    row = QHBoxLayout()
    row.setSpacing(ROOM)
    for each in widgets:
        row.addWidget(each)
    row.addStretch()
    return row


def page_column(page: QWidget) -> QVBoxLayout:
    """The column of a page, no wider than one reads, in the middle of a large screen."""
    across = QHBoxLayout(page)
    across.setContentsMargins(0, 0, 0, 0)
    inside = QWidget()
    inside.setMaximumWidth(COLUMN)
    across.addStretch(1)
    across.addWidget(inside, 1000)
    across.addStretch(1)
    column = QVBoxLayout(inside)
    column.setContentsMargins(WIDE, 0, WIDE, 0)
    column.setSpacing(ROOM)
    return column


def _picture(look: Look, icon: str) -> Picture:
    """A picture that the desk names; one that is not there is a question mark."""
    try:
        return Picture(look, icon if _ICON_NAME.fullmatch(icon) else _UNKNOWN, _PICTURE, Tone.ACCENT)
    except FileNotFoundError:
        return Picture(look, _UNKNOWN, _PICTURE, Tone.ACCENT)
