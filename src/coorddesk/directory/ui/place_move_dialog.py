"""Moving a place, with all that is inside it, into another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import PlaceRow, place_options
from coorddesk.directory.service import PlaceDetails, PlaceEdit, edit_place
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class PlaceMoveDialog(RecordDialog):
    """Asks where to."""

    def __init__(self, desk: Desk, owner: QWidget, row: PlaceRow) -> None:
        """`row` is the place as it was seen."""
        self._row = row
        super().__init__(desk, owner, _("Move {place}", place=row.name), _("Move"), columns=1)

    def build(self, form: Form) -> None:
        """Where to."""
        hint = _("Left empty, it stands by itself, as a site does.")
        parent = form.add("parent", _("Inside"), RecordPicker(self.desk, place_options), hint=hint)
        if self._row.parent_id is not None:
            parent.set_value(Option(self._row.parent_id, self._row.parent_path))

    def data(self) -> PlaceEdit:
        """The wish."""
        return moved(self._row, self.form.values()["parent"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_move, wish)

    def said(self, result: Any) -> Message:
        """That it moved."""
        return _("“{name}” moved.", name=self._row.name)


def moved(row: PlaceRow, parent_id: int | None) -> PlaceEdit:
    """The wish to put a place into another, the rest as it was seen."""
    details = PlaceDetails(row.name, parent_id, row.kind, row.code, row.address, row.notes)
    return PlaceEdit(row.id, row.version, details)


def _move(wish: PlaceEdit, session: Session) -> None:
    edit_place(session, wish)
