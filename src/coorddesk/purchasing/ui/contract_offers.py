"""What contracts offer on licences, schedules of maintenance, devices and suppliers: to write their contract down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.options import Option
from coorddesk.feature import named
from coorddesk.purchasing.queries.contracts_about import about_to_cover
from coorddesk.purchasing.rules.contract_words import ContractKind
from coorddesk.purchasing.ui.contract_dialog import BegunContract, ContractDialog
from coorddesk.widgets.forms.picked_editor import Picked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk

_KINDS = {
    "licence": ContractKind.LICENCE,
    "maintenance_plan": ContractKind.MAINTENANCE,
    "asset": ContractKind.LEASE,
}


def contract_of_licence(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down the contract of the first of these licences."""
    _begin(desk, owner, "licence", ids)


def contract_of_plan(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down the contract of the first of these schedules of maintenance."""
    _begin(desk, owner, "maintenance_plan", ids)


def contract_of_devices(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down a contract that covers these devices."""
    _begin(desk, owner, "asset", ids)


def contract_of_supplier(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down a contract with the first of these suppliers."""
    _begin(desk, owner, "supplier", ids)


def _begin(desk: Desk, owner: QWidget, kind: str, ids: Sequence[int]) -> None:
    def show(begun: BegunContract) -> None:
        dialog = ContractDialog(desk, owner, None, begun)
        dialog.saved.connect(lambda contract_id: desk.open_record(("contract", contract_id)))
        dialog.open()

    some = tuple(ids) if kind == "asset" else tuple(ids[:1])
    desk.operations.read(owner, partial(_read, kind, some, desk.features), show, replaces="contract")


def _read(kind: str, ids: tuple[int, ...], features: Sequence[Feature], session: Session) -> BegunContract:
    """In the lane: what the record says of its contract already."""
    subjects = [(kind, each) for each in ids]
    names = named(session, features, subjects)
    if kind == "supplier":
        return BegunContract(supplier=Option(ids[0], names.get(subjects[0], "")))
    begun = about_to_cover(session, subjects[0])
    covered = tuple(Picked(*each, names.get(each, "?")) for each in subjects)
    supplier = None if begun.supplier_id is None else Option(begun.supplier_id, begun.supplier)
    name = names.get(subjects[0], "") if len(subjects) == 1 else ""
    return BegunContract(name, supplier, _KINDS[kind], covered, begun.net)
