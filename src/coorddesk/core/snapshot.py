"""A SQLite desk copied while it is in use, and what a copy must show before anybody relies on it.

Copying the file would lose what still is in the write-ahead log: SQLite's online backup does not.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.durable import replacing
from coorddesk.core.engine import BUSY_SECONDS
from coorddesk.core.errors import Damaged, Refused, Surroundings
from coorddesk.core.messages import _
from coorddesk.core.revision import revision_of
from coorddesk.core.sqlite_file import read_only
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.jobs import Progress

_PAGES_AT_A_TIME = 4096
_DEEDS = "SELECT count(*) FROM change_set"


@dataclass(frozen=True)
class Facts:
    """What is known of a sound copy: its schema, and the number of change sets it holds."""

    revision: str
    deeds: int


def take_snapshot(desk: Path, target: Path, progress: Progress) -> Facts:
    """Copy a desk as it stands at this moment into one file, verified before it takes its name."""
    with told_apart(), closing(_connect(desk)) as source, replacing(target) as part:
        source.execute("BEGIN")  # one moment: without it other programs' writes would start the copy anew
        deeds = source.execute(_DEEDS).fetchone()[0]
        with closing(_connect(part, "rwc")) as copy:
            _copy(source, copy, progress)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable where nothing may be written
        return _verified_against(desk, part, deeds)


def _verified_against(desk: Path, copy: Path, deeds: int) -> Facts:
    try:
        facts = verified(copy)
    except Damaged:  # a true copy of what is there
        raise Damaged(
            _("The desk {name} is damaged, and no backup was made of that. Restore the latest one.", name=str(desk))
        ) from None
    if facts.deeds != deeds:
        raise _damaged(copy)
    return facts


def verified(copy: Path) -> Facts:
    """What a copy holds. Raises `Damaged` if it is not whole, `Surroundings` if it is no desk."""
    with told_apart():
        revision = revision_of(str(copy))
        if revision is None:
            raise Surroundings(_("{name} is a database, but not a desk.", name=str(copy)))
        with closing(read_only(copy)) as connection:
            if _is_cut_off(copy, connection) or connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise _damaged(copy)
            return Facts(revision, connection.execute(_DEEDS).fetchone()[0])


def overwrite(desk: Path, copy: Path, progress: Progress) -> None:
    """Give a desk the content of a copy, whole or not at all. Raises `Refused` if another program has it open."""
    with told_apart(), closing(read_only(copy)) as source, closing(_connect(desk)) as target:
        _be_alone(target)
        _copy(source, target, progress)


def refuse_company(desk: Path) -> None:
    """Raise `Refused` if another program has the desk open."""
    with told_apart(), closing(_connect(desk)) as connection:
        _be_alone(connection)


def _be_alone(connection: sqlite3.Connection) -> None:
    """Lock the file for as long as the connection lasts; it cannot while anybody else only has it open."""
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise Refused(
                _("Another program has this desk open. Close CoordDesk everywhere, then try again.")
            ) from None
        raise


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total, _("Copying the desk"))

    source.backup(target, pages=_PAGES_AT_A_TIME, progress=tell)


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _is_cut_off(path: Path, connection: sqlite3.Connection) -> bool:
    """SQLite itself does not mind a last page that lacks some bytes."""
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return path.stat().st_size != int(pages * size)


def _damaged(path: Path) -> Damaged:
    return Damaged(_("{name} is damaged. Use another backup.", name=str(path)))
