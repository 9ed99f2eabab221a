"""When a page has settled: it has read what it shows at first, and nothing more is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.widgets.operations import Operations

_READINGS_OF_A_PAGE = 4  # its ids, their rows, its filters, a card


def when_settled(
    owner: QObject, operations: Operations, then: Callable[[], None], readings: int = _READINGS_OF_A_PAGE
) -> None:
    """Call `then` behind what a page reads, which may read again when it has painted; not if the owner is gone."""
    if readings == 0:
        then()
        return

    def go_on() -> None:
        QTimer.singleShot(0, owner, lambda: when_settled(owner, operations, then, readings - 1))

    operations.read(owner, lambda _session: None, lambda _nothing: go_on())
