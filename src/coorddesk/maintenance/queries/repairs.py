"""Repairs as lists, cards and papers show them: where each stands, since when, and what was lent meanwhile."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person, Supplier
from coorddesk.directory.queries import places_below
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset, Model
from coorddesk.inventory.rules import called
from coorddesk.lending.models import LoanLine
from coorddesk.maintenance.models import Repair, RepairStep
from coorddesk.maintenance.queries.criteria import LAST_DAY, LOAN_ASSET, repair_claims
from coorddesk.maintenance.queries.of_device import (
    CATEGORY,
    DEVICE,
    DEVICE_NAME,
    ORDERS,
    PLACE,
    VALUES,
    OfDevice,
)
from coorddesk.maintenance.rules import CLOSED, REPAIR_STATE_TITLES, RepairState, Step

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class RepairQuery:
    """Which repairs, and in which order: those under way unless `state` names one or `closed` asks for those over."""

    text: str = ""
    sort: str = "opened"
    descending: bool = False
    state: RepairState | None = None
    closed: bool | None = False  # None: all
    asset: int | None = None
    supplier: int | None = None
    place: int | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> RepairQuery | None:
        """The repairs about a record, over or not; None if there are never any about such a one."""
        kind, record_id = subject
        match kind:
            case "asset":
                return cls(closed=None, asset=record_id)
            case "supplier":
                return cls(closed=None, supplier=record_id)
            case "place":
                return cls(closed=None, place=record_id)
        return None


@dataclass(frozen=True)
class RepairRow(OfDevice):
    """A repair; `since` is the day of its latest step, `days` how long it has taken, `loan_device` what was lent."""

    holder_id: int | None
    holder: str | None
    fault: str
    state: RepairState
    since: date
    opened: date
    closed: date | None
    days: int
    supplier_id: int | None
    supplier: str | None
    reference: str
    quote: int | None
    cost: int | None
    under_warranty: bool
    outcome: str
    notes: str
    loan_id: int | None
    loan_asset_id: int | None
    loan_device: str
    is_loan_out: bool

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end."""
        return self.state in CLOSED

    @property
    def hit(self) -> Hit:
        """The repair as others name it."""
        said = _("{state} · {fault}", state=REPAIR_STATE_TITLES[self.state], fault=self.fault)
        return Hit(("repair", self.id), self.device, said)


REPAIR_COLUMNS: tuple[Column[RepairRow], ...] = (
    DEVICE,
    Column("state", _p("repair", "State"), lambda row: REPAIR_STATE_TITLES[row.state], Kind.CHOICE, 18),
    Column("fault", _p("repair", "Fault"), lambda row: row.fault, width=30),
    DEVICE_NAME,
    Column("since", _p("repair", "Since"), lambda row: row.since, Kind.DATE, 12),
    Column("opened", _p("repair", "Opened on"), lambda row: row.opened, Kind.DATE, 12),
    Column("days", _p("repair", "Days"), lambda row: row.days, Kind.NUMBER, 6),
    Column("holder", _("Holder"), lambda row: row.holder, width=20),
    Column("loan_device", _("Lent meanwhile"), lambda row: row.loan_device, Kind.CODE, 14),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=20),
    Column("reference", _("Supplier's reference"), lambda row: row.reference, Kind.CODE, 16),
    Column("quote", _("Quote"), lambda row: row.quote, Kind.AMOUNT, 12, total=True),
    Column("cost", _("Cost"), lambda row: row.cost, Kind.AMOUNT, 12, total=True),
    Column("under_warranty", _("Under warranty"), lambda row: row.under_warranty, Kind.YES_NO, 8),
    Column("closed", _p("repair", "Over on"), lambda row: row.closed, Kind.DATE, 12),
    CATEGORY,
    PLACE,
    Column("outcome", _("What they did"), lambda row: row.outcome, width=28),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


@dataclass(frozen=True)
class StepRow:
    """A step of a repair, and who wrote it down."""

    state: RepairState
    day: date
    actor: str
    note: str

    @property
    def title(self) -> Message:
        """The state in words."""
        return REPAIR_STATE_TITLES[self.state]


def repair_ids(session: Session, query: RepairQuery = RepairQuery()) -> array[int]:
    """The repairs that a query means, in its order; those without a value come last either way."""
    wanted = _joined(select(Repair.id)).where(*_claims(session, query))
    keys = [key.desc() if query.descending else key for key in _ORDERS[query.sort]]
    return ids_of(session, wanted.order_by(*map(nulls_last, keys), Repair.id))


def repair_page(session: Session, ids: Sequence[int]) -> dict[int, RepairRow]:
    """The repairs of these ids."""
    today = clock_of(session).today()
    return {row.id: _row(row, today) for row in session.execute(_ROWS.where(Repair.id.in_(ids)))}


def repair(session: Session, repair_id: int) -> RepairRow | None:
    """One repair, for its card or form."""
    return repair_page(session, [repair_id]).get(repair_id)


def steps_of(session: Session, repair_id: int) -> tuple[StepRow, ...]:
    """The steps of a repair in their order."""
    wanted = select(RepairStep.state, RepairStep.day, RepairStep.actor, RepairStep.note)
    rows = session.execute(wanted.where(RepairStep.repair_id == repair_id).order_by(RepairStep.id))
    return tuple(StepRow(*row) for row in rows)


def days_of_steps(session: Session, repair_id: int) -> list[Step]:
    """The states that a repair came to, each with its day."""
    return [(step.state, step.day) for step in steps_of(session, repair_id)]


def repair_under_way(session: Session, asset_id: int) -> int | None:
    """The repair that a device is in; None if it is in none."""
    open_ones = select(Repair.id).where(Repair.asset_id == asset_id, Repair.state.not_in(CLOSED))
    return session.scalar(open_ones.order_by(Repair.id))


def is_loan_out(session: Session, loan_id: int | None) -> bool:
    """Whether what was lent meanwhile is not back."""
    out = LoanLine.loan_id == loan_id, LoanLine.out_at.is_not(None), LoanLine.back_at.is_(None)
    return loan_id is not None and session.scalar(select(LoanLine.id).where(*out).limit(1)) is not None


def repair_counts(session: Session) -> Counter[RepairState]:
    """How many repairs stand where."""
    rows = session.execute(select(Repair.state, func.count()).group_by(Repair.state)).all()
    return Counter(dict(rows))


def _claims(session: Session, query: RepairQuery) -> Iterator[ColumnElement[bool]]:
    for word in words(query.text):
        named = (Asset.search, Supplier.name_folded, Person.search, Model.name_folded, LOAN_ASSET.search)
        yield or_(contains(Repair.search, word), *(contains(column, word) for column in named))
    if query.state is not None:
        yield Repair.state == query.state
    elif query.closed is not None:
        yield Repair.state.in_(CLOSED) if query.closed else Repair.state.not_in(CLOSED)
    for column, value in ((Repair.asset_id, query.asset), (Repair.supplier_id, query.supplier)):
        if value is not None:
            yield column == value
    if query.place is not None:
        yield Asset.place_id.in_(places_below(session, query.place))
    yield from repair_claims(session, query.criteria)


def _joined(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        OfDevice.joined(wanted.select_from(Repair), Repair.asset_id)
        .outerjoin(Person, Person.id == Asset.holder_id)
        .outerjoin(Supplier, Supplier.id == Repair.supplier_id)
        .outerjoin(_first_line, _first_line.id == _FIRST_LINE)
        .outerjoin(LOAN_ASSET, LOAN_ASSET.id == _first_line.asset_id)
    )


def _row(row: Any, today: date) -> RepairRow:
    holder = None if row.last_name is None else PersonName(row.last_name, row.first_name).full
    lent = "" if row.loan_asset_id is None else called(row.loan_tag, row.loan_serial, row.loan_name, row.loan_asset_id)
    return RepairRow(
        row.id,
        row.version,
        row.asset_id,
        row.tag,
        row.serial,
        row.asset_name,
        row.model,
        row.category,
        row.place,
        row.holder_id,
        holder,
        row.fault,
        row.state,
        row.since,
        row.opened,
        row.closed,
        ((row.closed or today) - row.opened).days,
        row.supplier_id,
        row.supplier,
        row.reference,
        row.quote,
        row.cost,
        row.under_warranty,
        row.outcome,
        row.notes,
        row.loan_id,
        row.loan_asset_id,
        lent,
        row.loan_asset_id is not None and row.out_at is not None and row.back_at is None,
    )


_first_line = aliased(LoanLine)
_FIRST_LINE = (
    select(func.min(LoanLine.id))
    .where(LoanLine.loan_id == Repair.loan_id, LoanLine.asset_id.is_not(None))
    .correlate(Repair)
    .scalar_subquery()
)
_STATE = case({state: place for place, state in enumerate(RepairState)}, value=Repair.state)
_ORDERS: dict[str, tuple[Any, ...]] = {
    **ORDERS,
    "fault": (folded(Repair.fault),),
    "state": (_STATE, Repair.opened),
    "since": (LAST_DAY,),
    "opened": (Repair.opened,),
    "holder": (Person.last_name_folded, Person.first_name_folded),
    "supplier": (Supplier.name_folded,),
    "reference": (folded(func.nullif(Repair.reference, "")),),
    "quote": (Repair.quote,),
    "cost": (Repair.cost,),
    "under_warranty": (Repair.under_warranty,),
    "closed": (Repair.closed,),
    "loan_device": (LOAN_ASSET.tag_folded,),
}
REPAIR_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which repairs can be sorted."""
_ROWS: Select[*tuple[Any, ...]] = _joined(
    select(
        Repair.id,
        Repair.version,
        Repair.asset_id,
        *VALUES,
        Asset.holder_id,
        Person.last_name,
        Person.first_name,
        Repair.fault,
        Repair.state,
        LAST_DAY.label("since"),
        Repair.opened,
        Repair.closed,
        Repair.supplier_id,
        Supplier.name.label("supplier"),
        Repair.reference,
        Repair.quote,
        Repair.cost,
        Repair.under_warranty,
        Repair.outcome,
        Repair.notes,
        Repair.loan_id,
        _first_line.asset_id.label("loan_asset_id"),
        _first_line.out_at,
        _first_line.back_at,
        LOAN_ASSET.tag.label("loan_tag"),
        LOAN_ASSET.serial.label("loan_serial"),
        LOAN_ASSET.name.label("loan_name"),
    )
)
