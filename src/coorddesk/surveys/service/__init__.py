"""The verbs of surveys: questionnaires, and what is answered to them."""

from coorddesk.surveys.service.forgetting import forget_answerers
from coorddesk.surveys.service.questionnaires import (
    QuestionDetails,
    QuestionnaireCopy,
    QuestionnaireDetails,
    QuestionnaireEdit,
    copy_questionnaire,
    create_questionnaire,
    delete_questionnaire,
    edit_questionnaire,
)
from coorddesk.surveys.service.repointing import repoint
from coorddesk.surveys.service.responses import (
    Answer,
    Correction,
    NewResponse,
    answer,
    correct_response,
    delete_response,
)
from coorddesk.surveys.service.screen import ScreenAnswers, take_answers
from coorddesk.surveys.service.seeding import seed

__all__ = [
    "Answer",
    "Correction",
    "NewResponse",
    "QuestionDetails",
    "QuestionnaireCopy",
    "QuestionnaireDetails",
    "QuestionnaireEdit",
    "ScreenAnswers",
    "answer",
    "copy_questionnaire",
    "correct_response",
    "create_questionnaire",
    "delete_questionnaire",
    "delete_response",
    "edit_questionnaire",
    "forget_answerers",
    "repoint",
    "seed",
    "take_answers",
]
