"""The features of the desk: one line each; they load SQL, so they are loaded after the first paint."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from coorddesk.core.feature import Feature
from coorddesk.core.fold import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Hit

FEATURES = (
    "coorddesk.directory.feature:DIRECTORY",
    "coorddesk.inventory.feature:INVENTORY",
)


def load() -> tuple[Feature, ...]:
    """Every feature, in the order in which the house offers them."""
    loaded = []
    for line in FEATURES:
        module, _colon, name = line.partition(":")
        feature = getattr(import_module(module), name)
        assert isinstance(feature, Feature)
        loaded.append(feature)
    return tuple(loaded)


def find_everywhere(session: Session, text: str, limit: int = 20) -> list[Hit]:
    """Up to `limit` records of every feature under a text as typed, the best first."""
    folded = fold(text)
    if not folded:
        return []
    hits = [hit for feature in load() if feature.search is not None for hit in feature.search(session, folded, limit)]
    return sorted(hits, key=lambda hit: hit.rank)
