"""Changing what is noted about a loan, or the class that it is for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, digits
from coorddesk.core.options import Option
from coorddesk.directory.queries import group_options
from coorddesk.lending.queries import LoanRow, loan_row
from coorddesk.lending.service import LoanEdit, Seen, edit_loan
from coorddesk.widgets.forms.editors import NotesEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class LoanDialog(RecordDialog):
    """Days are changed by extending, things by lending and taking back."""

    def __init__(self, desk: Desk, owner: QWidget, row: LoanRow) -> None:
        """Change the loan of `row`."""
        self._row = row
        super().__init__(desk, owner, _("Loan {number}", number=digits(row.id)), columns=1)

    def build(self, form: Form) -> None:
        """For which class, and the note."""
        form.add("group", _("For the class or group"), RecordPicker(self.desk, group_options))
        form.add("note", _("Note"), NotesEditor(self.desk))

    def loading(self) -> Callable[[Session], Loaded]:
        """The loan as it is now."""
        return partial(_load, self._row.id)

    def data(self) -> LoanEdit:
        """The wish."""
        values = self.form.values()
        return LoanEdit(Seen(self._row.id, self.version), values["note"], values["group"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(edit_loan, wish=wish)

    def said(self, result: Any) -> Message:
        """That it is written."""
        return _("Loan {number} changed.", number=digits(self._row.id))


def _load(loan_id: int, session: Session) -> Loaded:
    row = loan_row(session, loan_id)
    if row is None:
        raise UserError(_("This loan is no longer there: somebody took it back."))
    group = None if row.group_id is None else Option(row.group_id, row.group)
    return Loaded(row.version, {"group": group, "note": row.note})
