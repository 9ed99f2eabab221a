"""Tickets with valid defaults: a test names only what it is about."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.helpdesk.queries import TicketRow, ticket
from coorddesk.helpdesk.rules import Resolution
from coorddesk.helpdesk.service import (
    CategoryDetails,
    CauseDetails,
    Handling,
    NewTicket,
    Resolve,
    Save,
    Seen,
    TicketDetails,
    open_ticket,
    resolve,
    save_choice,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 9, 7)


def make_ticket(session: Session, title: str = "Screen stays black", **values: Any) -> int:
    """A ticket; values go where they belong, into its details, who handles it, or the wish itself."""
    handling = {key: values.pop(key) for key in _of(Handling) if key in values}
    details = {key: values.pop(key) for key in _of(TicketDetails) if key in values}
    return open_ticket(session, NewTicket(TicketDetails(title, **details), Handling(**handling), **values))


def make_cause(session: Session, name: str = "Worn out") -> int:
    return save_choice(session, Save(CauseDetails(name)))


def make_category(session: Session, name: str = "Screen", **values: Any) -> int:
    return save_choice(session, Save(CategoryDetails(name, **values)))


def resolved(session: Session, *tickets: int, cause: int, solution: str = "New cable") -> None:
    """Tickets are resolved."""
    resolve(session, Resolve(seen(session, *tickets), solution, cause, Resolution.FIXED))


def there(session: Session, ticket_id: int) -> TicketRow:
    """A ticket that is there."""
    row = ticket(session, ticket_id)
    assert row is not None
    return row


def seen(session: Session, *tickets: int) -> tuple[Seen, ...]:
    """Tickets as they stand."""
    return tuple(Seen(each, there(session, each).version) for each in tickets)


def _of(wish: type[Any]) -> list[str]:
    return [field.name for field in fields(wish)]
