"""The form of a device: to enter one, one like another, or to change one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.inventory.queries import AssetCard, FieldRow, LabelRow
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.rules import Condition, CustomType, MetaStatus
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    ModelWords,
    NewAsset,
    Standing,
    create_asset,
    edit_asset,
    find_or_create_model,
    shared_addresses,
)
from coorddesk.inventory.ui.asset_form import AssetForm, card_values, read_card
from coorddesk.inventory.ui.life_dialog import LifeDialog
from coorddesk.inventory.ui.selected import Selected
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_DRAW = "inventory.draw_tag"
_NOT_COPIED = ("tag", "serial", "notes", "status", "holder", "interfaces")
_SAME_KEY = {"category_id": "category", "model_id": "model", "department_id": "department", "supplier_id": "supplier"}


@dataclass(frozen=True)
class Purpose:
    """What the form is for: a new device, or the one with the id to edit or to take values from."""

    asset_id: int | None = None
    is_copy: bool = False
    device: Message | None = None

    @property
    def title(self) -> Message:
        """What stands over the form."""
        if self.device is None:
            return _("New device")
        if self.is_copy:
            return _("New device like {device}", device=self.device)
        return _("Edit {device}", device=self.device)


@dataclass(frozen=True)
class Wish:
    """What the form wants: a device as a verb takes it, and the manufacturer where no model is named."""

    device: NewAsset | AssetEdit
    manufacturer: str = ""


class Saved(NamedTuple):
    """The device that was saved, and what of its network addresses another device has too."""

    id: int
    shared: tuple[Message, ...] = ()


class AssetDialog(RecordDialog):
    """Enters or changes one device.

    A new one is given the next free number where none is typed, unless its user does not want that.
    """

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        labels: Sequence[LabelRow],
        purpose: Purpose,
        fields: Sequence[FieldRow] = (),
    ) -> None:
        """`labels` are the desk's statuses, `fields` its own fields."""
        self._purpose = purpose
        self._own = fields
        self._labels = labels
        self._is_new = purpose.asset_id is None or purpose.is_copy
        super().__init__(desk, owner, purpose.title, _("Add") if self._is_new else _("Save"))
        if not self._is_new:
            life = button(desk, _("Life and value…"), icon="clock")
            life.clicked.connect(self._on_life)
            self.add_button(life)

    def build(self, form: Form) -> None:
        """Every field."""
        self._fields = AssetForm(self.desk, form, self._choices(), self._own, is_new=self._is_new)
        if self._is_new:
            form.editor("draw").set_value(self.desk.settings.recall(_DRAW, default=True))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The device to change, or to take values from."""
        if self._purpose.asset_id is None:
            return None
        return partial(_load, self._purpose.asset_id, self._purpose.is_copy, self._own)

    def data(self) -> Wish:
        """The device as it should be."""
        values = self.form.values()
        manufacturer = self._fields.manufacturer_name if values["model"] is None else ""
        own = {each.name: _value(values, each.name) for each in fields(AssetDetails) if each.name != "custom"}
        details = AssetDetails(**own, custom=self._fields.custom.said(values))
        standing = Standing(values["status"], values["place"], values["holder"])
        addresses = values["interfaces"]
        if self._is_new:
            self.desk.settings.remember(_DRAW, values["draw"])
            return Wish(NewAsset(details, standing, draw_tag=values["draw"], interfaces=addresses), manufacturer)
        assert self._purpose.asset_id is not None
        assert self.version is not None
        others = addresses if "interfaces" in self.form.touched() else None
        edit = AssetEdit(self._purpose.asset_id, self.version, details, standing, interfaces=others)
        return Wish(edit, manufacturer)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message | None:
        """That it is there, or as it should be; or which of its addresses another device has too."""
        saved: Saved = result
        if saved.shared:
            return saved.shared[0]
        if self._is_new:
            return _("Device added.")
        return _("{device} saved.", device=self._purpose.device or verbatim(""))

    def _on_life(self) -> None:
        assert self._purpose.asset_id is not None
        said = self.desk.texts.say(self._purpose.device or verbatim(""))
        LifeDialog(self.desk, self, Selected((self._purpose.asset_id,), (), said)).open()

    def _choices(self) -> list[tuple[int, Message]]:
        """A new device has not left; that one did is shown, but said by a verb that asks for a reason and a date."""
        return [
            (label.id, label.title)
            for label in self._labels
            if not self._is_new or label.meta is not MetaStatus.RETIRED
        ]


def _value(values: dict[str, Any], field: str) -> Any:
    value = values[_SAME_KEY.get(field, field)]
    match field:
        case "condition":
            return None if value is None else Condition(value)
        case "quantity":
            return 1 if value is None else value
    return value


def _load(asset_id: int, is_copy: bool, own: Sequence[FieldRow], session: Session) -> Loaded:
    """In the lane."""
    card: AssetCard = read_card(session, asset_id)
    values = card_values(card, own) | {"interfaces": interfaces(session, asset_id)}
    if is_copy:
        texts = [field.key for field in own if field.type is CustomType.TEXT]  # mostly numbers of this very device
        values = {key: value for key, value in values.items() if key not in (*_NOT_COPIED, *texts)}
    return Loaded(card.row.version, values)


def _save(wish: Wish, session: Session) -> Saved:
    """In the lane."""
    device = wish.device
    if wish.manufacturer:
        model_id = find_or_create_model(session, ModelWords(wish.manufacturer))
        device = replace(device, details=replace(device.details, model_id=model_id))
    if isinstance(device, NewAsset):
        asset_id = create_asset(session, device)
        return Saved(asset_id, shared_addresses(session, asset_id))
    edit_asset(session, device)
    return Saved(device.id, () if device.interfaces is None else shared_addresses(session, device.id))
