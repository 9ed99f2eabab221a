"""What sheets may bring of surveys: questionnaires question by question, and answers, a row for each sheet."""

from coorddesk.surveys.imports.answers import ANSWERS
from coorddesk.surveys.imports.questionnaires import QUESTIONNAIRES

IMPORTS = (QUESTIONNAIRES, ANSWERS)

__all__ = ["ANSWERS", "IMPORTS", "QUESTIONNAIRES"]
