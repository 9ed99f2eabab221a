"""The form of a programme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.training.queries import ProgrammeRow, courses_of, programme_row
from coorddesk.training.rules.words import PROGRAMME_KIND_TITLES
from coorddesk.training.service import ProgrammeDetails, ProgrammeEdit, create_programme, edit_programme
from coorddesk.training.ui.courses_editor import CoursesEditor, hint_of_courses
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("name", "kind", "notes")
_WIDTH = 720


class ProgrammeDialog(RecordDialog):
    """Adds a programme or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: ProgrammeRow | None) -> None:
        """`edited` is the programme to change, None for a new one."""
        self._edited = edited
        title = _("New programme") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        hint = _("A path says of each new colleague what they attended and what is still to come.")
        kinds = ChoiceEditor(desk, list(PROGRAMME_KIND_TITLES.items()))
        form.add("kind", _p("programme", "What for"), kinds, hint=hint)
        form.add("courses", _("Courses"), CoursesEditor(desk), hint=hint_of_courses(), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The programme to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> ProgrammeDetails | ProgrammeEdit:
        """The wish."""
        details = ProgrammeDetails(**self.form.values())
        if self._edited is None:
            return details
        assert self.version is not None
        return ProgrammeEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(programme_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = programme_row(session, programme_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    courses = tuple(Option(each.id, each.name) for each in courses_of(session, programme_id))
    return Loaded(row.version, {field: getattr(row, field) for field in _OWN} | {"courses": courses})


def _save(wish: ProgrammeDetails | ProgrammeEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, ProgrammeDetails):
        return create_programme(session, wish)
    edit_programme(session, wish)
    return wish.id
