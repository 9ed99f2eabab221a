"""Tickets and everything on them, as stored. Events are the truth; what lists sort by is derived from them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import APPEND_ONLY, UNLESS_UNDONE, Base, Binary, Versioned, one_of, where_filled
from coorddesk.directory.models import Named, numbered
from coorddesk.helpdesk.models.columns import level
from coorddesk.helpdesk.rules.words import (
    EventKind,
    LinkKind,
    ProblemState,
    RatingSource,
    Resolution,
    Source,
    Status,
    TicketKind,
)


class Problem(Named, Base):
    """What lies behind several tickets: its root cause, and what is done about it."""

    __tablename__ = "problem"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} problem", "{count} problems", n)),
    )

    state: Mapped[ProblemState] = mapped_column(one_of(ProblemState, "state"))
    description: Mapped[str] = mapped_column(default="")
    root_cause: Mapped[str] = mapped_column(default="")
    workaround: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    is_announced: Mapped[bool] = mapped_column(default=False)  # kiosks show it as a known outage
    opened_on: Mapped[date]
    solved_on: Mapped[date | None]
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class Ticket(Versioned, Base):
    """Something asked for; its number is its id. Status, moments and deadlines are those that its events tell.

    `respond_by` and `resolve_by` are null where nothing is promised and while it waits; of what is over, they stay.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("key"),
        level("urgency"),
        level("impact"),
        level("priority"),
        Index("ix_ticket_status", "status", "priority"),
        *(where_filled("ticket", f"{to}_id") for to in ("place", "requester", "assignee", "team", "provider")),
        *(where_filled("ticket", f"{to}_id") for to in ("problem", "cause", "merged_into")),
        *(where_filled("ticket", day) for day in ("planned_on", "remind_on", "respond_by", "resolve_by")),
        Index("ix_ticket_resolved_at", "resolved_at"),
        numbered(lambda n: _n("{count} ticket", "{count} tickets", n)),
    )

    kind: Mapped[TicketKind] = mapped_column(one_of(TicketKind, "kind"))
    status: Mapped[Status] = mapped_column(one_of(Status, "status"))
    source: Mapped[Source] = mapped_column(one_of(Source, "source"))
    origin: Mapped[str] = mapped_column(default="")  # which kiosk or round it came from, in its own words
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    requester_name: Mapped[str] = mapped_column(default="")  # of somebody whom the desk does not know
    requester_email: Mapped[str] = mapped_column(default="")
    requester_phone: Mapped[str] = mapped_column(default="")
    urgency: Mapped[int]
    impact: Mapped[int]
    priority: Mapped[int]  # of the matrix, unless it was said by hand
    is_priority_said: Mapped[bool] = mapped_column(default=False)
    is_major: Mapped[bool] = mapped_column(default=False)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    provider_reference: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime] = mapped_column(index=True)
    planned_on: Mapped[date | None]
    waiting_reason: Mapped[str] = mapped_column(default="")
    remind_on: Mapped[date | None]
    respond_by: Mapped[datetime | None]
    resolve_by: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("cause.id"))
    resolution: Mapped[Resolution | None] = mapped_column(one_of(Resolution, "resolution"))
    solution: Mapped[str] = mapped_column(default="")
    problem_id: Mapped[int | None] = mapped_column(ForeignKey("problem.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    key: Mapped[str | None]  # a report that comes in twice bears the same
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


_LEDGER = numbered(lambda n: _n("{count} event of a ticket", "{count} events of tickets", n))
_LEDGER["info"][APPEND_ONLY] = UNLESS_UNDONE
_ENDS = text("before = 'waiting' OR kind = 'reopened'")  # of a pause


class TicketEvent(Base):
    """A line of a ticket's log: what happened, when it did, and who did it; a deed that is undone takes its along."""

    __tablename__ = "ticket_event"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_ticket_event_ticket_id", "ticket_id", "id"),
        Index("ix_ticket_event_kind", "kind", "moment"),
        Index("ix_ticket_event_paused", "ticket_id", "kind", "before", sqlite_where=_ENDS, postgresql_where=_ENDS),
        _LEDGER,
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    moment: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[EventKind] = mapped_column(one_of(EventKind, "kind"))
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str | None]  # of what a kiosk adds: the same comes in once


class TicketDevice(Base):
    """A device that a ticket is about."""

    __tablename__ = "ticket_device"
    __table_args__ = (
        UniqueConstraint("ticket_id", "asset_id"),
        Index("ix_ticket_device_asset_id", "asset_id", "ticket_id"),
        numbered(lambda n: _n("{count} ticket", "{count} tickets", n)),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))


class TicketHelper(Base):
    """Somebody who works on a ticket beside whom it is assigned to."""

    __tablename__ = "ticket_helper"
    __table_args__ = (
        UniqueConstraint("ticket_id", "person_id"),
        numbered(lambda n: _n("{count} ticket", "{count} tickets", n)),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class TicketLink(Base):
    """What a ticket is to another, read from the first to the second."""

    __tablename__ = "ticket_link"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind"),
        CheckConstraint("from_id <> to_id", name="other"),
        numbered(lambda n: _n("{count} link between tickets", "{count} links between tickets", n)),
    )

    from_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(one_of(LinkKind, "kind"))


class TicketWork(Versioned, Base):
    """Time and money that went into a ticket on a day, of somebody here or of a provider."""

    __tablename__ = "ticket_work"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("cents >= 0", name="cents"),
        where_filled("ticket_work", "supplier_id"),
        numbered(lambda n: _n("{count} line of work", "{count} lines of work", n)),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    day: Mapped[date]
    minutes: Mapped[int] = mapped_column(default=0)
    cents: Mapped[int | None]  # including VAT
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    what: Mapped[str] = mapped_column(default="")


class TicketStep(Base):
    """A line of a ticket's checklist, done or not."""

    __tablename__ = "ticket_step"
    __table_args__ = (numbered(lambda n: _n("{count} step of a ticket", "{count} steps of tickets", n)),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    position: Mapped[int]
    what: Mapped[str]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(default="")


class TicketAnswer(Base):
    """What was answered to a question of the ticket's category, both in their words of then."""

    __tablename__ = "ticket_answer"
    __table_args__ = (numbered(lambda n: _n("{count} answer", "{count} answers", n)),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    position: Mapped[int]
    question: Mapped[str]
    answer: Mapped[str]


class TicketEscalation(Base):
    """A rule has escalated a ticket, which it does once."""

    __tablename__ = "ticket_escalation"
    __table_args__ = (
        UniqueConstraint("ticket_id", "rule_id"),
        numbered(lambda n: _n("{count} escalation", "{count} escalations", n)),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    rule_id: Mapped[int] = mapped_column(ForeignKey("escalation_rule.id"), index=True)


class Rating(Base):
    """How satisfied somebody was with what became of a ticket, from 1 to 4."""

    __tablename__ = "ticket_rating"
    __table_args__ = (
        UniqueConstraint("key"),
        level("score", 4),
        numbered(lambda n: _n("{count} rating", "{count} ratings", n)),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    moment: Mapped[datetime] = mapped_column(index=True)
    score: Mapped[int]
    comment: Mapped[str] = mapped_column(default="")
    source: Mapped[RatingSource] = mapped_column(one_of(RatingSource, "source"))
    key: Mapped[str | None]  # of what a kiosk sends: the same comes in once
