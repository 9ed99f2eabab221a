"""What holds of surveys, whoever asks: the words, what may be answered, and what answers come to."""

from coorddesk.surveys.rules.pages import Page, page_of
from coorddesk.surveys.rules.results import (
    LEAST,
    Answered,
    Asked,
    Result,
    Satisfaction,
    Synthesis,
    is_shown,
    percent,
    result,
    satisfaction,
    synthesis,
)
from coorddesk.surveys.rules.values import is_whole, may_become, said_value, values_of
from coorddesk.surveys.rules.words import (
    CHANNEL_TITLES,
    KIND_TITLES,
    LANGUAGE_TITLES,
    SCALE_TITLES,
    STAGE_TITLES,
    YES_NO_TITLES,
    Channel,
    Language,
    QuestionKind,
    Stage,
)

__all__ = [
    "CHANNEL_TITLES",
    "KIND_TITLES",
    "LANGUAGE_TITLES",
    "LEAST",
    "SCALE_TITLES",
    "STAGE_TITLES",
    "YES_NO_TITLES",
    "Answered",
    "Asked",
    "Channel",
    "Language",
    "Page",
    "QuestionKind",
    "Result",
    "Satisfaction",
    "Stage",
    "Synthesis",
    "is_shown",
    "is_whole",
    "may_become",
    "page_of",
    "percent",
    "result",
    "said_value",
    "satisfaction",
    "synthesis",
    "values_of",
]
