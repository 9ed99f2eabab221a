"""Links of maintenance sheets: devices by their numbers, and what is only looked up by its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import Message, _
from coorddesk.importing.kind import Named
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class AssetLink:
    """Devices by inventory number, serial number, or a name that one device alone has; none is made."""

    def __init__(self, session: Session) -> None:
        """Read all that are not in the bin."""
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        self.names: dict[int, str] = {}
        rows = session.execute(_DEVICES.where(Asset.deleted_at.is_(None)).order_by(Asset.id)).all()
        for asset_id, tag, _tag, serial, _serial, name in rows:
            self.names[asset_id] = called(tag, serial, name, asset_id)
            self._by_name.setdefault(fold(name), []).append(asset_id)
            self._by_code[f"#{asset_id}"] = asset_id
        self._by_code |= {row.serial_folded: row.id for row in rows if row.serial_folded is not None}
        self._by_code |= {row.tag_folded: row.id for row in rows if row.tag_folded is not None}  # numbers go first

    def named(self, text: str) -> Named:
        """The device that a text means; a `UserError` if it is none, or could be several."""
        asset_id = self._by_code.get(fold_code(text))
        alike = self._by_name.get(fold(text), []) if asset_id is None else [asset_id]
        if not alike:
            raise UserError(_("There is no device of this number. Add the device first."))
        if len(alike) > 1:
            raise UserError(_("Several devices are called so: write the inventory number."))
        return Named(self.names[alike[0]], exists=True)

    def id_of(self, name: str) -> int:
        """The id of a device by the name that `named` gave."""
        found = self._by_code.get(fold_code(name))
        return self._by_name[fold(name)][0] if found is None else found


class LookedUp:
    """Records that a sheet may name but not make: their ids by name, and what to say of other names."""

    def __init__(self, named: Iterable[tuple[int, str]], refusal: Message) -> None:
        """`named` are the records there are."""
        self.names = dict(named)
        self._refusal = refusal
        self._ids: dict[str, list[int]] = {}
        for row_id, name in self.names.items():
            self._ids.setdefault(fold(name), []).append(row_id)

    def named(self, text: str) -> Named:
        """The record of that name; a `UserError` if there is none, or several."""
        found = self._ids.get(fold(text), [])
        if len(found) != 1:
            raise UserError(self._refusal)
        return Named(self.names[found[0]], exists=True)

    def id_of(self, name: str) -> int:
        """The id of a record by the name that `named` gave."""
        return self._ids[fold(name)][0]


def model_link(session: Session) -> LookedUp:
    """Models by their manufacturer, name and number: "Epson EB-685W"."""
    wanted = select(Model.id, Manufacturer.name, Model.name, Model.number).order_by(Model.id)
    rows = session.execute(wanted.outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id))
    called_so = [(model_id, model_called(*words)) for model_id, *words in rows]
    return LookedUp(called_so, _("There is no such model, or several. Write it like “Epson EB-685W”."))


def model_called(*words: str | None) -> str:
    """What a model is called in a sheet: its manufacturer, its name and its number."""
    return " ".join(word for word in words if word)


_DEVICES = select(Asset.id, Asset.tag, Asset.tag_folded, Asset.serial, Asset.serial_folded, Asset.name)
