"""Consumables and accessories: what is there, what went out, what to order."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create what is new."""
