"""What narrows the list of questionnaires: when they are asked, in which language, and those that were archived."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _, _p
from coorddesk.surveys.queries import QuestionnaireCounts, QuestionnaireQuery, questionnaire_counts
from coorddesk.surveys.rules import LANGUAGE_TITLES, STAGE_TITLES
from coorddesk.surveys.ui.card import STAGE_TONES
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choice, Choices
from coorddesk.widgets.filtered_page import Narrowing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFF: dict[str, Any] = {"archived": False}
_ARCHIVED = _p("survey", "Archived")


def read_offered(_query: QuestionnaireQuery, session: Session) -> QuestionnaireCounts:
    """In the lane."""
    return questionnaire_counts(session)


def unfiltered(query: QuestionnaireQuery) -> QuestionnaireQuery:
    """Every questionnaire that is offered, sorted as before."""
    return QuestionnaireQuery(sort=query.sort, descending=query.descending)


def everything(query: QuestionnaireQuery) -> QuestionnaireQuery:
    """Those that were archived too."""
    return replace(unfiltered(query), archived=None)


def choices_of(query: QuestionnaireQuery, counts: QuestionnaireCounts) -> list[Choices]:
    """The filters in their order."""
    moments = tuple(
        Choice(("moment", each), title, counts.moments.get(each, 0), query.moment is each, STAGE_TONES[each])
        for each, title in STAGE_TITLES.items()
    )
    languages = tuple(
        Choice(("language", each), title, counts.languages.get(each, 0), query.language is each)
        for each, title in LANGUAGE_TITLES.items()
    )
    archived = (Choice(("archived", True), _ARCHIVED, counts.archived, query.archived is True),)
    every = [
        Choices("moment", _p("survey", "When"), moments),
        Choices("language", _("Language"), languages),
        Choices("archived", _p("survey", "Kept"), archived if counts.archived or query.archived else ()),
    ]
    return [each for each in every if each.values]


def chips_of(query: QuestionnaireQuery, _counts: QuestionnaireCounts | None) -> list[Chip]:
    """What the list is narrowed to."""
    chips: list[Chip] = []
    if query.moment is not None:
        chips.append(Chip(STAGE_TITLES[query.moment], replace(query, moment=None)))
    if query.language is not None:
        said = _("Language: {language}", language=LANGUAGE_TITLES[query.language])
        chips.append(Chip(said, replace(query, language=None)))
    if query.archived:
        chips.append(Chip(_ARCHIVED, replace(query, archived=False)))
    return chips


NARROWING = Narrowing(read_offered, choices_of, chips_of, unfiltered, everything, _OFF)
"""How the list of questionnaires is narrowed."""
