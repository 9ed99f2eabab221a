"""Kiosks: where faults are reported without an account, and how they reach the desk."""

from __future__ import annotations

import sqlalchemy as sa

from coorddesk.migrations.tables import link, named, number, table, text

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Create what is new."""
    named("kiosk", link("place_id", "place"), text("folder"))
    table(
        "kiosk_aside",
        number("version"),
        *map(text, ("kiosk", "file", "content", "reason", "digest")),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column("is_seen", sa.Boolean, nullable=False),
        sa.UniqueConstraint("digest"),
    )
