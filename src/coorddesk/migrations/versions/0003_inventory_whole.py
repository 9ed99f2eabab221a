"""Purchase lots, life and money of devices, network fields."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create what is new."""
