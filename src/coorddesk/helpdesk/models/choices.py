"""What a desk says once of its tickets: their kinds, causes, teams, templates, macros, rules and promises."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.helpdesk.models.columns import level
from coorddesk.helpdesk.rules.words import Every, Resolution, Status, TicketKind, Trigger


class TicketCategory(Versioned, Base):
    """A kind of fault or request, in a tree; what a new ticket of it begins with."""

    __tablename__ = "ticket_category"
    __table_args__ = (
        UniqueConstraint("path_folded"),
        level("urgency"),
        level("impact"),
        numbered(lambda n: _n("{count} kind of ticket", "{count} kinds of tickets", n)),
    )

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    name: Mapped[str]
    path: Mapped[str]  # "Network / Wi-Fi"
    path_folded: Mapped[str] = mapped_column(Binary)
    kind: Mapped[TicketKind | None] = mapped_column(one_of(TicketKind, "kind"))
    urgency: Mapped[int | None]
    impact: Mapped[int | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    checklist: Mapped[list[str]] = mapped_column(JSON)
    notes: Mapped[str] = mapped_column(default="")


class CategoryQuestion(Base):
    """What is asked of whoever opens a ticket of a category; without choices the answer is free."""

    __tablename__ = "category_question"
    __table_args__ = (numbered(lambda n: _n("{count} question", "{count} questions", n)),)

    category_id: Mapped[int] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    position: Mapped[int]
    question: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(JSON)
    is_required: Mapped[bool] = mapped_column(default=False)


class CommonFault(Versioned, Base):
    """What often happens to devices of a category, with its picture: a tile of the kiosk. Without one, to a room."""

    __tablename__ = "common_fault"
    __table_args__ = (numbered(lambda n: _n("{count} common fault", "{count} common faults", n)),)

    asset_category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    ticket_category_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    icon: Mapped[str] = mapped_column(default="")  # the name of one of resources/icons


class Diagnosis(Versioned, Base):
    """What to look at first when a device of a category is in trouble."""

    __tablename__ = "diagnosis"
    __table_args__ = (
        UniqueConstraint("category_id"),
        numbered(lambda n: _n("{count} diagnosis checklist", "{count} diagnosis checklists", n)),
    )

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    points: Mapped[list[str]] = mapped_column(JSON)


class Cause(Named, Base):
    """Why things break: what a resolved ticket names."""

    __tablename__ = "cause"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} cause", "{count} causes", n)))

    position: Mapped[int] = mapped_column(default=0)


class Team(Named, Base):
    """People among whom tickets are shared."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("name_folded"), numbered(lambda n: _n("{count} team", "{count} teams", n)))

    notes: Mapped[str] = mapped_column(default="")


class TeamMember(Base):
    """Somebody in a team."""

    __tablename__ = "team_member"
    __table_args__ = (
        UniqueConstraint("team_id", "person_id"),
        numbered(lambda n: _n("{count} member of a team", "{count} members of teams", n)),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class TicketTemplate(Named, Base):
    """What a ticket that comes up often begins with."""

    __tablename__ = "ticket_template"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        level("urgency"),
        level("impact"),
        numbered(lambda n: _n("{count} template", "{count} templates", n)),
    )

    kind: Mapped[TicketKind | None] = mapped_column(one_of(TicketKind, "kind"))
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    urgency: Mapped[int | None]
    impact: Mapped[int | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    checklist: Mapped[list[str]] = mapped_column(JSON)


class Macro(Named, Base):
    """A reply and a status, given with one key."""

    __tablename__ = "macro"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("remind_days > 0", name="remind_days"),
        numbered(lambda n: _n("{count} macro", "{count} macros", n)),
    )

    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[Status | None] = mapped_column(one_of(Status, "status"))
    reply: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=True)
    waiting_reason: Mapped[str] = mapped_column(default="")
    remind_days: Mapped[int | None]
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("cause.id"), index=True)
    resolution: Mapped[Resolution | None] = mapped_column(one_of(Resolution, "resolution"))


class RecurringTicket(Named, Base):
    """A template that becomes a ticket again and again; `next_on` is the day of the next one."""

    __tablename__ = "recurring_ticket"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("step > 0", name="step"),
        numbered(lambda n: _n("{count} recurring ticket", "{count} recurring tickets", n)),
    )

    template_id: Mapped[int] = mapped_column(ForeignKey("ticket_template.id"), index=True)
    every: Mapped[Every] = mapped_column(one_of(Every, "every"))
    step: Mapped[int] = mapped_column(default=1)  # every so many of them
    start: Mapped[date]
    end: Mapped[date | None]
    next_on: Mapped[date | None]  # null once it is over


class EscalationRule(Named, Base):
    """When a ticket is handed to somebody else by itself, and to whom; `minutes` are of opening hours."""

    __tablename__ = "escalation_rule"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("assignee_id IS NOT NULL OR team_id IS NOT NULL", name="target"),
        level("priority"),
        numbered(lambda n: _n("{count} escalation rule", "{count} escalation rules", n)),
    )

    position: Mapped[int] = mapped_column(default=0)
    is_on: Mapped[bool] = mapped_column(default=True)
    condition: Mapped[Trigger] = mapped_column(one_of(Trigger, "condition"))
    minutes: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int | None]  # at least
    kind: Mapped[TicketKind | None] = mapped_column(one_of(TicketKind, "kind"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)


class Target(Versioned, Base):
    """Within how many minutes of opening hours a ticket is answered and resolved; blank limits take in all."""

    __tablename__ = "ticket_target"
    __table_args__ = (
        CheckConstraint("respond_minutes > 0", name="respond_minutes"),
        CheckConstraint("resolve_minutes > 0", name="resolve_minutes"),
        level("priority"),
        numbered(lambda n: _n("{count} target", "{count} targets", n)),
    )

    priority: Mapped[int | None]
    kind: Mapped[TicketKind | None] = mapped_column(one_of(TicketKind, "kind"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("ticket_category.id"), index=True)
    respond_minutes: Mapped[int | None]
    resolve_minutes: Mapped[int | None]
