"""What people are told: drafted from templates, sent once, kept in a log."""

from __future__ import annotations

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create what is new."""
