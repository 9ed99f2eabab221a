"""From a request to an order, and from an old one to a new: what is known already is not typed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.options import Option
from coorddesk.purchasing.queries import (
    NeedRow,
    QuoteRow,
    order_as_written,
    order_row,
    request_card,
)
from coorddesk.purchasing.rules.words import LineKind
from coorddesk.purchasing.ui.compare_dialog import CompareDialog
from coorddesk.purchasing.ui.order_dialog import BegunOrder, OrderDialog
from coorddesk.purchasing.ui.order_lines import Beside, ordered
from coorddesk.purchasing.ui.request_dialog import Begun, RequestDialog
from coorddesk.widgets.grid.editor import GridRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class _Known:
    """A request as an order may begin with it: its quotes, and what is not ordered yet."""

    quotes: tuple[QuoteRow, ...]
    begun: BegunOrder


def order_request(desk: Desk, owner: QWidget, request_id: int) -> None:
    """Order what is approved: from one of its quotes if there are any, or by writing the order."""
    desk.operations.read(owner, partial(_known, request_id), partial(_on_known, desk, owner, request_id))


def copy_request(desk: Desk, owner: QWidget, request_id: int, added: Callable[[int], None]) -> None:
    """Write a request again: the same lines and reasons, to be looked over."""
    desk.operations.read(owner, partial(_begun, request_id), partial(_on_begun, desk, owner, added))


def order_again(desk: Desk, owner: QWidget, order_id: int, added: Callable[[int], None] | None = None) -> None:
    """Order the same again of the same supplier, at the prices of then."""
    desk.operations.read(owner, partial(_again, order_id), partial(_on_again, desk, owner, added))


def _known(request_id: int, session: Session) -> _Known | None:
    """In the lane."""
    card = request_card(session, request_id)
    if card is None:
        return None
    lines = tuple(_to_order(line) for line in card.lines if line.to_order)
    return _Known(card.quotes, BegunOrder(lines=lines, request_id=request_id))


def _on_known(desk: Desk, owner: QWidget, request_id: int, known: _Known | None) -> None:
    if known is None:
        return
    if known.quotes and not any(each.is_chosen for each in known.quotes):
        CompareDialog(desk, owner, request_id).open()
        return
    begun = known.begun
    chosen = next((each for each in known.quotes if each.is_chosen), None)
    if chosen is not None:
        begun = replace(begun, supplier=Option(chosen.supplier_id, chosen.supplier))
    dialog = OrderDialog(desk, owner, None, begun)
    dialog.saved.connect(lambda order_id: desk.open_record(("purchase_order", order_id)))
    dialog.open()


def _to_order(line: NeedRow) -> GridRow:
    values = {
        "label": line.label,
        "quantity": line.to_order,
        "unit_price": line.unit_price,
        "vat_rate": line.vat_rate,
        "kind": LineKind.GOODS,
        "budget_line_id": line.budget_line_id,
    }
    model = None if line.model_id is None else Option(line.model_id, line.model)
    return GridRow(values, None, Beside("", (model, line.model), "", line.id))


def _begun(request_id: int, session: Session) -> Begun | None:
    """In the lane."""
    card = request_card(session, request_id)
    if card is None:
        return None
    row = card.row
    requester = None if row.requester_id is None else Option(row.requester_id, row.requester)
    return Begun(row.title, row.justification, requester, tuple(_needed(line) for line in card.lines))


def _needed(line: NeedRow) -> GridRow:
    values = {
        "label": line.label,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "vat_rate": line.vat_rate,
        "budget_line_id": line.budget_line_id,
    }
    return GridRow(values, None, line.model_id)


def _on_begun(desk: Desk, owner: QWidget, added: Callable[[int], None], begun: Begun | None) -> None:
    if begun is not None:
        dialog = RequestDialog(desk, owner, None, begun)
        dialog.saved.connect(added)
        dialog.open()


def _again(order_id: int, session: Session) -> BegunOrder | None:
    """In the lane."""
    row, written = order_row(session, order_id), order_as_written(session, order_id)
    if row is None or written is None:
        return None
    lines = (ordered(replace(each, id=None, request_line_id=None), {}) for each in written.details.lines)
    place = None if row.place_id is None else Option(row.place_id, row.place)
    return BegunOrder(Option(row.supplier_id, row.supplier), tuple(lines), None, place)


def _on_again(desk: Desk, owner: QWidget, added: Callable[[int], None] | None, begun: BegunOrder | None) -> None:
    if begun is not None:
        dialog = OrderDialog(desk, owner, None, begun)
        dialog.saved.connect(added or (lambda order_id: desk.open_record(("purchase_order", order_id))))
        dialog.open()
