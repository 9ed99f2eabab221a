"""Which articles a list shows, in which order, and how many of them each filter would show."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, select

from coorddesk.core.clock import clock_of
from coorddesk.core.fold_sql import folded
from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.inventory.models import Category
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES, Audience, Language

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ArticleQuery:
    """Which articles, and in which order: `sort` is the key of one of ARTICLE_COLUMNS.

    `due` are those that should be read again.
    """

    text: str = ""
    sort: str = "title"
    descending: bool = False
    audience: Audience | None = None
    language: Language | None = None
    category: int | None = None
    due: bool = False


def article_ids(session: Session, query: ArticleQuery = ArticleQuery()) -> array[int]:
    """The articles that a query means, in its order; those without a value come last either way."""
    order = _ORDERS.get(query.sort, Article.title_folded)
    key = order.desc() if query.descending else order
    wanted = select(Article.id).outerjoin(Category, Category.id == Article.category_id)
    meant = wanted.where(*_meant(session, query))
    return ids_of(session, meant.order_by(nulls_last(key), Article.title_folded, Article.id))


@dataclass(frozen=True)
class ArticleCounts:
    """How many articles each filter would show; categories by id, with their names."""

    audiences: Mapping[Audience, int]
    languages: Mapping[Language, int]
    categories: Mapping[int, tuple[str, int]]
    due: int


def article_counts(session: Session) -> ArticleCounts:
    """What the side bar of the list says beside each value."""
    by_category = (
        select(Category.id, Category.name, func.count())
        .join(Article, Article.category_id == Category.id)
        .group_by(Category.id, Category.name, Category.name_folded)
        .order_by(Category.name_folded)
    )
    due = select(func.count()).where(Article.review_on <= clock_of(session).today())
    return ArticleCounts(
        _counted(session, Article.audience),
        _counted(session, Article.language),
        {category_id: (name, count) for category_id, name, count in session.execute(by_category)},
        session.scalar(due) or 0,
    )


def _counted(session: Session, column: Any) -> dict[Any, int]:
    return dict(session.execute(select(column, func.count()).group_by(column)).all())


def _meant(session: Session, query: ArticleQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Article.search, query.text)]
    chosen = (
        (Article.audience, query.audience),
        (Article.language, query.language),
        (Article.category_id, query.category),
    )
    claims += [column == wanted for column, wanted in chosen if wanted is not None]
    if query.due:
        claims.append(Article.review_on <= clock_of(session).today())
    return claims


_ORDERS: dict[str, Any] = {
    "category": Category.name_folded,
    "audience": case({each: place for place, each in enumerate(AUDIENCE_TITLES)}, value=Article.audience),
    "language": case({each: place for place, each in enumerate(LANGUAGE_TITLES)}, value=Article.language),
    "review_on": Article.review_on,
    "keywords": folded(func.nullif(Article.keywords, "")),
}
