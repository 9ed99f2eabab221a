"""What narrows the list of courses: whom they are for, their level, their programme, and what was held of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.training.queries import CourseCounts, CourseQuery, course_counts, stated_courses
from coorddesk.training.queries.courses import ARCHIVED_TITLE, COMING_TITLE, NEVER_TITLE
from coorddesk.training.rules.words import AUDIENCE_TITLES, LEVEL_TITLES
from coorddesk.training.ui.course_card import LEVEL_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"coming": False, "never": False, "archived": False}


@dataclass(frozen=True)
class Offered:
    """How many courses each filter would show, and what the list is narrowed to, in words."""

    counts: CourseCounts
    said: Mapping[str, Message]


def unfiltered(query: CourseQuery) -> CourseQuery:
    """Every course that is not put away, sorted as before."""
    return CourseQuery(sort=query.sort, descending=query.descending)


def _read(query: CourseQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(course_counts(session), stated_courses(session, query))


def _choices(query: CourseQuery, offered: Offered) -> list[Choices]:
    counts = offered.counts
    held = tuple(
        Choice((key, True), title, count, is_on, tone)
        for key, title, count, is_on, tone in (
            ("coming", COMING_TITLE, counts.coming, query.coming, Tone.SUCCESS),
            ("never", NEVER_TITLE, counts.never, query.never, Tone.WARNING),
            ("archived", ARCHIVED_TITLE, counts.archived, query.archived, Tone.MUTED),
        )
        if count or is_on
    )
    audiences = tuple(
        Choice(("audience", each), title, counts.audiences[each], query.audience is each)
        for each, title in AUDIENCE_TITLES.items()
        if counts.audiences[each] or query.audience is each
    )
    levels = tuple(
        Choice(("level", each), title, counts.levels[each], query.level is each, LEVEL_TONES[each])
        for each, title in LEVEL_TITLES.items()
        if counts.levels[each] or query.level is each
    )
    programmes = tuple(
        Choice(("programme", key), verbatim(name), count, query.programme == key)
        for key, (name, count) in counts.programmes.items()
    )
    every = [
        Choices("held", _p("course", "Sessions"), held),
        Choices("audience", _p("course", "For whom"), audiences),
        Choices("level", _p("course", "Level"), levels),
        Choices("programme", _("Programmes"), programmes),
    ]
    return [each for each in every if each.values]


def _chips(query: CourseQuery, offered: Offered) -> list[Chip]:
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: CourseQuery, field: str) -> CourseQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(
    _read, _choices, _chips, unfiltered, lambda query: replace(unfiltered(query), archived=True), _OFF
)
"""How the list of courses is narrowed."""
