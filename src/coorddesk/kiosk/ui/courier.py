"""The courier of a kiosk: every few seconds it goes to the desk and back, in a thread of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.kiosk.imports.errand import Errand, KeptCatalogue, run_errand
from coorddesk.widgets.lanes import ImmediateLane, Lane, ThreadLane

if TYPE_CHECKING:
    from coorddesk.kiosk.imports.errand import Way
    from coorddesk.kiosk.imports.outbox import Outbox
    from coorddesk.kiosk.rules import Catalogue

_EVERY_MILLISECONDS = 5_000
_MOST_AWAITED = 100

_log = logging.getLogger(__name__)


class Courier(QObject):
    """Sends what lies in the outbox, and brings what there is to show. No trouble stops it: it goes again.

    Signals:
        numbered: the key of a report that the desk has, and its ticket or None.
        news: another `Catalogue`.
    """

    numbered = Signal(str, object)
    news = Signal(object)
    _came = Signal(object)

    def __init__(self, outbox: Outbox, way: Way, kept: KeptCatalogue, *, immediate: bool = False) -> None:
        """Stand still until `start`; with `immediate` it goes in the calling thread, for tests."""
        super().__init__()
        self._outbox, self._way, self._kept = outbox, way, kept
        self._catalogue = kept.recall()
        self._awaited: dict[str, None] = {}  # sent, and without a number as yet; the oldest first
        self._lane: Lane = ImmediateLane() if immediate else ThreadLane("courier")
        self._is_under_way, self._goes_again, self._round = False, False, 0
        self._timer = QTimer(self, interval=_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.hurry)
        self._came.connect(self._on_came)

    def start(self) -> None:
        """Show what was shown last, and go."""
        self.news.emit(self._catalogue)
        self._timer.start()
        self.hurry()

    def hurry(self) -> None:
        """Go now; while it is under way, once more when it is back."""
        if self._is_under_way:
            self._goes_again = True
            return
        self._is_under_way = True
        self._round += 1
        awaited, shown = tuple(self._awaited), self._catalogue
        self._lane.submit(self._round, lambda: self._came.emit(self._go(awaited, shown)))

    def close(self) -> None:
        """End the round that is under way, and let go of the desk."""
        self._timer.stop()
        self._is_under_way = True  # for ever: nobody goes any more
        self._came.disconnect(self._on_came)
        self._lane.close()
        self._way.close()

    def _go(self, awaited: tuple[str, ...], shown: Catalogue) -> Errand:
        """In the lane: a round; our own bug is logged, since nobody who could be told stands before a kiosk."""
        try:
            errand = run_errand(self._outbox, self._way, awaited, shown)
        except Exception:  # noqa: BLE001 - it goes again, and the log says why
            _log.exception("a round of the courier broke off")
            return Errand((), None, is_there=False)
        if errand.catalogue is not None:
            self._keep(errand.catalogue)
        return errand

    def _keep(self, catalogue: Catalogue) -> None:
        try:
            self._kept.keep(catalogue)
        except OSError:
            _log.exception("what there is to show was not kept")

    def _on_came(self, errand: Errand) -> None:
        self._is_under_way = False
        for each in errand.arrived:
            if each.number is None and each.is_numbered:
                self._awaited[each.key] = None
            else:
                self._awaited.pop(each.key, None)
            self.numbered.emit(each.key, each.number)
        while len(self._awaited) > _MOST_AWAITED:
            del self._awaited[next(iter(self._awaited))]
        if errand.catalogue is not None:
            self._catalogue = errand.catalogue
            self.news.emit(errand.catalogue)
        if self._goes_again:
            self._goes_again = False
            self.hurry()
