"""Purchases with everything that their papers show: quotes, an order on three lines, receipts, invoices, payments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import SupplierDetails, SupplierEdit, edit_supplier
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest, Quote
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderStepKind, PaymentMeans, RequestState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    InvoiceDetails,
    Item,
    Need,
    NewQuote,
    Offer,
    OrderDeed,
    OrderDetails,
    Paying,
    QuoteDetails,
    Receiving,
    RequestDecision,
    RequestDetails,
    create_order,
    create_quote,
    create_request,
    decide_request,
    enter_invoice,
    pay_invoice,
    receive_order,
    step_order,
)
from tests.budget.situations import Filled, filled
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

REQUESTED, ORDERED, CAME = date(2026, 8, 3), date(2026, 8, 17), date(2026, 9, 1)


@dataclass
class Bought:
    """The ids of what is there."""

    budget: Filled = field(default_factory=Filled)
    suppliers: list[int] = field(default_factory=list)
    request: int = 0
    quotes: list[int] = field(default_factory=list)
    order: int = 0
    draft: int = 0
    receipt: int = 0
    invoices: list[int] = field(default_factory=list)


def bought(session: Session) -> Bought:
    """A request with three quotes, one of them ordered, partly received and invoiced; another order drawn up."""
    describe_organisation(
        session,
        OrganisationRow(
            name="Médiathèque Jean-Macé",
            address="12, rue des Écoles\n93100 Montreuil",
            company_number="219 300 480 00017",
            service_code="MEDIA-NUM",
        ),
    )
    made = Bought(filled(session))
    made.suppliers = [_supplier(session, name, number) for name, number in _SUPPLIERS]
    made.request = _request(session, made)
    made.quotes = [_quote(session, made, place) for place in range(3)]
    made.order = _order(session, made)
    made.receipt = receive_order(
        session, Receiving(made.order, CAME, (Came(_line(session, made.order, 0), 8),), "BL 7781", "Un carton abîmé")
    )
    made.invoices = _invoices(session, made)
    made.draft = _draft(session, made)
    return made


_SUPPLIERS = (("Bureau & Réseaux SARL", "403 554 181 00178"), ("LDLC Pro", "403 554 182 00010"), ("Écran Total", ""))


def _supplier(session: Session, name: str, number: str) -> int:
    supplier = make_supplier(session, name)
    details = SupplierDetails(
        name,
        contact="Clara Weber",
        email="pro@example.org",
        phone="04 27 00 00 00",
        address="3, quai des Brumes\n69002 Lyon",
        customer_number="C-4410",
        company_number=number,
    )
    edit_supplier(session, SupplierEdit(supplier, session.get_one(Supplier, supplier).version, details))
    return supplier


def _request(session: Session, made: Bought) -> int:
    lines = made.budget.lines
    needs = (
        Need("Ordinateur portable 14 pouces", 12, 60_000, budget_line_id=lines[4]),
        Need("Sacoche", 12, 2_500, budget_line_id=lines[0]),
        Need("Installation et reprise des données", 1, 45_000, budget_line_id=lines[1]),
    )
    details = RequestDetails(
        "Renouveler les portables de l’espace public",
        "Les appareils de 2018 ne reçoivent plus de mises à jour ; quatre sont hors service.",
        make_person(session),
        date(2026, 9, 15),
        needs,
    )
    request = create_request(session, details)
    for state, words in ((RequestState.TO_APPROVE, ""), (RequestState.APPROVED, "Dans la limite du plan numérique")):
        version = session.get_one(PurchaseRequest, request).version
        decide_request(session, RequestDecision(request, version, state, REQUESTED, words))
    return request


def _quote(session: Session, made: Bought, place: int) -> int:
    """The first is whole and cheapest, the second leaves a line out, the third is expired."""
    prices = ((58_990, 2_200, 39_000), (57_000, 2_100, None), (61_000, 2_000, 41_000))[place]
    rows = zip(_needs(session, made.request), prices, strict=True)
    offers = [Offer(label, count, cents, 2000, 0, line) for (line, label, count), cents in rows if cents is not None]
    if place == 0:
        offers.append(Offer("Port", 1, 4_900))
    until = (date(2026, 12, 31), date(2026, 10, 31), date(2026, 8, 31))[place]
    number = f"D-{1040 + place}"
    details = QuoteDetails(
        made.suppliers[place], number, date(2026, 8, 5 + place), until, 200 if place == 2 else 0, tuple(offers)
    )
    return create_quote(session, NewQuote(made.request, details))


def _needs(session: Session, request: int) -> list[tuple[int, str, int]]:
    from coorddesk.purchasing.queries import request_lines

    return [(line.id, line.label, line.quantity) for line in request_lines(session, request)]


def _order(session: Session, made: Bought) -> int:
    one, two, three = (line for line, _label, _count in _needs(session, made.request))
    lines = made.budget.lines
    items = (
        Item(
            "Ordinateur portable 14 pouces",
            lines[4],
            12,
            58_990,
            2000,
            300,
            LineKind.GOODS,
            "PRT-14-512",
            one,
            None,
            36,
        ),
        Item("Sacoche", lines[0], 12, 2_200, 2000, 0, LineKind.GOODS, "SAC-14", two),
        Item("Installation et reprise des données", lines[1], 1, 39_000, 2000, 0, LineKind.SERVICE, "", three),
        Item("Manuel imprimé", lines[0], 12, 1_000, 550),
        Item("Éco-participation", lines[4], 12, 42, 2000, 0, LineKind.ECO),
        Item("Port", lines[0], 1, 4_900, 2000, 0, LineKind.POSTAGE),
    )
    details = OrderDetails(
        made.suppliers[0],
        ORDERED,
        items,
        made.request,
        made.quotes[0],
        engagement_number="E-2026-0417",
        is_chorus=True,
        place_id=_room(session),
        expected_on=date(2026, 9, 4),
        notes="Livrer du mardi au vendredi, de 10 h à 17 h.",
    )
    order = create_order(session, details)
    deed = OrderDeed(order, session.get_one(PurchaseOrder, order).version, OrderStepKind.SENT, ORDERED)
    step_order(session, deed)
    session.get_one(Quote, made.quotes[0]).is_chosen = True
    return order


def _room(session: Session) -> int:
    from coorddesk.directory.models import Place

    site = make_place(session, "Médiathèque annexe")
    session.get_one(Place, site).address = "1, place du Marché\n93100 Montreuil"
    session.flush()
    return make_place(session, "Salle 12", inside=site)


def _line(session: Session, order: int, place: int) -> int:
    from coorddesk.purchasing.queries import order_lines

    return order_lines(session, order)[place].id


def _invoices(session: Session, made: Bought) -> list[int]:
    first, line = _line(session, made.order, 0), made.budget.lines[4]
    bill = InvoiceDetails(
        made.suppliers[0],
        "F-2026-881",
        CAME,
        (Charge(457_762, 91_552, line, first, 8, 2000, "Ordinateur portable 14 pouces"),),
        order_id=made.order,
        due_on=date(2026, 9, 5),
    )
    invoice = enter_invoice(session, bill).id
    pay_invoice(session, Paying(invoice, date(2026, 9, 4), 300_000, PaymentMeans.PAYMENT_ORDER, "Mandat 412"))
    credit = InvoiceDetails(
        made.suppliers[0],
        "A-2026-12",
        date(2026, 9, 3),
        (Charge(5_000, 1_000, line, first, 0, 2000, "Geste commercial"),),
        InvoiceKind.CREDIT_NOTE,
        made.order,
    )
    expense = InvoiceDetails(
        made.suppliers[1], "LD 55", date(2026, 7, 2), (Charge(10_000, 2_000, made.budget.lines[2]),)
    )
    other = enter_invoice(session, expense).id
    pay_invoice(session, Paying(other, date(2026, 7, 20), 12_000, PaymentMeans.TRANSFER))
    return [invoice, enter_invoice(session, credit).id, other]


def _draft(session: Session, made: Bought) -> int:
    items = (Item("Câble HDMI 2 m", made.budget.lines[0], 10, 790),)
    return create_order(session, OrderDetails(made.suppliers[1], date(2026, 9, 7), items, discount=500))
