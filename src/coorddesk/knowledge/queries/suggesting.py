"""Which articles may end a trouble that somebody is telling: asked at every key, and once before a report is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from coorddesk.core.matching import contains
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.rules import Audience, Language, fitness, telling_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CANDIDATES = 200
_STEM = 5
_OF_ITS_KIND = 2


@dataclass(frozen=True)
class Trouble:
    """What is told: a sentence, the category of the device if one is known, and who listens."""

    sentence: str
    category: int | None = None
    language: Language | None = None
    for_everybody: bool = False


@dataclass(frozen=True)
class Tip:
    """An article that may help."""

    id: int
    title: str
    body: str


def tips(session: Session, trouble: Trouble, limit: int = 3, *, least: int = 1) -> tuple[Tip, ...]:
    """The articles that fit best, none that has fewer than `least` points of fitness; drafts never.

    One for devices of another category is left out, one for that very category comes before others that fit as well.
    """
    wanted = telling_words(trouble.sentence)
    if not wanted:
        return ()
    readers = (Audience.PUBLIC,) if trouble.for_everybody else (Audience.PUBLIC, Audience.STAFF)
    found = select(Article.id, Article.title, Article.keywords, Article.body, Article.category_id).where(
        Article.audience.in_(readers), or_(*(contains(Article.search, word[:_STEM]) for word in wanted))
    )
    if trouble.language is not None:
        found = found.where(Article.language == trouble.language)
    if trouble.category is not None:
        found = found.where(or_(Article.category_id.is_(None), Article.category_id == trouble.category))
    fits = []
    for row in session.execute(found.order_by(Article.title_folded, Article.id).limit(_CANDIDATES)):
        points = fitness(wanted, row.title, row.keywords, row.body)
        if points >= least:
            of_its_kind = _OF_ITS_KIND if trouble.category is not None and row.category_id == trouble.category else 0
            fits.append((points + of_its_kind, Tip(row.id, row.title, row.body)))
    fits.sort(key=lambda fit: -fit[0])
    return tuple(tip for _points, tip in fits[:limit])
