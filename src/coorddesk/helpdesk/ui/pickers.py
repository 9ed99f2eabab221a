"""Pickers of whom and what a ticket names: people, devices, places, providers, other tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.helpdesk.queries import TicketQuery, TicketRow, ticket_ids, ticket_page
from coorddesk.maintenance.queries import asset_options
from coorddesk.widgets.forms.picker import RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def asset_picker(desk: Desk) -> RecordPicker:
    """A device by its number, serial number or name."""
    return RecordPicker(desk, asset_options, hint=_("Number or name"))


def place_picker(desk: Desk) -> RecordPicker:
    """A place by any part of its path."""
    return RecordPicker(desk, place_options, hint=_("Site, building or room"))


def person_picker(desk: Desk) -> RecordPicker:
    """A person by name, group or identifier."""
    return RecordPicker(desk, person_options, hint=_("Name, class or identifier"))


def supplier_picker(desk: Desk) -> RecordPicker:
    """A supplier."""
    return RecordPicker(desk, supplier_options)


def ticket_picker(desk: Desk) -> RecordPicker:
    """A ticket by its number or words, whether it is over or not."""
    return RecordPicker(desk, ticket_options, hint=_("Number or words"))


def ticket_options(session: Session, text: str, limit: int) -> tuple[Option, ...]:
    """Tickets that hold every word of `text`, the latest first; those that were merged into others left out."""
    ids = list(ticket_ids(session, TicketQuery(text, sort="number", past=True))[:limit])
    page = ticket_page(session, ids)
    rows = [page[each] for each in ids if page[each].merged_into_id is None]
    return tuple(map(ticket_option, rows))


def ticket_option(row: TicketRow) -> Option:
    """What a picker shows of a ticket."""
    return Option(row.id, f"n° {row.id} · {row.title}", row.device or row.place or "")


def option(record_id: int | None, name: str | None) -> Option | None:
    """What a picker shows of a record that is known by its name."""
    return None if record_id is None else Option(record_id, name or "")
