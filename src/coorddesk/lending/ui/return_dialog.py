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
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ReturnDialog(RecordDialog):
    """Everything is ticked at first."""

    def __init__(self, desk: Desk, owner: QWidget, row: LoanRow, things: Sequence[HeldThing]) -> None:
        """`things` are what is out of the loan of `row`."""
        self._row = row
        self._things = things
        title = _("Take back from {person}", person=row.borrower)
        super().__init__(desk, owner, title, _("Take back"), columns=1)

    def build(self, form: Form) -> None:
        """What came back, and how."""
        named = [(thing.line_id, _called(thing)) for thing in self._things]
        lines = form.add("lines", _("What came back"), ChecksEditor(self.desk, named))
        lines.set_value(frozenset(thing.line_id for thing in self._things))
        bad = [(condition, CONDITION_TITLES[condition]) for condition in (Condition.DAMAGED, Condition.DEAD)]
        form.add("condition", _("Condition"), ChoiceEditor(self.desk, bad, _("As it was")))
        form.add("note", _("Note"), TextEditor(self.desk))

    def data(self) -> LinesBack:
        """The wish."""
        values = self.form.values()
        if not values["lines"]:
            raise UserError(_("Tick what came back."), field="lines")
        backs = (Back(line, None, values["condition"], values["note"]) for line in sorted(values["lines"]))
        return LinesBack(Seen(self._row.id), tuple(backs))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_take_back, wish)

    def said(self, result: Any) -> Message:
        """How much is back."""
        return _n("{count} thing is back.", "{count} things are back.", len(self.form.editor("lines").value()))


def open_return(desk: Desk, owner: QWidget, row: LoanRow) -> None:
    """Look up what is out, and ask."""
    desk.operations.read(
        owner,
        partial(of_loan, loan_id=row.id),
        lambda things: ReturnDialog(desk, owner, row, things).open(),
    )


def _called(thing: HeldThing) -> str:
    parts = [f"{thing.quantity} × {thing.title}" if thing.quantity > 1 else thing.title, thing.detail, thing.kit]
    return " · ".join(part for part in parts if part)


def _take_back(wish: LinesBack, session: Session) -> None:
    return_lines(session, wish)
