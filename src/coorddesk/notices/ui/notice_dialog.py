"""The form of a message that waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.notices.queries import NoticeRow, notice_row
from coorddesk.notices.service import NoticeEdit, edit_notice
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH, _LINES = 720, 12


class NoticeDialog(RecordDialog):
    """Says a message otherwise before it leaves."""

    def __init__(self, desk: Desk, owner: QWidget, edited: NoticeRow) -> None:
        """`edited` is the message to change."""
        self._edited = edited
        super().__init__(desk, owner, _("Edit “{title}”", title=edited.title))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        hint = _("Without one, the message is printed")
        form.add("address", _("E-mail address"), TextEditor(self.desk), hint=hint, wide=True)
        form.add("title", _p("message", "Subject"), TextEditor(self.desk), required=True, wide=True)
        form.add("body", _p("message", "Text"), NotesEditor(self.desk, _LINES), required=True, wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The message as it stands."""
        return partial(_load, self._edited.id)

    def data(self) -> NoticeEdit:
        """The wish."""
        values = self.form.values()
        assert self.version is not None
        return NoticeEdit(self._edited.id, self.version, values["address"], values["title"], values["body"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("“{name}” saved.", name=self.form.editor("title").value())


def _load(notice_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = notice_row(session, notice_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"address": row.address, "title": row.title, "body": row.body})


def _save(wish: NoticeEdit, session: Session) -> int:
    """In the lane."""
    edit_notice(session, wish)
    return wish.id
