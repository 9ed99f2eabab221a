"""The dialog that registers a class, a group or a department at once: who is in already, and who will wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.directory.queries import department_options, group_options
from coorddesk.training.service import Registering
from coorddesk.training.ui.foreseen_dialog import ForeseenDialog
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.picker import RecordPicker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class GroupDialog(ForeseenDialog):
    """Who is meant is seen as soon as a group is chosen."""

    field = "group"

    def __init__(self, desk: Desk, owner: QWidget, session_id: int) -> None:
        """Register for a session."""
        super().__init__(desk, owner, session_id, _("Register a group"))

    def build(self, form: Form) -> None:
        """One group, class or department."""
        picker = RecordPicker(self.desk, _options, hint=_("Type the name of a class, a group or a department"))
        form.add("group", _("Class, group or department"), picker, required=True)
        form.add("note", _("Note"), TextEditor(self.desk))
        self.add_foresight(form)
        picker.changed.connect(self._on_chosen)

    def data(self) -> Registering:
        """The wish."""
        said = self.form.values()
        return self._wish(said["group"], said["note"])

    def _wish(self, chosen: int, note: str = "") -> Registering:
        """Departments have the negative ids."""
        groups, departments = ((chosen,), ()) if chosen > 0 else ((), (-chosen,))
        return Registering(self.session_id, groups=groups, departments=departments, note=note)

    def _on_chosen(self) -> None:
        state: Any = self.form.editor("group").state()
        chosen: Option | None = state[0]
        self.look(None if chosen is None else self._wish(chosen.id))


def _options(session: Session, text: str, limit: int) -> Sequence[Option]:
    """In the lane: groups, then departments by negative ids."""
    departments = department_options(session, text, limit)
    found = [Option(-each.id, each.name, each.detail) for each in departments]
    return [*group_options(session, text, limit), *found][:limit]
