"""Whether a line bears what is to be written on it: it is warned of, or refused, as the line says."""

from __future__ import annotations

from collections.abc import Collection

from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import MoveKind, OnOverspending

FACTS = frozenset({MoveKind.INVOICED, MoveKind.PAID})
"""What somebody else did: a ledger without it would be untrue, so it is warned of and never refused."""


def verdict(on: OnOverspending, before: Figures, after: Figures, kinds: Collection[MoveKind]) -> OnOverspending | None:
    """What to do about moves of these kinds on a line; None where it bears them.

    A line bears what leaves its free credits at zero or more, or no lower than they were: an order may be cancelled,
    or take the place of its request, on a line that is overspent already.
    """
    if after.free >= 0 or after.free >= before.free:
        return None
    return OnOverspending.WARN if FACTS & set(kinds) else on
