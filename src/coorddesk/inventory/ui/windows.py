"""What opens beside the list of devices: the catalogue, the purchase lots, the replacement plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.messages import _
from coorddesk.inventory.ui.catalogue_titles import LIST_TITLES
from coorddesk.widgets.actions import gather, make_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


class Windows(QObject):
    """Makes the actions that open them; each is imported when it is first wanted, with all its forms."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` lists the actions and owns what they open."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        new = partial(make_action, desk, page)
        self.catalogue = new(_("Catalogue…"), "tag", "Ctrl+Shift+K", partial(self.open_catalogue, 0))
        lists = [
            new(_("{list}…", list=title), "list", "", partial(self.open_catalogue, place))
            for place, title in enumerate(LIST_TITLES)
        ]
        gather(desk, _("Catalogue"), [self.catalogue, *lists])
        self.lots = new(_("Purchase lots…"), "package", "Ctrl+Shift+L", self.open_lots)
        self.receive = new(_("Receive a lot…"), "circle-plus", "Ctrl+Shift+B", self._receive_lot)
        self.plan = new(_("Replacement plan…"), "calendar", "Ctrl+Shift+Y", self._open_plan)

    def in_bar(self) -> list[QAction]:
        """Those that stand at the right end of the page's bar, which has room for two in a small window."""
        return [self.lots, self.catalogue]

    def open_catalogue(self, place: int) -> None:
        """Show the catalogue, beginning with the list at a place."""
        from coorddesk.inventory.ui.catalogue_dialog import CatalogueDialog  # seldom wanted, as are the others

        CatalogueDialog(self._desk, self._page, place).open()

    def open_lots(self, lot_id: int | None = None) -> None:
        """Show the purchase lots, and the card of one; the window that is there comes forward."""
        from coorddesk.inventory.ui.lots_page import LotsDialog

        beside = next((each for each in self._page.findChildren(LotsDialog) if not each.isHidden()), None)
        (beside or LotsDialog(self._desk, self._page)).begin(lot_id)

    def _receive_lot(self) -> None:
        from coorddesk.inventory.ui.lot_dialog import open_lot_form

        open_lot_form(self._desk, self._page, self.open_lots)

    def _open_plan(self) -> None:
        from coorddesk.inventory.ui.plan_dialog import PlanDialog

        PlanDialog(self._desk, self._page).begin()
