"""When the house is open, and the days on which it is closed."""

from __future__ import annotations

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create what is new."""
