"""What narrows the list of invoices: what is to be seen to, what they are, and any field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import (
    InvoiceCounts,
    InvoiceQuery,
    invoice_counts,
    said_invoice_criteria,
    stated_invoices,
)
from coorddesk.purchasing.rules.narrowing import INVOICE_NEED_TITLES
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"past": False}


@dataclass(frozen=True)
class Offered:
    """How many invoices each filter would show, and what the list is narrowed to, in words."""

    counts: InvoiceCounts
    said: Mapping[str, Message]
    criteria: Sequence[Message]


def read_offered(query: InvoiceQuery, session: Session) -> Offered:
    """In the lane."""
    criteria = said_invoice_criteria(session, query.criteria)
    return Offered(invoice_counts(session), stated_invoices(session, query), criteria)


def unfiltered(query: InvoiceQuery) -> InvoiceQuery:
    """Every invoice that is not paid, sorted as before."""
    return InvoiceQuery(sort=query.sort, descending=query.descending)


def everything(query: InvoiceQuery) -> InvoiceQuery:
    """Those that are paid too."""
    return replace(unfiltered(query), past=True)


def choices_of(query: InvoiceQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    needs = tuple(
        Choice(("need", each), title, counts.needs.get(each, 0), query.need is each, Tone.WARNING)
        for each, title in INVOICE_NEED_TITLES.items()
        if counts.needs.get(each) or query.need is each
    )
    kinds = tuple(
        Choice(("kind", each), title, counts.kinds.get(each, 0), query.kind is each)
        for each, title in INVOICE_KIND_TITLES.items()
    )
    past = Choice(("past", True), _("Paid too"), None, query.past, Tone.MUTED)
    every = [
        Choices("need", _("To look at"), needs),
        Choices("kind", _p("invoice", "Kind"), (*kinds, past)),
    ]
    return [each for each in every if each.values]


def chips_of(query: InvoiceQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = [Chip(said, _without(query, field)) for field, said in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _without(query: InvoiceQuery, field: str) -> InvoiceQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything, _OFF)
"""How the list of invoices is narrowed."""
