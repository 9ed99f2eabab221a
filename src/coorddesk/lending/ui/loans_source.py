"""Loans as rows of a table, and what narrows the list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.lending.queries import (
    LOAN_COLUMNS,
    LOAN_SORTS,
    LoanQuery,
    LoanRow,
    kit_names,
    loan_ids,
    loan_page,
    said_loan_criteria,
    standing_counts,
)
from coorddesk.lending.rules import STANDING_TITLES, Standing
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing, criteria_chips
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_TONES = {
    Standing.OVERDUE: Tone.DANGER,
    Standing.PARTLY: Tone.WARNING,
    Standing.RESERVED: Tone.WARNING,
    Standing.DRAFT: Tone.WARNING,
    Standing.OPEN: Tone.ACCENT,
    Standing.PERMANENT: Tone.ACCENT,
    Standing.RETURNED: Tone.SUCCESS,
}
_FILTERS = (
    Standing.OVERDUE,
    Standing.OPEN,
    Standing.PARTLY,
    Standing.PERMANENT,
    Standing.RESERVED,
    Standing.DRAFT,
    Standing.RETURNED,
    Standing.CANCELLED,
)
_FILTER_TITLES: dict[Standing, Message] = {**STANDING_TITLES, Standing.OPEN: _("Everything that is out")}


class Loans(Source[LoanRow, LoanQuery]):
    """Loans, open and over, and reservations."""

    columns = LOAN_COLUMNS
    unsortable = frozenset(column.key for column in LOAN_COLUMNS if column.key not in LOAN_SORTS)
    shown = ("number", "borrower", "standing", "due", "late", "what", "group", "since")

    def noun(self, count: int) -> Message:
        """How many loans."""
        return _n("{count} loan", "{count} loans", count)

    def ids(self, session: Session, query: LoanQuery) -> Sequence[int]:
        """The loans that a query means."""
        return loan_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, LoanRow]:
        """Their rows."""
        return loan_page(session, ids)

    def stated(self, session: Session, query: LoanQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        chips = chips_of(query, read_offered(query, session))
        return (*super().stated(session, query), *(chip.text for chip in chips))

    def is_narrowed(self, query: LoanQuery) -> bool:
        """Whether loans are left out that are not over."""
        return unfiltered(query) != query

    def dots(self) -> Mapping[str, Callable[[LoanRow], Tone | None]]:
        """How urgent each is."""
        return {"standing": lambda row: tone_of(row.standing)}


@dataclass(frozen=True)
class Offered:
    """What the list can be narrowed to, and what the things are called that it is narrowed to."""

    counts: Mapping[Standing, int]
    about: tuple[tuple[str, str], ...] = ()
    criteria: Sequence[Message] = ()


def tone_of(standing: Standing) -> Tone | None:
    """The colour of how a loan stands; what was cancelled has none."""
    return _TONES.get(standing)


def read_offered(query: LoanQuery, session: Session) -> Offered:
    """In the lane: the counts of every filter, the names of what the list is about, and the criteria in words."""
    from coorddesk.inventory.queries.scanned import said_hit  # the list is there without it

    names = []
    for field, kind in _ABOUT.items():
        record_id = getattr(query, field)
        if record_id is None:
            continue
        if kind == "kit":
            name = kit_names(session, [record_id]).get(record_id, "")
        else:
            hit = said_hit(session, (kind, record_id))
            name = hit.title if hit is not None else ""
        names.append((field, name))
    return Offered(standing_counts(session), tuple(names), said_loan_criteria(session, query.criteria))


def unfiltered(query: LoanQuery) -> LoanQuery:
    """Every loan that is not over, sorted as before."""
    return LoanQuery(sort=query.sort, descending=query.descending)


def choices_of(query: LoanQuery, offered: Offered) -> list[Choices]:
    """How loans stand, each with how many there are."""
    values = tuple(
        Choice(each.value, _FILTER_TITLES[each], offered.counts.get(each, 0), each in query.standings, tone_of(each))
        for each in _FILTERS
    )
    return [Choices("standing", _("Status"), values)]


def chips_of(query: LoanQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    chips = [
        Chip(_FILTER_TITLES[each], replace(query, standings=query.standings - {each}))
        for each in _FILTERS
        if each in query.standings
    ]
    if query.past and not query.standings:
        chips.append(Chip(_("Also what is over"), replace(query, past=False)))
    chips += [Chip(verbatim(name), _without(query, field)) for field, name in offered.about if name]
    days = ((field, getattr(query, field)) for field in _DAYS)
    chips += [Chip(_DAYS[field](day), _without(query, field)) for field, day in days if day is not None]
    return [*chips, *criteria_chips(query, offered.criteria)]


def _without(query: LoanQuery, field: str) -> LoanQuery:
    nothing: dict[str, Any] = {field: None}
    return replace(query, **nothing)


def toggled(query: LoanQuery, key: str) -> LoanQuery:
    """With a filter turned on or off."""
    return replace(query, standings=query.standings ^ {Standing(key)})


_ABOUT = {"person": "person", "group": "person_group", "asset": "asset", "model": "model", "kit": "kit"}
_DAYS: dict[str, Callable[[date], Message]] = {
    "due_from": lambda day: _("Due from {day} on", day=day),
    "due_to": lambda day: _("Due until {day}", day=day),
    "day": lambda day: _("On loan on {day}", day=day),
}
NARROWING = Narrowing(
    read_offered,
    choices_of,
    chips_of,
    unfiltered,
    lambda query: replace(unfiltered(query), past=True),
)
"""How the list of loans is narrowed."""
