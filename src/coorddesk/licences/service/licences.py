"""The verbs on licences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Manufacturer
from coorddesk.licences.models import Licence, LicenceSeat
from coorddesk.licences.queries.rows import LICENCE_COLUMNS
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LicenceKind, licence_search, trouble_with

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LicenceDetails:
    """All that is written down about a licence; a `product_key` of None leaves the one there is.

    Without a number of `seats` nobody counts them.
    """

    name: str
    kind: LicenceKind = LicenceKind.SEATS
    manufacturer_id: int | None = None
    supplier_id: int | None = None
    seats: int | None = None
    product_key: str | None = None
    purchase_date: date | None = None
    price: int | None = None
    start: date | None = None
    expiry: date | None = None
    order_number: str = ""
    invoice_number: str = ""
    notes: str = ""


@dataclass(frozen=True)
class LicenceEdit:
    """New details for a licence, and the version their author saw."""

    id: int
    version: int
    details: LicenceDetails


@allowed(*EDITORS)
def create_licence(session: Session, wish: LicenceDetails) -> int:
    """Add a licence; returns its id."""
    row = Licence(product_key="")
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the licence “{name}”", name=row.name), (Licence.__tablename__, row.id))
    return row.id


@allowed(*EDITORS)
def edit_licence(session: Session, wish: LicenceEdit) -> None:
    """Change what is written down about a licence."""
    row = row_there(session, Licence, wish.id)
    titles = {column.key: column.title for column in LICENCE_COLUMNS}
    refuse_stale(row, wish.version, titles, _as_read(session, wish.details), _as_read(session, row))
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the licence “{name}”", name=row.name), (Licence.__tablename__, row.id))


@allowed(*EDITORS)
def delete_licence(session: Session, wish: Deletion) -> None:
    """Delete a licence of which no seat is taken, with those that were given back."""
    row = row_as_seen(session, Licence, wish.id, wish.version)
    of_it = select(LicenceSeat).where(LicenceSeat.licence_id == row.id)
    for seat in session.scalars(of_it.where(LicenceSeat.until.is_not(None))):
        session.delete(seat)
    session.flush()
    delete_unused(session, row, row.name)
    record(session, _("Delete the licence “{name}”", name=row.name), (Licence.__tablename__, wish.id))


def _write(session: Session, row: Licence, details: LicenceDetails) -> None:
    row.name = tidy(details.name)
    if not row.name:
        raise UserError(_("A name is needed."), field="name")
    links = (("manufacturer", Manufacturer, details.manufacturer_id), ("supplier", Supplier, details.supplier_id))
    refuse_gone(session, links)
    trouble = trouble_with(details.seats, details.price, details.start, details.expiry)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    row.name_folded, row.kind = fold(row.name), details.kind
    row.manufacturer_id, row.supplier_id = details.manufacturer_id, details.supplier_id
    row.seats, row.price = details.seats, details.price
    row.purchase_date, row.start, row.expiry = details.purchase_date, details.start, details.expiry
    row.order_number, row.invoice_number = tidy(details.order_number), tidy(details.invoice_number)
    row.notes = tidy_lines(details.notes)
    if details.product_key is not None:
        row.product_key = tidy_lines(details.product_key)
    refuse_twin(session, row.name, row.order_number, row.id)
    row.search = licence_search(row.name, row.order_number, row.invoice_number)


@allowed(*EDITORS)
def refuse_twin(session: Session, name: str, order_number: str, row_id: int | None) -> None:
    """One name and one order are one licence: the next one has another order, or is renewed where it stands."""
    with session.no_autoflush:
        same = select(Licence.id, Licence.order_number).where(Licence.name_folded == fold(name))
        orders = [fold_code(order) for other_id, order in session.execute(same) if other_id != row_id]
    if fold_code(order_number) in orders:
        said = _("There is already “{name}” of this order. Renew that one, or say another order.", name=name)
        raise UserError(said, field="order_number")


_OWN = ("name", "seats", "price", "purchase_date", "start", "expiry", "order_number", "invoice_number", "notes")


def _as_read(session: Session, said: Licence | LicenceDetails) -> dict[str, Any]:
    """What is written down, as forms show it; the key is compared by nobody."""
    maker = None if said.manufacturer_id is None else session.get(Manufacturer, said.manufacturer_id)
    supplier = None if said.supplier_id is None else session.get(Supplier, said.supplier_id)
    return {key: getattr(said, key) or None for key in _OWN} | {
        "kind": LICENCE_KIND_TITLES[said.kind],
        "manufacturer": None if maker is None else maker.name,
        "supplier": None if supplier is None else supplier.name,
    }
