"""Training: courses, sessions, who came, and what they are handed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from coorddesk.migrations.tables import folded, link, named, number, one_of, table, text, where_filled

revision = "0017"
down_revision = "0016"

_AUDIENCES = ("toddlers", "children", "teens", "adults", "seniors", "staff", "disability", "literacy")


def upgrade() -> None:
    """Create what is new."""
    _create_courses()
    _create_sessions()
    _create_what_is_on_sessions()
    _create_registrations()
    _create_documents()


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime, nullable=nullable)


def _day(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=nullable, index=index)


def _create_courses() -> None:
    named(
        "course",
        text("objectives"),
        sa.Column("audiences", sa.JSON, nullable=False),
        *one_of("level", "beginner", "intermediate", "advanced", nullable=True),
        number("minutes", nullable=True),
        number("retention_months", nullable=True),
        sa.Column("checklist", sa.JSON, nullable=False),
        text("notes"),
        sa.Column("is_archived", sa.Boolean, nullable=False),
        folded("search"),
        sa.CheckConstraint("minutes > 0", name="minutes"),
        sa.CheckConstraint("retention_months > 0", name="retention_months"),
    )
    table(
        "course_material",
        link("course_id", "course", nullable=False, index=False),
        number("position"),
        *map(text, ("name", "edition", "note")),
        sa.Index("ix_course_material_course_id", "course_id", "position"),
    )
    named("programme", *one_of("kind", "programme", "onboarding"), text("notes"))
    table(
        "programme_course",
        link("programme_id", "programme", nullable=False, index=False),
        link("course_id", "course", nullable=False),
        number("position"),
        sa.UniqueConstraint("programme_id", "course_id"),
    )


def _create_sessions() -> None:
    table(
        "training_session",
        number("version"),
        link("course_id", "course", nullable=False),
        *map(text, ("reference", "title")),
        link("place_id", "place", index=False),
        *one_of("mode", "on_site", "remote", "mixed"),
        text("link"),
        number("capacity", nullable=True),
        *map(number, ("overbooking", "minimum")),
        *one_of("state", "planned", "open", "confirmed", "held", "closed", "cancelled"),
        text("cancelled_reason"),
        number("preparation_minutes"),
        link("loan_id", "loan", index=False),
        text("notes"),
        _day("first_day", nullable=True, index=True),
        _day("last_day", nullable=True),
        folded("search"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("capacity > 0", name="capacity"),
        *(sa.CheckConstraint(f"{name} >= 0", name=name) for name in ("overbooking", "minimum", "preparation_minutes")),
        sa.Index("ix_training_session_state", "state", "first_day"),
        *(where_filled("training_session", name) for name in ("place_id", "loan_id")),
    )


def _create_what_is_on_sessions() -> None:
    table(
        "session_slot",
        link("session_id", "training_session", nullable=False, index=False),
        _day("day"),
        *one_of("half", "am", "pm"),
        *map(number, ("starts", "ends")),
        sa.CheckConstraint("0 <= starts AND starts < ends AND ends <= 1440", name="times"),
        sa.Index("ix_session_slot_session_id", "session_id", "day", "starts"),
        sa.Index("ix_session_slot_day", "day"),
    )
    table(
        "session_trainer",
        link("session_id", "training_session", nullable=False),
        number("position"),
        link("person_id", "person", index=False),
        link("supplier_id", "supplier", index=False),
        text("name"),
        sa.CheckConstraint("person_id IS NOT NULL OR supplier_id IS NOT NULL OR name <> ''", name="who"),
        *(where_filled("session_trainer", name) for name in ("person_id", "supplier_id")),
    )
    table(
        "session_partner",
        link("session_id", "training_session", nullable=False),
        number("position"),
        link("supplier_id", "supplier", index=False),
        *map(text, ("name", "agreement")),
        sa.CheckConstraint("supplier_id IS NOT NULL OR name <> ''", name="who"),
        where_filled("session_partner", "supplier_id"),
    )
    table(
        "session_task",
        link("session_id", "training_session", nullable=False),
        _day("due_on"),
        number("days", nullable=True),
        text("words"),
        _day("done_on", nullable=True),
        sa.Index("ix_session_task_due_on", "due_on"),
    )


def _create_registrations() -> None:
    table(
        "registration",
        number("version"),
        link("session_id", "training_session", nullable=False, index=False),
        link("person_id", "person", index=False),
        text("name"),
        folded("name_folded"),
        *map(text, ("email", "department")),
        *one_of("state", "registered", "waiting", "declined", "withdrawn", "withdrawn_late"),
        number("position", nullable=True),
        _moment("registered_at"),
        _moment("withdrawn_at", nullable=True),
        _day("offered_until", nullable=True),
        *map(text, ("note", "origin")),
        *one_of("result", "acquired", "in_progress", "not_acquired", nullable=True),
        sa.UniqueConstraint("session_id", "person_id"),
        sa.CheckConstraint("person_id IS NOT NULL OR name <> ''", name="who"),
        sa.Index("ix_registration_session_id", "session_id", "state"),
        *(where_filled("registration", name) for name in ("person_id", "offered_until")),
    )
    table(
        "attendance",
        number("version"),
        link("registration_id", "registration", nullable=False, index=False),
        link("slot_id", "session_slot", nullable=False),
        *one_of("state", "present", "late", "excused", "absent"),
        number("minutes_late", nullable=True),
        *map(text, ("reason", "typed_by")),
        _moment("typed_at"),
        sa.UniqueConstraint("registration_id", "slot_id"),
        sa.CheckConstraint("minutes_late > 0", name="minutes_late"),
    )
    bands = ("under_6", "6_11", "12_17", "18_24", "25_39", "40_59", "60_69", "70_over")
    table(
        "headcount",
        number("version"),
        link("session_id", "training_session", nullable=False),
        link("slot_id", "session_slot", index=False),
        *one_of("audience", *_AUDIENCES, nullable=True),
        *one_of("age_band", *bands, nullable=True),
        *one_of("gender", "female", "male", "other", nullable=True),
        *one_of("status", "pupil", "student", "employed", "unemployed", "retired", nullable=True),
        sa.Column("is_first_time", sa.Boolean, nullable=True),
        number("count"),
        sa.CheckConstraint("count >= 0", name="count"),
        where_filled("headcount", "slot_id"),
    )


def _create_documents() -> None:
    table(
        "issued_document",
        *one_of("kind", "attendance", "completion", "delivery"),
        text("number"),
        link("registration_id", "registration", nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        _moment("issued_at"),
        text("actor"),
        sa.UniqueConstraint("number"),
    )
    table(
        "document_reprint",
        link("document_id", "issued_document", nullable=False),
        _moment("moment"),
        text("actor"),
    )
    table(
        "support_log",
        number("version"),
        _day("day", index=True),
        number("minutes"),
        text("theme"),
        *one_of("audience", *_AUDIENCES, nullable=True),
        link("person_id", "person", index=False),
        text("name"),
        link("place_id", "place", index=False),
        text("orientation"),
        link("ticket_id", "ticket", index=False),
        *map(text, ("note", "actor")),
        folded("search"),
        sa.CheckConstraint("minutes > 0", name="minutes"),
        *(where_filled("support_log", name) for name in ("person_id", "place_id", "ticket_id")),
    )
