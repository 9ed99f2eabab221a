"""What 200,000 tickets with 1,000,000 events ask, on either database, beside bare SQL: lists, searches, a month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.desks import on_both, rows_wanted
from benchmarks.large_desk import PEOPLE, fill
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.orm import Base
from coorddesk.helpdesk.queries import TicketQuery, ticket_ids, ticket_page
from coorddesk.helpdesk.queries.figures import figures
from coorddesk.helpdesk.rules import EventKind, RatingSource, Source, Status, TicketKind, priority_of, ticket_search
from coorddesk.helpdesk.rules.figures import month_of
from coorddesk.helpdesk.service import CategoryDetails, CauseDetails, Save, save_choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LIMIT = 1.5
FIGURES_LIMIT = 3.0
_PAGE = 128
_TOO_SHORT = 0.005
"""Seconds below which a floor says more about the asking than about the list: its ratio is told, and has no limit."""
BARE_PAGE = """
    SELECT ticket.*, ticket_category.path, place.path, requester.last_name, assignee.last_name, team.name, supplier.name
    FROM ticket
    LEFT JOIN ticket_category ON ticket_category.id = ticket.category_id
    LEFT JOIN place ON place.id = ticket.place_id
    LEFT JOIN person requester ON requester.id = ticket.requester_id
    LEFT JOIN person assignee ON assignee.id = ticket.assignee_id
    LEFT JOIN team ON team.id = ticket.team_id
    LEFT JOIN supplier ON supplier.id = ticket.provider_id
    WHERE ticket.id IN ({ids})
"""
_EVENTS = 5
_RATING = {"comment": "", "source": RatingSource.KIOSK}
_CATEGORIES, _DEVICES, _PLACES = 30, 5_000, 300
_OPEN_OF = 50
"""One of so many tickets is open."""
_START = datetime(2021, 1, 4, 8, tzinfo=UTC)
_MONTH = month_of(date(2023, 6, 1))
_LISTS = {
    "the open ones": (
        TicketQuery(),
        "WHERE status IN ('new', 'in_progress', 'planned', 'waiting') ORDER BY priority DESC, id",
    ),
    "all, the latest first": (TicketQuery(past=True, sort="number"), "ORDER BY id DESC"),
    "all by deadline": (
        TicketQuery(past=True, sort="resolve_by", descending=False),
        "ORDER BY resolve_by NULLS LAST, id",
    ),
    "of a category": (
        TicketQuery(past=True, sort="number", category=3),
        "WHERE category_id IN (3) ORDER BY id DESC",
    ),
    "of a source, by age": (
        TicketQuery(past=True, sort="opened", sources=frozenset({Source.KIOSK})),
        "WHERE source = 'kiosk' ORDER BY opened_at DESC, id",
    ),
    "a word typed": (
        TicketQuery(past=True, sort="number", text="panne17"),
        "WHERE search LIKE '%panne17%' ORDER BY id DESC",
    ),
}
_START_OF_MONTH, _END_OF_MONTH = "'2023-06-01 00:00:00'", "'2023-07-01 00:00:00'"
_WITHIN = f"BETWEEN {_START_OF_MONTH} AND {_END_OF_MONTH}"
_BARE_TURNS = (
    "SELECT e.ticket_id, e.moment, e.after FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id"
    f" WHERE t.resolved_at {_WITHIN} AND e.kind IN ('status', 'reopened')"
)
_BARE_MONTH = (
    f"SELECT opened_at, responded_at, respond_by FROM ticket WHERE opened_at {_WITHIN}",
    f"SELECT id, opened_at, resolved_at, resolve_by FROM ticket WHERE resolved_at {_WITHIN}",
    f"SELECT closed_at FROM ticket WHERE resolved_at IS NULL AND closed_at {_WITHIN}",
    f"SELECT count(*) FROM ticket WHERE opened_at < {_START_OF_MONTH}",
    f"SELECT count(*) FROM ticket WHERE coalesce(resolved_at, closed_at) < {_START_OF_MONTH}",
    _BARE_TURNS,
    f"SELECT category_id, count(*) FROM ticket WHERE opened_at {_WITHIN} GROUP BY 1",
    f"SELECT place_id, count(*) FROM ticket WHERE opened_at {_WITHIN} GROUP BY 1",
    f"SELECT cause_id, count(*) FROM ticket WHERE resolved_at {_WITHIN} GROUP BY 1",
    f"SELECT score, count(*) FROM ticket_rating WHERE moment {_WITHIN} GROUP BY 1",
)


def main() -> None:
    """Print a line for each ratio."""
    rows = 2 * rows_wanted()
    for name, database in on_both(lambda desk: fill_tickets(desk, rows)):
        with database.reading() as session:
            for ratio in measure(session, f"{name}, {rows:,} tickets"):
                print(f"  {ratio}", flush=True)


def measure(session: Session, name: str) -> Iterator[Ratio]:
    """Every ratio on one desk."""
    for deed, (query, clause) in _LISTS.items():
        ours = median_seconds(partial(ticket_ids, session, query))
        bare = median_seconds(partial(bare_rows, session, f"SELECT id FROM ticket {clause}"))
        yield Ratio(f"{name}: {deed}", ours, bare, LIMIT if bare > _TOO_SHORT else None)
    page = list(ticket_ids(session, TicketQuery(past=True)))[:_PAGE]
    ours = median_seconds(partial(ticket_page, session, page))
    bare = median_seconds(partial(bare_rows, session, BARE_PAGE.format(ids=", ".join(map(str, page)))))
    yield Ratio(f"{name}: a page of {len(page)}", ours, bare)
    ours = median_seconds(partial(figures, session, _MONTH))
    bare = median_seconds(lambda: [bare_rows(session, sql) for sql in _BARE_MONTH])
    yield Ratio(f"{name}: the figures of a month", ours, bare, FIGURES_LIMIT)


def fill_tickets(database: Database, rows: int) -> None:
    """Write so many tickets over five years, with five events each, into a new desk."""
    fill(database, _DEVICES, with_fields=False)
    with database.transaction() as session:
        for number in range(_CATEGORIES):
            save_choice(session, Save(CategoryDetails(f"Category {number}")))
        cause = save_choice(session, Save(CauseDetails("Worn out")))
        step = timedelta(minutes=5 * 365 * 24 * 60 / rows)
        tickets = [_ticket(number, _START + number * step, cause) for number in range(rows)]
        ids = insert_rows(session, Base.metadata.tables["ticket"], tickets)
        events = [event for ticket_id, row in zip(ids, tickets, strict=True) for event in _events(ticket_id, row)]
        insert_rows(session, Base.metadata.tables["ticket_event"], events)
        about = [{"ticket_id": each, "asset_id": 1 + each % _DEVICES} for each in ids if each % 3]
        insert_rows(session, Base.metadata.tables["ticket_device"], about)
        rated = [
            {**_RATING, "ticket_id": ticket_id, "moment": row["resolved_at"], "score": 1 + ticket_id % 4}
            for ticket_id, row in zip(ids, tickets, strict=True)
            if row["resolved_at"] and ticket_id % 5 == 0
        ]
        insert_rows(session, Base.metadata.tables["ticket_rating"], rated)
        record(session, verbatim("Make many tickets"))
        session.flush()
        if session.connection().dialect.name == "postgresql":
            session.connection().exec_driver_sql("ANALYZE")  # a server would within a minute; SQLite's desk never does


def _ticket(number: int, opened: datetime, cause: int) -> dict[str, Any]:
    is_open = number % _OPEN_OF == 0
    title = f"Panne{number * 7919 % 100_003} de l'appareil {number % 977}"
    urgency, impact = 1 + number % 5, 1 + number // 5 % 5
    resolved = None if is_open else opened + timedelta(hours=1 + number % 90)
    return {
        "version": 1,
        "kind": tuple(TicketKind)[number % len(TicketKind)],
        "status": Status.IN_PROGRESS if is_open else Status.CLOSED,
        "source": tuple(Source)[number % len(Source)],
        "title": title,
        "category_id": 1 + number % _CATEGORIES,
        "place_id": 1 + number % _PLACES if number % 4 else None,
        "requester_id": 1 + number % PEOPLE if number % 2 else None,
        "assignee_id": 1 + number % 7 if number % 3 else None,
        "urgency": urgency,
        "impact": impact,
        "priority": priority_of(urgency, impact),
        "opened_at": opened,
        "respond_by": opened + timedelta(hours=4),
        "resolve_by": opened + timedelta(hours=48),
        "responded_at": opened + timedelta(minutes=20 + number % 300),
        "resolved_at": resolved,
        "closed_at": None if resolved is None else resolved + timedelta(days=3),
        "cause_id": None if is_open else cause,
        "search": ticket_search(title, "", "", "", "", ""),
    }


def _events(ticket_id: int, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Five of each; one ticket of ten waits before it is resolved."""
    opened = row["opened_at"]
    middle = Status.WAITING if ticket_id % 10 == 0 else Status.PLANNED
    turns = (
        (EventKind.OPENED, opened, "", ""),
        (EventKind.STATUS, row["responded_at"], Status.NEW, Status.IN_PROGRESS),
        (EventKind.STATUS, row["responded_at"] + timedelta(minutes=5), Status.IN_PROGRESS, middle),
        (EventKind.STATUS, row["responded_at"] + timedelta(minutes=30), middle, Status.IN_PROGRESS),
        (EventKind.STATUS, row["resolved_at"] or opened, Status.IN_PROGRESS, Status.RESOLVED),
    )
    for kind, moment, before, after in turns[:_EVENTS]:
        told = {"ticket_id": ticket_id, "moment": moment, "actor": "bench", "kind": kind}
        yield told | {"before": str(before), "after": str(after), "body": "", "is_public": False}


if __name__ == "__main__":
    main()
