"""Where: rooms level by level, then the devices in one; or a code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coorddesk.core.messages import Message, _
from coorddesk.kiosk.rules import Catalogue, Room, devices_in, rooms_in
from coorddesk.kiosk.ui.code_line import CodeLine
from coorddesk.kiosk.ui.touch import TITLE, Tile, page_column, said, tile_area

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class WherePage(QWidget):
    """One level of the places.

    Signals:
        coded: what was scanned or typed.
        entered: a `Room` to look into; None for the whole place.
        here: the room of this level itself, or None: nobody knows where.
        device_chosen: a `Device`.
    """

    coded = Signal(str)
    entered = Signal(object)
    here = Signal(object)
    device_chosen = Signal(object)

    def __init__(
        self, look: Look, catalogue: Catalogue, level: Room | None, trouble: Message | None, *, is_first: bool = False
    ) -> None:
        """Show what is in `level`, the whole place if it is None; `trouble` says why a code led nowhere.

        A first level that is not the whole place leads there too.
        """
        super().__init__()
        column = page_column(self)
        title = _("Where is it?") if level is None else _("{room}: where, or which device?", room=level.name)
        column.addWidget(said(look, title, TITLE, bold=True))
        self.code = CodeLine(look)
        self.code.coded.connect(self.coded)
        column.addWidget(self.code)
        if trouble is not None:
            column.addWidget(said(look, trouble, kind="error"))
        tiles = self._tiles(look, catalogue, level)
        if is_first and level is not None:
            far = Tile(look, "building-2", _("Another building or floor"))
            far.clicked.connect(partial(self.entered.emit, None))
            tiles.append(far)
        column.addWidget(tile_area(tiles), 1)

    def _tiles(self, look: Look, catalogue: Catalogue, level: Room | None) -> list[Tile]:
        tiles, rooms = [], rooms_in(catalogue, level)
        if level is not None:
            here = Tile(look, "map-pin", _("Another place here") if rooms else _("Here, in this room"))
            here.clicked.connect(partial(self.here.emit, level))
            tiles.append(here)
        for room in rooms:
            tile = Tile(look, "door-open", room.name)
            tile.clicked.connect(partial(self.entered.emit, room))
            tiles.append(tile)
        for device in devices_in(catalogue, level):
            tile = Tile(look, "laptop", f"{device.called} {device.name}" if device.name else device.called)
            tile.clicked.connect(partial(self.device_chosen.emit, device))
            tiles.append(tile)
        if level is None:
            elsewhere = Tile(look, "circle-help", _("Somewhere else"))
            elsewhere.clicked.connect(partial(self.here.emit, None))
            tiles.append(elsewhere)
        return tiles
