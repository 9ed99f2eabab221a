"""Articles: how a trouble is ended, for those who meet it again."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, number, one_of, table, text

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create what is new."""
    table(
        "article",
        number("version"),
        text("title"),
        folded("title_folded", index=True),
        text("body"),
        text("keywords"),
        *one_of("language", "fr", "en"),
        *one_of("audience", "draft", "staff", "public"),
        link("category_id", "category"),
        sa.Column("review_on", sa.Date, nullable=True, index=True),
        folded("search"),
    )
