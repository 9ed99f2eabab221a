"""The lines of an invoice in its form: amounts as the paper says them, each charged to a budget line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coorddesk.budget.rules.vat import Amounts, of_net
from coorddesk.core.messages import _, _p
from coorddesk.purchasing.queries import Proposal
from coorddesk.purchasing.rules.totals import vat_of
from coorddesk.purchasing.service import Charge
from coorddesk.purchasing.ui.budget_offer import BudgetOffer
from coorddesk.purchasing.ui.priced_lines import label_column, vat_column
from coorddesk.purchasing.ui.sums_panel import SumsPanel
from coorddesk.widgets.grid.cells import AmountCells, Choice, ChoiceCells, GridColumn, WholeCells
from coorddesk.widgets.grid.editor import GridEditor, GridRow

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_UNKNOWN_LINE = _("No budget line is called so, or several are. Choose from the list.")
_AGAIN = "is_again"


@dataclass(frozen=True)
class Of:
    """What a line of an invoice is of: a line of an order, an instalment of a contract, or neither."""

    order_line_id: int | None = None
    instalment_id: int | None = None


@dataclass(frozen=True)
class Left:
    """What is still committed, in cents as the year of its budget line counts."""

    line_id: int
    cents: int


@dataclass(frozen=True)
class Committed:
    """What asks for nothing more, in cents as the years of the budget lines count.

    `remaining` is what lines of orders and instalments still commit; `own`, by budget line, what the invoice that is
    put right was charged for.
    """

    remaining: Mapping[Of, Left] = field(default_factory=dict)
    own: Mapping[int, int] = field(default_factory=dict)


class InvoiceLines(GridEditor):
    """Its value is a tuple of `GridRow`; a line without an amount is left out of `charges`."""

    def __init__(self, desk: Desk) -> None:
        """The VAT follows from the amount and the rate, until the paper's own is typed."""
        self.offer, self.committed = BudgetOffer(), Committed()
        self.budget_cells = ChoiceCells((), _UNKNOWN_LINE)
        yes = ChoiceCells([Choice(True, desk.texts.yes_no(True))])
        cents = AmountCells(may_be_negative=True)
        columns = (
            label_column(_p("purchase", "What")),
            GridColumn("quantity", _p("purchase", "Qty"), WholeCells(0, 100_000), 60),
            GridColumn("net", _p("purchase", "Excl. VAT"), cents, 104),
            vat_column(),
            GridColumn("vat", _p("purchase", "VAT"), cents, 92, is_main=False, follows=_vat),
            GridColumn("budget_line_id", _p("purchase", "Budget line"), self.budget_cells, 230, repeats=True),
            GridColumn(_AGAIN, _p("purchase", "Invoiced again"), yes, 116, is_main=False),
            GridColumn("gross", _p("purchase", "Incl. VAT"), cents, 104, told=_gross),
        )
        super().__init__(desk, columns, lines=5)
        self._again = next(place for place, each in enumerate(columns) if each.key == _AGAIN)
        self.show_credit(is_credit=False)
        self.sums = SumsPanel(desk)
        self.below.insertWidget(1, self.sums)
        self.changed.connect(self.add_up)

    def show_credit(self, *, is_credit: bool) -> None:
        """Only what a credit note gives back may be invoiced again."""
        self.table.setColumnHidden(self._again, not is_credit)

    def show_budget(self, offer: BudgetOffer, committed: Committed) -> None:
        """Offer budget lines, knowing what the lines of orders commit already."""
        self.offer = offer
        known = self.committed
        self.committed = Committed({**known.remaining, **committed.remaining}, {**known.own, **committed.own})
        self.budget_cells.offer(offer.choices(self.look.texts))
        self.add_up()

    def propose(self, rows: Sequence[GridRow]) -> None:
        """Add lines below those that are there."""
        self.set_value((*self.sketch(), *rows))

    def charges(self) -> tuple[Charge, ...]:
        """The lines as they are charged. Raises `UserError`, and goes to the cell."""
        found = []
        for place, row in enumerate(self.value()):
            if row.values["net"] is None and row.values["vat"] is None:
                self._refuse_typed(place, row)
                continue
            if row.values["budget_line_id"] is None:
                raise self.refuse(place, "budget_line_id", _("Say on which budget line it is charged."))
            found.append(_charge(row))
        return tuple(found)

    def _refuse_typed(self, place: int, row: GridRow) -> None:
        """A line without an amount is left out where it was proposed; nothing that was typed is."""
        if (row.beside or Of()) == Of():
            raise self.refuse(place, "net", _("Say the amount of this line, or take the line out (Ctrl+Del)."))

    def sketched(self) -> tuple[Charge, ...]:
        """The lines that are understood so far."""
        rows = (row for row in self.sketch() if row.values.get("net") is not None and row.values.get("budget_line_id"))
        return tuple(_charge(row) for row in rows)

    def add_up(self) -> None:
        """Sum up what is understood so far; what was committed for a line asks for nothing more."""
        said = [row for row in self.sketch() if row.values.get("net") is not None]
        amounts = [(row.values.get("vat_rate") or 0, _amounts(row.values)) for row in said]
        asked: list[tuple[int, Amounts]] = []
        released, remaining = dict(self.committed.own), dict(self.committed.remaining)
        for row, (_rate, amount) in zip(said, amounts, strict=True):
            line_id = row.values.get("budget_line_id")
            if line_id is not None and line_id in self.offer.counting:
                asked.append((line_id, amount))
                of = row.beside or Of()
                if of in remaining:
                    remaining[of] = self._use_up(remaining[of], amount, released)
        self.sums.show_sums(vat_of(amounts), replace(self.offer, released=released).notes(asked))

    def _use_up(self, left: Left, amount: Amounts, released: dict[int, int]) -> Left:
        """What an amount leaves of a commitment; what it uses up asks nothing more of the line where that stands."""
        used = max(0, min(left.cents, amount.counted(self.offer.counting[left.line_id])))
        released[left.line_id] = released.get(left.line_id, 0) + used
        return replace(left, cents=left.cents - used)


def proposed(proposal: Proposal) -> GridRow:
    """What an order line is to be invoiced for now."""
    values = {
        "label": proposal.label,
        "quantity": proposal.quantity,
        "net": proposal.amount.net,
        "vat_rate": proposal.vat_rate,
        "vat": proposal.amount.vat,
        "budget_line_id": proposal.budget_line_id,
    }
    return GridRow(values, None, Of(proposal.order_line_id))


def charged(charge: Charge) -> GridRow:
    """A line of an invoice as the grid shows it."""
    values = {
        "label": charge.label,
        "quantity": charge.quantity or None,
        "net": charge.net,
        "vat_rate": charge.vat_rate,
        "vat": charge.vat,
        "budget_line_id": charge.budget_line_id,
        _AGAIN: charge.is_again or None,
    }
    return GridRow(values, charge.id, Of(charge.order_line_id, charge.instalment_id))


def _charge(row: GridRow) -> Charge:
    said, of = row.values, row.beside or Of()
    amount = _amounts(said)
    return Charge(
        amount.net,
        amount.vat,
        said["budget_line_id"],
        of.order_line_id,
        said.get("quantity") or 0,
        said.get("vat_rate") or 0,
        said.get("label") or "",
        bool(said.get(_AGAIN)),
        of.instalment_id,
        row.id,
    )


def _amounts(values: Mapping[str, Any]) -> Amounts:
    net, vat = values.get("net") or 0, values.get("vat")
    return Amounts(net, _vat(values) or 0 if vat is None else vat)


def _vat(values: Mapping[str, Any]) -> int | None:
    net = values.get("net")
    return None if net is None else of_net(net, values.get("vat_rate") or 0).vat


def _gross(values: Mapping[str, Any], texts: Texts) -> str:
    return "" if values.get("net") is None else texts.amount(_amounts(values).gross)
