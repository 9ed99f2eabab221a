"""A desk with a future: a year of a budget, contracts, a licence, devices that age, an order and a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.inventory.service import CategoryDetails, enter_category
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest
from coorddesk.purchasing.rules.contract_words import Renewal
from coorddesk.purchasing.rules.details import InvoiceDetails
from coorddesk.purchasing.rules.words import OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Charge,
    Item,
    Need,
    OrderDeed,
    OrderDetails,
    RequestDecision,
    RequestDetails,
    create_order,
    create_request,
    decide_request,
    enter_invoice,
    step_order,
)
from coorddesk.purchasing.service.contracts import ContractDetails, create_contract
from coorddesk.purchasing.service.instalments import Committing, ToCommit, commit_instalments
from tests.budget.conftest import a_year
from tests.factories import make_asset, make_licence, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 9, 7)


@dataclass(frozen=True)
class Ahead:
    """The ids of what there is."""

    year: int
    lines: list[int]
    supplier: int
    web: int
    lease: int
    licence: int
    covered: int
    laptops: int
    order: int
    request: int


def ahead(session: Session) -> Ahead:
    """In cents with VAT: 1 200.00 of web a year from July on, a lease of 60.00 a quarter that ends in 2027, a licence.

    Laptops serve four years: one was due in 2024, two are in 2028, one is of unknown age; a screen has no price.
    """
    year, lines = a_year(session)
    supplier = make_supplier(session, "Ubo")
    licence = make_licence(session, "Antivirus", price=24_000, start=date(2025, 10, 1), expiry=date(2026, 9, 30))
    covered = make_licence(session, "Office", price=99_900, expiry=date(2027, 3, 31))
    web = create_contract(
        session, ContractDetails("Web", supplier, date(2025, 7, 1), net=100_000, covered=(("licence", covered),))
    )
    quarterly: dict[str, Any] = {"months": 24, "renewal": Renewal.NONE, "every_months": 3}
    lease = create_contract(session, ContractDetails("Lease", supplier, date(2025, 7, 1), net=5_000, **quarterly))
    first = ToCommit(lease, date(2026, 1, 1), lines[1])
    commit_instalments(session, Committing(year, date(2026, 1, 5), (first,)))
    return Ahead(
        year, lines, supplier, web, lease, licence, covered, _devices(session), *_bought(session, supplier, lines)
    )


def _devices(session: Session) -> int:
    laptops = enter_category(session, CategoryDetails("Laptop", life_years=4))
    screens = enter_category(session, CategoryDetails("Screen", life_years=6))
    make_asset(session, "LP-1", price=80_000, purchase_date=date(2020, 9, 1), category_id=laptops)
    make_asset(session, "LP-2", price=60_000, purchase_date=date(2024, 9, 1), quantity=2, category_id=laptops)
    make_asset(session, "LP-3", price=60_000, category_id=laptops)
    make_asset(session, "TV-1", purchase_date=date(2022, 1, 1), category_id=screens)
    return laptops


def _bought(session: Session, supplier: int, lines: list[int]) -> tuple[int, int]:
    """An order for 1 000.00 of which 400.00 is invoiced, and a request approved for 250.00."""
    item = Item("Screens", lines[0], 10, 10_000, 0)
    order = create_order(session, OrderDetails(supplier, date(2026, 2, 2), (item,)))
    version = session.get_one(PurchaseOrder, order).version
    step_order(session, OrderDeed(order, version, OrderStepKind.SENT, date(2026, 2, 3)))
    line = session.connection().exec_driver_sql("SELECT max(id) FROM order_line").scalar_one()
    charge = Charge(40_000, 0, lines[0], line, 4, 0)
    enter_invoice(session, InvoiceDetails(supplier, "F-1", date(2026, 3, 1), (charge,), order_id=order))
    request = create_request(session, RequestDetails("Chairs", lines=(Need("Chair", 5, 5_000, 0, lines[0]),)))
    for state in (RequestState.TO_APPROVE, RequestState.APPROVED):
        version = session.get_one(PurchaseRequest, request).version
        decide_request(session, RequestDecision(request, version, state, date(2026, 4, 1)))
    return order, request
