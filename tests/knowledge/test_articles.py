"""Articles from the first word to the last, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.messages import _
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.inventory.service import create_category
from coorddesk.knowledge.queries import (
    ArticleQuery,
    Trouble,
    alerts,
    article_counts,
    article_ids,
    article_page,
    article_row,
    belongings,
    findings,
    hits,
    names,
    stated,
    timeline,
    tips,
)
from coorddesk.knowledge.rules import Audience, Language
from coorddesk.knowledge.service import (
    ArticleDetails,
    ArticleEdit,
    Reviewed,
    create_article,
    delete_article,
    edit_article,
    repoint,
    review_articles,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

SOUND = ArticleDetails("Pas de son", "Cliquez sur le haut-parleur.", Language.FRENCH, Audience.PUBLIC, "audio, muet")


def make(session: Session, title: str = SOUND.title, **changes: Any) -> int:
    return create_article(session, replace(SOUND, title=title, **changes))


def make_category(session: Session, name: str) -> int:
    return create_category(session, name)


def titles(session: Session, query: ArticleQuery) -> list[str]:
    ids = article_ids(session, query)
    page = article_page(session, ids)
    return [page[article_id].title for article_id in ids]


def test_an_article_is_written_changed_read_again_and_deleted(desk: Database) -> None:
    with desk.transaction() as session:
        article = make(session, review_on=date(2026, 9, 1))
    with desk.transaction() as session:
        edit_article(session, ArticleEdit(article, 1, replace(SOUND, title="Pas de son du tout")))
    with desk.transaction() as session:
        review_articles(session, Reviewed((article,), date(2027, 9, 1)))
    with desk.reading() as session:
        row = article_row(session, article)
        assert row is not None
        assert (row.title, row.version, row.review_on, row.is_due) == (
            "Pas de son du tout",
            3,
            date(2027, 9, 1),
            False,
        )
        assert len(timeline(session, ("article", article))) == 3
        assert names(session, "article", [article]) == {article: "Pas de son du tout"}
        assert findings(session) == []
    with desk.transaction() as session:
        delete_article(session, Deletion(article, 3))
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert article_row(session, article) == row


def test_two_who_change_an_article_are_told(desk: Database) -> None:
    with desk.transaction() as session:
        article = make(session)
    with desk.transaction() as session:
        edit_article(session, ArticleEdit(article, 1, replace(SOUND, body="Autre chose.")))
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_article(session, ArticleEdit(article, 1, replace(SOUND, body="Encore autre chose.")))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " "}, "title", "A title is needed."),
        ({"body": "\n\n"}, "body", "Say how the trouble is ended."),
        ({"body": "x" * 20_001}, "body", "An article has at most 20,000 letters: make two of it, or attach a file."),
        ({"category_id": 999}, "category", "What was chosen here is no longer there. Choose again."),
    ],
)
def test_what_is_no_article_is_refused(
    desk: Database, texts: Texts, changes: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        create_article(session, replace(SOUND, **changes))
    assert (refused.value.field, texts.say(refused.value.message)) == (field, said)


def test_a_list_is_narrowed_sorted_and_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        projector = make_category(session, "Projector")
        make(session, "B", category_id=projector, review_on=date(2026, 9, 7))
        make(session, "a", audience=Audience.STAFF, keywords="")
        make(session, "C", language=Language.ENGLISH, audience=Audience.DRAFT)
    with desk.reading() as session:
        assert titles(session, ArticleQuery()) == ["a", "B", "C"]
        assert titles(session, ArticleQuery(sort="audience")) == ["B", "a", "C"]
        assert titles(session, ArticleQuery(sort="category", descending=True)) == ["B", "a", "C"]
        assert titles(session, ArticleQuery("HAUT parleur", audience=Audience.STAFF)) == ["a"]
        assert titles(session, ArticleQuery(language=Language.ENGLISH)) == ["C"]
        due = ArticleQuery(category=projector, due=True)
        assert titles(session, due) == ["B"]
        assert [texts.say(said) for said in stated(session, due).values()] == [
            "Category: Projector",
            "To be read again",
        ]
        counts = article_counts(session)
        assert counts.audiences == {Audience.PUBLIC: 1, Audience.STAFF: 1, Audience.DRAFT: 1}
        assert counts.languages == {Language.FRENCH: 2, Language.ENGLISH: 1}
        assert (counts.categories, counts.due) == ({projector: ("Projector", 1)}, 1)
        assert [alert.key for alert in alerts(session, date(2026, 9, 7))] == ["due"]
        assert alerts(session, date(2026, 9, 6)) == ()


def test_what_is_told_finds_the_article_that_helps(desk: Database) -> None:
    with desk.transaction() as session:
        projector, tablet = make_category(session, "Projector"), make_category(session, "Tablet")
        make(session, "Écran noir", body="Touche Source.", keywords="image noire, HDMI", category_id=projector)
        make(session, "Écran fendu", body="Signalez-le.", keywords="", category_id=tablet)
        make(session, "Les écrans de la salle des profs", audience=Audience.STAFF, keywords="", body="Ne pas éteindre.")
        make(session, "Écran : brouillon", audience=Audience.DRAFT)
        make(session, "Black screen", body="Press Source.", keywords="écran", language=Language.ENGLISH)
    with desk.reading() as session:

        def helped(sentence: str, category: int | None = None, **more: Any) -> list[str]:
            return [tip.title for tip in tips(session, Trouble(sentence, category, **more))]

        assert helped("L'écran reste noir", projector, for_everybody=True, language=Language.FRENCH) == ["Écran noir"]
        assert helped("écran", tablet, language=Language.FRENCH) == ["Écran fendu", "Les écrans de la salle des profs"]
        assert helped("écran")[:3] == ["Black screen", "Écran fendu", "Écran noir"]
        assert helped("ça ne marche pas") == []
        assert helped("%_\\") == []


def test_articles_are_found_and_stand_on_the_card_of_their_category(desk: Database) -> None:
    with desk.transaction() as session:
        projector, beamer = make_category(session, "Projector"), make_category(session, "Beamer")
        article = make(session, category_id=projector)
        make(session, "Le son du car")
    with desk.reading() as session:
        assert [(hit.title, hit.rank) for hit in hits(session, "pas", 5)] == [("Pas de son", 1)]
        assert [hit.title for hit in hits(session, "son", 5)] == ["Le son du car", "Pas de son"]
        (belonging,) = belongings(session, ("category", projector), 5)
        assert [hit.subject for hit in belonging.first] == [("article", article)]
        assert belongings(session, ("category", beamer), 5) == ()
    with desk.transaction(_("Merge")) as session:
        repoint(session, ("category", projector), ("category", beamer))
    with desk.reading() as session:
        assert titles(session, ArticleQuery(category=beamer)) == ["Pas de son"]
