"""The filters of a query for articles in words: for chips and for the heads of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _
from coorddesk.inventory.models import Category
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.knowledge.queries.lists import ArticleQuery


def stated(session: Session, query: ArticleQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.audience is not None:
        said["audience"] = AUDIENCE_TITLES[query.audience]
    if query.language is not None:
        said["language"] = _("Language: {language}", language=LANGUAGE_TITLES[query.language])
    if query.category is not None:
        name = session.scalar(select(Category.name).where(Category.id == query.category))
        said["category"] = _("Category: {name}", name=name or "?")
    if query.due:
        said["due"] = _("To be read again")
    return said
