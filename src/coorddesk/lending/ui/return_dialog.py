"""Taking a loan back in part or whole, without a scanner: what came back is ticked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.inventory.rules import CONDITION_TITLES, Condition
from coorddesk.lending.queries import LoanRow
from coorddesk.lending.queries.held import HeldThing, of_loan
from coorddesk.lending.service import Back, LinesBack, Seen, return_lines
from coorddesk.lending.ui.back_list import BacksEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ReturnDialog(RecordDialog):
    """Everything is ticked at first; of an accessory, part of it may come back."""

    def __init__(self, desk: Desk, owner: QWidget, row: LoanRow, things: Sequence[HeldThing]) -> None:
        """`things` are what is out of the loan of `row`."""
        self._row = row
        self._things = things
        title = _("Take back from {person}", person=row.borrower)
        super().__init__(desk, owner, title, _("Take back"), columns=1)

    def build(self, form: Form) -> None:
        """What came back, and how."""
        said = _("What came back")
        form.add("lines", said, BacksEditor(self.desk, said, self._things))
        hint = _("Of every device that is ticked: take one that is damaged back by itself.")
        bad = [(condition, CONDITION_TITLES[condition]) for condition in (Condition.DAMAGED, Condition.DEAD)]
        form.add("condition", _("Condition"), ChoiceEditor(self.desk, bad, _("As it was")), hint=hint)
        form.add("note", _("Note"), TextEditor(self.desk))

    def data(self) -> LinesBack:
        """The wish."""
        values = self.form.values()
        if not values["lines"]:
            raise UserError(_("Tick what came back."), field="lines")
        backs = (Back(line, count, values["condition"], values["note"]) for line, count in values["lines"])
        return LinesBack(Seen(self._row.id), tuple(backs))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_take_back, wish)

    def said(self, result: Any) -> Message:
        """How much is back."""
        count = sum(count for _line, count in self.form.editor("lines").value())
        return _n("{count} thing is back.", "{count} things are back.", count)


def open_return(desk: Desk, owner: QWidget, row: LoanRow) -> None:
    """Look up what is out, and ask."""

    def ask(things: Sequence[HeldThing]) -> None:
        if things:
            ReturnDialog(desk, owner, row, things).open()
        else:
            desk.warn(owner, UserError(_("Everything of this loan is back.")))

    desk.operations.read(owner, partial(of_loan, loan_id=row.id), ask)


def _take_back(wish: LinesBack, session: Session) -> None:
    return_lines(session, wish)
