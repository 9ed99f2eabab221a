"""A kit: its name, and what belongs to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.lending.queries import kit_card
from coorddesk.lending.service import KitDetails, KitEdit, create_kit, edit_kit
from coorddesk.lending.ui.things_editor import Thing, ThingsEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class KitDialog(RecordDialog):
    """A kit, new or changed."""

    def __init__(self, desk: Desk, owner: QWidget, kit_id: int | None = None) -> None:
        """`kit_id` is the one to change."""
        self._kit_id = kit_id
        super().__init__(desk, owner, _("New kit") if kit_id is None else _("Kit"), columns=1)

    def build(self, form: Form) -> None:
        """Name, things, notes."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)
        hint = _("Scan or choose each; of an accessory, type on its line how many.")
        things = ThingsEditor(self.desk, ("asset", "stock_item"), _("Device or accessory"))
        form.add("things", _("What belongs to it"), things, hint=hint)
        form.add("notes", _("Notes"), NotesEditor(self.desk, 2))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The kit to change."""
        return None if self._kit_id is None else partial(_load, self._kit_id)

    def data(self) -> KitDetails:
        """The wish."""
        values = self.form.values()
        things: ThingsEditor = self.form.editor("things")  # type: ignore[assignment]  # by its key
        devices = tuple(each for each, _count in things.of_kind("asset"))
        return KitDetails(values["name"], devices, things.of_kind("stock_item"), values["notes"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        if self._kit_id is None:
            return partial(create_kit, wish=wish)
        return partial(edit_kit, wish=KitEdit(self._kit_id, self.version or 0, wish))

    def said(self, result: Any) -> Message:
        """That it is written."""
        return _("Kit “{name}” saved.", name=self.form.editor("name").value())


def _load(kit_id: int, session: Session) -> Loaded:
    card = kit_card(session, kit_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    things = []
    for each in card.things:
        subject = ("stock_item", each.stock_item_id or 0) if each.asset_id is None else ("asset", each.asset_id)
        things.append(Thing(subject, each.title, each.quantity))
    return Loaded(card.row.version, {"name": card.row.name, "things": tuple(things), "notes": card.row.notes})
