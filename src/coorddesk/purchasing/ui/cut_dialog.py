"""The dialog in which a part of an order is cancelled: what does not come any more, and what is not invoiced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import OrderLineRow, OrderRow, order_lines, order_row
from coorddesk.purchasing.service import Cutting, cut_order
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.grid.cells import Cells, Choice, ChoiceCells, GridColumn, WholeCells
from coorddesk.widgets.grid.editor import GridEditor, GridRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 920


class CutDialog(RecordDialog):
    """A line for each line of the order: how many do not come any more."""

    def __init__(self, desk: Desk, owner: QWidget, row: OrderRow) -> None:
        """`begin` opens it, once its lines are read."""
        self._row = row
        title = _("Cancel a part of {reference}", reference=row.reference)
        super().__init__(desk, owner, title, _p("purchase order", "Take off the order"), columns=2)
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """The lines, the day and why."""
        yes = ChoiceCells([Choice(True, self.desk.texts.yes_no(True))])
        columns = (
            GridColumn("label", _p("purchase", "What"), Cells(), is_fixed=True),
            GridColumn("ordered", _p("purchase", "Ordered"), WholeCells(), 108, is_fixed=True),
            GridColumn("received", _p("purchase", "Received"), WholeCells(), 84, is_fixed=True),
            GridColumn("left", _p("purchase", "To come"), WholeCells(), 84, is_fixed=True),
            GridColumn("cut", _p("purchase", "To cancel"), WholeCells(), 92),
            GridColumn("settled", _p("purchase", "Not invoiced any more"), yes, 190),
        )
        self.grid = GridEditor(self.desk, columns, lines=6, grows=False)
        hint = _("“Not invoiced any more” gives back all that a line still commits: the supplier asks for less.")
        form.add("lines", _p("purchase", "Lines"), self.grid, hint=hint, wide=True)
        day = form.add("day", _("On which day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        form.add("words", _p("purchase order", "Why"), TextEditor(self.desk))

    def begin(self) -> None:
        """Read the lines, then open."""
        self.desk.operations.read(self, partial(_read, self._row.id), self._on_read)

    def data(self) -> tuple[Cutting, ...]:
        """The wishes, a line each."""
        values = self.form.values()
        day, words = values["day"], values["words"]
        wishes = [
            Cutting(self._row.id, self._row.version, row.id or 0, quantity, day, words)
            for row in values["lines"]
            for quantity in self._said(row)
        ]
        if not wishes:
            raise UserError(_("Say how many of a line do not come any more."), field="lines")
        return tuple(wishes)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verbs, in one deed."""
        return partial(_cut, wish)

    def said(self, result: Any) -> Message:
        """That it gives back what was committed."""
        return warned(_("A part of {reference} is cancelled.", reference=self._row.reference), result)

    def _said(self, row: GridRow) -> list[int | None]:
        said: list[int | None] = [] if not row.values["cut"] else [row.values["cut"]]
        return [*said, None] if row.values["settled"] else said

    def _on_read(self, lines: Sequence[OrderLineRow]) -> None:
        self.grid.set_value([_shown(line) for line in lines])
        self.form.settle()
        self.open()


def _shown(line: OrderLineRow) -> GridRow:
    standing = line.standing
    values = {
        "label": line.label,
        "ordered": standing.kept,
        "received": standing.received,
        "left": standing.to_receive,
    }
    return GridRow(values, line.id)


def _read(order_id: int, session: Session) -> Sequence[OrderLineRow]:
    """In the lane."""
    return order_lines(session, order_id)


def _cut(wishes: Sequence[Cutting], session: Session) -> Sequence[Any]:
    """In the lane: the first is held to the version that was seen, the others to what the one before left."""
    overspent: list[Any] = []
    for place, wish in enumerate(wishes):
        seen = wish
        if place:
            row = order_row(session, wish.id)
            assert row is not None
            seen = replace(wish, version=row.version)
        overspent = [*cut_order(session, seen)]
    return overspent
