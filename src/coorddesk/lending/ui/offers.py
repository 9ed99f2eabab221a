"""What lending offers to do with the records of others: lend devices, take them back, let somebody borrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _n
from coorddesk.lending.service import DevicesBack, return_devices
from coorddesk.lending.ui.counter_dialog import CounterDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


def lend(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Lay devices on a counter of their own, and ask for whom."""
    CounterDialog(desk, owner, [("asset", asset_id) for asset_id in ids]).open()


def lend_to(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Let the first of these people borrow."""
    CounterDialog(desk, owner, [("person", ids[0])]).open()


def take_back(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Take devices back, of whatever loans."""
    wish = DevicesBack(tuple(ids))
    said = _n("{count} device is back.", "{count} devices are back.", len(ids))
    desk.operations.change(owner, lambda session: return_devices(session, wish), said=said)
