"""What narrows the list of licences: whether they are valid, their kinds, and what wants a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.licences.queries import LicenceCounts, LicenceQuery, licence_counts, said_licence_criteria, stated
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LICENCE_STATE_TITLES
from coorddesk.licences.ui.card import STATE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"over": False, "reclaim": False, "everything": False}


@dataclass(frozen=True)
class Offered:
    """How many licences each filter would show, and what the list is narrowed to, in words."""

    counts: LicenceCounts
    said: Mapping[str, Message]
    criteria: Sequence[Message] = ()


def read_offered(query: LicenceQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(licence_counts(session), stated(session, query), said_licence_criteria(session, query.criteria))


def unfiltered(query: LicenceQuery) -> LicenceQuery:
    """All that is valid, sorted as before."""
    return LicenceQuery(sort=query.sort, descending=query.descending)


def choices_of(query: LicenceQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    states = tuple(
        Choice(("state", state), title, counts.states.get(state, 0), query.state is state, STATE_TONES[state])
        for state, title in LICENCE_STATE_TITLES.items()
        if counts.states.get(state) or query.state is state
    )
    kinds = tuple(
        Choice(("kind", kind), title, counts.kinds.get(kind, 0), query.kind is kind)
        for kind, title in LICENCE_KIND_TITLES.items()
    )
    looks = tuple(
        Choice((key, True), title, count, is_on, tone)
        for key, title, count, is_on, tone in (
            ("over", _("Too many seats taken"), counts.over, query.over, Tone.DANGER),
            ("reclaim", _("Seats to take back"), counts.reclaim, query.reclaim, Tone.WARNING),
        )
        if count or is_on
    )
    every = [
        Choices("state", _p("licence", "State"), states),
        Choices("looks", _("To look at"), looks),
        Choices("kind", _("Kind of licence"), kinds if counts.kinds else ()),
    ]
    return [each for each in every if each.values]


def chips_of(query: LicenceQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = [Chip(said, _without(query, field)) for field, said in offered.said.items()]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _without(query: LicenceQuery, field: str) -> LicenceQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(
    read_offered,
    choices_of,
    chips_of,
    unfiltered,
    lambda query: replace(unfiltered(query), everything=True),
    _OFF,
)
"""How the list of licences is narrowed."""
