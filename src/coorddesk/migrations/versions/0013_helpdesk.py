"""Tickets: what is asked for, how far it is, and until when it is promised."""

from __future__ import annotations

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create what is new."""
