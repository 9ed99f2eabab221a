"""The inventory: every device in one list, with filters at its left and the card of one at its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from coorddesk.core.messages import _
from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_card, asset_columns
from coorddesk.inventory.ui.card_content import device_card
from coorddesk.inventory.ui.filter_panel import ANY_FIELD, FilterPanel
from coorddesk.inventory.ui.filters import Filters, emptied, read_chips, read_filters
from coorddesk.inventory.ui.source import Devices
from coorddesk.inventory.ui.verbs import Verbs
from coorddesk.inventory.ui.view_state import AssetCodec
from coorddesk.inventory.ui.windows import Windows
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.core.tables import Column
    from coorddesk.widgets.desk import Desk

_SIDE = "inventory.filters"
_COUNT_AFTER_MILLISECONDS = 250  # of quiet: counting must not hold up the list while somebody types


class InventoryPage(ListPage):
    """Reads the list first, then the chips, then what each filter would show."""

    title = _("Inventory")
    is_timeless = True
    kinds = frozenset(
        {"asset", "asset_movement", "disposal", "status_label", "category", "model", "manufacturer"}
        | {"place", "person", "department", "supplier", "custom_field", "custom_value", "category_field"}
        | {"asset_life", "network_interface", "lot", "lot_device", "lot_check"}
    )

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "inventory")
        self._devices = Devices()
        listing = RecordList(desk, "inventory", self._devices, _("Devices"), (self._none_yet(), self._none_found()))
        self.verbs = verbs = Verbs(desk, self, listing)
        part(self)
        self._toggle = make_action(desk, self, _("Show the filters"), "funnel", "Ctrl+Shift+F", None)
        self._toggle.setCheckable(True)
        self._panel = FilterPanel(desk)
        make_action(desk, self, ANY_FIELD, "list-filter", "F", self._panel.ask_for_fields)
        self.windows = windows = Windows(desk, self)
        features, texts = desk.features, desk.texts
        card = Card(
            desk,
            "asset",
            lambda session, asset_id: device_card(session, asset_id, features, texts),
            verbs.on_card(),
            verbs.on_card_menu(),
        )
        bar = ActionBar(
            desk,
            verbs.new,
            verbs.for_many(),
            [*windows.in_bar(), self._toggle, self.paper(verbs.reports)],
        )
        self.codec = AssetCodec(desk.clock, self._devices)
        self.build(bar, _("Search by number, name, model, place, holder…"), listing, card, self._panel)
        listing.menu_actions = [*verbs.offered_first, *verbs.offered, *verbs.for_one(), *verbs.for_many()]
        listing.menu_actions += [verbs.plan, verbs.sheets]
        self._count_soon = QTimer(self, interval=_COUNT_AFTER_MILLISECONDS, singleShot=True)
        self._toggle.setChecked(bool(desk.settings.recall(_SIDE, default=True)))
        self.side.setVisible(self._toggle.isChecked())
        self._connect_filters()

    def first_query(self) -> AssetQuery:
        """Every device that is not in the bin."""
        return AssetQuery()

    def show_query(self, query: Any) -> None:
        """Show the devices that a query means, and what it is."""
        super().show_query(query)
        self.verbs.refresh()
        shown = self.query
        self._panel.show_query(shown)
        self.desk.operations.read(
            self, lambda session: read_chips(session, shown), self.chips.show_chips, replaces="chips"
        )
        self._count_soon.start()

    def open_list(self, about: Subject) -> None:
        """Show the devices that belong to a place, a person, a supplier or a department."""
        query = AssetQuery.about(about)
        assert query is not None
        self.views.leave()
        self.show_query(replace(query, sort=self.query.sort, descending=self.query.descending))
        self.list.setFocus()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a device, wherever it is: a list that leaves it out is widened. Lots have their window."""
        kind, asset_id = subject
        if kind == "lot":
            self.windows.open_lots(asset_id)
            return
        self.desk.operations.read(self, partial(_is_in_bin, asset_id), partial(self._open_found, asset_id))

    def shown(self) -> None:
        """Read the desk's own fields, then the list."""
        self._read_fields()
        super().shown()

    def changed(self, changes: Changes) -> None:
        """Another field may be another column."""
        if "custom_field" in changes.kinds:
            self._read_fields()
        super().changed(changes)

    def hold_back(self) -> None:
        """Count nothing: some counts are of the day, and the list is there before them."""
        super().hold_back()
        self._count_soon.stop()
        self._count_soon.blockSignals(True)  # nor for what is shown a moment later

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._count_soon.start()

    def _read_fields(self) -> None:
        self.desk.operations.read(self, asset_columns, self._on_columns_read, replaces="fields")

    def _on_columns_read(self, columns: tuple[Column[AssetRow], ...]) -> None:
        if _shown_as(columns) != _shown_as(self._devices.columns):
            self._devices.columns = columns
            self.list.renew_columns()

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "laptop",
            _("No device yet"),
            _("Take in the sheet you have, as it is: you see what would happen before anything is written."),
            (
                Offer(_("Import a sheet"), lambda: self.desk.start_import("assets"), "file-spreadsheet"),
                Offer(_("Add a device"), self._on_adding_wanted, "plus"),
            ),
        )

    def _none_found(self) -> Emptiness:
        show_all = Offer(_("Show every device"), lambda: self.show_query(emptied(self.query)))
        return Emptiness("search", _("No device is like that"), None, (show_all,))

    def _connect_filters(self) -> None:
        self._toggle.toggled.connect(self._on_filters_toggled)
        self._panel.turned.connect(lambda turn: self.show_query(turn(self.query)))
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(lambda: self.show_query(emptied(self.query)))
        self._count_soon.timeout.connect(self._read_filters)
        self.verbs.added.connect(self.open_card)

    def _on_filters_toggled(self, shown: bool) -> None:
        self.side.setVisible(shown)
        self.desk.settings.remember(_SIDE, shown)
        self._count_soon.start()

    def _on_adding_wanted(self) -> None:
        self.verbs.new.trigger()

    def _read_filters(self) -> None:
        query = self.query
        if self.side.isHidden():
            return

        def show(filters: Filters) -> None:
            self._panel.show_filters(query, filters)

        self.desk.operations.read(self, lambda session: read_filters(session, query), show, replaces="filters")

    def _open_found(self, asset_id: int, in_bin: bool | None) -> None:
        self.open_card(asset_id)
        everything = replace(emptied(self.query), in_bin=bool(in_bin))
        if self.list.selected_ids() != [asset_id] and self.query != everything:
            self.show_query(everything)
            self.list.select([asset_id])


def _is_in_bin(asset_id: int, session: Session) -> bool | None:
    """Whether a device is in the bin; None if it is no longer there."""
    card = asset_card(session, asset_id)
    return None if card is None else card.row.deleted_at is not None


def _shown_as(columns: Sequence[Column[AssetRow]]) -> list[tuple[Any, ...]]:
    """What a list shows of its columns, to tell whether they are others."""
    return [(column.key, column.title, column.kind) for column in columns]
