"""Where two people, places, suppliers, models or budget lines become one, purchases follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.repointing import point_elsewhere
from coorddesk.directory.service import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let requests, quotes, orders, receipts, invoices and contracts be about another record."""
    for module in ("requests", "orders", "invoices", "contracts", "suppliers"):
        point_elsewhere(session, f"coorddesk.purchasing.models.{module}", old, new)
