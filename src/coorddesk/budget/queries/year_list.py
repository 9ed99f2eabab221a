"""Fiscal years with what their budgets come to, as their list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.queries.years import YearRow, fiscal_years
from coorddesk.budget.rules.situation import FIGURE_TITLES, Figure, Figures, total
from coorddesk.budget.rules.words import CHART_TITLES, COUNTING_TITLES, YEAR_STATE_TITLES
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class YearFigures:
    """A fiscal year and the sums of its lines."""

    row: YearRow
    figures: Figures

    @property
    def id(self) -> int:
        """The year's id."""
        return self.row.id

    @property
    def version(self) -> int:
        """The year's version."""
        return self.row.version


def years_with_figures(session: Session) -> list[YearFigures]:
    """Every year, the latest first."""
    return [YearFigures(row, total(figures_of_year(session, row.id).values())) for row in fiscal_years(session)]


def _amount(figure: Figure) -> Column[YearFigures]:
    title = FIGURE_TITLES[figure]
    return Column(figure.value, title, lambda row: getattr(row.figures, figure.value), Kind.AMOUNT, 12)


YEAR_COLUMNS: tuple[Column[YearFigures], ...] = (
    Column("name", _("Fiscal year"), lambda row: row.row.name, width=12),
    Column("state", _p("fiscal year", "State"), lambda row: YEAR_STATE_TITLES[row.row.state], Kind.CHOICE, 10),
    Column("first_day", _("First day"), lambda row: row.row.first_day, Kind.DATE, 11),
    Column("last_day", _("Last day"), lambda row: row.row.last_day, Kind.DATE, 11),
    Column("lines", _("Budget lines"), lambda row: row.row.lines, Kind.NUMBER, 8),
    *(_amount(each) for each in (Figure.OPENED, Figure.COMMITTED, Figure.INVOICED, Figure.AVAILABLE)),
    Column("counts", _p("fiscal year", "Counts amounts"), lambda row: COUNTING_TITLES[row.row.counts], Kind.CHOICE, 12),
    Column("chart", _("Plan of accounts"), lambda row: CHART_TITLES[row.row.chart], Kind.CHOICE, 20),
    Column("reason", _p("fiscal year", "Reopened because"), lambda row: row.row.reopened_reason, width=24),
)
"""What a year may show of itself."""
