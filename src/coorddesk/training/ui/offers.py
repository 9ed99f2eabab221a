"""What training offers on the records of others: to log help that a ticket asked for, and somebody's path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.training.ui.path_dialog import show_path
from coorddesk.training.ui.support_dialog import Begun, SupportDialog, begun_with_person, begun_with_ticket

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def log_for_ticket(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Log the help that the first of these tickets asked for."""
    _log(desk, owner, partial(_of_ticket, ids[0]))


def log_for_person(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Log help given to the first of these people."""
    _log(desk, owner, partial(_of_person, ids[0]))


def path_of_person(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Show which courses of a programme the first of these people attended, and what is still to come."""
    show_path(desk, owner, ids[0])


def _log(desk: Desk, owner: QWidget, read: Callable[[Session], Begun]) -> None:
    desk.operations.read(owner, read, lambda begun: SupportDialog(desk, owner, None, begun).open(), replaces="support")


def _of_ticket(ticket_id: int, session: Session) -> Begun:
    """In the lane."""
    return begun_with_ticket(session, ticket_id)


def _of_person(person_id: int, session: Session) -> Begun:
    """In the lane."""
    return begun_with_person(session, person_id)
