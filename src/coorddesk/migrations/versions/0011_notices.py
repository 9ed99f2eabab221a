"""What people are told: drafted from templates, sent once, kept in a log."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, number, one_of, table, text

revision = "0011"
down_revision = "0010"

_OF_SESSIONS = ("session_invited", "session_reminded", "session_offered", "session_moved", "session_cancelled")
_OCCASIONS = ("opened", "answered", "planned", "resolved", "reopened", *_OF_SESSIONS)


def upgrade() -> None:
    """Create what is new."""
    table(
        "notice_template",
        number("version"),
        *one_of("occasion", *_OCCASIONS),
        text("language"),
        sa.Column("is_on", sa.Boolean, nullable=False),
        text("subject"),
        text("body"),
        sa.UniqueConstraint("occasion", "language"),
    )
    table(
        "notice",
        number("version"),
        text("cause"),
        *one_of("occasion", *_OCCASIONS),
        text("subject_kind"),
        number("subject_id"),
        text("recipient"),
        text("address"),
        text("title"),
        text("body"),
        *one_of("state", "draft", "sending", "sent", "opened", "printed", "dropped"),
        sa.Column("drafted_at", sa.DateTime, nullable=False),
        sa.Column("handled_at", sa.DateTime),
        text("handled_by"),
        sa.Column("trouble", sa.JSON),
        folded("search"),
        sa.UniqueConstraint("cause"),
        sa.Index("ix_notice_subject_kind", "subject_kind", "subject_id"),
        sa.Index("ix_notice_state", "state", "drafted_at"),
    )
