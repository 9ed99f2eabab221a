"""Loans, reservations and kits: who has what, until when."""

from __future__ import annotations

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create what is new."""
