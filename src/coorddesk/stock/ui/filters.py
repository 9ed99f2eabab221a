"""What narrows the list of stock: how items stand, their kinds, their categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.inventory.queries import NamedRow, categories
from coorddesk.stock.queries import StockCounts, StockQuery, said_stock_criteria, stated, stock_counts
from coorddesk.stock.rules import STOCK_KIND_TITLES, STOCK_STATE_TITLES
from coorddesk.stock.ui.card import STATE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Offered:
    """All that the list can be narrowed to, and what it is narrowed to, in words."""

    counts: StockCounts
    categories: Sequence[NamedRow]
    said: Mapping[str, Message]
    criteria: Sequence[Message] = ()


def read_offered(query: StockQuery, session: Session) -> Offered:
    """In the lane."""
    criteria = said_stock_criteria(session, query.criteria)
    return Offered(stock_counts(session), categories(session), stated(session, query), criteria)


def unfiltered(query: StockQuery) -> StockQuery:
    """Everything, sorted as before."""
    return StockQuery(sort=query.sort, descending=query.descending)


def choices_of(query: StockQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    states = tuple(
        Choice(("state", state), title, counts.states.get(state, 0), query.state is state, STATE_TONES[state])
        for state, title in STOCK_STATE_TITLES.items()
        if counts.states.get(state) or query.state is state
    )
    kinds = tuple(
        Choice(("kind", kind), title, counts.kinds.get(kind, 0), query.kind is kind)
        for kind, title in STOCK_KIND_TITLES.items()
    )
    of_category = tuple(
        Choice(("category", row.id), verbatim(row.name), counts.categories.get(row.id, 0), query.category == row.id)
        for row in offered.categories
        if counts.categories.get(row.id) or query.category == row.id
    )
    every = [
        Choices("state", _p("stock", "State"), states),
        Choices("kind", _("Kind of item"), kinds if counts.kinds else ()),
        Choices("category", _("Category"), of_category),
    ]
    return [each for each in every if each.values]


def chips_of(query: StockQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    off: dict[str, Any] = dict.fromkeys(offered.said) | _OFF
    chips = [Chip(said, replace(query, **{field: off[field]})) for field, said in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


_OFF: dict[str, Any] = {"everything": False}
NARROWING = Narrowing(
    read_offered,
    choices_of,
    chips_of,
    unfiltered,
    lambda query: replace(unfiltered(query), everything=True),
    _OFF,
)
"""How the list of stock is narrowed."""
