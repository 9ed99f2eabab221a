"""Who has a device now, or for whom it is set aside: one indexed question for any number of devices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from coorddesk.core.asking import asked
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus
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


@dataclass(frozen=True)
class Stand:
    """A device at the counter: its status, whose own it is, and by which line it is on loan or set aside."""

    is_in_bin: bool
    meta: MetaStatus
    label: str
    holder_id: int | None
    holder: str
    holding: Holding | None


def holdings(session: Session, asset_ids: Collection[int]) -> dict[int, Holding]:
    """By device, the open line of each that has one."""
    ids = list(asset_ids)
    parts = (ids[start : start + CHUNK_ROWS] for start in range(0, len(ids), CHUNK_ROWS))
    rows = (row for part in parts for row in asked(session, _HOLDINGS, ids=part))
    return {row.asset_id: _holding(row) for row in rows}


def stand_of(session: Session, asset_id: int) -> Stand:
    """How a device stands for who would lend it or take it back."""
    (row,) = asked(session, _STAND, id=asset_id)
    deleted_at, meta, label, holder_id, last, first, *line = row
    holding = None if line[0] is None else _holding(line)
    return Stand(deleted_at is not None, meta, label, holder_id, borrower_name(last, first, None), holding)


def borrower_of(session: Session, row: Loan) -> str:
    """Who borrows, in a word."""
    person = None if row.person_id is None else session.get_one(Person, row.person_id)
    group = None if row.group_id is None else session.get_one(PersonGroup, row.group_id)
    last, first = (person.last_name, person.first_name) if person else (None, None)
    return borrower_name(last, first, group.name if group else None)


def _holding(row: Any) -> Holding:
    asset_id, line_id, loan_id, kit_id, state, since, due, last, first, group = row
    return Holding(asset_id, line_id, loan_id, kit_id, state, borrower_name(last, first, group), since, due)


_OF_LINE: tuple[Any, ...] = (
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
_HOLDINGS: Select[*tuple[Any, ...]] = (
    select(*_OF_LINE)
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
    .outerjoin(Person, Person.id == Loan.person_id)
    .outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)
    .where(LoanLine.back_at.is_(None), LoanLine.asset_id.in_(bindparam("ids", expanding=True)))
)
_Holder = aliased(Person)
_STAND: Select[*tuple[Any, ...]] = (
    select(
        Asset.deleted_at,
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        Asset.holder_id,
        _Holder.last_name.label("holder_last"),
        _Holder.first_name.label("holder_first"),
        *_OF_LINE,
    )
    .select_from(Asset)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(_Holder, _Holder.id == Asset.holder_id)
    .outerjoin(LoanLine, and_(LoanLine.asset_id == Asset.id, LoanLine.back_at.is_(None)))
    .outerjoin(Loan, Loan.id == LoanLine.loan_id)
    .outerjoin(Person, Person.id == Loan.person_id)
    .outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)
    .where(Asset.id == bindparam("id"))
)
