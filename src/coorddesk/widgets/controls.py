"""Controls: buttons, labels and lines dressed by the theme, each with the name that a screen reader says."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QRadioButton, QToolButton, QWidget

from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, DIACRITIC, ICON, TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look


class ButtonKind(StrEnum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"  # one to a screen
    DANGER = "danger"
    QUIET = "quiet"  # no edge until the pointer comes
    LINK = "link"


_LONG_WORD = re.compile(r"\S{30}(?=\S)")
_ICON_TONES = {ButtonKind.PRIMARY: Tone.ON_ACCENT, ButtonKind.DANGER: Tone.ON_DANGER, ButtonKind.LINK: Tone.ACCENT}


class PushButton(QPushButton):
    """Enter presses it while it has the keyboard, as the space bar does; Qt would press the dialog's default."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Leave it to the dialog which button is its default."""
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the space bar."""
        super().keyPressEvent(_enter_as_space(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the space bar."""
        super().keyReleaseEvent(_enter_as_space(event))


class ToolButton(QToolButton):
    """As a `PushButton`; for a menu, the key opens it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the space bar."""
        super().keyPressEvent(_enter_as_space(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the space bar."""
        super().keyReleaseEvent(_enter_as_space(event))


def button(
    look: Look,
    text: Message,
    kind: ButtonKind = ButtonKind.PLAIN,
    icon: str | None = None,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with a word on it, and an icon where one helps."""
    made = PushButton(look.texts.say(text), parent)
    made.setProperty("kind", kind.value)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind is ButtonKind.LINK else Qt.CursorShape.ArrowCursor)
    if icon is not None:
        made.setIcon(look.theme.icon(icon, _ICON_TONES.get(kind, Tone.TEXT)))
        made.setIconSize(QSize(ICON + TIGHT, ICON))  # some air before the word
    return made


def icon_button(look: Look, icon: str, name: Message, parent: QWidget | None = None) -> QToolButton:
    """A square button without a word; `name` is what its tool tip and a screen reader say."""
    made = ToolButton(parent)
    made.setIcon(look.theme.icon(icon, Tone.MUTED))
    made.setIconSize(QSize(ICON, ICON))
    made.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    text = look.texts.say(name)
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made


def label(
    look: Look, text: Message | None = None, scale: TypeScale = TypeScale.BODY, kind: str = "", *, wrap: bool = False
) -> QLabel:
    """A text; `kind` is "", "muted" or "error". It is shown as it is, never read as HTML."""
    made = QLabel(look.texts.say(text) if text is not None else "")
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(look.theme.font(scale))
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    made.setContentsMargins(0, DIACRITIC, 0, 0)
    return made


def breakable(text: str) -> str:
    """A text that a label may break within a long word too: a window would grow until it has room for all of it."""
    return _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def choose_one(radios: Iterable[QRadioButton], chosen: QRadioButton) -> None:
    """Let one of several be chosen, and Tab come to that one; Qt sees to it only once somebody has chosen."""
    for radio in radios:
        radio.setChecked(radio is chosen)
        radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if radio is chosen else Qt.FocusPolicy.ClickFocus)


class Picture(QWidget):
    """An icon that stands by itself, as decoration; it follows the theme."""

    def __init__(self, look: Look, icon: str, size: int, tone: Tone = Tone.MUTED) -> None:
        """Keep the room of a square of `size` pixels."""
        super().__init__()
        self._icon = look.theme.icon(icon, tone)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour of the day."""
        with QPainter(self) as painter:
            self._icon.paint(painter, self.rect())


def rule() -> QFrame:
    """A hairline between two parts of a screen."""
    made = QFrame()
    made.setProperty("kind", "rule")
    made.setFixedHeight(1)
    return made


def set_kind(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and let it look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _enter_as_space(event: QKeyEvent) -> QKeyEvent:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier  # Ctrl+Enter is the form's
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not plain:
        return event
    return QKeyEvent(event.type(), Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", event.isAutoRepeat())
