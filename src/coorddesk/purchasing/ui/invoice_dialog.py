"""The form of an invoice or a credit note: what came and was not invoiced is proposed, what differs is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import InvoiceRow, Match, order_options
from coorddesk.purchasing.rules.words import INVOICE_KIND_TITLES, InvoiceKind
from coorddesk.purchasing.service import Charge, InvoiceDetails
from coorddesk.purchasing.ui.invoice_lines import InvoiceLines
from coorddesk.purchasing.ui.invoice_saving import (
    DifferencesFound,
    InvoiceWish,
    OfOrder,
    begun_with,
    foresee,
    load_invoice,
    read_of_order,
    read_offer,
    said_differences,
    save_invoice,
)
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.pickers import supplier_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import widen_on_screen
from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.ui.budget_offer import BudgetOffer
    from coorddesk.purchasing.ui.invoice_lines import Committed
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1160
_PAUSE_MILLISECONDS = 300


@dataclass(frozen=True)
class BegunInvoice:
    """What a new invoice starts with: whose it is, of which order, and its lines."""

    supplier: Option | None = None
    order: Option | None = None
    lines: Sequence[GridRow] = ()
    kind: InvoiceKind = InvoiceKind.INVOICE


class InvoiceDialog(RecordDialog):
    """Enters an invoice or puts one right; what differs from the order is said before anything is saved."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: InvoiceRow | None, begun: BegunInvoice | None = None
    ) -> None:
        """`edited` is the invoice to put right, None for a new one, which may be `begun` already."""
        self._edited, self._begun = edited, begun or BegunInvoice()
        self._seen: frozenset[Match] = frozenset()
        self._known_orders: set[int] = set()
        self._is_all_invoiced = begun is not None and begun.order is not None and not begun.lines
        title = _("New credit note") if self._begun.kind is InvoiceKind.CREDIT_NOTE else _("New invoice")
        if edited is not None:
            title = _("Edit “{number}”", number=edited.number)
        super().__init__(desk, owner, title, _p("invoice", "Enter") if edited is None else _("Save"), columns=4)
        widen_on_screen(self, _WIDTH)
        self._differences = Notice(desk, Tone.WARNING)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        around = QVBoxLayout()
        around.setContentsMargins(WIDE, 0, WIDE, 0)
        around.addWidget(self._differences)
        layout.insertLayout(layout.count() - 1, around)
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        if edited is None:
            self._begin_with(self._begun)

    def build(self, form: Form) -> None:
        """As its paper says it."""
        desk = self.desk
        form.add("order_id", _p("invoice", "Of the order"), RecordPicker(desk, order_options))
        form.add("supplier_id", _("Supplier"), supplier_picker(desk), required=True)
        form.add("number", _p("invoice", "Number"), TextEditor(desk), required=True)
        form.add("kind", _p("invoice", "Kind"), ChoiceEditor(desk, list(INVOICE_KIND_TITLES.items())))
        day = form.add("day", _p("invoice", "Day"), DateEditor(desk, desk.clock), required=True)
        day.set_value(desk.clock.today())
        form.add("due_on", _p("invoice", "Due on"), DateEditor(desk, desk.clock))
        form.add("notes", _("Notes"), TextEditor(desk))
        self._lines = form.add("lines", _p("purchase", "Lines"), InvoiceLines(desk), wide=True)
        self._kind, self._order = form.editor("kind"), form.editor("order_id")
        self._kind.changed.connect(self._on_kind_chosen)
        self._order.changed.connect(self._on_order_picked)

    def open(self) -> None:
        """Show it, and read the budget lines of a new one."""
        super().open()
        if self._edited is None:
            self._read_budget()

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The invoice to put right."""
        return None if self._edited is None else partial(load_invoice, self._edited.id, self.desk.clock.today())

    def data(self) -> InvoiceWish:
        """The wish, and the differences that were seen."""
        self.form.values()
        try:
            details = self._details(self._lines.charges())
        except UserError as error:
            raise UserError(error.message) from error
        if self._edited is None:
            return InvoiceWish(details, self._seen)
        assert self.version is not None
        return InvoiceWish(details, self._seen, self._edited.id, self.version)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(save_invoice, wish)

    def said(self, result: Any) -> Message:
        """That it is there, and what is overspent by it."""
        number = self.form.editor("number").value()
        done = _("“{name}” saved.", name=number)
        if self._edited is None:
            done = _("“{name}” entered.", name=number)
        return warned(done, result.overspent)

    def show_error(self, error: UserError) -> None:
        """Differences are no trouble of a field: they are named, and whoever saves again knows better."""
        if isinstance(error, DifferencesFound):
            self._show_differences(error.found)
        else:
            super().show_error(error)

    def _details(self, charges: Sequence[Charge]) -> InvoiceDetails:
        """Raises `UserError` for a field that cannot be understood."""
        said = {key: self.form.editor(key).value() for key in ("supplier_id", "number", "day", "kind", "due_on")}
        if said["supplier_id"] is None or said["day"] is None:
            raise UserError(_("This cannot be empty."))
        return InvoiceDetails(
            said["supplier_id"],
            said["number"],
            said["day"],
            tuple(charges),
            said["kind"],
            self._order.value(),
            said["due_on"],
            self.form.editor("notes").value(),
        )

    def _begin_with(self, begun: BegunInvoice) -> None:
        if begun.order is not None:
            self._known_orders.add(begun.order.id)  # its lines are there already
        self._kind.set_value(begun.kind)
        self.form.editor("supplier_id").set_value(begun.supplier)
        self._order.set_value(begun.order)
        self._on_kind_chosen()
        self.form.settle()

    def _read_budget(self) -> None:
        orders = set() if self._begun.order is None else {self._begun.order.id}
        also = [row.values["budget_line_id"] for row in self._begun.lines if row.values.get("budget_line_id")]
        instalments = {row.beside.instalment_id for row in self._begun.lines if row.beside is not None} - {None}
        work = partial(read_offer, self.desk.clock.today(), orders, also, instalments=instalments)
        self.desk.operations.read(self, work, self._on_budget_read)

    def _on_budget_read(self, read: tuple[BudgetOffer, Committed]) -> None:
        was_touched = bool(self.form.touched())
        self._lines.show_budget(*read)
        self._lines.propose(self._begun.lines)
        if self._begun.order is not None:
            self.form.editor("number").setFocus()
        if not was_touched:
            self.form.settle()
        self._look()

    def _on_kind_chosen(self) -> None:
        self._lines.show_credit(is_credit=self._kind.value() is InvoiceKind.CREDIT_NOTE)

    def _on_order_picked(self) -> None:
        """Propose what came of it and was not invoiced, once for each order."""
        assert isinstance(self._order, RecordPicker)
        option = self._order.picked
        if option is not None and option.id not in self._known_orders:
            self._known_orders.add(option.id)
            work = partial(_of_order, option.id, self._kind.value(), self.desk.clock.today())
            self.desk.operations.read(self, work, self._on_order_read, replaces="order")

    def _on_order_read(self, read: tuple[OfOrder, BudgetOffer, Committed] | None) -> None:
        if read is None:
            return
        of_order, offer, committed = read
        supplier = self.form.editor("supplier_id")
        assert isinstance(supplier, RecordPicker)
        if supplier.picked is None:
            supplier.set_value(of_order.supplier)
        self._lines.show_budget(offer, committed)
        self._lines.propose(of_order.lines)
        self._is_all_invoiced = not of_order.lines
        self._look()

    def _look(self) -> None:
        """Name what differs in what is typed so far."""
        try:
            details = self._details(self._lines.sketched())
        except UserError:
            self._show_differences(())
            return
        edited = None if self._edited is None else self._edited.id
        self.desk.operations.read(
            self, partial(foresee, details, edited), self._show_differences, replaces="differences"
        )

    def _show_differences(self, found: Sequence[Match]) -> None:
        self._seen = frozenset(found)
        said = said_differences(found)
        if said is not None:
            said = _("It differs from the order. Enter it all the same if it is right:\n{said}", said=said)
        elif self._is_all_invoiced and not self._lines.model.lines:
            said = _("All of this order is invoiced already.")
        self._differences.say(said)
        QTimer.singleShot(0, self, self.grow)

    def _take(self, loaded: Loaded) -> None:
        self._lines.show_budget(loaded.values["budget"], loaded.values["committed"])
        super()._take(loaded)
        self._on_kind_chosen()
        self._look()


def invoice_order(desk: Desk, owner: QWidget, order_id: int) -> None:
    """Enter the invoice of an order: what came and was not invoiced stands in it."""
    _begin(desk, owner, order_id, InvoiceKind.INVOICE)


def credit_order(desk: Desk, owner: QWidget, order_id: int) -> None:
    """Enter a credit note on what was invoiced of an order."""
    _begin(desk, owner, order_id, InvoiceKind.CREDIT_NOTE)


def invoice_of(desk: Desk, owner: QWidget, supplier: Option, charges: Sequence[Charge]) -> None:
    """Enter an invoice whose lines are known: of instalments of a contract."""
    InvoiceDialog(desk, owner, None, BegunInvoice(supplier, None, begun_with(charges))).open()


def _begin(desk: Desk, owner: QWidget, order_id: int, kind: InvoiceKind) -> None:
    def on_read(of_order: OfOrder | None) -> None:
        if of_order is not None:
            begun = BegunInvoice(of_order.supplier, of_order.order, of_order.lines, kind)
            InvoiceDialog(desk, owner, None, begun).open()

    desk.operations.read(owner, partial(read_of_order, order_id, kind), on_read)


def _of_order(
    order_id: int, kind: InvoiceKind, day: Any, session: Session
) -> tuple[OfOrder, BudgetOffer, Committed] | None:
    """In the lane."""
    found = read_of_order(order_id, kind, session)
    if found is None:
        return None
    also = {row.values["budget_line_id"] for row in found.lines}
    return (found, *read_offer(day, {order_id}, also, session))
