"""What articles tell of themselves: found by a search, in their story, to be read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from coorddesk.core.fold import fold
from coorddesk.core.matching import contains_all, starts_with, words
from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert, Belongings, Entry, Finding, Hit
from coorddesk.core.story import of_subject
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.queries.lists import ArticleQuery, article_ids
from coorddesk.knowledge.queries.rows import article_page
from coorddesk.knowledge.rules import AUDIENCE_TITLES, article_search
from coorddesk.notes.rules import TABLES as TOLD_BY_NOTES

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_KEPT = 200
_ARTICLE = Article.__tablename__
_STARTS, _HOLDS = 1, 2


def hits(session: Session, text: str, limit: int) -> Sequence[Hit]:
    """Articles that hold every word of a text."""
    if not words(text):
        return ()
    rank = case((starts_with(Article.title_folded, " ".join(words(text))), _STARTS), else_=_HOLDS)
    wanted = select(Article.id, Article.title, Article.audience, rank.label("rank"))
    found = wanted.where(contains_all(Article.search, text)).order_by(rank, Article.title_folded, Article.id)
    rows = session.execute(found.limit(limit))
    return [Hit((_ARTICLE, row.id), row.title, AUDIENCE_TITLES[row.audience], row.rank) for row in rows]


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What articles are called, those that are there."""
    if kind != _ARTICLE:
        return {}
    return dict(session.execute(select(Article.id, Article.title).where(Article.id.in_(ids))).all())


def timeline(session: Session, subject: Subject) -> Sequence[Entry]:
    """The deeds on an article."""
    if subject[0] != _ARTICLE:
        return ()
    deeds = of_subject(session, subject, _KEPT)
    return [Entry(each.moment, each.deed, each.actor) for each in deeds if not each.kinds <= TOLD_BY_NOTES]


def belongings(session: Session, subject: Subject, limit: int) -> Sequence[Belongings]:
    """The articles for devices of a category."""
    if subject[0] != "category":
        return ()
    ids = article_ids(session, ArticleQuery(category=subject[1]))
    if not ids:
        return ()
    rows = article_page(session, ids[:limit])
    first = tuple(
        Hit((_ARTICLE, row_id), rows[row_id].title, AUDIENCE_TITLES[rows[row_id].audience]) for row_id in rows
    )
    return (Belongings(_n("{count} article", "{count} articles", len(ids)), _ARTICLE, first),)


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Articles that should be read again."""
    count = session.scalar(select(func.count()).where(Article.review_on <= today)) or 0
    if not count:
        return ()
    text = _n("{count} article should be read again", "{count} articles should be read again", count)
    return (Alert("due", _ARTICLE, text, _("Mend what is no longer true, or say until when it holds.")),)


def findings(session: Session) -> Sequence[Finding]:
    """Articles that would not be found."""
    return [
        Finding(_("The article “{title}” would not be found.", title=row.title), (_ARTICLE, row.id))
        for row in session.scalars(select(Article))
        if (row.title_folded, row.search) != (fold(row.title), article_search(row.title, row.keywords, row.body))
    ]
