"""The form of a purchase order: whose, where to, and its lines, each on a budget line of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.service import OrderDetails, OrderEdit
from coorddesk.purchasing.ui.order_lines import OrderLines
from coorddesk.purchasing.ui.order_saving import load_budget, load_order, save_order
from coorddesk.purchasing.ui.pickers import place_picker, supplier_picker
from coorddesk.purchasing.ui.priced_lines import PRICE_HINT
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.rate_editor import RateEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.on_screen import widen_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.queries import OrderRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1160


@dataclass(frozen=True)
class BegunOrder:
    """What a new order starts with: whose it is, its lines, the request that it is for."""

    supplier: Option | None = None
    lines: Sequence[GridRow] = ()
    request_id: int | None = None
    place: Option | None = None


class OrderDialog(RecordDialog):
    """Draws an order up, or changes one that was not sent yet."""

    def __init__(self, desk: Desk, owner: QWidget, edited: OrderRow | None, begun: BegunOrder | None = None) -> None:
        """`edited` is the order to change, None for a new one, which may be `begun` already."""
        self._edited = edited
        self._request_id = None if begun is None else begun.request_id
        self._quote_id: int | None = None
        title = _("New purchase order")
        if edited is not None:
            title = _("Edit the order {reference}", reference=edited.reference)
            self._request_id, self._quote_id = edited.request_id, edited.quote_id
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"), columns=4)
        widen_on_screen(self, _WIDTH)
        if begun is not None:
            self.form.show_values({"supplier_id": begun.supplier, "place_id": begun.place})
            self._begun_lines: Sequence[GridRow] = begun.lines
        else:
            self._begun_lines = ()

    def build(self, form: Form) -> None:
        """As the paper says it, from top to bottom."""
        desk = self.desk
        form.add("supplier_id", _("Supplier"), supplier_picker(desk), required=True)
        day = form.add("day", _p("purchase order", "Day"), DateEditor(desk, desk.clock), required=True)
        day.set_value(desk.clock.today())
        form.add("expected_on", _p("purchase order", "Expected on"), DateEditor(desk, desk.clock))
        self._discount = form.add("discount", _p("purchase order", "Discount on all lines"), RateEditor(desk))
        form.add("place_id", _("Delivered to"), place_picker(desk))
        form.add("engagement_number", _("Engagement number"), TextEditor(desk))
        form.add("notes", _p("purchase order", "Notes printed on it"), NotesEditor(desk, 2))
        chorus = _("Invoice through Chorus Pro")
        form.add("is_chorus", chorus, YesNoEditor(desk, chorus))
        self._lines = form.add("lines", _p("purchase", "Lines"), OrderLines(desk), hint=PRICE_HINT, wide=True)
        self._discount.changed.connect(self._on_discount_typed)

    def open(self) -> None:
        """Show it, and read the budget lines of a new one."""
        super().open()
        if self._edited is None:
            also = [row.values["budget_line_id"] for row in self._begun_lines if row.values.get("budget_line_id")]
            work = partial(load_budget, self.desk.clock.today(), self._request_id, also)
            self.desk.operations.read(self, work, self._on_budget_read)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The order to change."""
        return None if self._edited is None else partial(load_order, self._edited.id, self.desk.clock.today())

    def data(self) -> OrderDetails | OrderEdit:
        """The wish."""
        values = self.form.values()
        details = OrderDetails(
            values["supplier_id"],
            values["day"],
            self._items(),
            self._request_id,
            self._quote_id,
            values["discount"] or 0,
            values["engagement_number"],
            values["is_chorus"],
            values["place_id"],
            values["expected_on"],
            values["notes"],
        )
        if self._edited is None:
            return details
        assert self.version is not None
        return OrderEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(save_order, wish)

    def said(self, result: Any) -> Message:
        """That it is there, and commits nothing yet."""
        if self._edited is None:
            return _("Order drawn up. It commits nothing until it is sent.")
        return _("“{name}” saved.", name=self._edited.reference)

    def _items(self) -> Any:
        try:
            items = self._lines.items()
        except UserError as error:
            raise UserError(error.message, field=None) from error
        return items

    def _on_budget_read(self, offer: Any) -> None:
        was_touched = bool(self.form.touched())
        self._lines.show_budget(offer)
        if self._begun_lines:
            self._lines.set_value(self._begun_lines)
            if not was_touched:
                self.form.settle()
        QTimer.singleShot(0, self, self.grow)

    def _on_discount_typed(self) -> None:
        try:
            self._lines.set_order_discount(self._discount.value() or 0)
        except UserError:
            return

    def _take(self, loaded: Loaded) -> None:
        self._lines.show_budget(loaded.values["budget"])
        super()._take(loaded)
        self._on_discount_typed()
        QTimer.singleShot(0, self, self.grow)
