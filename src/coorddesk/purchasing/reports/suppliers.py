"""The account of a supplier: what was invoiced and paid, what is left, and whether they keep their word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.order_rows import ORDER_COLUMNS
from coorddesk.purchasing.queries.papers import Posted, payments_to, suppliers_bought_from
from coorddesk.purchasing.queries.suppliers import SupplierHistory, supplier_history
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, OrderState
from coorddesk.reporting.blocks import Block, Document, Fact, Facts, Heading, Listing, Mark, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class AccountLine:
    """A line of the account, and the cents that are owed after it; below zero if the supplier owes us."""

    posted: Posted
    balance: int


@dataclass(frozen=True)
class Account:
    """A supplier's file and account."""

    history: SupplierHistory
    lines: tuple[AccountLine, ...]


def supplier_statements(session: Session, choice: Sequence[int] | None) -> Document:
    """A statement for each supplier; without a choice for those who are owed something."""
    ids = suppliers_bought_from(session) if choice is None else choice
    accounts = [account for each in ids if (account := account_of(session, each)) is not None]
    told = accounts if choice is not None else [each for each in accounts if each.history.left]
    title = _("Supplier statement")
    return Document(
        title,
        tuple(_sheet(account) for account in told),
        Report(
            title,
            _LINES,
            tuple(Group(verbatim(account.history.name), account.lines) for account in told),
            _entries,
            grouped_by=_("Supplier"),
            page=UPRIGHT,
        ),
    )


def account_of(session: Session, supplier_id: int) -> Account | None:
    """What was invoiced and paid, in the order of the days; None if the supplier is no longer there."""
    history = supplier_history(session, supplier_id)
    if history is None:
        return None
    owed = [
        Posted(row.day, row.kind, row.number, row.orders, row.due_on, row.amount.gross, 0) for row in history.invoices
    ]
    balance = 0
    lines = []
    for each in sorted((*owed, *payments_to(session, supplier_id)), key=_order):
        balance += each.owed - each.paid
        lines.append(AccountLine(each, balance))
    return Account(history, tuple(lines))


def _order(posted: Posted) -> tuple[date, bool]:
    """By day; what is owed before what is paid of it."""
    return posted.day, posted.kind is None


def _sheet(account: Account) -> Sheet:
    name = verbatim(account.history.name)
    return Sheet(name, tuple(_blocks(account)), title=name)


def _blocks(account: Account) -> Iterator[Block]:
    of = account.history
    late = of.punctuality.average_late
    yield Facts(
        (
            Fact(_("Ordered in all, incl. VAT"), of.ordered, Kind.AMOUNT),
            Fact(_("Invoiced in all, incl. VAT"), of.invoiced, Kind.AMOUNT),
            Fact(_("Paid in all"), of.paid, Kind.AMOUNT),
            Fact(_("Delivered in time"), of.punctuality.rate, Kind.PERCENT),
            Fact(_("Average delay (days)"), None if late is None else late * 100, Kind.DECIMAL),
            Fact(_("Rating (of 5)"), None if of.mean is None else of.mean * 100, Kind.DECIMAL),
            Fact(_("Next meeting"), of.next_meeting, Kind.DATE),
        )
    )
    yield Heading(_("Account"))
    yield Listing(account.lines, _entries, _("Nothing was invoiced yet."), _LINES)
    yield Mark(_p("supplier", "Left to pay: {amount}", amount=Money(of.left)))
    opened = [row for row in of.orders if row.state is not OrderState.CANCELLED and (row.to_receive or row.remaining)]
    if opened:
        yield Heading(_("Outstanding orders"))
        yield Listing(opened, _orders, verbatim(""), _ORDERS)


def _entries(count: int) -> Message:
    return _n("{count} entry", "{count} entries", count)


def _orders(count: int) -> Message:
    return _n("{count} order", "{count} orders", count)


def _what(row: AccountLine) -> Message:
    kind = row.posted.kind
    return _p("account of a supplier", "Payment") if kind is None else INVOICE_KIND_TITLES[kind]


_ORDERS = tuple(
    column for column in ORDER_COLUMNS if column.key in {"reference", "day", "label", "state", "gross", "remaining"}
)
_LINES: tuple[Column[AccountLine], ...] = (
    Column("day", _("Day"), lambda row: row.posted.day, Kind.DATE, 11),
    Column("what", _p("account of a supplier", "What"), _what, Kind.CHOICE, 12),
    Column("number", _p("account of a supplier", "Number"), lambda row: row.posted.number, Kind.CODE, 16),
    Column("of", _p("account of a supplier", "Of"), lambda row: row.posted.order, Kind.CODE, 16),
    Column("due_on", _p("invoice", "Due on"), lambda row: row.posted.due_on, Kind.DATE, 11),
    Column(
        "owed", _p("account of a supplier", "Owed"), lambda row: row.posted.owed or None, Kind.AMOUNT, 12, total=True
    ),
    Column("paid", _p("invoice", "Paid"), lambda row: row.posted.paid or None, Kind.AMOUNT, 12, total=True),
    Column("balance", _p("account of a supplier", "Balance"), lambda row: row.balance, Kind.AMOUNT, 12),
)


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "supplier" else None


SUPPLIER_STATEMENTS = ReportKind(
    "supplier-statement",
    _("Supplier statement"),
    _("What a supplier invoiced and was paid, what is left, what is still to come, and how well they keep their word."),
    supplier_statements,
    _choose,
    frozenset({"supplier"}),
)
