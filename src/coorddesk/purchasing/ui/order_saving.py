"""How an order is read into its form and written from it; no widget."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.inventory.queries import ModelRow, model_card
from coorddesk.purchasing.queries import order_as_written, order_row, request_card
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.words import RequestState
from coorddesk.purchasing.service import OrderDetails, OrderEdit, create_order, edit_order
from coorddesk.purchasing.ui.budget_offer import BudgetOffer, read_budget
from coorddesk.purchasing.ui.order_lines import ordered
from coorddesk.widgets.forms.record_dialog import Loaded

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GONE = _("This is no longer there: somebody deleted it.")


def load_budget(day: date, request_id: int | None, also: Collection[int], session: Session) -> BudgetOffer:
    """In the lane: the budget lines, and what the request of an order gives back of them."""
    offer = read_budget(session, day, also)
    card = None if request_id is None else request_card(session, request_id)
    if card is None:
        return offer
    released: dict[int, int] = {}
    if card.row.state is RequestState.APPROVED:
        for line in card.lines:
            on = line.budget_line_id
            if on is not None and on in offer.counting:
                left = Price(line.to_order, line.unit_price, line.vat_rate).amount
                released[on] = released.get(on, 0) + left.counted(offer.counting[on])
    return replace(offer, released=released)


def load_order(order_id: int, today: date, session: Session) -> Loaded:
    """In the lane: an order by the keys of its form."""
    row, written = order_row(session, order_id), order_as_written(session, order_id)
    if row is None or written is None:
        raise UserError(_GONE)
    details = written.details
    offer = load_budget(today, row.request_id, {each.budget_line_id for each in details.lines}, session)
    values = {
        "supplier_id": Option(row.supplier_id, row.supplier),
        "place_id": None if row.place_id is None else Option(row.place_id, row.place),
        "lines": tuple(ordered(each, _models(session, details)) for each in details.lines),
        "discount": details.discount or None,
        "budget": offer,
    }
    own = ("day", "expected_on", "engagement_number", "is_chorus", "notes")
    return Loaded(written.version, values | {key: getattr(details, key) for key in own})


def save_order(wish: OrderDetails | OrderEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, OrderDetails):
        return create_order(session, wish)
    edit_order(session, wish)
    return wish.id


def _models(session: Session, details: OrderDetails) -> dict[int, str]:
    ids = {each.model_id for each in details.lines if each.model_id is not None}
    cards = ((model_id, model_card(session, model_id)) for model_id in ids)
    return {model_id: _called(card.row) for model_id, card in cards if card is not None}


def _called(row: ModelRow) -> str:
    return " ".join(filter(None, (row.manufacturer, row.name)))
