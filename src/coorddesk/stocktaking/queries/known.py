"""What is known before something is counted: the stocktake and the room, a device with its line, an unknown code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, and_, bindparam, select

from coorddesk.core.asking import asked
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.stocktaking.models import Stocktake, StocktakeLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

Known = Row[*tuple[Any, ...]]
"""A line as it stands, all blank where there is none; of a device, what is on record as well."""


def known_sitting(session: Session, stocktake_id: int, room_id: int | None) -> Known | None:
    """The name of a stocktake, when it was closed, and the `path` of a room, None without one."""
    return _only(asked(session, _SITTING, the_stocktake=stocktake_id, the_room=room_id))


def known_device(session: Session, stocktake_id: int, asset_id: int) -> Known | None:
    """A device, whatever its state, with its line in a stocktake; None if it is no longer there."""
    return _only(asked(session, _DEVICE, the_stocktake=stocktake_id, the_asset=asset_id))


def known_code(session: Session, stocktake_id: int, folded: str) -> Known | None:
    """The line of what nobody knew; None if its code was not scanned before."""
    return _only(asked(session, _CODE, the_stocktake=stocktake_id, the_code=folded))


def _only(rows: Sequence[Known]) -> Known | None:
    return rows[0] if rows else None


_STOCKTAKE, _LINE = table_named(Stocktake.__tablename__), table_named(StocktakeLine.__tablename__)
_ASSET, _LABEL, _PLACE = map(table_named, (Asset.__tablename__, StatusLabel.__tablename__, Place.__tablename__))
_EXPECTED_IN, _FOUND_IN = _PLACE.alias("expected_in"), _PLACE.alias("found_in")
_AS_IT_STANDS = (
    _LINE.c.id.label("line_id"),
    _LINE.c.state,
    _LINE.c.is_expected,
    _LINE.c.expected_place_id,
    _LINE.c.found_place_id,
    _LINE.c.found_at,
    _LINE.c.found_by,
    _EXPECTED_IN.c.path.label("expected"),
    _FOUND_IN.c.path.label("found_path"),
)
_SITTING: Select[*tuple[Any, ...]] = (
    select(_STOCKTAKE.c.name, _STOCKTAKE.c.closed_at, _PLACE.c.path)
    .select_from(_STOCKTAKE.outerjoin(_PLACE, _PLACE.c.id == bindparam("the_room")))
    .where(_STOCKTAKE.c.id == bindparam("the_stocktake"))
)
_CODE: Select[*tuple[Any, ...]] = (
    select(*_AS_IT_STANDS)
    .select_from(
        _LINE.outerjoin(_EXPECTED_IN, _EXPECTED_IN.c.id == _LINE.c.expected_place_id).outerjoin(
            _FOUND_IN, _FOUND_IN.c.id == _LINE.c.found_place_id
        )
    )
    .where(_LINE.c.code_folded == bindparam("the_code"), _LINE.c.stocktake_id == bindparam("the_stocktake"))
)
_DEVICE: Select[*tuple[Any, ...]] = (
    select(
        _ASSET.c.tag,
        _ASSET.c.serial,
        _ASSET.c.name,
        _ASSET.c.place_id,
        _ASSET.c.price,
        _ASSET.c.quantity,
        _ASSET.c.deleted_at,
        _LABEL.c.meta,
        _PLACE.c.path,
        *_AS_IT_STANDS,
    )
    .select_from(
        _ASSET.join(_LABEL, _LABEL.c.id == _ASSET.c.status_label_id)
        .outerjoin(_PLACE, _PLACE.c.id == _ASSET.c.place_id)
        .outerjoin(_LINE, and_(_LINE.c.asset_id == _ASSET.c.id, _LINE.c.stocktake_id == bindparam("the_stocktake")))
        .outerjoin(_EXPECTED_IN, _EXPECTED_IN.c.id == _LINE.c.expected_place_id)
        .outerjoin(_FOUND_IN, _FOUND_IN.c.id == _LINE.c.found_place_id)
    )
    .where(_ASSET.c.id == bindparam("the_asset"))
)
