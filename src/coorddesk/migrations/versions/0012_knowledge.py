"""Articles: how a trouble is ended, for those who meet it again."""

from __future__ import annotations

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create what is new."""
