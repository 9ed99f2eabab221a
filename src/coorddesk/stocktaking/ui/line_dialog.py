"""What is said about one thing that was counted: its condition, and a note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.inventory.rules import CONDITION_TITLES
from coorddesk.stocktaking.queries import line
from coorddesk.stocktaking.service import LineEdit, edit_line
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class LineDialog(RecordDialog):
    """The keyboard is in the note: of an unknown thing it says what it is."""

    def __init__(self, desk: Desk, owner: QWidget, line_id: int, called: str) -> None:
        """`called` names the thing."""
        self._line_id = line_id
        super().__init__(desk, owner, _("{thing}: condition and note", thing=called), columns=1)

    def build(self, form: Form) -> None:
        """Both."""
        form.add("note", _("Note"), NotesEditor(self.desk, 3), hint=_("What it is, or what is wrong with it"))
        choices = list(CONDITION_TITLES.items())
        form.add("condition", _("Condition"), ChoiceEditor(self.desk, choices, blank=_("As on record")))

    def loading(self) -> Callable[[Session], Loaded]:
        """The line as it stands."""
        return partial(_load, self._line_id)

    def data(self) -> LineEdit:
        """The wish."""
        values = self.form.values()
        assert self.version is not None
        return LineEdit(self._line_id, self.version, values["condition"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)


def _load(line_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = line(session, line_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"note": row.note, "condition": row.condition})


def _edit(wish: LineEdit, session: Session) -> None:
    """In the lane."""
    edit_line(session, wish)
