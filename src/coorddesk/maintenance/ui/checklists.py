"""The checklists: a list of their names, and the form in which their points are written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.service import Deletion
from coorddesk.maintenance.queries import checklist, checklists
from coorddesk.maintenance.service import (
    ChecklistDetails,
    ChecklistEdit,
    create_checklist,
    delete_checklist,
    edit_checklist,
)
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.list_editors import WordsEditor, hint_of_words
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.names_dialog import Name, Names, NamesDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ChecklistDialog(RecordDialog):
    """Writes a checklist or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None) -> None:
        """`edited` is the one to change, None for a new one."""
        self._edited = edited
        title = _("New checklist") if edited is None else _("Edit “{name}”", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"), columns=1)

    def build(self, form: Form) -> None:
        """Its name and its points."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)
        form.add("points", _("Points"), WordsEditor(self.desk), hint=hint_of_words())
        form.add("notes", _("Notes"), NotesEditor(self.desk, 2))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The checklist to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> ChecklistDetails | ChecklistEdit:
        """The wish."""
        values = self.form.values()
        details = ChecklistDetails(values["name"], values["points"], values["notes"])
        if self._edited is None:
            return details
        assert self.version is not None
        return ChecklistEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def open_checklists(desk: Desk, owner: QWidget) -> None:
    """Show every checklist, with a way to write one."""
    dialog = NamesDialog(desk, owner, CHECKLISTS)
    dialog.open()


def _read(session: Session) -> Sequence[Name]:
    return [
        Name(row.id, row.version, row.name, row.plans, _n("{count} point", "{count} points", len(row.points)))
        for row in checklists(session)
    ]


def _rename(session: Session, each: Name, name: str) -> None:
    row = checklist(session, each.id)
    points, notes = ((), "") if row is None else (row.points, row.notes)
    edit_checklist(session, ChecklistEdit(each.id, each.version, ChecklistDetails(name, points, notes)))


def _load(checklist_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = checklist(session, checklist_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"name": row.name, "points": row.points, "notes": row.notes})


def _save(wish: ChecklistDetails | ChecklistEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, ChecklistDetails):
        return create_checklist(session, wish)
    edit_checklist(session, wish)
    return wish.id


CHECKLISTS = Names(
    _("Checklists"),
    read=_read,
    rename=_rename,
    delete=lambda session, each: delete_checklist(session, Deletion(each.id, each.version)),
    about=_("Points"),
    form=lambda desk, owner, name: ChecklistDialog(desk, owner, name).open(),
)
