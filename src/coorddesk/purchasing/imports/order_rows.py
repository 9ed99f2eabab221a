"""The rows of a sheet of orders: each is a line of one, and what it says beside it holds for the whole order.

Orders that are there stay as they are: what was sent is on paper. New ones go through the same steps as by hand, so
that the ledger knows them: drawn up, sent, received, cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, Money, _
from coorddesk.directory.imports import PlaceLink
from coorddesk.importing.kind import Known, RowChange
from coorddesk.purchasing.imports.documents import Document, DocumentTarget, Said
from coorddesk.purchasing.imports.links import Limits, LineOfYear, Trouble
from coorddesk.purchasing.imports.order_reading import orders_as_rows
from coorddesk.purchasing.imports.rates import rate_of
from coorddesk.purchasing.models import OrderLine, PurchaseOrder
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.words import RECEIVED_KINDS, LineKind, OrderState, OrderStepKind
from coorddesk.purchasing.service import (
    Came,
    Item,
    OrderDeed,
    OrderDetails,
    Receiving,
    create_order,
    receive_order,
    step_order,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OF_ORDER = (*("supplier", "day", "state", "order_discount", "engagement_number", "expected_on", "place", "notes"),)
"""What a row says of the whole order."""

_CAME = (OrderState.RECEIVED, OrderState.INVOICED, OrderState.PAID)
_USUAL_RATE = "20 %"


class OrderTarget(DocumentTarget):
    """The orders within one import; suppliers and places that are not there yet are made with them."""

    of_document = OF_ORDER
    disagreeing = _("Another row of this order says otherwise: it has one of this.")

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        super().__init__(session)
        self._places = self._links["place"] = PlaceLink(session)
        self._limits = Limits(session, self._lines.lines.values())

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every line of every order."""
        for line_id, version, values in orders_as_rows(self._session, self._places.names):
            yield Known(line_id, version, tuple(values.get(key) for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every line, order by order."""
        yield from (values for _id, _version, values in orders_as_rows(self._session, self._places.names))

    def refuse(self, values: Said, known: Known | None) -> Trouble | None:
        """What the form would refuse, rows that disagree, amounts that contradict each other, orders that are there."""
        if known is not None:
            return next(iter(values)), _("Here it stands otherwise: change that in the program, where budgets follow.")
        if self._key(values) in self._orders.ids:
            return "reference", _("This order is there already, without this line. What was ordered stays.")
        return self._refused_beside(values)

    def update(self, changes: Sequence[RowChange]) -> None:
        """What is there stays: `refuse` says so first."""
        raise AssertionError(changes)

    def finish(self) -> None:
        """Write the orders down, and let them take the steps that they had taken."""
        said = [order.said for order in self._new.values()]
        suppliers = self._suppliers.ids(dict.fromkeys(each["supplier"] for each in said))
        places = self._places.ids(dict.fromkeys(each["place"] for each in said if each.get("place")))
        for order in self._new.values():
            details = self._details(order, suppliers, places)
            order_id = create_order(self._session, details, order.rows[0]["reference"])
            state = _state(order.said)
            if state is not OrderState.DRAFT:
                self._step(order_id, OrderStepKind.SENT, order.said["day"])
                self._receive(order_id, order)
            if state is OrderState.CANCELLED:
                last = max([order.said["day"], *(row["received_on"] for row in order.rows if row.get("received_on"))])
                self._step(order_id, OrderStepKind.CANCELLED, last)

    def _key(self, row: Said) -> str:
        return fold_code(row["reference"])

    def _refused_new(self, row: Said, document: Said) -> Trouble | None:
        for key, reason in _NEEDED.items():
            if document.get(key) is None:
                return key, reason
        if document["day"] > self._today:
            return "day", _("This day is still to come. Write it down once it was.")
        if row.get("budget_line") is None:
            return "budget_line", _("Say on which budget line.")
        line = self._lines.line(row["budget_line"], row.get("year"), document["day"])
        if not isinstance(line, LineOfYear):
            return line
        price = _price(row, document)
        if not isinstance(price, Price):
            return price
        state = _state(document)
        return (
            _refused_amounts(row, price)
            or _refused_receipt(row, document["day"], self._today, state)
            or self._refused_limit(line, price, state)
        )

    def _refused_limit(self, line: LineOfYear, price: Price, state: OrderState) -> Trouble | None:
        if state in (OrderState.DRAFT, OrderState.CANCELLED):
            return None
        return self._limits.refused(line, price.amount.counted(line.year.counts))

    def _details(self, order: Document, suppliers: Mapping[str, int], places: Mapping[str, int]) -> OrderDetails:
        said = order.said
        return OrderDetails(
            suppliers[said["supplier"]],
            said["day"],
            tuple(self._item(row, said) for row in order.rows),
            discount=rate_of(said.get("order_discount") or "0"),
            engagement_number=said.get("engagement_number") or "",
            place_id=places.get(said.get("place") or ""),
            expected_on=said.get("expected_on"),
            notes=said.get("notes") or "",
        )

    def _item(self, row: Said, order: Said) -> Item:
        line, price = self._lines.line(row["budget_line"], row.get("year"), order["day"]), _price(row, order)
        assert isinstance(line, LineOfYear)
        assert isinstance(price, Price)
        return Item(
            row["label"],
            line.id,
            price.quantity,
            price.unit_price,
            price.vat_rate,
            price.discount,
            LineKind(row.get("kind") or LineKind.GOODS),
            row.get("supplier_reference") or "",
            warranty_months=row.get("warranty_months"),
        )

    def _step(self, order_id: int, kind: OrderStepKind, day: date) -> None:
        version = self._session.get_one(PurchaseOrder, order_id).version
        step_order(self._session, OrderDeed(order_id, version, kind, day))

    def _receive(self, order_id: int, order: Document) -> None:
        """What came, a receipt for each day."""
        counts = [_received(row, _state(order.said)) for row in order.rows]
        if not any(counts):
            return
        wanted = select(OrderLine.id).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
        by_day: dict[date, list[Came]] = {}
        for row, count, line in zip(order.rows, counts, self._session.scalars(wanted).all(), strict=True):
            if count:
                by_day.setdefault(row["received_on"], []).append(Came(line, count))
        for day in sorted(by_day):
            receive_order(self._session, Receiving(order_id, day, tuple(by_day[day])))


_NEEDED: dict[str, Message] = {
    "supplier": _("Say who the supplier is: a row of the order at least."),
    "day": _("Say on which day it was ordered: a row of the order at least."),
}


def _state(said: Said) -> OrderState:
    """How far an order is; sent where nothing is said."""
    return OrderState(said.get("state") or OrderState.SENT)


def _price(row: Said, order: Said) -> Price | Trouble:
    """The price of a row; a unit price that is not said is that of the amount, where it comes to whole cents."""
    quantity = 1 if row.get("quantity") is None else row["quantity"]
    if quantity <= 0:
        return "quantity", _("Say how many: one at least.")
    rates = [rate_of(row.get(key) or usual) for key, usual in (("vat_rate", _USUAL_RATE), ("discount", "0"))]
    discount = rate_of(order.get("order_discount") or "0")
    unit = row.get("unit_price")
    if unit is None:
        net = row.get("net")
        if net is None or rates[1] or discount or net % quantity:
            return "unit_price", _("Say the unit price without VAT.")
        unit = net // quantity
    if unit < 0:
        return "unit_price", _("A price is not below zero.")
    return Price(quantity, unit, rates[0], rates[1], discount)


def _refused_amounts(row: Said, price: Price) -> Trouble | None:
    """Refuse amounts that are not those of the quantity and the unit price."""
    amount = price.amount
    for key, expected in (("net", amount.net), ("vat", amount.vat), ("gross", amount.gross)):
        if row.get(key) is not None and row[key] != expected:
            return key, _(
                "Quantity, unit price, discount and VAT come to {expected}, not to {said}.",
                expected=Money(expected),
                said=Money(row[key]),
            )
    return None


def _received(row: Said, state: OrderState) -> int:
    """How many of a row came: as it says, or all where the order is said to have come."""
    if row.get("received") is not None:
        return int(row["received"])
    is_received = LineKind(row.get("kind") or LineKind.GOODS) in RECEIVED_KINDS
    return (row.get("quantity") or 1) if state in _CAME and is_received else 0


def _refused_receipt(row: Said, day: date, today: date, state: OrderState) -> Trouble | None:
    count, came = _received(row, state), row.get("received_on")
    if not count and came is None:
        return None
    if count < 0 or count > (row.get("quantity") or 1):
        return "received", _("No more can have come than was ordered.")
    if state is OrderState.DRAFT:
        return "state", _("What came was ordered: it is no draft.")
    if LineKind(row.get("kind") or LineKind.GOODS) not in RECEIVED_KINDS:
        return "received", _("Postage and eco-contributions are not received.")
    if count and came is None:
        return "received_on", _("Say on which day it came.")
    if came is not None and not day <= came <= today:
        return "received_on", _("It came between the day of the order and today.")
    return None
