"""What sheets may bring of invoices, credit notes and expenses: a row for each, or for each budget line of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key
from coorddesk.purchasing.imports import headers
from coorddesk.purchasing.imports.invoice_rows import InvoiceTarget
from coorddesk.purchasing.imports.rates import rate_spelt
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, PAYMENT_MEANS_TITLES, InvoiceKind, PaymentMeans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KINDS = {
    InvoiceKind.INVOICE: ("Facture", "Dépense", "Achat", "Ticket", "Reçu", "Note de frais"),
    InvoiceKind.CREDIT_NOTE: ("Avoir", "Facture d'avoir", "Remboursement", "Credit", "Refund"),
}
_MEANS = {
    PaymentMeans.TRANSFER: ("Virement", "VIR", "Virement bancaire", "Transfer"),
    PaymentMeans.PAYMENT_ORDER: ("Mandat", "Mandat administratif", "Mandatement"),
    PaymentMeans.DIRECT_DEBIT: ("Prélèvement", "PRLV", "Prélèvement automatique"),
    PaymentMeans.CARD: ("CB", "Carte", "Carte bancaire", "Carte bleue", "Carte d'achat"),
    PaymentMeans.CHEQUE: ("Chèque", "CHQ", "Check"),
    PaymentMeans.CASH: ("Espèces", "Liquide", "Régie", "Caisse"),
}

FIELDS = (
    ImportField(
        "number", _p("invoice", "Number"), FieldType.CODE, headers.NUMBERS, required=True, example="F-2026-0412"
    ),
    ImportField("line", _("Invoice line number"), FieldType.NUMBER),
    ImportField(
        "supplier",
        _("Supplier"),
        FieldType.LINK,
        headers.SUPPLIERS,
        link=_("Supplier"),
        required=True,
        example="Vallon Informatique",
    ),
    ImportField(
        "day",
        _p("invoice", "Day"),
        FieldType.DATE,
        headers.INVOICE_DAYS,
        past=True,
        required=True,
        example=date(2026, 4, 2),
    ),
    ImportField(
        "kind",
        _p("invoice", "Kind"),
        FieldType.CHOICE,
        headers.INVOICE_KINDS,
        choices=tuple(Choice(each, title, _KINDS[each]) for each, title in INVOICE_KIND_TITLES.items()),
    ),
    ImportField(
        "label", _p("invoice line", "What"), spellings=headers.LABELS, spelt=tidy, example=_("Laptop 14 inches")
    ),
    ImportField("budget_line", _("Budget line"), FieldType.LINK, headers.BUDGET_LINES, example="011-60632"),
    ImportField("year", _("Fiscal year"), FieldType.LINK, headers.YEARS, example="2026"),
    ImportField("net", _p("invoice line", "Amount excl. VAT"), FieldType.AMOUNT, headers.NETS, example=64_900),
    ImportField("vat", _p("invoice line", "VAT amount"), FieldType.AMOUNT, headers.VATS, example=12_980),
    ImportField("gross", _p("invoice line", "Amount incl. VAT"), FieldType.AMOUNT, headers.GROSS, example=77_880),
    ImportField(
        "vat_rate",
        _p("invoice line", "VAT rate"),
        spellings=headers.VAT_RATES_OF_INVOICES,
        spelt=rate_spelt,
        example="20 %",
    ),
    ImportField("order", _p("purchase order", "Order"), FieldType.LINK, headers.ORDERS),
    ImportField("order_line", _("Line of the order"), FieldType.NUMBER, headers.ORDER_LINES),
    ImportField("quantity", _p("invoice line", "Quantity"), FieldType.NUMBER, headers.QUANTITIES),
    ImportField("is_again", _("To be invoiced again"), FieldType.YES_NO, ("À refacturer",)),
    ImportField("due_on", _p("invoice", "Due on"), FieldType.DATE, headers.DUES),
    ImportField("paid_on", _p("invoice", "Paid on"), FieldType.DATE, headers.PAID_ON, past=True),
    ImportField("payment", _("Payment reference"), FieldType.CODE, headers.PAYMENTS),
    ImportField(
        "means",
        _("Means of payment"),
        FieldType.CHOICE,
        headers.MEANS,
        choices=tuple(Choice(each, title, _MEANS[each]) for each, title in PAYMENT_MEANS_TITLES.items()),
        aside=True,  # sheets say how one pays before it is paid
    ),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
)


def _remark(values: Mapping[str, Any]) -> Message | None:
    """What people should know of an invoice that is not paid yet."""
    if values.get("means") is not None and values.get("paid_on") is None:
        return _("How it is paid is kept once it was paid.")
    return None


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return InvoiceTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import invoices: {new} new lines, {changed} changed", new=new, changed=changed)


INVOICES = ImportKind(
    key="invoices",
    title=_("Invoices and expenses"),
    fields=FIELDS,
    keys=(Key(("number", "supplier", "line")), Key(("number", "supplier"), unique=False, shared=True)),
    open=InvoiceTarget,
    deed=_deed,
    rows=_rows,
    remark=_remark,
    together=("number", "supplier"),
)
