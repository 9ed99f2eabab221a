"""The verbs on suppliers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Contact, Supplier
from coorddesk.directory.queries import SUPPLIER_COLUMNS, contacts
from coorddesk.directory.rules import SUPPLIER_KIND_TITLES, SupplierKind
from coorddesk.directory.service.named import find_or_add_named, rename_named
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LINES = ("contact", "email", "phone", "website", "customer_number", "company_number")
_CONTACT_LINES = ("name", "role", "email", "phone")


@dataclass(frozen=True)
class ContactDetails:
    """Somebody at a supplier; `id` is that of one who is known already."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    id: int | None = None

    @property
    def line(self) -> str:
        """All of it in one line: "Paul Roux, sales, 04 27 00 00 00"."""
        return ", ".join(word for word in (self.name, self.role, self.email, self.phone, self.notes) if word)


@dataclass(frozen=True)
class SupplierDetails:
    """All that is written down about a supplier; the wish to add one.

    `contacts` are everybody there besides the first contact; None leaves them as they are.
    """

    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    website: str = ""
    customer_number: str = ""
    notes: str = ""
    kind: SupplierKind = SupplierKind.SUPPLIER
    company_number: str = ""
    contacts: tuple[ContactDetails, ...] | None = None


@dataclass(frozen=True)
class SupplierEdit:
    """New details for a supplier, and the version their author saw."""

    id: int
    version: int
    details: SupplierDetails


@allowed(*EDITORS)
def create_supplier(session: Session, wish: SupplierDetails) -> int:
    """Add a supplier; returns its id."""
    row = Supplier()
    write_supplier(session, row, wish)
    session.add(row)
    session.flush()
    _write_contacts(session, row, wish.contacts or ())
    record(session, _("Add supplier “{name}”", name=row.name), ("supplier", row.id))
    return row.id


@allowed(*EDITORS)
def edit_supplier(session: Session, wish: SupplierEdit) -> None:
    """Change what is written down about a supplier."""
    row = row_there(session, Supplier, wish.id)
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details, row), _as_read(session, row, row))
    write_supplier(session, row, wish.details)
    if wish.details.contacts is not None and _write_contacts(session, row, wish.details.contacts):
        flag_modified(row, "name")  # who edits the supplier saw them too
    record(session, _("Edit supplier “{name}”", name=row.name), ("supplier", row.id))


@allowed(*EDITORS)
def delete_supplier(session: Session, wish: Deletion) -> None:
    """Delete a supplier of whom nothing was ever bought, and the contacts there."""
    row = row_as_seen(session, Supplier, wish.id, wish.version)
    _write_contacts(session, row, ())
    delete_unused(session, row, row.name)
    record(session, _("Delete supplier “{name}”", name=row.name), ("supplier", wish.id))


@allowed(*EDITORS)
def find_or_create_supplier(session: Session, name: str) -> int:
    """The supplier of a name, added if there is none; the deed is the caller's to name."""
    row = find_or_add_named(session, Supplier, name)
    session.flush()
    return row.id


@allowed(*EDITORS)
def write_supplier(session: Session, row: Supplier, details: SupplierDetails) -> None:
    """Write details into a supplier's row, stored or new; the deed is the caller's to name."""
    rename_named(session, row, details.name)
    for key in _LINES:
        setattr(row, key, tidy(getattr(details, key)))
    row.kind, row.address, row.notes = details.kind, tidy_lines(details.address), tidy_lines(details.notes)


def _write_contacts(session: Session, row: Supplier, wanted: Sequence[ContactDetails]) -> bool:
    """Let the contacts of a supplier be these; tells whether they were others before."""
    session.flush()
    there = {each.id: each for each in session.scalars(select(Contact).where(Contact.supplier_id == row.id))}
    kept = {each.id for each in wanted}
    for contact_id, contact in there.items():
        if contact_id not in kept:
            session.delete(contact)
    for details in wanted:
        contact = there.get(details.id or 0) or Contact(supplier_id=row.id)
        _write_contact(contact, details)
        session.add(contact)
    is_changed = bool(session.new or session.deleted) or any(map(session.is_modified, session.dirty))
    session.flush()
    return is_changed


def _write_contact(row: Contact, details: ContactDetails) -> None:
    if not tidy(details.name):
        raise UserError(_("A contact needs a name."), field="contacts")
    for key in _CONTACT_LINES:
        setattr(row, key, tidy(getattr(details, key)))
    row.name_folded, row.notes = fold(row.name), tidy_lines(details.notes)


def _as_read(session: Session, supplier: Supplier | SupplierDetails, row: Supplier) -> dict[str, Any]:
    """What is written down, as forms show it."""
    own = {key: getattr(supplier, key) for key in _TITLES if key not in {"kind", "contacts"}}
    listed = supplier.contacts if isinstance(supplier, SupplierDetails) else None
    if listed is None:
        rows = contacts(session, row.id)
        listed = tuple(ContactDetails(each.name, each.role, each.email, each.phone, each.notes) for each in rows)
    lines = "\n".join(each.line for each in listed)
    return own | {"kind": SUPPLIER_KIND_TITLES[supplier.kind], "contacts": lines}


_TITLES = {column.key: column.title for column in SUPPLIER_COLUMNS}
