"""A desk on which something is bought: a year, its lines, two suppliers; and verbs in one line each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.inventory.service import seed_labels
from coorddesk.purchasing.models import Invoice, PurchaseOrder, PurchaseRequest, Quote
from coorddesk.purchasing.rules.words import OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Need,
    OrderDeed,
    OrderDetails,
    QuoteChoice,
    RequestDecision,
    RequestDetails,
    choose_quote,
    create_order,
    create_request,
    decide_request,
    step_order,
)
from tests.factories import make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.service import Item

DAY = date(2026, 9, 1)
TABLETS, CASES, POSTAGE = 1, 2, 3
"""The lines of the request by their ids, and the budget lines on which they stand."""


def a_desk(session: Session) -> None:
    """Three lines of 5 000 EUR, the last of which refuses overspending; LDLC Pro (1) and Bureau Vallée (2)."""
    year = create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
    lines = [
        create_line(session, NewLine(year, LineDetails(name, code=f"60{place}", on_overspending=limit)))
        for place, (name, limit) in enumerate(
            (
                ("Matériel", OnOverspending.WARN),
                ("Petit équipement", OnOverspending.WARN),
                ("Port", OnOverspending.BLOCK),
            )
        )
    ]
    parts = tuple(Part(line, 500_000) for line in lines)
    decide(session, Decision(year, DecisionKind.INITIAL, "BP 2026", date(2026, 1, 1), parts))
    seed_labels(session)
    make_supplier(session)
    make_supplier(session, "Bureau Vallée")


def a_request(session: Session, *states: RequestState) -> int:
    """Twelve tablets of 200 EUR with VAT of 20 % and their cases of 10 EUR without any, taken so far."""
    needs = (Need("Tablette", 12, 20_000, 2000, 1), Need("Coque", 12, 1_000, 0, 2))
    request = create_request(session, RequestDetails("Tablettes de la salle 12", "Trop vieilles", lines=needs))
    for state in states:
        decided(session, request, state)
    return request


def approved(session: Session) -> int:
    """The same, approved."""
    return a_request(session, RequestState.TO_APPROVE, RequestState.APPROVED)


def decided(session: Session, request: int, state: RequestState, words: str = "") -> None:
    version = session.get_one(PurchaseRequest, request).version
    decide_request(session, RequestDecision(request, version, state, DAY, words))


def chosen(session: Session, quote: int, **said: Any) -> int:
    """The order that is drawn up from a quote."""
    return choose_quote(session, QuoteChoice(quote, session.get_one(Quote, quote).version, DAY, **said))


def ordered(session: Session, *items: Item, **said: Any) -> int:
    """An order of LDLC Pro that was sent."""
    order = create_order(session, OrderDetails(1, DAY, items, **said))
    stepped(session, order)
    return order


def stepped(session: Session, order: int, kind: OrderStepKind = OrderStepKind.SENT, day: date = DAY) -> None:
    step_order(session, OrderDeed(order, session.get_one(PurchaseOrder, order).version, kind, day))


def invoice_version(session: Session, invoice: int) -> int:
    return session.get_one(Invoice, invoice).version
