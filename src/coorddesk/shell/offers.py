"""What features offer to do with the records of others, one line each: a deed is imported when it is wanted."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class Offered:
    """A verb on somebody else's records: "Lend…" on a device.

    `kind` is the name of their table, `deed` is "module:function": called with the desk, the widget that will own what
    it opens, and the ids of the records; `is_first` puts it on the card itself rather than in the menu. Its words where
    so many records were just added are `added`: an import offers it as what comes next.
    """

    kind: str
    title: Message
    icon: str
    keys: str
    deed: str
    is_first: bool = False
    added: Callable[[int], Message] | None = None


OFFERED: tuple[Offered, ...] = (
    Offered("place", _("Report a fault…"), "life-buoy", "H", "coorddesk.helpdesk.ui.offers:report_place"),
    Offered("person", _("Open a ticket…"), "life-buoy", "H", "coorddesk.helpdesk.ui.offers:report_for"),
    Offered("asset", _("Lend…"), "hand-helping", "L", "coorddesk.lending.ui.offers:lend", is_first=True),
    Offered("asset", _("Take back"), "undo-2", "B", "coorddesk.lending.ui.offers:take_back", is_first=True),
    Offered(
        "asset", _("Report a fault…"), "life-buoy", "H", "coorddesk.helpdesk.ui.offers:report_devices", is_first=True
    ),
    Offered("person", _("Lend…"), "hand-helping", "L", "coorddesk.lending.ui.offers:lend_to", is_first=True),
    Offered("asset", _("Send for repair…"), "wrench", "P", "coorddesk.maintenance.ui.offers:send_for_repair"),
    Offered("asset", _("Log maintenance…"), "list-checks", "W", "coorddesk.maintenance.ui.offers:log_maintenance"),
    Offered("asset", _("Count…"), "clipboard-check", "C", "coorddesk.stocktaking.ui.offers:count", is_first=True),
    Offered("person", _("Count what they hold…"), "clipboard-check", "", "coorddesk.stocktaking.ui.offers:count_held"),
    Offered("place", _("Count this place…"), "clipboard-check", "C", "coorddesk.stocktaking.ui.offers:count_place"),
    Offered(
        "asset",
        _("Labels…"),
        "qr-code",
        "Q",
        "coorddesk.labels.ui.offers:print_devices",
        added=lambda count: _n("Label of {count} new device…", "Labels of {count} new devices…", count),
    ),
    Offered("lot", _("Labels of its devices…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_lots", is_first=True),
    Offered(
        "place",
        _("Labels…"),
        "qr-code",
        "Q",
        "coorddesk.labels.ui.offers:print_places",
        added=lambda count: _n("Label of {count} new place…", "Labels of {count} new places…", count),
    ),
    Offered("place", _("Labels of the devices here…"), "qr-code", "", "coorddesk.labels.ui.offers:print_devices_there"),
    Offered(
        "person",
        _("Badges…"),
        "qr-code",
        "Q",
        "coorddesk.labels.ui.offers:print_badges",
        added=lambda count: _n("Badge of {count} new person…", "Badges of {count} new people…", count),
    ),
    Offered("stock_item", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_stock"),
    Offered("kit", _("Labels…"), "qr-code", "Q", "coorddesk.labels.ui.offers:print_kits"),
    Offered("ticket", _("Write an article…"), "book-open", "E", "coorddesk.shell.article_of_ticket:write_article"),
    Offered("ticket", _("Log support…"), "hand-helping", "Q", "coorddesk.training.ui.offers:log_for_ticket"),
    Offered("person", _("Log support…"), "hand-helping", "", "coorddesk.training.ui.offers:log_for_person"),
    Offered("person", _("Training path…"), "footprints", "", "coorddesk.training.ui.offers:path_of_person"),
    Offered("printed_label", _("Link to a device…"), "link", "", "coorddesk.labels.ui.offers:link", is_first=True),
    Offered("printed_label", _("Print again…"), "printer", "", "coorddesk.labels.ui.offers:print_ahead"),
    Offered("asset", _("Put in from stock…"), "package-minus", "T", "coorddesk.stock.ui.offers:put_in"),
    Offered("person", _("Give from stock…"), "package-minus", "", "coorddesk.stock.ui.offers:give"),
    Offered("asset", _("Licence seat…"), "key-round", "", "coorddesk.licences.ui.offers:give_to_devices"),
    Offered("person", _("Licence seat…"), "key-round", "", "coorddesk.licences.ui.offers:give_to_people"),
    Offered(
        "training_session",
        _("Print questionnaires…"),
        "printer",
        "Q",
        "coorddesk.shell.questionnaires_of_session:print_for_session",
    ),
    Offered("training_session", _("Type answers…"), "keyboard", "E", "coorddesk.surveys.ui.offers:type_for_session"),
    Offered(
        "training_session",
        _("Synthesis of answers…"),
        "chart-column",
        "V",
        "coorddesk.surveys.ui.offers:sum_up_session",
    ),
    Offered("training_session", _("Show at a kiosk…"), "laptop", "U", "coorddesk.kiosk.ui.offers:ask_about_session"),
    Offered("ticket", _("Print questionnaires…"), "clipboard-list", "", "coorddesk.surveys.ui.offers:print_for_ticket"),
    Offered("ticket", _("Type answers…"), "keyboard", "", "coorddesk.surveys.ui.offers:type_for_ticket"),
    Offered("questionnaire", _("Show at a kiosk…"), "laptop", "K", "coorddesk.kiosk.ui.offers:ask_questionnaire"),
    Offered("asset", _("Order again…"), "truck", "", "coorddesk.purchasing.ui.offers:order_same"),
    Offered("asset", _("Ask for the same…"), "clipboard-list", "", "coorddesk.purchasing.ui.offers:request_same"),
    Offered(
        "place", _("Ask for a purchase…"), "clipboard-list", "", "coorddesk.purchasing.ui.offers:request_for_place"
    ),
    Offered(
        "person", _("Ask for a purchase…"), "clipboard-list", "", "coorddesk.purchasing.ui.offers:request_for_person"
    ),
    Offered(
        "stock_item",
        _("Ask for more…"),
        "clipboard-list",
        "",
        "coorddesk.purchasing.ui.offers:request_stock",
        is_first=True,
    ),
    Offered("supplier", _("Order…"), "truck", "O", "coorddesk.purchasing.ui.offers:order_of_supplier", is_first=True),
    Offered(
        "supplier",
        _("Purchases and ratings…"),
        "star",
        "P",
        "coorddesk.purchasing.ui.offers:show_purchases",
        is_first=True,
    ),
    Offered("supplier", _("Rate…"), "star", "N", "coorddesk.purchasing.ui.offers:rate"),
    Offered("supplier", _("Add a meeting…"), "users", "M", "coorddesk.purchasing.ui.offers:meet"),
    Offered(
        "licence",
        _("Write its contract…"),
        "file-text",
        "",
        "coorddesk.purchasing.ui.contract_offers:contract_of_licence",
    ),
    Offered(
        "maintenance_plan",
        _("Write its contract…"),
        "file-text",
        "",
        "coorddesk.purchasing.ui.contract_offers:contract_of_plan",
    ),
    Offered(
        "asset", _("Write a contract…"), "file-text", "", "coorddesk.purchasing.ui.contract_offers:contract_of_devices"
    ),
    Offered(
        "supplier",
        _("Write a contract…"),
        "file-text",
        "",
        "coorddesk.purchasing.ui.contract_offers:contract_of_supplier",
    ),
)


def make_offers(
    desk: Desk, owner: QWidget, kind: str, chosen: Callable[[], Sequence[int]], *, first: bool
) -> list[QAction]:
    """The actions on records of a kind that other features have for a page, which lists them."""
    wanted = [offered for offered in OFFERED if offered.kind == kind and offered.is_first is first]
    return [
        make_action(desk, owner, each.title, each.icon, each.keys, partial(_on_chosen, desk, owner, each, chosen))
        for each in wanted
    ]


def added_offers() -> tuple[Offered, ...]:
    """What is offered on records that were just added, in its order."""
    return tuple(offered for offered in OFFERED if offered.added is not None)


def take(desk: Desk, owner: QWidget, offered: Offered, ids: Sequence[int]) -> None:
    """Do what is offered with records; without any, nothing."""
    if ids:
        module, name = offered.deed.split(":")
        deed: Callable[[Desk, QWidget, Sequence[int]], Any] = getattr(importlib.import_module(module), name)
        deed(desk, owner, ids)


def _on_chosen(desk: Desk, owner: QWidget, offered: Offered, chosen: Callable[[], Sequence[int]]) -> None:
    take(desk, owner, offered, chosen())
