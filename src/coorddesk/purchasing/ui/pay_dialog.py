"""The dialog in which invoices are paid: one with its amount, or several with all that is left of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, Money, _, _n, _p
from coorddesk.purchasing.queries import InvoiceRow
from coorddesk.purchasing.rules.words import PAYMENT_MEANS_TITLES, InvoiceKind, PaymentMeans
from coorddesk.purchasing.service import Paying, pay_invoice
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.shown_editor import ShownEditor
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_MEANS = "purchasing.means"


class PayDialog(RecordDialog):
    """Enter is enough: today, all that is left, by the means of the last time."""

    def __init__(self, desk: Desk, owner: QWidget, rows: Sequence[InvoiceRow]) -> None:
        """Pay these, of which something is left."""
        self._rows = tuple(rows)
        one = self._rows[0] if len(self._rows) == 1 else None
        if one is None:
            title = _n("Pay {count} invoice", "Pay {count} invoices", len(rows))
        elif one.kind is InvoiceKind.CREDIT_NOTE:
            title = _("Given back: {number}", number=one.number)
        else:
            title = _("Pay {number} of {supplier}", number=one.number, supplier=one.supplier)
        super().__init__(desk, owner, title, _p("invoice", "Pay"), columns=2)

    def build(self, form: Form) -> None:
        """How much, when and how."""
        left = sum(row.left for row in self._rows)
        hint = _("{amount} are left to pay.", amount=Money(abs(left)))
        if len(self._rows) == 1:
            cents = form.add("cents", _p("payment", "Amount"), AmountEditor(self.desk), required=True, hint=hint)
            cents.set_value(abs(left))
        else:
            self.total = label(self.desk, _("{amount}", amount=Money(left)), TypeScale.STRONG)
            form.add("total", _("Left to pay of all of them"), ShownEditor(self.desk, self.total))
        day = form.add("day", _p("payment", "Paid on"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        means = ChoiceEditor(self.desk, list(PAYMENT_MEANS_TITLES.items()), blank=_p("payment", "Not said"))
        said = self.desk.settings.recall(_MEANS)
        form.add("means", _p("payment", "By"), means).set_value(
            PaymentMeans(said) if said in set(PaymentMeans) else None
        )
        reference = _("Number of the payment order, of the cheque…")
        form.add("reference", _p("payment", "Reference"), TextEditor(self.desk, hint=reference))

    def data(self) -> tuple[Paying, ...]:
        """The wishes."""
        values = self.form.values()
        self.desk.settings.remember(_MEANS, None if values["means"] is None else values["means"].value)
        said = (values["means"], values["reference"])
        if len(self._rows) == 1:
            return (Paying(self._rows[0].id, values["day"], values["cents"], *said),)
        return tuple(Paying(row.id, values["day"], abs(row.left), *said) for row in self._rows)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """All of them, or none."""
        return partial(_pay, wish)

    def said(self, result: Any) -> Message:
        """How much, and of what."""
        cents, overspent = result
        if len(self._rows) == 1:
            done = _("{amount} paid of {number}.", amount=Money(cents), number=self._rows[0].number)
        else:
            done = _n("{count} invoice paid.", "{count} invoices paid.", len(self._rows))
        return warned(done, overspent)


def _pay(wishes: Sequence[Paying], session: Session) -> tuple[int, Sequence[Any]]:
    """In the lane."""
    overspent = [each for wish in wishes for each in pay_invoice(session, wish).overspent]
    return sum(wish.cents for wish in wishes), overspent
