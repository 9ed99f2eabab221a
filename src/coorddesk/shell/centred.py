"""A column in the middle of the room there is, a little above its centre."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.widgets.tokens import AIRY, WIDE


def centred(column: QWidget) -> QWidget:
    """A page around the column. Stretches, not an alignment: that would ignore how high its texts are when wrapped."""
    page = QWidget()
    across = QHBoxLayout()
    across.addStretch()
    across.addWidget(column)
    across.addStretch()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(WIDE, AIRY, WIDE, AIRY)
    layout.addStretch(1)
    layout.addLayout(across)
    layout.addStretch(2)
    return page
