"""The verbs on attached files: kept with a record, renamed, put first as its picture, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.files import put
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _, _n
from coorddesk.notes.models import Attachment
from coorddesk.notes.rules import (
    AttachmentKind,
    attachment_kind,
    file_name,
    is_picture_name,
    kept_ending,
    size_refusal,
)
from coorddesk.notes.service.rows import EDITORS, About, Seen, refuse_gone, row_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewFile:
    """A file as it is kept: made by `notes.imports` from what people hand in. Without a kind it is found out."""

    name: str
    data: bytes
    kind: AttachmentKind | None = None


@dataclass(frozen=True)
class AttachmentDetails:
    """What an attached file is called, and what it is."""

    name: str
    kind: AttachmentKind


@allowed(*EDITORS)
def attach_files(session: Session, about: About, files: Sequence[NewFile]) -> list[int]:
    """Keep files with a record, behind those that it has; returns their ids."""
    refuse_gone(session, about.subject)
    kind, record_id = about.subject
    last = select(func.max(Attachment.position)).where(
        Attachment.subject_kind == kind, Attachment.subject_id == record_id
    )
    first = (session.scalar(last) or 0) + 1
    rows = [_row(session, about, each, place) for place, each in enumerate(files, first)]
    session.add_all(rows)
    session.flush()
    attached = _n(
        "Attach “{file}” to {record}",
        "Attach {count} files to {record}: “{file}” and others",
        len(rows),
        file=rows[0].name,
        record=about.called,
    )
    record(session, attached, about.subject)
    return [row.id for row in rows]


@allowed(*EDITORS)
def edit_attachment(session: Session, seen: Seen, details: AttachmentDetails) -> None:
    """Call a file something else, its ending kept, or say that it is something else."""
    row = row_seen(session, Attachment, seen)
    name = file_name(kept_ending(details.name.strip(), row.name)) if details.name.strip() else ""
    if not name:
        raise UserError(_("Give the file a name."), field="name")
    if details.kind is not AttachmentKind.DOCUMENT and not is_picture_name(name) and details.kind is not row.kind:
        raise UserError(_("Only a picture can be a photo or a plan: a JPEG or PNG, for instance."), field="kind")
    deed = _("Edit the file “{file}” of {record}", file=row.name, record=seen.called)
    if name != row.name:
        deed = _("Rename the file “{file}” of {record} to “{name}”", file=row.name, record=seen.called, name=name)
    row.name, row.search, row.kind = name, fold(name), details.kind
    record(session, deed, (row.subject_kind, row.subject_id))
    session.flush()


@allowed(*EDITORS)
def make_picture(session: Session, seen: Seen) -> None:
    """Put a picture first, so that it stands at the head of its record's card and on its papers."""
    row = row_seen(session, Attachment, seen)
    if not is_picture_name(row.name):
        raise UserError(_("Only a picture can be a photo or a plan: a JPEG or PNG, for instance."))
    others = select(func.min(Attachment.position)).where(
        Attachment.subject_kind == row.subject_kind, Attachment.subject_id == row.subject_id, Attachment.id != row.id
    )
    first = session.scalar(others)
    if first is not None and row.position >= first:
        row.position = first - 1
    if row.kind is AttachmentKind.DOCUMENT:
        row.kind = AttachmentKind.PHOTO
    deed = _("Show “{file}” as the picture of {record}", file=row.name, record=seen.called)
    record(session, deed, (row.subject_kind, row.subject_id))
    session.flush()


@allowed(*EDITORS)
def remove_attachment(session: Session, seen: Seen) -> None:
    """Take a file from its record; an undo brings it back."""
    row = row_seen(session, Attachment, seen)
    deed = _("Remove the file “{file}” from {record}", file=row.name, record=seen.called)
    record(session, deed, (row.subject_kind, row.subject_id))
    session.delete(row)
    session.flush()


def _row(session: Session, about: About, new: NewFile, position: int) -> Attachment:
    name = file_name(new.name)
    refusal = size_refusal(name, len(new.data))
    if refusal is not None:
        raise UserError(refusal)
    kind, record_id = about.subject
    return Attachment(
        subject_kind=kind,
        subject_id=record_id,
        file=put(session, new.data),
        name=name,
        search=fold(name),
        size=len(new.data),
        kind=new.kind or attachment_kind(name, kind, is_picture=is_picture_name(name)),
        position=position,
        moment=clock_of(session).now(),
        actor=actor_of(session).name,
    )
