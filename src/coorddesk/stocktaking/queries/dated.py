"""Stocktakes in the agenda: when each was opened, and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period
from coorddesk.core.messages import _
from coorddesk.stocktaking.models import Stocktake

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STOCKTAKES = DatedKind("stocktake", _("Stocktakes"), "clipboard-check")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """One statement."""
    clock = clock_of(session)
    since, before = start_of_day(clock, period.first), start_of_day(clock, period.last + timedelta(days=1))
    begun = and_(Stocktake.opened_at >= since, Stocktake.opened_at < before)
    ended = and_(Stocktake.closed_at >= since, Stocktake.closed_at < before)
    columns = (Stocktake.id, Stocktake.name, Stocktake.opened_at, Stocktake.closed_at)
    told = []
    for row_id, name, opened_at, closed_at in session.execute(select(*columns).where(or_(begun, ended))):
        state = DatedState.TO_COME if closed_at is None else DatedState.DONE
        steps = (
            ("opened", opened_at, _("{name}: opened", name=name)),
            ("closed", closed_at, _("{name}: closed", name=name)),
        )
        for mark, moment, title in steps:
            day = None if moment is None else clock.local(moment).date()
            if day is not None and period.holds(day):
                told.append(Dated(_STOCKTAKES, title, day, day, ("stocktake", row_id), mark, state=state))
    return told
