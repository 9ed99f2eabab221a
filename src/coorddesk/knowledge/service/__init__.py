"""The verbs on articles."""

from coorddesk.knowledge.service.articles import (
    ArticleDetails,
    ArticleEdit,
    Reviewed,
    create_article,
    delete_article,
    edit_article,
    review_articles,
)
from coorddesk.knowledge.service.repointing import repoint

__all__ = [
    "ArticleDetails",
    "ArticleEdit",
    "Reviewed",
    "create_article",
    "delete_article",
    "edit_article",
    "repoint",
    "review_articles",
]
