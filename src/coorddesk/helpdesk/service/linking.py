"""What tickets are to each other: related, a duplicate, a part, blocked; and two that become one, or one two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, digits
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Ticket, TicketDevice, TicketLink
from coorddesk.helpdesk.rules import OVER, EventKind, Linked, LinkKind, Status, Step, stored_link
from coorddesk.helpdesk.service.details import TicketDetails
from coorddesk.helpdesk.service.events import Line, settle, write_events
from coorddesk.helpdesk.service.handling import Handling
from coorddesk.helpdesk.service.life import resolve_duplicates
from coorddesk.helpdesk.service.opening import NewTicket, open_ticket
from coorddesk.helpdesk.service.rows import Seen, record_deed, ticket_as_seen, tickets_as_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LinkTickets:
    """What a ticket is to another, by its number."""

    ticket: Seen
    other: int
    kind: LinkKind = LinkKind.RELATED


@dataclass(frozen=True)
class Merge:
    """A ticket into which others are merged: about its devices and theirs, with its own status and requester."""

    kept: Seen
    gone: tuple[Seen, ...]


@dataclass(frozen=True)
class Split:
    """A part of a ticket that is a matter of its own, with those of its devices that it is about."""

    ticket: Seen
    title: str
    description: str = ""
    devices: tuple[int, ...] = ()


@allowed(*EDITORS)
def link_tickets(session: Session, wish: LinkTickets) -> None:
    """Link a ticket to another; a duplicate of what is resolved is resolved with it."""
    row, other = tickets_as_seen(session, (wish.ticket, Seen(wish.other)))[0], session.get_one(Ticket, wish.other)
    if row is other:
        raise UserError(_("Choose another ticket."), field="other")
    if _link(session, row.id, other.id, wish.kind) or (
        wish.kind is LinkKind.RELATED and _link(session, other.id, row.id, wish.kind)
    ):
        raise UserError(_("These tickets are linked so already."), field="other")
    if wish.kind is not LinkKind.RELATED and row.id in _beyond(session, other.id, wish.kind):
        raise UserError(_("That would go round in a circle: ticket {number} is linked so.", number=digits(other.id)))
    if wish.kind is LinkKind.DUPLICATE_OF and _is_duplicate(session, row.id):
        raise UserError(
            _("Ticket {number} is a duplicate of another one already.", number=digits(row.id)), field="kind"
        )
    session.add(TicketLink(from_id=row.id, to_id=other.id, kind=wish.kind))
    session.flush()
    _log(session, wish.kind, row, other)
    if wish.kind is LinkKind.DUPLICATE_OF and other.status in OVER and other.status is not Status.CANCELLED:
        resolve_duplicates(session, [other], Step(Status.RESOLVED, other.solution, cause_id=other.cause_id))
    record_deed(session, [row, other], lambda said: _("Link {tickets}", tickets=said))


@allowed(*EDITORS)
def unlink_tickets(session: Session, link_id: int) -> None:
    """Take a link off; what it led to stays."""
    link = session.get(TicketLink, link_id)
    if link is None:
        raise UserError(_("These tickets are no longer linked."))
    row, other, kind = session.get_one(Ticket, link.from_id), session.get_one(Ticket, link.to_id), link.kind
    session.delete(link)
    session.flush()
    _log(session, kind, row, other, is_off=True)
    record_deed(session, [row, other], lambda said: _("Take the link between {tickets} off", tickets=said))


@allowed(*EDITORS)
def merge_tickets(session: Session, wish: Merge) -> None:
    """Merge tickets into one: it is about their devices too, and they are cancelled and lead to it."""
    kept = ticket_as_seen(session, wish.kept)
    gone = tickets_as_seen(session, wish.gone)
    if kept in gone:
        raise UserError(_("A ticket cannot be merged into itself."))
    if kept.status in OVER:
        raise UserError(_("Ticket {number} is over. Reopen it first.", number=digits(kept.id)))
    _add_devices(session, kept.id, [row.id for row in gone])
    lines = []
    for row in gone:
        row.merged_into_id, row.waiting_reason = kept.id, ""
        row.remind_on = row.planned_on = None
        lines.append(Line(row.id, EventKind.MERGED, after=str(kept.id), is_public=True))
        if row.status is not Status.CANCELLED:
            change = row.status.value, Status.CANCELLED.value
            lines.append(Line(row.id, EventKind.STATUS, *change))
        lines.append(Line(kept.id, EventKind.MERGED, before=str(row.id), body=_words(row)))
    session.flush()
    write_events(session, lines)
    settle(session, [*gone, kept])
    raise_versions(session, table_named(Ticket.__tablename__), [kept.id])
    numbers = ", ".join(str(row.id) for row in gone)
    deed = _(
        "Merge tickets {numbers} into ticket {number} “{title}”",
        numbers=numbers,
        number=digits(kept.id),
        title=kept.title,
    )
    record(session, deed, ("ticket", kept.id), *(("ticket", row.id) for row in gone))


@allowed(*EDITORS)
def split_ticket(session: Session, wish: Split) -> int:
    """Make a ticket of its own out of a part of another, for the same requester and place; returns its number."""
    row = ticket_as_seen(session, wish.ticket)
    devices = select(TicketDevice).where(TicketDevice.ticket_id == row.id, TicketDevice.asset_id.in_(wish.devices))
    moved = {each.asset_id: each.id for each in session.scalars(devices)}
    if set(wish.devices) - moved.keys():
        raise UserError(_("Ticket {number} is not about this device.", number=digits(row.id)), field="devices")
    details = TicketDetails(
        wish.title,
        row.kind,
        wish.description,
        row.category_id,
        row.place_id,
        row.requester_id,
        row.requester_name,
        row.requester_email,
        row.requester_phone,
        row.urgency,
        row.impact,
        devices=wish.devices,
    )
    handling = Handling(row.assignee_id, row.team_id, row.provider_id, row.provider_reference)
    new_id = open_ticket(session, NewTicket(details, handling, row.source, row.origin, row.opened_at))
    delete_rows(session, table_named(TicketDevice.__tablename__), list(moved.values()))
    session.add(TicketLink(from_id=row.id, to_id=new_id, kind=LinkKind.RELATED))
    session.flush()
    lines = (Line(row.id, EventKind.SPLIT, after=str(new_id)), Line(new_id, EventKind.SPLIT, before=str(row.id)))
    write_events(session, lines)
    raise_versions(session, table_named(Ticket.__tablename__), [row.id])
    record(session, _("Split ticket {number}", number=digits(row.id)), ("ticket", row.id), ("ticket", new_id))
    return new_id


def _link(session: Session, from_id: int, to_id: int, kind: LinkKind) -> bool:
    between = TicketLink.from_id == from_id, TicketLink.to_id == to_id, TicketLink.kind == kind
    return session.scalar(select(TicketLink.id).where(*between)) is not None


def _is_duplicate(session: Session, ticket_id: int) -> bool:
    of_one = TicketLink.from_id == ticket_id, TicketLink.kind == LinkKind.DUPLICATE_OF
    return session.scalar(select(TicketLink.id).where(*of_one).limit(1)) is not None


def _beyond(session: Session, ticket_id: int, kind: LinkKind) -> set[int]:
    """The tickets that links of a kind lead to from one, and on."""
    found: set[int] = set()
    near = {ticket_id}
    while near:
        onward = select(TicketLink.to_id).where(TicketLink.from_id.in_(near), TicketLink.kind == kind)
        near = set(session.scalars(onward)) - found
        found |= near
    return found


def _log(session: Session, kind: LinkKind, row: Ticket, other: Ticket, *, is_off: bool = False) -> None:
    """A line in both logs: what they are to each other, or were."""
    here = stored_link(Linked(kind, other.id))
    there = stored_link(Linked(kind, row.id, is_back=True))
    said = [("", each) if not is_off else (each, "") for each in (here, there)]
    lines = [Line(at.id, EventKind.LINKED, *each) for at, each in zip((row, other), said, strict=True)]
    write_events(session, lines)


def _add_devices(session: Session, kept: int, gone: Sequence[int]) -> None:
    wanted = select(TicketDevice.asset_id).where(TicketDevice.ticket_id.in_(gone)).order_by(TicketDevice.id)
    has = set(session.scalars(select(TicketDevice.asset_id).where(TicketDevice.ticket_id == kept)))
    new = [asset_id for asset_id in dict.fromkeys(session.scalars(wanted)) if asset_id not in has]
    rows = [{"ticket_id": kept, "asset_id": asset_id} for asset_id in new]
    insert_rows(session, table_named(TicketDevice.__tablename__), rows)


def _words(row: Ticket) -> str:
    return f"{row.title}\n{row.description}".strip()
