"""This year: where each line lands beside its credits; below, the moves and the expectations behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.forecast.queries.landing import LandingRow, Reason, YearLanding, reasons
from coorddesk.forecast.reports.landing import LANDING_COLUMNS, assumed
from coorddesk.forecast.rules.landing import LANDING_TITLES, Landing, LandingFigure
from coorddesk.forecast.ui.grid_view import GridView
from coorddesk.forecast.ui.reckoned import Reckoned
from coorddesk.widgets.charts import BarChart, GridCell, GridLine, Mark
from coorddesk.widgets.empty import Emptiness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class Behind:
    """A figure of a row, None being the whole year."""

    landing: YearLanding
    row: LandingRow | None
    figure: LandingFigure


class ReasonSource(Reckoned[Reason]):
    """What a figure of the landing is made of."""

    columns: tuple[Column[Reason], ...] = (
        Column("day", _("Day"), lambda row: row.day, Kind.DATE, 12),
        Column("kind", _p("forecast", "Kind"), lambda row: row.kind, Kind.CHOICE, 18),
        Column("words", _p("forecast", "What"), lambda row: row.words, Kind.CHOICE, 48),
        Column("cents", _("Amount"), lambda row: row.cents, Kind.AMOUNT, 14, total=True),
    )

    def noun(self, count: int) -> Message:
        """How many."""
        return _n("{count} line", "{count} lines", count)

    def reckon(self, session: Session, of: Behind) -> Sequence[Reason]:
        """The moves and what is expected."""
        return reasons(session, of.landing, of.row, of.figure)


class LandingView(GridView):
    """Enter below opens the document, the contract or the licence that says so."""

    def __init__(self, desk: Desk) -> None:
        """Build it empty."""
        nothing = Emptiness("coins", _("Nothing is behind this figure"), _("No move of money, and nothing expected."))
        hint = _("Open one with “Years…”, above the lists of the budget: where it lands is seen here.")
        none_yet = Emptiness("calendar", _("No fiscal year yet"), hint)
        titles = _("Landing of the year"), _p("forecast", "What it is made of")
        super().__init__(desk, "forecast-landing", ReasonSource(desk.texts), titles, (none_yet, nothing))
        self.landing: YearLanding | None = None
        self.list.activated.connect(self._on_activated)

    def behind(self) -> Behind | None:
        """The figure that is chosen."""
        if self.landing is None:
            return None
        row_id, figure = self.grid.key() or (None, LandingFigure.LANDING)
        row = next((each for each in self.landing.rows if each.id == row_id), None)
        return Behind(self.landing, row, figure)

    def show_landing(self, landing: YearLanding | None) -> None:
        """Show what was read; without a fiscal year, say what to do."""
        self.landing = landing
        say = self.desk.texts.say
        if landing is None:
            self.about.setText("")
            self.grid.show_lines([say(column.title) for column in LANDING_COLUMNS], [])
            self.show_chart(None)
            self.show_nothing()
            return
        lines = [self._line(None, say(_p("landing", "The whole year")), landing.whole)]
        lines += [self._line(row.id, say(row.name), row.landing) for row in landing.rows]
        unit = say(_p("landing", "Amounts in {unit}", unit=self.desk.texts.currency_unit))
        self.grid.show_lines([unit, *(say(column.title) for column in LANDING_COLUMNS[1:])], lines)
        self.show_chart(self._chart_of(landing))
        self.about.setText(" ".join(say(each) for each in assumed(landing)))
        self.show_behind()

    def _line(self, row_id: int | None, title: str, of: Landing) -> GridLine:
        texts = self.desk.texts
        cells = [self._cell(row_id, figure, of) for figure in LandingFigure]
        rate = "–" if of.landing_rate is None else texts.percent(of.landing_rate)
        landing = (row_id, LandingFigure.LANDING)
        others = GridCell(rate, landing), GridCell(texts.amount(of.before) if of.before else "–", landing)
        return GridLine(title, (*cells, *others), (row_id,), row_id is None)

    def _cell(self, row_id: int | None, figure: LandingFigure, of: Landing) -> GridCell:
        cents, key = of.of(figure), (row_id, figure)
        if figure is LandingFigure.LEFT and cents < 0:
            said = self.desk.texts.say(_p("landing", "Credits are missing"))
            return GridCell(self.desk.texts.amount(cents), key, said, is_alarming=True)
        return GridCell(self.desk.texts.amount(cents) if cents else "–", key)

    def _chart_of(self, landing: YearLanding) -> BarChart | None:
        texts = self.desk.texts
        marks = []
        for row in sorted(landing.rows, key=lambda each: -each.landing.landing):
            cents, rate = row.landing.landing, row.landing.landing_rate
            if cents > 0:
                share = "" if rate is None else f" · {texts.percent(rate)}"
                key = (row.id, LandingFigure.LANDING)
                marks.append(Mark(texts.say(row.name), cents, f"{texts.money(cents)}{share}", key))
        if not marks:
            return None
        made = BarChart(self.desk, texts.say(LANDING_TITLES[LandingFigure.LANDING]), marks)
        made.opened.connect(self._on_mark)
        return made

    def _on_mark(self, key: object) -> None:
        self.grid.choose(key)
        self.show_behind()

    def _on_activated(self, place: int) -> None:
        row = self.source.row(place)
        if row is not None:
            self.record_wanted.emit(row.about)
