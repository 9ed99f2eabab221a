"""One `.coorddesk` file carries a whole desk to another PC or to another kind of database."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coorddesk import __version__
from coorddesk.core.archive_file import DESK, FORMAT, ArchiveReader, ArchiveWriter, Manifest, digest_of, reading
from coorddesk.core.durable import folder_for_a_while, replacing
from coorddesk.core.engine import sqlite_path
from coorddesk.core.files import copy_files
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.core.migrate import rebuilding
from coorddesk.core.move import Moved, copy_rows, files_at, fill, opened
from coorddesk.core.snapshot import verified
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coorddesk.core.clock import Clock

SUFFIX = ".coorddesk"


def pack(url: str, path: Path, *, clock: Clock, progress: Progress = unwatched) -> Moved:
    """Write the desk at `url` into an archive, which takes its name once it has been read back whole."""
    with told_apart(), opened(url) as old, replacing(path) as part:
        with folder_for_a_while(path) as folder, zipfile.ZipFile(part, "w") as archive:
            desk = folder / DESK
            with rebuilding(str(desk), create=True) as new:
                rows = copy_rows(old, new, progress=progress)
            progress(0, None, _("Packing"))
            writer = ArchiveWriter(archive)
            writer.put_desk(desk)
            troubles = copy_files(files_at(url, old), writer, progress)
            writer.finish(
                Manifest(
                    format=FORMAT,
                    revision=verified(desk).revision,
                    program=__version__,
                    moment=clock.now().isoformat(),
                    rows=rows,
                    files=len(writer.hashes()),
                    sha256=digest_of(desk),
                )
            )
        with reading(part) as packed:
            packed.check(progress)
    return Moved(rows, tuple(troubles))


def unpack(path: Path, url: str, *, replace: bool = False, progress: Progress = unwatched) -> Moved:
    """Make the desk of an archive anew at `url`, a new file or an empty database, and bring it up to date.

    With `replace` a desk there gives way. Raises `Refused` for an archive that is newer, damaged or
    suspicious, and if there is anything in the way.
    """
    with unfolded(path, sqlite_path(url)) as (desk, archive), opened(str(desk)) as old:
        return fill(old, archive, url, replace=replace, progress=progress)


@contextmanager
def unfolded(path: Path, near: Path | None) -> Iterator[tuple[Path, ArchiveReader]]:
    """The desk of an archive as a file near another, for as long as the block lasts, and the archive for its files."""
    with reading(path) as archive, folder_for_a_while(near) as folder:
        yield archive.unpack_desk(folder), archive
