"""What papers about a budget ask besides its figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import Account, BudgetLine, FundingSource
from coorddesk.budget.queries.years import YearRow, fiscal_years, year_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def year_row(session: Session, year_id: int) -> YearRow | None:
    """A fiscal year; None if it is no longer there."""
    return next((row for row in fiscal_years(session) if row.id == year_id), None)


def year_told_at(session: Session, day: date) -> int | None:
    """The year whose situation is meant by a day: an open one if there is, else the latest that the day is in."""
    open_year = year_of(session, day)
    rows = {row.id: row for row in fiscal_years(session)}
    if open_year is not None and rows[open_year].first_day <= day <= rows[open_year].last_day:
        return open_year
    within = [row.id for row in rows.values() if row.first_day <= day <= row.last_day]
    return within[0] if within else open_year or next(iter(rows), None)


def previous_lines(session: Session, year_id: int) -> Mapping[int, int | None]:
    """Which line each line of a year goes on from."""
    wanted = select(BudgetLine.id, BudgetLine.previous_id).where(BudgetLine.year_id == year_id)
    return dict(session.execute(wanted).all())


def account_labels(session: Session, year_id: int) -> Mapping[str, str]:
    """What the accounts of a year's lines are called, by their numbers."""
    wanted = select(Account.number, Account.label).join(BudgetLine, BudgetLine.account_id == Account.id)
    return dict(session.execute(wanted.where(BudgetLine.year_id == year_id)).all())


def funding_name(session: Session, funding_source_id: int) -> str:
    """What a funding source is called; empty if it is no longer there."""
    return session.scalar(select(FundingSource.name).where(FundingSource.id == funding_source_id)) or ""
