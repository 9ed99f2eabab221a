"""What every paper about devices begins with: which are meant, their rows, and the columns to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.core.tables import Column
from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_columns, asset_page
from coorddesk.inventory.queries.papers import asset_ids_of
from coorddesk.inventory.rules import IN_USE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Choice = AssetQuery | Sequence[int] | None
"""The devices of a list as it is filtered, those that were selected, or all that have not left."""

READ_AT_ONCE = 5000


def meant(choice: Choice, sort: str | None = None) -> AssetQuery | Sequence[int]:
    """The choice, and without one all that has not left; a query in another order where the paper has one."""
    query = AssetQuery(metas=IN_USE) if choice is None else choice
    return query if sort is None or not isinstance(query, AssetQuery) else replace(query, sort=sort, descending=False)


def rows_of(session: Session, choice: AssetQuery | Sequence[int]) -> Iterator[AssetRow]:
    """The devices meant, in their order."""
    ids = asset_ids_of(session, choice)
    for start in range(0, len(ids), READ_AT_ONCE):
        part = ids[start : start + READ_AT_ONCE]
        page = asset_page(session, part)
        yield from (page[asset_id] for asset_id in part)


def columns_of(
    keys: Sequence[str], rows: Sequence[AssetRow], offered: Sequence[Column[AssetRow]]
) -> tuple[Column[AssetRow], ...]:
    """The columns of these keys, with how many of each where there are several of one, and their value."""
    by_key = {column.key: column for column in offered}
    several = any(row.quantity > 1 for row in rows)
    wanted = [key for key in keys if key != "quantity" or several]
    return tuple(by_key[key] for key in wanted)


def offered_columns(session: Session) -> tuple[Column[AssetRow], ...]:
    """All that a list of devices may show, the desk's own fields among them."""
    return asset_columns(session)


def devices(count: int) -> Message:
    """So many devices."""
    return _n("{count} device", "{count} devices", count)
