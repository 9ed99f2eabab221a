"""Articles in the agenda: when each should be read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, Period, state_on
from coorddesk.core.messages import _
from coorddesk.knowledge.models import Article

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REVIEWS = DatedKind("article", _("Articles to be read again"), "book-open")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """One statement."""
    today = clock_of(session).today()
    wanted = select(Article.id, Article.title, Article.review_on)
    found = session.execute(wanted.where(Article.review_on.between(period.first, period.last)))
    return [
        Dated(
            _REVIEWS, _("Read again: {title}", title=title), day, day, ("article", row_id), state=state_on(day, today)
        )
        for row_id, title, day in found
        if day is not None
    ]
