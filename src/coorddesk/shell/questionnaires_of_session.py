"""Questionnaires on paper for a session of training: a page for each who is registered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.surveys.ui.piles import print_pile
from coorddesk.training.queries import places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_KIND = "training_session"


def print_for_session(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Pages with the code of the first of these sessions."""
    about = (_KIND, ids[0])
    desk.operations.read(owner, partial(_read, ids[0]), lambda count: print_pile(desk, owner, about, count=count))


def _read(session_id: int, session: Session) -> int | None:
    """In the lane: how many are registered; None where nobody is as yet, or people come without a name."""
    places = places_of(session, [session_id]).get(session_id)
    return None if places is None else places.registered or None
