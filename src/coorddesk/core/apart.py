"""Pairs of records of which somebody said that they are two: they are not offered to be merged again.

It is a decision of the desk rather than a deed: no undo takes it back, `bring_back` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import Role, allowed
from coorddesk.core.organisation import forget, remember, remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.merging import Likely, MergeKind

Pair = tuple[int, int]


def offered(session: Session, kind: MergeKind) -> tuple[Sequence[Likely], int]:
    """The pairs of a kind that may be one, and how many were set aside; what is gone since does not count."""
    pairs = _set_aside(session, kind)
    found = kind.likely(session)
    left = [each for each in found if (each.one.id, each.other.id) not in pairs]
    return left, len(found) - len(left)


@allowed(Role.COORDINATOR, Role.STAFF)
def set_aside(session: Session, kind: MergeKind, one: int, other: int) -> None:
    """Keep in mind that two records are two."""
    pairs = _set_aside(session, kind) | {(min(one, other), max(one, other))}
    remember(session, _key(kind), {"pairs": sorted(map(list, pairs))})


@allowed(Role.COORDINATOR, Role.STAFF)
def bring_back(session: Session, kind: MergeKind) -> None:
    """Offer every pair of a kind again."""
    forget(session, _key(kind))


def _set_aside(session: Session, kind: MergeKind) -> set[Pair]:
    kept = remembered(session, _key(kind)) or {}
    return {(one, other) for one, other in kept.get("pairs", [])}


def _key(kind: MergeKind) -> str:
    return f"apart.{kind.kind}"
