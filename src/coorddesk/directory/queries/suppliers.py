"""Suppliers and departments, as lists, cards and forms show them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Department, Person, Supplier
from coorddesk.directory.rules import natural_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SupplierQuery:
    """Which suppliers, and in which order: `sort` is the key of one of SUPPLIER_COLUMNS."""

    text: str = ""
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True)
class SupplierRow:
    """A supplier."""

    id: int
    version: int
    name: str
    contact: str
    email: str
    phone: str
    address: str
    website: str
    customer_number: str
    notes: str


@dataclass(frozen=True)
class DepartmentRow:
    """A department and how many people belong to it."""

    id: int
    version: int
    name: str
    people: int


SUPPLIER_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=28),
    Column("contact", _("Contact"), lambda row: row.contact, width=20),
    Column("email", _("E-mail"), lambda row: row.email, width=28),
    Column("phone", _("Telephone"), lambda row: row.phone, Kind.CODE, 16),
    Column("address", _("Address"), lambda row: row.address, width=32),
    Column("website", _("Website"), lambda row: row.website, width=24),
    Column("customer_number", _("Customer number"), lambda row: row.customer_number, Kind.CODE, 16),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def supplier_ids(session: Session, query: SupplierQuery = SupplierQuery()) -> array[int]:
    """The suppliers whose name or contact holds every word of a query; those without a value come last either way."""
    looked_for = words(query.text)
    found = [
        (natural_order(fold(value)), name, supplier_id)
        for supplier_id, name, contact, value in session.execute(_SORTED_BY[query.sort])
        if all(word in f"{name} {fold(contact)}" for word in looked_for)
    ]
    filled, blank = [row for row in found if row[0]], [row for row in found if not row[0]]
    filled.sort(reverse=query.descending)
    return array("q", (row[-1] for row in [*filled, *sorted(blank)]))


def supplier_page(session: Session, ids: Sequence[int]) -> dict[int, SupplierRow]:
    """The suppliers of these ids."""
    return {row.id: SupplierRow(*row) for row in session.execute(_ROWS.where(Supplier.id.in_(ids)))}


def supplier(session: Session, supplier_id: int) -> SupplierRow | None:
    """One supplier, for its card or form."""
    return supplier_page(session, [supplier_id]).get(supplier_id)


def departments(session: Session) -> tuple[DepartmentRow, ...]:
    """Every department, by name."""
    people = select(func.count(Person.id)).where(Person.department_id == Department.id).scalar_subquery()
    wanted = select(Department.id, Department.version, Department.name, people)
    return tuple(DepartmentRow(*row) for row in session.execute(wanted.order_by(Department.name_folded)))


_SORTED_BY = {
    column.key: select(Supplier.id, Supplier.name_folded, Supplier.contact, getattr(Supplier, column.key))
    for column in SUPPLIER_COLUMNS
}
_ROWS: Select[*tuple[Any, ...]] = select(
    Supplier.id,
    Supplier.version,
    Supplier.name,
    Supplier.contact,
    Supplier.email,
    Supplier.phone,
    Supplier.address,
    Supplier.website,
    Supplier.customer_number,
    Supplier.notes,
)
