"""A backup or an archive put in the place of the present desk, which is backed up first and never lost."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coorddesk.core.archive import SUFFIX as ARCHIVE_SUFFIX
from coorddesk.core.archive import unfolded
from coorddesk.core.backup import make_backup, pooled_files
from coorddesk.core.durable import replacing
from coorddesk.core.engine import make_engine, sqlite_path
from coorddesk.core.errors import Damaged, Refused
from coorddesk.core.files import FileSource, FolderFiles, copy_files, files_folder
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message, _
from coorddesk.core.migrate import clear_leftovers, migrate, rebuilding
from coorddesk.core.move import fill, opened
from coorddesk.core.revision import State, refuse_newer, state
from coorddesk.core.snapshot import overwrite, refuse_company, verified
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coorddesk.core.clock import Clock

_OTHERS = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND pid != pg_backend_pid() AND backend_type = 'client backend'"""


@dataclass(frozen=True)
class Restored:
    """Where what was there before is kept, if there was anything, and what went wrong with attached files."""

    before: Path | None
    troubles: tuple[Message, ...]


def restore(
    backup: Path, url: str, folder: Path | None = None, *, clock: Clock, progress: Progress = unwatched
) -> Restored:
    """Put a backup or an archive in the place of the desk at a path or URL, whole or not at all, and up to date.

    The present desk is backed up first into `folder` or its own one; if it is damaged, the file is kept
    under another name. Nobody else may have it open, nor the caller. Raises `Refused` if somebody has, or for a
    backup of a newer version, and `Damaged` for a damaged one.
    """
    path = sqlite_path(url)
    with told_apart(), _source(backup, path) as (copy, files):
        refuse_newer(verified(copy).revision)
        before = _keep_present(url, folder, clock, progress)
        if path is None:
            return Restored(before, _fill_server(url, copy, files, progress))
        troubles = copy_files(files, FolderFiles(files_folder(path)), progress)
        _fill_file(path, copy, progress)
        return Restored(before, tuple(troubles))


@contextmanager
def _source(backup: Path, near: Path | None) -> Iterator[tuple[Path, FileSource]]:
    """The desk of a backup as a SQLite file, and where its attached files are."""
    if backup.suffix == ARCHIVE_SUFFIX:
        with unfolded(backup, near) as unpacked:
            yield unpacked
    else:
        yield backup, pooled_files(backup)


def _keep_present(url: str, folder: Path | None, clock: Clock, progress: Progress) -> Path | None:
    """Back up what is there, once it is clear that nobody has it open."""
    path = sqlite_path(url)
    try:
        present = state(url)
        if present is State.NEW:
            return None
        if present is State.FOREIGN:
            raise Refused(_("What is there is a database, but not a desk. Restore to another place."))
        if path is None:
            _refuse_company_on_server(url)
        else:
            refuse_company(path)
        return make_backup(url, folder, clock=clock, progress=progress).backup.path
    except Damaged:
        assert path is not None  # a server minds its own files
        return _keep_damaged(path, clock)


def _keep_damaged(path: Path, clock: Clock) -> Path:
    """Copy a damaged desk as it is, with its write-ahead log: somebody may still get something out of it."""
    name = f"{path.stem}-damaged-{clock.now():%Y%m%d-%H%M%S}{path.suffix}"
    for ending in ("-wal", ""):
        source = path.with_name(path.name + ending)
        if source.exists():
            with replacing(path.with_name(name + ending)) as part:
                shutil.copyfile(source, part)
    return path.with_name(name)


def _fill_file(path: Path, copy: Path, progress: Progress) -> None:
    """Overwrite the desk in place; only where it is too damaged for that, put a new file there."""
    if path.exists():
        try:
            overwrite(path, copy, progress)
        except Damaged:
            path.unlink()
    if not path.exists():
        clear_leftovers(path)
        with replacing(path, new=True) as part:
            shutil.copyfile(copy, part)
    if state(str(path)) is State.BEHIND:
        with rebuilding(str(path)) as connection:
            migrate(connection)


def _fill_server(url: str, copy: Path, files: FileSource, progress: Progress) -> tuple[Message, ...]:
    with TemporaryDirectory() as folder:
        desk = Path(folder) / "desk.sqlite"  # the backup itself may lie where nothing can be written
        shutil.copyfile(copy, desk)
        with opened(str(desk)) as old:
            return fill(old, files, url, replace=True, progress=progress).troubles


def _refuse_company_on_server(url: str) -> None:
    with make_engine(url).connect() as connection:
        if connection.exec_driver_sql(_OTHERS).scalar_one():
            raise Refused(_("Another program has this desk open. Close CoordDesk everywhere, then try again."))
