"""Verbs on invoices: entered, given back by a credit note, and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.budget_meant import cents_meant, day_meant
from coorddesk.cli.purchase_meant import (
    INVOICE,
    LINE,
    OF_INVOICE,
    ORDER,
    dated,
    invoice_meant,
    lines_typed,
    order_meant,
    warn,
)
from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p, verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.purchasing.service import Charge, InvoiceDetails

_MEANS = ("transfer", "payment_order", "direct_debit", "card", "cheque", "cash")


def invoice(run: Run) -> None:
    """Enter an invoice: of an order, what came and was not invoiced; or lines of its own. What differs is said."""
    from coorddesk.purchasing.queries import differences_foreseen  # SQL, which --help does not need
    from coorddesk.purchasing.service import enter_invoice

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        wish = _invoice_wish(session, run)
        differences = differences_foreseen(session, wish)
        entered = enter_invoice(session, wish)
    whole = sum(line.net + line.vat for line in wish.lines)
    run.say(_("{document} is entered: {amount}.", document=typed.number, amount=run.texts.money(whole)))
    for each in differences:
        run.say(each.text)
    warn(run, entered.overspent)


def credit(run: Run) -> None:
    """Enter a credit note on an invoice: all of it, or an amount in proportion to its lines."""
    from coorddesk.purchasing.queries import invoice_as_written
    from coorddesk.purchasing.rules.words import InvoiceKind
    from coorddesk.purchasing.service import InvoiceDetails, enter_invoice

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = invoice_meant(session, typed.invoice)
        written = invoice_as_written(session, row.id)
        assert written is not None, "it was just found"
        lines = _given_back(
            written.details.lines, None if typed.net is None else cents_meant(typed.net), again=typed.again
        )
        kind = InvoiceKind.CREDIT_NOTE
        wish = InvoiceDetails(row.supplier_id, typed.number, day_meant(run), lines, kind, written.details.order_id)
        entered = enter_invoice(session, wish)
    whole = sum(line.net + line.vat for line in wish.lines)
    run.say(_("{document} is entered: {amount}.", document=typed.number, amount=run.texts.money(whole)))
    warn(run, entered.overspent)


def pay(run: Run) -> None:
    """Write a payment down: all that is left of an invoice, or an amount."""
    from coorddesk.purchasing.queries import invoice_row
    from coorddesk.purchasing.rules.words import PaymentMeans
    from coorddesk.purchasing.service import Paying, pay_invoice

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        row = invoice_meant(session, typed.invoice)
        cents = abs(row.left) if typed.amount is None else cents_meant(typed.amount)
        means = None if typed.means is None else PaymentMeans(typed.means)
        paid = pay_invoice(session, Paying(row.id, day_meant(run), cents, means, typed.reference or ""))
        left = invoice_row(session, row.id)
    assert left is not None, "it was just paid"
    run.say(_("{document}: {left} left to pay.", document=row.number, left=run.texts.money(left.left)))
    warn(run, paid.overspent)


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    number, amount = _p("argument", "NUMBER"), _p("argument", "AMOUNT")
    of_supplier = _("the number that the supplier gave it")
    (
        dated(verbs.add("invoice", invoice, _("enter an invoice")))
        .takes("number", metavar=number, explanation=of_supplier)
        .takes("--order", metavar=ORDER, explanation=_("the order of which everything that came is invoiced"))
        .takes(
            "--supplier", metavar=_p("argument", "SUPPLIER"), explanation=_("whose it is, where nothing was ordered")
        )
        .takes("--line", metavar=_p("argument", "LINE"), action="append", default=[], explanation=LINE)
        .takes("--due", metavar=_p("argument", "DAY"), explanation=_("by when it is to be paid"))
    )
    (
        dated(verbs.add("credit-note", credit, _("enter a credit note on an invoice")))
        .takes("number", metavar=number, explanation=of_supplier)
        .takes("invoice", metavar=INVOICE, explanation=OF_INVOICE)
        .takes("--net", metavar=amount, explanation=_("what is given back, excluding VAT; without it, all of it"))
        .flag("--again", _("it is to be invoiced again"))
    )
    (
        dated(verbs.add("pay", pay, _("write a payment down")))
        .takes("invoice", metavar=INVOICE, explanation=OF_INVOICE)
        .takes(
            "amount", metavar=amount, nargs="?", explanation=_("how much, VAT included; without it, all that is left")
        )
        .takes("--means", metavar=verbatim("|".join(_MEANS)), choices=_MEANS, explanation=_("how it was paid"))
        .takes("--reference", metavar=_p("argument", "TEXT"), explanation=_("of the payment order or the transfer"))
    )


def _invoice_wish(session: Session, run: Run) -> InvoiceDetails:
    from coorddesk.purchasing.queries import to_be_invoiced
    from coorddesk.purchasing.service import InvoiceDetails

    typed = run.options
    of = None if typed.order is None else order_meant(session, typed.order)
    lines = tuple(_charges(session, run))
    if of is not None and not lines:
        lines = tuple(each.charge for each in to_be_invoiced(session, of.id))
        if not lines:
            raise UserError(_("Nothing of this order is left to be invoiced."))
    if of is None and typed.supplier is None:
        raise UserError(_("Say of which order it is, or of which supplier."), field="supplier_id")
    supplier = record_meant(session, "supplier", typed.supplier)[1] if of is None else of.supplier_id
    due = None if typed.due is None else day_typed(typed.due)
    order_id = None if of is None else of.id
    return InvoiceDetails(supplier, typed.number, day_meant(run), lines, order_id=order_id, due_on=due)


def _charges(session: Session, run: Run) -> Sequence[Charge]:
    from coorddesk.purchasing.rules.amounts import Price
    from coorddesk.purchasing.service import Charge

    charges = []
    for line in lines_typed(session, run, run.options.line):
        if line.budget_line_id is None:
            raise UserError(_("Say for each line on which budget line it stands."), field="lines")
        amount = Price(line.quantity, line.price, line.rate).amount
        charges.append(Charge(amount.net, amount.vat, line.budget_line_id, None, line.quantity, line.rate, line.label))
    return charges


def _given_back(lines: Sequence[Charge], net: int | None, *, again: bool) -> tuple[Charge, ...]:
    """The lines of a credit note: those of the invoice, or so many cents of them without VAT in proportion."""
    from dataclasses import replace

    from coorddesk.budget.rules.vat import of_net
    from coorddesk.core.money import shared

    if net is None:
        return tuple(replace(line, id=None, is_again=again) for line in lines)
    if not 0 < net <= sum(line.net for line in lines):
        raise UserError(_("No more is given back than was invoiced."), field="net")
    parts = zip(lines, shared(net, [line.net for line in lines]), strict=True)
    charged = ((line, of_net(cents, line.vat_rate)) for line, cents in parts if cents)
    return tuple(
        replace(line, id=None, net=amount.net, vat=amount.vat, quantity=0, is_again=again) for line, amount in charged
    )
