"""What ended a ticket becomes an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coorddesk.inventory.service import create_category
from coorddesk.knowledge.queries import article_row
from coorddesk.knowledge.ui.article_dialog import ArticleDialog
from coorddesk.shell.article_of_ticket import write_article
from coorddesk.shell.offers import OFFERED
from tests.factories import make_asset
from tests.helpdesk.asked import make_cause, make_ticket, resolved
from tests.screens import Driver, desk, desk_database, driver, theme

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["desk", "desk_database", "driver", "theme"]


def _furnish(session: Session) -> None:
    device = make_asset(session, "PC-1", category_id=create_category(session, "Projector"))
    make_ticket(session, "No picture", devices=(device,))
    make_ticket(session, "No sound")
    resolved(session, 1, cause=make_cause(session))


def test_an_article_begins_with_what_helped(driver: Driver) -> None:
    assert [each.keys for each in OFFERED if each.deed.endswith(":write_article")] == ["E"]
    driver.do(_furnish)
    page = QWidget()
    driver.bot.addWidget(page)
    write_article(driver.desk, page, [2])
    driver.settle()
    assert [kind for kind, _said in driver.said] == ["warn"]
    write_article(driver.desk, page, [1])
    driver.settle()
    dialog = driver.dialog(ArticleDialog)
    dialog.form.editor("keywords").set_state("beamer")
    driver.save(dialog)
    row = driver.read(lambda session: article_row(session, 1))
    assert row is not None
    assert (row.title, row.category, row.keywords) == ("No picture", "Projector", "beamer")
    assert row.body
