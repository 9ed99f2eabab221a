"""The dialogs of what happens to a contract: it is renewed, it ends, it costs more or less."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.purchasing.queries.contracts import ContractRow
from coorddesk.purchasing.rules.contract_words import ContractStepKind
from coorddesk.purchasing.rules.contracts import LONGEST, first_end
from coorddesk.purchasing.service import ContractDeed, step_contract
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, DecimalEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class _StepDialog(RecordDialog):
    """What happens to one contract on a day, and why; a subclass says what."""

    def __init__(self, desk: Desk, owner: QWidget, row: ContractRow, title: Message, save: Message) -> None:
        self.row = row
        super().__init__(desk, owner, title, save)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_step, wish)

    def said(self, result: Any) -> Message:
        """That it is written down, and what is overspent by it."""
        return warned(_("“{name}” saved.", name=self.row.name), result)

    def add_day(self, form: Form, title: Message, day: date, hint: Message) -> None:
        """The day on which it begins, or ends."""
        editor = form.add("day", title, DateEditor(self.desk, self.desk.clock), required=True, hint=hint)
        editor.set_value(day)

    def add_words(self, form: Form) -> None:
        """Why it is so."""
        form.add("words", _p("contract", "Why"), TextEditor(self.desk), wide=True)


class RenewDialog(_StepDialog):
    """Says that a contract goes on after the term that runs: what was to be decided is."""

    def __init__(self, desk: Desk, owner: QWidget, row: ContractRow) -> None:
        """The term after the one that runs is proposed."""
        super().__init__(desk, owner, row, _("Renew “{name}”", name=row.name), _p("contract", "Renew"))

    def build(self, form: Form) -> None:
        """From when on, for how long."""
        contract, term = self.row.contract, self.row.now.term
        until = _("The term that runs ends on {day}.", day=term.last)
        self.add_day(form, _("New term from"), term.last + timedelta(days=1), until)
        months = NumberEditor(self.desk, 1, LONGEST, _("months"))
        form.add("months", _("Renewed by"), months, required=True).set_value(contract.renewal_months)
        self.add_words(form)

    def data(self) -> ContractDeed:
        """The wish; the usual length is not said again."""
        values = self.form.values()
        usual = values["months"] == self.row.contract.renewal_months
        months = None if usual else values["months"]
        kind, words = ContractStepKind.RENEWED, values["words"] or ""
        return ContractDeed(self.row.id, self.row.version, kind, values["day"], months=months, words=words)


class TerminateDialog(_StepDialog):
    """Says on which day a contract ends; the first on which notice given today ends it is proposed."""

    def __init__(self, desk: Desk, owner: QWidget, row: ContractRow) -> None:
        """Instalments that are no longer due are given back."""
        super().__init__(desk, owner, row, _("Terminate “{name}”", name=row.name), _p("contract", "Terminate"))

    def build(self, form: Form) -> None:
        """Its last day, and why."""
        today = self.desk.clock.today()
        hint = _("Notice given today ends it on this day. What is committed beyond is given back.")
        self.add_day(form, _("Last day"), first_end(self.row.contract, today), hint)
        self.add_words(form)

    def data(self) -> ContractDeed:
        """The wish."""
        values = self.form.values()
        kind, words = ContractStepKind.TERMINATED, values["words"] or ""
        return ContractDeed(self.row.id, self.row.version, kind, values["day"], words=words)


class PriceDialog(_StepDialog):
    """Gives a contract another price from a day on: an amount, or so many percent more or less."""

    def __init__(self, desk: Desk, owner: QWidget, row: ContractRow) -> None:
        """Instalments that begin from then on cost that; those that are committed follow."""
        super().__init__(desk, owner, row, _("New price of “{name}”", name=row.name), _("Save"))

    def build(self, form: Form) -> None:
        """From when on, and either how much or how much more."""
        hint = _("Of instalments that begin on this day or later; those that are committed follow.")
        self.add_day(form, _("From"), self.row.now.term.last + timedelta(days=1), hint)
        form.add("net", _("Instalment, excl. VAT"), AmountEditor(self.desk))
        rate = DecimalEditor(self.desk, verbatim("%"))
        more = _("Instead of an amount: 2.5 for two and a half percent more, -3 for three percent less.")
        form.add("rate", _("Or by how many percent"), rate, hint=more)
        self.add_words(form)

    def data(self) -> ContractDeed:
        """The wish."""
        values = self.form.values()
        if (values["net"] is None) == (values["rate"] is None):
            raise UserError(_("Say either an amount or a percentage."), field="net")
        kind = ContractStepKind.REPRICED if values["rate"] is None else ContractStepKind.INDEXED
        rate = None if values["rate"] is None else round(values["rate"] / 10)
        said = {"net": values["net"], "rate": rate, "words": values["words"] or ""}
        return ContractDeed(self.row.id, self.row.version, kind, values["day"], **said)


def _step(wish: ContractDeed, session: Session) -> Any:
    """In the lane."""
    return step_contract(session, wish)
