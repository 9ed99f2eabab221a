"""What labels offer on the records of others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.labels.queries import devices_in, devices_of_lots
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.labels.ui.link_dialog import LinkDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def print_devices(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of devices."""
    LabelDialog(desk, owner, "asset", ids).open()


def print_places(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of places, for their doors."""
    LabelDialog(desk, owner, "place", ids).open()


def print_devices_there(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of all devices in places, and in what is inside those."""

    def show(found: list[int]) -> None:
        if found:
            print_devices(desk, owner, found)
        else:
            desk.warn(owner, UserError(_("There is no device here.")))

    desk.operations.read(owner, partial(_devices, tuple(ids)), show)


def print_lots(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of all devices of purchase lots."""

    def show(found: list[int]) -> None:
        if found:
            print_devices(desk, owner, found)
        else:
            desk.warn(owner, UserError(_("There is no device in this lot.")))

    desk.operations.read(owner, partial(_received, tuple(ids)), show)


def print_badges(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Badges of people."""
    LabelDialog(desk, owner, "person", ids).open()


def print_stock(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of stock items, for their shelves."""
    LabelDialog(desk, owner, "stock_item", ids).open()


def print_kits(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels of kits, for their cases."""
    LabelDialog(desk, owner, "kit", ids).open()


def print_ahead(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Labels that were printed ahead, once more."""
    LabelDialog(desk, owner, "printed_label", ids).open()


def link(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Say what a label printed ahead sticks on."""
    LinkDialog(desk, owner, ids[0]).open()


def _devices(ids: tuple[int, ...], session: Session) -> list[int]:
    """In the lane: each once, though one place may be inside another."""
    return list(dict.fromkeys(asset for place in ids for asset in devices_in(session, place)))


def _received(ids: tuple[int, ...], session: Session) -> list[int]:
    """In the lane."""
    return devices_of_lots(session, ids)
