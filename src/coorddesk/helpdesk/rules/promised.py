"""What is promised: of several targets the one that is nearest to a ticket, and how its log keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coorddesk.helpdesk.rules.words import TicketKind

LONGEST = 366 * 24 * 60
"""Minutes that nobody would promise."""


@dataclass(frozen=True)
class Pledge:
    """Within how many minutes of opening hours a ticket is answered and resolved; None: nothing is promised."""

    respond: int | None = None
    resolve: int | None = None


@dataclass(frozen=True)
class TargetLine:
    """A promise, and the tickets that it is for: what is None takes in all."""

    pledge: Pledge
    priority: int | None = None
    kind: TicketKind | None = None
    category_id: int | None = None


def pledge_for(targets: Iterable[TargetLine], priority: int, kind: TicketKind, categories: Sequence[int]) -> Pledge:
    """What is promised of a ticket, whose category comes first and what that is inside of after it.

    The target of the nearest category goes first, then one of the kind, then one of the priority.
    """
    best, best_rank = Pledge(), (-1, False, False)
    for target in targets:
        if target.priority not in {None, priority} or target.kind not in {None, kind}:
            continue
        if target.category_id is not None and target.category_id not in categories:
            continue
        near = 0 if target.category_id is None else len(categories) - categories.index(target.category_id)
        rank = (near, target.kind is not None, target.priority is not None)
        if rank > best_rank:
            best, best_rank = target.pledge, rank
    return best


def category_chain(parents: Mapping[int, int | None], category_id: int | None) -> list[int]:
    """A category, and after it those around it."""
    chain: list[int] = []
    while category_id is not None and category_id not in chain:
        chain.append(category_id)
        category_id = parents.get(category_id)
    return chain


def stored_pledge(pledge: Pledge) -> str:
    """A promise as an event keeps it: "240/960", "/960", "" where nothing is promised."""
    if pledge == Pledge():
        return ""
    return f"{_stored(pledge.respond)}/{_stored(pledge.resolve)}"


def kept_pledge(stored: str) -> Pledge:
    """A promise as it was kept."""
    respond, _slash, resolve = stored.partition("/")
    return Pledge(_kept(respond), _kept(resolve))


def _stored(minutes: int | None) -> str:
    return "" if minutes is None else str(minutes)


def _kept(text: str) -> int | None:
    return int(text) if text else None
