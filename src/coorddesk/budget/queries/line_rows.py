"""Budget lines as lists show them, with where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select

from coorddesk.budget.models import Account, BudgetLine, FundingSource
from coorddesk.budget.rules.grouping import Standing
from coorddesk.budget.rules.words import OnOverspending, Section
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LineRow:
    """What a budget line says of itself."""

    id: int
    version: int
    code: str
    label: str
    section: Section
    chapter: str
    account: str
    account_label: str
    tags: tuple[str, ...]
    funding_source: str
    person: str
    on_overspending: OnOverspending


def read_lines(session: Session, *claims: ColumnElement[bool]) -> Iterator[tuple[LineRow, Standing]]:
    """The lines of which claims are true, in the order in which they stand in their year."""
    for row in session.execute(_ROWS.where(*claims)):
        tags = tuple(row.tags)
        person = PersonName(row.last, row.first).listed
        written = (row.id, row.version, row.code, row.label, row.section, row.chapter, row.number, row.account)
        standing = Standing(row.code, row.section, row.chapter, row.number, tags, row.funding, row.previous_id)
        yield LineRow(*written, tags, row.funding, person, row.on_overspending), standing


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        BudgetLine.id,
        BudgetLine.version,
        BudgetLine.code,
        BudgetLine.label,
        BudgetLine.section,
        BudgetLine.chapter,
        func.coalesce(Account.number, "").label("number"),
        func.coalesce(Account.label, "").label("account"),
        BudgetLine.tags,
        func.coalesce(FundingSource.name, "").label("funding"),
        func.coalesce(Person.last_name, "").label("last"),
        func.coalesce(Person.first_name, "").label("first"),
        BudgetLine.on_overspending,
        BudgetLine.previous_id,
    )
    .outerjoin(Account, Account.id == BudgetLine.account_id)
    .outerjoin(FundingSource, FundingSource.id == BudgetLine.funding_source_id)
    .outerjoin(Person, Person.id == BudgetLine.person_id)
    .order_by(BudgetLine.position, BudgetLine.id)
)
