"""The lines of a request, a quote or an order in a form: typed by keys, added up while they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.money import cents_typed, net_within
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.totals import totals_of
from coorddesk.purchasing.ui.budget_offer import BudgetOffer
from coorddesk.purchasing.ui.sums_panel import SumsPanel
from coorddesk.widgets.grid.cells import AmountCells, Cells, ChoiceCells, GridColumn, RateCells, WholeCells
from coorddesk.widgets.grid.editor import GridEditor, GridRow

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

USUAL_VAT = 2000
_WITH_VAT = re.compile(r"(.*?)\s*(?:ttc|incl\.?(?:\s*vat)?)", re.IGNORECASE)
_MOST = 100_000
PRICE_HINT = _("Prices are those of one, without VAT; “12.50 incl. VAT” is understood, too.")
_UNKNOWN_LINE = _("No budget line is called so, or several are. Choose from the list.")


def price_of(values: Mapping[str, Any], order_discount: int = 0) -> Price | None:
    """The price of a line as far as it is understood; None if it has none yet."""
    unit_price = values.get("unit_price")
    if unit_price is None:
        return None
    rate, discount = values.get("vat_rate"), values.get("discount")
    return Price(values.get("quantity") or 1, unit_price, rate or 0, discount or 0, order_discount)


def label_column(title: Message) -> GridColumn:
    """What a line is about."""
    return GridColumn("label", title, Cells())


def quantity_column() -> GridColumn:
    """How many; one where nothing is said."""
    return GridColumn("quantity", _p("purchase", "Qty"), WholeCells(1, _MOST), 64)


def price_column() -> GridColumn:
    """Cents excluding VAT; a price that is typed with "TTC" behind it is taken with the VAT of its line in it."""
    return GridColumn("unit_price", _p("purchase", "Net price"), AmountCells(), 110, converts=_without_vat)


def discount_column() -> GridColumn:
    """Percents off a line."""
    return GridColumn("discount", _p("purchase", "Discount %"), RateCells(), 92, is_main=False)


def vat_column() -> GridColumn:
    """The rate, as on the line above."""
    return GridColumn("vat_rate", _p("purchase", "VAT %"), RateCells(), 72, False, first=USUAL_VAT, repeats=True)


def sum_column() -> GridColumn:
    """What a line comes to, excluding VAT."""
    return GridColumn("sum", _p("purchase", "Net total"), AmountCells(), 112, told=_line_sum)


def _line_sum(values: Mapping[str, Any], texts: Texts) -> str:
    price = price_of(values)
    return "" if price is None else texts.amount(price.amount.net)


def _without_vat(text: str, values: Mapping[str, Any], texts: Texts) -> str:
    """A price as typed, or without the VAT that is said to be in it."""
    found = _WITH_VAT.fullmatch(text.strip())
    if found is None:
        return text
    try:
        gross = cents_typed(found[1])
    except UserError:
        return text
    return "" if gross is None else texts.amount(net_within(gross, Decimal(values.get("vat_rate") or 0) / 100))


class PricedLines(GridEditor):
    """A grid of lines with prices, its sums beneath; each line may stand on a budget line."""

    def __init__(self, desk: Desk, columns: Sequence[GridColumn], *, budget: bool, lines: int = 7) -> None:
        """With `budget`, a column asks for the budget line; `columns` stand before it."""
        self.desk = desk
        self.offer = BudgetOffer()
        self._order_discount = 0
        self.budget_cells = ChoiceCells((), _UNKNOWN_LINE)
        title = _p("purchase", "Budget line")
        chosen = GridColumn("budget_line_id", title, self.budget_cells, 230, repeats=True)
        super().__init__(desk, [*columns, *((chosen,) if budget else ()), sum_column()], lines=lines)
        self.sums = SumsPanel(desk)
        self.below.insertWidget(1, self.sums)
        self.changed.connect(self.add_up)

    def show_budget(self, offer: BudgetOffer) -> None:
        """Offer budget lines from now on; what is typed already is understood by them."""
        self.offer = offer
        self.budget_cells.offer(offer.choices(self.look.texts))
        self.add_up()

    def set_order_discount(self, rate: int) -> None:
        """What is taken off every line, in hundredths of a percent."""
        self._order_discount = rate
        self.add_up()

    def add_up(self) -> None:
        """Sum up what is understood so far."""
        priced = [(row, price_of(row.values, self._order_discount)) for row in self.sketch()]
        totals = totals_of(price for _row, price in priced if price is not None)
        asked = [
            (row.values["budget_line_id"], price.amount)
            for row, price in priced
            if price is not None and row.values.get("budget_line_id") is not None
        ]
        self.sums.show_sums(totals, self.offer.notes(asked))

    def checked(self, *, is_ordered: bool) -> tuple[GridRow, ...]:
        """The lines, each with what it must have; of what is only asked for, less is known. Raises `UserError`."""
        rows = self.value()
        for place, row in enumerate(rows):
            if row.values.get("label") is None:
                raise self.refuse(place, "label", _("Say what this line is about."))
            if is_ordered and row.values.get("unit_price") is None:
                raise self.refuse(place, "unit_price", _("Say the price of one, without VAT; 0 if it is free."))
            if is_ordered and row.values.get("budget_line_id") is None:
                raise self.refuse(place, "budget_line_id", _("Say on which budget line it stands."))
        return rows
