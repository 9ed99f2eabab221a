"""What a dialog must know of an item before it asks: where some are, who has some, and where they likely go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import PATH_SEPARATOR, Option
from coorddesk.directory.queries import place
from coorddesk.directory.queries.called import names as people_names
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.called import names as device_names
from coorddesk.stock.models import StockFit, StockMove
from coorddesk.stock.queries.levels import PlaceLevel, WithPerson, lent_to, place_levels, usual_place, with_people
from coorddesk.stock.queries.rows import StockRow, stock_page, stock_row
from coorddesk.stock.rules import StockKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class KnownItem:
    """An item as it stands: `likely` is where some are taken from, or put, if nobody says it.

    `lent` are those who have some, `astray` how many were given out without saying to whom.
    """

    row: StockRow
    here: tuple[PlaceLevel, ...]
    likely: Option | None
    lent: tuple[WithPerson, ...]
    astray: int = 0

    def level(self, place_id: int | None) -> int:
        """How many are at a place."""
        return next((each.level for each in self.here if each.place_id == place_id), 0)

    @property
    def said(self) -> Message:
        """Where how many are, in a line."""
        if not self.here:
            return _("None is left anywhere.")
        lines = [_("{place}: {count}", place=_name(each.place), count=each.level) for each in self.here]
        text = lines[0]
        for line in lines[1:]:
            text = _("{one} · {other}", one=text, other=line)
        return text


def known_item(session: Session, item_id: int) -> KnownItem:
    """An item as it stands. Raises `UserError` if it is gone."""
    row = stock_row(session, item_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    place_id = usual_place(session, item_id)
    likely = None if place_id is None else place(session, place_id)
    return KnownItem(
        row,
        place_levels(session, item_id),
        None if likely is None else Option(likely.id, likely.path),
        with_people(session, StockMove.item_id == item_id),
        max(lent_to(session, item_id, None), 0) if row.kind is StockKind.ACCESSORY else 0,
    )


def _name(path: str | None) -> str | Message:
    """The last name of a path: a line has no room for all."""
    return _("No place") if path is None else path.rpartition(PATH_SEPARATOR)[2]


def fitting_items(session: Session, asset_ids: Sequence[int]) -> tuple[Option, ...]:
    """The items that every one of some devices takes, by name, with how many are left."""
    models = set(session.scalars(select(Asset.model_id).where(Asset.id.in_(asset_ids))))
    if None in models or not models:
        return ()
    fits = select(StockFit.item_id).where(StockFit.model_id.in_(models)).group_by(StockFit.item_id)
    ids = session.scalars(fits.having(func.count() == len(models))).all()
    rows = [row for row in stock_page(session, ids).values() if not row.is_dropped or row.level > 0]
    return tuple(Option(row.id, row.name, str(row.level)) for row in sorted(rows, key=lambda row: row.name))


def said_records(session: Session, kind: str, ids: Sequence[int]) -> list[str]:
    """What devices or people are called, those that are there."""
    names = people_names(session, kind, ids) if kind == "person" else device_names(session, kind, ids)
    return [names[record_id] for record_id in ids if record_id in names]
