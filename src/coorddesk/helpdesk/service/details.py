"""What is written down about a ticket: what is asked for, by whom, about what, and how urgent it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Person, Place
from coorddesk.helpdesk.models import Ticket, TicketCategory
from coorddesk.helpdesk.rules import (
    DEFAULT_IMPACT,
    DEFAULT_URGENCY,
    LEVELS,
    TicketKind,
    priority_of,
    ticket_search,
)
from coorddesk.helpdesk.service.rows import REPORTERS, refuse_unknown
from coorddesk.inventory.models import Asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class TicketDetails:
    """What is asked for. What is None of `kind`, `urgency` and `impact` is said by the category, else by the desk.

    `priority` is said by hand; None: that of urgency and impact. Who asks is somebody known, or a name.
    """

    title: str
    kind: TicketKind | None = None
    description: str = ""
    category_id: int | None = None
    place_id: int | None = None
    requester_id: int | None = None
    requester_name: str = ""
    requester_email: str = ""
    requester_phone: str = ""
    urgency: int | None = None
    impact: int | None = None
    priority: int | None = None
    is_major: bool = False
    devices: tuple[int, ...] = ()


@allowed(*REPORTERS)
def write_details(session: Session, row: Ticket, details: TicketDetails) -> None:
    """Write details into a ticket's row, stored or new, except its devices; log and deed are the caller's."""
    title = tidy(details.title)
    if not title:
        raise UserError(_("Say in a few words what is asked for."), field="title")
    refuse_unknown(
        session,
        [
            ("category", TicketCategory, details.category_id),
            ("place", Place, details.place_id),
            ("requester", Person, details.requester_id),
            *(("devices", Asset, asset_id) for asset_id in details.devices),
        ],
    )
    category = None if details.category_id is None else session.get(TicketCategory, details.category_id)
    row.title, row.description = title, tidy_lines(details.description)
    row.kind = details.kind or (category and category.kind) or TicketKind.INCIDENT
    row.category_id, row.place_id, row.requester_id = details.category_id, details.place_id, details.requester_id
    row.requester_name = "" if row.requester_id is not None else tidy(details.requester_name)
    row.requester_email, row.requester_phone = tidy(details.requester_email), tidy(details.requester_phone)
    row.urgency = _level("urgency", details.urgency, (category and category.urgency) or DEFAULT_URGENCY)
    row.impact = _level("impact", details.impact, (category and category.impact) or DEFAULT_IMPACT)
    row.is_priority_said = details.priority is not None
    row.priority = _level("priority", details.priority, priority_of(row.urgency, row.impact))
    row.is_major = details.is_major
    index_words(session, row)


@allowed(*REPORTERS)
def index_words(session: Session, row: Ticket) -> None:
    """Let a ticket be found by what it says now."""
    del session
    row.search = ticket_search(
        row.title,
        row.description,
        row.requester_name,
        row.provider_reference or "",
        row.solution or "",
        row.origin,
    )


def _level(field: str, said: int | None, otherwise: int) -> int:
    if said is not None and said not in LEVELS:
        raise UserError(_("This goes from 1 to 5."), field=field)
    return otherwise if said is None else said
