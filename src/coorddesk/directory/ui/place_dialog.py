"""The form of a place: its name, what it is inside of, and what is written down about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.queries import PlaceRow, place, place_options
from coorddesk.directory.rules import PLACE_KIND_TITLES, PlaceKind
from coorddesk.directory.service import PlaceDetails, PlaceEdit, create_place, edit_place
from coorddesk.widgets.forms.editors import ChoiceEditor, CodeEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_NEXT_KIND = {
    PlaceKind.SITE: PlaceKind.BUILDING,
    PlaceKind.BUILDING: PlaceKind.ROOM,
    PlaceKind.FLOOR: PlaceKind.ROOM,
}


class PlaceDialog(RecordDialog):
    """Adds a place, inside another if one is given, or changes one."""

    def __init__(
        self, desk: Desk, owner: QWidget, *, inside: PlaceRow | None = None, edited: PlaceRow | None = None
    ) -> None:
        """`edited` is the place to change; a new one stands `inside` another."""
        self._inside = inside
        self._edited = edited
        title = _("New place") if edited is None else _("Edit {place}", place=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        kind = form.add("kind", _("Kind of place"), ChoiceEditor(desk, list(PLACE_KIND_TITLES.items())))
        hint = _("Left empty, it stands by itself, as a site does.")
        parent = form.add("parent", _("Inside"), RecordPicker(desk, place_options), hint=hint, wide=True)
        form.add("code", _("Code"), CodeEditor(desk), hint=_("Its number on the door or on the plan"))
        form.add("address", _("Address"), TextEditor(desk))
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)
        if self._inside is not None:
            parent.set_value(Option(self._inside.id, self._inside.path))
        kind.set_value(PlaceKind.SITE if self._inside is None else _NEXT_KIND.get(self._inside.kind, PlaceKind.ROOM))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The place to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> PlaceDetails | PlaceEdit:
        """The wish."""
        values = self.form.values()
        details = PlaceDetails(
            name=values["name"],
            parent_id=values["parent"],
            kind=PlaceKind(values["kind"]),
            code=values["code"] or "",
            address=values["address"],
            notes=values["notes"],
        )
        if self._edited is None:
            return details
        assert self.version is not None
        return PlaceEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(place_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = place(session, place_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    parent = None if row.parent_id is None else Option(row.parent_id, row.parent_path)
    own = {key: getattr(row, key) for key in ("name", "kind", "code", "address", "notes")}
    return Loaded(row.version, own | {"parent": parent})


def _save(wish: PlaceDetails | PlaceEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, PlaceDetails):
        return create_place(session, wish)
    edit_place(session, wish)
    return wish.id
