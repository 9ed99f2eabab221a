"""Maintenance and repairs: what was done, what it cost, what is due."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create what is new."""
