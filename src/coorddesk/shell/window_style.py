"""What the theme's style sheet leaves to the window: navigation, bars, and what floats over a page."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from coorddesk.widgets.tokens import CONTROL_HEIGHT, RADIUS

if TYPE_CHECKING:
    from coorddesk.widgets.tokens import Colours

_SHEET = Template("""
QMenuBar { background: $rail; color: $text; border: none; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: ${radius}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_soft; color: $on_accent_soft; }

QFrame#navigation { background: $rail; border: none; border-right: 1px solid $line; }
QFrame#top_bar { background: $window; border: none; border-bottom: 1px solid $line; }
QPushButton#search_everything {
    background: $surface; color: $muted; border: 1px solid $line; text-align: left; padding: 0 10px;
}
QPushButton#search_everything:hover { border-color: $outline; }
QPushButton#search_everything:disabled { background: $window; color: $disabled; }
QPushButton#search_everything:focus { border: 2px solid $accent; padding: 0 9px; }

QPushButton[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${round}px; padding: 0; }
QPushButton[kind="card"]:hover { border-color: $accent; background: $raised; }
QPushButton[kind="card"]:focus { border: 2px solid $accent; padding: 0; }

QPushButton[kind="segment"] { background: $surface; border: 1px solid $line; padding: 0 12px; }
QPushButton[kind="segment"]:hover { border-color: $outline; }
QPushButton[kind="segment"]:checked {
    background: $accent_soft; color: $on_accent_soft; border: 1px solid $accent;
}
QPushButton[kind="segment"]:focus { border: 2px solid $accent; padding: 0 11px; }
QPushButton[kind="segment"]:disabled { background: transparent; border-color: transparent; color: $disabled; }
QFrame[kind="drop"] { background: $surface; border: 2px dashed $outline; border-radius: ${round}px; }

QListWidget[kind="parts"] { background: $rail; border-right: 1px solid $line; padding: 12px 8px; }

QFrame#palette { background: $surface; border: 1px solid $outline; border-radius: ${round}px; }
QFrame#palette QLineEdit { border: none; background: transparent; padding: 0 8px; min-height: ${large}px; }
QFrame#palette QListView { background: transparent; padding: 0 8px 8px 8px; }
QFrame#drop_veil { background: $accent_soft; border: 3px dashed $accent; }
QFrame#drop_veil QLabel { color: $on_accent_soft; }
""")


def window_style(colours: Colours) -> str:
    """The main window's own style sheet in these colours."""
    return _SHEET.substitute(asdict(colours), radius=RADIUS, round=RADIUS + 4, large=CONTROL_HEIGHT + 12)
