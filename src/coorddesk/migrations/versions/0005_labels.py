"""Labels and badges on sheets of paper, and what their codes lead to."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create what is new."""
