"""Accessories as a sheet of loans or of kits names them: by their names in stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
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
