"""What is on its way in the current year of the demo: requests, quotes, and an order in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.budget import demo as lines
from coorddesk.budget.rules.vat import of_gross
from coorddesk.purchasing.demo.desk import VAT, Buyer, item
from coorddesk.purchasing.models import InvoiceLine, PurchaseRequest, Quote, RequestLine
from coorddesk.purchasing.queries.written import order_as_written
from coorddesk.purchasing.rules.details import (
    Charge,
    InvoiceDetails,
    Item,
    Need,
    Offer,
    QuoteDetails,
    RequestDetails,
)
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderStepKind, RequestState
from coorddesk.purchasing.service.invoices import enter_invoice
from coorddesk.purchasing.service.orders import OrderEdit, edit_order
from coorddesk.purchasing.service.quotes import NewQuote, QuoteChoice, choose_quote, create_quote
from coorddesk.purchasing.service.requests import RequestDecision, create_request, decide_request

if TYPE_CHECKING:
    from collections.abc import Sequence

_IT, _USED, _SOUND = "Vallon Informatique", "Le Comptoir du Reconditionné", "Son & Image Services"
_TOO_MUCH = 1_440


class _Offered(NamedTuple):
    """A quote: by whom, its number, the prices of the lines in cents, and for how many days more it holds."""

    supplier: str
    number: str
    prices: tuple[int, int]
    valid_days: int


_OFFERED = (
    _Offered(_IT, "D-2231", (59_900, 2_400), 6),
    _Offered(_USED, "2024-117", (41_500, 1_900), 11),
    _Offered("Bureau & Classe", "DEV 8802", (66_900, 0), -4),
)


def buy_now(buyer: Buyer) -> None:
    """Orders of every state, and requests on their way to become some."""
    _three_lines(buyer)
    _tablets(buyer)
    _on_its_way(buyer)
    _given_up(buyer)
    _compared(buyer)
    _waiting(buyer)


def _days_ago(buyer: Buyer, days: int) -> date:
    """A day before today; the budget of the year was voted before its first day."""
    return buyer.today - timedelta(days=days)


def _three_lines(buyer: Buyer) -> None:
    """An order on three budget lines, invoiced for more than was ordered, and the credit note for that."""
    on = buyer.lines
    goods = [
        item("Souris et claviers", on[lines.SMALL.code], 30, 1_890),
        item("Toner noir haute capacité", on[lines.PRINTING.code], 4, 8_900),
        item("Câblage de deux salles", on[lines.UPKEEP.code], 1, 48_000, kind=LineKind.SERVICE),
    ]
    ordered = _days_ago(buyer, 75)
    order_id = buyer.send(_IT, ordered, goods)
    buyer.receive(order_id, buyer.later(ordered, 14), number="BL 4471")
    billed = buyer.bill(order_id, f"VI{ordered:%y%m}-208", buyer.later(ordered, 20), more=_TOO_MUCH)
    line = buyer.session.scalars(select(InvoiceLine).where(InvoiceLine.invoice_id == billed.id)).first()
    assert line is not None  # it has three
    given = of_gross(_TOO_MUCH, VAT)
    words = "Écart de prix sur les claviers"
    charge = Charge(given.net, given.vat, line.budget_line_id, line.order_line_id, 0, VAT, words)
    day, kind = buyer.later(ordered, 31), InvoiceKind.CREDIT_NOTE
    note = InvoiceDetails(buyer.suppliers[_IT], f"AV{ordered:%y%m}-031", day, (charge,), kind, order_id)
    enter_invoice(buyer.session, note)
    buyer.pay(billed, buyer.later(ordered, 40))


def _tablets(buyer: Buyer) -> None:
    """On the grant: received and invoiced, to be paid by a day that is past."""
    tablets = item("Tablettes 10 pouces, coque et clavier", buyer.lines[lines.GRANTED.code], 36, 38_200)
    ordered = _days_ago(buyer, 68)
    order_id = buyer.send(_IT, ordered, [tablets])
    buyer.receive(order_id, buyer.later(ordered, 24), number="BL 4502")
    buyer.bill(order_id, f"VI{ordered:%y%m}-231", buyer.later(ordered, 30))


def _on_its_way(buyer: Buyer) -> None:
    """Late, partly received, received and not invoiced, and a draft."""
    on = buyer.lines
    robots = item("Robots de sol, lot de six", on[lines.FURNITURE.code], 3, 41_500, supplier_reference="ROB-6")
    buyer.send("Ludopédago", _days_ago(buyer, 38), [robots, _postage(on[lines.FURNITURE.code], 1_900)], days=25)
    headsets = item("Casques pour les classes", on[lines.SMALL.code], 20, 2_450)
    some = buyer.send(_IT, _days_ago(buyer, 26), [headsets], days=30)
    buyer.receive(some, _days_ago(buyer, 9), less=8, number="BL 4619")
    drums = item("Tambours d’imprimante", on[lines.SMALL.code], 2, 7_900)
    came = buyer.send("Toner Express", _days_ago(buyer, 19), [drums])
    buyer.receive(came, _days_ago(buyer, 6), number="BL TE-88")
    speaker = item("Enceinte mobile avec micro", on[lines.FURNITURE.code], 1, 32_900, warranty_months=24)
    buyer.order(_SOUND, _days_ago(buyer, 2), [speaker])
    told = f"AR-{_days_ago(buyer, 15):%y%m}-77"
    words = "Remise en état après dégât des eaux"
    buyer.expense("Atelier Réparation Plus", told, _days_ago(buyer, 15), lines.REPAIRS.code, words, 198_000)


def _given_up(buyer: Buyer) -> None:
    """Sent, and cancelled since."""
    screen = item("Écran de signalétique", buyer.lines[lines.LIBRARY.code], 1, 62_500)
    order_id = buyer.send(_SOUND, _days_ago(buyer, 52), [screen])
    buyer.step(order_id, OrderStepKind.CANCELLED, _days_ago(buyer, 40), "Modèle arrêté par le fabricant")


def _compared(buyer: Buyer) -> None:
    """A request with three quotes, of which one was chosen and ordered."""
    needs = (
        Need("Ordinateurs portables, 14 pouces", 8, 62_000, VAT, buyer.lines[lines.LIBRARY.code]),
        Need("Sacoches", 8, 2_500, VAT, buyer.lines[lines.SMALL.code]),
    )
    why = "Les portables de prêt ont six ans ; quatre ne tiennent plus la charge."
    request_id = _ask(buyer, "Portables à prêter aux lecteurs", why, needs, 34)
    _decide(buyer, request_id, RequestState.TO_APPROVE, 33)
    _decide(buyer, request_id, RequestState.APPROVED, 30, "Accord, dans la limite de 6 500 €")
    quotes = [_offer(buyer, request_id, each) for each in _OFFERED]
    chosen = buyer.session.get_one(Quote, quotes[1])
    order_id = choose_quote(buyer.session, QuoteChoice(chosen.id, chosen.version, _days_ago(buyer, 20)))
    _complete(buyer, order_id)
    buyer.step(order_id, OrderStepKind.SENT, _days_ago(buyer, 19))


def _complete(buyer: Buyer, order_id: int) -> None:
    """Let an order say all that an order may say: a discount, what comes besides, another rate, whom it engages."""
    written = order_as_written(buyer.session, order_id)
    assert written is not None  # it was drawn up a moment ago
    on = buyer.lines
    eco = item("Éco-participation", on[lines.LIBRARY.code], 8, 45, kind=LineKind.ECO)
    guide = Item("Guide de prise en main, imprimé", on[lines.SMALL.code], 8, 1_290, 550)
    details = replace(
        written.details,
        lines=(*written.details.lines, eco, guide),
        discount=300,
        engagement_number=f"EJ {buyer.number}-0417",
        is_chorus=True,
        place_id=buyer.store,
        expected_on=buyer.today + timedelta(days=5),
        notes="Livraison le matin, accès par la cour.",
    )
    edit_order(buyer.session, OrderEdit(order_id, written.version, details))


def _waiting(buyer: Buyer) -> None:
    """Requests that are a draft, to be approved, approved and not ordered, and refused."""
    on = buyer.lines
    microphones = (Need("Micros-cravates sans fil", 2, 14_900, VAT, on[lines.FURNITURE.code]),)
    _ask(buyer, "Micros pour l’heure du conte", "", microphones, 3)
    visualisers = (Need("Visualiseurs de classe", 4, 27_900, VAT, on[lines.FURNITURE.code]),)
    why = "Demandés par trois enseignants ; remplacent le rétroprojecteur."
    waiting = _ask(buyer, "Visualiseurs", why, visualisers, 11)
    _decide(buyer, waiting, RequestState.TO_APPROVE, 10)
    course = (Need("Formation à la cybersécurité, deux jours", 1, 98_000, VAT, on[lines.TRAINING.code]),)
    approved = _ask(buyer, "Former deux agents", "Obligation annuelle.", course, 25)
    _decide(buyer, approved, RequestState.TO_APPROVE, 24)
    _decide(buyer, approved, RequestState.APPROVED, 18)
    drone = (Need("Drone de prise de vue", 1, 74_900, VAT, on[lines.FURNITURE.code]),)
    refused = _ask(buyer, "Drone", "Pour le club audiovisuel.", drone, 48)
    _decide(buyer, refused, RequestState.TO_APPROVE, 47)
    _decide(buyer, refused, RequestState.REFUSED, 41, "Pas de pilote formé ; à revoir l’an prochain")


def _ask(buyer: Buyer, title: str, why: str, needs: Sequence[Need], days: int) -> int:
    who = buyer.people.get("Direction de la médiathèque")
    wish = RequestDetails(title, why, who, buyer.today + timedelta(days=40 - days), tuple(needs))
    return create_request(buyer.session, wish)


def _decide(buyer: Buyer, request_id: int, state: RequestState, days: int, words: str = "") -> None:
    version = buyer.session.get_one(PurchaseRequest, request_id).version
    decide_request(buyer.session, RequestDecision(request_id, version, state, _days_ago(buyer, days), words))


def _offer(buyer: Buyer, request_id: int, said: _Offered) -> int:
    """A quote of eight of each; what has no price is not offered."""
    rows = buyer.session.scalars(select(RequestLine).where(RequestLine.request_id == request_id)).all()
    offers = [
        Offer(row.label, row.quantity, cents, VAT, request_line_id=row.id)
        for row, cents in zip(rows, said.prices, strict=True)
        if cents
    ]
    postage = Offer("Livraison", 1, 3_900, VAT, kind=LineKind.POSTAGE)
    day, until = _days_ago(buyer, 28), buyer.today + timedelta(days=said.valid_days)
    details = QuoteDetails(buyer.suppliers[said.supplier], said.number, day, until, lines=(*offers, postage))
    return create_quote(buyer.session, NewQuote(request_id, details))


def _postage(line: int, cents: int) -> Item:
    return item("Port et emballage", line, 1, cents, kind=LineKind.POSTAGE)
