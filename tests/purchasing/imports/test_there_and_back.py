"""What leaves in French, in a sheet or as text, comes back and changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.purchasing.imports import BANK_LINES, INVOICES, ORDERS
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderStepKind, PaymentMeans
from coorddesk.purchasing.service import (
    Came,
    Charge,
    InvoiceDetails,
    Item,
    OrderDetails,
    Paying,
    Receiving,
    create_order,
    enter_invoice,
    pay_invoice,
    receive_order,
)
from tests.budget.conftest import a_year
from tests.factories import make_place, make_supplier
from tests.purchasing.test_bank import booked
from tests.purchasing.test_purchases import sent
from tests.sheets import there_and_back

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DAY = date(2026, 9, 1)


def everything(session: Session) -> None:
    """An order of two like lines and postage, half received; its invoice, paid in two; a credit note; a bank line."""
    a_year(session)
    make_supplier(session)
    like = Item("Écran 24 pouces", 1, 2, 12_345, 550, 500, supplier_reference="0012", warranty_months=24)
    details = OrderDetails(
        1,
        DAY,
        (like, like, Item("Port", 2, 1, 990, kind=LineKind.POSTAGE)),
        discount=250,
        engagement_number="0042",
        place_id=make_place(session),
        expected_on=DAY,
        notes="Par le quai\nsonner",
    )
    order = create_order(session, details)
    sent(session, order)
    receive_order(session, Receiving(order, DAY, (Came(1, 1),)))
    create_order(session, OrderDetails(1, DAY, (Item("Brouillon", 3, 1, 1_000),)))
    cancelled = create_order(session, OrderDetails(1, DAY, (Item("Annulée", 1, 1, 1_000),)))
    sent(session, cancelled)
    sent(session, cancelled, OrderStepKind.CANCELLED)
    charges = (Charge(22_867, 1_258, 1, 1, 2, 550), Charge(965, 193, 2, 3, 1, label="Port"))
    invoice = enter_invoice(session, InvoiceDetails(1, "0007", DAY, charges, due_on=DAY, notes="Vue")).id
    pay_invoice(session, Paying(invoice, DAY, 20_000, PaymentMeans.TRANSFER))
    pay_invoice(session, Paying(invoice, DAY, 5_283, PaymentMeans.PAYMENT_ORDER, "0012"))
    back = (Charge(100, 6, 1, 1, 0, 550, is_again=True),)
    enter_invoice(session, InvoiceDetails(1, "A-1", DAY, back, InvoiceKind.CREDIT_NOTE))
    booked(session, -25_283, "VIR 0007", account="0001", number="0A", reference="=1+1")
    booked(session, 1, "INTERETS")


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_our_own_sheets_change_nothing(desk: Database, french_texts: Texts, tmp_path: Path, form: str) -> None:
    with desk.transaction() as session:
        everything(session)
    for kind, count in ((ORDERS, 5), (INVOICES, 3), (BANK_LINES, 2)):
        done = there_and_back(desk, kind, tmp_path / f"{kind.key}.{form}", french_texts)
        assert (kind.key, *done) == (kind.key, {"unchanged": count}, count)
