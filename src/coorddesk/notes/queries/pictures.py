"""The pictures of records: the one that stands for each, and small copies of any for a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.files import get
from coorddesk.core.pictures import thumbnail
from coorddesk.notes.queries.rows import AttachmentRow, attachments_of
from coorddesk.notes.rules import AttachmentKind, is_picture_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def picture_of(session: Session, *subjects: Subject) -> AttachmentRow | None:
    """The picture of the first of these records that has one: a device's own, or else its model's."""
    for subject in subjects:
        for row in attachments_of(session, subject):
            if row.kind is not AttachmentKind.DOCUMENT and is_picture_name(row.name):
                return row
    return None


def picture_bytes(session: Session, *subjects: Subject) -> bytes | None:
    """The bytes of that picture, for paper; None where there is none that is whole."""
    row = picture_of(session, *subjects)
    try:
        return None if row is None else get(session, row.file)
    except UserError:
        return None


def thumbnails(session: Session, hashes: Iterable[str], edge: int) -> Mapping[str, bytes]:
    """Small copies of pictures by their hashes, upright; those that are missing or damaged are left out."""
    made: dict[str, bytes] = {}
    for file_hash in hashes:
        small = _thumbnail(session, file_hash, edge)
        if small is not None:
            made[file_hash] = small
    return made


def _thumbnail(session: Session, file_hash: str, edge: int) -> bytes | None:
    try:
        return thumbnail(get(session, file_hash), edge)
    except UserError:
        return None
