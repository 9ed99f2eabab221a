"""Small copies of pictures, made in the reading lane and kept for a while: a card never waits for them."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from coorddesk.notes.queries import thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_MOST_KEPT = 400


class Thumbnails:
    """One for a window; the least looked at go first."""

    def __init__(self, desk: Desk) -> None:
        """Keep none yet."""
        self._desk = desk
        self._kept: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()

    def show(
        self, owner: QWidget, hashes: Iterable[str], edge: int, show: Callable[[Mapping[str, QPixmap]], None]
    ) -> None:
        """Hand pictures that fit into a square of `edge` device-independent pixels to `show`, by their hashes.

        Those that are kept come at once, others once they are made; what cannot be shown never comes.
        """
        ratio = owner.devicePixelRatio()
        pixels = round(edge * ratio)
        wanted = list(dict.fromkeys(hashes))
        here = {each: found for each in wanted if (found := self._kept_one((each, pixels))) is not None}
        show(here)
        missing = [each for each in wanted if each not in here]
        if missing:
            take = partial(self._take, pixels, ratio, show)
            self._desk.operations.read(owner, partial(_make, missing, pixels), take, replaces=f"thumbnails {edge}")

    def _kept_one(self, key: tuple[str, int]) -> QPixmap | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _take(
        self,
        pixels: int,
        ratio: float,
        show: Callable[[Mapping[str, QPixmap]], None],
        made: Mapping[str, bytes],
    ) -> None:
        pictures: dict[str, QPixmap] = {}
        for file_hash, data in made.items():
            pixmap = QPixmap()
            if pixmap.loadFromData(data):
                pixmap.setDevicePixelRatio(ratio)
                pictures[file_hash] = self._kept[file_hash, pixels] = pixmap
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        show(pictures)


def _make(hashes: Sequence[str], pixels: int, session: Session) -> Mapping[str, bytes]:
    """In the lane."""
    return thumbnails(session, hashes, pixels)
