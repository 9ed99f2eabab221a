"""Differences between an invoice, its order and what came; and quotes side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.resources import texts_for
from coorddesk.purchasing.queries.matching import Match
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.documents import Documents, Invoice, InvoiceLine, Order, OrderLine, OrderStep, Receipt
from coorddesk.purchasing.rules.matching import Difference, differences_of
from coorddesk.purchasing.rules.quotes import Quote, QuoteLine, compare
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderStepKind
from tests.purchasing.bought import day

LINES = (OrderLine(1, 1, Price(3, 10_000, 2000)), OrderLine(2, 1, Price(1, 1_500, 2000), LineKind.POSTAGE))
ORDER = Order(1, (OrderStep(day(1), OrderStepKind.SENT),), LINES)
AS_ORDERED = InvoiceLine(1, 1, Amounts(30_000, 6_000), 1, 3, vat_rate=2000)
POSTAGE = InvoiceLine(2, 1, Amounts(1_500, 300), 2, 1, vat_rate=2000)


def found(*lines: InvoiceLine, came: int = 3) -> list[tuple[Difference, int, int]]:
    invoice = Invoice(1, day(3), lines=lines)
    documents = Documents(orders=(ORDER,), receipts=(Receipt(1, day(2), ((1, came),)),), invoices=(invoice,))
    return [(each.difference, each.expected, each.said) for each in differences_of(documents, invoice)]


def test_what_agrees_says_nothing() -> None:
    assert found(AS_ORDERED, POSTAGE) == []


def test_each_difference_is_named() -> None:
    assert found(AS_ORDERED, came=2) == [(Difference.NOT_RECEIVED, 2, 3)]
    assert found(replace(AS_ORDERED, order_line_id=None)) == [(Difference.NOT_ORDERED, 0, 30_000)]
    assert found(replace(AS_ORDERED, vat_rate=550)) == [(Difference.VAT, 2000, 550)]
    dearer = replace(AS_ORDERED, amount=Amounts(31_000, 6_200))
    assert found(dearer) == [(Difference.PRICE, 30_000, 31_000), (Difference.AMOUNT, 30_000, 31_000)]
    more = replace(AS_ORDERED, quantity=4, amount=Amounts(40_000, 8_000))
    assert [each[0] for each in found(more, came=4)] == [Difference.MORE_THAN_ORDERED, Difference.AMOUNT]


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Difference.NOT_ORDERED, "Écran: Was not ordered, €5.50"),
        (Difference.NOT_RECEIVED, "Écran: More than was received, 2,000 expected, 550 invoiced"),
        (Difference.MORE_THAN_ORDERED, "Écran: More than was ordered, 2,000 expected, 550 invoiced"),
        (Difference.PRICE, "Écran: Another price, €20.00 expected, €5.50 invoiced"),
        (Difference.VAT, "Écran: Another VAT rate, 20% expected, 5.5% invoiced"),
        (Difference.AMOUNT, "Écran: A higher amount than ordered, €20.00 expected, €5.50 invoiced"),
    ],
)
def test_each_difference_is_said_in_what_it_counts(difference: Difference, text: str) -> None:
    assert texts_for("en").say(Match(1, "F 1", difference, "Écran", 1, 2_000, 550).text) == text


def test_what_was_invoiced_before_counts_along_but_not_what_is_invoiced_again() -> None:
    one = replace(AS_ORDERED, quantity=2, amount=Amounts(20_000, 4_000))
    invoices = tuple(Invoice(number, day(number), lines=(replace(one, id=number),)) for number in (3, 4))
    documents = Documents(orders=(ORDER,), receipts=(Receipt(1, day(2), ((1, 3),)),), invoices=invoices)
    named = [each.difference for each in differences_of(documents, invoices[1])]
    assert named == [Difference.MORE_THAN_ORDERED, Difference.NOT_RECEIVED, Difference.AMOUNT]
    credit = Invoice(5, day(5), InvoiceKind.CREDIT_NOTE, (replace(one, id=5, again=True),))
    assert differences_of(replace(documents, invoices=(*invoices, credit)), invoices[1]) == []
    assert differences_of(documents, credit) == []


def test_the_cheapest_quote_is_one_that_offers_everything() -> None:
    def quote(number: int, *offers: tuple[int | None, int]) -> Quote:
        return Quote(number, tuple(QuoteLine(line, Price(1, cents)) for line, cents in offers), day(number))

    quotes = (quote(1, (1, 700), (2, 100), (None, 50)), quote(2, (1, 500)), quote(3, (1, 750), (2, 120)))
    assert [(c.offers, c.is_whole, c.is_cheapest, c.is_expired) for c in compare((1, 2), quotes, day(2))] == [
        ((Amounts(700), Amounts(100)), True, True, True),
        ((Amounts(500), None), False, False, False),
        ((Amounts(750), Amounts(120)), True, False, False),
    ]
