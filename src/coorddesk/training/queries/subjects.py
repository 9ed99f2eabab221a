"""What tickets ask to be taught: those that were resolved by “training needed”, put together by what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.helpdesk.models import Ticket, TicketCategory
from coorddesk.helpdesk.rules import Resolution

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AskedRow:
    """A ticket that asked for it; `subject` is what it says, folded: tickets that say the same ask for the same."""

    id: int
    subject: str
    category: str
    title: str
    who: str
    resolved_on: date


@dataclass(frozen=True)
class SubjectRow:
    """What tickets ask for in the same words, how many do, of how many people; its id is that of the latest one."""

    id: int
    key: str
    title: str
    category: str
    tickets: int
    people: int
    last_on: date


SUBJECT_COLUMNS: tuple[Column[SubjectRow], ...] = (
    Column("title", _p("training", "Subject"), lambda row: row.title, width=42),
    Column("tickets", _p("training", "Tickets"), lambda row: row.tickets, Kind.NUMBER, 14, total=True),
    Column("people", _p("training", "People"), lambda row: row.people, Kind.NUMBER, 12),
    Column("last_on", _p("training", "Last asked"), lambda row: row.last_on, Kind.DATE, 14),
    Column("category", _p("ticket", "Category"), lambda row: row.category or None, width=30),
)
ASKED_COLUMNS: tuple[Column[AskedRow], ...] = (
    Column("title", _p("ticket", "Title"), lambda row: row.title, width=32),
    Column("who", _("Requester"), lambda row: row.who or None, width=20),
    Column("resolved_on", _p("ticket", "Resolved on"), lambda row: row.resolved_on, Kind.DATE, 12),
)


@dataclass(frozen=True)
class SubjectQuery:
    """Which tickets count: those resolved since a day, that hold some words, of some subjects; `sort` is a column."""

    text: str = ""
    sort: str = "tickets"
    descending: bool = True
    since: date | None = None
    subjects: frozenset[str] | None = None


def asked(session: Session, query: SubjectQuery = SubjectQuery()) -> tuple[AskedRow, ...]:
    """The tickets, the latest first; there are as many as people resolved by hand so, and all are read."""
    clock, wanted, sought = clock_of(session), _ASKED, words(query.text)
    if query.since is not None:
        wanted = wanted.where(Ticket.resolved_at >= start_of_day(clock, query.since))
    rows = []
    for row in session.execute(wanted):
        who = row.requester_name if row.last_name is None else PersonName(row.last_name, row.first_name).full
        day = clock.local(row.resolved_at).date()
        each = AskedRow(row.id, _subject(row.title), row.path or "", row.title, who, day)
        is_found = all(word in fold(f"{each.category} {each.title}") for word in sought)
        if is_found and (query.subjects is None or each.subject in query.subjects):
            rows.append(each)
    return tuple(rows)


def subjects(session: Session, query: SubjectQuery = SubjectQuery()) -> Mapping[int, SubjectRow]:
    """What is asked for, in the order of the query."""
    found: dict[str, list[AskedRow]] = {}
    for row in asked(session, query):
        found.setdefault(row.subject, []).append(row)
    rows = [_row(key, tickets) for key, tickets in found.items()]
    rows.sort(key=lambda row: fold(row.title))
    if query.sort == "title":
        rows = rows[::-1] if query.descending else rows
    else:
        rows.sort(key=lambda row: getattr(row, query.sort), reverse=query.descending)
    return {row.id: row for row in rows}


def asked_page(session: Session, ids: Sequence[int]) -> Mapping[int, AskedRow]:
    """The tickets of these ids."""
    wanted = set(ids)
    return {row.id: row for row in asked(session) if row.id in wanted}


def _row(key: str, tickets: Sequence[AskedRow]) -> SubjectRow:
    latest = tickets[0]
    people = len({each.who for each in tickets if each.who})
    return SubjectRow(latest.id, key, latest.title, latest.category, len(tickets), people, latest.resolved_on)


def _subject(title: str) -> str:
    """A title without what people write now and then: capitals, accents, marks."""
    return " ".join(filter(None, ("".join(filter(str.isalnum, word)) for word in words(title))))


_ASKED: Select[*tuple[Any, ...]] = (
    select(
        Ticket.id,
        TicketCategory.path,
        Ticket.title,
        Ticket.requester_name,
        Ticket.resolved_at,
        Person.last_name,
        Person.first_name,
    )
    .outerjoin(TicketCategory, TicketCategory.id == Ticket.category_id)
    .outerjoin(Person, Person.id == Ticket.requester_id)
    .where(Ticket.resolution == Resolution.TRAINING_NEEDED, Ticket.resolved_at.is_not(None))
    .order_by(Ticket.resolved_at.desc(), Ticket.id.desc())
)
