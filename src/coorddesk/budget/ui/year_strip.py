"""The head of the situation: which year, of which day the figures are, and what the whole budget comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.words import COUNTING_TITLES, YEAR_STATE_TITLES, YearState
from coorddesk.budget.ui.year_figures import YearFigures, under
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.widgets.badge import Badge
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ROOM, TIGHT

if TYPE_CHECKING:
    from coorddesk.budget.queries.line_list import YearSheet
    from coorddesk.widgets.desk import Desk

_QUARTERS = (3, 6, 9, 12)
_Day = tuple[AsOf, date | None]


class YearStrip(QFrame):
    """Choosers at the left, the figures of the year at the right; each of those tells what it is made of.

    Signals:
        year_chosen: the id of a year.
        day_chosen: an `AsOf` and its day, None unless it is one.
        other_day_wanted: a day should be asked for.
        figure_wanted: a `Figure` of the whole year, to be explained.
        overspent_wanted: the overspent lines should be shown.
    """

    year_chosen = Signal(object)
    day_chosen = Signal(object, object)
    other_day_wanted = Signal()
    figure_wanted = Signal(object)
    overspent_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a year."""
        super().__init__()
        self._desk = desk
        self._days: list[_Day | None] = []
        self._was = 0
        self.years = QComboBox()
        self.years.setAccessibleName(desk.texts.say(_("Fiscal year")))
        self.days = QComboBox()
        self.days.setAccessibleName(desk.texts.say(_("Figures as of")))
        self._state = Badge(desk)
        self._counting = label(desk, kind="muted", scale=TypeScale.CAPTION)
        self.overspent = button(desk, Message(""), ButtonKind.LINK)
        self.overspent.setFont(desk.theme.font(TypeScale.CAPTION))
        self.overspent.setMinimumHeight(0)
        self.overspent.setProperty("tone", "danger")
        self._figures = YearFigures(desk)
        self._lay_out()
        self.years.activated.connect(self._on_year)
        self.days.activated.connect(self._on_day)
        self.overspent.clicked.connect(self.overspent_wanted)
        self._figures.wanted.connect(self.figure_wanted)
        self.hide()

    def follow(self, bar: QWidget) -> None:
        """Let Tab come here after all that is in `bar`; lists of what can be chosen are windows of their own."""
        last = bar.findChildren(QToolButton)[-1]
        stops = (last, self.years, self.days, self.overspent, *self._figures.buttons)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_sheet(self, sheet: YearSheet, query: LineQuery) -> None:
        """Show a year; without any, nothing."""
        self.setVisible(sheet.year is not None)
        if sheet.year is None:
            return
        year, texts = sheet.year, self._desk.texts
        self.years.clear()
        for each in sheet.years:
            self.years.addItem(each.name, each.id)
        self.years.setCurrentIndex(self.years.findData(year.id))
        self._fill_days(query, year.first_day, year.last_day)
        tone = Tone.SUCCESS if year.state is YearState.OPENED else Tone.MUTED
        self._state.show_word(YEAR_STATE_TITLES[year.state], tone)
        self._counting.setText(texts.say(COUNTING_TITLES[year.counts]))
        self.overspent.setText(texts.say(_n("{count} line overspent", "{count} lines overspent", sheet.overspent)))
        self.overspent.setVisible(bool(sheet.overspent))
        self._figures.show_figures(sheet.whole)

    def _lay_out(self) -> None:
        self.setProperty("kind", "strip")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        layout.setSpacing(ROOM)
        for title, box, width in ((_("Fiscal year"), self.years, 128), (_("Figures as of"), self.days, 190)):
            box.setFixedWidth(width)
            box.setFixedHeight(CONTROL_HEIGHT)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            layout.addLayout(under(label(self._desk, title, TypeScale.CAPTION, "muted"), box))
        beside = QVBoxLayout()
        beside.setSpacing(HAIR)
        state = QHBoxLayout()
        state.setSpacing(TIGHT)
        state.addWidget(self._state)
        state.addWidget(self._counting)
        state.addStretch()
        beside.addLayout(state)
        beside.addWidget(self.overspent, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(beside)
        layout.addWidget(self._figures, 1)

    def _fill_days(self, query: LineQuery, first: date, last: date) -> None:
        texts, today = self._desk.texts, self._desk.clock.today()
        days = set(quarter_ends(first, last))
        if query.as_of is AsOf.DAY and query.day is not None:
            days.add(query.day)
        whole, now = _p("figures as of", "All that is written"), _p("figures as of", "Today, {day}", day=today)
        said: list[tuple[_Day | None, str]] = [
            ((AsOf.ALL, None), texts.say(whole)),
            ((AsOf.TODAY, None), texts.say(now)),
        ]
        said += [((AsOf.DAY, day), texts.date(day)) for day in sorted(days)]
        said.append((None, texts.say(_("Another day…"))))
        self._days = [day for day, _text in said]
        self.days.clear()
        self.days.addItems([text for _day, text in said])
        self._was = self._days.index((query.as_of, query.day if query.as_of is AsOf.DAY else None))
        self.days.setCurrentIndex(self._was)

    def _on_year(self, place: int) -> None:
        self.year_chosen.emit(self.years.itemData(place))

    def _on_day(self, place: int) -> None:
        chosen = self._days[place]
        if chosen is None:
            self.days.setCurrentIndex(self._was)
            self.other_day_wanted.emit()
        else:
            self.day_chosen.emit(*chosen)


def quarter_ends(first: date, last: date) -> Iterator[date]:
    """The ends of the quarters in a year, and its own: the days of which a situation is asked."""
    for year in range(first.year, last.year + 1):
        for month in _QUARTERS:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            if first <= end < last:
                yield end
    yield last
