"""A folder of calendar files that is kept up to date, for other programs to subscribe to: all of it, and each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.agenda.queries.source import OF_OTHERS, Source, source, things_of
from coorddesk.agenda.reports.calendars import DESK, calendar_text, same_but_stamps
from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, Period
from coorddesk.core.durable import write_whole
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.organisation import organisation
from coorddesk.core.resources import texts_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.feature import Feature

BEFORE, AFTER = timedelta(days=92), timedelta(days=400)
"""What the files reach back to, and how far ahead."""

_WHOLE = "agenda"
_HEAD = 2_000  # bytes of a file in which our own line stands
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Kept:
    """What was done for a folder: which files it has, and which of them were written anew."""

    files: tuple[str, ...]
    written: tuple[str, ...]


def keep_folder(folder: Path, features: Sequence[Feature], database: Database, progress: Progress) -> Kept:
    """As a job: write what is not as it should be. Raises `UserError` if the folder is gone or takes no files.

    Several programs may keep the same folder: each writes whole files, and none where nothing has changed.
    """
    from coorddesk.core.database import Lane  # SQL is loaded by now

    progress(0, 1)
    if not folder.is_dir():
        gone = _(
            "The folder of the calendar files, {folder}, is not there. It is kept again once it is.", folder=str(folder)
        )
        raise UserError(gone)
    with database.reading(Lane.JOBS) as session:
        wanted = _wanted(features, folder, session)
    try:
        written = [name for name, text in wanted.items() if _write(folder / name, text)]
    except OSError as error:
        reason = str(error.strerror or error)
        refused = _("The calendar files cannot be written to {folder} ({reason}).", folder=str(folder), reason=reason)
        raise UserError(refused) from error
    return Kept(tuple(sorted(wanted)), tuple(written))


def _wanted(features: Sequence[Feature], folder: Path, session: Session) -> dict[str, bytes]:
    """What each file should say, in the language of letters, so that no two programs say it differently.

    What others told us is not told on. A file of ours whose kind has nothing any more is kept, blank, for whoever
    subscribes to it.
    """
    of, said, today = source(session), organisation(session), clock_of(session).today()
    texts, name = texts_for(said.language), said.name or "CoordDesk"
    every = things_of(session, features, Period(today - BEFORE, today + AFTER))
    things = [each for each in every if not each.kind.key.startswith(OF_OTHERS)]
    by_kind: dict[str, list[Dated]] = {}
    for thing in things:
        by_kind.setdefault(texts.say(thing.kind.title), []).append(thing)
    files = {f"{_WHOLE}.ics": calendar_text(name, things, of, texts)}
    for title, some in by_kind.items():
        files[f"{_WHOLE}-{_plain(title)}.ics"] = calendar_text(f"{name} · {title}", some, of, texts)
    return {each: calendar_text(name, (), of, texts) for each in _ours(folder, of)} | files


def _plain(title: str) -> str:
    """A title as any file system takes it."""
    return _NO_LETTER.sub("-", fold(title)).strip("-")


def _ours(folder: Path, of: Source) -> list[str]:
    """The files there that this desk wrote."""
    line = f"{DESK}:{of.mark}".encode()
    return [path.name for path in folder.glob(f"{_WHOLE}*.ics") if line in _begun(path)]


def _begun(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""  # gone meanwhile, or none of ours


def _write(path: Path, text: bytes) -> bool:
    """Whether it was not so already."""
    if path.is_file() and same_but_stamps(path.read_bytes(), text):
        return False
    write_whole(path, text)
    return True
