"""Reported already? What is known at this device or in this room, and "me too"."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.kiosk.rules import Known
from coorddesk.kiosk.ui.touch import TITLE, Tile, page_column, said, tile_area, touch_button
from coorddesk.widgets.controls import ButtonKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look


class KnownPage(QWidget):
    """What was reported before somebody reports it again.

    Signals:
        me_too: the `Known` trouble that somebody has too.
        other: it is something else.
    """

    me_too = Signal(object)
    other = Signal()

    def __init__(self, look: Look, known: Sequence[Known]) -> None:
        """A tile for each."""
        super().__init__()
        column = page_column(self)
        column.addWidget(said(look, _("Already reported?"), TITLE, bold=True))
        column.addWidget(
            said(look, _("Touch it if you have it too: that counts, and nobody writes it twice."), kind="muted")
        )
        tiles = []
        for each in known:
            tile = Tile(look, "triangle-alert", each.title or _("A fault is known here"), _detail(each))
            tile.clicked.connect(partial(self.me_too.emit, each))
            tiles.append(tile)
        column.addWidget(tile_area(tiles), 1)
        other = touch_button(look, _("No, it is something else"), ButtonKind.PRIMARY, "arrow-right")
        other.clicked.connect(self.other)
        column.addWidget(other)


def _detail(known: Known) -> Message:
    try:
        since = _("since {day}", day=date.fromisoformat(known.since))
    except ValueError:
        since = verbatim(known.since)
    if not known.me_too:
        return since
    return _("{since} · {others}", since=since, others=_n("{count} other too", "{count} others too", known.me_too))
