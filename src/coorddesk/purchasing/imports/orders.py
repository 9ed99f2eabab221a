"""What sheets may bring of orders: a row for each line, what is said of the whole order in one of them or in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key
from coorddesk.purchasing.imports import headers
from coorddesk.purchasing.imports.order_rows import OrderTarget
from coorddesk.purchasing.imports.rates import rate_spelt
from coorddesk.purchasing.rules.words import LINE_KIND_TITLES, ORDER_STATE_TITLES, LineKind, OrderState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STATES = {
    OrderState.DRAFT: ("Brouillon", "En préparation", "À envoyer", "À valider"),
    OrderState.SENT: ("Envoyée", "Envoyé", "Commandé", "Commandée", "Passée", "En cours", "En attente", "Ordered"),
    OrderState.PARTLY_RECEIVED: ("Partiellement reçue", "Reçue partiellement", "Livraison partielle", "Partielle"),
    OrderState.RECEIVED: ("Reçue", "Reçu", "Livrée", "Livré", "Réceptionnée", "Received", "Delivered"),
    OrderState.INVOICED: ("Facturée", "Facturé", "Invoiced"),
    OrderState.PAID: ("Payée", "Payé", "Soldée", "Soldé", "Réglée", "Mandatée", "Clôturée", "Closed"),
    OrderState.CANCELLED: ("Annulée", "Annulé", "Canceled", "Cancelled"),
}
_KINDS = {
    LineKind.GOODS: ("Matériel", "Fourniture", "Article", "Bien", "Produit", "Marchandise"),
    LineKind.SERVICE: ("Prestation", "Service", "Services", "Main d'œuvre", "Installation"),
    LineKind.POSTAGE: ("Frais de port", "Port", "Livraison", "Transport", "Shipping"),
    LineKind.ECO: ("Éco-contribution", "Éco-participation", "Écotaxe", "DEEE", "Eco tax"),
}

FIELDS = (
    ImportField(
        "reference",
        _p("purchase order", "Order"),
        FieldType.CODE,
        headers.ORDERS,
        required=True,
        example="BC-2026-014",
    ),
    ImportField("line", _("Order line number"), FieldType.NUMBER),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, headers.SUPPLIERS, link=_("Supplier"), example="Vallon Informatique"
    ),
    ImportField("day", _p("purchase order", "Day"), FieldType.DATE, headers.DAYS, past=True, example=date(2026, 3, 12)),
    ImportField(
        "state",
        _p("purchase order", "State"),
        FieldType.CHOICE,
        headers.STATES,
        choices=tuple(Choice(each, title, _STATES[each]) for each, title in ORDER_STATE_TITLES.items()),
    ),
    ImportField(
        "label",
        _p("order line", "What"),
        spellings=headers.LABELS,
        spelt=tidy,
        required=True,
        example=_("Laptop 14 inches"),
    ),
    ImportField(
        "kind",
        _p("order line", "Kind"),
        FieldType.CHOICE,
        headers.KINDS,
        choices=tuple(Choice(each, title, _KINDS[each]) for each, title in LINE_KIND_TITLES.items()),
    ),
    ImportField(
        "supplier_reference", _p("order line", "Supplier’s reference"), FieldType.CODE, headers.SUPPLIER_REFERENCES
    ),
    ImportField("quantity", _p("order line", "Quantity"), FieldType.NUMBER, headers.QUANTITIES, example=12),
    ImportField(
        "unit_price",
        _p("order line", "Unit price excl. VAT"),
        FieldType.AMOUNT,
        headers.UNIT_PRICES,
        example=64_900,
    ),
    ImportField(
        "discount", _p("order line", "Discount (%)"), spellings=headers.DISCOUNTS, spelt=rate_spelt, example="5 %"
    ),
    ImportField(
        "vat_rate", _p("order line", "VAT rate"), spellings=headers.VAT_RATES, spelt=rate_spelt, example="20 %"
    ),
    ImportField("budget_line", _("Budget line"), FieldType.LINK, headers.BUDGET_LINES, example="011-60632"),
    ImportField("year", _("Fiscal year"), FieldType.LINK, headers.YEARS, example="2026"),
    ImportField("net", _p("order line", "Amount excl. VAT"), FieldType.AMOUNT, headers.NETS, aside=True),
    ImportField("vat", _p("order line", "VAT amount"), FieldType.AMOUNT, headers.VATS_OF_ORDERS, aside=True),
    ImportField("gross", _p("order line", "Amount incl. VAT"), FieldType.AMOUNT, headers.GROSS_OF_ORDERS, aside=True),
    ImportField("warranty_months", _("Warranty (months)"), FieldType.MONTHS, ("Garantie (mois)", "Garantie")),
    ImportField("received", _p("order line", "Received"), FieldType.NUMBER, headers.RECEIVED),
    ImportField("received_on", _p("order line", "Received on"), FieldType.DATE, headers.RECEIVED_ON, past=True),
    ImportField(
        "order_discount",
        _p("purchase order", "Discount on all lines (%)"),
        spellings=("Remise globale",),
        spelt=rate_spelt,
    ),
    ImportField("engagement_number", _("Engagement number"), FieldType.CODE, headers.ENGAGEMENTS),
    ImportField("expected_on", _p("purchase order", "Expected on"), FieldType.DATE, headers.EXPECTED),
    ImportField("place", _p("purchase order", "Deliver to"), FieldType.LINK, headers.PLACES, link=_("Place")),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
)


def _remark(values: Mapping[str, Any]) -> Message | None:
    """What people should know of a new order: without a state it is taken as sent, which commits it."""
    if "reference" in values and values.get("state") is None:
        return _("No state is said: the order counts as sent on its day.")
    return None


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return OrderTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import orders: {new} new lines, {changed} changed", new=new, changed=changed)


ORDERS = ImportKind(
    key="orders",
    title=_p("purchasing", "Orders"),
    fields=FIELDS,
    keys=(Key(("reference", "line")), Key(("reference",), unique=False, shared=True)),
    open=OrderTarget,
    deed=_deed,
    rows=_rows,
    remark=_remark,
    together=("reference",),
)
