"""Stocktakes: what ought to be somewhere, and what was found."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create what is new."""
