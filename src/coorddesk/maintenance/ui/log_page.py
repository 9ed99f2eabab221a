"""The maintenance log: what was done to devices, when, by whom, and what it cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.directory.service import Deletion
from coorddesk.maintenance.queries import FIELDS_OF_ENTRIES, EntryQuery, EntryRow
from coorddesk.maintenance.reports import LOG_REPORTS
from coorddesk.maintenance.service import delete_entry
from coorddesk.maintenance.ui.cards import entry_card
from coorddesk.maintenance.ui.filters import OF_LOG, by_field
from coorddesk.maintenance.ui.sources import Log
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class LogPage(FilteredPage):
    """The latest first; costs add up at the foot of the list."""

    title = _("Maintenance log")
    is_timeless = True
    narrowing = OF_LOG
    kinds = frozenset({"maintenance_entry", "maintenance_plan", "asset", "category", "model", "place", "supplier"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "maintenance-log")
        listing = RecordList(desk, "maintenance-log", Log(), self.title, (self._none_yet(), self._none_found()))
        self.verbs = EntryVerbs(desk, self, listing)
        criteria = by_field(desk, self, FIELDS_OF_ENTRIES)
        part(self)
        printing = print_records(desk, self, "maintenance_entry", listing.selected_ids)
        features, texts, verbs = desk.features, desk.texts, self.verbs
        card = Card(
            desk,
            "maintenance_entry",
            lambda session, entry_id: entry_card(session, entry_id, features, texts),
            [verbs.edit],
            [verbs.delete, printing],
        )
        paper = self.paper(print_lists(desk, self, LOG_REPORTS, lambda: listing.query))
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [criteria, paper])
        self.build_filtered(bar, _("Search by device, work, supplier…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]

    def first_query(self) -> EntryQuery:
        """Everything, the latest first."""
        return EntryQuery()

    def open_list(self, about: Subject) -> None:
        """Show the log of a device, a supplier, a place or a schedule."""
        self.views.leave()
        self.show_query(EntryQuery.about(about) or self.first_query())

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "wrench",
            _("Nothing was written down yet"),
            _("“Log maintenance…” stands on every device. A repair that is over comes here by itself."),
            (
                Offer(_("Import a sheet"), lambda: self.desk.start_import("maintenance-log"), "file-spreadsheet"),
                Offer(_("Log maintenance"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
            ),
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show the whole log"), self.show_all)
        return Emptiness("search", _("Nothing like that was done"), None, (offer,))


class EntryVerbs:
    """What can be done with entries: the actions behind the bar, the menus, the card and the keys."""

    def __init__(self, desk: Desk, page: LogPage, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        self._desk, self._page, self._list = desk, page, listing
        self._is_deleting = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("Log maintenance"), "plus", "Ctrl+N", self._on_new)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need an entry."""
        return [self.edit, self.delete]

    def _refresh(self) -> None:
        for action in self.for_one():
            action.setEnabled(len(self._list.selected_ids()) == 1)

    def _selected(self) -> EntryRow | None:
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, EntryRow) else None

    def _on_new(self) -> None:
        from coorddesk.maintenance.ui.which_dialog import WhichDialog  # each dialog when it is wanted, here and below

        WhichDialog(self._desk, self._page, _("Log maintenance"), self._open_new).open()

    def _open_new(self, asset_ids: tuple[int, ...], called: Message) -> None:
        from coorddesk.maintenance.ui.entry_dialog import EntryDialog

        EntryDialog(self._desk, self._page, asset_ids, called).open()

    def _on_edit(self) -> None:
        """Open the form of an entry, or the card of the repair that it comes from."""
        from coorddesk.maintenance.ui.entry_dialog import EntryEditDialog

        row = self._selected()
        if row is not None and row.repair_id is not None:
            self._desk.open_record(("repair", row.repair_id))
        elif row is not None:
            EntryEditDialog(self._desk, self._page, row).open()

    def _on_delete(self) -> None:
        row = self._selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            wish = Deletion(row.id, row.version)
            said = _("“{name}” deleted.", name=row.what)
            self._desk.operations.change(
                self._page, lambda session: delete_entry(session, wish), settled=self._on_settled, said=said
            )

    def _on_settled(self) -> None:
        self._is_deleting = False
