"""Questionnaires, and what was answered to them, as stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.surveys.rules.words import Channel, Language, QuestionKind, Stage


class Questionnaire(Named, Base):
    """What people are asked, in one language; of an anonymous one nobody knows who answered."""

    __tablename__ = "questionnaire"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} questionnaire", "{count} questionnaires", n)),
    )

    moment: Mapped[Stage] = mapped_column(one_of(Stage, "moment"))
    language: Mapped[Language] = mapped_column(one_of(Language, "language"))
    intro: Mapped[str] = mapped_column(default="")
    is_anonymous: Mapped[bool] = mapped_column(default=True)
    archived: Mapped[bool] = mapped_column(default=False)


class Question(Base):
    """A question of a questionnaire; those of one section stand together under its name."""

    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_questionnaire_id", "questionnaire_id", "position"),
        numbered(lambda n: _n("{count} question", "{count} questions", n)),
    )

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    position: Mapped[int]
    section: Mapped[str] = mapped_column(default="")
    kind: Mapped[QuestionKind] = mapped_column(one_of(QuestionKind, "kind"))
    text: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(JSON)  # an answer is the number of its choice, 1 the first
    is_required: Mapped[bool] = mapped_column(default=False)


class SurveyResponse(Versioned, Base):
    """What one person answered, about a record of any feature or about nothing in particular."""

    __tablename__ = "survey_response"
    __table_args__ = (
        UniqueConstraint("sheet"),
        UniqueConstraint("key"),
        CheckConstraint("(about_kind = '') = (about_id IS NULL)", name="about"),
        Index("ix_survey_response_about_kind", "about_kind", "about_id"),
        Index("ix_survey_response_questionnaire_id", "questionnaire_id", "answered_on"),
        where_filled("survey_response", "person_id"),
        numbered(lambda n: _n("{count} answered questionnaire", "{count} answered questionnaires", n)),
    )

    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    about_kind: Mapped[str] = mapped_column(default="")  # the table of the record: "training_session"
    about_id: Mapped[int | None]
    answered_on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    sheet: Mapped[str | None]  # the code of the printed page, which is typed once
    key: Mapped[str | None]  # what came from a screen that was away from the desk may come twice
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor: Mapped[str]  # who typed it


class SurveyAnswer(Base):
    """The answer to one question: a number as printed on the form, or words. Without an answer there is no row."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        UniqueConstraint("response_id", "question_id"),
        CheckConstraint("value IS NOT NULL OR words <> ''", name="said"),
        Index("ix_survey_answer_question_id", "question_id", "value"),
        numbered(lambda n: _n("{count} answer", "{count} answers", n)),
    )

    response_id: Mapped[int] = mapped_column(ForeignKey("survey_response.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    value: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
