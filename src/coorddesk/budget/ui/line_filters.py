"""What narrows the lines of the situation: how they stand, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries.line_list import (
    LineCounts,
    line_counts,
    stated_lines,
)
from coorddesk.budget.rules.line_query import LineQuery
from coorddesk.budget.rules.standings import LINE_STANDING_TITLES
from coorddesk.budget.rules.words import SECTION_TITLES
from coorddesk.budget.ui.line_source import STANDING_TONES
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import Clock


@dataclass(frozen=True)
class Offered:
    """How many lines each filter would show, and what the list is narrowed to, in words."""

    counts: LineCounts
    said: Mapping[str, Message]


def narrowing(clock: Clock) -> Narrowing:
    """How the lines of a year are narrowed."""

    def read(query: LineQuery, session: Session) -> Offered:
        today = clock.today()
        return Offered(line_counts(session, query, today), stated_lines(session, query, today))

    return Narrowing(read, _choices, _chips, _whole, _whole)


def _whole(query: LineQuery) -> LineQuery:
    return query.whole


def _choices(query: LineQuery, offered: Offered) -> list[Choices]:
    return [each for each in _every(query, offered.counts) if len(each.values) > 1 or any(v.is_on for v in each.values)]


def _every(query: LineQuery, counts: LineCounts) -> Iterator[Choices]:
    standings = tuple(
        Choice(("standing", each), LINE_STANDING_TITLES[each], count, query.standing is each, STANDING_TONES[each])
        for each, count in counts.standings.items()
    )
    yield Choices("standing", _p("budget line", "Standing"), standings)
    sections = tuple(
        Choice(("section", each), SECTION_TITLES[each], count, query.section is each)
        for each, count in counts.sections.items()
    )
    yield Choices("section", _("Section"), sections)
    named: tuple[tuple[str, Message, Mapping[str, int], bool], ...] = (
        ("chapter", _p("budget", "Chapter"), counts.chapters, True),
        ("tag", _p("budget", "Analytic tag"), counts.tags, True),
        ("funding", _("Funding source"), counts.fundings, True),
        ("person", _("In charge"), counts.people, False),
        ("account", _p("budget", "Account"), counts.accounts, False),
    )
    for field, title, names, is_open in named:
        values = tuple(
            Choice(
                (field, name), verbatim(name) if name else _("nothing entered"), count, getattr(query, field) == name
            )
            for name, count in names.items()
        )
        yield Choices(field, title, values, is_open)


def _chips(query: LineQuery, offered: Offered) -> list[Chip]:
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: LineQuery, field: str) -> LineQuery:
    off: dict[str, Any] = {field: None}
    return replace(query, **off)
