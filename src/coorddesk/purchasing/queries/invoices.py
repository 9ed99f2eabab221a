"""Which invoices a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, nulls_last, or_, select

from coorddesk.budget.models import BudgetLine
from coorddesk.core.clock import clock_of
from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Ground, claims, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains, words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import supplier_options
from coorddesk.purchasing.models import Invoice, InvoiceLine, OrderLine, PurchaseOrder
from coorddesk.purchasing.queries.invoice_rows import PAID
from coorddesk.purchasing.queries.linked import linked_titles
from coorddesk.purchasing.queries.order_criteria import line_called, line_options
from coorddesk.purchasing.rules.narrowing import INVOICE_NEED_TITLES, InvoiceNeed, soon
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, InvoiceKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Claim = ColumnElement[bool]


@dataclass(frozen=True)
class InvoiceQuery:
    """Which invoices and credit notes, and in which order: `sort` is the key of one of INVOICE_COLUMNS.

    With `past` those too that are paid. `order` is what a line of theirs is of, `budget_line` and `year` (a fiscal
    year) what one is charged to. `since` and `until` are days of their papers.
    """

    text: str = ""
    sort: str = "day"
    descending: bool = True
    kind: InvoiceKind | None = None
    past: bool = False
    need: InvoiceNeed | None = None
    supplier: int | None = None
    order: int | None = None
    budget_line: int | None = None
    year: int | None = None
    since: date | None = None
    until: date | None = None
    criteria: tuple[Criterion, ...] = ()

    @classmethod
    def about(cls, subject: Subject) -> InvoiceQuery | None:
        """The invoices of a record, those that are paid among them; None if they never belong to such a one."""
        kind, record_id = subject
        match kind:
            case "supplier":
                return cls(supplier=record_id, past=True)
            case "purchase_order":
                return cls(order=record_id, past=True)
            case "budget_line":
                return cls(budget_line=record_id, past=True)
            case "fiscal_year":
                return cls(year=record_id, past=True)
        return None


@dataclass(frozen=True)
class InvoiceCounts:
    """How many invoices each filter would show."""

    kinds: Mapping[InvoiceKind, int]
    needs: Mapping[InvoiceNeed, int]


def invoice_ids(session: Session, query: InvoiceQuery = InvoiceQuery()) -> array[int]:
    """The invoices that a query means, in its order; those without a value come last either way, then the latest."""
    order = _ORDERS.get(query.sort, Invoice.day)
    key = order.desc() if query.descending else order
    wanted: Select[int] = (
        select(Invoice.id)
        .join(Supplier, Supplier.id == Invoice.supplier_id)
        .where(*_claims(session, query))
        .order_by(nulls_last(key), Invoice.day.desc(), Invoice.id.desc())
    )
    return ids_of(session, wanted)


def invoice_counts(session: Session) -> InvoiceCounts:
    """What the side bar of the list says beside each value."""
    today = clock_of(session).today()
    by_kind = select(Invoice.kind, func.count()).group_by(Invoice.kind)
    wanted = [func.count(case((_needs(each, today), 1))) for each in InvoiceNeed]
    counted = session.execute(select(*wanted).select_from(Invoice)).one()
    return InvoiceCounts(dict(session.execute(by_kind).all()), dict(zip(InvoiceNeed, counted, strict=True)))


def stated_invoices(session: Session, query: InvoiceQuery) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.kind is not None:
        said["kind"] = INVOICE_KIND_TITLES[query.kind]
    if query.need is not None:
        said["need"] = INVOICE_NEED_TITLES[query.need]
    elif query.past:
        said["past"] = _("Paid too")
    if query.since is not None:
        said["since"] = _("From {day} on", day=query.since)
    if query.until is not None:
        said["until"] = _("Until {day}", day=query.until)
    if query.order is not None:
        order = session.get(PurchaseOrder, query.order)
        said["order"] = _("Order: {name}", name="?" if order is None else order.reference)
    links = {"supplier": "supplier", "budget_line": "budget_line", "year": "fiscal_year"}
    return said | linked_titles(session, {field: (kind, getattr(query, field)) for field, kind in links.items()})


def said_invoice_criteria(session: Session, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in FIELDS_OF_INVOICES}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


FIELDS_OF_INVOICES: tuple[Field, ...] = (
    Field("number", _p("invoice", "Number")),
    Field("kind", _p("invoice", "Kind"), choices=tuple((k.value, v) for k, v in INVOICE_KIND_TITLES.items())),
    Field("supplier", _("Supplier"), search=supplier_options, name=named_by(Supplier)),
    Field("day", _p("invoice", "Day"), Kind.DATE),
    Field("due_on", _p("invoice", "Due on"), Kind.DATE),
    Field("budget_line", _("Budget line"), search=line_options, name=line_called),
    Field("notes", _("Notes")),
)
"""Every field of invoices in the order of their form."""


def _claims(session: Session, query: InvoiceQuery) -> list[Claim]:
    """What an invoice must be like to be meant by a query."""
    need = () if query.need is None else (_needs(query.need, clock_of(session).today()),)
    own_words = map(_word, words(query.text))
    return [*_stands_so(query), *_linked(query), *own_words, *need, *claims(session, query.criteria, _GROUNDS)]


def _stands_so(query: InvoiceQuery) -> Iterator[Claim]:
    if not query.past and query.need is None:
        yield _is_open()
    if query.kind is not None:
        yield Invoice.kind == query.kind
    if query.since is not None:
        yield Invoice.day >= query.since
    if query.until is not None:
        yield Invoice.day <= query.until


def _linked(query: InvoiceQuery) -> Iterator[Claim]:
    line = select(InvoiceLine.invoice_id)
    if query.supplier is not None:
        yield Invoice.supplier_id == query.supplier
    if query.order is not None:
        of_order = select(OrderLine.id).where(OrderLine.order_id == query.order)
        yield or_(Invoice.order_id == query.order, Invoice.id.in_(line.where(InvoiceLine.order_line_id.in_(of_order))))
    if query.budget_line is not None:
        yield Invoice.id.in_(line.where(InvoiceLine.budget_line_id == query.budget_line))
    if query.year is not None:
        of_year = select(BudgetLine.id).where(BudgetLine.year_id == query.year)
        yield Invoice.id.in_(line.where(InvoiceLine.budget_line_id.in_(of_year)))


def _is_open() -> Claim:
    """Whether something of it is still to be paid, or to be given back."""
    claim: Claim = func.coalesce(PAID, 0) < _AMOUNT
    return claim


def _needs(need: InvoiceNeed, today: date) -> Claim:
    """What somebody should see to; a credit note is given back by others."""
    is_owed = (Invoice.kind == InvoiceKind.INVOICE) & _is_open()
    match need:
        case InvoiceNeed.DUE:
            return is_owed & Invoice.due_on.between(today, soon(today))
        case InvoiceNeed.OVERDUE:
            return is_owed & (Invoice.due_on < today)
    return is_owed


def _word(word: str) -> Claim:
    """A word of its number, of its supplier, or of an order that it is of."""
    ordered = (
        select(InvoiceLine.invoice_id)
        .join(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .join(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .where(contains(PurchaseOrder.search, word))
    )
    return or_(contains(Invoice.number_folded, word), contains(Supplier.name_folded, word), Invoice.id.in_(ordered))


def _summed(amount: Any) -> Any:
    return select(func.sum(amount)).where(InvoiceLine.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery()


def _signed(amount: Any) -> Any:
    return case((Invoice.kind == InvoiceKind.CREDIT_NOTE, -amount), else_=amount)


_AMOUNT = _summed(InvoiceLine.net + InvoiceLine.vat)
_ORDERS: dict[str, Any] = {
    "number": Invoice.number_folded,
    "kind": case({each: place for place, each in enumerate(InvoiceKind)}, value=Invoice.kind),
    "day": Invoice.day,
    "due_on": Invoice.due_on,
    "supplier": Supplier.name_folded,
    "net": _signed(_summed(InvoiceLine.net)),
    "vat": _signed(_summed(InvoiceLine.vat)),
    "gross": _signed(_AMOUNT),
    "paid": func.nullif(_signed(func.coalesce(PAID, 0)), 0),
    "left": func.nullif(_signed(_AMOUNT - func.coalesce(PAID, 0)), 0),
}
INVOICE_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which a list of invoices can be sorted."""


def _of_line(claim: Claim) -> Claim:
    return Invoice.id.in_(select(InvoiceLine.invoice_id).where(claim).correlate(None))


_GROUNDS: dict[str, Ground] = {
    "number": own_text(Invoice.id, Invoice.number, Invoice.number_folded),
    "supplier": record(Invoice.supplier_id, select(Supplier.id), Supplier.name_folded),
    "budget_line": replace(
        record(InvoiceLine.budget_line_id, select(BudgetLine.id), BudgetLine.search), around=_of_line
    ),
    **{key: own(getattr(Invoice, key)) for key in ("kind", "day", "due_on")},
    "notes": own_text(Invoice.id, Invoice.notes),
}
