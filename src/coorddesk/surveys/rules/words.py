"""The words of surveys: when one is asked, in which language, and the kinds of its questions."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class Stage(StrEnum):
    """When people are asked: at once, some months later, or whenever."""

    HOT = "hot"
    COLD = "cold"
    OTHER = "other"


class Language(StrEnum):
    """What a questionnaire is written in."""

    FRENCH = "fr"
    ENGLISH = "en"


class QuestionKind(StrEnum):
    """What an answer to a question may be."""

    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    NPS = "nps"  # would you recommend it, 0 to 10
    TEXT = "text"


class Channel(StrEnum):
    """How an answer came."""

    PAPER = "paper"
    SCREEN = "screen"


STAGE_TITLES: dict[Stage, Message] = {
    Stage.HOT: _p("survey", "Immediate"),
    Stage.COLD: _p("survey", "Delayed"),
    Stage.OTHER: _p("survey", "Other"),
}
LANGUAGE_TITLES: dict[Language, Message] = {
    Language.FRENCH: _p("language", "French"),
    Language.ENGLISH: _p("language", "English"),
}
KIND_TITLES: dict[QuestionKind, Message] = {
    QuestionKind.SCALE: _p("question", "Scale of 4"),
    QuestionKind.YES_NO: _p("question", "Yes or no"),
    QuestionKind.CHOICE: _p("question", "Choice"),
    QuestionKind.NPS: _p("question", "Recommendation, 0 to 10"),
    QuestionKind.TEXT: _p("question", "Free text"),
}
CHANNEL_TITLES: dict[Channel, Message] = {
    Channel.PAPER: _p("survey", "Paper"),
    Channel.SCREEN: _p("survey", "Screen"),
}
SCALE_TITLES: dict[int, Message] = {
    4: _p("satisfaction", "Very satisfied"),
    3: _p("satisfaction", "Satisfied"),
    2: _p("satisfaction", "Not very satisfied"),
    1: _p("satisfaction", "Dissatisfied"),
}
YES_NO_TITLES: dict[int, Message] = {1: _p("answer", "Yes"), 0: _p("answer", "No")}
