"""Invoices as lists: those of a list, those of a month, and what is still to be paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.purchasing.queries.invoice_rows import INVOICE_COLUMNS, InvoiceRow, invoices_page
from coorddesk.purchasing.queries.invoices import InvoiceQuery, invoice_ids, said_invoice_criteria, stated_invoices
from coorddesk.purchasing.reports.pricing import reckoning
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = InvoiceQuery | Sequence[int] | None
"""Invoices of a list as it is filtered, those that were selected, or those that a paper is of by itself."""

_COLUMNS = reckoning(INVOICE_COLUMNS)
_BY_KEY = {column.key: column for column in _COLUMNS}
_LISTED = ("number", "kind", "day", "supplier", "orders", "net", "vat", "gross", "paid", "left", "state", "due_on")
_OPEN = ("number", "kind", "day", "due_on", "late", "orders", "gross", "paid", "left", "state")


def invoice_list(session: Session, choice: Choice) -> Report[InvoiceRow]:
    """Invoices and credit notes in the order of the list; without a choice all of them, the latest first."""
    return _report(session, InvoiceQuery(past=True) if choice is None else choice, _("Invoices"))


def invoices_of_month(session: Session, choice: Choice) -> Report[InvoiceRow]:
    """What was invoiced in a month: the last whole one, unless another is asked for."""
    if choice is None:
        last = clock_of(session).today().replace(day=1) - timedelta(1)
        choice = _month_of(last)
    return _report(session, choice, _("Invoices of a month"))


def unpaid_invoices(session: Session, choice: Choice) -> Report[InvoiceRow]:
    """What is still to be paid or to be given back, by supplier, what is due first at the top."""
    query = InvoiceQuery(sort="due_on", descending=False) if choice is None else choice
    rows = [row for row in _rows(session, query) if row.left]
    suppliers = sorted({(row.supplier, row.supplier_id) for row in rows})
    groups = tuple(
        Group(verbatim(name), [row for row in rows if row.supplier_id == supplier_id])
        for name, supplier_id in suppliers
    )
    return Report(
        _("Unpaid invoices"),
        tuple(_BY_KEY[key] for key in _OPEN),
        groups,
        invoices,
        _stated(session, query) if choice is not None else (),
        grouped_by=_("Supplier"),
        page=LYING,
        offered=_COLUMNS,
        has_subtotals=True,
    )


def _report(session: Session, query: InvoiceQuery | Sequence[int], title: Message) -> Report[InvoiceRow]:
    columns = tuple(_BY_KEY[key] for key in _LISTED)
    groups = (Group(None, _rows(session, query)),)
    return Report(title, columns, groups, invoices, _stated(session, query), page=LYING, offered=_COLUMNS)


def _rows(session: Session, query: InvoiceQuery | Sequence[int]) -> list[InvoiceRow]:
    ids = invoice_ids(session, query) if isinstance(query, InvoiceQuery) else query
    page = invoices_page(session, ids)
    return [page[invoice_id] for invoice_id in ids if invoice_id in page]


def _stated(session: Session, query: InvoiceQuery | Sequence[int]) -> tuple[Message, ...]:
    if not isinstance(query, InvoiceQuery):
        return (_("Chosen by hand"),)
    text = (_("Search: “{text}”", text=query.text),) if query.text else ()
    return (*text, *stated_invoices(session, query).values(), *said_invoice_criteria(session, query.criteria))


def invoices(count: int) -> Message:
    """So many invoices and credit notes."""
    return _n("{count} invoice", "{count} invoices", count)


def _month_of(day: date) -> InvoiceQuery:
    first = day.replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return InvoiceQuery(past=True, since=first, until=last, descending=False)


def _of_month(choice: Choice, day: date) -> Choice:
    """The month of a day, of the same invoices."""
    if choice is None:
        return _month_of(day)
    if isinstance(choice, InvoiceQuery) and choice.since is None and choice.until is None:
        month = _month_of(day)
        return replace(choice, since=month.since, until=month.until, past=True)
    return None


def _choose(subject: Subject) -> Choice:
    return (subject[1],) if subject[0] == "invoice" else InvoiceQuery.about(subject)


def _kind(
    key: str,
    title: Message,
    explanation: Message,
    build: Callable[[Session, Choice], Report[InvoiceRow]],
    dated: Callable[[Choice, date], Choice] | None = None,
) -> ReportKind:
    cards = frozenset({"supplier", "purchase_order", "budget_line", "fiscal_year"})
    return ReportKind(key, title, explanation, build, _choose, cards, dated=dated)


INVOICE_LIST = _kind(
    "invoices", _("Invoices"), _("What was invoiced and credited, with VAT, and how far its payment is."), invoice_list
)
INVOICES_OF_MONTH = _kind(
    "invoices-of-month",
    _("Invoices of a month"),
    _("The last whole month, or that of any day: what was invoiced, credited and paid of it."),
    invoices_of_month,
    _of_month,
)
UNPAID = _kind(
    "unpaid-invoices",
    _("Unpaid invoices"),
    _("What is still to be paid, by supplier, what is due first at the top, and by how many days it is overdue."),
    unpaid_invoices,
)
INVOICE_REPORTS = (INVOICE_LIST, UNPAID, INVOICES_OF_MONTH)
