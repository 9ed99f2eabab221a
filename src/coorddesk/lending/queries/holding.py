"""Who has a device now, or for whom it is set aside: one indexed question for any number of devices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState, borrower_name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Holding:
    """The line by which a device is on loan, or set aside where the loan is a draft; since when and until when."""

    asset_id: int
    line_id: int
    loan_id: int
    kit_id: int | None
    state: LoanState
    borrower: str
    since: datetime | None
    due: date | None

    @property
    def is_out(self) -> bool:
        """Whether it has gone out."""
        return self.since is not None


def holdings(session: Session, asset_ids: Collection[int]) -> dict[int, Holding]:
    """By device, the open line of each that has one."""
    ids = list(asset_ids)
    parts = (ids[start : start + CHUNK_ROWS] for start in range(0, len(ids), CHUNK_ROWS))
    rows = (row for part in parts for row in session.execute(_HOLDINGS.where(LoanLine.asset_id.in_(part))))
    return {row.asset_id: _holding(row) for row in rows}


def borrower_of(session: Session, row: Loan) -> str:
    """Who borrows, in a word."""
    person = None if row.person_id is None else session.get_one(Person, row.person_id)
    group = None if row.group_id is None else session.get_one(PersonGroup, row.group_id)
    last, first = (person.last_name, person.first_name) if person else (None, None)
    return borrower_name(last, first, group.name if group else None)


def _holding(row: Any) -> Holding:
    asset_id, line_id, loan_id, kit_id, state, since, due, last, first, group = row
    return Holding(asset_id, line_id, loan_id, kit_id, state, borrower_name(last, first, group), since, due)


_HOLDINGS: Select[*tuple[Any, ...]] = (
    select(
        LoanLine.asset_id,
        LoanLine.id,
        LoanLine.loan_id,
        LoanLine.kit_id,
        Loan.state,
        LoanLine.out_at,
        Loan.due_on,
        Person.last_name,
        Person.first_name,
        PersonGroup.name,
    )
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
    .outerjoin(Person, Person.id == Loan.person_id)
    .outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)
    .where(LoanLine.back_at.is_(None))
)
