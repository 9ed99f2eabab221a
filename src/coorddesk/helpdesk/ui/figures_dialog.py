"""The figures of the help desk on screen: of any month, year or school year, each leading to its tickets."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.helpdesk.queries.figures import first_day
from coorddesk.helpdesk.reports.figure_lines import Told, told
from coorddesk.helpdesk.reports.figures import MONTH_FIGURES, YEAR_FIGURES
from coorddesk.helpdesk.rules.figure_words import said_period
from coorddesk.helpdesk.rules.figures import Period, Span, month_of, moved, span_of
from coorddesk.helpdesk.ui.figures_view import FiguresView
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.charts import FiguresWindow
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SHOWN_AT_ONCE = 18
_KINDS = {"ticket", "ticket_event", "ticket_device", "rating", "ticket_rating", "ticket_category", "cause", "place"}
_SPANS: dict[Span, Message] = {
    Span.MONTH: _p("figures", "By month"),
    Span.YEAR: _p("figures", "By year"),
    Span.SCHOOL_YEAR: _p("figures", "By school year"),
}


class _Read(NamedTuple):
    told: Told
    first: date | None


class FiguresDialog(FiguresWindow):
    """What it wants shown is the `Behind` of a figure."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads the figures."""
        self.view = FiguresView(desk)
        super().__init__(desk, owner, _("Figures of the help desk"), self.view)
        self._since = desk.clock.today()
        self.period = month_of(desk.clock.today().replace(day=1) - timedelta(1))
        self.span, self.choice = QComboBox(), QComboBox()
        self.span.setAccessibleName(desk.texts.say(_("How long the period is")))
        self.choice.setAccessibleName(desk.texts.say(_("Period")))
        self.choice.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for span, title in _SPANS.items():
            self.span.addItem(desk.texts.say(title), span)
        self._make_actions()
        self._lay_out()
        self.span.activated.connect(self._on_span_chosen)
        self.choice.activated.connect(lambda _place: self.show_period(self.choice.currentData()))
        desk.operations.committed.connect(self._on_committed)
        self._offer_periods()

    def begin(self, period: Period | None = None) -> None:
        """Show the figures: as they were left, unless a period is asked for."""
        self.come_forward()
        self.show_period(period or self.period)

    def show_period(self, period: Period) -> None:
        """Show another month, year or school year."""
        self.period = period
        self._offer_periods()
        self._read()

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.earlier = new(_("Earlier"), "chevron-left", "Alt+Left", lambda: self.show_period(moved(self.period, -1)))
        self.later = new(_("Later"), "chevron-right", "Alt+Right", lambda: self.show_period(moved(self.period, 1)))
        self.print = new(_("Print or save…"), "printer", "Ctrl+P", self._on_print)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self.span)
        top.addWidget(tool_button(self.earlier, words=False))
        top.addWidget(self.choice)
        top.addWidget(tool_button(self.later, words=False))
        top.addStretch()
        top.addWidget(tool_button(self.print))
        self.lay_out(top, _("Click a figure, or press Enter on it, to see its tickets."))

    def _offer_periods(self) -> None:
        """All periods since the first ticket, the latest first, and the one that is shown."""
        span = _span(self.period)
        self.span.setCurrentIndex(self.span.findData(span))
        now = span_of(span, self._desk.clock.today())
        periods = {self.period, now}
        while now.first > self._since:
            now = moved(now, -1)
            periods.add(now)
        self.choice.clear()
        for period in sorted(periods, key=lambda each: each.first, reverse=True):
            self.choice.addItem(self._desk.texts.say(said_period(period)), period)
        self.choice.setCurrentText(self._desk.texts.say(said_period(self.period)))
        self.later.setEnabled(moved(self.period, 1).first <= self._desk.clock.today())

    def _read(self) -> None:
        period = self.period

        def read(session: Session) -> _Read:
            return _Read(told(session, period), first_day(session))

        self._desk.operations.read(self, read, self._show, replaces="figures")

    def _show(self, read: _Read) -> None:
        if read.first is not None and read.first != self._since:
            self._since = read.first
            self._offer_periods()
        self.view.show_figures(read.told)

    def _on_span_chosen(self) -> None:
        """Of the days shown, go to the last that was not still to come."""
        day = min(self.period.last, self._desk.clock.today())
        self.show_period(span_of(Span(self.span.currentData()), day))  # Qt kept the word alone

    def _on_print(self) -> None:
        kind = MONTH_FIGURES if _span(self.period) is Span.MONTH else YEAR_FIGURES
        self._desk.preview_report(kind, self.period)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()


def _span(period: Period) -> Span:
    """How long a period is; one of twelve months that is neither year nor school year counts as a year."""
    return next((span for span in Span if span_of(span, period.first) == period), Span.YEAR)
