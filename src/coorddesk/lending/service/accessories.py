"""Accessories of loans: counted out of stock when they go, and into it again when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n
from coorddesk.directory.service import EDITORS
from coorddesk.lending.models import Loan
from coorddesk.lending.rules import MayBeOverridden
from coorddesk.lending.service.rows import OpenLine, Terms
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries import level_at, usual_place
from coorddesk.stock.rules import MoveKind, StockKind, refuse_quantity
from coorddesk.stock.service import NewMove, write_moves

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Counted:
    """So many of an accessory."""

    item_id: int
    quantity: int


@allowed(*EDITORS)
def refuse_accessories(session: Session, wanted: Sequence[Counted], *, despite: bool) -> None:
    """Refuse to lend what is used up or not there; of what is not as many as that, only unless `despite`."""
    counts: dict[int, int] = {}
    for each in wanted:
        refuse_quantity(each.quantity)
        counts[each.item_id] = counts.get(each.item_id, 0) + each.quantity
    refuse_used_up(session, counts)
    for item_id, count in counts.items():
        item = session.get_one(StockItem, item_id)
        level = max(0, level_at(session, item_id, usual_place(session, item_id)))
        if level < count and not despite:
            raise MayBeOverridden(
                _n("Only {count} × “{item}” is there.", "Only {count} × “{item}” are there.", level, item=item.name)
            )


@allowed(*EDITORS)
def refuse_used_up(session: Session, item_ids: Iterable[int]) -> None:
    """Refuse stock items that are gone, and what nobody brings back."""
    for item_id in item_ids:
        item = session.get(StockItem, item_id)
        if item is None:
            raise UserError(_("What was chosen here is no longer there. Choose again."), field="things")
        if item.kind is StockKind.CONSUMABLE:
            said = _("“{item}” is used up, not lent: give it out of stock instead.", item=item.name)
            raise UserError(said, field="things")


@allowed(*EDITORS)
def count_out(session: Session, loan: Terms, wanted: Sequence[Counted]) -> dict[int, int | None]:
    """Count accessories out of stock for a loan; returns the place that each was taken from."""
    if not wanted:
        return {}
    person_id, day = loan.person_id, loan.first
    places = {each.item_id: usual_place(session, each.item_id) for each in wanted}
    moves = [
        NewMove(each.item_id, MoveKind.OUT, -each.quantity, places[each.item_id], day, person_id=person_id)
        for each in wanted
    ]
    write_moves(session, moves, even_below=True)
    return places


@allowed(*EDITORS)
def count_in(session: Session, loan_id: int, lines: Sequence[OpenLine], counts: Mapping[int, int]) -> None:
    """Count accessories back into stock, `counts` of each line by its id, to where they were taken from."""
    accessories = [line for line in lines if line.item_id is not None and line.out_at is not None]
    if not accessories:
        return
    person_id = session.get_one(Loan, loan_id).person_id
    moves = [
        NewMove(line.item_id or 0, MoveKind.BACK, counts[line.id], line.place_id, person_id=person_id)
        for line in accessories
    ]
    write_moves(session, moves)
