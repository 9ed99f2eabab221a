"""The maintenance log: what was done to devices, when, by whom, and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.service import Deletion
from coorddesk.maintenance.queries import EntryQuery, EntryRow, entry_counts
from coorddesk.maintenance.reports import LOG_REPORTS
from coorddesk.maintenance.rules import VERDICT_TITLES, WORK_TITLES, Verdict, Work
from coorddesk.maintenance.service import delete_entry
from coorddesk.maintenance.ui.cards import entry_card
from coorddesk.maintenance.ui.sources import VERDICT_TONES, Log
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk


class LogPage(ListPage):
    """The latest first; costs add up at the foot of the list."""

    title = _("Maintenance log")
    is_timeless = True
    kinds = frozenset({"maintenance_entry", "maintenance_plan", "asset", "category", "model", "place", "supplier"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "maintenance-log")
        listing = RecordList(desk, "maintenance-log", Log(), self.title, (self._none_yet(), self._none_found()))
        self._filters = FilterTree(desk, "maintenance-log")
        self.verbs = EntryVerbs(desk, self, listing)
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
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [paper])
        self.build(bar, _("Search by device, work, supplier…"), listing, card, self._filters)
        listing.menu_actions = [*verbs.for_one(), printing]
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self.show_everything)

    def first_query(self) -> EntryQuery:
        """Everything, the latest first."""
        return EntryQuery()

    def show_query(self, query: Any) -> None:
        """Show the entries that a query means, and what it is."""
        super().show_query(query)
        self._read_counts()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_counts()

    def show_everything(self) -> None:
        """Show every entry."""
        self.show_query(EntryQuery(sort=self.query.sort, descending=self.query.descending))

    def open_list(self, about: Subject) -> None:
        """Show the log of a device, a supplier, a place or a schedule."""
        self.views.leave()
        self.show_query(EntryQuery.about(about) or self.first_query())

    def open_record(self, subject: Subject) -> None:
        """Show the card of an entry; a filter that leaves it out is dropped."""
        super().open_record(subject)
        if self.list.selected_ids() != [subject[1]]:
            self.show_everything()
            self.list.select([subject[1]])

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
        offer = Offer(_("Show the whole log"), self.show_everything)
        return Emptiness("search", _("Nothing like that was done"), None, (offer,))

    def _read_counts(self) -> None:
        self.desk.operations.read(self, entry_counts, self._show_counts, replaces="filters")

    def _show_counts(self, counts: tuple[Counter[Work], Counter[Verdict]]) -> None:
        query: EntryQuery = self.query
        works, verdicts = counts
        kinds = tuple(
            Choice(("work", work), title, works[work], query.work is work) for work, title in WORK_TITLES.items()
        )
        found = tuple(
            Choice(("verdict", each), title, verdicts[each], query.verdict is each, VERDICT_TONES[each])
            for each, title in VERDICT_TITLES.items()
        )
        self._filters.show_choices(
            [Choices("work", _p("maintenance", "Kind"), kinds), Choices("verdict", _("Verdict"), found)]
        )
        chips = [] if query.work is None else [Chip(WORK_TITLES[query.work], replace(query, work=None))]
        if query.verdict is not None:
            chips.append(Chip(VERDICT_TITLES[query.verdict], replace(query, verdict=None)))
        about = replace(query, asset=None, supplier=None, place=None, plan=None)
        if about != query:
            chips.append(Chip(_("Of one record"), about))
        self.chips.show_chips(chips)

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        field, value = key
        self.show_query(replace(self.query, **{field: None if getattr(self.query, field) == value else value}))


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
