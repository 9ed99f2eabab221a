"""Taking in what was answered on a screen: once, and never refused because the questionnaire is another by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.directory.service import EDITORS
from coorddesk.surveys.models import Questionnaire, SurveyResponse
from coorddesk.surveys.queries import questions
from coorddesk.surveys.rules import Channel, QuestionKind, values_of
from coorddesk.surveys.service.responses import Answer, NewResponse, answer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.surveys.queries import QuestionRow


@dataclass(frozen=True)
class ScreenAnswers:
    """What somebody answered away from the desk, by the ids of the questions. `key` is its own: twice, it is one."""

    key: str
    questionnaire_id: int
    answers: Mapping[int, Answer] = field(hash=False)
    answered_on: date
    about: Subject | None = None


@allowed(*EDITORS, Role.KIOSK)
def take_answers(session: Session, wish: ScreenAnswers) -> int | None:
    """Keep them; returns the id of the response, None where there is nothing to keep any more.

    A question that is gone, or a box that it no longer has, is left out.
    """
    there = session.scalar(select(SurveyResponse.id).where(SurveyResponse.key == wish.key))
    if there is not None or session.get(Questionnaire, wish.questionnaire_id) is None:
        return there
    asked = {each.id: each for each in questions(session, wish.questionnaire_id)}
    fitting = {each: said for each, said in wish.answers.items() if each in asked and _fits(asked[each], said)}
    if not fitting:
        return None
    response = NewResponse(
        wish.questionnaire_id,
        fitting,
        wish.about,
        Channel.SCREEN,
        answered_on=wish.answered_on,
        key=wish.key,
    )
    return answer(session, response)


def _fits(question: QuestionRow, said: Answer) -> bool:
    if isinstance(said, str):
        return question.kind is QuestionKind.TEXT and bool(said.strip())
    return said in values_of(question.kind, question.choices)
