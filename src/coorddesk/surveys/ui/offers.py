"""What surveys offer on training sessions: to print questionnaires, to type them back, to see what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.surveys.ui.piles import print_pile, sum_up_pile, type_pile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk

_KIND = "training_session"


def print_for_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Pages with the code of the first of these sessions."""
    print_pile(desk, owner, (_KIND, ids[0]))


def type_for_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """The sheets of the first of these sessions."""
    type_pile(desk, owner, (_KIND, ids[0]))


def sum_up_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """What was answered about the first of these sessions."""
    sum_up_pile(desk, owner, (_KIND, ids[0]))
