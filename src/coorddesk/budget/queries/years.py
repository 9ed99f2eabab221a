"""Fiscal years, accounts and funding sources as lists show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import Account, BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.rules.words import Chart, Counting, Section, YearState
from coorddesk.budget.rules.years import Span
from coorddesk.directory.models import Supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class YearRow:
    """A fiscal year, and how many lines it has."""

    id: int
    version: int
    name: str
    first_day: date
    last_day: date
    counts: Counting
    chart: Chart
    state: YearState
    previous_id: int | None
    reopened_reason: str
    lines: int


@dataclass(frozen=True)
class AccountRow:
    """An account of a plan."""

    id: int
    version: int
    chart: Chart
    number: str
    label: str
    section: Section
    chapter: str


@dataclass(frozen=True)
class FundingRow:
    """A funding source and who funds it; the amount granted in cents."""

    id: int
    version: int
    name: str
    funder: str
    amount: int | None
    deadline: date | None
    is_archived: bool


def fiscal_years(session: Session) -> Sequence[YearRow]:
    """Every fiscal year, the latest first."""
    lines = select(func.count()).where(BudgetLine.year_id == FiscalYear.id).scalar_subquery()
    wanted = select(FiscalYear, lines).order_by(FiscalYear.first_day.desc(), FiscalYear.id.desc())
    return [
        YearRow(
            row.id,
            row.version,
            row.name,
            row.first_day,
            row.last_day,
            row.counts,
            row.chart,
            row.state,
            row.previous_id,
            row.reopened_reason,
            count,
        )
        for row, count in session.execute(wanted)
    ]


def year_of(session: Session, day: date) -> int | None:
    """The open year that a day is in, or else the latest open one; the shortest where years overlap."""
    opened = session.scalars(select(FiscalYear).where(FiscalYear.state == YearState.OPENED)).all()
    within = [row for row in opened if row.first_day <= day <= row.last_day]
    if within:
        return min(within, key=lambda row: (row.last_day - row.first_day, row.id)).id
    return max(opened, key=lambda row: (row.first_day, row.id)).id if opened else None


def fiscal_year_now(session: Session, today: date) -> tuple[Span | None, Counting]:
    """The fiscal year of a day, and how it counts; none, with VAT, where there is none: years are civil ones then."""
    year_id = year_of(session, today)
    if year_id is None:
        return None, Counting.GROSS
    row = session.get_one(FiscalYear, year_id)
    return Span(row.first_day, row.last_day), row.counts


def accounts(session: Session, chart: Chart) -> Sequence[AccountRow]:
    """The accounts of a plan by their number, with our own."""
    wanted = select(Account).where(Account.chart.in_((chart, Chart.OWN))).order_by(Account.number, Account.id)
    return [
        AccountRow(row.id, row.version, row.chart, row.number, row.label, row.section, row.chapter)
        for row in session.scalars(wanted)
    ]


def funding_sources(session: Session) -> Sequence[FundingRow]:
    """Every funding source by its name."""
    wanted = select(FundingSource, Supplier.name).outerjoin(Supplier, Supplier.id == FundingSource.supplier_id)
    rows = session.execute(wanted.order_by(FundingSource.name_folded))
    return [
        FundingRow(row.id, row.version, row.name, funder or row.funder, row.amount, row.deadline, row.is_archived)
        for row, funder in rows
    ]
