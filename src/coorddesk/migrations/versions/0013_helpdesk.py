"""Tickets: what is asked for, how far it is, and until when it is promised."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0013"
down_revision = "0012"

_KINDS = ("incident", "request", "complaint")
_STATUSES = ("new", "in_progress", "planned", "waiting", "resolved", "closed", "cancelled")
_RESOLUTIONS = (
    "fixed",
    "replaced",
    "set_up",
    "workaround",
    "explained",
    "training_needed",
    "by_provider",
    "no_fault",
    "duplicate",
    "declined",
)


def upgrade() -> None:
    """Create what is new."""
    _create_teams_and_categories()
    _create_choices()
    _create_rules()
    _create_tickets()
    _create_what_is_on_tickets()


def _level(name: str, last: int = 5, *, nullable: bool = False) -> tuple[sa.schema.SchemaItem, ...]:
    column = number(name, nullable=nullable)
    return column, sa.CheckConstraint(f"{name} BETWEEN 1 AND {last}", name=name)


def _moment(name: str, *, nullable: bool = True, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime, nullable=nullable, index=index)


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=nullable)


def _yes_no(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _list(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _create_teams_and_categories() -> None:
    named("team", text("notes"))
    table(
        "team_member",
        link("team_id", "team", nullable=False, index=False),
        link("person_id", "person", nullable=False),
        sa.UniqueConstraint("team_id", "person_id"),
    )
    table(
        "ticket_category",
        number("version"),
        link("parent_id", "ticket_category"),
        *map(text, ("name", "path")),
        folded("path_folded"),
        *one_of("kind", *_KINDS, nullable=True),
        *_level("urgency", nullable=True),
        *_level("impact", nullable=True),
        link("assignee_id", "person"),
        link("team_id", "team"),
        _list("checklist"),
        text("notes"),
        sa.UniqueConstraint("path_folded"),
    )
    table(
        "category_question",
        link("category_id", "ticket_category", nullable=False),
        number("position"),
        text("question"),
        _list("choices"),
        _yes_no("is_required"),
    )
    table(
        "common_fault",
        number("version"),
        link("asset_category_id", "category"),
        link("ticket_category_id", "ticket_category"),
        number("position"),
        *map(text, ("title", "icon")),
    )
    table(
        "diagnosis",
        number("version"),
        link("category_id", "category", nullable=False, index=False),
        _list("points"),
        sa.UniqueConstraint("category_id"),
    )


def _create_choices() -> None:
    named("cause", number("position"))
    named(
        "problem",
        *one_of("state", "open", "known", "solved"),
        *map(text, ("description", "root_cause", "workaround", "action")),
        _yes_no("is_announced"),
        _day("opened_on", nullable=False),
        _day("solved_on"),
        folded("search"),
    )
    named(
        "ticket_template",
        *one_of("kind", *_KINDS, nullable=True),
        *map(text, ("title", "description")),
        link("category_id", "ticket_category"),
        link("place_id", "place"),
        *_level("urgency", nullable=True),
        *_level("impact", nullable=True),
        link("assignee_id", "person"),
        link("team_id", "team"),
        _list("checklist"),
    )
    named(
        "macro",
        number("position"),
        *one_of("status", *_STATUSES, nullable=True),
        text("reply"),
        _yes_no("is_public"),
        text("waiting_reason"),
        number("remind_days", nullable=True),
        link("cause_id", "cause"),
        *one_of("resolution", *_RESOLUTIONS, nullable=True),
        sa.CheckConstraint("remind_days > 0", name="remind_days"),
    )


def _create_rules() -> None:
    named(
        "recurring_ticket",
        link("template_id", "ticket_template", nullable=False),
        *one_of("every", "day", "week", "month", "year"),
        number("step"),
        _day("start", nullable=False),
        _day("end"),
        _day("next_on"),
        sa.CheckConstraint("step > 0", name="step"),
    )
    named(
        "escalation_rule",
        number("position"),
        _yes_no("is_on"),
        *one_of("condition", "unanswered", "before_deadline", "overdue", "priority"),
        number("minutes"),
        *_level("priority", nullable=True),
        *one_of("kind", *_KINDS, nullable=True),
        link("category_id", "ticket_category"),
        link("assignee_id", "person"),
        link("team_id", "team"),
        sa.CheckConstraint("minutes >= 0", name="minutes"),
        sa.CheckConstraint("assignee_id IS NOT NULL OR team_id IS NOT NULL", name="target"),
    )
    table(
        "ticket_target",
        number("version"),
        *_level("priority", nullable=True),
        *one_of("kind", *_KINDS, nullable=True),
        link("category_id", "ticket_category"),
        number("respond_minutes", nullable=True),
        number("resolve_minutes", nullable=True),
        sa.CheckConstraint("respond_minutes > 0", name="respond_minutes"),
        sa.CheckConstraint("resolve_minutes > 0", name="resolve_minutes"),
    )


def _create_tickets() -> None:
    linked = {"place": "place", "requester": "person", "assignee": "person", "team": "team", "provider": "supplier"}
    later = {"cause": "cause", "problem": "problem", "merged_into": "ticket"}
    days = ("planned_on", "remind_on", "respond_by", "resolve_by")
    table(
        "ticket",
        number("version"),
        *one_of("kind", *_KINDS),
        *one_of("status", *_STATUSES),
        *one_of("source", "kiosk", "counter", "telephone", "mail", "round"),
        *map(text, ("origin", "title", "description")),
        link("category_id", "ticket_category"),
        *(link(f"{name}_id", to, index=False) for name, to in linked.items()),
        *map(text, ("requester_name", "requester_email", "requester_phone")),
        *_level("urgency"),
        *_level("impact"),
        *_level("priority"),
        *map(_yes_no, ("is_priority_said", "is_major")),
        text("provider_reference"),
        _moment("opened_at", nullable=False, index=True),
        _day("planned_on"),
        text("waiting_reason"),
        _day("remind_on"),
        *map(_moment, ("respond_by", "resolve_by", "responded_at", "resolved_at", "closed_at")),
        *one_of("resolution", *_RESOLUTIONS, nullable=True),
        text("solution"),
        *(link(f"{name}_id", to, index=False) for name, to in later.items()),
        text("key", nullable=True),
        folded("search"),
        sa.UniqueConstraint("key"),
        sa.Index("ix_ticket_status", "status", "priority"),
        sa.Index("ix_ticket_resolved_at", "resolved_at"),
        *(where_filled("ticket", f"{name}_id") for name in (*linked, *later)),
        *(where_filled("ticket", day) for day in days),
    )
    ends = sa.text("before = 'waiting' OR kind = 'reopened'")
    table(
        "ticket_event",
        link("ticket_id", "ticket", nullable=False, index=False),
        _moment("moment", nullable=False),
        text("actor"),
        *one_of(
            "kind",
            *("opened", "status", "assigned", "escalated", "note", "me_too", "priority"),
            *("target", "edited", "linked", "merged", "split", "reopened", "sent"),
        ),
        *map(text, ("before", "after", "body")),
        _yes_no("is_public"),
        text("key", nullable=True),
        sa.UniqueConstraint("key"),
        sa.Index("ix_ticket_event_ticket_id", "ticket_id", "id"),
        sa.Index("ix_ticket_event_kind", "kind", "moment"),
        sa.Index("ix_ticket_event_paused", "ticket_id", "kind", "before", sqlite_where=ends, postgresql_where=ends),
    )


def _create_what_is_on_tickets() -> None:
    table(
        "ticket_device",
        link("ticket_id", "ticket", nullable=False, index=False),
        link("asset_id", "asset", nullable=False, index=False),
        sa.UniqueConstraint("ticket_id", "asset_id"),
        sa.Index("ix_ticket_device_asset_id", "asset_id", "ticket_id"),
    )
    table(
        "ticket_helper",
        link("ticket_id", "ticket", nullable=False, index=False),
        link("person_id", "person", nullable=False),
        sa.UniqueConstraint("ticket_id", "person_id"),
    )
    table(
        "ticket_link",
        link("from_id", "ticket", nullable=False, index=False),
        link("to_id", "ticket", nullable=False),
        *one_of("kind", "related", "duplicate_of", "parent_of", "blocked_by"),
        sa.UniqueConstraint("from_id", "to_id", "kind"),
        sa.CheckConstraint("from_id <> to_id", name="other"),
    )
    table(
        "ticket_work",
        number("version"),
        link("ticket_id", "ticket", nullable=False),
        _day("day", nullable=False),
        number("minutes"),
        number("cents", nullable=True),
        link("person_id", "person"),
        link("supplier_id", "supplier", index=False),
        text("what"),
        sa.CheckConstraint("minutes >= 0", name="minutes"),
        sa.CheckConstraint("cents >= 0", name="cents"),
        where_filled("ticket_work", "supplier_id"),
    )
    table(
        "ticket_step",
        link("ticket_id", "ticket", nullable=False),
        number("position"),
        text("what"),
        _moment("done_at"),
        text("done_by"),
    )
    table(
        "ticket_answer",
        link("ticket_id", "ticket", nullable=False),
        number("position"),
        *map(text, ("question", "answer")),
    )
    table(
        "ticket_escalation",
        link("ticket_id", "ticket", nullable=False, index=False),
        link("rule_id", "escalation_rule", nullable=False),
        sa.UniqueConstraint("ticket_id", "rule_id"),
    )
    table(
        "ticket_rating",
        link("ticket_id", "ticket", nullable=False),
        _moment("moment", nullable=False, index=True),
        *_level("score", 4),
        text("comment"),
        *one_of("source", "kiosk", "paper", "spoken"),
        text("key", nullable=True),
        sa.UniqueConstraint("key"),
    )
