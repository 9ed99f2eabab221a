"""The verbs on suppliers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import SUPPLIER_COLUMNS
from coorddesk.directory.service.named import find_or_add_named, rename_named
from coorddesk.directory.service.rows import EDITORS, Deletion, delete_unused, row_as_seen, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SupplierDetails:
    """All that is written down about a supplier; the wish to add one."""

    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    website: str = ""
    customer_number: str = ""
    notes: str = ""


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
    record(session, _("Add supplier “{name}”", name=row.name), ("supplier", row.id))
    return row.id


@allowed(*EDITORS)
def edit_supplier(session: Session, wish: SupplierEdit) -> None:
    """Change what is written down about a supplier."""
    row = row_there(session, Supplier, wish.id)
    yours, theirs = ({key: getattr(each, key) for key in _TITLES} for each in (wish.details, row))
    refuse_stale(row, wish.version, _TITLES, yours, theirs)
    write_supplier(session, row, wish.details)
    record(session, _("Edit supplier “{name}”", name=row.name), ("supplier", row.id))


@allowed(*EDITORS)
def delete_supplier(session: Session, wish: Deletion) -> None:
    """Delete a supplier of whom nothing was ever bought."""
    row = row_as_seen(session, Supplier, wish.id, wish.version)
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
    for key, value in asdict(details).items():
        if key != "name":
            setattr(row, key, tidy_lines(value))


_TITLES = {column.key: column.title for column in SUPPLIER_COLUMNS}
