"""What needs doing about sessions, for the bell of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.records import Alert
from coorddesk.training.queries.retention import overdue_names
from coorddesk.training.queries.sessions import session_counts
from coorddesk.training.rules.narrowing import Need
from coorddesk.training.rules.retention import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

_SESSION = "training_session"


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """What begins soon and is not confirmed, what is due, who has not answered, sheets to type, and names kept long."""
    return [*_told(session), *_names(session, today)]


def _told(session: Session) -> Iterator[Alert]:
    counts = session_counts(session).needs
    for need, (text, advice) in _SAID.items():
        if count := counts[need]:
            yield Alert(need.value, _SESSION, text(count), advice, is_urgent=need is Need.CONFIRM)


def _names(session: Session, today: date) -> Iterator[Alert]:
    if count := len(overdue_names(session, today)):
        text = _n(
            "The names of {count} session are kept longer than its course says",
            "The names of {count} sessions are kept longer than their courses say",
            count,
        )
        yield Alert(NAMES, _SESSION, text, _("Look at the list, and remove them."))


_SAID: dict[Need, tuple[Callable[[int], Message], Message]] = {
    Need.CONFIRM: (
        lambda n: _n(
            "{count} session begins soon and is not confirmed", "{count} sessions begin soon and are not confirmed", n
        ),
        _("Confirm it, or cancel it and tell those who are registered."),
    ),
    Need.OFFERS: (
        lambda n: _n(
            "A place offered in {count} session was not answered for",
            "Places offered in {count} sessions were not answered for",
            n,
        ),
        _("Offer it to the next one, or write down the answer."),
    ),
    Need.TASKS: (
        lambda n: _n("Something is to be done for {count} session", "Something is to be done for {count} sessions", n),
        _("Do it, and tick it on the checklist of the session."),
    ),
    Need.ATTENDANCE: (
        lambda n: _n(
            "The attendance of {count} session is to be typed", "The attendance of {count} sessions is to be typed", n
        ),
        _("Type the signed sheet back."),
    ),
}
