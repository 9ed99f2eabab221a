"""Backups: a verified copy of the desk with its files, rotated, and a second copy elsewhere where one is wanted.

A SQLite desk is backed up as one SQLite file, and its attached files go into a pool that all backups of the
folder share. A desk on a server is backed up as an archive, which holds everything.
"""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coorddesk.core.archive import SUFFIX as ARCHIVE_SUFFIX
from coorddesk.core.archive import pack
from coorddesk.core.archive_file import digest_of
from coorddesk.core.durable import replacing
from coorddesk.core.engine import sqlite_path
from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.files import FolderFiles, copy_files, files_folder
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message, _
from coorddesk.core.paths import own_folders
from coorddesk.core.rotation import is_due, kept
from coorddesk.core.snapshot import take_snapshot
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coorddesk.core.clock import Clock

_MOMENT = "%Y%m%d-%H%M%S"
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, order=True)
class Backup:
    """One backup: when it was made (UTC, to the second) and where it is."""

    moment: datetime
    path: Path


@dataclass(frozen=True)
class Made:
    """A backup that was made, and what went wrong beside it."""

    backup: Backup
    troubles: tuple[Message, ...]


def backup_desk(
    url: str, folder: Path | None = None, *, second: Path | None = None, clock: Clock, progress: Progress = unwatched
) -> Made:
    """Back up the desk at a path or URL, while it is in use, into `folder` or its own one; then rotate.

    A copy goes to the `second` place as well; if that fails, the backup is made all the same and the trouble is told.
    """
    made = make_backup(url, folder, clock=clock, progress=progress)
    troubles = list(made.troubles)
    with _told_in(troubles):
        _rotate(url, made.backup.path.parent, clock)
    if second is not None:
        with _told_in(troubles):
            _copy_elsewhere(url, made.backup.path, second, clock, progress)
    return Made(made.backup, tuple(troubles))


def make_backup(url: str, folder: Path | None = None, *, clock: Clock, progress: Progress = unwatched) -> Made:
    """Back up the desk at a path or URL into `folder` or its own one, and delete no older backup."""
    with told_apart():
        backup = _next(url, folder or backup_folder(url), clock.now())
        return Made(backup, tuple(_copy_desk(url, backup.path, clock, progress)))


def backup_folder(url: str) -> Path:
    """Where a desk's backups go: beside a SQLite file, else among this PC's own data."""
    path = sqlite_path(url)
    return own_folders().backups if path is None else path.absolute().parent / "backups"


def list_backups(url: str, folder: Path | None = None) -> list[Backup]:
    """The backups of a desk in `folder` or its own one, newest first."""
    folder = folder or backup_folder(url)
    name = re.compile(rf"{re.escape(_name(url))}-(\d{{8}}-\d{{6}})\.(sqlite|coorddesk)")
    found = ((name.fullmatch(path.name), path) for path in folder.glob("*"))
    return sorted((Backup(_moment(match[1]), path) for match, path in found if match), reverse=True)


def backup_is_due(url: str, folder: Path | None = None, *, clock: Clock) -> bool:
    """Whether today has no backup yet; asked when a desk is opened or closed."""
    return is_due([clock.local(backup.moment) for backup in list_backups(url, folder)], clock.local(clock.now()))


def pooled_files(backup: Path) -> FolderFiles:
    """The attached files that a SQLite backup shares with the others of its folder."""
    return FolderFiles(backup.parent / "files")


def _copy_desk(url: str, target: Path, clock: Clock, progress: Progress) -> list[Message]:
    """Make the backup; returns what there is to say of attached files that could not be copied."""
    path = sqlite_path(url)
    if path is None:
        return list(pack(url, target, clock=clock, progress=progress).troubles)
    troubles = copy_files(FolderFiles(files_folder(path)), pooled_files(target), progress)
    take_snapshot(path, target, progress)
    return troubles


def _copy_elsewhere(url: str, backup: Path, second: Path, clock: Clock, progress: Progress) -> None:
    """Copy a backup to the second place, compare, and rotate there."""
    if not second.is_dir():  # a stick that is not plugged in leaves an ordinary folder behind: never make it
        raise Surroundings(
            _("The second place for backups ({name}) is not there. Connect it, or choose another.", name=str(second))
        )
    copy = second / backup.name
    with replacing(copy) as part:
        shutil.copyfile(backup, part)
        if digest_of(part) != digest_of(backup):
            raise Surroundings(_("{name} did not come out as it should. Check that disk.", name=str(copy)))
    troubles = copy_files(pooled_files(backup), pooled_files(copy), progress)
    _rotate(url, second, clock)
    if troubles:
        raise Surroundings(troubles[0])


def _rotate(url: str, folder: Path, clock: Clock) -> None:
    backups = list_backups(url, folder)
    stay = kept([clock.local(backup.moment) for backup in backups])
    for backup in backups:
        if backup.moment not in stay:
            backup.path.unlink()


def _next(url: str, folder: Path, now: datetime) -> Backup:
    """A backup of this second, or of the next one that has none yet."""
    taken = {backup.moment for backup in list_backups(url, folder)}
    moment = now.replace(microsecond=0)
    while moment in taken:
        moment += _SECOND
    suffix = ARCHIVE_SUFFIX if sqlite_path(url) is None else ".sqlite"
    return Backup(moment, folder / f"{_name(url)}-{moment.strftime(_MOMENT)}{suffix}")


def _name(url: str) -> str:
    """What the backups of a desk are called: as its file or its database is."""
    path = sqlite_path(url)
    if path is not None:
        return path.stem
    from sqlalchemy import make_url  # only for a server

    return make_url(url).database or "desk"


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


@contextmanager
def _told_in(troubles: list[Message]) -> Iterator[None]:
    """Let trouble be told instead of stopping what is done already."""
    try:
        with told_apart():
            yield
    except UserError as error:
        troubles.append(error.message)
