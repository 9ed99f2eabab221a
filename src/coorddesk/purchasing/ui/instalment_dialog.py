"""The dialog in which an instalment that was committed is given another amount, or given back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries.contract_due import Committed
from coorddesk.purchasing.queries.contracts import ContractRow
from coorddesk.purchasing.service import InstalmentDeed, change_instalment
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class InstalmentDialog(RecordDialog):
    """Says what is still expected of an instalment; what was invoiced stays."""

    def __init__(self, desk: Desk, owner: QWidget, row: ContractRow, committed: Committed) -> None:
        """`committed` is an instalment of the contract `row`."""
        self._row, self._committed = row, committed
        title = _("Instalment of {day}: {name}", day=committed.first_day, name=row.name)
        super().__init__(desk, owner, title)

    def build(self, form: Form) -> None:
        """The amount, from when on, and why."""
        hint = _("Nothing gives back all that it still commits: it is not waited for any more.")
        net = form.add("net", _("Amount, excl. VAT"), AmountEditor(self.desk), required=True, hint=hint)
        net.set_value(self._committed.amount.net)
        day = form.add("day", _("On which day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        form.add("words", _p("instalment", "Why"), TextEditor(self.desk), wide=True)

    def data(self) -> InstalmentDeed:
        """The wish."""
        values = self.form.values()
        return InstalmentDeed(
            self._committed.id, self._row.version, values["net"], values["day"], values["words"] or ""
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_change, wish)

    def said(self, result: Any) -> Message:
        """That it is changed."""
        return warned(_("The instalment of {day} is changed.", day=self._committed.first_day), result)


def _change(wish: InstalmentDeed, session: Session) -> Any:
    """In the lane."""
    return change_instalment(session, wish)
