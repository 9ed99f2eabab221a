"""What is said once something was saved that leaves a budget line without free credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.budget.rules.ledger import Overspent


def warned(done: Message, overspent: Sequence[Overspent]) -> Message:
    """What was done, and the first budget line of which more is used than there is."""
    if not overspent:
        return done
    first = overspent[0]
    over = _("“{name}” is overspent by {amount}.", name=first.name, amount=Money(-first.free))
    if len(overspent) > 1:
        more = _n("And {count} more budget line.", "And {count} more budget lines.", len(overspent) - 1)
        over = _("{one} {other}", one=over, other=more)
    return _("{one} {other}", one=done, other=over)
