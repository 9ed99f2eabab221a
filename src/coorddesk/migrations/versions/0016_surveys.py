"""Surveys: what people thought of it, on paper or on a screen, and which kiosks ask them."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import link, named, number, one_of, table, text, where_filled

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create what is new."""
    named(
        "questionnaire",
        *one_of("moment", "hot", "cold", "other"),
        *one_of("language", "fr", "en"),
        text("intro"),
        sa.Column("is_anonymous", sa.Boolean, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
    )
    table(
        "question",
        link("questionnaire_id", "questionnaire", nullable=False, index=False),
        number("position"),
        text("section"),
        *one_of("kind", "scale", "yes_no", "choice", "nps", "text"),
        text("text"),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("is_required", sa.Boolean, nullable=False),
        sa.Index("ix_question_questionnaire_id", "questionnaire_id", "position"),
    )
    table(
        "survey_response",
        number("version"),
        link("questionnaire_id", "questionnaire", nullable=False, index=False),
        text("about_kind"),
        number("about_id", nullable=True),
        sa.Column("answered_on", sa.Date, nullable=False),
        *one_of("channel", "paper", "screen"),
        text("sheet", nullable=True),
        text("key", nullable=True),
        link("person_id", "person", index=False),
        text("actor"),
        sa.UniqueConstraint("sheet"),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("(about_kind = '') = (about_id IS NULL)", name="about"),
        sa.Index("ix_survey_response_about_kind", "about_kind", "about_id"),
        sa.Index("ix_survey_response_questionnaire_id", "questionnaire_id", "answered_on"),
        where_filled("survey_response", "person_id"),
    )
    table(
        "survey_answer",
        link("response_id", "survey_response", nullable=False, index=False),
        link("question_id", "question", nullable=False, index=False),
        number("value", nullable=True),
        text("words"),
        sa.UniqueConstraint("response_id", "question_id"),
        sa.CheckConstraint("value IS NOT NULL OR words <> ''", name="said"),
        sa.Index("ix_survey_answer_question_id", "question_id", "value"),
    )
    table(
        "kiosk_survey",
        number("version"),
        link("questionnaire_id", "questionnaire", nullable=False),
        link("kiosk_id", "kiosk"),
        text("about_kind"),
        number("about_id", nullable=True),
        text("title"),
        sa.Column("last_on", sa.Date, nullable=True),
        sa.CheckConstraint("(about_kind = '') = (about_id IS NULL)", name="about"),
    )
