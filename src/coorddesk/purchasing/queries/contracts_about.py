"""What contracts are about: the licences, schedules of maintenance, devices, lots and places that they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from coorddesk.budget.rules.vat import of_gross
from coorddesk.core.clock import clock_of
from coorddesk.core.options import Option
from coorddesk.directory.models import Supplier
from coorddesk.inventory.models import LotDevice
from coorddesk.inventory.queries.lots import LotQuery, lot_ids, lot_page
from coorddesk.licences.models import Licence
from coorddesk.maintenance.models import MaintenancePlan
from coorddesk.purchasing.models import ContractAbout
from coorddesk.purchasing.queries.contract_rules import contracts_as_rules
from coorddesk.purchasing.rules.contracts import last_day_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_USUAL_VAT = 2000
LINKS = {
    "licence": ContractAbout.licence_id,
    "maintenance_plan": ContractAbout.maintenance_plan_id,
    "asset": ContractAbout.asset_id,
    "lot": ContractAbout.lot_id,
    "place": ContractAbout.place_id,
}
"""The column that holds each kind of record."""


def lot_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Lots of devices by any of their words, the latest first, with their supplier beside them."""
    ids = list(lot_ids(session, LotQuery(text))[:limit])
    rows = lot_page(session, ids)
    return tuple(Option(each, rows[each].name, rows[each].supplier or "") for each in ids)


def contracts_about(session: Session, subject: Subject) -> Sequence[int]:
    """The ids of the contracts that cover a record: a device also through its lot."""
    kind, record_id = subject
    claim: Any = LINKS[kind] == record_id
    if kind == "asset":
        lot = select(LotDevice.lot_id).where(LotDevice.asset_id == record_id)
        claim = or_(claim, ContractAbout.lot_id.in_(lot))
    return session.scalars(select(ContractAbout.contract_id).where(claim)).all()


def covered_by(session: Session, ids: Collection[int]) -> defaultdict[int, list[Subject]]:
    """What each of these contracts covers, in the order in which it was said."""
    found: defaultdict[int, list[Subject]] = defaultdict(list)
    wanted = select(ContractAbout).where(ContractAbout.contract_id.in_(ids)).order_by(ContractAbout.id)
    for row in session.scalars(wanted):
        for kind, column in LINKS.items():
            record_id = getattr(row, column.key)
            if record_id is not None:
                found[row.contract_id].append((kind, record_id))
    return found


def covered(session: Session, kind: str, day: date | None = None) -> set[int]:
    """The records of a kind that a contract covers which runs on a day, today if none is said, or is to begin."""
    on = day or clock_of(session).today()
    ends = {row_id: last_day_of(contract) for row_id, contract in contracts_as_rules(session).items()}
    alive = {row_id for row_id, end in ends.items() if end is None or end >= on}
    column = LINKS[kind]
    found = session.execute(select(ContractAbout.contract_id, column))
    return {record_id for contract_id, record_id in found if record_id is not None and contract_id in alive}


@dataclass(frozen=True)
class ToCover:
    """What a record says of its contract already: the supplier, and what it cost last in cents excluding VAT."""

    supplier_id: int | None = None
    supplier: str = ""
    net: int | None = None


def about_to_cover(session: Session, subject: Subject) -> ToCover:
    """What is proposed for the contract of a licence or of a schedule of maintenance; nothing for other records."""
    kind, record_id = subject
    if kind == "licence":
        licence = session.get(Licence, record_id)
        return ToCover() if licence is None else _proposed(session, licence.supplier_id, licence.price)
    plan = session.get(MaintenancePlan, record_id) if kind == "maintenance_plan" else None
    return ToCover() if plan is None else _proposed(session, plan.supplier_id, None)


def _proposed(session: Session, supplier_id: int | None, gross: int | None) -> ToCover:
    net = None if gross is None else of_gross(gross, _USUAL_VAT).net
    if supplier_id is None:
        return ToCover(net=net)
    return ToCover(supplier_id, session.get_one(Supplier, supplier_id).name, net)
