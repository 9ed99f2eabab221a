"""The verbs on contracts: drawn up, changed and deleted. What happens to them stands in `contract_steps`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.rules.ledger import Overspent
from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Asset, Lot
from coorddesk.licences.models import Licence
from coorddesk.maintenance.models import MaintenancePlan
from coorddesk.purchasing.models import Contract, ContractAbout, ContractStep, Instalment
from coorddesk.purchasing.queries.contract_rules import rule_of
from coorddesk.purchasing.queries.contracts_about import LINKS, covered_by
from coorddesk.purchasing.rules.contract_words import (
    CONTRACT_KIND_TITLES,
    RENEWAL_TITLES,
    ContractKind,
    Renewal,
)
from coorddesk.purchasing.rules.contracts import contract_search, trouble_with
from coorddesk.purchasing.service.instalments import follow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

CONTRACT = Contract.__tablename__
_COVERED = {"licence": Licence, "maintenance_plan": MaintenancePlan, "asset": Asset, "lot": Lot, "place": Place}


@dataclass(frozen=True)
class ContractDetails:
    """A contract as it is written: months are whole, `net` is cents of an instalment excluding VAT.

    `covered` are the records that it is about: ("licence", 3).
    """

    name: str
    supplier_id: int
    started_on: date
    kind: ContractKind = ContractKind.SUBSCRIPTION
    number: str = ""
    months: int = 12
    renewal: Renewal = Renewal.TACIT
    renewal_months: int = 12
    notice_months: int = 0
    every_months: int = 12
    net: int = 0
    vat_rate: int = 2000
    is_in_advance: bool = True
    covered: tuple[Subject, ...] = field(default=())
    notes: str = ""


@dataclass(frozen=True)
class ContractEdit:
    """A contract said anew, and the version its author saw."""

    id: int
    version: int
    details: ContractDetails


@allowed(*EDITORS)
def create_contract(session: Session, wish: ContractDetails) -> int:
    """Write a contract down, which commits nothing until its instalments are; returns its id."""
    row = add_contract(session, wish)
    deed = _("Add the contract “{name}”", name=row.name)
    record(session, deed, (CONTRACT, row.id), ("supplier", row.supplier_id), *wish.covered)
    return row.id


@allowed(*EDITORS)
def add_contract(session: Session, wish: ContractDetails) -> Contract:
    """A new contract, as a part of another deed."""
    row = Contract()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _cover(session, row.id, wish.covered)
    return row


@allowed(*EDITORS)
def edit_contract(session: Session, wish: ContractEdit) -> tuple[Overspent, ...]:
    """Change what is written of a contract; what was committed and not invoiced follows. Returns what to warn of."""
    row = row_there(session, Contract, wish.id)
    theirs = contract_as_written(session, row.id)
    if wish.details == theirs:
        return ()
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
    old_supplier = row.supplier_id
    overspent = change_contract(session, row.id, wish.details)
    suppliers = dict.fromkeys(("supplier", each) for each in (old_supplier, row.supplier_id))
    record(session, _("Edit the contract “{name}”", name=row.name), (CONTRACT, row.id), *suppliers)
    return overspent


@allowed(*EDITORS)
def change_contract(session: Session, contract_id: int, details: ContractDetails) -> tuple[Overspent, ...]:
    """Let a contract be written so, as a part of another deed; what was committed and not invoiced follows."""
    row = row_there(session, Contract, contract_id)
    _refuse_other_days(session, row.id, details, contract_as_written(session, row.id))
    before = rule_of(session, row.id)
    _write(session, row, details)
    session.flush()
    if _cover(session, row.id, details.covered):
        raise_versions(session, table_named(CONTRACT), [row.id])
    return follow(session, row.id, before)


@allowed(*EDITORS)
def delete_contract(session: Session, wish: Deletion) -> None:
    """Delete a contract of which nothing was committed; one that is over is terminated instead."""
    row = row_as_seen(session, Contract, wish.id, wish.version)
    name, about = row.name, (("supplier", row.supplier_id), *covered_by(session, [row.id])[row.id])
    if session.scalar(select(Instalment.id).where(Instalment.contract_id == row.id).limit(1)) is not None:
        refusal = _("Instalments of “{name}” were committed: terminate it, which gives back what is open.", name=name)
        raise UserError(refusal)
    for kind in (ContractAbout, ContractStep):
        ids = session.scalars(select(kind.id).where(kind.contract_id == row.id).order_by(kind.id))
        delete_rows(session, table_named(kind.__tablename__), list(ids))
    delete_unused(session, row, name)
    record(session, _("Delete the contract “{name}”", name=name), (CONTRACT, wish.id), *about)


@allowed(*EDITORS)
def contract_as_written(session: Session, contract_id: int) -> ContractDetails:
    """A contract as it is written: what a form is filled with, and what an edit is compared with."""
    row = row_there(session, Contract, contract_id)
    return ContractDetails(
        row.name,
        row.supplier_id,
        row.started_on,
        row.kind,
        row.number,
        row.months,
        row.renewal,
        row.renewal_months,
        row.notice_months,
        row.every_months,
        row.net,
        row.vat_rate,
        row.is_in_advance,
        tuple(covered_by(session, [row.id])[row.id]),
        row.notes,
    )


def _write(session: Session, row: Contract, wish: ContractDetails) -> None:
    name = tidy(wish.name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    with session.no_autoflush:
        same = session.scalar(select(Contract.id).where(Contract.name_folded == fold(name), Contract.id != row.id))
    if same is not None:
        raise UserError(_("There is already a contract “{name}”.", name=name), field="name")
    covered = [("covered", _COVERED[kind], record_id) for kind, record_id in wish.covered]
    refuse_gone(session, [("supplier_id", Supplier, wish.supplier_id), *covered])
    row.name, row.name_folded, row.supplier_id, row.kind = name, fold(name), wish.supplier_id, wish.kind
    row.number, row.started_on, row.months, row.renewal = tidy(wish.number), wish.started_on, wish.months, wish.renewal
    row.renewal_months, row.notice_months = wish.renewal_months, wish.notice_months
    row.every_months, row.net, row.vat_rate = wish.every_months, wish.net, wish.vat_rate
    row.is_in_advance, row.notes = wish.is_in_advance, tidy_lines(wish.notes)
    row.search = contract_search(row.name, row.number, row.notes)
    trouble = trouble_with(row.as_rule())
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])


def _refuse_other_days(session: Session, contract_id: int, wish: ContractDetails, theirs: ContractDetails) -> None:
    """Instalments that were committed keep their days: those of the contract cannot become others under them."""
    days = ("started_on", "every_months", "is_in_advance")
    changed = [name for name in days if getattr(wish, name) != getattr(theirs, name)]
    there = select(Instalment.id).where(Instalment.contract_id == contract_id).limit(1)
    if changed and session.scalar(there) is not None:
        refusal = _("Instalments were committed for these days. Take them back first, or end it and write a new one.")
        raise UserError(refusal, field=changed[0])


def _cover(session: Session, contract_id: int, covered: tuple[Subject, ...]) -> bool:
    """Let a contract be about these records; returns whether that changed anything."""
    table = table_named(ContractAbout.__tablename__)
    theirs: dict[Subject, int] = {}
    for row in session.scalars(select(ContractAbout).where(ContractAbout.contract_id == contract_id)):
        for kind, column in LINKS.items():
            if getattr(row, column.key) is not None:
                theirs[kind, getattr(row, column.key)] = row.id
    gone = sorted(row_id for subject, row_id in theirs.items() if subject not in covered)
    new = [subject for subject in dict.fromkeys(covered) if subject not in theirs]
    none: dict[str, int | None] = dict.fromkeys((column.key for column in LINKS.values()), None)
    delete_rows(session, table, gone)
    insert_rows(session, table, [{"contract_id": contract_id} | none | {LINKS[kind].key: of} for kind, of in new])
    return bool(gone or new)


def _as_read(session: Session, details: ContractDetails) -> dict[str, Any]:
    supplier = session.get(Supplier, details.supplier_id)
    own = ("name", "number", "started_on", "months", "renewal_months", "notice_months", "every_months")
    return {key: getattr(details, key) or None for key in own} | {
        "supplier_id": None if supplier is None else supplier.name,
        "kind": CONTRACT_KIND_TITLES[details.kind],
        "renewal": RENEWAL_TITLES[details.renewal],
        "net": Money(details.net),
        "vat_rate": details.vat_rate,
        "is_in_advance": details.is_in_advance,
        "covered": len(details.covered),
        "notes": details.notes or None,
    }


_TITLES: dict[str, Message] = {
    "name": _p("contract", "Contract"),
    "supplier_id": _("Supplier"),
    "kind": _p("contract", "Kind"),
    "number": _("Contract number"),
    "started_on": _("Since"),
    "months": _("First term"),
    "renewal": _p("contract", "Renewal"),
    "renewal_months": _("Renewed by"),
    "notice_months": _("Notice"),
    "every_months": _("Instalments"),
    "net": _("Instalment, excl. VAT"),
    "vat_rate": _("VAT rate"),
    "is_in_advance": _("Due in advance"),
    "covered": _("What it covers"),
    "notes": _("Notes"),
}
