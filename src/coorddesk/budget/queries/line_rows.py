"""Budget lines as lists show them, with where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, func, select

from coorddesk.budget.models import Account, BudgetLine, FundingSource
from coorddesk.budget.rules.grouping import Standing
from coorddesk.budget.rules.words import OnOverspending, Section
from coorddesk.core.asking import asked
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


def lines_of_year(session: Session, year_id: int) -> Iterator[tuple[LineRow, Standing]]:
    """The lines of a year in the order in which they stand in it."""
    return map(_row, asked(session, _OF_YEAR, year=year_id))


def line_row(session: Session, line_id: int) -> LineRow | None:
    """One budget line; None if it is no longer there."""
    return next((_row(row)[0] for row in asked(session, _ONE, line=line_id)), None)


def _row(row: Any) -> tuple[LineRow, Standing]:
    line_id, version, code, label, section, chapter, number, account, tags, funding, last, first, on, past, source = row
    tagged = tuple(tags)
    person = PersonName(last, first).listed if last or first else ""
    written = (line_id, version, code, label, section, chapter, number, account, tagged, funding, person, on)
    return LineRow(*written), Standing(code, section, chapter, number, tagged, funding, past, source)


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
        BudgetLine.funding_source_id,
    )
    .outerjoin(Account, Account.id == BudgetLine.account_id)
    .outerjoin(FundingSource, FundingSource.id == BudgetLine.funding_source_id)
    .outerjoin(Person, Person.id == BudgetLine.person_id)
    .order_by(BudgetLine.position, BudgetLine.id)
)
_OF_YEAR = _ROWS.where(BudgetLine.year_id == bindparam("year"))
_ONE = _ROWS.where(BudgetLine.id == bindparam("line"))
