"""Actions: what can be done on a page, said once for its bar, its menus and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from coorddesk.widgets.controls import ButtonKind, PushButton, ToolButton
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ICON, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look


WITHIN = "within"
"""The property of an action that names the menu in which the page's menu gathers it with others of its sort."""
_GAP = "\N{FOUR-PER-EM SPACE}"
"""Between an icon and its word, where Qt leaves too little."""


def make_action(
    look: Look, owner: QWidget, text: Message, icon: str, keys: str, take: Callable[[], object] | None
) -> QAction:
    """An action of a page; its keys work while the keyboard is somewhere in `owner`, which lists it."""
    word = look.texts.say(text)
    action = QAction(look.theme.icon(icon), word.replace("&", "&&"), owner)
    action.setAutoRepeat(False)  # a key that is held down acts once
    if keys:
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    plain = word.removesuffix("…")
    action.setToolTip(f"{plain} ({native})" if native else plain)
    action.setIconText(f"{_GAP}{plain}".replace("&", "&&"))
    if take is not None:
        action.triggered.connect(lambda _checked: take())
    owner.addAction(action)
    return action


def gather(look: Look, title: Message, actions: Iterable[QAction]) -> None:
    """Let actions of a page stand in a menu of their own inside the page's menu."""
    for action in actions:
        action.setProperty(WITHIN, look.texts.say(title).replace("&", "&&"))


def part(page: QWidget) -> None:
    """Draw a line in the page's menu, between the actions made before and those made after."""
    line = QAction(page)
    line.setSeparator(True)
    page.addAction(line)


def menu_action(look: Look, owner: QWidget, text: Message, icon: str, actions: Sequence[QAction]) -> QAction:
    """An action that opens a menu of others; its owner lists those, not it."""
    word = look.texts.say(text)
    menu = QMenu(owner)
    menu.addActions(list(actions))
    action = QAction(look.theme.icon(icon), word.replace("&", "&&"), owner)
    action.setMenu(menu)
    action.setIconText(f"{_GAP}{word}".replace("&", "&&"))
    return action


class VerbRow(QWidget):
    """Verbs as buttons side by side. Where there is no room for all words the last lose theirs first.

    The first are the most used. Tool tips and screen readers keep all words.
    """

    def __init__(self, verbs: Sequence[QAction]) -> None:
        """Build the buttons."""
        super().__init__()
        self.buttons = [tool_button(verb) for verb in verbs]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        for made in self.buttons:
            layout.addWidget(made)
        layout.addStretch()

    def minimumSizeHint(self) -> QSize:
        """Room for the icons."""
        return QSize(len(self._seen()) * (CONTROL_HEIGHT + HAIR), CONTROL_HEIGHT)

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return self.minimumSizeHint() + QSize(sum(map(_width_of_word, self._seen())), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        with_words, without = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        room = self.width() - self.minimumSizeHint().width()
        for made in self.buttons:
            room -= 0 if made.isHidden() else _width_of_word(made)
            made.setToolButtonStyle(with_words if room >= 0 else without)

    def _seen(self) -> list[QToolButton]:
        return [made for made in self.buttons if not made.isHidden()]


class ActionBar(QWidget):
    """What is done most as a button, verbs beside it, and what is done with the whole list at the right end."""

    def __init__(
        self, look: Look, first: QAction, verbs: Sequence[QAction], aside: Sequence[QAction], *, icon: str = "plus"
    ) -> None:
        """Build the bar; `icon` is that of the button."""
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        layout.setSpacing(HAIR)
        layout.addWidget(first_button(look, first, icon))
        layout.addSpacing(SNUG)
        layout.addWidget(VerbRow(verbs), 1)
        for action in aside:
            layout.addWidget(tool_button(action, words=False))


def first_button(look: Look, action: QAction, icon: str = "plus") -> QPushButton:
    """The one button of a screen that asks to be pressed: mostly for something new."""
    made = PushButton(action.text())
    made.setProperty("kind", ButtonKind.PRIMARY.value)
    made.setIcon(look.theme.icon(icon, Tone.ON_ACCENT))
    made.setToolTip(action.toolTip())
    made.clicked.connect(action.trigger)
    action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
    action.changed.connect(lambda: made.setVisible(action.isVisible()))
    return made


def tool_button(action: QAction, *, words: bool = True) -> QToolButton:
    """A button without an edge for an action, or for the menu that it opens."""
    made = ToolButton()
    made.setDefaultAction(action)
    made.setAccessibleName(action.toolTip())
    made.setIconSize(QSize(ICON, ICON))
    made.setMinimumSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if not action.isVisible():
        made.hide()  # to show it would open a window: it is in none yet
    if words:
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if action.menu() is not None:
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    action.changed.connect(lambda: made.setVisible(action.isVisible()))
    return made


def _width_of_word(made: QToolButton) -> int:
    return made.fontMetrics().horizontalAdvance(made.text()) + HAIR + TIGHT
