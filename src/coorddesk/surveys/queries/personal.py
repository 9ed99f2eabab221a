"""What somebody answered under their name, for themselves to read; of anonymous questionnaires nobody knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _, verbatim
from coorddesk.core.records import Kept
from coorddesk.surveys.models import Question, Questionnaire, SurveyAnswer, SurveyResponse
from coorddesk.surveys.rules import said_value

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def kept(session: Session, person_id: int) -> tuple[Kept, ...]:
    """All that one person answered under their name, in the order in which they did."""
    wanted = (
        select(SurveyResponse.answered_on, Questionnaire.name, Question, SurveyAnswer.value, SurveyAnswer.words)
        .select_from(SurveyResponse)
        .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
        .join(SurveyAnswer, SurveyAnswer.response_id == SurveyResponse.id)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(SurveyResponse.person_id == person_id)
        .order_by(SurveyResponse.answered_on, SurveyResponse.id, Question.position)
    )
    return tuple(
        Kept(
            _("Answers to questionnaires"),
            _("{name}: {question}", name=name, question=asked.text),
            verbatim(words) if value is None else said_value(asked.kind, asked.choices, value),
            day,
        )
        for day, name, asked, value, words in session.execute(wanted)
    )
