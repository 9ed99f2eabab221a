"""The verbs on invoices and credit notes: entered, taken back, and paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.ledger import Overspent
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, Money, _
from coorddesk.core.money import LARGEST
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.purchasing.models import Contract, Instalment, Invoice, InvoiceLine, OrderLine, Payment, PurchaseOrder
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.meaning import Scope, meaning_of
from coorddesk.purchasing.rules.details import Charge, InvoiceDetails
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, PaymentMeans
from coorddesk.purchasing.service.parts import refuse_future, write_lines
from coorddesk.purchasing.service.posting import settle

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_INVOICE = Invoice.__tablename__


@dataclass(frozen=True)
class InvoiceEdit:
    """An invoice said anew, and the version its author saw."""

    id: int
    version: int
    details: InvoiceDetails


@dataclass(frozen=True)
class Paying:
    """Cents, including VAT, that are paid for an invoice on a day, or given back for a credit note."""

    invoice_id: int
    day: date
    cents: int
    means: PaymentMeans | None = None
    reference: str = ""


@dataclass(frozen=True)
class Entered:
    """The document that was written, and the budget lines to warn of."""

    id: int
    overspent: tuple[Overspent, ...] = ()


@allowed(*EDITORS)
def enter_invoice(session: Session, wish: InvoiceDetails) -> Entered:
    """Write down an invoice or a credit note: it uses up what its order lines and instalments commit."""
    _refuse_wrong(session, wish)
    scope = _scope(session, [(each.order_line_id, each.instalment_id) for each in wish.lines])
    before = meaning_of(session, scope)
    row = Invoice()
    _write(row, wish)
    session.add(row)
    session.flush()
    _write_lines(session, row.id, wish)
    overspent = settle(session, replace(scope, invoices=(row.id,)), before)
    record(session, _ENTERED[wish.kind](row.number), *_about(session, row, scope))
    return Entered(row.id, overspent)


@allowed(*EDITORS)
def edit_invoice(session: Session, wish: InvoiceEdit) -> Entered:
    """Put an invoice right that was entered wrongly; the ledger is told what differs."""
    row = row_as_seen(session, Invoice, wish.id, wish.version)
    _refuse_wrong(session, wish.details, row)
    _refuse_paid_otherwise(session, row, wish.details)
    said = [(each.order_line_id, each.instalment_id) for each in wish.details.lines]
    scope = replace(_scope(session, [*_links_of(session, row.id), *said]), invoices=(row.id,))
    before = meaning_of(session, scope)
    _write(row, wish.details)
    session.flush()
    if _write_lines(session, row.id, wish.details):
        raise_versions(session, table_named(_INVOICE), [wish.id])
    overspent = settle(session, scope, before)
    record(session, _("Edit “{number}”", number=row.number), *_about(session, row, scope))
    return Entered(row.id, overspent)


@allowed(*EDITORS)
def delete_invoice(session: Session, wish: Deletion) -> None:
    """Take back an invoice that was entered wrongly; its moves are taken back in the ledger."""
    row = row_as_seen(session, Invoice, wish.id, wish.version)
    number, scope = row.number, _scope(session, _links_of(session, row.id))
    before = meaning_of(session, replace(scope, invoices=(row.id,)))
    about = _about(session, row, scope)
    write_lines(session, InvoiceLine, ("invoice_id", row.id), [])
    delete_unused(session, row, number)
    settle(session, scope, before)
    record(session, _("Take back “{number}”", number=number), *about)


@allowed(*EDITORS)
def pay_invoice(session: Session, wish: Paying) -> Entered:
    """Write down a payment; more than is still to be paid is refused."""
    paid = write_payment(session, wish)
    number = session.get_one(Invoice, wish.invoice_id).number
    record(session, _("Pay “{number}”", number=number), ("payment", paid.id), (_INVOICE, wish.invoice_id))
    return paid


@allowed(*EDITORS)
def write_payment(session: Session, wish: Paying) -> Entered:
    """The same as a part of another deed."""
    row = row_there(session, Invoice, wish.invoice_id)
    refuse_future(session, wish.day)
    scope = Scope(invoices=(row.id,))
    invoice = next(e for e in documents_of(session, invoices=(row.id,)).invoices if e.id == row.id)
    if invoice.left_to_pay <= 0:
        raise UserError(_("This is paid already."), field="cents")
    if not 0 < wish.cents <= invoice.left_to_pay:
        raise UserError(_("{left} are still to be paid.", left=Money(invoice.left_to_pay)), field="cents")
    if wish.day < row.day:
        raise UserError(_("This is before the day of the invoice."), field="day")
    before = meaning_of(session, scope)
    paid = Payment(invoice_id=row.id, day=wish.day, cents=wish.cents, means=wish.means)
    paid.reference, paid.moment, paid.actor = tidy(wish.reference), clock_of(session).now(), actor_of(session).name
    session.add(paid)
    overspent = settle(session, scope, before)
    return Entered(paid.id, overspent)


@allowed(*EDITORS)
def delete_payment(session: Session, wish: Deletion) -> None:
    """Take back a payment that was not one."""
    row = remove_payment(session, wish)
    record(session, _("Take back a payment of “{number}”", number=row.number), ("payment", wish.id), (_INVOICE, row.id))


@allowed(*EDITORS)
def remove_payment(session: Session, wish: Deletion) -> Invoice:
    """The same as a part of another deed; returns the invoice."""
    paid = row_as_seen(session, Payment, wish.id, wish.version)
    row = row_there(session, Invoice, paid.invoice_id)
    scope = Scope(invoices=(row.id,))
    before = meaning_of(session, scope)
    delete_unused(session, paid, paid.reference or row.number)
    settle(session, scope, before)
    return row


def _invoice_entered(number: str) -> Message:
    return _("Enter the invoice {number}", number=number)


def _credit_note_entered(number: str) -> Message:
    return _("Enter the credit note {number}", number=number)


_ENTERED = {InvoiceKind.INVOICE: _invoice_entered, InvoiceKind.CREDIT_NOTE: _credit_note_entered}


def _write(row: Invoice, wish: InvoiceDetails) -> None:
    row.supplier_id, row.order_id, row.kind = wish.supplier_id, wish.order_id, wish.kind
    row.number, row.notes = tidy(wish.number), tidy_lines(wish.notes)
    row.number_folded = fold(row.number)
    row.day, row.due_on = wish.day, wish.due_on


def _write_lines(session: Session, invoice_id: int, wish: InvoiceDetails) -> bool:
    rows = []
    for each in wish.lines:
        values = asdict(each) | {"label": tidy(each.label)}
        rows.append((values.pop("id"), values))
    return write_lines(session, InvoiceLine, ("invoice_id", invoice_id), rows)


def _refuse_wrong(session: Session, wish: InvoiceDetails, row: Invoice | None = None) -> None:
    number = tidy(wish.number)
    refuse_gone(session, [("supplier_id", Supplier, wish.supplier_id), ("order_id", PurchaseOrder, wish.order_id)])
    refuse_future(session, wish.day)
    if not number:
        raise UserError(_("Say the number that the supplier gave it."), field="number")
    if not wish.lines:
        raise UserError(_("Say what it is for: a line at least."), field="lines")
    same = select(Invoice.id).where(Invoice.supplier_id == wish.supplier_id, Invoice.number_folded == fold(number))
    if session.scalar(same) not in {None, None if row is None else row.id}:
        raise UserError(_("“{number}” of this supplier is entered already.", number=number), field="number")
    if wish.due_on is not None and wish.due_on < wish.day:
        raise UserError(_("This is before the day of the invoice."), field="due_on")
    _refuse_lines(session, wish)


def _refuse_lines(session: Session, wish: InvoiceDetails) -> None:
    whole = sum(each.net + each.vat for each in wish.lines)
    if not 0 < whole <= LARGEST or any(each.quantity < 0 or each.vat_rate < 0 for each in wish.lines):
        raise UserError(_("Say how much: not nothing, and not that much."), field="lines")
    for each in wish.lines:
        row_there(session, BudgetLine, each.budget_line_id)
        if each.order_line_id is not None:
            _refuse_order(session, wish, each.order_line_id)
        if each.instalment_id is not None:
            _refuse_instalment(session, wish, each)


def _refuse_paid_otherwise(session: Session, row: Invoice, wish: InvoiceDetails) -> None:
    """What was paid stays paid: not more than it says now, and not before its day."""
    wanted = select(Payment.cents, Payment.day).where(Payment.invoice_id == row.id)
    payments = session.execute(wanted).all()
    if not payments:
        return
    if wish.kind is not row.kind:
        raise UserError(_("This is paid already. Take the payment back first."), field="kind")
    if sum(each.cents for each in payments) > sum(each.net + each.vat for each in wish.lines):
        raise UserError(_("More than that is paid already. Take a payment back first."), field="lines")
    if min(each.day for each in payments) < wish.day:
        raise UserError(_("It was paid before this day. Take the payment back first."), field="day")


def _refuse_order(session: Session, wish: InvoiceDetails, line_id: int) -> None:
    refuse_gone(session, [("lines", OrderLine, line_id)])
    order = row_there(session, PurchaseOrder, session.get_one(OrderLine, line_id).order_id)
    if order.state is OrderState.DRAFT:
        raise UserError(_("The order {reference} was not sent yet.", reference=order.reference), field="lines")
    if order.supplier_id != wish.supplier_id:
        raise UserError(_("The order {reference} is another supplier’s.", reference=order.reference), field="lines")


def _refuse_instalment(session: Session, wish: InvoiceDetails, charge: Charge) -> None:
    refuse_gone(session, [("lines", Instalment, charge.instalment_id)])
    if charge.order_line_id is not None:
        raise UserError(_("A line is of an order or of a contract, not of both."), field="lines")
    contract = session.get_one(Contract, session.get_one(Instalment, charge.instalment_id).contract_id)
    if contract.supplier_id != wish.supplier_id:
        raise UserError(_("The contract “{name}” is another supplier’s.", name=contract.name), field="lines")


def _links_of(session: Session, invoice_id: int) -> list[tuple[int | None, int | None]]:
    """The order line and the instalment that each line of an invoice is of."""
    wanted = select(InvoiceLine.order_line_id, InvoiceLine.instalment_id).where(InvoiceLine.invoice_id == invoice_id)
    return [(order_line, instalment) for order_line, instalment in session.execute(wanted)]


def _scope(session: Session, links: Sequence[tuple[int | None, int | None]]) -> Scope:
    """The orders and instalments that lines of an invoice use up."""
    orders = session.scalars(_orders_of([order_line for order_line, _instalment in links]))
    instalments = sorted({instalment for _line, instalment in links if instalment is not None})
    return Scope(orders=tuple(orders), instalments=tuple(instalments))


def _orders_of(lines: list[int | None]) -> Select[int]:
    wanted = select(OrderLine.order_id).where(OrderLine.id.in_([each for each in lines if each is not None]))
    return wanted.distinct().order_by(OrderLine.order_id)


def _about(session: Session, row: Invoice, scope: Scope) -> list[tuple[str, int]]:
    orders = (("purchase_order", each) for each in scope.orders)
    of_contracts = select(Instalment.contract_id).where(Instalment.id.in_(scope.instalments)).distinct()
    contracts = (("contract", each) for each in session.scalars(of_contracts.order_by(Instalment.contract_id)))
    return [(_INVOICE, row.id), ("supplier", row.supplier_id), *orders, *contracts]
