"""Two kinds of trouble: the user's and the surroundings' are said in a sentence; anything else is our bug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coorddesk.core.messages import Message


class UserError(Exception):
    """The user's trouble: said in their language beside what they did; nothing was written."""

    def __init__(self, message: Message, *, field: str | None = None) -> None:
        """Keep the sentence, and the key of the field it is about where there is one."""
        super().__init__(message.text)
        self.message = message
        self.field = field


class Surroundings(UserError):
    """The machine's trouble (full disk, locked file, lost server), with what to do about it."""


class Damaged(Surroundings):
    """A desk's file that is not whole; a backup helps."""


class NotAllowed(UserError):
    """The role does not carry this verb."""


class Refused(UserError):
    """An undo, restore or upgrade that would lose something, with the cause."""


class InUse(UserError):
    """A record that cannot be deleted because something still points at it."""


@dataclass(frozen=True)
class Difference:
    """One field that two people changed: its title, the value wanted, the value that stands, and the field's key."""

    title: Message
    yours: Any
    theirs: Any
    field: str = ""


class StaleWrite(UserError):
    """Somebody changed the record since it was shown; nothing was overwritten."""

    def __init__(self, message: Message, differences: tuple[Difference, ...]) -> None:
        """Keep the sentence and both values of each field that differs."""
        super().__init__(message)
        self.differences = differences


class Cancelled(Exception):
    """The user stopped a job; everything it did was rolled back."""
