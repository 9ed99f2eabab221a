"""Each deed is told in the story of the record that it was done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.resources import texts_for
from coorddesk.core.story import of_subject
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.models import PurchaseOrder
from coorddesk.purchasing.rules.bank import Against
from coorddesk.purchasing.rules.words import OrderStepKind
from coorddesk.purchasing.service import (
    Came,
    Charge,
    Cutting,
    InvoiceDetails,
    Item,
    OrderDetails,
    OrderEdit,
    Receiving,
    create_order,
    cut_order,
    edit_order,
    enter_invoice,
    receive_order,
)
from coorddesk.purchasing.service.bank import Ticking, take_back, tick_off
from tests.purchasing.buying import DAY, a_desk, stepped
from tests.purchasing.test_bank import booked

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

ENGLISH = texts_for("en")
CHARGES = (Charge(8_000, 0, 1, 2, 8, 0),)


def drawn(quantity: int) -> OrderDetails:
    return OrderDetails(1, DAY, (Item("Tablette", 1, quantity, 1_000, 0),))


DEEDS: tuple[Callable[[Session], object], ...] = (
    a_desk,
    lambda s: create_order(s, drawn(10)),
    lambda s: edit_order(s, OrderEdit(1, 1, drawn(9))),
    lambda s: stepped(s, 1),
    lambda s: cut_order(s, Cutting(1, s.get_one(PurchaseOrder, 1).version, 2, 1, DAY)),
    lambda s: receive_order(s, Receiving(1, DAY, (Came(2, 8),))),
    lambda s: enter_invoice(s, InvoiceDetails(1, "F 1", DAY, CHARGES)),
    lambda s: booked(s, -8_000, "VIR"),
    lambda s: tick_off(s, Ticking(1, 1, (Against(invoice_id=1, cents=8_000),))),
    lambda s: take_back(s, Deletion(1, 2)),
    lambda s: stepped(s, 1, OrderStepKind.CANCELLED),
    lambda s: stepped(s, 1, OrderStepKind.REOPENED),
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_purchase_is_told_deed_by_deed(database: Database) -> None:
    for deed in DEEDS:
        with database.transaction() as session:
            deed(session)
    with database.reading() as session:
        order, line, invoice = (
            [ENGLISH.say(each.deed) for each in of_subject(session, subject, 20)]
            for subject in (("purchase_order", 1), ("bank_line", 1), ("invoice", 1))
        )
    assert order == [
        "Reopen the order BC-2026-001",
        "Cancel the order BC-2026-001",
        "Take back the tick on “VIR”",
        "Tick off “VIR”",
        "Enter the invoice F 1",
        "Receive goods of the order BC-2026-001",
        "Cancel a part of the order BC-2026-001",
        "Send the order BC-2026-001",
        "Edit the order BC-2026-001",
        "Add the order BC-2026-001",
    ]
    assert line[:2] == invoice[:2] == ["Take back the tick on “VIR”", "Tick off “VIR”"]
