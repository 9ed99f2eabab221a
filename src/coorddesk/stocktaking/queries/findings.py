"""What must always be true of stocktakes, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import _
from coorddesk.core.records import Finding
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.rules import COUNTED, LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def findings(session: Session) -> Sequence[Finding]:
    """Lines that contradict themselves or their stocktake, and copies that nobody would find."""
    return [*_lines(session), *_closed(session), *_copies(session)]


def _lines(session: Session) -> Iterator[Finding]:
    """A line was counted by somebody at a moment, or not at all; only what is unknown has no device."""
    counted = StocktakeLine.state.in_(COUNTED)
    seen = and_(StocktakeLine.found_at.is_not(None), StocktakeLine.found_by != "")
    unseen = and_(
        StocktakeLine.found_at.is_(None),
        StocktakeLine.found_by == "",
        StocktakeLine.found_place_id.is_(None),
        StocktakeLine.is_expected,
    )
    is_unknown = StocktakeLine.state == LineState.UNKNOWN
    nameless = and_(StocktakeLine.asset_id.is_(None), StocktakeLine.code_folded.is_not(None))
    named = and_(StocktakeLine.asset_id.is_not(None), StocktakeLine.code_folded.is_(None))
    right = and_(
        or_(and_(counted, seen), and_(~counted, unseen)), or_(and_(is_unknown, nameless), and_(~is_unknown, named))
    )
    wrong = select(Stocktake.name, StocktakeLine.id).join(Stocktake, Stocktake.id == StocktakeLine.stocktake_id)
    for name, line_id in session.execute(wrong.where(~right).order_by(StocktakeLine.id)):
        yield Finding(_("A line of the stocktake “{name}” contradicts itself.", name=name), ("stocktake_line", line_id))


def _closed(session: Session) -> Iterator[Finding]:
    """Nothing is still to find in what is closed."""
    left = select(Stocktake.id, Stocktake.name).where(
        Stocktake.closed_at.is_not(None),
        Stocktake.id.in_(select(StocktakeLine.stocktake_id).where(StocktakeLine.state == LineState.EXPECTED)),
    )
    for stocktake_id, name in session.execute(left):
        said = _("The stocktake “{name}” is closed, but something is still to find.", name=name)
        yield Finding(said, ("stocktake", stocktake_id))


def _copies(session: Session) -> Iterator[Finding]:
    for stocktake_id, name, folded in session.execute(select(Stocktake.id, Stocktake.name, Stocktake.name_folded)):
        if folded != fold(name):
            yield Finding(_("“{name}” would not be found by its name.", name=name), ("stocktake", stocktake_id))
    codes = select(StocktakeLine.id, StocktakeLine.code, StocktakeLine.code_folded)
    for line_id, code, key in session.execute(codes.where(StocktakeLine.code_folded.is_not(None))):
        if key != fold_code(code):
            yield Finding(_("“{name}” would not be found by its name.", name=code), ("stocktake_line", line_id))
