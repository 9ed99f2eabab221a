"""The dialog of a label that sticks on no device yet: it is that of a device that is known, or of a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.queries import place_options
from coorddesk.inventory.queries import asset_card, category_options
from coorddesk.inventory.service import AssetDetails, Standing
from coorddesk.labels.queries import names
from coorddesk.labels.service import Linking, NewLinked, enter_linked, link_label
from coorddesk.stock.queries import device_options
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_KNOWN, _NEW = "known", "new"
_HEIGHT = 300  # of the longer of both parts
_FIELDS = {_KNOWN: ("asset", "renumbers"), _NEW: ("name", "category", "place")}


class LinkDialog(RecordDialog):
    """Links the label of an id."""

    def __init__(self, desk: Desk, owner: QWidget, label_id: int) -> None:
        """Ask first what the label is stuck on."""
        self._label_id = label_id
        self._number = ""
        super().__init__(desk, owner, _("Link a label to its device"), _("Link"))
        self._on_kind_changed()
        self.setMinimumHeight(_HEIGHT)
        self.form.editor("kind").changed.connect(self._on_kind_changed)

    def build(self, form: Form) -> None:
        """A device that is known, or the first of what is known of a new one."""
        desk = self.desk
        kinds = [(_KNOWN, _("A device of the list")), (_NEW, _("A new device"))]
        form.add("kind", _("The label sticks on"), ChoiceEditor(desk, kinds))
        form.add("number", _("Its number"), _Said(desk))
        self._part = part = form.part(None)
        picker = RecordPicker(desk, device_options, hint=_("Name, number or serial number"))
        form.add_to(part, "asset", _("Device"), picker)
        form.add_to(part, "renumbers", _("Number"), YesNoEditor(desk, _("It may give up the number that it has")))
        form.add_to(part, "name", _("Name"), TextEditor(desk))
        form.add_to(part, "category", _("Category"), RecordPicker(desk, category_options))
        form.add_to(part, "place", _("Place"), RecordPicker(desk, place_options))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The number on the label."""
        return partial(_load, self._label_id)

    def data(self) -> Linking | NewLinked:
        """The wish; the version of the device is that of now."""
        values = self.form.values()
        number = values["number"]
        if values["kind"] == _NEW:
            details = AssetDetails(name=values["name"], category_id=values["category"])
            return NewLinked(number, details, Standing(place_id=values["place"]))
        if values["asset"] is None:
            raise UserError(_("Choose the device that the label sticks on."), field="asset")
        return Linking(number, values["asset"], 0, renumbers=values["renumbers"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_link, wish)

    def said(self, result: Any) -> Message:
        """What it is called now."""
        return _("The label {number} is linked.", number=self.form.editor("number").value())

    def _on_kind_changed(self) -> None:
        kind = self.form.editor("kind").value()
        self._part.show_fields(_FIELDS[kind])


class _Said(TextEditor):
    """The number, which nobody changes."""

    def __init__(self, desk: Desk) -> None:
        """Read-only."""
        super().__init__(desk)
        self.line.setReadOnly(True)


def _load(label_id: int, session: Session) -> Loaded:
    """In the lane."""
    found = names(session, "printed_label", [label_id])
    if label_id not in found:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(1, {"number": found[label_id]})


def _link(wish: Linking | NewLinked, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, NewLinked):
        return enter_linked(session, wish)
    card = asset_card(session, wish.asset_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."), field="asset")
    link_label(session, Linking(wish.number, wish.asset_id, card.row.version, renumbers=wish.renumbers))
    return wish.asset_id
