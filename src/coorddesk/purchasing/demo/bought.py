"""The lots of the demo's inventory as what they once were: orders, deliveries, invoices and payments."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget import demo as lines
from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.rules.vat import of_gross
from coorddesk.directory.models import Supplier
from coorddesk.inventory.models import Lot, LotDevice
from coorddesk.purchasing.demo.desk import VAT, Buyer, item
from coorddesk.purchasing.models import ReceiptLine
from coorddesk.purchasing.service.receipts import LotLink, link_lot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

_MOST = 5
"""So many lots of a year stand on its budget: the others were bought by others."""
_ORDERED_BEFORE, _BILLED_AFTER = 25, 8
_KEPT_FREE = 6
"""A sixth of what is voted is for what comes besides."""
_LINES = {"Biblio-Systèmes": lines.LIBRARY, "Ludopédago": lines.FURNITURE, "Son & Image Services": lines.FURNITURE}


def buy_lots(buyer: Buyer) -> None:
    """Order, receive, settle and pay the first lots of a year that its budget bears."""
    there = figures_of_year(buyer.session, buyer.year_id)
    spent: Counter[str] = Counter()
    count = 0
    for lot, supplier, devices in _lots(buyer):
        line = _LINES.get(supplier, lines.SCHOOL).code
        cost = (lot.price or 0) * devices
        opened = there[buyer.lines[line]].opened
        if count < _MOST and 0 < cost <= opened - opened // _KEPT_FREE - spent[line]:
            _buy(buyer, lot, supplier, devices, line)
            spent[line] += cost
            count += 1


def _lots(buyer: Buyer) -> Sequence[Row[Lot, str, int]]:
    devices = select(func.count()).where(LotDevice.lot_id == Lot.id).correlate(Lot).scalar_subquery()
    wanted = (
        select(Lot, Supplier.name, devices)
        .join(Supplier, Supplier.id == Lot.supplier_id)
        .where(Lot.purchase_date <= buyer.today, func.length(Lot.order_number) > 0)
        .order_by(Lot.purchase_date, Lot.id)
    )
    rows = buyer.session.execute(wanted).all()
    found = {row[0].order_number: row for row in reversed(rows)}  # of two with one number, the first
    return [row for row in reversed(found.values()) if row[0].purchase_date.year == buyer.number]


def _buy(buyer: Buyer, lot: Lot, supplier: str, devices: int, line: str) -> None:
    came = lot.purchase_date
    assert came is not None  # those without a day are left out
    net = of_gross(lot.price or 0, VAT).net
    what = lot.name.rpartition(" × ")[0]
    said = {"model_id": lot.model_id, "warranty_months": lot.warranty_months}
    ordered = came - timedelta(days=_ORDERED_BEFORE)
    goods = item(what, buyer.lines[line], devices, net, **said)
    order_id = buyer.send(supplier, ordered, [goods], lot.order_number, _ORDERED_BEFORE)
    receipt_id = buyer.receive(order_id, came, number=f"BL {came:%y%m}-{lot.id:03}")
    line_id = buyer.session.scalars(select(ReceiptLine.id).where(ReceiptLine.receipt_id == receipt_id)).one()
    link_lot(buyer.session, LotLink(line_id, lot.id))
    billed_on = came + timedelta(days=_BILLED_AFTER)
    if billed_on <= buyer.today or buyer.is_past:
        billed = buyer.bill(order_id, lot.invoice_number or f"F{came:%y%m}-{lot.id}", buyer.later(came, _BILLED_AFTER))
        buyer.pay(billed)
