"""How urgent a ticket is and how many it hinders make its priority; somebody may say another by hand."""

from __future__ import annotations

LEVELS = range(1, 6)
DEFAULT_URGENCY = 3
DEFAULT_IMPACT = 1
"""Of a ticket of which nobody said it, neither its category."""

_MATRIX = (
    (1, 1, 2, 2, 2),
    (1, 2, 2, 3, 3),
    (2, 2, 3, 4, 4),
    (2, 3, 4, 4, 5),
    (2, 3, 4, 5, 5),
)


def priority_of(urgency: int, impact: int) -> int:
    """The priority, 5 the highest, of an urgency and an impact, each from 1 to 5."""
    return _MATRIX[urgency - 1][impact - 1]
