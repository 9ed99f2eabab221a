"""The form of what was heard of an order that was sent: another day, its engagement number, a word to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.service import OrderNews, follow_order
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.queries import OrderRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("expected_on", "engagement_number", "notes")


class NewsDialog(RecordDialog):
    """What the paper says stays as it is; what was heard since may change."""

    def __init__(self, desk: Desk, owner: QWidget, row: OrderRow) -> None:
        """Of an order that was sent."""
        self._row = row
        super().__init__(desk, owner, _("News of {reference}", reference=row.reference), _("Save"), columns=2)
        self.form.show_values({key: getattr(row, key) for key in _OWN})

    def build(self, form: Form) -> None:
        """When it comes now, and what was not known before."""
        form.add("expected_on", _p("purchase order", "Expected on"), DateEditor(self.desk, self.desk.clock))
        form.add("engagement_number", _("Engagement number"), TextEditor(self.desk))
        form.add("notes", _("Notes"), NotesEditor(self.desk, 4), wide=True)

    def data(self) -> OrderNews:
        """The wish."""
        values = self.form.values()
        return OrderNews(self._row.id, self._row.version, *(values[key] for key in _OWN))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_follow, wish)

    def said(self, result: Any) -> Message:
        """That it is kept."""
        return _("“{name}” saved.", name=self._row.reference)


def _follow(wish: OrderNews, session: Session) -> None:
    """In the lane."""
    follow_order(session, wish)
