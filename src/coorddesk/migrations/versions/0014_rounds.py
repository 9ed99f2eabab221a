"""Rounds: what is looked at each day, and what was found."""

from __future__ import annotations

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create what is new."""
