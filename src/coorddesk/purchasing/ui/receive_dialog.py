"""The form of a receipt: how many of each line came, and the devices that they become, scanned or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import OrderLineRow, OrderRow, order_card
from coorddesk.purchasing.service import Came, Receiving, receive_order
from coorddesk.purchasing.ui.arrivals_editor import ArrivalsEditor, Becoming
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.on_screen import widen_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1000


@dataclass(frozen=True)
class Awaited:
    """An order and its lines of which something is still to come."""

    row: OrderRow
    lines: Sequence[OrderLineRow]


class ReceiveDialog(RecordDialog):
    """All that is still to come stands in it: where all of it came, Ctrl+Enter is enough."""

    def __init__(self, desk: Desk, owner: QWidget, order_id: int, reference: str) -> None:
        """`begin` opens it, once the order is read."""
        self._order_id = order_id
        title = _("Receive what came of {reference}", reference=reference)
        super().__init__(desk, owner, title, _("Receive"), columns=3)
        widen_on_screen(self, _WIDTH)

    def build(self, form: Form) -> None:
        """The delivery note, and what stands on it."""
        day = form.add("day", _p("receipt", "Came on"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        form.add("number", _("Delivery note"), TextEditor(self.desk))
        form.add("notes", _("Notes"), TextEditor(self.desk))
        self.arrivals = form.add("lines", _p("receipt", "What came"), ArrivalsEditor(self.desk), wide=True)
        said = _("Enter the invoice next")
        form.add("invoice", said, YesNoEditor(self.desk, said), wide=True)
        self.saved.connect(self._on_received)

    def begin(self) -> None:
        """Read what is still to come, then open."""
        self.desk.operations.read(self, partial(_awaited, self._order_id), self._on_awaited)

    def data(self) -> Receiving:
        """The wish."""
        values = self.form.values()
        try:
            came = tuple(self._came())
        except UserError as error:
            raise UserError(error.message) from error
        if not came:
            raise UserError(_("Say of a line at least how many came."), field="lines")
        return Receiving(self._order_id, values["day"], came, values["number"], values["notes"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_receive, wish)

    def said(self, result: Any) -> Message:
        """What came, and how many devices there are more."""
        devices = sum(row.values["came"] for row in self.arrivals.value() if self._becomes(row))
        if not devices:
            return _("What came is written down.")
        return _n(
            "What came is written down: {count} new device.", "What came is written down: {count} new devices.", devices
        )

    def _came(self) -> list[Came]:
        return [
            Came(row.id or 0, row.values["came"], self.arrivals.devices(row, place) if self._becomes(row) else None)
            for place, row in enumerate(self.arrivals.value())
            if row.values["came"]
        ]

    def _becomes(self, row: GridRow) -> bool:
        return bool(row.values["came"] and isinstance(row.beside, Becoming) and row.beside.is_device)

    def _on_awaited(self, awaited: Awaited | None) -> None:
        if awaited is None or not awaited.lines:
            self.desk.warn(self.parentWidget(), UserError(_("Nothing of this order is still to come.")))
            self.deleteLater()
            return
        place = None if awaited.row.place_id is None else Option(awaited.row.place_id, awaited.row.place)
        self.arrivals.show_awaited(awaited.lines, place)
        self.form.settle()
        self.open()

    def _on_received(self, _receipt_id: object) -> None:
        from coorddesk.purchasing.ui.invoice_dialog import invoice_order  # most often it comes later

        if self.form.editor("invoice").value():
            invoice_order(self.desk, self.parentWidget() or self, self._order_id)


def _awaited(order_id: int, session: Session) -> Awaited | None:
    """In the lane."""
    card = order_card(session, order_id)
    if card is None:
        return None
    return Awaited(card.row, tuple(line for line in card.lines if line.standing.to_receive))


def _receive(wish: Receiving, session: Session) -> int:
    """In the lane."""
    return receive_order(session, wish)
