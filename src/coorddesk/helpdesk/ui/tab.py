"""The tab of the help desk: its tickets, and the problems that lie behind several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.widgets.lists_page import ListsPage, Part

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.list_page import ListPage


def _problems(desk: Desk) -> ListPage:
    from coorddesk.helpdesk.ui.problems_page import ProblemsPage  # most days begin with the tickets

    return ProblemsPage(desk)


class HelpdeskTab(ListsPage):
    """Alt+1 turns to the tickets, Alt+2 to the problems."""

    title = HelpdeskPage.title
    parts = (Part("ticket", _("Tickets"), HelpdeskPage), Part("problem", _("Problems"), _problems))

    def __init__(self, desk: Desk) -> None:
        """Build the list that was looked at last."""
        super().__init__(desk, "helpdesk")
