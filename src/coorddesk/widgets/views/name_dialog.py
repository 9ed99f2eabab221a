"""The name of a view: asked for when it is saved, and when it is renamed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.core.views import NewView, State, ViewRow, ViewSeen, rename_view, save_view
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class SaveViewDialog(RecordDialog):
    """Saves what a page shows as a view; `saved` tells its id."""

    def __init__(self, desk: Desk, owner: QWidget, page: str, state: State) -> None:
        """`state` is what the page shows."""
        self._page = page
        self._state = state
        super().__init__(desk, owner, _("Save what is shown as a view"), columns=1)

    def build(self, form: Form) -> None:
        """The name."""
        hint = _("Search, filters, columns, widths, order and groups are found again under this name, by everybody.")
        form.add("name", _("Name"), TextEditor(self.desk), hint=hint)

    def data(self) -> NewView:
        """The wish."""
        return NewView(self._page, self.form.values()["name"] or "", self._state)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there."""
        return _("The view “{name}” is saved.", name=self.form.values()["name"])


class RenameViewDialog(RecordDialog):
    """Gives a view another name."""

    def __init__(self, desk: Desk, owner: QWidget, view: ViewRow) -> None:
        """`view` is the one to rename, as it was seen."""
        self._view = view
        super().__init__(desk, owner, _("Rename the view “{name}”", name=view.name), _("Rename"), columns=1)

    def build(self, form: Form) -> None:
        """The name."""
        form.add("name", _("Name"), TextEditor(self.desk)).set_value(self._view.name)

    def data(self) -> str:
        """The new name."""
        return self.form.values()["name"] or ""

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_rename, ViewSeen(self._view.id, self._view.version), wish)

    def said(self, result: Any) -> Message:
        """How it is called now."""
        return _("The view is called “{name}” now.", name=self.form.values()["name"])


def _save(wish: NewView, session: Session) -> int:
    return save_view(session, wish)


def _rename(seen: ViewSeen, name: str, session: Session) -> None:
    rename_view(session, seen, name)
