"""A link: words that open a record when they are clicked, or when Enter is pressed on them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import DIACRITIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from coorddesk.widgets.desk import Look

_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_LINKED = '<a href="#" style="text-decoration: none">{words}</a>{more}'


def link(look: Look, words: str, take: Callable[[], object], more: str = "") -> QLabel:
    """Words to click, and `more` behind them that says what is meant; long ones go on in the next line."""
    made = _Link()
    made.setFont(look.theme.font(TypeScale.BODY))
    made.setWordWrap(True)
    made.setContentsMargins(0, DIACRITIC, 0, 0)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(_LINKED.format(words=escape(words), more=f"\N{EN SPACE}{escape(more)}" if more else ""))
    made.setAccessibleName(f"{words} {more}".strip())
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    made.linkActivated.connect(lambda _href: take())
    return made


class _Link(QLabel):
    """One stop of Tab, at which Enter opens it; Qt would stop twice on the way on, and not let go on the way back."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the words at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            super().focusNextPrevChild(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave them."""
        super().focusOutEvent(event)
        self.setSelection(0, 0)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 - Qt's name
        """Go on, past the words."""
        return QWidget.focusNextPrevChild(self, is_next)
