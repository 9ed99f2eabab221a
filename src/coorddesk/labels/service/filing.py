"""The verb that files signed pages: each is attached to the record whose code it bears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.directory.service import EDITORS
from coorddesk.notes.service import About, NewFile, attach_files

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class FiledPage:
    """One or more pages as a file of their own, and the record that they belong to."""

    about: About
    file: NewFile


@allowed(*EDITORS)
def file_pages(session: Session, pages: Sequence[FiledPage]) -> int:
    """Attach pages to their records, all as one change; returns how many records got some."""
    by_record: dict[About, list[NewFile]] = {}
    for page in pages:
        by_record.setdefault(page.about, []).append(page.file)
    for about, files in by_record.items():
        attach_files(session, about, files)
    return len(by_record)
