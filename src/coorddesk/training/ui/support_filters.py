"""What narrows the list of help to one person: when, to whom, about what, where, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.directory.rules import path_parts
from coorddesk.training.queries import SupportCounts, SupportQuery, stated_support, support_counts
from coorddesk.training.queries.support import FROM_TICKETS
from coorddesk.training.rules.support import LATELY_TITLES
from coorddesk.training.rules.words import AUDIENCE_TITLES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"tickets": False}


@dataclass(frozen=True)
class Offered:
    """How much help each filter would show, and what the list is narrowed to, in words."""

    counts: SupportCounts
    said: Mapping[str, Message]


def unfiltered(query: SupportQuery) -> SupportQuery:
    """All of it, sorted as before."""
    return SupportQuery(sort=query.sort, descending=query.descending)


def _read(query: SupportQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(support_counts(session), stated_support(session, query))


def _choices(query: SupportQuery, offered: Offered) -> list[Choices]:
    counts = offered.counts
    ticket = Choice(("tickets", True), FROM_TICKETS, counts.tickets, query.tickets)
    places = tuple(
        Choice(("place", key), verbatim(path_parts(path)[-1]), count, query.place == key)
        for key, (path, count) in counts.places.items()
    )
    every = [
        Choices("lately", _p("support", "When"), _titled("lately", LATELY_TITLES, counts.lately, query)),
        Choices("audience", _p("support", "Audience"), _titled("audience", AUDIENCE_TITLES, counts.audiences, query)),
        Choices("theme", _p("support", "About"), _typed("theme", counts.themes, query)),
        Choices("orientation", _p("support", "Sent on to"), _typed("orientation", counts.orientations, query)),
        Choices("place", _("Place"), places),
        Choices("actor", _p("support", "Helped by"), _typed("actor", counts.actors, query)),
        Choices("tickets", _("Ticket"), (ticket,) if counts.tickets or query.tickets else ()),
    ]
    return [each for each in every if each.values]


def _titled(
    field: str, titles: Mapping[Any, Message], counts: Mapping[Any, int], query: SupportQuery
) -> tuple[Choice, ...]:
    is_on = getattr(query, field)
    return tuple(
        Choice((field, each), title, counts.get(each, 0), is_on is each)
        for each, title in titles.items()
        if counts.get(each) or is_on is each
    )


def _typed(field: str, counts: Mapping[str, int], query: SupportQuery) -> tuple[Choice, ...]:
    """The most frequent words; the one that is on, though it be rare."""
    is_on = getattr(query, field)
    words: Iterable[str] = counts if is_on is None or is_on in counts else (*counts, is_on)
    return tuple(Choice((field, each), verbatim(each), counts.get(each), each == is_on) for each in words)


def _chips(query: SupportQuery, offered: Offered) -> list[Chip]:
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: SupportQuery, field: str) -> SupportQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(_read, _choices, _chips, unfiltered, unfiltered, _OFF)
"""How the list of help is narrowed."""
