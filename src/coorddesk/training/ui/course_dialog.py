"""The form of a course."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.training.queries import CourseRow, course_card
from coorddesk.training.rules.words import LEVEL_TITLES
from coorddesk.training.service import CourseDetails, CourseEdit, Material, create_course, edit_course
from coorddesk.training.ui.audiences_editor import AudiencesEditor
from coorddesk.training.ui.checklist_editor import ChecklistEditor, hint_of_checklist, usual_checklist
from coorddesk.training.ui.materials_editor import MaterialsEditor, hint_of_materials
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.length_editor import LengthEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("name", "objectives", "audiences", "level", "minutes", "retention_months", "notes")
_WIDTH = 820
_DAY = 7 * 60
"""In minutes: a day of training is two half-days."""


class CourseDialog(RecordDialog):
    """Adds a course or changes one."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: CourseRow | None, first: CourseDetails | None = None
    ) -> None:
        """`edited` is the course to change, None for a new one, which may begin with what `first` says."""
        self._edited, self._first = edited, first
        title = _("New course") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field; a new course begins with the usual checklist."""
        desk = self.desk
        hint = _("As certificates and attendance sheets print it")
        form.add("name", _p("course", "Title"), TextEditor(desk), required=True, hint=hint, wide=True)
        hint = _("What people can do afterwards, one to a line: the certificate lists them.")
        form.add("objectives", _("Objectives"), NotesEditor(desk, 3), hint=hint, wide=True)
        form.add("audiences", _p("course", "For whom"), AudiencesEditor(desk), wide=True)
        levels = ChoiceEditor(desk, list(LEVEL_TITLES.items()), _p("level", "not said"))
        form.add("level", _p("course", "Level"), levels)
        hint = _("All slots together: 2 h 30, 7 h, or 2 d of 7 hours")
        form.add("minutes", _("Duration"), LengthEditor(desk, _DAY), hint=hint)
        hint = _("So long after a session; left empty, they stay.")
        months = NumberEditor(desk, 1, 600, _p("unit", "months"))
        form.add("retention_months", _("Names are kept for"), months, hint=hint)
        form.add("notes", _("Notes"), NotesEditor(desk, 2))
        form.add("materials", _("Materials"), MaterialsEditor(desk), hint=hint_of_materials(), wide=True)
        checklist = ChecklistEditor(desk)
        form.add("checklist", _p("training", "Checklist"), checklist, hint=hint_of_checklist(desk.texts), wide=True)
        if self._edited is None:
            checklist.set_value(usual_checklist(desk.texts))
        if self._first is not None:
            for field in (*_OWN, "materials"):
                form.editor(field).set_value(getattr(self._first, field))
            checklist.set_value(self._first.checklist or usual_checklist(desk.texts))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The course to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> CourseDetails | CourseEdit:
        """The wish."""
        is_archived = self._edited is not None and self._edited.is_archived
        details = CourseDetails(**self.form.values(), is_archived=is_archived)
        if self._edited is None:
            return details
        assert self.version is not None
        return CourseEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(course_id: int, session: Session) -> Loaded:
    """In the lane."""
    card = course_card(session, course_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    materials = tuple(Material(each.name, each.edition, each.note, each.id) for each in card.materials)
    own = {field: getattr(card.row, field) for field in _OWN}
    return Loaded(card.row.version, own | {"materials": materials, "checklist": card.checklist})


def _save(wish: CourseDetails | CourseEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, CourseDetails):
        return create_course(session, wish)
    edit_course(session, wish)
    return wish.id
