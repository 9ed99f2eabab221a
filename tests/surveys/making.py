"""Questionnaires and answers for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.surveys.queries import questions
from coorddesk.surveys.rules import Language, QuestionKind, Stage
from coorddesk.surveys.service import NewResponse, QuestionDetails, QuestionnaireDetails, answer, create_questionnaire

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SESSION = ("training_session", 12)
ASKED = (
    QuestionDetails(QuestionKind.SCALE, "Clarté", "Formateur"),
    QuestionDetails(QuestionKind.YES_NO, "Objectifs atteints ?", "Objectifs"),
    QuestionDetails(QuestionKind.CHOICE, "Le meilleur moment", "Objectifs", ("Matin", "Soir")),
    QuestionDetails(QuestionKind.NPS, "Recommanderiez-vous ?", "Objectifs", is_required=True),
    QuestionDetails(QuestionKind.TEXT, "Un mot", "Avec vos mots"),
)


def make_questionnaire(session: Session, name: str = "À chaud", **changes: Any) -> int:
    """One question of each kind."""
    details: dict[str, Any] = {"moment": Stage.HOT, "language": Language.FRENCH, "questions": ASKED} | changes
    return create_questionnaire(session, QuestionnaireDetails(name, **details))


def make_answer(session: Session, questionnaire_id: int, *given: int | str | None, **changes: Any) -> int:
    """An answer to each question in order, None for none."""
    asked = questions(session, questionnaire_id)
    answers = {each.id: said for each, said in zip(asked, given, strict=False) if said is not None}
    return answer(session, NewResponse(questionnaire_id, answers, **changes))
