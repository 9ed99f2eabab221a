"""The people of a session as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.training.queries.participants import (
    PARTICIPANT_COLUMNS,
    ParticipantRow,
    ParticipantsQuery,
    participant_ids,
    participants,
)
from coorddesk.training.rules.words import RegistrationState
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

_TONES = {RegistrationState.REGISTERED: Tone.SUCCESS, RegistrationState.WAITING: Tone.WARNING}


class Participants(Source[ParticipantRow, ParticipantsQuery]):
    """Everybody of one session, those who gave up their place too."""

    columns = PARTICIPANT_COLUMNS
    shown = ("number", "name", "department", "state", "offered_until", "rate", "certificates", "note")
    groupable = ("state", "department", "origin")

    def noun(self, count: int) -> Message:
        """How many people."""
        return _n("{count} person", "{count} people", count)

    def ids(self, session: Session, query: ParticipantsQuery) -> Sequence[int]:
        """The registrations that a query means."""
        return participant_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, ParticipantRow]:
        """Their rows."""
        return participants(session, ids)

    def is_narrowed(self, query: ParticipantsQuery) -> bool:
        """Whether some are left out."""
        return bool(query.text.strip())

    def dots(self) -> Mapping[str, Callable[[ParticipantRow], Tone | None]]:
        """Who comes and who waits, at a glance."""
        return {"state": _tone}


def _tone(one: ParticipantRow) -> Tone | None:
    if one.row.offered_until is not None:
        return Tone.ACCENT
    return _TONES.get(one.row.state)
