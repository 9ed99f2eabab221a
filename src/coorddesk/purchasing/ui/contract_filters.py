"""What narrows the list of contracts: what is to be seen to, how they stand, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries.contracts import (
    ContractCounts,
    ContractQuery,
    contract_counts,
    stated_contracts,
)
from coorddesk.purchasing.rules.contract_needs import CONTRACT_NEED_TITLES
from coorddesk.purchasing.rules.contract_words import CONTRACT_KIND_TITLES, CONTRACT_STATE_TITLES
from coorddesk.purchasing.ui.contract_card import STATE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"past": False}


@dataclass(frozen=True)
class Offered:
    """How many contracts each filter would show, and what the list is narrowed to, in words."""

    counts: ContractCounts
    said: Mapping[str, Message]


def read_offered(query: ContractQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(contract_counts(session), stated_contracts(session, query))


def unfiltered(query: ContractQuery) -> ContractQuery:
    """Every contract that is not over, sorted as before."""
    return ContractQuery(sort=query.sort, descending=query.descending)


def everything(query: ContractQuery) -> ContractQuery:
    """Those that are over too."""
    return replace(unfiltered(query), past=True)


def choices_of(query: ContractQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    needs = tuple(
        Choice(("need", each), title, counts.needs.get(each, 0), query.need is each, Tone.WARNING)
        for each, title in CONTRACT_NEED_TITLES.items()
        if counts.needs.get(each) or query.need is each
    )
    states = tuple(
        Choice(("state", each), title, counts.states.get(each, 0), query.state is each, STATE_TONES[each])
        for each, title in CONTRACT_STATE_TITLES.items()
    )
    past = Choice(("past", True), _("Those that are over too"), None, query.past, Tone.MUTED)
    kinds = tuple(
        Choice(("kind", each), title, counts.kinds.get(each, 0), query.kind is each)
        for each, title in CONTRACT_KIND_TITLES.items()
    )
    every = [
        Choices("need", _("To look at"), needs),
        Choices("state", _p("contract", "State"), (*states, past)),
        Choices("kind", _p("contract", "Kind"), kinds),
    ]
    return [each for each in every if each.values]


def chips_of(query: ContractQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: ContractQuery, field: str) -> ContractQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything, _OFF)
"""How the list of contracts is narrowed."""
