"""What people should know of a file or a plan, a line each, as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.importing.saying import in_a_row

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 4


def in_lines(remarks: Sequence[Message]) -> Message | None:
    """The first remarks and how many more there are, for a notice; None where there is nothing to say."""
    if not remarks:
        return None
    more = len(remarks) - _SHOWN
    rest = [_n("and {count} more remark", "and {count} more remarks", more)] if more > 0 else []
    return in_a_row([*remarks[:_SHOWN], *rest], "\n")
