"""Licences: who and what uses how many of their seats, and until when."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create what is new."""
