"""How many of an order line are still ordered, told by the database as rules/remaining has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from coorddesk.purchasing.models import OrderCut, OrderLine, ReceiptLine

if TYPE_CHECKING:
    from coorddesk.core.criteria_sql import Claim


def kept(is_on: Claim, *cuts: Claim) -> Any:
    """What the `cuts` that count leave of a line; of an order that is not on any more, what came of it all the same."""
    cut, came = _of_line(OrderCut, *cuts), _of_line(ReceiptLine)
    left = case((OrderLine.quantity > cut, OrderLine.quantity - cut), else_=0)
    return case((is_on, left), (came < left, came), else_=left)


def _of_line(part: type[OrderCut | ReceiptLine], *claims: Claim) -> Any:
    """How many of an order line were cut, or came."""
    wanted = select(func.coalesce(func.sum(part.quantity), 0)).where(part.order_line_id == OrderLine.id, *claims)
    return wanted.correlate(OrderLine).scalar_subquery()
