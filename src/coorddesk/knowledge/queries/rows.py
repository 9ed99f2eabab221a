"""The articles as lists, cards and forms show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.models import Category
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES, Audience, Language, is_due

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ArticleRow:
    """An article; `is_due` where somebody should read again whether it is still true."""

    id: int
    version: int
    title: str
    body: str
    keywords: str
    language: Language
    audience: Audience
    category_id: int | None
    category: str | None
    review_on: date | None
    is_due: bool


ARTICLE_COLUMNS: tuple[Column[ArticleRow], ...] = (
    Column("title", _p("article", "Title"), lambda row: row.title, width=50),
    Column("category", _("Category"), lambda row: row.category, width=20),
    Column("audience", _p("article", "For whom"), lambda row: AUDIENCE_TITLES[row.audience], Kind.CHOICE, 16),
    Column("language", _("Language"), lambda row: LANGUAGE_TITLES[row.language], Kind.CHOICE, 10),
    Column("review_on", _("To be read again on"), lambda row: row.review_on, Kind.DATE, 14),
    Column("keywords", _("Keywords"), lambda row: row.keywords, width=28),
    Column("body", _p("article", "Text"), lambda row: row.body, width=60),
)


def article_page(session: Session, ids: Sequence[int]) -> dict[int, ArticleRow]:
    """The articles of these ids."""
    today = clock_of(session).today()
    rows = session.execute(_ROWS.where(Article.id.in_(ids))).mappings()
    return {row["id"]: ArticleRow(**row, is_due=is_due(row["review_on"], today)) for row in rows}


def article_row(session: Session, article_id: int) -> ArticleRow | None:
    """One article, for its card or form."""
    return article_page(session, [article_id]).get(article_id)


_ROWS: Select[*tuple[Any, ...]] = select(
    Article.id,
    Article.version,
    Article.title,
    Article.body,
    Article.keywords,
    Article.language,
    Article.audience,
    Article.category_id,
    Category.name.label("category"),
    Article.review_on,
).outerjoin(Category, Category.id == Article.category_id)
