"""Whose names are kept longer than the course of their session says, shown before they are removed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.notes.models import Attachment
from coorddesk.training.models import Course, IssuedDocument, Registration, TrainingSession
from coorddesk.training.rules.retention import NAMELESS, kept_until

if TYPE_CHECKING:
    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_SESSION = TrainingSession.__tablename__

_NAMED = or_(Registration.person_id.is_not(None), ~Registration.name.startswith(NAMELESS))
"""Whether a registration names somebody."""


@dataclass(frozen=True)
class Overdue:
    """A session whose names should have been removed after `until`.

    `people` are named still; `certificates` were issued to them and stay as proof, `files` are attached to the session:
    somebody has to look through them.
    """

    id: int
    reference: str
    title: str
    last_day: date
    until: date
    people: int
    certificates: int
    files: int

    @property
    def subject(self) -> Subject:
        """The session."""
        return _SESSION, self.id


OVERDUE_COLUMNS: tuple[Column[Overdue], ...] = (
    Column("reference", _("Reference"), lambda row: row.reference, Kind.CODE, 12),
    Column("title", _p("training session", "Title"), lambda row: row.title, width=34),
    Column("last_day", _("Last day"), lambda row: row.last_day, Kind.DATE, 12),
    Column("until", _p("retention", "Names kept until"), lambda row: row.until, Kind.DATE, 14),
    Column("people", _p("retention", "Names"), lambda row: row.people, Kind.NUMBER, 8, True),
    Column("certificates", _p("retention", "Certificates that stay"), lambda row: row.certificates, Kind.NUMBER, 10),
    Column("files", _p("retention", "Attached files that stay"), lambda row: row.files, Kind.NUMBER, 10),
)


def overdue_names(session: Session, today: date) -> tuple[Overdue, ...]:
    """The sessions whose names are kept too long by now, the longest first; three statements."""
    named = (
        select(TrainingSession.id, TrainingSession.reference, TrainingSession.title, TrainingSession.last_day)
        .add_columns(Course.retention_months, func.count(Registration.id).label("people"))
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Registration, Registration.session_id == TrainingSession.id)
        .where(Course.retention_months.is_not(None), TrainingSession.last_day < today, _NAMED)
        .group_by(
            TrainingSession.id,
            TrainingSession.reference,
            TrainingSession.title,
            TrainingSession.last_day,
            Course.retention_months,
        )
        .order_by(TrainingSession.last_day, TrainingSession.id)
    )
    late = [
        (row, until)
        for row in session.execute(named)
        if row.last_day is not None and (until := kept_until(row.last_day, row.retention_months or 0)) < today
    ]
    ids = [row.id for row, _until in late]
    certificates = _counted(session, _CERTIFICATES.where(Registration.session_id.in_(ids))) if ids else {}
    files = _counted(session, _FILES.where(Attachment.subject_id.in_(ids))) if ids else {}
    return tuple(
        Overdue(
            *(row.id, row.reference, row.title, row.last_day, until, row.people),
            certificates=certificates.get(row.id, 0),
            files=files.get(row.id, 0),
        )
        for row, until in late
    )


def named_of(session: Session, session_ids: Collection[int]) -> Sequence[Row[int, int, int | None, str]]:
    """The registrations of sessions that name somebody: id, session, person of the directory, name of a guest."""
    wanted = select(Registration.id, Registration.session_id, Registration.person_id, Registration.name)
    return session.execute(
        wanted.where(Registration.session_id.in_(session_ids), _NAMED).order_by(Registration.id)
    ).all()


def _counted(session: Session, wanted: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(wanted)}


_CERTIFICATES = (
    select(Registration.session_id, func.count())
    .join(IssuedDocument, IssuedDocument.registration_id == Registration.id)
    .group_by(Registration.session_id)
)
_FILES = (
    select(Attachment.subject_id, func.count())
    .where(Attachment.subject_kind == _SESSION)
    .group_by(Attachment.subject_id)
)
