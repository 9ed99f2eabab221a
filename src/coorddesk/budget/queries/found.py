"""What the search box finds in a budget: lines, years, decisions, funding sources and accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from coorddesk.budget.models import Account, BudgetDecision, BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.rules.words import CHART_TITLES, DECISION_TITLES, YEAR_STATE_TITLES
from coorddesk.core.fold import fold
from coorddesk.core.matching import contains, contains_all, words
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Hit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """What has this code or number (rank 0), what begins with the text (1), then what holds every word of it."""
    if not words(text):
        return ()
    years = [*_lines(session, text, limit), *_years(session, text, limit), *_decisions(session, text, limit)]
    return [*years, *_funding(session, text, limit), *_accounts(session, text, limit)]


def _lines(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """A line by its words, and by the number of its account; those of the latest year first."""
    said = (or_(contains(BudgetLine.search, word), contains(Account.number, word)) for word in words(text))
    wanted = (
        select(BudgetLine.id, BudgetLine.code, BudgetLine.label, FiscalYear.name)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .outerjoin(Account, Account.id == BudgetLine.account_id)
        .where(*said)
        .order_by(FiscalYear.first_day.desc(), BudgetLine.position, BudgetLine.id)
    )
    for line_id, code, label, year in session.execute(wanted.limit(limit)):
        detail = _("Budget line of {year}", year=year)
        yield _hit((BudgetLine.__tablename__, line_id), code, label, detail, text)


def _years(session: Session, text: str, limit: int) -> Iterator[Hit]:
    wanted = select(FiscalYear.id, FiscalYear.name, FiscalYear.state).where(contains_all(FiscalYear.name_folded, text))
    for year_id, name, state in session.execute(wanted.order_by(FiscalYear.first_day.desc()).limit(limit)):
        detail = _("Fiscal year · {state}", state=YEAR_STATE_TITLES[state])
        yield Hit((FiscalYear.__tablename__, year_id), name, detail, 0 if fold(name) == text else 1)


def _decisions(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """Decisions are few, and their words are kept as they were written."""
    wanted = select(BudgetDecision.id, BudgetDecision.label, BudgetDecision.kind, BudgetDecision.day)
    asked = words(text)
    rows = session.execute(wanted.order_by(BudgetDecision.day.desc(), BudgetDecision.id.desc()))
    found = (row for row in rows if all(word in fold(row.label) for word in asked))
    for row, _number in zip(found, range(limit), strict=False):
        detail = _("{kind} of {day}", kind=DECISION_TITLES[row.kind], day=row.day)
        rank = 0 if fold(row.label) == text else 1
        yield Hit((BudgetDecision.__tablename__, row.id), row.label, detail, rank)


def _funding(session: Session, text: str, limit: int) -> Iterator[Hit]:
    wanted = select(FundingSource.id, FundingSource.name).where(contains_all(FundingSource.name_folded, text))
    for row_id, name in session.execute(
        wanted.order_by(FundingSource.is_archived, FundingSource.name_folded).limit(limit)
    ):
        rank = 1 if fold(name).startswith(text) else 2
        yield Hit((FundingSource.__tablename__, row_id), name, _("Funding source"), rank)


def _accounts(session: Session, text: str, limit: int) -> Iterator[Hit]:
    """By the number alone: their words are those of lines."""
    wanted = select(Account.id, Account.number, Account.label, Account.chart).where(Account.number == text.strip())
    for row_id, number, label, chart in session.execute(wanted.order_by(Account.chart).limit(limit)):
        detail = _("Account · {plan}", plan=CHART_TITLES[chart])
        yield Hit((Account.__tablename__, row_id), f"{number} {label}", detail)


def _hit(subject: tuple[str, int], code: str, label: str, detail: Message, text: str) -> Hit:
    if fold(code) == text:
        return Hit(subject, f"{code} {label}", detail, 0)
    begins = fold(code).startswith(text) or fold(label).startswith(text)
    return Hit(subject, f"{code} {label}", detail, 1 if begins else 2)
