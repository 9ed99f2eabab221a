"""What stocktakes and their lines are called, and what the search box finds among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.codes import subject_of
from coorddesk.core.matching import contains_all, words
from coorddesk.core.records import Hit
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.queries.lines import line_page
from coorddesk.stocktaking.queries.rows import STAGE_TITLES, stocktake_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The names of stocktakes or of things counted that are there; of other kinds, none."""
    if kind == Stocktake.__tablename__:
        return dict(session.execute(select(Stocktake.id, Stocktake.name).where(Stocktake.id.in_(ids))).all())
    if kind == StocktakeLine.__tablename__:
        return {line_id: row.called for line_id, row in line_page(session, list(ids)).items()}
    return {}


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Stocktakes whose names hold every word, the latest first; one by the code on its paper."""
    if not words(text):
        return ()
    subject = subject_of(text)
    by_code = [subject[1]] if subject is not None and subject[0] == Stocktake.__tablename__ else []
    wanted = select(Stocktake.id).where(contains_all(Stocktake.name_folded, text)).order_by(Stocktake.id.desc())
    ids = [*by_code, *session.scalars(wanted.limit(limit))]
    rows = stocktake_page(session, ids)
    ranked = ((row_id, 0 if row_id in by_code else 2) for row_id in dict.fromkeys(ids) if row_id in rows)
    return [Hit(("stocktake", i), rows[i].name, STAGE_TITLES[rows[i].stage], rank) for i, rank in ranked][:limit]
