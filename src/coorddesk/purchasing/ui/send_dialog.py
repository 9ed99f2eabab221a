"""The dialogs of an order's way: sent, cancelled, reopened; what it does to the budget is said before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.purchasing.queries import OrderRow, order_lines, standing_of
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.totals import totals_of
from coorddesk.purchasing.rules.words import OrderStepKind
from coorddesk.purchasing.service import OrderDeed, step_order
from coorddesk.purchasing.ui.order_saving import load_budget
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.papers import print_about
from coorddesk.purchasing.ui.shown_editor import ShownEditor
from coorddesk.purchasing.ui.sums_panel import SumsPanel
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.purchasing.queries import OrderLineRow
    from coorddesk.purchasing.ui.budget_offer import BudgetOffer
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


_WIDTH = 800


class SendDialog(RecordDialog):
    """Says what sending commits, line by line of the budget; the paper follows if it is wanted."""

    def __init__(self, desk: Desk, owner: QWidget, row: OrderRow) -> None:
        """Send this order."""
        self._row = row
        title = _("Send {reference} to {supplier}", reference=row.reference, supplier=row.supplier)
        super().__init__(desk, owner, title, _p("purchase order", "Send"), columns=1)
        self.setMinimumWidth(_WIDTH)
        self.saved.connect(self._on_sent)

    def build(self, form: Form) -> None:
        """The day, and what it comes to."""
        day = form.add("day", _p("purchase order", "Sent on"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        self.sums = SumsPanel(self.desk)
        form.add("sums", _("What it commits"), ShownEditor(self.desk, self.sums))
        said = _("Show its paper, to print or to save it")
        form.add("paper", said, YesNoEditor(self.desk, said)).set_value(True)

    def open(self) -> None:
        """Show it, and read what it commits."""
        super().open()
        work = partial(_read, self._row.id, self._row.request_id, self.desk.clock.today())
        self.desk.operations.read(self, work, self._on_read)

    def data(self) -> OrderDeed:
        """The wish."""
        day = self.form.values()["day"]
        return OrderDeed(self._row.id, self._row.version, OrderStepKind.SENT, day)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_step, wish)

    def said(self, result: Any) -> Message:
        """What is committed now."""
        committed = Money(self._row.ordered.gross)
        done = _("{reference} is sent: {amount} committed.", reference=self._row.reference, amount=committed)
        return warned(done, result)

    def _on_read(self, read: tuple[Sequence[OrderLineRow], BudgetOffer]) -> None:
        lines, offer = read
        prices = [
            Price(each.quantity, each.unit_price, each.vat_rate, each.discount, self._row.discount) for each in lines
        ]
        asked = [(each.budget_line_id, price.amount) for each, price in zip(lines, prices, strict=True)]
        self.sums.show_sums(totals_of(prices), offer.notes(asked))
        QTimer.singleShot(0, self, self.grow)

    def _on_sent(self, _overspent: object) -> None:
        if self.form.editor("paper").value():
            print_about(self.desk, ("purchase_order", self._row.id))


class StepDialog(RecordDialog):
    """Cancels an order, or reopens it: on which day, and why."""

    back = _("Go back")

    def __init__(self, desk: Desk, owner: QWidget, row: OrderRow, kind: OrderStepKind) -> None:
        """`kind` is what happens to it."""
        self._row, self._kind = row, kind
        cancels = self._cancels = kind is OrderStepKind.CANCELLED
        name = row.reference
        title = (
            _("Cancel the order {reference}", reference=name) if cancels else _("Reopen {reference}", reference=name)
        )
        save = _("Cancel the order") if cancels else _p("purchase order", "Reopen")
        super().__init__(desk, owner, title, save, columns=1)

    def open(self) -> None:
        """Show it, and read what cancelling gives back."""
        super().open()
        if self._cancels:
            self.desk.operations.read(self, partial(_given_back, self._row.id), self._on_read)

    def build(self, form: Form) -> None:
        """What it gives back, why, and on which day."""
        hint = None if self._cancels else _("What did not come is committed again.")
        if self._cancels:
            self.given_back = label(self.desk, wrap=True)
            form.add("given_back", _("What it gives back"), ShownEditor(self.desk, self.given_back))
        form.add("words", _p("purchase order", "Why"), NotesEditor(self.desk, 3), hint=hint)
        day = form.add("day", _("On which day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())

    def data(self) -> OrderDeed:
        """The wish."""
        values = self.form.values()
        return OrderDeed(self._row.id, self._row.version, self._kind, values["day"], values["words"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_step, wish)

    def said(self, result: Any) -> Message:
        """What it is now."""
        name = self._row.reference
        if self._cancels:
            return warned(_("{reference} is cancelled.", reference=name), result)
        return warned(_("{reference} is open again.", reference=name), result)

    def _on_read(self, cents: int) -> None:
        said = _("{amount}. What came stays ordered.", amount=Money(cents))
        self.given_back.setText(self.desk.texts.say(said))


def _read(
    order_id: int, request_id: int | None, day: date, session: Session
) -> tuple[Sequence[OrderLineRow], BudgetOffer]:
    """In the lane."""
    lines = order_lines(session, order_id)
    return lines, load_budget(day, request_id, {each.budget_line_id for each in lines}, session)


def _given_back(order_id: int, session: Session) -> int:
    """In the lane; nothing of an order that is gone."""
    found = standing_of(session, [order_id]).get(order_id)
    return 0 if found is None else found.given_back


def _step(wish: OrderDeed, session: Session) -> Sequence[Overspent]:
    """In the lane."""
    return step_order(session, wish)
