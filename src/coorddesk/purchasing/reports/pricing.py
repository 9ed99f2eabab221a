"""Columns of prices that the papers of purchases share, and how rates are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Added, Column, Kind
from coorddesk.purchasing.rules.words import LINE_KIND_TITLES, LineKind

if TYPE_CHECKING:
    from coorddesk.purchasing.queries.order_card import OrderLineRow

_SMALL = 6
Row = TypeVar("Row")


@dataclass(frozen=True)
class RateLine:
    """What lines of a VAT rate (hundredths of a percent) come to."""

    rate: int
    amount: Amounts


RATE_LINES: tuple[Column[RateLine], ...] = (
    Column("rate", _("VAT rate"), lambda row: row.rate, Kind.PERCENT, 12),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 14, total=True),
    Column("vat", _("VAT"), lambda row: row.amount.vat, Kind.AMOUNT, 14, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 14, total=True),
)


_GROSS = Added((("net", 1), ("vat", 1)))
_FORMULAS: dict[str, Added] = {"gross": _GROSS, "left": Added((("gross", 1), ("paid", -1)))}


def reckoning(columns: Sequence[Column[Row]]) -> tuple[Column[Row], ...]:
    """The columns of a list, with how a sheet reckons those anew that follow from others."""
    return tuple(replace(column, formula=_FORMULAS.get(column.key)) for column in columns)


def labelled(line: OrderLineRow) -> Message:
    """What is ordered; what the line is for, where nobody said more."""
    return verbatim(line.label) if line.label else LINE_KIND_TITLES[line.kind]


def budget_code(line: OrderLineRow) -> str:
    """The allocation code of a line: its budget line says it before its label."""
    return line.budget_line.partition(" ")[0]


def in_reading_order(lines: tuple[OrderLineRow, ...]) -> list[OrderLineRow]:
    """Goods and services as they were written, then eco-contribution, then postage."""
    places = {LineKind.ECO: 1, LineKind.POSTAGE: 2}
    return sorted(lines, key=lambda line: places.get(line.kind, 0))


_REFERENCE = Column["OrderLineRow"](
    "supplier_reference", _("Reference"), lambda row: row.supplier_reference, Kind.CODE, 11
)
_DISCOUNT = Column["OrderLineRow"](
    "discount", _p("purchase order", "Discount"), lambda row: row.discount or None, Kind.PERCENT, 8
)
_ALWAYS: tuple[Column[OrderLineRow], ...] = (
    Column("label", _p("purchase order", "Designation"), labelled, Kind.CHOICE, 27),
    Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, _SMALL),
    Column("unit_price", _p("purchase order", "Unit price, net"), lambda row: row.unit_price, Kind.AMOUNT, 10),
)
_AMOUNTS: tuple[Column[OrderLineRow], ...] = (
    Column("vat_rate", _("VAT rate"), lambda row: row.vat_rate, Kind.PERCENT, 7),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 11, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 11, total=True),
    Column("budget", _("Allocation code"), budget_code, Kind.CODE, 12),
)
ORDER_LINES = (_REFERENCE, *_ALWAYS, _DISCOUNT, *_AMOUNTS)
"""All that a line of an order says on paper."""


def order_line_columns(lines: tuple[OrderLineRow, ...]) -> tuple[Column[OrderLineRow], ...]:
    """Those that these lines fill: without references or discounts there is more room for the others."""
    blank = {
        "supplier_reference": not any(line.supplier_reference for line in lines),
        "discount": not any(line.discount for line in lines),
    }
    return tuple(column for column in ORDER_LINES if not blank.get(column.key))


def said_lines(count: int) -> Message:
    """So many lines of a paper."""
    return _n("{count} line", "{count} lines", count)
