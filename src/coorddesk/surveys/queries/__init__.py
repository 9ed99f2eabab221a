"""What screens, papers and those above read of surveys."""

from coorddesk.surveys.queries.answers import (
    AnswerQuery,
    TypedSheet,
    next_number,
    piles,
    satisfaction_of,
    scales_about,
    synthesis_of,
    typed_sheets,
)
from coorddesk.surveys.queries.personal import kept
from coorddesk.surveys.queries.questionnaires import (
    QUESTIONNAIRE_COLUMNS,
    QuestionnaireCounts,
    QuestionnaireQuery,
    QuestionnaireRow,
    QuestionRow,
    questionnaire_counts,
    questionnaire_ids,
    questionnaire_options,
    questionnaire_page,
    questionnaire_row,
    questions,
    usual_questionnaire,
)
from coorddesk.surveys.queries.told import belongings, findings, hits, names, timeline

__all__ = [
    "QUESTIONNAIRE_COLUMNS",
    "AnswerQuery",
    "QuestionRow",
    "QuestionnaireCounts",
    "QuestionnaireQuery",
    "QuestionnaireRow",
    "TypedSheet",
    "belongings",
    "findings",
    "hits",
    "kept",
    "names",
    "next_number",
    "piles",
    "questionnaire_counts",
    "questionnaire_ids",
    "questionnaire_options",
    "questionnaire_page",
    "questionnaire_row",
    "questions",
    "satisfaction_of",
    "scales_about",
    "synthesis_of",
    "timeline",
    "typed_sheets",
    "usual_questionnaire",
]
