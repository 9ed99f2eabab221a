"""The questionnaires: what is asked, how often it was answered, and the way to the paper and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.surveys.queries import (
    QUESTIONNAIRE_COLUMNS,
    QuestionnaireQuery,
    QuestionnaireRow,
    questionnaire_ids,
    questionnaire_page,
)
from coorddesk.surveys.reports import REPORTS
from coorddesk.surveys.ui.card import STAGE_TONES, questionnaire_card
from coorddesk.surveys.ui.filters import NARROWING, chips_of, unfiltered
from coorddesk.surveys.ui.verbs import QUESTIONNAIRES, QuestionnaireVerbs
from coorddesk.widgets.actions import ActionBar, part
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.filtered_page import FilteredPage
from coorddesk.widgets.report_menu import print_lists
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone


class Questionnaires(Source[QuestionnaireRow, QuestionnaireQuery]):
    """Questionnaires as rows of a table."""

    columns = QUESTIONNAIRE_COLUMNS
    shown = ("name", "moment", "language", "questions", "responses", "last_on")
    groupable = ("moment", "language")

    def noun(self, count: int) -> Message:
        """How many questionnaires."""
        return _n("{count} questionnaire", "{count} questionnaires", count)

    def ids(self, session: Session, query: QuestionnaireQuery) -> Sequence[int]:
        """The questionnaires that a query means."""
        return questionnaire_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, QuestionnaireRow]:
        """Their rows."""
        return questionnaire_page(session, ids)

    def stated(self, session: Session, query: QuestionnaireQuery) -> tuple[Message, ...]:
        """The filters, as the chips say them."""
        return (*super().stated(session, query), *(chip.text for chip in chips_of(query, None)))

    def is_narrowed(self, query: QuestionnaireQuery) -> bool:
        """Whether questionnaires are left out."""
        return unfiltered(query) != query

    def dots(self) -> Mapping[str, Callable[[QuestionnaireRow], Tone | None]]:
        """When each is asked, at a glance."""
        return {"moment": lambda row: STAGE_TONES[row.moment]}


class SurveysPage(FilteredPage):
    """Typing answers has a screen of its own, over the window."""

    title = _("Surveys")
    kinds = frozenset({"questionnaire", "question", "survey_response"})
    narrowing = NARROWING

    def __init__(self, desk: Desk) -> None:
        """Build everything, unread."""
        super().__init__(desk, "surveys")
        listing = RecordList(desk, "surveys", Questionnaires(), _("Surveys"), (self._none_yet(), self._none_found()))
        verbs = self.verbs = QuestionnaireVerbs(desk, self, listing, QUESTIONNAIRES)
        features, texts = desk.features, desk.texts
        part(self)
        offered = desk.offers(self, "questionnaire", listing.selected_ids)
        part(self)
        card = Card(
            desk,
            "questionnaire",
            lambda session, row_id: questionnaire_card(session, row_id, features, texts),
            [verbs.typing, verbs.pages, verbs.sum_up],
            [*offered, verbs.edit, verbs.copy, verbs.delete],
        )
        papers = print_lists(desk, self, REPORTS, lambda: listing.selected_ids() or None)
        bar = ActionBar(desk, verbs.new, [*verbs.for_one(), verbs.copy], [self.paper(papers)])
        self.build_filtered(bar, _("Search by name…"), listing, card)
        listing.menu_actions = [*verbs.for_one(), verbs.copy, *offered]
        verbs.added.connect(self.open_card)

    def first_query(self) -> QuestionnaireQuery:
        """Every questionnaire that is offered."""
        return QuestionnaireQuery()

    def _none_yet(self) -> Emptiness:
        return Emptiness(
            "clipboard-check",
            _("No questionnaire yet"),
            _("Ask those who took part what they thought, on paper: the answers are typed in seconds."),
            (Offer(_("Write a questionnaire"), lambda: self.verbs.new.trigger(), "plus"),),  # noqa: PLW0108 - not there yet
        )

    def _none_found(self) -> Emptiness:
        offer = Offer(_("Show every questionnaire"), self.show_all)
        return Emptiness("search", _("No questionnaire is like that"), None, (offer,))
