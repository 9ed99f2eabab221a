"""What can be done with articles: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, _n
from coorddesk.directory.service import Deletion
from coorddesk.knowledge.queries import ArticleRow
from coorddesk.knowledge.service import Reviewed, delete_article, review_articles
from coorddesk.knowledge.ui.article_dialog import ArticleDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session


class ArticleVerbs(RecordVerbs):
    """Reading again, besides what is done with any record."""

    def make_own(self) -> None:
        """One key says that articles are still true, for a year."""
        self.review = make_action(self.desk, self.page, _("Still true"), "circle-check", "V", self._on_review)

    def of_own(self) -> list[QAction]:
        """The one there is."""
        return [self.review]

    def refresh(self) -> None:
        """Several are read again at once."""
        super().refresh()
        self.review.setEnabled(bool(self.list.selected_ids()))

    def _on_review(self) -> None:
        ids = tuple(self.list.selected_ids())
        today = self.desk.clock.today()
        wish = Reviewed(ids, _in_a_year(today))
        said = _n(
            "{count} article is to be read again on {day}.",
            "{count} articles are to be read again on {day}.",
            len(ids),
            day=wish.next_on,
        )
        self.desk.operations.change(self, partial(_review, wish), said=said)


def _in_a_year(day: date) -> date:
    """The 28th stands for a day that next year does not have."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _review(wish: Reviewed, session: Session) -> None:
    review_articles(session, wish)


def _delete(session: Session, row: ArticleRow) -> None:
    delete_article(session, Deletion(row.id, row.version))


ARTICLES = Ways(_("New article"), ArticleRow, ArticleDialog, _delete, lambda row: str(row.title))
