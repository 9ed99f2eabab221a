"""What can be done with devices: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.inventory.reports import LIST_REPORTS
from coorddesk.inventory.ui.selected import Selected, selected_in
from coorddesk.widgets.actions import make_action, part
from coorddesk.widgets.report_menu import print_lists, print_records

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.inventory.ui.deeds import Deeds
    from coorddesk.inventory.ui.life_deeds import LifeDeeds
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class Verbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new device.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        self._made: Deeds | None = None
        new = partial(make_action, desk, page)
        self.new = new(_("New device"), "plus", "Ctrl+N", lambda: self._deeds().new())
        self.edit = new(_("Edit…"), "pencil", "F2", lambda: self._deeds().edit())
        self.copy = new(_("New one like this…"), "copy", "Ctrl+D", lambda: self._deeds().copy())
        self.move = new(_("Move…"), "map-pin", "M", lambda: self._deeds().move())
        self.assign = new(_("Assign…"), "user", "A", lambda: self._deeds().assign())
        self.status = new(_("Status…"), "circle-dot", "S", lambda: self._deeds().status())
        self.together = new(_("Edit together…"), "square-pen", "E", lambda: self._deeds().together())
        self.retire = new(_("Retire…"), "archive", "R", lambda: self._deeds().retire())
        self.life = new(_("Life and value…"), "calendar", "V", lambda: self._life().edit())
        self.network = new(_("Network addresses…"), "link", "N", lambda: self._life().network())
        self.plan = new(_("Decide when to replace…"), "clock", "", lambda: self._life().plan())
        self.bring_back = new(_("Bring back into use…"), "undo-2", "", lambda: self._deeds().bring_back())
        self.delete = new(_("Delete"), "trash-2", "Del", lambda: self._deeds().delete())
        self.restore = new(_("Restore"), "archive-restore", "", lambda: self._deeds().restore())
        part(page)
        self.offered_first = desk.offers(page, "asset", listing.selected_ids, first=True)
        self.offered = desk.offers(page, "asset", listing.selected_ids)
        part(page)
        self.reports = print_lists(desk, page, LIST_REPORTS, lambda: listing.query)
        self.sheets = print_records(desk, page, "asset", listing.selected_ids)
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def selected(self) -> Selected:
        """The devices that a verb would be about now."""
        return selected_in(self._list)

    def for_many(self) -> list[QAction]:
        """The verbs of the bar, which take one device or many."""
        verbs = [self.move, self.assign, self.status, self.together, self.retire, self.bring_back]
        return [*verbs, self.delete, self.restore]

    def for_one(self) -> list[QAction]:
        """Those that take one."""
        return [self.edit, self.copy, self.life, self.network]

    def on_card(self) -> list[QAction]:
        """What a device is there for: lent, given back, counted, retired or brought back; then the form."""
        return [*self.offered_first, self.retire, self.bring_back, self.edit]

    def on_card_menu(self) -> list[QAction]:
        """All the rest."""
        many = [action for action in self.for_many() if action not in {self.retire, self.bring_back}]
        return [*self.offered, self.copy, self.life, self.network, self.plan, *many, self.sheets]

    def refresh(self) -> None:
        """Offer what fits the selection."""
        count = len(self._list.selected_ids())
        in_bin = self._list.query is not None and self._list.query.in_bin
        few = self.selected() if 0 < count <= _LOOKED_AT else Selected((), ())
        for action in (self.move, self.assign, self.status):
            action.setVisible(not in_bin)
            action.setEnabled(count > 0 and not few.have_retired)
        for action in (*self.offered_first, *self.offered):
            action.setVisible(not in_bin)
            action.setEnabled(count > 0 and not few.have_retired)
        self.together.setVisible(not in_bin)
        self.together.setEnabled(count > 0)
        self.retire.setVisible(not in_bin and not few.have_retired)
        self.retire.setEnabled(count > 0)
        self.bring_back.setVisible(not in_bin and few.are_retired)
        self.delete.setVisible(not in_bin)
        self.delete.setEnabled(count > 0)
        self.restore.setVisible(in_bin)
        self.restore.setEnabled(count > 0)
        self.sheets.setEnabled(count > 0)
        for action in self.for_one():
            action.setEnabled(count == 1 and not in_bin)
        self.plan.setEnabled(count > 0 and not in_bin and not few.have_retired)

    def _life(self) -> LifeDeeds:
        from coorddesk.inventory.ui.life_deeds import LifeDeeds  # with its dialogs

        return LifeDeeds(self._desk, self._page, self._list)

    def _deeds(self) -> Deeds:
        """Imported when the first is wanted: the list is there without a single dialog."""
        from coorddesk.inventory.ui.deeds import Deeds  # with every dialog

        if self._made is None:
            self._made = Deeds(self._desk, self._page, self._list)
            self._made.added.connect(self.added)
        return self._made


_LOOKED_AT = 500
"""Of more devices than that, nobody looks whether some are retired: the verb says it."""
