"""What narrows the list of messages: how far they are, and what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _p
from coorddesk.notices.queries import NoticeCounts, NoticeQuery, notice_counts
from coorddesk.notices.rules import OCCASION_TITLES, STATE_TITLES, State
from coorddesk.notices.ui.card import STATE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def read_offered(_query: NoticeQuery, session: Session) -> NoticeCounts:
    """In the lane."""
    return notice_counts(session)


def everything(query: NoticeQuery) -> NoticeQuery:
    """Every message, sorted as before."""
    return NoticeQuery(sort=query.sort, descending=query.descending)


def unfiltered(query: NoticeQuery) -> NoticeQuery:
    """What waits, sorted as before."""
    return replace(everything(query), state=State.DRAFT)


def choices_of(query: NoticeQuery, counts: NoticeCounts) -> list[Choices]:
    """The filters in their order."""
    states = tuple(
        Choice(("state", each), title, counts.states.get(each, 0), query.state is each, STATE_TONES[each])
        for each, title in STATE_TITLES.items()
        if counts.states.get(each) or query.state is each
    )
    occasions = tuple(
        Choice(("occasion", each), title, counts.occasions.get(each, 0), query.occasion is each)
        for each, title in OCCASION_TITLES.items()
        if counts.occasions.get(each) or query.occasion is each
    )
    every = [Choices("state", _p("message", "State"), states), Choices("occasion", _p("message", "Why"), occasions)]
    return [each for each in every if each.values]


def chips_of(query: NoticeQuery, _counts: NoticeCounts) -> list[Chip]:
    """What the list is narrowed to."""
    return [Chip(said, _without(query, field)) for field, said in query.said.items()]


def _without(query: NoticeQuery, field: str) -> NoticeQuery:
    off: dict[str, Any] = {field: None}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything)
"""How the list of messages is narrowed."""
