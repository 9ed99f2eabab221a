"""How an invoice is read into its form and written from it, and how it differs from its order; no widget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import (
    Match,
    OrderLineRow,
    Proposal,
    differences_foreseen,
    invoice_as_written,
    invoice_row,
    order_lines,
    order_row,
    standing_of,
    to_be_invoiced,
)
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.moves import line_of
from coorddesk.purchasing.rules.remaining import remaining_commitment, remaining_instalment
from coorddesk.purchasing.rules.totals import asked_of
from coorddesk.purchasing.rules.words import InvoiceKind
from coorddesk.purchasing.service import Charge, Entered, InvoiceDetails, InvoiceEdit, edit_invoice, enter_invoice
from coorddesk.purchasing.ui.budget_offer import BudgetOffer, read_budget
from coorddesk.purchasing.ui.invoice_lines import Committed, Left, Of, charged, proposed
from coorddesk.widgets.forms.record_dialog import Loaded
from coorddesk.widgets.grid.editor import GridRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GONE = _("This is no longer there: somebody deleted it.")


@dataclass(frozen=True)
class OfOrder:
    """What an invoice or a credit note of an order begins with."""

    supplier: Option
    order: Option
    lines: tuple[GridRow, ...]


@dataclass(frozen=True)
class InvoiceWish:
    """An invoice as its form says it, and the differences that its author saw; `id` and `version` of one there is."""

    details: InvoiceDetails
    seen: frozenset[Match]
    id: int | None = None
    version: int = 0


class DifferencesFound(UserError):
    """It differs from what was ordered or received, and nobody saw that before saving."""

    def __init__(self, found: Sequence[Match]) -> None:
        """Keep all of them."""
        super().__init__(said_differences(found) or Message(""))
        self.found = tuple(found)


def said_differences(found: Sequence[Match]) -> Message | None:
    """Each difference on a line of its own; None where there is none."""
    said: Message | None = None
    for match in found:
        said = match.text if said is None else _("{one}\n{other}", one=said, other=match.text)
    return said


def read_of_order(order_id: int, kind: InvoiceKind, session: Session) -> OfOrder | None:
    """In the lane: what came and was not invoiced; of a credit note, every line without an amount."""
    row = order_row(session, order_id)
    if row is None:
        return None
    if kind is InvoiceKind.INVOICE:
        lines = tuple(map(proposed, to_be_invoiced(session, order_id)))
        lines = lines or tuple(_before_it_came(line, row.discount) for line in order_lines(session, order_id))
        lines = tuple(line for line in lines if line.values["quantity"])
    else:
        lines = tuple(map(_given_back, order_lines(session, order_id)))
    return OfOrder(Option(row.supplier_id, row.supplier), Option(row.id, row.reference, row.supplier), lines)


def read_offer(
    day: date, orders: Collection[int], also: Collection[int], session: Session, instalments: Collection[int] = ()
) -> tuple[BudgetOffer, Committed]:
    """In the lane: the budget lines, and what the lines of these orders and these instalments still commit."""
    offer = read_budget(session, day, also)
    remaining: dict[Of, Left] = {}
    for standing in standing_of(session, list(orders)).values():
        for line in standing.order.lines:
            counting = offer.counting.get(line_of(line))
            if counting is not None:
                cents = remaining_commitment(standing.documents, standing.order, line, counting)
                remaining[Of(line.id)] = Left(line_of(line), cents)
    there = documents_of(session, instalments=instalments)
    for each in there.instalments:
        counting = offer.counting.get(line_of(each))
        if counting is not None:
            remaining[Of(None, each.id)] = Left(line_of(each), remaining_instalment(there, each, counting))
    return offer, Committed(remaining)


def load_invoice(invoice_id: int, day: date, session: Session) -> Loaded:
    """In the lane: an invoice by the keys of its form."""
    row, written = invoice_row(session, invoice_id), invoice_as_written(session, invoice_id)
    if row is None or written is None:
        raise UserError(_GONE)
    details = written.details
    order = None if details.order_id is None else order_row(session, details.order_id)
    offer = read_budget(session, day, {each.budget_line_id for each in details.lines})
    is_owed = details.kind is InvoiceKind.INVOICE
    charged_so = [(each.budget_line_id, Amounts(each.net, each.vat)) for each in details.lines if is_owed]
    values = {key: getattr(details, key) for key in ("kind", "number", "day", "due_on", "notes")}
    return Loaded(
        written.version,
        values
        | {
            "supplier_id": Option(row.supplier_id, row.supplier),
            "order_id": None if order is None else Option(order.id, order.reference, order.supplier),
            "lines": tuple(map(charged, details.lines)),
            "budget": offer,
            "committed": Committed({}, asked_of(charged_so, offer.counting)),
        },
    )


def foresee(details: InvoiceDetails, invoice_id: int | None, session: Session) -> Sequence[Match]:
    """In the lane: how it would differ."""
    return differences_foreseen(session, details, invoice_id)


def save_invoice(wish: InvoiceWish, session: Session) -> Entered:
    """In the lane. Raises `DifferencesFound` for what its author did not see."""
    found = foresee(wish.details, wish.id, session)
    if any(each not in wish.seen for each in found):
        raise DifferencesFound(found)
    if wish.id is None:
        return enter_invoice(session, wish.details)
    return edit_invoice(session, InvoiceEdit(wish.id, wish.version, wish.details))


def begun_with(charges: Sequence[Charge]) -> tuple[GridRow, ...]:
    """Lines that are known before anything is typed: of instalments of a contract."""
    return tuple(map(charged, charges))


def _before_it_came(line: OrderLineRow, discount: int) -> GridRow:
    """What is not invoiced of a line, although it did not come yet: some suppliers ask first."""
    left = max(0, line.standing.kept - line.standing.invoiced_quantity) if line.standing.remaining else 0
    price = Price(max(left, 1), line.unit_price, line.vat_rate, line.discount, discount)
    return proposed(Proposal(line.id, line.label, line.budget_line_id, left, price.amount, line.vat_rate))


def _given_back(line: OrderLineRow) -> GridRow:
    values = {"label": line.label, "vat_rate": line.vat_rate, "budget_line_id": line.budget_line_id}
    return GridRow(values, None, Of(line.id))
