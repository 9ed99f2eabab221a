"""The schedules: what is due and overdue comes first, and is done, put off or left out from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _
from coorddesk.directory.service import Deletion
from coorddesk.maintenance.queries import FIELDS_OF_PLANS, PlanQuery, PlanRow, checklist, due_devices, plan
from coorddesk.maintenance.reports import PLAN_REPORTS
from coorddesk.maintenance.rules import Urgency
from coorddesk.maintenance.service import delete_plan
from coorddesk.maintenance.ui.cards import plan_card
from coorddesk.maintenance.ui.filters import OF_PLANS, by_field
from coorddesk.maintenance.ui.sources import Plans
from coorddesk.widgets.actions import ActionBar, make_action, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.maintenance.queries import DueRow
    from coorddesk.widgets.desk import Desk

_AT_ONCE = 500
"""Devices that one dialog lists: who has more of them does them by and by."""

_Read = tuple[PlanRow | None, "Sequence[DueRow]", Sequence[str]]


class PlansPage(FilteredPage):
    """Each schedule with the day on which its next device is due."""

    title = _("Schedules")
    narrowing = OF_PLANS
    kinds = frozenset(
        {
            "maintenance_plan",
            "maintenance_turn",
            "maintenance_entry",
            "checklist",
            "asset",
            "category",
            "model",
            "place",
        }
    )

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "maintenance-plans")
        listing = RecordList(desk, "maintenance-plans", Plans(), self.title, (self._none_yet(), self._none_found()))
        self.verbs = PlanVerbs(desk, self, listing)
        criteria = by_field(desk, self, FIELDS_OF_PLANS)
        part(self)
        printing = print_records(desk, self, "maintenance_plan", listing.selected_ids)
        offered = desk.offers(self, "maintenance_plan", listing.selected_ids)
        features, texts = desk.features, desk.texts
        verbs = self.verbs
        card = Card(
            desk,
            "maintenance_plan",
            lambda session, plan_id: plan_card(session, plan_id, features, texts),
            [verbs.do, verbs.postpone, verbs.edit],
            [verbs.skip, verbs.delete, printing, *offered],
        )
        paper = self.paper(print_lists(desk, self, PLAN_REPORTS, lambda: listing.query))
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [criteria, verbs.checklists, paper])
        self.build_filtered(bar, _("Search by name, category, place…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> PlanQuery:
        """Every schedule, what is due first."""
        return PlanQuery()

    def show_alert(self, key: str) -> None:
        """Show what is overdue, or what is due."""
        self.show_narrowed(urgency=Urgency(key))

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "calendar-clock",
            _("Nothing comes again yet"),
            _("Lamps each year, the electrical check of the carts, dust each summer: it announces itself in time."),
            (
                Offer(_("Add a schedule"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
                Offer(_("Import a sheet"), lambda: self.desk.start_import("maintenance-plans"), "file-spreadsheet"),
            ),
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every schedule"), self.show_all)
        return Emptiness("search", _("No schedule is like that"), None, (offer,))


class PlanVerbs(QObject):
    """What can be done with schedules: the actions behind the bar, the menus, the card and the keys.

    Signals:
        added: the id of a new schedule.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: PlansPage, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk, self._page, self._list = desk, page, listing
        self._is_busy = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("New schedule"), "plus", "Ctrl+N", self._on_new)
        self.do = new(_("Do…"), "circle-check", "D", lambda: self._with_devices(self._open_do))
        self.postpone = new(_("Postpone…"), "clock", "P", lambda: self._with_devices(self._open_postpone))
        self.skip = new(_("Skip this time…"), "arrow-right", "", lambda: self._with_devices(self._open_skip))
        self.edit = new(_("Edit…"), "pencil", "F2", lambda: self._with_devices(self._open_edit))
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        self.checklists = new(_("Checklists…"), "list-checks", "", self._on_checklists)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need a schedule."""
        return [self.do, self.postpone, self.skip, self.edit, self.delete]

    def _refresh(self) -> None:
        count = len(self._list.selected_ids())
        for action in self.for_one():
            action.setEnabled(count == 1)

    def _on_new(self) -> None:
        from coorddesk.maintenance.ui.plan_dialog import PlanDialog  # each dialog when it is wanted, here and below

        dialog = PlanDialog(self._desk, self._page, None)
        dialog.saved.connect(self.added)
        dialog.open()

    def _with_devices(self, show: Callable[[PlanRow, Sequence[DueRow], Sequence[str]], None]) -> None:
        """Read a schedule as it is now, with its devices and its points, and open a dialog about them."""
        ids = self._list.selected_ids()

        def done(read: _Read) -> None:
            row, due, points = read
            if row is not None:
                show(row, due, points)

        if len(ids) == 1 and not self._is_busy:
            self._is_busy = True
            self._desk.operations.read(self._page, partial(_read, ids[0]), done, settled=self._on_settled)

    def _open_do(self, row: PlanRow, due: Sequence[DueRow], points: Sequence[str]) -> None:
        from coorddesk.maintenance.ui.due_dialogs import DoDialog

        if self._is_something_due(due):
            DoDialog(self._desk, self._page, row, due, points).open()

    def _open_skip(self, row: PlanRow, due: Sequence[DueRow], _points: Sequence[str]) -> None:
        from coorddesk.maintenance.ui.due_dialogs import SkipDialog

        if self._is_something_due(due):
            SkipDialog(self._desk, self._page, row, due).open()

    def _open_postpone(self, row: PlanRow, due: Sequence[DueRow], _points: Sequence[str]) -> None:
        from coorddesk.maintenance.ui.due_dialogs import PostponeDialog

        if self._is_something_due(due):
            PostponeDialog(self._desk, self._page, row, due).open()

    def _open_edit(self, row: PlanRow, _due: Sequence[DueRow], _points: Sequence[str]) -> None:
        from coorddesk.maintenance.ui.plan_dialog import PlanDialog

        PlanDialog(self._desk, self._page, row).open()

    def _is_something_due(self, due: Sequence[DueRow]) -> bool:
        if not due:
            self._desk.say(_("This schedule means no device that is due again."))
        return bool(due)

    def _on_checklists(self) -> None:
        from coorddesk.maintenance.ui.checklists import open_checklists

        open_checklists(self._desk, self._page)

    def _on_delete(self) -> None:
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        if isinstance(row, PlanRow) and not self._is_busy:
            self._is_busy = True
            wish = Deletion(row.id, row.version)
            said: Message = _("“{name}” deleted.", name=row.name)
            self._desk.operations.change(
                self._page, lambda session: delete_plan(session, wish), settled=self._on_settled, said=said
            )

    def _on_settled(self) -> None:
        self._is_busy = False


def _read(plan_id: int, session: Session) -> _Read:
    """In the lane: a schedule, its devices, and the points of its checklist."""
    row = plan(session, plan_id)
    points = None if row is None or row.checklist_id is None else checklist(session, row.checklist_id)
    return row, due_devices(session, plan_id, most=_AT_ONCE), () if points is None else points.points
