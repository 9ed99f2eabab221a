"""Purchase orders on paper, as a supplier gets them and an administrator signs them; and orders as lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _n, _p, joined, verbatim
from coorddesk.core.organisation import OrganisationRow, organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.order_criteria import said_order_criteria
from coorddesk.purchasing.queries.order_rows import ORDER_COLUMNS, OrderRow, orders_page
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids, stated_orders
from coorddesk.purchasing.queries.papers import BudgetShare, OrderPaper, order_paper, orders_of_state
from coorddesk.purchasing.reports.pricing import (
    RATE_LINES,
    RateLine,
    in_reading_order,
    order_line_columns,
    reckoning,
    said_lines,
)
from coorddesk.purchasing.rules.words import ORDER_STATE_TITLES, OrderState
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Sheet,
    Signatures,
    Title,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING, UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = OrderQuery | Sequence[int] | None
"""Orders of a list as it is filtered, those that were selected, or those that a paper is for of itself."""

_ASIDE = 82
"""In millimetres: where the window of an envelope shows an address."""
_CONDITIONS, _INVOICING, _SIGNATORY = "conditions", "invoicing", "signatory"


def purchase_orders(session: Session, choice: Choice) -> Document:
    """A paper for each order; without a choice for those that are drawn up and not sent."""
    ids = orders_of_state(session, OrderState.DRAFT) if choice is None else _ids(session, choice)
    papers = [paper for order_id in ids if (paper := order_paper(session, order_id)) is not None]
    whose = organisation(session)
    title = _("Purchase order")
    public = all(paper.is_public for paper in papers)
    return Document(
        title,
        tuple(_sheet(paper, whose) for paper in papers),
        Report(
            title,
            order_line_columns(tuple(line for paper in papers for line in paper.card.lines)),
            tuple(Group(_named(paper), in_reading_order(paper.card.lines)) for paper in papers),
            said_lines,
            grouped_by=_("Purchase order"),
            page=UPRIGHT,
            has_subtotals=True,
        ),
        typed=(
            TypedText(_CONDITIONS, _("Payment conditions"), _PUBLIC_CONDITIONS if public else _OWN_CONDITIONS),
            TypedText(_INVOICING, _("On delivery and invoices"), _ON_INVOICES),
            TypedText(_SIGNATORY, _("Name and function of who signs"), verbatim("")),
        ),
    )


def _ids(session: Session, choice: OrderQuery | Sequence[int]) -> Sequence[int]:
    return order_ids(session, choice) if isinstance(choice, OrderQuery) else choice


def _named(paper: OrderPaper) -> Message:
    row = paper.card.row
    return _("{reference}, {supplier}", reference=row.reference, supplier=row.supplier)


def _sheet(paper: OrderPaper, whose: OrganisationRow) -> Sheet:
    return Sheet(
        verbatim(paper.card.row.reference),
        tuple(_blocks(paper, whose)),
        (
            Typed(_SIGNATORY),
            Signatures(
                (_("For the organisation: order approved"), _("Goods received, service done: approved")),
                _("Name, function, date, signature and stamp"),
            ),
        ),
    )


def _blocks(paper: OrderPaper, whose: OrganisationRow) -> Iterator[Block]:
    card = paper.card
    yield Beside(
        (Title(verbatim(card.row.reference), _("Purchase order")), Facts(tuple(_facts(paper)))),
        tuple(_seller(paper)),
        _ASIDE,
    )
    yield Beside(tuple(_payer(whose)), tuple(_receiver(paper, whose)), _ASIDE)
    lines = in_reading_order(card.lines)
    yield Listing(lines, said_lines, _("This order has no lines yet."), order_line_columns(card.lines))
    yield from _sums(paper)
    yield from _said(paper, whose)
    if len(paper.shares) > 1:
        yield Heading(_("On which budget lines"))
        yield Listing(paper.shares, said_lines, verbatim(""), _SHARES)


def _facts(paper: OrderPaper) -> Iterator[Fact]:
    row = paper.card.row
    yield Fact(_("Date"), row.day, Kind.DATE)
    yield Fact(_("Engagement number"), row.engagement_number, Kind.CODE)
    yield Fact(_("Your quote"), _quote(paper), Kind.CHOICE)
    yield Fact(_("Our customer number"), paper.supplier.customer_number, Kind.CODE)
    yield Fact(_("Purchase request"), row.request, Kind.CODE)
    yield Fact(_("Followed up by"), paper.requester)
    yield Fact(_("Deliver by"), row.expected_on, Kind.DATE)
    if len(paper.shares) == 1:
        share = paper.shares[0]
        yield Fact(_("Budget line"), f"{share.year} · {share.code} {share.label}")
    if row.discount:
        yield Fact(_("Discount on every line"), row.discount, Kind.PERCENT)


def _quote(paper: OrderPaper) -> Message | date | str | None:
    """The supplier's own number and day for it, as far as they are known."""
    if paper.quote_number and paper.quote_day is not None:
        return _("{number} of {day}", number=paper.quote_number, day=paper.quote_day)
    return paper.quote_number or paper.quote_day


def _seller(paper: OrderPaper) -> Iterator[Block]:
    supplier, state = paper.supplier, paper.card.row.state
    if state in {OrderState.DRAFT, OrderState.CANCELLED}:
        yield Mark(ORDER_STATE_TITLES[state])
    yield Heading(_("Supplier"))
    yield Paragraph(_lines(supplier.name, supplier.address))
    yield from _quiet(
        _number(supplier.company_number), _plain(supplier.contact), _plain(supplier.email, supplier.phone)
    )


def _payer(whose: OrganisationRow) -> Iterator[Block]:
    yield Heading(_p("purchase order", "Ordered by, invoice to"))
    yield Paragraph(_lines(whose.name or "–", whose.address))
    service = _("Service code: {code}", code=whose.service_code) if whose.service_code else None
    yield from _quiet(_number(whose.company_number), service)


def _receiver(paper: OrderPaper, whose: OrganisationRow) -> Iterator[Block]:
    to = paper.to
    yield Heading(_p("purchase order", "Deliver to"))
    if to is None:
        yield Paragraph(_lines(whose.name or "–", whose.address))
    else:
        yield Paragraph(_lines(whose.name, to.name, to.address or whose.address))


def _sums(paper: OrderPaper) -> Iterator[Block]:
    card = paper.card
    rates = [RateLine(row.rate, row.amount) for row in card.vat]
    if rates:
        yield Listing(rates, _rates if len(rates) > 1 else None, verbatim(""), RATE_LINES)
        yield Mark(_("To pay, incl. VAT: {amount}", amount=Money(card.amount.gross)))


def _rates(count: int) -> Message:
    return _n("{count} rate", "{count} rates", count)


def _said(paper: OrderPaper, whose: OrganisationRow) -> Iterator[Block]:
    row = paper.card.row
    yield Typed(_CONDITIONS)
    yield Typed(_INVOICING)
    if row.is_chorus:
        yield Paragraph(_chorus(row, whose))
    if row.notes:
        yield Paragraph(verbatim(row.notes))


def _chorus(row: OrderRow, whose: OrganisationRow) -> Message:
    """What a supplier needs to send an invoice through Chorus Pro."""
    return _(
        "The invoice is to be sent through Chorus Pro (https://chorus-pro.gouv.fr)."
        " SIRET: {number} · service code: {service} · engagement number: {engagement}.",
        number=whose.company_number or "–",
        service=whose.service_code or "–",
        engagement=row.engagement_number or row.reference,
    )


def _lines(*texts: str) -> Message:
    return verbatim("\n".join(text for text in texts if text))


def _number(number: str) -> Message | None:
    return _("SIRET: {number}", number=number) if number else None


def _plain(*texts: str) -> Message | None:
    said = " · ".join(text for text in texts if text)
    return verbatim(said) if said else None


def _quiet(*messages: Message | None) -> Iterator[Block]:
    """What there is of these, line by line in one block."""
    said = [message for message in messages if message is not None]
    if said:
        yield Paragraph(joined(said, "\n"), quiet=True)


_PUBLIC_CONDITIONS = _(
    "Paid by administrative payment order (mandat administratif), within 30 days of the receipt of the invoice."
)
_OWN_CONDITIONS = _("Paid by bank transfer, within 30 days of the receipt of the invoice.")
_ON_INVOICES = _(
    "The number of this order stands on the delivery note and on the invoice. Prices are firm; what is not on this"
    " order needs another one."
)
_SHARES: tuple[Column[BudgetShare], ...] = (
    Column("year", _("Fiscal year"), lambda row: row.year, width=10),
    Column("code", _("Allocation code"), lambda row: row.code, Kind.CODE, 14),
    Column("label", _("Label"), lambda row: row.label, width=34),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 12, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 12, total=True),
)
_COLUMNS = reckoning(ORDER_COLUMNS)
_BY_KEY = {column.key: column for column in _COLUMNS}
_LISTED = (
    "reference",
    "day",
    "supplier",
    "label",
    "state",
    "net",
    "vat",
    "gross",
    "invoiced",
    "remaining",
    "expected_on",
)
_AWAITED = ("reference", "sent_on", "label", "came", "gross", "invoiced", "remaining", "expected_on", "late")


def order_list(session: Session, choice: Choice) -> Report[OrderRow]:
    """Orders in the order of the list; without a choice all of them, the latest first."""
    query = OrderQuery(past=True) if choice is None else choice
    return Report(
        _("Purchase orders"),
        tuple(_BY_KEY[key] for key in _LISTED),
        (Group(None, _rows(session, _ids(session, query))),),
        orders,
        _stated(session, query) if isinstance(query, OrderQuery) else (_("Chosen by hand"),),
        page=LYING,
        offered=_COLUMNS,
    )


def outstanding_orders(session: Session, choice: Choice) -> Report[OrderRow]:
    """What was ordered and has not come, or is not invoiced yet, by supplier; what is late says by how much."""
    query = OrderQuery() if choice is None else choice
    rows = [row for row in _rows(session, _ids(session, query)) if _is_outstanding(row)]
    suppliers = sorted({(row.supplier, row.supplier_id) for row in rows})
    groups = tuple(
        Group(verbatim(name), [row for row in rows if row.supplier_id == supplier_id])
        for name, supplier_id in suppliers
    )
    return Report(
        _("Outstanding orders"),
        tuple(_BY_KEY[key] for key in _AWAITED),
        groups,
        orders,
        _stated(session, query) if isinstance(query, OrderQuery) and choice is not None else (),
        grouped_by=_("Supplier"),
        page=LYING,
        offered=_COLUMNS,
        has_subtotals=True,
    )


def _is_outstanding(row: OrderRow) -> bool:
    return row.state not in {OrderState.DRAFT, OrderState.CANCELLED} and bool(row.remaining or row.to_receive)


def _rows(session: Session, ids: Sequence[int]) -> list[OrderRow]:
    page = orders_page(session, ids)
    return [page[order_id] for order_id in ids if order_id in page]


def _stated(session: Session, query: OrderQuery) -> tuple[Message, ...]:
    text = (_("Search: “{text}”", text=query.text),) if query.text else ()
    return (*text, *stated_orders(session, query).values(), *said_order_criteria(session, query.criteria))


def orders(count: int) -> Message:
    """So many orders."""
    return _n("{count} order", "{count} orders", count)


def _choose(subject: Subject) -> Choice:
    return (subject[1],) if subject[0] == "purchase_order" else OrderQuery.about(subject)


_LISTS = frozenset({"supplier", "budget_line", "fiscal_year", "place"})
PURCHASE_ORDERS = ReportKind(
    "purchase-order",
    _("Purchase order"),
    _("For the supplier, to be signed: who orders, where it goes, each line with its VAT, conditions, allocation."),
    purchase_orders,
    _choose,
    frozenset({"purchase_order"}),
)
ORDER_LIST = ReportKind(
    "purchase-orders",
    _("Purchase orders"),
    _("What was ordered, how far each order is, and what is left."),
    order_list,
    _choose,
    _LISTS,
)
OUTSTANDING = ReportKind(
    "outstanding-orders",
    _("Outstanding orders"),
    _("What was ordered and has not come or is not invoiced, by supplier, and what is late."),
    outstanding_orders,
    _choose,
    _LISTS,
)
ORDER_REPORTS = (PURCHASE_ORDERS, ORDER_LIST, OUTSTANDING)
