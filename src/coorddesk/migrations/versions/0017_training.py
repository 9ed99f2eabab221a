"""Training: courses, sessions, who came, and what they are handed."""

from __future__ import annotations

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Create what is new."""
