"""What the rows of documents say by the formulas on paper, told anew without the rules of the program."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import BudgetMove
from coorddesk.purchasing import models
from coorddesk.purchasing.rules.words import InvoiceKind, OrderStepKind, RequestState

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

NET_LINES = {5}
"""The budget lines whose year counts amounts without VAT."""


class Told:
    """What the rows of documents say by the formulas on paper, with decimals and without the rules of the program."""

    def __init__(self, session: Session) -> None:
        def every(kind: type[Any]) -> list[Any]:
            return list(session.scalars(select(kind).order_by(kind.id)))

        self.requests, self.needs = every(models.RequestStep), every(models.RequestLine)
        self.orders = {row.id: row for row in every(models.PurchaseOrder)}
        self.lines, self.steps, self.cuts = every(models.OrderLine), every(models.OrderStep), every(models.OrderCut)
        self.receipts = {row.id: row for row in every(models.Receipt)}
        self.came = every(models.ReceiptLine)
        self.invoices = {row.id: row for row in every(models.Invoice)}
        self.charges, self.payments = every(models.InvoiceLine), every(models.Payment)
        self.instalments, self.changes = every(models.Instalment), every(models.InstalmentChange)
        decided = select(BudgetMove).where(
            BudgetMove.document_kind == "budget_decision", BudgetMove.line_id.in_((3, 4))
        )
        self.carried = {
            (move.commitment_kind, move.commitment_id, move.day, move.line_id)
            for move in session.scalars(decided.order_by(BudgetMove.id))
            if move.commitment_id is not None and move.cents > 0 and move.line_id in (3, 4)
        }
        dated = [*self.requests, *self.steps, *self.cuts, *self.receipts.values(), *self.payments]
        dated += [*self.instalments, *self.changes, *self.invoices.values()]
        self.days = {row.day for row in dated} | {day for _k, _l, day, _b in self.carried}

    def at(self, day: date) -> Iterator[tuple[int, str, int]]:
        for need in self.needs:
            states = [each.state for each in self.requests if each.request_id == need.request_id and each.day <= day]
            if states and states[-1] is RequestState.APPROVED and need.budget_line_id:
                ordered = sum(self.kept_for_need(line, day) for line in self.lines if line.request_line_id == need.id)
                left = max(0, need.quantity - ordered)
                yield need.budget_line_id, "pre_committed", priced(need.budget_line_id, need, left)
        for line in self.lines:
            yield self.stands_on("order_line", line, day), "committed", self.remaining(line, day)
        for each in self.instalments:
            if each.day <= day:
                yield self.stands_on("instalment", each, day), "committed", self.still_due(each, day)
        for invoice in self.invoices.values():
            if invoice.day <= day:
                yield from self.charged(invoice, day)

    def kept_for_need(self, line: Any, day: date) -> int:
        """What went into another year does not come back to the request of its own."""
        carried = (since for of, row_id, since, _to in self.carried if (of, row_id) == ("order_line", line.id))
        return self.kept(line, min([day, *carried]))

    def kept(self, line: Any, day: date) -> int:
        steps = [each.kind for each in self.steps if each.order_id == line.order_id and each.day <= day]
        if not steps:
            return 0
        cut = sum(each.quantity or 0 for each in self.cuts if each.order_line_id == line.id and each.day <= day)
        kept = max(0, int(line.quantity) - cut)
        if steps[-1] is OrderStepKind.CANCELLED:
            came = (each for each in self.came if each.order_line_id == line.id)
            kept = min(kept, sum(e.quantity for e in came if self.receipts[e.receipt_id].day <= day))
        return kept

    def stands_on(self, kind: str, row: Any, day: date) -> int:
        carried = (to for of, row_id, since, to in self.carried if (of, row_id) == (kind, row.id) and since <= day)
        return int(next(carried, row.budget_line_id))

    def still_due(self, row: Any, day: date) -> int:
        on = self.stands_on("instalment", row, day)
        said = [each.net for each in self.changes if each.instalment_id == row.id and each.day <= day]
        net = int(said[-1] if said else row.net)
        due = net if on in NET_LINES else net + rounded(Decimal(net * row.vat_rate) / 10_000)
        return max(0, due - self.gross("instalment_id", row.id, on, day))

    def remaining(self, line: Any, day: date) -> int:
        is_over = any(c.quantity is None and c.order_line_id == line.id and c.day <= day for c in self.cuts)
        if is_over:
            return 0
        on = self.stands_on("order_line", line, day)
        ordered = priced(on, line, self.kept(line, day), self.orders[line.order_id].discount)
        return max(0, ordered - self.gross("order_line_id", line.id, on, day))

    def gross(self, link: str, row_id: int, on: int, day: date) -> int:
        gross = 0
        for each in self.charges:
            invoice = self.invoices[each.invoice_id]
            if getattr(each, link) == row_id and invoice.day <= day:
                amount = each.net if on in NET_LINES else each.net + each.vat
                if invoice.kind is InvoiceKind.INVOICE:
                    gross += amount
                elif each.is_again:
                    gross -= amount
        return max(0, gross)  # nobody is owed less than nothing

    def charged(self, invoice: Any, day: date) -> Iterator[tuple[int, str, int]]:
        sign = 1 if invoice.kind is InvoiceKind.INVOICE else -1
        lines = [each for each in self.charges if each.invoice_id == invoice.id]
        whole = sum(each.net + each.vat for each in lines)
        paid = sum(each.cents for each in self.payments if each.invoice_id == invoice.id and each.day <= day)
        exact = [Decimal(paid * (each.net + each.vat)) / whole for each in lines]
        shares = [int(each) for each in exact]
        while sum(shares) < paid:  # the cents that are left go where most was rounded away
            most = max(range(len(lines)), key=lambda place: (exact[place] - shares[place], -place))
            shares[most] += 1
        for each, share in zip(lines, shares, strict=True):
            net = rounded(Decimal(each.net * share) / (each.net + each.vat))
            is_net = each.budget_line_id in NET_LINES
            yield each.budget_line_id, "invoiced", sign * (each.net if is_net else each.net + each.vat)
            yield each.budget_line_id, "paid", sign * (net if is_net else share)


def priced(on: int, row: Any, quantity: int, order_discount: int = 0) -> int:
    price = Decimal(quantity * row.unit_price)
    for rate in (getattr(row, "discount", 0), order_discount):
        price -= price * rate / 10_000
    net = rounded(price)
    return net if on in NET_LINES else net + rounded(Decimal(net * row.vat_rate) / 10_000)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
