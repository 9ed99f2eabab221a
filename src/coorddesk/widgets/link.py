"""A link: words that open a record when they are clicked, or when Enter is pressed on them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coorddesk.widgets.controls import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from coorddesk.widgets.desk import Look

_LINKED = '<a href="#" style="text-decoration: none">{words}</a>{more}'


def link(look: Look, words: str, take: Callable[[], object], more: str = "") -> QLabel:
    """Words to click, and `more` behind them that says what is meant; long ones go on in the next line."""
    made = label(look, wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(_LINKED.format(words=escape(words), more=f"\N{EN SPACE}{escape(more)}" if more else ""))
    made.setAccessibleName(f"{words} {more}".strip())
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    made.linkActivated.connect(lambda _href: take())
    return made
