"""The situation of a year's budget: every line with its figures, and what each figure is made of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries.alerts import OVERSPENT, overspent_lines
from coorddesk.budget.queries.line_list import (
    narrowed_to,
    year_of_line,
)
from coorddesk.budget.reports.situation import SITUATION_REPORTS
from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.budget.ui.line_card import read_line_card
from coorddesk.budget.ui.line_filters import narrowing
from coorddesk.budget.ui.line_source import Lines
from coorddesk.budget.ui.line_verbs import LineVerbs
from coorddesk.budget.ui.why_opener import WhyOpener
from coorddesk.budget.ui.year_head import YearHead
from coorddesk.core.messages import _
from coorddesk.widgets.actions import ActionBar, part
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


_WIDTHS = [190, 1_000, 380]
"""Of the filters, the list and the card at first: figures need room more than names of filters do."""


class SituationPage(FilteredPage):
    """Enter or a double click on any figure asks why it is so; elsewhere in a row it opens the card."""

    title = _("Situation")
    kinds = frozenset(
        {
            *("budget_line", "budget_move", "budget_decision", "fiscal_year", "funding_source", "account", "person"),
            "supplier",
        }
    )

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "situation")
        self.narrowing = narrowing(desk.clock)
        self._source = Lines(desk.clock)
        listing = RecordList(desk, "situation", self._source, self.title, (self._none_yet(), self._none_found()))
        verbs = self.verbs = LineVerbs(desk, self, listing, lambda: self.year_id)
        part(self)
        self.head = YearHead(desk, self)
        printing = print_records(desk, self, "budget_line", listing.selected_ids)
        offered = desk.offers(self, "budget_line", listing.selected_ids)
        features, texts = desk.features, desk.texts
        card = Card(
            desk,
            "budget_line",
            lambda session, line_id: read_line_card(session, line_id, features, texts),
            [verbs.why, verbs.moves],
            [verbs.edit, verbs.transfer, verbs.up, verbs.down, verbs.delete, printing, *offered],
        )
        daily = [verbs.why, verbs.decide, verbs.transfer, verbs.edit]
        bar = ActionBar(desk, verbs.new, daily, [self.paper(self._papers())])
        self.build_filtered(bar, _("Search by code, label, tag, funding source…"), listing, card)
        if desk.settings.recall("split.situation") is None:
            self._split.setSizes(_WIDTHS)
        layout: Any = self.layout()
        layout.insertWidget(1, self.head.strip)
        self.head.strip.follow(bar)
        self.why = WhyOpener(desk, self)
        listing.menu_actions = [*verbs.for_one(), printing, *offered]
        listing.figures.opened.connect(self.why.explain)
        self._connect()

    @property
    def year_id(self) -> int | None:
        """The year that is shown; None before it was read, and where there is none."""
        sheet = self.head.sheet
        return None if sheet is None or sheet.year is None else sheet.year.id

    def _connect(self) -> None:
        self.verbs.added.connect(self.open_card)
        self.verbs.why_wanted.connect(self.why.explain)
        self.verbs.first_year_wanted.connect(self.open_first_year)
        self.head.sheet_read.connect(lambda: self.verbs.offer_for(year=self.year_id is not None))
        self.head.strip.year_chosen.connect(self.show_year)
        self.head.strip.figure_wanted.connect(lambda figure: self.why.explain((), figure.value))

    def first_query(self) -> LineQuery:
        """Every line of the current year, with all that is written."""
        return LineQuery()

    def show_query(self, query: LineQuery) -> None:
        """Show lines, and the year that they are of."""
        self._source.at = query
        super().show_query(query)
        self.head.read()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self.head.read()

    def show_year(self, year_id: int) -> None:
        """Show the lines of a year; a day stays only where it is today."""
        as_of = AsOf.TODAY if self.query.as_of is AsOf.TODAY else AsOf.ALL
        self.show_query(LineQuery(year_id=year_id, as_of=as_of, sort=self.query.sort, descending=self.query.descending))

    def open_list(self, about: Subject) -> None:
        """Show the lines of a year, a funding source or a person."""
        kind, record_id = about
        if kind == "fiscal_year":
            self.views.leave()
            self.show_year(record_id)
        elif kind in _ABOUT:
            self.desk.operations.read(self, partial(_narrowed, about), self._on_about, replaces="about")

    def show_alert(self, key: str) -> None:
        """Show the lines that are overspent, in the year where they are."""
        if key == OVERSPENT:
            work = partial(_overspent_year, self.year_id)
            self.desk.operations.read(self, work, self._show_overspent, replaces="alert")

    def _show_overspent(self, year_id: int | None) -> None:
        self.views.leave()
        self.show_query(replace(LineQuery(year_id=year_id), standing=LineStanding.OVERSPENT))

    def open_record(self, subject: Subject) -> None:
        """Show the card of a line, in its year."""
        work = partial(_year, subject[1])
        self.desk.operations.read(self, work, partial(self._on_year_found, subject), replaces="year")

    def open_first_year(self) -> None:
        """Open a fiscal year where there is none; before that is read, nobody knows."""
        if self.head.sheet is None:
            return
        from coorddesk.budget.ui.year_dialog import YearDialog  # the list is there without any dialog, here and below

        dialog = YearDialog(self.desk, self, None)
        dialog.saved.connect(self.show_year)
        dialog.open()

    def _on_about(self, query: LineQuery | None) -> None:
        if query is not None:
            self.views.leave()
            self.show_query(query)

    def _on_year_found(self, subject: Subject, year_id: int | None) -> None:
        if year_id is not None and year_id != self.year_id:
            self.show_year(year_id)
        super().open_record(subject)

    def _papers(self) -> list[QAction]:
        return print_lists(self.desk, self, SITUATION_REPORTS, self._paper_choice)

    def _paper_choice(self) -> object:
        """What papers are of: the year, the day and the filters that are shown."""
        return None if self.head.sheet is None else self.head.sheet.situation(self.query)

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "coins",
            _("No budget line yet"),
            _("Open a fiscal year, then import the budget as you have it, or add its lines one by one."),
            (
                Offer(_("Open a fiscal year"), self.open_first_year, "plus"),
                Offer(_("Import a budget"), lambda: self.desk.start_import("budget-lines"), "file-spreadsheet"),
                Offer(_("Add a line"), lambda: self.verbs.new.trigger(), "plus"),  # noqa: PLW0108 - not there yet
            ),
        )

    def _none_found(self) -> Emptiness:
        offers = (Offer(_("Show every line"), self.show_all),)
        return Emptiness("search", _("No budget line is like that"), None, offers)


_ABOUT = frozenset({"funding_source", "person"})


def _narrowed(about: Subject, session: Session) -> LineQuery | None:
    """In the lane."""
    return narrowed_to(session, about)


def _overspent_year(shown: int | None, session: Session) -> int | None:
    """In the lane: the year that is shown if it has overspent lines, or else another one that has."""
    years = [year_of_line(session, line_id) for line_id in overspent_lines(session)]
    return shown if shown in years or not years else years[0]


def _year(line_id: int, session: Session) -> int | None:
    """In the lane."""
    return year_of_line(session, line_id)
