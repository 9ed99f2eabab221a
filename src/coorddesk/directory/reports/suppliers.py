"""The address list of suppliers and partners, with whom to ask for at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Contact
from coorddesk.directory.queries import SupplierQuery, SupplierRow, supplier_ids, supplier_page
from coorddesk.directory.rules import SUPPLIER_KIND_FILTERS
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = SupplierQuery | Sequence[int] | None


@dataclass(frozen=True)
class AddressRow:
    """A supplier's own address, or one of its contacts; `supplier` is the same on each."""

    supplier: SupplierRow
    contact: str
    role: str
    phone: str
    email: str
    is_first: bool


_COLUMNS: tuple[Column[AddressRow], ...] = (
    Column("name", _("Supplier"), lambda row: row.supplier.name, width=24),
    Column("contact", _("Contact"), lambda row: row.contact, width=20),
    Column("role", _p("person", "Role"), lambda row: row.role, width=16),
    Column("phone", _("Telephone"), lambda row: row.phone, Kind.CODE, 16),
    Column("email", _("E-mail"), lambda row: row.email, width=28),
    Column("address", _("Address"), lambda row: row.supplier.address if row.is_first else "", width=28),
    Column("customer_number", _("Customer number"), lambda row: row.supplier.customer_number, Kind.CODE, 14),
    Column("company_number", _("Company number (SIRET)"), lambda row: row.supplier.company_number, Kind.CODE, 16),
    Column("website", _("Website"), lambda row: row.supplier.website if row.is_first else "", width=24),
)
_SHOWN = _COLUMNS[:-1]


def suppliers(session: Session, choice: Choice) -> Report[AddressRow]:
    """A line for each supplier, and one below it for each contact."""
    query = SupplierQuery() if choice is None else choice
    ids = supplier_ids(session, query) if isinstance(query, SupplierQuery) else query
    rows = list(_rows(session, ids))
    return Report(
        _("Suppliers and contacts"),
        _SHOWN,
        (Group(None, rows),),
        _addresses,
        _stated(query),
        page=LYING,
        offered=_COLUMNS,
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "supplier" else None


SUPPLIERS = ReportKind(
    "suppliers",
    _("Suppliers and contacts"),
    _("Whom to call at each supplier and partner."),
    suppliers,
    _choose,
    frozenset({"supplier"}),
)


def _rows(session: Session, ids: Sequence[int]) -> Iterator[AddressRow]:
    page = supplier_page(session, ids)
    contacts: dict[int, list[Contact]] = {}
    for contact in session.scalars(select(Contact).where(Contact.supplier_id.in_(ids)).order_by(Contact.name_folded)):
        contacts.setdefault(contact.supplier_id, []).append(contact)
    for supplier in (page[each] for each in ids if each in page):
        yield AddressRow(supplier, supplier.contact, "", supplier.phone, supplier.email, is_first=True)
        for each in contacts.get(supplier.id, []):
            yield AddressRow(supplier, each.name, each.role, each.phone, each.email, is_first=False)


def _stated(query: SupplierQuery | Sequence[int]) -> tuple[Message, ...]:
    if not isinstance(query, SupplierQuery):
        return (_("Chosen by hand"),)
    text = (_("Search: “{text}”", text=query.text.strip()),) if query.text.strip() else ()
    return text if query.kind is None else (*text, SUPPLIER_KIND_FILTERS[query.kind])


def _addresses(count: int) -> Message:
    return _n("{count} address", "{count} addresses", count)
