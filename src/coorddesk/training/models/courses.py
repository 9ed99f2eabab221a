"""Courses and programmes of courses as stored: what a session may be of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, one_of
from coorddesk.directory.models import Named, numbered
from coorddesk.training.rules.words import Level, ProgrammeKind


class Course(Named, Base):
    """What is taught, whom to, and what is to be done before and after; its name is its title on every paper.

    A line of the checklist is a number of days, before a session (-15) or after it (30), and what is to be done.
    """

    __tablename__ = "course"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("retention_months > 0", name="retention_months"),
        numbered(lambda n: _n("{count} course", "{count} courses", n)),
    )

    objectives: Mapped[str] = mapped_column(default="")
    audiences: Mapped[list[str]] = mapped_column(JSON)  # values of `Audience`
    level: Mapped[Level | None] = mapped_column(one_of(Level, "level"))
    minutes: Mapped[int | None]  # how long it usually takes, all slots together
    retention_months: Mapped[int | None]  # how long names are kept after a session of it
    checklist: Mapped[list[list[Any]]] = mapped_column(JSON)
    notes: Mapped[str] = mapped_column(default="")
    is_archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(Binary)  # folded: its own words that a search looks through


class CourseMaterial(Base):
    """Something handed out or shown in a course, and which edition of it; its files are those of the record's notes."""

    __tablename__ = "course_material"
    __table_args__ = (
        Index("ix_course_material_course_id", "course_id", "position"),
        numbered(lambda n: _n("{count} material", "{count} materials", n)),
    )

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    position: Mapped[int]
    name: Mapped[str]
    edition: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Programme(Named, Base):
    """Several courses in order, such as those of a new colleague."""

    __tablename__ = "programme"
    __table_args__ = (
        UniqueConstraint("name_folded"),
        numbered(lambda n: _n("{count} programme", "{count} programmes", n)),
    )

    kind: Mapped[ProgrammeKind] = mapped_column(one_of(ProgrammeKind, "kind"))
    notes: Mapped[str] = mapped_column(default="")


class ProgrammeCourse(Base):
    """A course of a programme."""

    __tablename__ = "programme_course"
    __table_args__ = (
        UniqueConstraint("programme_id", "course_id"),
        numbered(lambda n: _n("{count} programme", "{count} programmes", n)),
    )

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    position: Mapped[int]
