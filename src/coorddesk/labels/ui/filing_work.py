"""What is done about signed pages away from the window: looked through, led to their records, attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _n

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.feature import Feature
    from coorddesk.labels.imports import Filing, ScannedPage

Key = tuple[Path, int]
"""A part by its file and its first page."""


@dataclass(frozen=True)
class Looked:
    """The files that could be opened, with the codes on their pages, and why others could not."""

    files: tuple[tuple[Path, tuple[ScannedPage, ...]], ...] = ()
    refused: tuple[Message, ...] = ()


def look(paths: Sequence[Path], _database: Database, progress: Progress) -> Looked:
    """As a job: read the codes on every page."""
    from coorddesk.labels.imports import read_scan  # zxing-cpp and PDFium, only for papers that come back

    files, refused = [], []
    for path in paths:
        try:
            files.append((path, tuple(read_scan(path, progress))))
        except UserError as error:
            refused.append(error.message)
    return Looked(tuple(files), tuple(refused))


def lead(
    looked: Looked, typed: Mapping[Key, str], features: Sequence[Feature], session: Session, *, follows: bool
) -> list[Filing]:
    """In the reading lane: where each part belongs, by its code or by the one that somebody typed for it."""
    from coorddesk.labels.imports import filings, parts_of

    parts = [part for path, pages in looked.files for part in parts_of(path, pages, follows=follows)]
    meant = [replace(part, code=typed.get((part.path, part.pages[0]), part.code)) for part in parts]
    return filings(session, features, meant)


def picture(key: Key, edge: int, _session: Session) -> tuple[int, int, bytes]:
    """In the reading lane: the first page of a part."""
    from coorddesk.labels.imports import page_picture

    return page_picture(*key, edge)


def attach(filed: Sequence[Filing], database: Database, _progress: Progress) -> int:
    """As a job: attach every part that leads somewhere; how many."""
    from coorddesk.core.database import Lane
    from coorddesk.labels.imports import file_of
    from coorddesk.labels.service import file_pages

    pages = [file_of(filing, filing.part.path.read_bytes()) for filing in filed]
    deed = _n("File {count} signed paper", "File {count} signed papers", len(pages))
    with database.transaction(deed, Lane.JOBS) as session:
        file_pages(session, pages)
    return len(pages)
