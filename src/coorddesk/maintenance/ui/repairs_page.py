"""The repairs: where each stands, and what was lent meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.service import Deletion
from coorddesk.maintenance.queries import FIELDS_OF_REPAIRS, RepairQuery, RepairRow, repair
from coorddesk.maintenance.reports import REPAIR_REPORTS
from coorddesk.maintenance.rules import RepairState
from coorddesk.maintenance.service import TakeBack, delete_repair, take_loan_back
from coorddesk.maintenance.ui.cards import repair_card
from coorddesk.maintenance.ui.filters import OF_REPAIRS, by_field
from coorddesk.maintenance.ui.sources import Repairs
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class RepairsPage(FilteredPage):
    """Those under way first; the ones that are over are a filter away."""

    title = _("Repairs")
    whole = _p("view", "All that is not over")
    narrowing = OF_REPAIRS
    kinds = frozenset({"repair", "repair_step", "asset", "person", "supplier", "loan", "loan_line"})

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "repairs")
        listing = RecordList(desk, "repairs", Repairs(), self.title, (self._none_yet(), self._none_found()))
        self.verbs = RepairVerbs(desk, self, listing)
        criteria = by_field(desk, self, FIELDS_OF_REPAIRS)
        part(self)
        printing = print_records(desk, self, "repair", listing.selected_ids)
        features, texts, verbs = desk.features, desk.texts, self.verbs
        card = Card(
            desk,
            "repair",
            lambda session, repair_id: repair_card(session, repair_id, features, texts),
            [verbs.step, verbs.end, verbs.lend, verbs.take_back],
            [verbs.edit, verbs.delete, printing],
        )
        paper = self.paper(print_lists(desk, self, REPAIR_REPORTS, lambda: listing.query))
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [criteria, paper])
        self.build_filtered(bar, _("Search by device, fault, supplier, holder…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> RepairQuery:
        """Those under way, the longest first."""
        return RepairQuery()

    def show_alert(self, key: str) -> None:
        """Show the repairs in a state."""
        self.show_narrowed(state=RepairState(key))

    def open_list(self, about: Subject) -> None:
        """Show every repair of a device, a supplier or a place."""
        self.views.leave()
        self.show_query(RepairQuery.about(about) or self.first_query())

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "wrench",
            _("Nothing is being repaired"),
            _("“Send for repair…” stands on every device. Another one can be lent until it is back."),
            (Offer(_("Send a device for repair"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not yet
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show the repairs under way"), self.show_all)
        return Emptiness("search", _("No repair is like that"), None, (offer,))

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        """A stage shows all that are in it, whatever state was chosen before."""
        field, value = key
        if field == "closed":
            self.show_query(replace(self.query, closed=value, state=None))
        else:
            super()._on_filter_toggled(key)


class RepairVerbs(QObject):
    """What can be done with repairs: the actions behind the bar, the menus, the card and the keys.

    Signals:
        added: the id of a new repair.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: RepairsPage, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk, self._page, self._list = desk, page, listing
        self._is_busy = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("Send for repair"), "plus", "Ctrl+N", self._on_new)
        self.step = new(_("Next step…"), "arrow-right", "N", lambda: self._with_row(self._open_step))
        self.end = new(_("End the repair…"), "circle-check", "E", lambda: self._with_row(self._open_end))
        self.lend = new(_("Lend meanwhile…"), "arrow-left-right", "L", lambda: self._with_row(self._open_lend))
        self.take_back = new(_("Take back what was lent"), "undo-2", "T", lambda: self._with_row(self._take_back))
        self.edit = new(_("Edit…"), "pencil", "F2", lambda: self._with_row(self._open_edit))
        self.delete = new(_("Delete"), "trash-2", "Del", lambda: self._with_row(self._delete))
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need a repair."""
        return [self.step, self.end, self.lend, self.take_back, self.edit, self.delete]

    def _refresh(self) -> None:
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        seen = row if isinstance(row, RepairRow) else None
        for action in self.for_one():
            action.setEnabled(len(ids) == 1)
        is_lent = seen is not None and seen.is_loan_out
        self.take_back.setVisible(is_lent)
        self.lend.setVisible(not is_lent)
        for action in (self.step, self.end, self.lend):
            action.setEnabled(len(ids) == 1 and not (seen is not None and seen.is_over))

    def _on_new(self) -> None:
        from coorddesk.maintenance.ui.which_dialog import WhichDialog  # each dialog when it is wanted, here and below

        WhichDialog(self._desk, self._page, _("Send for repair"), self._open_new).open()

    def _open_new(self, asset_ids: tuple[int, ...], called: Message) -> None:
        from coorddesk.maintenance.ui.repair_dialog import NewRepairDialog

        dialog = NewRepairDialog(self._desk, self._page, asset_ids, called)
        dialog.saved.connect(self.added)
        dialog.open()

    def _with_row(self, show: Callable[[RepairRow], None]) -> None:
        """Read the repair as it is now, and do something with it."""
        ids = self._list.selected_ids()
        if len(ids) == 1 and not self._is_busy:
            self._is_busy = True
            done = partial(_if_there, show)
            self._desk.operations.read(self._page, partial(_row, ids[0]), done, settled=self._on_settled)

    def _open_step(self, row: RepairRow) -> None:
        from coorddesk.maintenance.ui.step_dialogs import StepDialog

        StepDialog(self._desk, self._page, row).open()

    def _open_end(self, row: RepairRow) -> None:
        from coorddesk.maintenance.ui.step_dialogs import EndDialog

        EndDialog(self._desk, self._page, row).open()

    def _open_lend(self, row: RepairRow) -> None:
        from coorddesk.maintenance.ui.step_dialogs import LendDialog

        LendDialog(self._desk, self._page, row).open()

    def _open_edit(self, row: RepairRow) -> None:
        from coorddesk.maintenance.ui.repair_dialog import RepairEditDialog

        RepairEditDialog(self._desk, self._page, row).open()

    def _take_back(self, row: RepairRow) -> None:
        wish = TakeBack(row.id, row.version)
        self._change(lambda session: take_loan_back(session, wish), _("{device} is back.", device=row.loan_device))

    def _delete(self, row: RepairRow) -> None:
        wish = Deletion(row.id, row.version)
        self._change(lambda session: delete_repair(session, wish), _("Repair of {device} deleted.", device=row.device))

    def _change(self, work: Callable[[Session], Any], said: Message) -> None:
        self._desk.operations.change(self._page, work, said=said)

    def _on_settled(self) -> None:
        self._is_busy = False


def _row(repair_id: int, session: Session) -> RepairRow | None:
    """In the lane."""
    return repair(session, repair_id)


def _if_there(show: Callable[[RepairRow], None], row: RepairRow | None) -> None:
    if row is not None:
        show(row)
