"""Searching everything, for a window that has not loaded the features yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Hit


def find_everywhere(session: Session, text: str) -> tuple[Hit, ...]:
    """Every feature's records under a text as typed, the best first."""
    from coorddesk import features  # loads SQL, which comes after the first paint

    return tuple(features.find_everywhere(session, text))
