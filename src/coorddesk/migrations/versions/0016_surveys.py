"""Surveys: what people thought of it, on paper or on a screen."""

from __future__ import annotations

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create what is new."""
