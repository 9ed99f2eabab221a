"""Asking whether to do something in spite of whom a thing is promised to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.lending.rules import MayBeOverridden

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Desk


def in_spite(desk: Desk, owner: QWidget, error: UserError, yes: Message) -> bool:
    """Whether somebody wants it all the same; False for a refusal that stands."""
    return isinstance(error, MayBeOverridden) and desk.ask(owner, error.message, None, yes)
