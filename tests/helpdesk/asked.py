"""Tickets with valid defaults: a test names only what it is about."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.helpdesk.queries import TicketRow, ticket
from coorddesk.helpdesk.rules import Resolution
from coorddesk.helpdesk.service import (
    Cancel,
    CategoryDetails,
    CauseDetails,
    Handling,
    Merge,
    NewRating,
    NewTicket,
    Reopen,
    Resolve,
    Save,
    Seen,
    Start,
    TargetDetails,
    TicketDetails,
    cancel,
    merge_tickets,
    open_ticket,
    rate,
    reopen,
    resolve,
    save_choice,
    start,
)
from tests.factories import make_asset, make_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock

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


def busy(session: Session, clock: FixedClock) -> None:
    """Tickets of every sort, in August and September: of rooms and models, late and in time, reopened and rated."""
    save_choice(session, Save(TargetDetails(30, 60)))
    worn, shaken = make_cause(session), make_cause(session, "Shaken")
    screens = make_category(session)
    black = make_category(session, "Black", parent_id=screens)
    rooms = make_place(session, "Salle 1"), make_place(session, "Salle 2"), None
    models = ("Epson", "EB-990", ""), ("HP", "P24", "")
    devices = [make_asset(session, f"V{place}", model=models[place % 2]) for place in range(4)]
    now, made = clock.moment, []
    for place in range(12):
        clock.moment = now - timedelta(days=20 - place, minutes=7)
        values = {"category_id": (None, screens, black)[place % 3], "place_id": rooms[place % 3]}
        made.append(make_ticket(session, f"T{place}", devices=tuple(devices[: place % 4]), **values))
        clock.moment += timedelta(minutes=20 * place, seconds=30)
        if place % 4 < 3:
            start(session, Start(seen(session, made[-1])))
            resolved(session, made[-1], cause=(worn, shaken)[place % 2])
            rate(session, NewRating(made[-1], place % 4 + 1))
    clock.moment = now
    reopen(session, Reopen(seen(session, made[0], made[1]), "Again"))
    resolved(session, made[0], cause=shaken)
    rate(session, NewRating(made[0], 4))
    rate(session, NewRating(made[0], 2))
    cancel(session, Cancel(seen(session, made[3]), "Not needed"))
    merge_tickets(session, Merge(seen(session, made[1])[0], seen(session, made[7])))


def _of(wish: type[Any]) -> list[str]:
    return [field.name for field in fields(wish)]
