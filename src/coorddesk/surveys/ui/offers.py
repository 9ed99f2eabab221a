"""What surveys offer on training sessions and tickets: to print questionnaires, to type them back, to sum them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.surveys.ui.piles import print_pile, sum_up_pile, type_pile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk

_KIND, _TICKET = "training_session", "ticket"


def type_for_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """The sheets of the first of these sessions."""
    type_pile(desk, owner, (_KIND, ids[0]))


def sum_up_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """What was answered about the first of these sessions."""
    sum_up_pile(desk, owner, (_KIND, ids[0]))


def print_for_ticket(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """One page with the code of the first of these tickets, to be handed over with what was repaired."""
    print_pile(desk, owner, (_TICKET, ids[0]), count=1)


def type_for_ticket(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """The sheets of the first of these tickets."""
    type_pile(desk, owner, (_TICKET, ids[0]))
