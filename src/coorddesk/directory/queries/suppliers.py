"""Suppliers and departments, as lists, cards and forms show them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, select, true

from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Contact, Department, Person, Supplier
from coorddesk.directory.queries.people import present
from coorddesk.directory.rules import SUPPLIER_KIND_TITLES, Presence, SupplierKind, natural_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SupplierQuery:
    """Which suppliers, and in which order: `sort` is the key of one of SUPPLIER_COLUMNS.

    Of a `kind` are also those who are both.
    """

    text: str = ""
    sort: str = "name"
    descending: bool = False
    kind: SupplierKind | None = None


@dataclass(frozen=True)
class ContactRow:
    """Somebody at a supplier."""

    id: int
    name: str
    role: str
    email: str
    phone: str
    notes: str


@dataclass(frozen=True)
class SupplierRow:
    """A supplier; `contacts` are the names of those there besides the first contact."""

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
    kind: SupplierKind
    company_number: str
    contacts: str


@dataclass(frozen=True)
class DepartmentRow:
    """A department and how many people belong to it."""

    id: int
    version: int
    name: str
    people: int


SUPPLIER_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=28),
    Column("kind", _("Kind of supplier"), lambda row: SUPPLIER_KIND_TITLES[row.kind], Kind.CHOICE, 20),
    Column("contact", _("Contact"), lambda row: row.contact, width=20),
    Column("contacts", _("Other contacts"), lambda row: row.contacts, width=28),
    Column("email", _("E-mail"), lambda row: row.email, width=28),
    Column("phone", _("Telephone"), lambda row: row.phone, Kind.CODE, 16),
    Column("address", _("Address"), lambda row: row.address, width=32),
    Column("website", _("Website"), lambda row: row.website, width=24),
    Column("customer_number", _("Customer number"), lambda row: row.customer_number, Kind.CODE, 16),
    Column("company_number", _("Company number (SIRET)"), lambda row: row.company_number, Kind.CODE, 18),
    Column("notes", _("Notes"), lambda row: row.notes, width=32),
)


def supplier_ids(session: Session, query: SupplierQuery = SupplierQuery()) -> array[int]:
    """The suppliers whose name or contacts hold every word of a query; those without a value come last either way."""
    looked_for = words(query.text)
    page = _rows(session, select(Supplier.id).where(_is_of(query.kind)))
    rows = [row for row in page.values() if _holds(row, looked_for)]
    keyed = [(natural_order(fold(_sorted_by(row, query.sort))), fold(row.name), row.id) for row in rows]
    filled, blank = [key for key in keyed if key[0]], [key for key in keyed if not key[0]]
    filled.sort(reverse=query.descending)
    return array("q", (key[-1] for key in [*filled, *sorted(blank)]))


def supplier_page(session: Session, ids: Sequence[int]) -> dict[int, SupplierRow]:
    """The suppliers of these ids."""
    return _rows(session, ids)


def contacts(session: Session, supplier_id: int) -> tuple[ContactRow, ...]:
    """Everybody at a supplier besides the first contact, by name."""
    wanted = select(Contact.id, Contact.name, Contact.role, Contact.email, Contact.phone, Contact.notes)
    wanted = wanted.where(Contact.supplier_id == supplier_id).order_by(Contact.name_folded, Contact.id)
    return tuple(ContactRow(*row) for row in session.execute(wanted))


def supplier_counts(session: Session) -> dict[SupplierKind, int]:
    """How many suppliers and how many partners there are; who is both counts for each."""
    found = dict(session.execute(select(Supplier.kind, func.count()).group_by(Supplier.kind)).all())
    both = found.pop(SupplierKind.BOTH, 0)
    kinds = (SupplierKind.SUPPLIER, SupplierKind.PARTNER)
    return {kind: found.get(kind, 0) + both for kind in kinds}


def supplier(session: Session, supplier_id: int) -> SupplierRow | None:
    """One supplier, for its card or form."""
    return supplier_page(session, [supplier_id]).get(supplier_id)


def departments(session: Session, presence: Presence = Presence.ALL) -> tuple[DepartmentRow, ...]:
    """Every department, by name, and how many of those who are here, who left, or of all belong to it."""
    belong = Person.department_id == Department.id, present(session, presence)
    people = select(func.count(Person.id)).where(*belong).scalar_subquery()
    wanted = select(Department.id, Department.version, Department.name, people)
    return tuple(DepartmentRow(*row) for row in session.execute(wanted.order_by(Department.name_folded)))


def _rows(session: Session, ids: Any) -> dict[int, SupplierRow]:
    """The suppliers of ids, or of a query for them."""
    names: dict[int, list[str]] = {}
    listed = select(Contact.supplier_id, Contact.name).where(Contact.supplier_id.in_(ids))
    for supplier_id, name in session.execute(listed.order_by(Contact.name_folded, Contact.id)):
        names.setdefault(supplier_id, []).append(name)
    found = session.execute(_ROWS.where(Supplier.id.in_(ids))).mappings()
    return {row["id"]: SupplierRow(**row, contacts=", ".join(names.get(row["id"], ()))) for row in found}


def _is_of(kind: SupplierKind | None) -> ColumnElement[bool]:
    return true() if kind is None else Supplier.kind.in_((kind, SupplierKind.BOTH))


def _holds(row: SupplierRow, looked_for: Sequence[str]) -> bool:
    text = fold(f"{row.name} {row.contact} {row.contacts}") if looked_for else ""
    return all(word in text for word in looked_for)


def _sorted_by(row: SupplierRow, key: str) -> str:
    """What a column is sorted by; kinds stand in their own order."""
    return str(list(SUPPLIER_KIND_TITLES).index(row.kind)) if key == "kind" else str(getattr(row, key))


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
    Supplier.kind,
    Supplier.company_number,
)
