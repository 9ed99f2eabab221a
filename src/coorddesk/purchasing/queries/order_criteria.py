"""The fields of orders by which they are filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.queries import place_options, supplier_options
from coorddesk.purchasing.models import OrderLine, PurchaseOrder
from coorddesk.purchasing.rules.words import ORDER_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def order_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What an order must be like for all criteria."""
    return claims(session, criteria, _GROUNDS)


def said_order_criteria(session: Session, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in FIELDS_OF_ORDERS}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


def line_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Budget lines of any year whose code or label holds every word of `text`."""
    wanted = select(BudgetLine.id, BudgetLine.code, BudgetLine.label).where(contains_all(BudgetLine.search, text))
    rows = session.execute(wanted.order_by(BudgetLine.year_id.desc(), BudgetLine.position).limit(limit))
    return tuple(Option(line_id, f"{code} {label}") for line_id, code, label in rows)


def line_called(session: Session, line_id: int) -> str | None:
    """The code and the label of a budget line."""
    row = session.get(BudgetLine, line_id)
    return None if row is None else f"{row.code} {row.label}"


FIELDS_OF_ORDERS: tuple[Field, ...] = (
    Field("reference", _p("purchase order", "Order")),
    Field("supplier", _("Supplier"), search=supplier_options, name=named_by(Supplier)),
    Field("state", _p("purchase order", "State"), choices=tuple((k.value, v) for k, v in ORDER_STATE_TITLES.items())),
    Field("day", _p("purchase order", "Day"), Kind.DATE),
    Field("expected_on", _p("purchase order", "Expected on"), Kind.DATE),
    Field("place", _("Delivered to"), search=place_options, name=named_by(Place, "path")),
    Field("budget_line", _("Budget line"), search=line_options, name=line_called),
    Field("engagement_number", _("Engagement number")),
    Field("notes", _("Notes")),
)
"""Every field of orders in the order of their form."""


def _of_line(claim: Claim) -> Claim:
    return PurchaseOrder.id.in_(select(OrderLine.order_id).where(claim).correlate(None))


_GROUNDS: dict[str, Ground] = {
    "reference": own_text(PurchaseOrder.id, PurchaseOrder.reference),
    "supplier": record(PurchaseOrder.supplier_id, select(Supplier.id), Supplier.name_folded),
    "place": record(PurchaseOrder.place_id, select(Place.id), Place.path_folded),
    "budget_line": replace(record(OrderLine.budget_line_id, select(BudgetLine.id), BudgetLine.search), around=_of_line),
    **{key: own(getattr(PurchaseOrder, key)) for key in ("state", "day", "expected_on")},
    **{key: own_text(PurchaseOrder.id, getattr(PurchaseOrder, key)) for key in ("engagement_number", "notes")},
}
