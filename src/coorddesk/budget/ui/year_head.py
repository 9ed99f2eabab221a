"""What stands above the situation, and how its year and its day are chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.budget.queries.line_list import (
    YearSheet,
    year_sheet,
)
from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.budget.ui.year_strip import YearStrip
from coorddesk.core.messages import _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.day_dialog import DayDialog

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.filtered_page import FilteredPage


class YearHead(QObject):
    """Y chooses the year, J a day.

    Signals:
        sheet_read: the year was read, whatever there is of it.
    """

    sheet_read = Signal()

    def __init__(self, desk: Desk, page: FilteredPage) -> None:
        """Make the strip, which the page puts where it belongs, and the actions that the page lists."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self.sheet: YearSheet | None = None
        self.strip = YearStrip(desk)
        self.choose_year = make_action(desk, page, _("Choose the year"), "calendar", "Y", self._on_choose_year)
        self.choose_day = make_action(desk, page, _("Figures of another day…"), "clock", "J", self._ask_day)
        self.strip.day_chosen.connect(self._show_day)
        self.strip.other_day_wanted.connect(self._ask_day)
        self.strip.overspent_wanted.connect(lambda: page.show_narrowed(standing=LineStanding.OVERSPENT))

    def read(self) -> None:
        """Read the year that is shown."""
        work = partial(_sheet, self._page.query, self._desk.clock.today())
        self._desk.operations.read(self._page, work, self._show, replaces="sheet")

    def _show(self, sheet: YearSheet) -> None:
        self.sheet = sheet
        self.strip.show_sheet(sheet, self._page.query)
        self.sheet_read.emit()

    def _show_day(self, as_of: AsOf, day: date | None) -> None:
        self._page.show_query(replace(self._page.query, as_of=as_of, day=day))

    def _on_choose_year(self) -> None:
        if self.strip.isVisible():
            self.strip.years.setFocus()
            self.strip.years.showPopup()

    def _ask_day(self) -> None:
        DayDialog(self._desk, self._page, _("Figures of which day?"), partial(self._show_day, AsOf.DAY)).open()


def _sheet(query: LineQuery, today: date, session: Session) -> YearSheet:
    """In the lane."""
    return year_sheet(session, query, today)
