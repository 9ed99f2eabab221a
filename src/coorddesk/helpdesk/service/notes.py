"""What is said on tickets: public and internal notes, and "me too" from a kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _, digits
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Rating, Ticket, TicketEvent
from coorddesk.helpdesk.rules import OPEN, SCORE_TITLES, EventKind, RatingSource
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.rows import REPORTERS, Seen, record_deed, tickets_as_seen
from coorddesk.helpdesk.service.telling import tell
from coorddesk.notices.rules import Occasion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AddNote:
    """Words on tickets: for whoever asked, too, if public."""

    tickets: tuple[Seen, ...]
    body: str
    is_public: bool = False


@dataclass(frozen=True)
class MeToo:
    """Somebody else has the same trouble: who, and what they say of it. `key` marks what may come in twice."""

    ticket_id: int
    name: str = ""
    body: str = ""
    key: str | None = None


@dataclass(frozen=True)
class NewRating:
    """How satisfied somebody is, from 1 to 4, and what they say of it. `key` marks what may come in twice."""

    ticket_id: int
    score: int
    comment: str = ""
    source: RatingSource = RatingSource.PAPER
    key: str | None = None


@allowed(*EDITORS)
def add_note(session: Session, wish: AddNote) -> None:
    """Write a note on tickets; the first public one answers whoever asked."""
    rows = tickets_as_seen(session, wish.tickets)
    body = tidy_lines(wish.body)
    if not body:
        raise UserError(_("Write a few words."), field="body")
    lines = [Line(row.id, EventKind.NOTE, body=body, is_public=wish.is_public) for row in rows]
    events = write_events(session, lines)
    settle(session, rows)
    if wish.is_public:
        tell(session, rows, events, Occasion.ANSWERED, body)
        record_deed(session, rows, lambda said: _("Answer {tickets}", tickets=said))
    else:
        record_deed(session, rows, lambda said: _("Note on {tickets}", tickets=said))


@allowed(*REPORTERS)
def add_me_too(session: Session, wish: MeToo) -> None:
    """Say that somebody else has the same trouble; what comes in a second time changes nothing."""
    if wish.key is not None and session.scalar(select(TicketEvent.id).where(TicketEvent.key == wish.key)) is not None:
        return
    row = _ticket(session, wish.ticket_id)
    name, body = tidy(wish.name), tidy_lines(wish.body)
    write_events(session, [Line(row.id, EventKind.ME_TOO, after=name, body=body, key=wish.key)])
    record(
        session, _("“Me too” on ticket {number} “{title}”", number=digits(row.id), title=row.title), ("ticket", row.id)
    )


@allowed(*REPORTERS)
def rate(session: Session, wish: NewRating) -> None:
    """Keep how satisfied somebody is with what became of a ticket; what comes in a second time changes nothing."""
    if wish.key is not None and session.scalar(select(Rating.id).where(Rating.key == wish.key)) is not None:
        return
    row = _ticket(session, wish.ticket_id)
    if wish.score not in SCORE_TITLES:
        raise UserError(_("This goes from 1 to 4."), field="score")
    if row.status in OPEN:
        raise UserError(_("Ticket {number} is not resolved yet.", number=digits(row.id)))
    rating = Rating(
        ticket_id=row.id,
        moment=clock_of(session).now(),
        score=wish.score,
        comment=tidy_lines(wish.comment),
        source=wish.source,
        key=wish.key,
    )
    session.add(rating)
    session.flush()
    record(session, _("Rate ticket {number} “{title}”", number=digits(row.id), title=row.title), ("ticket", row.id))


def _ticket(session: Session, ticket_id: int) -> Ticket:
    """A ticket, or the one that it was merged into."""
    row = session.get(Ticket, ticket_id)
    while row is not None and row.merged_into_id is not None:
        row = session.get(Ticket, row.merged_into_id)
    if row is None:
        raise UserError(_("Ticket {number} is no longer there: somebody took it back.", number=digits(ticket_id)))
    return row
