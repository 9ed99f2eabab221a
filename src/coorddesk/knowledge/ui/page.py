"""The knowledge base: how troubles are ended, for those who meet them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.knowledge.queries import ARTICLE_COLUMNS, ArticleQuery, ArticleRow, article_ids, article_page, stated
from coorddesk.knowledge.reports import REPORTS
from coorddesk.knowledge.ui.card import AUDIENCE_TONES, article_card
from coorddesk.knowledge.ui.filters import NARROWING, unfiltered
from coorddesk.knowledge.ui.verbs import ARTICLES, ArticleVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists, print_records
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Articles(Source[ArticleRow, ArticleQuery]):
    """Articles as rows of a table."""

    columns = ARTICLE_COLUMNS
    unsortable = frozenset({"body"})
    shown = ("title", "category", "audience", "language", "review_on")
    groupable = ("category", "audience", "language")

    def noun(self, count: int) -> Message:
        """How many articles."""
        return _n("{count} article", "{count} articles", count)

    def ids(self, session: Session, query: ArticleQuery) -> Sequence[int]:
        """The articles that a query means."""
        return article_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, ArticleRow]:
        """Their rows."""
        return article_page(session, ids)

    def stated(self, session: Session, query: ArticleQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *stated(session, query).values())

    def is_narrowed(self, query: ArticleQuery) -> bool:
        """Whether articles are left out."""
        return unfiltered(query) != query

    def dots(self) -> Mapping[str, Callable[[ArticleRow], Tone | None]]:
        """For whom each is, at a glance."""
        return {"audience": lambda row: AUDIENCE_TONES[row.audience]}


class KnowledgePage(FilteredPage):
    """What an article says stands on its card, ready to be read out on the telephone."""

    title = _("Knowledge base")
    kinds = frozenset({"article", "category"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "knowledge")
        empty = (self._none_yet(), self._none_found())
        listing = RecordList(desk, "knowledge", Articles(), _("Knowledge base"), empty)
        verbs = self.verbs = ArticleVerbs(desk, self, listing, ARTICLES)
        features, texts = desk.features, desk.texts
        part(self)
        printing = print_records(desk, self, "article", listing.selected_ids)
        card = Card(
            desk,
            "article",
            lambda session, article_id: article_card(session, article_id, features, texts),
            [verbs.edit, verbs.review],
            [verbs.delete, printing],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.query)
        bar = ActionBar(desk, verbs.new, verbs.for_one(), [self.paper(papers)])
        self.build_filtered(bar, _("Search in titles, texts and keywords…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), printing]
        verbs.added.connect(self.open_card)

    def first_query(self) -> ArticleQuery:
        """Every article."""
        return ArticleQuery()

    def open_list(self, about: Subject) -> None:
        """Show the articles for devices of a category."""
        if about[0] == "category":
            self.show_narrowed(category=about[1])

    def show_alert(self, _key: str) -> None:
        """Show what should be read again."""
        self.show_narrowed(due=True)

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "book-open",
            _("No article yet"),
            _("Write down once how a trouble is ended: the kiosk shows it to whoever meets it again."),
            (Offer(_("Write an article"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        return Emptiness("search", _("No article is like that"), None, (Offer(_("Show every article"), self.show_all),))
