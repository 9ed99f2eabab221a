"""What may be in the way of a session, each in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n

if TYPE_CHECKING:
    from coorddesk.core.records import Subject

_FEW = 3


class ClashKind(StrEnum):
    """What is needed twice, or cannot be had."""

    ROOM = "room"
    TRAINER = "trainer"
    PERSON = "person"
    DEVICE = "device"
    CLOSED_DAY = "closed_day"


@dataclass(frozen=True)
class Clash:
    """Something in the way, in a sentence; `subject` is the record that tells more, `day` the first day of it."""

    kind: ClashKind
    text: Message
    subject: Subject | None
    day: date

    @property
    def may_be_overridden(self) -> bool:
        """Whether somebody may save the session despite it."""
        return self.kind is not ClashKind.DEVICE


def said_briefly(clashes: Sequence[Clash]) -> tuple[Message, ...]:
    """The first of them, and how many more there are: a whole class may be elsewhere."""
    said: list[Message] = [each.text for each in clashes[:_FEW]]
    more = len(clashes) - _FEW
    if more > 0:
        said.append(_n("{count} more is elsewhere then.", "{count} more are elsewhere then.", more))
    return tuple(said)
