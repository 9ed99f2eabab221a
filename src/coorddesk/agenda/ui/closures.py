"""The days on which the house is closed: their list, and the form of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.agenda.queries import closure_row, closures
from coorddesk.agenda.rules import CLOSURE_TITLES, ClosureKind
from coorddesk.agenda.service import ClosureDetails, ClosureEdit, create_closure, delete_closure, edit_closure
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.service import Deletion
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.names_list import Name, Names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_GONE = _("This is no longer there: somebody deleted it.")


class ClosureDialog(RecordDialog):
    """Closes the house on some days, or changes on which."""

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None) -> None:
        """`edited` is the closure to change, None for a new one."""
        self._edited = edited
        title = _("New days closed") if edited is None else _("Edit “{name}”", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """What they are called, and which they are."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)
        kind = form.add("kind", _p("closure", "Kind"), ChoiceEditor(self.desk, list(CLOSURE_TITLES.items())))
        kind.set_value(ClosureKind.OWN)
        form.add("first", _("First day closed"), DateEditor(self.desk, self.desk.clock), required=True)
        form.add("last", _("Last day closed"), DateEditor(self.desk, self.desk.clock), required=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The closure to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> ClosureDetails | ClosureEdit:
        """The wish."""
        details = ClosureDetails(**self.form.values())
        if self._edited is None:
            return details
        assert self.version is not None
        return ClosureEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _read(session: Session) -> Sequence[Name]:
    """The latest first: those that are over are of no more use."""
    return [
        Name(row.id, row.version, row.name, row.days, _said_days(row.first, row.last))
        for row in reversed(closures(session))
    ]


def _said_days(first: date, last: date) -> Message:
    return _("{day}", day=first) if first == last else _("{first} – {last}", first=first, last=last)


def _rename(session: Session, each: Name, name: str) -> None:
    edit_closure(session, ClosureEdit(each.id, each.version, replace(_details(session, each.id), name=name)))


def _delete(session: Session, each: Name) -> None:
    delete_closure(session, Deletion(each.id, each.version))


def _load(closure_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = closure_row(session, closure_id)
    if row is None:
        raise UserError(_GONE)
    return Loaded(row.version, {"name": row.name, "kind": row.kind, "first": row.first, "last": row.last})


def _details(session: Session, closure_id: int) -> ClosureDetails:
    row = closure_row(session, closure_id)
    if row is None:
        raise UserError(_GONE)
    return ClosureDetails(row.name, row.first, row.last, row.kind)


def _save(wish: ClosureDetails | ClosureEdit, session: Session) -> None:
    """In the lane."""
    if isinstance(wish, ClosureDetails):
        create_closure(session, wish)
    else:
        edit_closure(session, wish)


def closure_names() -> Names:
    """The list of the days closed."""
    return Names(
        _("Days closed"),
        read=_read,
        rename=_rename,
        delete=_delete,
        about=_("From – to"),
        counted=_p("how many", "Days"),
        form=lambda desk, owner, name: ClosureDialog(desk, owner, name).open(),
    )
