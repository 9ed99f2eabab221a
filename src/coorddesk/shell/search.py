"""Searching everything: asks every feature what it knows under a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.fold import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Hit

_HITS_OF_A_FEATURE = 20


def find_everywhere(session: Session, text: str) -> tuple[Hit, ...]:
    """Every feature's records under a text as typed, the best first."""
    from coorddesk import features  # loads SQL, which comes after the first paint

    folded = fold(text)
    if not folded:
        return ()
    hits = [
        hit
        for feature in features.load()
        if feature.search is not None
        for hit in feature.search(session, folded, _HITS_OF_A_FEATURE)
    ]
    return tuple(sorted(hits, key=lambda hit: hit.rank))
