"""What the knowledge base puts on paper: articles to be pinned beside a device, and all of them as a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Kind
from coorddesk.knowledge.queries import (
    ARTICLE_COLUMNS,
    ArticleQuery,
    ArticleRow,
    article_ids,
    article_page,
    stated,
)
from coorddesk.knowledge.rules import AUDIENCE_TITLES, Audience
from coorddesk.reporting.blocks import Block, Document, Fact, Facts, Heading, Paragraph, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = ArticleQuery | Sequence[int] | None
"""The articles of a list as it is filtered, those that were selected, or all."""

_SHOWN = tuple(column for column in ARTICLE_COLUMNS if column.key not in {"body", "keywords"})


def article_list(session: Session, choice: Choice) -> Report[ArticleRow]:
    """The articles, and when each should be read again."""
    rows = _read(session, choice)
    return Report(
        _("Knowledge base"),
        _SHOWN,
        (Group(None, rows),),
        _articles,
        _stated(session, choice),
        offered=ARTICLE_COLUMNS,
    )


def articles(session: Session, choice: Choice) -> Document:
    """Each article on a page of its own, large enough to be pinned to a wall."""
    rows = _read(session, choice)
    table = article_list(session, [row.id for row in rows])
    return Document(title=_("Knowledge base"), sheets=tuple(map(_sheet, rows)), table=table)


def questions(session: Session, choice: Choice) -> Document:
    """What everybody may read, one after the other by category of device, as a leaflet."""
    rows = [row for row in _read(session, choice) if row.audience is Audience.PUBLIC]
    blocks = tuple(_leaflet(rows, organisation(session).language))
    sheets = (Sheet(name=_TITLE, title=_TITLE, blocks=blocks),) if rows else ()
    table = article_list(session, [row.id for row in rows])
    return Document(title=_("Knowledge base"), sheets=sheets, table=table)


_TITLE = _("Questions and answers")


def _leaflet(rows: Sequence[ArticleRow], own: str) -> Iterator[Block]:
    """Those in the desk's own language first."""
    for row in sorted(rows, key=lambda row: (row.language != own, row.category or "")):
        titled = _("{category}: {title}", category=row.category or "", title=row.title)
        yield Heading(titled if row.category else verbatim(row.title))
        yield from paragraphs(row.body)


def _sheet(row: ArticleRow) -> Sheet:
    about = (Fact(_("For devices of the category"), row.category), Fact(_("True until"), row.review_on, Kind.DATE))
    return Sheet(
        name=verbatim(row.title),
        title=verbatim(row.title),
        lines=(AUDIENCE_TITLES[Audience.DRAFT],) if row.audience is Audience.DRAFT else (),
        blocks=tuple(paragraphs(row.body)),
        foot=(Facts(about),),
    )


def paragraphs(body: str) -> Iterator[Paragraph]:
    """A text as it was written: line under line, with room where there are blank lines."""
    for part in re.split(r"\n\s*\n", body):
        if part.strip():
            yield Paragraph(verbatim(part.strip()))


def _read(session: Session, choice: Choice) -> list[ArticleRow]:
    query = ArticleQuery() if choice is None else choice
    ids = article_ids(session, query) if isinstance(query, ArticleQuery) else query
    page = article_page(session, ids)
    return [page[article_id] for article_id in ids if article_id in page]


def _stated(session: Session, choice: Choice) -> tuple[Message, ...]:
    if choice is None:
        return ()
    if not isinstance(choice, ArticleQuery):
        return (_("Chosen by hand"),)
    text = choice.text.strip()
    said = (_("Search: “{text}”", text=text),) if text else ()
    return (*said, *stated(session, choice).values())


def _articles(count: int) -> Message:
    return _n("{count} article", "{count} articles", count)


def _choose(subject: Subject) -> Choice:
    kind, record_id = subject
    if kind == "article":
        return (record_id,)
    return ArticleQuery(category=record_id) if kind == "category" else None


LIST = ReportKind(
    "articles",
    _("List of articles"),
    _("What the knowledge base holds, for whom, and when each article should be read again."),
    article_list,
    _choose,
    frozenset({"category"}),
)
PAGES = ReportKind(
    "article-pages",
    _("Articles, a page each"),
    _("To be pinned beside a device or kept in a binder."),
    articles,
    _choose,
    frozenset({"article", "category"}),
)
LEAFLET = ReportKind(
    "questions",
    _("Questions and answers"),
    _("What everybody may read, by category of device, as a leaflet."),
    questions,
    _choose,
    frozenset({"category"}),
)
REPORTS = (LIST, PAGES, LEAFLET)
