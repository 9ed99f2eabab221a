"""What came of an order enters the inventory: lots of devices that know their order, supplier, price and warranty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.service import Arrival, LotArrival, LotDetails, NewLot, add_to_lot, create_lot
from coorddesk.purchasing.models import OrderLine, PurchaseOrder
from coorddesk.purchasing.rules.amounts import Price, half_up

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewDevices:
    """What came becomes devices of the inventory: of a new lot, or more of one that is there (`lot_id`).

    The lot follows the order: its supplier, its number, the price of one including VAT, the model and the warranty of
    the line. Without a place, the devices stand where the order is delivered; `steps` are done to each of them.
    """

    lot_id: int | None = None
    category_id: int | None = None
    model_id: int | None = None
    name: str = ""
    serials: tuple[str, ...] = ()
    place_id: int | None = None
    status_label_id: int | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Came:
    """So many of a line of an order came, and what becomes of them in the inventory."""

    line_id: int
    quantity: int
    devices: NewDevices | None = None


@dataclass(frozen=True)
class Receiving:
    """What came of an order on a day, and the number of its delivery note."""

    order_id: int
    day: date
    lines: tuple[Came, ...]
    number: str = ""
    notes: str = ""


@allowed(*EDITORS)
def enter_lots(session: Session, order: PurchaseOrder, wish: Receiving) -> list[int | None]:
    """Enter what becomes devices, line by line; returns the lot of each line, None where it becomes none."""
    return [None if came.devices is None else _lot(session, order, wish.day, came, came.devices) for came in wish.lines]


def _lot(session: Session, order: PurchaseOrder, day: date, came: Came, wish: NewDevices) -> int:
    if len(wish.serials) > came.quantity:
        said = _("There are more serial numbers than the {count} that came.", count=came.quantity)
        raise UserError(said, field="serials")
    place = order.place_id if wish.place_id is None else wish.place_id
    arrival = Arrival(came.quantity, wish.serials, place, wish.status_label_id)
    if wish.lot_id is not None:
        add_to_lot(session, LotArrival(wish.lot_id, arrival))
        return wish.lot_id
    line = session.get_one(OrderLine, came.line_id)
    details = LotDetails(
        wish.name,
        wish.category_id,
        line.model_id if wish.model_id is None else wish.model_id,
        order.supplier_id,
        day,
        _price_of_one(order, line),
        line.warranty_months,
        order.reference,
    )
    return create_lot(session, NewLot(details, arrival, wish.steps))


def _price_of_one(order: PurchaseOrder, line: OrderLine) -> int:
    """Cents including VAT, as the inventory keeps prices: the share of one in what all of the line costs."""
    price = Price(line.quantity, line.unit_price, line.vat_rate, line.discount, order.discount)
    return half_up(price.amount.gross, line.quantity)
