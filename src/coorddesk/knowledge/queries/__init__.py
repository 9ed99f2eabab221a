"""What screens, papers and those above read about articles."""

from coorddesk.knowledge.queries.lists import ArticleCounts, ArticleQuery, article_counts, article_ids
from coorddesk.knowledge.queries.rows import ARTICLE_COLUMNS, ArticleRow, article_page, article_row
from coorddesk.knowledge.queries.stated import stated
from coorddesk.knowledge.queries.suggesting import Tip, Trouble, tips
from coorddesk.knowledge.queries.told import alerts, belongings, findings, hits, names, timeline

__all__ = [
    "ARTICLE_COLUMNS",
    "ArticleCounts",
    "ArticleQuery",
    "ArticleRow",
    "Tip",
    "Trouble",
    "alerts",
    "article_counts",
    "article_ids",
    "article_page",
    "article_row",
    "belongings",
    "findings",
    "hits",
    "names",
    "stated",
    "timeline",
    "tips",
]
