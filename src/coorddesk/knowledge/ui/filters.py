"""What narrows the list of articles: for whom, for which devices, in which language, and what should be read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.knowledge.queries import ArticleCounts, ArticleQuery, article_counts, stated
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES
from coorddesk.knowledge.ui.card import AUDIENCE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"due": False}


@dataclass(frozen=True)
class Offered:
    """How many articles each filter would show, and what the list is narrowed to, in words."""

    counts: ArticleCounts
    said: Mapping[str, Message]


def read_offered(query: ArticleQuery, session: Session) -> Offered:
    """In the lane."""
    return Offered(article_counts(session), stated(session, query))


def unfiltered(query: ArticleQuery) -> ArticleQuery:
    """Every article, sorted as before."""
    return ArticleQuery(sort=query.sort, descending=query.descending)


def choices_of(query: ArticleQuery, offered: Offered) -> list[Choices]:
    """The filters in their order."""
    counts = offered.counts
    audiences = tuple(
        Choice(("audience", each), title, counts.audiences.get(each, 0), query.audience is each, AUDIENCE_TONES[each])
        for each, title in AUDIENCE_TITLES.items()
        if counts.audiences.get(each) or query.audience is each
    )
    categories = tuple(
        Choice(("category", category), verbatim(name), count, query.category == category)
        for category, (name, count) in counts.categories.items()
    )
    languages = tuple(
        Choice(("language", each), title, counts.languages.get(each, 0), query.language is each)
        for each, title in LANGUAGE_TITLES.items()
        if counts.languages.get(each) or query.language is each
    )
    due = (Choice(("due", True), _("To be read again"), counts.due, query.due, Tone.WARNING),)
    every = [
        Choices("looks", _("To look at"), due if counts.due or query.due else ()),
        Choices("audience", _p("article", "For whom"), audiences),
        Choices("category", _("Category"), categories),
        Choices("language", _("Language"), languages if len(languages) > 1 or query.language is not None else ()),
    ]
    return [each for each in every if each.values]


def chips_of(query: ArticleQuery, offered: Offered) -> list[Chip]:
    """What the list is narrowed to."""
    return [Chip(said, _without(query, field)) for field, said in offered.said.items()]


def _without(query: ArticleQuery, field: str) -> ArticleQuery:
    off: dict[str, Any] = {field: _OFF.get(field)}
    return replace(query, **off)


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, unfiltered, _OFF)
"""How the list of articles is narrowed."""
