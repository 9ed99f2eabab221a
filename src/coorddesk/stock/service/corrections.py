"""Putting right what was written down wrong, however long ago: a movement stays, and one against it is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from coorddesk.core.access import allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.levels import lent_to
from coorddesk.stock.rules import LARGEST, MoveKind
from coorddesk.stock.service.ledger import NewMove, write_moves

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Correction:
    """How many a movement should have been of: none takes it back whole; `seen` is what it said to its author."""

    move_id: int
    quantity: int = 0
    note: str = ""
    seen: int | None = None


@allowed(*EDITORS)
def correct_move(session: Session, wish: Correction) -> None:
    """Let a movement count for so many, with all that was put right about it before; both ends of a transfer."""
    first = _first(session, wish.move_id)
    counts = _counts_for(session, first)
    if wish.seen is not None and wish.seen != abs(counts):
        raise StaleWrite(_("Somebody put this right since you opened it. Look at it again."), ())
    if not 0 <= wish.quantity <= LARGEST:
        raise UserError(_("Say how many it should have been: none or more."), field="quantity")
    if wish.quantity == abs(counts):
        raise UserError(_("It says so already."), field="quantity")
    against = [
        NewMove(
            item_id=move.item_id,
            kind=move.kind,
            quantity=(wish.quantity if move.quantity > 0 else -wish.quantity) - _counts_for(session, move),
            place_id=move.place_id,
            day=move.day,
            person_id=move.person_id,
            asset_id=move.asset_id,
            price=move.price,
            note=wish.note,
            corrects_id=move.id,
        )
        for move in _both_ends(session, first)
    ]
    write_moves(session, against)
    _refuse_more_back(session, first)
    item = session.get_one(StockItem, first.item_id)
    said = {"item": item.name, "before": abs(counts)}
    if wish.quantity:
        deed = _("Put right a movement of “{item}”: {count} instead of {before}", count=wish.quantity, **said)
    else:
        deed = _("Take back a movement of “{item}”: {before}", **said)
    record(session, deed, ("stock_item", item.id))


def _refuse_more_back(session: Session, move: StockMove) -> None:
    """Refuse what would have brought back more than was given out."""
    if move.kind in {MoveKind.OUT, MoveKind.BACK} and lent_to(session, move.item_id, move.person_id) < 0:
        said = _("Then more would have come back than was given out. Put right first what came back.")
        raise UserError(said, field="quantity")


def _first(session: Session, move_id: int) -> StockMove:
    """The movement itself, of whatever put it right."""
    move = session.get(StockMove, move_id)
    if move is None:
        raise UserError(_("This is no longer there: it was undone."))
    return move if move.corrects_id is None else _first(session, move.corrects_id)


def _counts_for(session: Session, move: StockMove) -> int:
    """What a movement amounts to with all that was put right about it."""
    total = select(func.sum(StockMove.quantity)).where(or_(StockMove.id == move.id, StockMove.corrects_id == move.id))
    return int(session.scalar(total) or 0)  # PostgreSQL adds whole numbers up to decimals


def _both_ends(session: Session, move: StockMove) -> list[StockMove]:
    """A movement, or both of a transfer, the one that comes first."""
    pair = or_(StockMove.id == (move.pair_id or 0), StockMove.pair_id == move.id)
    other = session.scalars(select(StockMove).where(pair)).all()
    return sorted([move, *other], key=lambda each: each.id)
