"""What purchasing offers on the records of others: to ask for the same again, to order, to look a supplier over."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.core.money import net_within
from coorddesk.core.options import Option
from coorddesk.directory.queries import person, place, supplier
from coorddesk.inventory.queries import AssetCard, asset_card
from coorddesk.purchasing.queries import OrderQuery, order_ids
from coorddesk.purchasing.ui.meeting_dialog import MeetingDialog
from coorddesk.purchasing.ui.order_dialog import BegunOrder, OrderDialog
from coorddesk.purchasing.ui.ordering import order_again
from coorddesk.purchasing.ui.priced_lines import USUAL_VAT
from coorddesk.purchasing.ui.rating_dialog import RatingDialog
from coorddesk.purchasing.ui.request_dialog import Begun, RequestDialog
from coorddesk.purchasing.ui.supplier_dialog import SupplierDialog
from coorddesk.stock.queries import StockRow, stock_page
from coorddesk.widgets.grid.editor import GridRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_ONE = 100


def order_same(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Order a device like the first of these again: the order it came of, or one of its model and supplier."""
    desk.operations.read(owner, partial(_of_asset, ids[0]), partial(_on_asset_read, desk, owner))


def request_same(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Ask for as many devices as these are, of the model of the first."""
    desk.operations.read(owner, partial(_asked_asset, tuple(ids)), partial(_ask, desk, owner))


def request_for_place(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Ask for something that a place needs."""
    desk.operations.read(owner, partial(_asked_place, ids[0], desk.texts), partial(_ask, desk, owner))


def request_for_person(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down what somebody needs."""
    desk.operations.read(owner, partial(_asked_person, ids[0]), partial(_ask, desk, owner))


def request_stock(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Ask for what runs low: a line for each of these."""
    desk.operations.read(owner, partial(_asked_items, tuple(ids), desk.texts), partial(_ask, desk, owner))


def order_of_supplier(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Draw up an order to the first of these suppliers."""

    def on_read(found: Option | None) -> None:
        if found is not None:
            _order(desk, owner, BegunOrder(found))

    desk.operations.read(owner, partial(_supplier, ids[0]), on_read)


def rate(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Rate the first of these suppliers."""
    _with_supplier(desk, owner, ids[0], lambda found: RatingDialog(desk, owner, found.id, found.name, None).open())


def meet(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Write down a meeting with the first of these suppliers."""
    _with_supplier(desk, owner, ids[0], lambda found: MeetingDialog(desk, owner, found.id, found.name).open())


def show_purchases(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Show the file of the first of these suppliers."""
    _with_supplier(desk, owner, ids[0], lambda found: SupplierDialog(desk, owner, found.id, found.name).open())


def _with_supplier(desk: Desk, owner: QWidget, supplier_id: int, take: Callable[[Option], object]) -> None:
    def on_read(found: Option | None) -> None:
        if found is not None:
            take(found)

    desk.operations.read(owner, partial(_supplier, supplier_id), on_read)


def _ask(desk: Desk, owner: QWidget, begun: Begun | None) -> None:
    if begun is not None:
        dialog = RequestDialog(desk, owner, None, begun)
        dialog.saved.connect(lambda request_id: desk.open_record(("purchase_request", request_id)))
        dialog.open()


def _order(desk: Desk, owner: QWidget, begun: BegunOrder) -> None:
    dialog = OrderDialog(desk, owner, None, begun)
    dialog.saved.connect(lambda order_id: desk.open_record(("purchase_order", order_id)))
    dialog.open()


def _on_asset_read(desk: Desk, owner: QWidget, found: int | BegunOrder | None) -> None:
    if isinstance(found, int):
        order_again(desk, owner, found)
    elif found is not None:
        _order(desk, owner, found)


def _of_asset(asset_id: int, session: Session) -> int | BegunOrder | None:
    """In the lane: the last order that it came of, or what a new one would say."""
    orders = order_ids(session, OrderQuery(asset=asset_id, past=True))
    if orders:
        return orders[0]
    card = asset_card(session, asset_id)
    if card is None:
        return None
    begun = None if card.supplier_id is None else Option(card.supplier_id, card.row.supplier or "")
    return BegunOrder(begun, (_device(card, 1),))


def _asked_asset(ids: tuple[int, ...], session: Session) -> Begun | None:
    """In the lane."""
    card = asset_card(session, ids[0])
    return None if card is None else Begun(_called(card), lines=(_device(card, len(ids)),))


def _device(card: AssetCard, count: int) -> GridRow:
    """A device as a line: at the price of then, from which the usual VAT is taken."""
    price = card.row.price
    net = None if price is None else net_within(price, Decimal(USUAL_VAT) / _ONE)
    return GridRow({"label": _called(card), "quantity": count, "unit_price": net, "vat_rate": USUAL_VAT})


def _called(card: AssetCard) -> str:
    """Its maker and model, or its name."""
    return " ".join(filter(None, (card.row.manufacturer, card.row.model))) or card.row.name


def _asked_place(place_id: int, texts: Texts, session: Session) -> Begun | None:
    """In the lane."""
    row = place(session, place_id)
    return None if row is None else Begun(texts.say(_("For {place}", place=row.path)))


def _asked_person(person_id: int, session: Session) -> Begun | None:
    """In the lane."""
    row = person(session, person_id)
    return None if row is None else Begun(requester=Option(row.id, row.full_name))


def _asked_items(ids: tuple[int, ...], texts: Texts, session: Session) -> Begun | None:
    """In the lane."""
    rows = [*stock_page(session, ids).values()]
    if not rows:
        return None
    title = rows[0].name if len(rows) == 1 else texts.say(_("Stock to fill up"))
    return Begun(title, lines=[_filled_up(row) for row in rows])


def _filled_up(row: StockRow) -> GridRow:
    """As many as are missing to have as many as wanted."""
    missing = max((row.target or row.threshold or 0) - row.level, 1)
    net = None if row.price is None else net_within(row.price, Decimal(USUAL_VAT) / _ONE)
    label = f"{row.name} ({row.reference})" if row.reference else row.name
    return GridRow({"label": label, "quantity": missing, "unit_price": net, "vat_rate": USUAL_VAT})


def _supplier(supplier_id: int, session: Session) -> Option | None:
    """In the lane."""
    row = supplier(session, supplier_id)
    return None if row is None else Option(row.id, row.name)
