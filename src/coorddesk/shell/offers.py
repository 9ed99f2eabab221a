"""What features offer to do with the records of others, one line each: a deed is imported when it is wanted."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class Offered:
    """A verb on somebody else's records: "Lend…" on a device.

    `kind` is the name of their table, `deed` is "module:function": called with the desk, the widget that will own what
    it opens, and the ids of the records; `is_first` puts it on the card itself rather than in the menu.
    """

    kind: str
    title: Message
    icon: str
    keys: str
    deed: str
    is_first: bool = False


OFFERED: tuple[Offered, ...] = (
    Offered("asset", _("Lend…"), "hand-helping", "L", "coorddesk.lending.ui.offers:lend", is_first=True),
    Offered("asset", _("Take back"), "undo-2", "B", "coorddesk.lending.ui.offers:take_back", is_first=True),
    Offered("person", _("Lend…"), "hand-helping", "L", "coorddesk.lending.ui.offers:lend_to", is_first=True),
    Offered("asset", _("Send for repair…"), "wrench", "P", "coorddesk.maintenance.ui.offers:send_for_repair"),
    Offered("asset", _("Log maintenance…"), "list-checks", "W", "coorddesk.maintenance.ui.offers:log_maintenance"),
    Offered("asset", _("Count…"), "clipboard-check", "C", "coorddesk.stocktaking.ui.offers:count", is_first=True),
    Offered("place", _("Count this place…"), "clipboard-check", "C", "coorddesk.stocktaking.ui.offers:count_place"),
    Offered("asset", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_devices"),
    Offered("place", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_places"),
    Offered("place", _("Labels of the devices here…"), "qr-code", "", "coorddesk.labels.ui.offers:print_devices_there"),
    Offered("person", _("Badges…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_badges"),
    Offered("stock_item", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_stock"),
    Offered("kit", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_kits"),
    Offered("printed_label", _("Link to a device…"), "link", "", "coorddesk.labels.ui.offers:link", is_first=True),
    Offered("printed_label", _("Print again…"), "printer", "", "coorddesk.labels.ui.offers:print_ahead"),
    Offered("asset", _("Put in from stock…"), "package-minus", "T", "coorddesk.stock.ui.offers:put_in"),
    Offered("person", _("Give from stock…"), "package-minus", "", "coorddesk.stock.ui.offers:give"),
    Offered("asset", _("Licence seat…"), "key-round", "", "coorddesk.licences.ui.offers:give_to_devices"),
    Offered("person", _("Licence seat…"), "key-round", "", "coorddesk.licences.ui.offers:give_to_people"),
)


def make_offers(
    desk: Desk, owner: QWidget, kind: str, chosen: Callable[[], Sequence[int]], *, first: bool
) -> list[QAction]:
    """The actions on records of a kind that other features have for a page, which lists them."""
    wanted = [offered for offered in OFFERED if offered.kind == kind and offered.is_first is first]
    return [
        make_action(desk, owner, each.title, each.icon, each.keys, partial(_take, desk, owner, each.deed, chosen))
        for each in wanted
    ]


def _take(desk: Desk, owner: QWidget, deed: str, chosen: Callable[[], Sequence[int]]) -> None:
    ids = chosen()
    if ids:
        module, name = deed.split(":")
        take: Callable[[Desk, QWidget, Sequence[int]], Any] = getattr(importlib.import_module(module), name)
        take(desk, owner, ids)
