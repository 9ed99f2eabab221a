"""What narrows the list of sessions: what is to be seen to, when they are held, how far they are, and any field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.queries import (
    SessionCounts,
    SessionQuery,
    said_session_criteria,
    session_counts,
    stated_sessions,
)
from coorddesk.training.rules.narrowing import NEAR_TITLES, NEED_TITLES
from coorddesk.training.rules.words import SESSION_STATE_TITLES
from coorddesk.training.ui.session_card import STATE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"past": False}


@dataclass(frozen=True)
class Offered:
    """How many sessions each filter would show, and what the list is narrowed to, in words."""

    counts: SessionCounts
    said: Mapping[str, Message]
    criteria: Sequence[Message]


def read_offered(query: SessionQuery, session: Session) -> Offered:
    """In the lane."""
    criteria = said_session_criteria(session, query.criteria)
    return Offered(session_counts(session), stated_sessions(session, query), criteria)


def unfiltered(query: SessionQuery) -> SessionQuery:
    """Every session that is not over, sorted as before."""
    return SessionQuery(sort=query.sort, descending=query.descending)


def everything(query: SessionQuery) -> SessionQuery:
    """Those that are over too."""
    return replace(unfiltered(query), past=True)


def choices_of(query: SessionQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    needs = tuple(
        Choice(("need", each), title, counts.needs.get(each, 0), query.need is each, Tone.WARNING)
        for each, title in NEED_TITLES.items()
        if counts.needs.get(each) or query.need is each
    )
    near = tuple(
        Choice(("near", each), title, counts.near.get(each, 0), query.near is each)
        for each, title in NEAR_TITLES.items()
    )
    states = tuple(
        Choice(("state", each), title, counts.states.get(each, 0), query.state is each, STATE_TONES[each])
        for each, title in SESSION_STATE_TITLES.items()
    )
    past = Choice(("past", True), _("Closed, cancelled too"), None, query.past, Tone.MUTED)
    every = [
        Choices("need", _("To look at"), needs),
        Choices("near", _p("training session", "When"), near),
        Choices("state", _p("training session", "State"), (*states, past)),
    ]
    return [each for each in every if each.values]


def chips_of(query: SessionQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = [Chip(said, _without(query, field)) for field, said in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _without(query: SessionQuery, field: str) -> SessionQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything, _OFF)
"""How the list of sessions is narrowed."""
