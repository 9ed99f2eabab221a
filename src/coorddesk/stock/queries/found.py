"""What the search box and pickers find among stock, what items are called, and which one a scanned code is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import case, func, or_, select

from coorddesk.core.codes import subject_of
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.options import Option
from coorddesk.core.records import Hit
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries.rows import stock_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ITEM = StockItem.__tablename__
STARTS, HOLDS = 1, 2


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Items that hold every word of a text, those that begin with it first."""
    if not words(text):
        return ()
    rank = case((starts_with(StockItem.name_folded, " ".join(words(text))), STARTS), else_=HOLDS)
    wanted = select(StockItem.id, rank).where(contains_all(StockItem.search, text))
    found = session.execute(wanted.order_by(rank, StockItem.name_folded).limit(limit)).all()
    rows = stock_page(session, [item_id for item_id, _rank in found])
    return [Hit((_ITEM, item_id), rows[item_id].name, rows[item_id].left, fits) for item_id, fits in found]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What items are called, those that are there."""
    if kind != _ITEM:
        return {}
    return dict(session.execute(select(StockItem.id, StockItem.name).where(StockItem.id.in_(ids))).all())


def item_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Items whose words hold all of a text, by name."""
    wanted = select(StockItem.id, StockItem.name, StockItem.reference).where(contains_all(StockItem.search, text))
    found = session.execute(wanted.order_by(StockItem.is_dropped, StockItem.name_folded).limit(limit))
    return tuple(Option(*row) for row in found)


def scanned_item(session: Session, code: str) -> int | None:
    """The item of a code as scanned or typed: its barcode, our own label, its reference or its name; None if unsure."""
    subject = subject_of(code)
    if subject is not None and subject[0] == _ITEM:
        return session.scalar(select(StockItem.id).where(StockItem.id == subject[1]))
    by_barcode = session.scalar(select(StockItem.id).where(StockItem.barcode_folded == fold_code(code)))
    if by_barcode is not None or not fold(code):
        return by_barcode
    said = or_(StockItem.name_folded == fold(code), func.lower(StockItem.reference) == code.strip().lower())
    found = session.scalars(select(StockItem.id).where(said).limit(2)).all()
    return found[0] if len(found) == 1 else None


def device_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Devices in use whose number, name or serial number holds all words of a text."""
    wanted = select(Asset.id, Asset.tag, Asset.serial, Asset.name).join(StatusLabel)
    in_use = Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED
    found = session.execute(
        wanted.where(contains_all(Asset.search, text), *in_use)
        .order_by(Asset.tag_folded.is_(None), Asset.tag_folded, Asset.id)
        .limit(limit)
    )
    return tuple(
        Option(asset_id, called(tag, serial, name, asset_id), name if tag or serial else "")
        for asset_id, tag, serial, name in found
    )
