"""What to order from whom, and what is there: the lists of stock for paper and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report
from coorddesk.stock.queries import STOCK_COLUMNS, StockQuery, StockRow, all_stated, all_stock, stock_page
from coorddesk.stock.rules import StockState

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = StockQuery | Sequence[int] | None

_BY_KEY = {column.key: column for column in STOCK_COLUMNS}
_AMOUNT: Column[StockRow] = Column(
    "amount",
    _("Amount"),
    lambda row: None if row.price is None else row.price * row.to_order,
    Kind.AMOUNT,
    12,
    total=True,
)
_ORDERED = (
    replace(_BY_KEY["name"], width=34),
    _BY_KEY["reference"],
    _BY_KEY["level"],
    _BY_KEY["threshold"],
    _BY_KEY["to_order"],
    _BY_KEY["unit"],
    _BY_KEY["price"],
    _AMOUNT,
)
_WHERE: Column[StockRow] = Column(
    "where", _("Kept at"), lambda row: (row.place or "").rpartition(PATH_SEPARATOR)[2], width=24
)
"""The last name of the usual place: a paper has no room for all of its path."""
_SHOWN = (
    *(_BY_KEY[key] for key in ("name", "reference", "level", "unit", "lent")),
    _WHERE,
    *(_BY_KEY[key] for key in ("threshold", "price", "worth")),
)


def order_list(session: Session, choice: Choice) -> Report[StockRow]:
    """What is to be ordered, supplier by supplier; those of whom nobody says it come last."""
    rows = [row for row in _rows(session, choice, StockQuery(state=StockState.TO_ORDER)) if row.to_order]
    groups = _grouped(rows, lambda row: row.supplier, _("No supplier"))
    return Report(
        _("Order list"),
        _ORDERED,
        groups,
        _lines,
        _stated(session, choice),
        grouped_by=_("Supplier"),
        page=UPRIGHT,
        offered=(*_ORDERED, _BY_KEY["barcode"], _BY_KEY["category"], _BY_KEY["place"], _BY_KEY["target"]),
    )


def stock_list(session: Session, choice: Choice) -> Report[StockRow]:
    """What is there and what it is worth, category by category."""
    groups = _grouped(_rows(session, choice, StockQuery()), lambda row: row.category, _("No category"))
    return Report(
        _("Stock"),
        _SHOWN,
        groups,
        _items,
        _stated(session, choice),
        grouped_by=_("Category"),
        offered=(*STOCK_COLUMNS, _WHERE),
    )


def _rows(session: Session, choice: Choice, every: StockQuery) -> list[StockRow]:
    if choice is None or isinstance(choice, StockQuery):
        return all_stock(session, every if choice is None else choice)
    page = stock_page(session, choice)
    return [page[item_id] for item_id in choice if item_id in page]


def _grouped(
    rows: Sequence[StockRow], name: Callable[[StockRow], str | None], without: Message
) -> tuple[Group[StockRow], ...]:
    names = sorted({name(row) or "" for row in rows}, key=lambda each: (not each, fold(each)))
    return tuple(
        Group(verbatim(each) if each else without, [row for row in rows if (name(row) or "") == each]) for each in names
    )


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None:
        return ()
    if not isinstance(choice, StockQuery):
        return (_("Chosen by hand"),)
    text = choice.text.strip()
    said = (_("Search: “{text}”", text=text),) if text else ()
    return (*said, *all_stated(session, choice))


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "stock_item" else None


def _lines(count: int) -> Message:
    return _n("{count} item to order", "{count} items to order", count)


def _items(count: int) -> Message:
    return _n("{count} stock item", "{count} stock items", count)


ORDER_LIST = ReportKind(
    "stock-order",
    _("Order list"),
    _("What is at its threshold or below, and how many to order, supplier by supplier."),
    order_list,
    _choose,
    frozenset({"stock_item"}),
)
STOCK_LIST = ReportKind(
    "stock",
    _("Stock"),
    _("What is there, where, and what it is worth, category by category."),
    stock_list,
    _choose,
    frozenset({"stock_item"}),
)
