"""The tab of maintenance: what is due, the repairs and the log, each a list of its own behind a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.maintenance.rules import Urgency
from coorddesk.maintenance.ui.log_page import LogPage
from coorddesk.maintenance.ui.plans_page import PlansPage
from coorddesk.maintenance.ui.repairs_page import RepairsPage
from coorddesk.widgets.lists_page import ListsPage, Part

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk


class MaintenancePage(ListsPage):
    """Alt+1 to Alt+3 turn to a list."""

    title = _("Maintenance")
    parts = (
        Part("maintenance_plan", PlansPage.title, PlansPage),
        Part("repair", RepairsPage.title, RepairsPage),
        Part("maintenance_entry", LogPage.title, LogPage),
    )

    def __init__(self, desk: Desk) -> None:
        """Build the list that was looked at last."""
        super().__init__(desk, "maintenance")

    @property
    def plans(self) -> PlansPage:
        """What is due."""
        page = self.page_of("maintenance_plan")
        assert isinstance(page, PlansPage)
        return page

    @property
    def repairs(self) -> RepairsPage:
        """The repairs."""
        page = self.page_of("repair")
        assert isinstance(page, RepairsPage)
        return page

    @property
    def log(self) -> LogPage:
        """What was done."""
        page = self.page_of("maintenance_entry")
        assert isinstance(page, LogPage)
        return page

    def kind_of_alert(self, key: str) -> str:
        """Schedules that are so near, or repairs in that state."""
        return "maintenance_plan" if key in set(Urgency) else "repair"
