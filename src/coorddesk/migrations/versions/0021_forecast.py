"""Scenarios of the forecast."""

from __future__ import annotations

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create what is new."""
