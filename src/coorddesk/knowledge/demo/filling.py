"""Fills a desk with the articles of the demo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.inventory.models import Category
from coorddesk.knowledge.demo.written import ARTICLES
from coorddesk.knowledge.models import Article
from coorddesk.knowledge.rules import article_search

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk


def fill(session: Session, demo: DemoDesk) -> None:
    """A dozen and a half articles, two of them to be read again."""
    demo.progress(0, 1, _("Writing articles"))
    categories = dict(session.execute(select(Category.name, Category.id)).all())
    rows = [
        {
            "title": each.title,
            "title_folded": fold(each.title),
            "body": each.body,
            "keywords": each.keywords,
            "language": each.language,
            "audience": each.audience,
            "category_id": categories.get(each.category),
            "review_on": None if each.review_in is None else demo.today + timedelta(days=each.review_in),
            "search": article_search(each.title, each.keywords, each.body),
        }
        for each in ARTICLES
    ]
    insert_rows(session, table_named(Article.__tablename__), rows)
