"""The rows of a sheet of invoices: what they charge to which budget line, and the lines of orders that they are about.

Invoices that are there stay as they are, but for one thing: a row that says when they were paid pays them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import _
from coorddesk.importing.kind import Known, RowChange
from coorddesk.purchasing.imports.amounts import Told, amounts_told
from coorddesk.purchasing.imports.charging import Charging
from coorddesk.purchasing.imports.documents import Document, DocumentTarget, Said
from coorddesk.purchasing.imports.invoice_reading import StoredInvoice, stored_invoices
from coorddesk.purchasing.imports.links import Trouble
from coorddesk.purchasing.rules.words import InvoiceKind, PaymentMeans
from coorddesk.purchasing.service import Charge, InvoiceDetails, Paying, enter_invoice, pay_invoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OF_INVOICE = ("day", "kind", "due_on", "paid_on", "payment", "means", "notes")
"""What a row says of the whole invoice."""

_PAYING = frozenset({"paid_on", "payment", "means"})


class InvoiceTarget(DocumentTarget):
    """The invoices within one import; suppliers that are not there yet are made with them."""

    of_document = OF_INVOICE
    disagreeing = _("Another row of this invoice says otherwise: it has one of this.")

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        super().__init__(session)
        self._links["order"] = self._orders
        self._charging = Charging(session, self._lines, self._orders)
        self._there = {each.id: each for each in stored_invoices(session)}
        self._of_line = {line: each for each in self._there.values() for line, _said in each.rows}
        self._known = {self._key(each.rows[0][1]) for each in self._there.values()}
        self._whose: dict[int | None, Said] = {}
        self._to_pay: dict[int, dict[str, Any]] = {}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every line of every invoice, and each invoice of several lines once more as one row may say it."""
        for each in self._there.values():
            for line, said in each.rows:
                yield Known(line, each.version, tuple(said.get(key) for key in fields))
            if each.whole is not None and "line" not in fields:
                yield Known(each.rows[0][0], each.version, tuple(each.whole.get(key) for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every line, invoice by invoice."""
        yield from (said for each in self._there.values() for _line, said in each.rows)

    def refuse(self, values: Said, known: Known | None) -> Trouble | None:
        """What the form would refuse, rows that disagree, amounts that contradict each other, what is there already."""
        if known is not None:
            return self._refused_change(self._of_line[known.id], values)
        if self._key(values) in self._known:
            return "number", _("This invoice is there already, without this line. Change it in the program.")
        return self._refused_beside(values)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Keep what was paid; an invoice of several rows is paid once."""
        for change in changes:
            self._to_pay.setdefault(self._of_line[change.id].id, {}).update(change.values)

    def finish(self) -> None:
        """Enter the invoices, and pay those that were paid."""
        suppliers = self._suppliers.ids(dict.fromkeys(each.rows[0]["supplier"] for each in self._new.values()))
        for each in self._new.values():
            details = self._details(each, suppliers[each.rows[0]["supplier"]])
            entered = enter_invoice(self._session, details)
            cents = sum(line.net + line.vat for line in details.lines)
            self._pay(entered.id, cents, each.said)
        for invoice_id, said in self._to_pay.items():
            self._pay(invoice_id, self._there[invoice_id].left, said)

    def _key(self, row: Said) -> tuple[str, str]:
        return fold_code(row["number"]), fold(row["supplier"])

    def _refused_new(self, row: Said, document: Said) -> Trouble | None:
        if document["day"] > self._today:
            return "day", _("This day is still to come. Write it down once it was.")
        told = amounts_told(row)
        if not isinstance(told, Told):
            return told
        if document.get("paid_on") is None and row.get("payment"):
            return "paid_on", _("Say on which day it was paid, or leave out how.")
        if document.get("paid_on") is not None and not document["day"] <= document["paid_on"] <= self._today:
            return "paid_on", _("It was paid between the day of the invoice and today.")
        charges = self._charging.charges(row, told)
        return self._refused_again(row, charges) if isinstance(charges, list) else charges

    def _refused_again(self, row: Said, charges: Sequence[Charge]) -> Trouble | None:
        """An order is charged whole by no row once another row of the sheet was charged to some of it."""
        lines = {each.order_line_id for each in charges} - {None}
        if len(lines) > 1 and any(self._whose.get(line, row) is not row for line in lines):
            return "order", _("Another row of this sheet is charged to this order already.")
        self._whose |= dict.fromkeys(lines, row)
        return None

    def _refused_change(self, there: StoredInvoice, values: Said) -> Trouble | None:
        other = next((key for key in values if key not in _PAYING), None)
        if other is not None:
            return other, _("Here it stands otherwise: change that in the program, where budgets follow.")
        if "paid_on" not in values or not there.left:
            return next(iter(values)), _("It is paid already, and stands otherwise here.")
        if not there.day <= values["paid_on"] <= self._today:
            return "paid_on", _("It was paid between the day of the invoice and today.")
        return None

    def _details(self, invoice: Document, supplier_id: int) -> InvoiceDetails:
        charges = [charge for row in invoice.rows for charge in self._charged(row)]
        sign = -1 if sum(each.net + each.vat for each in charges) < 0 else 1
        usual = InvoiceKind.CREDIT_NOTE if sign < 0 else InvoiceKind.INVOICE
        said = invoice.said
        return InvoiceDetails(
            supplier_id,
            invoice.rows[0]["number"],
            said["day"],
            tuple(replace(each, net=sign * each.net, vat=sign * each.vat) for each in charges),
            InvoiceKind(said.get("kind") or usual),
            due_on=said.get("due_on"),
            notes=said.get("notes") or "",
        )

    def _charged(self, row: Said) -> list[Charge]:
        told = amounts_told(row)
        assert isinstance(told, Told), "refused before"
        charges = self._charging.charges(row, told)
        assert isinstance(charges, list), "refused before"
        return charges

    def _pay(self, invoice_id: int, cents: int, said: Said) -> None:
        if said.get("paid_on") is not None:
            means = None if said.get("means") is None else PaymentMeans(said["means"])
            paying = Paying(invoice_id, said["paid_on"], cents, means, said.get("payment") or "")
            pay_invoice(self._session, paying)
