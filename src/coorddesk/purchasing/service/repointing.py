"""Where two people, places, suppliers, models or budget lines become one, purchases follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.repointing import point_elsewhere, repoint_views
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS
from coorddesk.purchasing.models import Invoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_MODULES = ("requests", "orders", "invoices", "contracts", "suppliers")
_PAGES = ("purchase-requests", "purchase-orders", "invoices", "contracts")
_LINKS = {key: key for key in ("supplier", "place", "person", "asset", "lot", "budget_line")} | {"requester": "person"}
"""The fields of queries and criteria that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let requests, quotes, orders, receipts, invoices and contracts be about another record.

    Two suppliers that both have an invoice of a number are not made one: nobody knows whether it is the same.
    """
    if old[0] == Supplier.__tablename__:
        _refuse_same_invoice(session, old[1], new[1])
    for module in _MODULES:
        point_elsewhere(session, f"coorddesk.purchasing.models.{module}", old, new)
    for page in _PAGES:
        repoint_views(session, page, _LINKS, old, new)


def _refuse_same_invoice(session: Session, old: int, new: int) -> None:
    theirs = select(Invoice.number_folded).where(Invoice.supplier_id == new)
    same = select(Invoice.number).where(Invoice.supplier_id == old, Invoice.number_folded.in_(theirs))
    number = session.scalars(same.order_by(Invoice.id)).first()
    if number is not None:
        said = _("Both suppliers have an invoice “{number}”. If it is one, take one of them back first.", number=number)
        raise UserError(said)
