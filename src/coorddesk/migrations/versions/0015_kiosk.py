"""Kiosks: where faults are reported without an account, and how they reach the desk."""

from __future__ import annotations

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Create what is new."""
