"""What narrows the ledger: its year, what moves mean, and which papers wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import MoveQuery, YearRow, fiscal_years, move_counts, stated_moves
from coorddesk.budget.rules.words import MOVE_TITLES, MoveKind
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DOCUMENTS: dict[str, Message] = {
    "budget_decision": _p("ledger", "Decisions"),
    "purchase_request": _p("ledger", "Requests"),
    "purchase_order": _p("ledger", "Orders"),
    "invoice": _p("ledger", "Invoices"),
    "payment": _p("ledger", "Payments"),
    "instalment": _p("ledger", "Instalments"),
}
_OFF: dict[str, Any] = {"lines": ()}


@dataclass(frozen=True)
class Offered:
    """The years, how many moves of each kind there are, and what the list is narrowed to, in words."""

    years: Sequence[YearRow]
    counts: Mapping[MoveKind, int]
    said: Mapping[str, Message]


def unfiltered(query: MoveQuery) -> MoveQuery:
    """Every move of every year, sorted as before."""
    return MoveQuery(sort=query.sort, descending=query.descending)


def _read(query: MoveQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(fiscal_years(session), move_counts(session, query.year), stated_moves(session, query))


def _choices(query: MoveQuery, offered: Offered) -> list[Choices]:
    years = tuple(Choice(("year", each.id), verbatim(each.name), None, query.year == each.id) for each in offered.years)
    kinds = tuple(
        Choice(("kind", each), title, offered.counts.get(each, 0), query.kind is each)
        for each, title in MOVE_TITLES.items()
        if offered.counts.get(each) or query.kind is each
    )
    papers = tuple(
        Choice(("documents", each), title, None, query.documents == each) for each, title in _DOCUMENTS.items()
    )
    every = [
        Choices("year", _("Fiscal year"), years),
        Choices("kind", _p("ledger", "Move"), kinds),
        Choices("documents", _p("ledger", "Document"), papers),
    ]
    return [each for each in every if each.values]


def _chips(query: MoveQuery, offered: Offered) -> list[Chip]:
    chips = [Chip(said, _without(query, field)) for field, said in offered.said.items()]
    if query.documents is not None and "documents" not in offered.said:
        chips.append(Chip(_DOCUMENTS.get(query.documents, verbatim(query.documents)), _without(query, "documents")))
    if query.document is not None and "document" not in offered.said:
        chips.append(Chip(_("Moves of one document"), _without(query, "document")))
    return chips


def _without(query: MoveQuery, field: str) -> MoveQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(_read, _choices, _chips, unfiltered, unfiltered, _OFF)
"""How the ledger is narrowed."""
