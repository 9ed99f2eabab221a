"""Calling an attached file something else, and saying what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.notes.queries import attachment
from coorddesk.notes.rules import ATTACHMENT_KIND_TITLES
from coorddesk.notes.service import About, AttachmentDetails, Seen, edit_attachment
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class FileDialog(RecordDialog):
    """The name and the kind of a file that is there."""

    def __init__(self, desk: Desk, owner: QWidget, about: About, attachment_id: int) -> None:
        """`attachment_id` is that of the file."""
        self._about = about
        self._attachment_id = attachment_id
        super().__init__(desk, owner, _("File of {record}", record=about.called), columns=1)

    def build(self, form: Form) -> None:
        """Two fields."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True, hint=_("Its ending stays as it is."))
        form.add("kind", _("What it is"), ChoiceEditor(self.desk, tuple(ATTACHMENT_KIND_TITLES.items())))

    def loading(self) -> Callable[[Session], Loaded]:
        """The file as it stands."""
        return partial(_load, self._attachment_id)

    def data(self) -> AttachmentDetails:
        """The wish."""
        return AttachmentDetails(**self.form.values())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, Seen(self._attachment_id, self.version or 0, self._about.called), wish)


def _load(attachment_id: int, session: Session) -> Loaded:
    row = attachment(session, attachment_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"name": row.name, "kind": row.kind})


def _edit(seen: Seen, wish: AttachmentDetails, session: Session) -> None:
    edit_attachment(session, seen, wish)
