"""What narrows the list of requests: what is to be seen to, how far they are, and any field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import (
    RequestCounts,
    RequestQuery,
    request_counts,
    said_request_criteria,
    stated_requests,
)
from coorddesk.purchasing.rules.narrowing import REQUEST_NEED_TITLES
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES
from coorddesk.purchasing.ui.tones import REQUEST_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"past": False}


@dataclass(frozen=True)
class Offered:
    """How many requests each filter would show, and what the list is narrowed to, in words."""

    counts: RequestCounts
    said: Mapping[str, Message]
    criteria: Sequence[Message]


def read_offered(query: RequestQuery, session: Session) -> Offered:
    """In the lane."""
    criteria = said_request_criteria(session, query.criteria)
    return Offered(request_counts(session), stated_requests(session, query), criteria)


def unfiltered(query: RequestQuery) -> RequestQuery:
    """Every request that is not over, sorted as before."""
    return RequestQuery(sort=query.sort, descending=query.descending)


def everything(query: RequestQuery) -> RequestQuery:
    """Those that are over too."""
    return replace(unfiltered(query), past=True)


def choices_of(query: RequestQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    needs = tuple(
        Choice(("need", each), title, counts.needs.get(each, 0), query.need is each, Tone.WARNING)
        for each, title in REQUEST_NEED_TITLES.items()
        if counts.needs.get(each) or query.need is each
    )
    states = tuple(
        Choice(("state", each), title, counts.states.get(each, 0), query.state is each, REQUEST_TONES[each])
        for each, title in REQUEST_STATE_TITLES.items()
    )
    past = Choice(("past", True), _("Ordered, refused too"), None, query.past, Tone.MUTED)
    every = [
        Choices("need", _("To look at"), needs),
        Choices("state", _p("purchase request", "State"), (*states, past)),
    ]
    return [each for each in every if each.values]


def chips_of(query: RequestQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = [Chip(said, _without(query, field)) for field, said in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _without(query: RequestQuery, field: str) -> RequestQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything, _OFF)
"""How the list of requests is narrowed."""
