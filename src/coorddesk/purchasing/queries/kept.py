"""How many of an order line are still ordered, told by the database as rules/remaining has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, or_, select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.rules.words import MoveKind
from coorddesk.purchasing.models import OrderCut, OrderLine, PurchaseOrder, ReceiptLine
from coorddesk.purchasing.rules.moves import ORDER_LINE
from coorddesk.purchasing.rules.words import OrderState

if TYPE_CHECKING:
    from coorddesk.core.criteria_sql import Claim


def _kept(is_on: Claim, *cuts: Claim) -> Any:
    """What the `cuts` that count leave of a line; of an order that is not on any more, what came of it all the same."""
    cut, came = _of_line(OrderCut, *cuts), _of_line(ReceiptLine)
    left = case((OrderLine.quantity > cut, OrderLine.quantity - cut), else_=0)
    return case((is_on, left), (came < left, came), else_=left)


def _of_line(part: type[OrderCut | ReceiptLine], *claims: Claim) -> Any:
    """How many of an order line were cut, or came."""
    wanted = select(func.coalesce(func.sum(part.quantity), 0)).where(part.order_line_id == OrderLine.id, *claims)
    return wanted.correlate(OrderLine).scalar_subquery()


_CARRIED = (
    select(func.min(BudgetMove.day))
    .where(
        BudgetMove.commitment_kind == ORDER_LINE,
        BudgetMove.commitment_id == OrderLine.id,
        BudgetMove.kind == MoveKind.COMMITTED,
        BudgetMove.document_kind == "budget_decision",
    )
    .correlate(OrderLine)
    .scalar_subquery()
)
_IS_ON = PurchaseOrder.state != OrderState.CANCELLED
KEPT = _kept(_IS_ON)
"""How many are still ordered."""
KEPT_FOR_REQUEST = _kept(_IS_ON | _CARRIED.is_not(None), or_(_CARRIED.is_(None), OrderCut.day <= _CARRIED))
"""How many are ordered for its request: what was carried forward stays so, whatever is cut of it after that."""
