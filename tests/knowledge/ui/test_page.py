"""The knowledge base by keyboard: written, narrowed, read again, deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.inventory.service import create_category
from coorddesk.knowledge.queries import ArticleQuery, article_row
from coorddesk.knowledge.rules import Audience, Language
from coorddesk.knowledge.service import ArticleDetails, create_article
from coorddesk.knowledge.ui.article_dialog import ArticleDialog
from coorddesk.knowledge.ui.page import KnowledgePage
from coorddesk.widgets.empty import EmptyState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

SOUND = ArticleDetails("No sound", "Click on the loudspeaker.\nThen on “Headset”.", Language.ENGLISH)


def ids_shown(page: KnowledgePage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def test_an_empty_desk_says_what_to_do_and_an_article_is_written(driver: Driver) -> None:
    page = driver.open(KnowledgePage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    driver.click(empty.findChildren(QPushButton)[0])
    dialog = driver.dialog(ArticleDialog)
    assert dialog.form.editor("language").value() is Language.ENGLISH
    driver.type(dialog, title="No sound", review_on="01/09/2027")
    driver.save(dialog)
    assert "This cannot be empty." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.form.editor("body").set_value(SOUND.body)
    dialog.form.editor("audience").set_value(Audience.PUBLIC)
    driver.save(dialog)
    (article,) = ids_shown(page)
    row = driver.read(lambda s: article_row(s, article))
    assert row is not None
    assert (row.title, row.audience, row.review_on) == ("No sound", Audience.PUBLIC, date(2027, 9, 1))
    assert page.card._title.text() == "No sound"
    assert driver.said == [("say", "“No sound” added.")]


def test_an_article_is_changed_as_it_stands(driver: Driver) -> None:
    def begin(session: Session) -> int:
        return create_article(session, replace(SOUND, category_id=create_category(session, "Tablet"), keywords="mute"))

    article = driver.do(begin)
    before = driver.read(lambda s: article_row(s, article))
    page = driver.open(KnowledgePage)
    page.list.select([article])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_F2)
    driver.save(driver.dialog(ArticleDialog))
    assert driver.read(lambda s: article_row(s, article)) == before
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(ArticleDialog)
    driver.type(dialog, title="No sound at all")
    driver.save(dialog)
    row = driver.read(lambda s: article_row(s, article))
    assert row is not None
    assert before is not None
    assert row == replace(before, title="No sound at all", version=before.version + 1)


def test_what_is_still_true_is_read_again_in_a_year(driver: Driver) -> None:
    due, other = driver.do(
        lambda s: (create_article(s, replace(SOUND, review_on=date(2026, 9, 1))), create_article(s, SOUND))
    )
    page = driver.open(KnowledgePage)
    page.show_alert("due")
    driver.settle()
    assert ids_shown(page) == [due]
    page.list.select([due])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_V)
    driver.settle()
    assert driver.said == [("say", "1 article is to be read again on 07/09/2027.")]
    assert ids_shown(page) == []
    page.show_all()
    driver.settle()
    assert sorted(ids_shown(page)) == sorted([due, other])


def test_the_list_is_narrowed_at_its_side_and_widened_for_a_record(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        tablet = create_category(session, "Tablet")
        return create_article(session, replace(SOUND, category_id=tablet)), create_article(session, SOUND)

    of_tablets, other = driver.do(begin)
    page = driver.open(KnowledgePage)
    category = driver.read(lambda s: article_row(s, of_tablets))
    assert category is not None
    page.open_list(("category", category.category_id or 0))
    driver.settle()
    assert ids_shown(page) == [of_tablets]
    page.open_record(("article", other))
    driver.settle()
    assert page.query == ArticleQuery()
    assert page.list.selected_ids() == [other]


def test_an_article_is_deleted(driver: Driver) -> None:
    article = driver.do(lambda s: create_article(s, SOUND))
    page = driver.open(KnowledgePage)
    page.list.select([article])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    driver.settle()
    assert ids_shown(page) == []
    assert driver.said == [("say", "“No sound” deleted.")]
