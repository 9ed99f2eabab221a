"""The colours of a ticket: how far it is, how urgent, and how near its deadline."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coorddesk.helpdesk.rules import Status
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from coorddesk.helpdesk.queries import TicketRow

_SOON = timedelta(hours=24)

STATUS_TONES = {
    Status.NEW: Tone.ACCENT,
    Status.IN_PROGRESS: Tone.ACCENT,
    Status.PLANNED: Tone.ACCENT,
    Status.WAITING: Tone.WARNING,
    Status.RESOLVED: Tone.SUCCESS,
    Status.CLOSED: Tone.MUTED,
    Status.CANCELLED: Tone.MUTED,
}
PRIORITY_TONES = {1: Tone.MUTED, 2: Tone.MUTED, 3: Tone.ACCENT, 4: Tone.WARNING, 5: Tone.DANGER}


def deadline_tone(due: datetime | None, done: datetime | None, now: datetime) -> Tone | None:
    """Red once it is late, orange on its last day, green if it was kept; none while nothing is due."""
    if due is None:
        return None
    if (done or now) > due:
        return Tone.DANGER
    if done is not None:
        return Tone.SUCCESS
    return Tone.WARNING if due - now < _SOON else Tone.MUTED


def resolution_tone(row: TicketRow, now: datetime) -> Tone | None:
    """How near the deadline of a ticket's resolution is."""
    return deadline_tone(row.resolve_by, row.resolved_at, now)


def response_tone(row: TicketRow, now: datetime) -> Tone | None:
    """How near the deadline of a ticket's first answer is."""
    return deadline_tone(row.respond_by, row.responded_at, now)
