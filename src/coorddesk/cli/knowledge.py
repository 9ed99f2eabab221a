"""Verbs of the knowledge base: list articles, print one, write one from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.knowledge.queries import ArticleRow


def list_articles(run: Run) -> None:
    """Print articles, one a line; `--help-with` those that may end a trouble, the best first."""
    from coorddesk.knowledge.queries import (  # SQL, which --help does not need
        ArticleQuery,
        Trouble,
        article_ids,
        article_page,
        tips,
    )

    typed = run.options
    with run.desk() as database, database.reading() as session:
        if typed.trouble:
            ids = [tip.id for tip in tips(session, Trouble(typed.trouble), limit=10)]
        else:
            ids = list(article_ids(session, ArticleQuery(typed.text or "", due=typed.due)))
        page = article_page(session, ids)
    rows = [page[article_id] for article_id in ids]
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        print("\t".join((str(row.id), row.title, row.category or "")))
    if not rows:
        run.say(_("No article"))


def show_article(run: Run) -> None:
    """Print an article."""
    from coorddesk.knowledge.queries import article_row

    with run.desk() as database, database.reading() as session:
        row = article_row(session, _article(session, run.options.article))
        assert row is not None
    if run.options.json:
        run.answer(_data(row))
        return
    print(row.title, row.body, sep="\n\n")


def write_article(run: Run) -> None:
    """Add an article whose text comes from a file, or from what is piped in."""
    from coorddesk.knowledge.rules import Audience, Language
    from coorddesk.knowledge.service import ArticleDetails, create_article

    typed = run.options
    body = sys.stdin.read() if typed.file == "-" else _read(Path(typed.file))
    language = Language(typed.written_in or run.texts.language)
    audience = Audience.PUBLIC if typed.public else Audience.STAFF
    with run.desk() as database, database.transaction() as session:
        details = ArticleDetails(typed.title, body, language, audience, typed.keywords or "")
        article_id = create_article(session, details)
    run.say(_("“{title}” added as article {number}.", title=typed.title, number=article_id))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    (
        verbs.add("articles", list_articles, _("list the articles of the knowledge base"))
        .takes("text", metavar=_p("argument", "TEXT"), explanation=_("words that an article must have"), nargs="?")
        .takes(
            "--trouble",
            metavar=_p("argument", "SENTENCE"),
            explanation=_("those that may help with this, the best first"),
        )
        .flag("--due", _("only those that should be read again"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("article", show_article, _("print an article"))
        .takes("article", metavar=_p("argument", "ARTICLE"), explanation=_("its title, or its number"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("article-write", write_article, _("add an article whose text is in a file"))
        .takes("title", metavar=_p("argument", "TITLE"), explanation=_("what it is called"))
        .takes("file", metavar=_p("argument", "FILE"), explanation=_("a text; - reads what is piped in"))
        .takes(
            "--written-in",
            metavar=_p("argument", "LANGUAGE"),
            explanation=_("fr or en; else that of this program"),
            choices=("fr", "en"),
        )
        .takes("--keywords", metavar=_p("argument", "WORDS"), explanation=_("other words by which people look for it"))
        .flag("--public", _("shown to everybody, at the kiosk too"))
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_("{name} is no text in UTF-8.", name=path.name)) from error
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=path.name, reason=str(error.strerror))) from error


def _article(session: Session, typed: str) -> int:
    from coorddesk.knowledge.queries import ArticleQuery, article_ids, article_page, names

    number = row_number(typed)
    if number is not None and names(session, "article", [number]):
        return number
    page = article_page(session, article_ids(session, ArticleQuery(typed)))
    options = [Option(row.id, row.title) for row in page.values()]
    return only_one(options, typed, _("There is no article “{title}”.", title=typed))


def _data(row: ArticleRow) -> dict[str, object]:
    own = {key: getattr(row, key) for key in ("id", "title", "body", "keywords", "category", "is_due")}
    review_on = None if row.review_on is None else row.review_on.isoformat()
    return own | {"language": row.language.value, "audience": row.audience.value, "review_on": review_on}
