"""The words of purchasing: how far a request or an order is, and what its lines, invoices and payments are."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _, _p


class RequestState(StrEnum):
    """How far a purchase request is."""

    DRAFT = "draft"
    TO_APPROVE = "to_approve"
    APPROVED = "approved"
    REFUSED = "refused"


REQUEST_STATE_TITLES: dict[RequestState, Message] = {
    RequestState.DRAFT: _p("purchase request", "Draft"),
    RequestState.TO_APPROVE: _p("purchase request", "To approve"),
    RequestState.APPROVED: _p("purchase request", "Approved"),
    RequestState.REFUSED: _p("purchase request", "Refused"),
}


class OrderState(StrEnum):
    """How far a purchase order is, in the order of its way."""

    DRAFT = "draft"
    SENT = "sent"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    INVOICED = "invoiced"
    PAID = "paid"
    CANCELLED = "cancelled"


ORDER_STATE_TITLES: dict[OrderState, Message] = {
    OrderState.DRAFT: _p("purchase order", "Draft"),
    OrderState.SENT: _p("purchase order", "Sent"),
    OrderState.PARTLY_RECEIVED: _p("purchase order", "Partly received"),
    OrderState.RECEIVED: _p("purchase order", "Received"),
    OrderState.INVOICED: _p("purchase order", "Invoiced"),
    OrderState.PAID: _p("purchase order", "Paid"),
    OrderState.CANCELLED: _p("purchase order", "Cancelled"),
}


class OrderStepKind(StrEnum):
    """What happens to an order as a whole; a cancelled one may be reopened."""

    SENT = "sent"
    CANCELLED = "cancelled"
    REOPENED = "reopened"


class LineKind(StrEnum):
    """What a line of an order is for; postage and eco-contribution are invoiced, but never received."""

    GOODS = "goods"
    SERVICE = "service"
    POSTAGE = "postage"
    ECO = "eco"


LINE_KIND_TITLES: dict[LineKind, Message] = {
    LineKind.GOODS: _p("order line", "Goods"),
    LineKind.SERVICE: _p("order line", "Service"),
    LineKind.POSTAGE: _p("order line", "Postage"),
    LineKind.ECO: _p("order line", "Eco-contribution"),
}

RECEIVED_KINDS = (LineKind.GOODS, LineKind.SERVICE)
"""The lines that are received: goods delivered, a service done."""


class InvoiceKind(StrEnum):
    """What a supplier asks, or gives back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


INVOICE_KIND_TITLES: dict[InvoiceKind, Message] = {
    InvoiceKind.INVOICE: _p("purchase", "Invoice"),
    InvoiceKind.CREDIT_NOTE: _p("purchase", "Credit note"),
}


class PaymentMeans(StrEnum):
    """How an invoice is paid."""

    TRANSFER = "transfer"
    PAYMENT_ORDER = "payment_order"
    DIRECT_DEBIT = "direct_debit"
    CARD = "card"
    CHEQUE = "cheque"
    CASH = "cash"


PAYMENT_MEANS_TITLES: dict[PaymentMeans, Message] = {
    PaymentMeans.TRANSFER: _p("payment", "Bank transfer"),
    PaymentMeans.PAYMENT_ORDER: _p("payment", "Payment order"),
    PaymentMeans.DIRECT_DEBIT: _p("payment", "Direct debit"),
    PaymentMeans.CARD: _p("payment", "Card"),
    PaymentMeans.CHEQUE: _p("payment", "Cheque"),
    PaymentMeans.CASH: _p("payment", "Cash"),
}


def said_to_come(left: int) -> Message:
    """How many of a line are still to come, where somebody said more."""
    if not left:
        return _("Nothing of this is still to come.")
    return _("Only {count} of these are still to come.", count=left)
