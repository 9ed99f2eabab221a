"""The dialog of one registration: a note, what was learnt, and of a guest the name and how to reach them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.training.queries import RegistrationRow, registration
from coorddesk.training.queries.participants import own_words
from coorddesk.training.rules.words import RESULT_TITLES
from coorddesk.training.service import RegistrationEdit, edit_registration
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class RegistrationDialog(RecordDialog):
    """Who is in the directory is named there; a guest is named here."""

    def __init__(self, desk: Desk, owner: QWidget, row: RegistrationRow) -> None:
        """Change a registration."""
        self._row = row
        super().__init__(desk, owner, _("Registration of {name}", name=row.parts.full))

    def build(self, form: Form) -> None:
        """The note first: it is what is written most."""
        desk = self.desk
        form.add("note", _("Note"), NotesEditor(desk), wide=True)
        blank = _("Not said")
        form.add("result", _("What they have learnt"), ChoiceEditor(desk, list(RESULT_TITLES.items()), blank))
        if self._row.person_id is None:
            hint = _("As papers should write it: MOREAU Inès.")
            form.add("name", _("Name"), TextEditor(desk), required=True, hint=hint)
        here = _("For this session; blank is what the directory says.") if self._row.person_id is not None else None
        form.add("department", _("Department or class"), TextEditor(desk), hint=here)
        form.add("email", _("E-mail"), TextEditor(desk), hint=here)

    def loading(self) -> Callable[[Session], Loaded]:
        """As it stands."""
        return partial(_load, self._row.id)

    def data(self) -> RegistrationEdit:
        """The wish."""
        return RegistrationEdit(self._row.id, self.version or 0, **self.form.values())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """Write it."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """What was done."""
        del result
        return _("The registration of {name} is saved.", name=self._row.parts.full)


def _load(registration_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = registration(session, registration_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    said = {"note": row.note, "result": row.result, "name": row.parts.last}
    return Loaded(row.version, said | own_words(session, registration_id))


def _save(wish: RegistrationEdit, session: Session) -> None:
    """In the lane."""
    edit_registration(session, wish)
