"""The verbs on articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Category
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.queries.rows import ARTICLE_COLUMNS
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES, Audience, Language, article_search

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LONGEST = 20_000
"""Letters of an article: some ten pages."""


@dataclass(frozen=True)
class ArticleDetails:
    """All that is written in an article and about it."""

    title: str
    body: str
    language: Language
    audience: Audience = Audience.STAFF
    keywords: str = ""
    category_id: int | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class ArticleEdit:
    """An article said anew, and the version its author saw."""

    id: int
    version: int
    details: ArticleDetails


@dataclass(frozen=True)
class Reviewed:
    """Articles that were read and are still true, and when they should be read again; None for never."""

    articles: tuple[int, ...]
    next_on: date | None


@allowed(*EDITORS)
def create_article(session: Session, wish: ArticleDetails) -> int:
    """Add an article; returns its id."""
    row = Article()
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Add the article “{title}”", title=row.title), (Article.__tablename__, row.id))
    return row.id


@allowed(*EDITORS)
def edit_article(session: Session, wish: ArticleEdit) -> None:
    """Change an article."""
    row = row_there(session, Article, wish.id)
    titles = {column.key: column.title for column in ARTICLE_COLUMNS}
    refuse_stale(row, wish.version, titles, _as_read(session, wish.details), _as_read(session, row))
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the article “{title}”", title=row.title), (Article.__tablename__, row.id))


@allowed(*EDITORS)
def review_articles(session: Session, wish: Reviewed) -> None:
    """Say that articles are still true, and until when."""
    for article_id in dict.fromkeys(wish.articles):
        row = row_there(session, Article, article_id)
        row.review_on = wish.next_on
        session.flush()
        record(session, _("Read the article “{title}” again", title=row.title), (Article.__tablename__, row.id))


@allowed(*EDITORS)
def delete_article(session: Session, wish: Deletion) -> None:
    """Delete an article, with its notes and files."""
    row = row_as_seen(session, Article, wish.id, wish.version)
    title = row.title
    delete_unused(session, row, title)
    record(session, _("Delete the article “{title}”", title=title), (Article.__tablename__, wish.id))


def _write(session: Session, row: Article, details: ArticleDetails) -> None:
    row.title, row.body, row.keywords = tidy(details.title), tidy_lines(details.body), tidy(details.keywords)
    if not row.title:
        raise UserError(_("A title is needed."), field="title")
    if not row.body:
        raise UserError(_("Say how the trouble is ended."), field="body")
    if len(row.body) > LONGEST:
        said = _("An article has at most {count} letters: make two of it, or attach a file.", count=LONGEST)
        raise UserError(said, field="body")
    refuse_gone(session, [("category", Category, details.category_id)])
    row.title_folded, row.language, row.audience = fold(row.title), details.language, details.audience
    row.category_id, row.review_on = details.category_id, details.review_on
    row.search = article_search(row.title, row.keywords, row.body)


def _as_read(session: Session, said: Article | ArticleDetails) -> dict[str, Any]:
    """What an article says, as forms show it."""
    category = None if said.category_id is None else session.get(Category, said.category_id)
    return {
        "title": said.title,
        "body": said.body,
        "keywords": said.keywords or None,
        "language": LANGUAGE_TITLES[said.language],
        "audience": AUDIENCE_TITLES[said.audience],
        "category": None if category is None else category.name,
        "review_on": said.review_on,
    }
