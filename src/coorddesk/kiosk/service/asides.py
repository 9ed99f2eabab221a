"""Files of kiosks that are no reports: set aside, and put away once somebody has looked at them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.helpdesk.rules import Source
from coorddesk.helpdesk.service import REPORTERS, NewTicket, TicketDetails, open_ticket
from coorddesk.kiosk.models import KioskAside

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_BYTES, _MOST_REASON = 8_000, 200


@dataclass(frozen=True)
class SetAside:
    """A file as it came, and why it is no report, in English as programs say it."""

    kiosk: str
    file: str
    content: bytes
    reason: str


@dataclass(frozen=True)
class Seen:
    """Somebody has looked at it."""

    aside_id: int


@allowed(*REPORTERS)
def set_aside(session: Session, wish: SetAside) -> None:
    """Keep a file that nobody could read; the same one again changes nothing."""
    digest = hashlib.sha256(wish.file.encode("utf-8", "replace") + b"\0" + wish.content).hexdigest()
    if session.scalar(select(KioskAside.id).where(KioskAside.digest == digest)) is not None:
        return
    row = KioskAside(
        kiosk=wish.kiosk,
        file=tidy(wish.file),
        content=tidy_lines(wish.content[:_MOST_BYTES].decode("utf-8", "replace")),
        reason=tidy(wish.reason)[:_MOST_REASON],
        digest=digest,
        moment=clock_of(session).now(),
    )
    session.add(row)
    session.flush()
    record(session, _("Set aside “{file}” of the kiosk “{name}”", file=row.file, name=row.kiosk))


@allowed(*EDITORS)
def dismiss(session: Session, wish: Seen) -> None:
    """Say that somebody has looked at a file set aside."""
    row = row_there(session, KioskAside, wish.aside_id)
    row.is_seen = True
    session.flush()
    record(session, _("Put away “{file}” of the kiosk “{name}”", file=row.file, name=row.kiosk))


@allowed(*EDITORS)
def open_ticket_of(session: Session, wish: Seen) -> int:
    """Make a ticket of a file that nobody could read, and put it away; returns the ticket's number."""
    row = row_there(session, KioskAside, wish.aside_id)
    details = TicketDetails(title=row.file, description=row.content)
    number = open_ticket(session, NewTicket(details, source=Source.KIOSK, origin=row.kiosk))
    dismiss(session, wish)
    return number
