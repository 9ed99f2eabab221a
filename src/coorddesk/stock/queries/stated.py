"""The filters of a query for stock in words: for chips and for the heads of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Place, Supplier
from coorddesk.inventory.models import Category
from coorddesk.stock.queries.criteria import said_stock_criteria
from coorddesk.stock.rules import STOCK_KIND_TITLES, STOCK_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.stock.queries.lists import StockQuery


def all_stated(session: Session, query: StockQuery) -> tuple[Message, ...]:
    """Each filter and each criterion of a query but its text."""
    return (*stated(session, query).values(), *said_stock_criteria(session, query.criteria))


def stated(session: Session, query: StockQuery) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = STOCK_STATE_TITLES[query.state]
    if query.kind is not None:
        said["kind"] = _("Kind of item: {kind}", kind=STOCK_KIND_TITLES[query.kind])
    if query.category is not None:
        name = session.scalar(select(Category.name).where(Category.id == query.category))
        said["category"] = _("Category: {name}", name=name or "?")
    if query.place is not None:
        path = session.scalar(select(Place.path).where(Place.id == query.place))
        said["place"] = _("Place: {name}", name=path or "?")
    if query.supplier is not None:
        name = session.scalar(select(Supplier.name).where(Supplier.id == query.supplier))
        said["supplier"] = _("Supplier: {name}", name=name or "?")
    if query.everything:
        said["everything"] = _("Also what is no longer ordered")
    return said
