"""Accessories as a sheet of loans or of kits names them: by their names in stock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.importing.kind import Named
from coorddesk.stock.models import StockItem
from coorddesk.stock.rules import StockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


class AccessoryLink:
    """Every item of stock by its name, within one import; what is used up is not lent."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        rows = session.execute(select(StockItem.id, StockItem.name, StockItem.name_folded, StockItem.kind)).all()
        self._ids: dict[str, int] = {row.name_folded: row.id for row in rows}
        self._names: dict[int, str] = {row.id: row.name for row in rows}
        self._used_up = {row.id for row in rows if row.kind is StockKind.CONSUMABLE}

    def named(self, text: str) -> Named:
        """The accessory of that name; neither a sheet of loans nor one of kits makes any."""
        item_id = self._ids.get(fold(text))
        if item_id is None:
            raise UserError(_("There is no stock item “{name}”. Import the stock first.", name=text))
        if item_id in self._used_up:
            item = self._names[item_id]
            raise UserError(_("“{item}” is used up, not lent: give it out of stock instead.", item=item))
        return Named(self._names[item_id], exists=True)

    @property
    def names(self) -> Iterable[str]:
        """What every accessory is called."""
        return (name for item_id, name in self._names.items() if item_id not in self._used_up)

    def id_of(self, name: str) -> int:
        """The id of an accessory by its name as `named` gave it."""
        return self._ids[fold(name)]

    def name_of(self, item_id: int) -> str:
        """What an item is called."""
        return self._names[item_id]


def refused_thing(values: Mapping[str, Any]) -> tuple[str, Message] | None:
    """Why a row is not about one device, or so many of an accessory; None if it is."""
    device, accessory, quantity = (values.get(key) for key in ("device", "accessory", "quantity"))
    if device and accessory:
        return "accessory", _("A row is about a device or an accessory: give each a row of its own.")
    if not device and not accessory:
        return "device", _("Say what it is: a device, or an accessory and how many.")
    if quantity is not None and quantity < 1:
        return "quantity", _("Say how many: one at least.")
    if device and quantity not in {None, 1}:
        return "quantity", _("There is one of a device: name each in a row of its own.")
    return None
