"""The tab of training: its sessions, the courses they are of, programmes of courses, and help to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.training.reports.figures import FIGURES_SHOWN, query_shown
from coorddesk.training.rules.figures import Counted
from coorddesk.training.rules.retention import NAMES
from coorddesk.training.ui.sessions_page import SessionsPage
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.lists_page import ListsPage, Part

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.training.queries.figures import FigureQuery
    from coorddesk.training.rules.figures import Behind
    from coorddesk.training.ui.figures_dialog import FiguresDialog
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.list_page import ListPage


def _courses(desk: Desk) -> ListPage:
    from coorddesk.training.ui.courses_page import CoursesPage  # most days begin with the sessions, here and below

    return CoursesPage(desk)


def _programmes(desk: Desk) -> ListPage:
    from coorddesk.training.ui.programmes_page import ProgrammesPage

    return ProgrammesPage(desk)


def _support(desk: Desk) -> ListPage:
    from coorddesk.training.ui.support_page import SupportPage

    return SupportPage(desk)


class TrainingPage(ListsPage):
    """Alt+1 to Alt+4 turn to a list."""

    title = _("Training")
    parts = (
        Part("training_session", SessionsPage.title, SessionsPage),
        Part("course", _("Courses"), _courses),
        Part("programme", _("Programmes"), _programmes),
        Part("support_log", _("One-to-one support"), _support),
    )

    def __init__(self, desk: Desk) -> None:
        """Build the list that was looked at last; the figures are of all lists."""
        super().__init__(desk, "training")
        self._figures: FiguresDialog | None = None
        self.figures = make_action(desk, self, _("Figures…"), "chart-column", "I", self.show_figures)
        self.line.addWidget(tool_button(self.figures))
        self.old_names = make_action(
            desk, self, _("Names kept long enough…"), "trash-2", "Shift+N", self.show_old_names
        )

    def actions(self) -> list[QAction]:
        """The verbs of the list in front, the figures, and the names that were kept long enough."""
        return [*super().actions(), self.figures, self.old_names]

    def show_alert(self, key: str) -> None:
        """Show the sessions that need something, the names kept too long, or the figures."""
        if key == NAMES:
            self.show_old_names()
        elif key.startswith(FIGURES_SHOWN):
            self.show_figures(query_shown(key))
        else:
            super().show_alert(key)

    def show_figures(self, query: FigureQuery | None = None) -> None:
        """Show the figures, as they were left unless a period is asked for."""
        if self._figures is None:
            from coorddesk.training.ui.figures_dialog import FiguresDialog  # a start needs none

            self._figures = FiguresDialog(self.desk, self)
            self._figures.wanted.connect(self._on_figure_wanted)
        self._figures.begin(query)

    def show_old_names(self) -> None:
        """Show whose names were kept as long as their course says."""
        from coorddesk.training.ui.old_names_dialog import OldNamesDialog  # a start needs none

        OldNamesDialog(self.desk, self).open()

    def _on_figure_wanted(self, behind: Behind) -> None:
        """Show what a figure is made of."""
        is_support = behind.counted is Counted.SUPPORT
        page = self.turn_to("support_log" if is_support else "training_session")
        assert isinstance(page, FilteredPage)
        page.shown()
        if is_support:
            page.show_narrowed(first=behind.first, last=behind.last, place=behind.place)
        else:
            page.show_narrowed(past=True, behind=behind)
        page.list.setFocus()
