"""The grid of a decision: what each line of a year gets or gives, beside what there is on it now and then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries.line_list import LineFigures
from coorddesk.budget.rules.words import OnOverspending
from coorddesk.budget.service import Part
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.widgets.controls import label, set_kind
from coorddesk.widgets.grid import cells, editor
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_LINES = 11


@dataclass(frozen=True)
class Credits:
    """The lines of a year as the grid shows them, those that are known, and what each gets at first, by its id."""

    lines: Sequence[LineFigures]
    first: Mapping[int, int]


class CreditsEditor(editor.GridEditor):
    """Lines without an amount are left alone."""

    def __init__(self, desk: Desk) -> None:
        """Start without lines."""
        self._choices = cells.ChoiceCells()
        self._by_id: dict[int, LineFigures] = {}
        amount = cells.AmountCells(may_be_negative=True)
        super().__init__(
            desk,
            (
                cells.GridColumn("line_id", _("Budget line"), self._choices, is_main=False),
                cells.GridColumn("before", _p("budget column", "The year before"), amount, 148, told=self._before),
                cells.GridColumn("opened", _p("budget column", "Opened"), amount, 116, told=self._opened),
                cells.GridColumn("cents", _("Amount"), amount, 126),
                cells.GridColumn("free", _p("budget column", "Free then"), amount, 116, told=self._free),
            ),
            lines=_LINES,
        )
        self.sum = label(desk, scale=TypeScale.STRONG, wrap=True)
        self.below.insertWidget(1, self.sum)
        self.changed.connect(self.say)

    def parts(self) -> tuple[Part, ...]:
        """What each line gets. Raises `UserError` for an amount without a line."""
        found = []
        for place, row in enumerate(self.value()):
            cents = row.values["cents"]
            if cents and row.values["line_id"] is None:
                raise self.refuse(place, "line_id", _("Say on which line."))
            if cents:
                found.append(Part(row.values["line_id"], cents))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show the lines of a year."""
        if isinstance(value, Credits):
            self._by_id = {row.id: row for row in value.lines}
            self._choices.offer([cells.Choice(row.id, row.called) for row in value.lines])
            rows = [editor.GridRow({"line_id": row.id, "cents": value.first.get(row.id)}) for row in value.lines]
            super().set_value(rows)
            if rows:
                self.table.go_to(0, [each.key for each in self.model.columns].index("cents"))
        self.say()

    def take_over(self, cents: Callable[[LineFigures], int]) -> None:
        """Write an amount beside each line that is known."""
        rows = [editor.GridRow({"line_id": each.id, "cents": cents(each) or None}) for each in self._by_id.values()]
        super().set_value(rows)

    def total(self) -> int:
        """What all amounts come to that are understood."""
        return sum(self._amounts().values())

    def say(self) -> None:
        """What it comes to, and which lines have less than nothing then."""
        texts = self.look.texts
        said = [_("Sum: {amount}", amount=Money(self.total()))]
        is_bad = False
        for line_id, cents in self._amounts().items():
            row = self._by_id.get(line_id)
            after = 0 if row is None else row.figures.free + cents
            if row is not None and cents < 0 and after < 0:
                is_bad = True
                said.append(_short(row, after))
        self.sum.setText("\n".join(map(texts.say, said)))
        set_kind(self.sum, "kind", "warning" if is_bad else "")

    def _amounts(self) -> dict[int, int]:
        rows = (row.values for row in self.sketch())
        return {each["line_id"]: each["cents"] for each in rows if each.get("line_id") and each.get("cents")}

    def _row(self, values: Mapping[str, Any]) -> LineFigures | None:
        return self._by_id.get(values.get("line_id") or 0)

    def _opened(self, values: Mapping[str, Any], texts: Texts) -> str:
        row = self._row(values)
        return "" if row is None else texts.amount(row.figures.opened)

    def _before(self, values: Mapping[str, Any], texts: Texts) -> str:
        row = self._row(values)
        return "" if row is None else texts.amount(row.before.opened)

    def _free(self, values: Mapping[str, Any], texts: Texts) -> str:
        row = self._row(values)
        return "" if row is None else texts.amount(row.figures.free + (values.get("cents") or 0))


def _short(row: LineFigures, after: int) -> Message:
    if row.line.on_overspending is OnOverspending.BLOCK:
        return _("“{line}” refuses this: {amount} too much is taken.", line=row.called, amount=Money(-after))
    return _("“{line}” would be overspent by {amount}.", line=row.called, amount=Money(-after))
