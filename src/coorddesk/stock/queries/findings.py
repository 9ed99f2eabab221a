"""What must always be true of stock, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.rules import SIGNS, MoveKind, stock_copies

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """Movements of the wrong sign, halves of transfers, corrections of something else, words that are not found."""
    return [*_signs(session), *_pairs(session), *_corrections(session), *_copies(session)]


def _signs(session: Session) -> Iterator[Finding]:
    """A movement itself goes the way of its kind; what puts one right goes either way, within what it puts right."""
    wrong = [(StockMove.kind == kind) & (StockMove.quantity * sign < 0) for kind, sign in SIGNS.items()]
    wanted = (
        select(StockMove.item_id, StockItem.name).join(StockItem).where(StockMove.corrects_id.is_(None), or_(*wrong))
    )
    for item_id, name in session.execute(wanted):
        yield Finding(_("A movement of “{item}” goes the wrong way.", item=name), ("stock_item", item_id))


def _pairs(session: Session) -> Iterator[Finding]:
    """What leaves a place on its way to another comes there."""
    left = aliased(StockMove)
    whole = (left.item_id == StockMove.item_id) & (left.quantity == -StockMove.quantity)
    arrived = select(StockMove.pair_id).join(left, left.id == StockMove.pair_id).where(whole)
    is_half = (StockMove.quantity < 0) & StockMove.id.not_in(arrived)
    is_stray = (StockMove.quantity > 0) & StockMove.pair_id.is_(None)
    wanted = select(StockMove.item_id, StockItem.name).join(StockItem)
    moved = StockMove.kind == MoveKind.MOVED, StockMove.corrects_id.is_(None)
    for item_id, name in session.execute(wanted.where(*moved, or_(is_half, is_stray))):
        yield Finding(
            _("“{item}” left a place for another and did not come there.", item=name), ("stock_item", item_id)
        )


def _corrections(session: Session) -> Iterator[Finding]:
    """What puts a movement right is of the same item, place and kind, and never turns it round."""
    first = aliased(StockMove)
    alike = (
        (first.item_id == StockMove.item_id)
        & (first.kind == StockMove.kind)
        & first.place_id.is_not_distinct_from(StockMove.place_id)
        & first.corrects_id.is_(None)
    )
    wanted = select(StockMove.item_id, StockItem.name).join(StockItem).join(first, first.id == StockMove.corrects_id)
    for item_id, name in session.execute(wanted.where(~alike)):
        yield Finding(_("A correction of “{item}” is of another movement.", item=name), ("stock_item", item_id))
    total = select(func.sum(StockMove.quantity)).where(StockMove.corrects_id == first.id).scalar_subquery()
    turned = select(first.item_id, StockItem.name).join(StockItem, StockItem.id == first.item_id)
    for item_id, name in session.execute(turned.where((first.quantity + total) * first.quantity < 0)):
        yield Finding(_("A correction of “{item}” takes away more than there was.", item=name), ("stock_item", item_id))


def _copies(session: Session) -> Iterator[Finding]:
    for row in session.scalars(select(StockItem)):
        copies = stock_copies(row.name, row.reference, row.barcode)
        if (row.name_folded, row.barcode_folded, row.search) != (
            copies.name_folded,
            copies.barcode_folded,
            copies.search,
        ):
            yield Finding(_("“{name}” would not be found by its name.", name=row.name), ("stock_item", row.id))
