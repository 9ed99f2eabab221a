"""Records of the budget as they are written: what a form is filled with, and what an edit is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.budget.models import Account, BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.rules.accounts import AccountDetails
from coorddesk.budget.rules.funding import FundingDetails
from coorddesk.budget.rules.lines import LineDetails
from coorddesk.budget.rules.years import YearDetails

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def year_as_written(session: Session, year_id: int) -> YearDetails:
    """A fiscal year as it is written."""
    row = session.get_one(FiscalYear, year_id)
    return YearDetails(row.name, row.first_day, row.last_day, row.counts, row.chart, row.previous_id, row.notes)


def line_as_written(session: Session, line_id: int) -> LineDetails:
    """A budget line as it is written."""
    row = session.get_one(BudgetLine, line_id)
    return LineDetails(
        row.label,
        row.section,
        row.chapter,
        row.account_id,
        row.code,
        tuple(row.tags),
        row.funding_source_id,
        row.person_id,
        row.on_overspending,
        row.previous_id,
        row.notes,
    )


def account_as_written(session: Session, account_id: int) -> AccountDetails:
    """An account as it is written."""
    row = session.get_one(Account, account_id)
    return AccountDetails(row.number, row.label, row.chart, row.section, row.chapter)


def funding_as_written(session: Session, funding_id: int) -> FundingDetails:
    """A funding source as it is written."""
    row = session.get_one(FundingSource, funding_id)
    return FundingDetails(
        row.name,
        row.supplier_id,
        row.funder,
        row.amount,
        row.conditions,
        row.deadline,
        row.is_archived,
        row.notes,
    )
