"""What the databases say when their surroundings fail, turned into sentences with what to do."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from coorddesk.core.errors import Cancelled, Damaged, Surroundings
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = _("The disk is full: nothing was written and nothing was lost. Make some room, then try again.")
_SQLITE: tuple[tuple[str, Message], ...] = (
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR_SHMSIZE", _FULL),  # what a full disk says to whoever opens a desk
    (
        "SQLITE_READONLY",
        _(
            "The desk cannot be written: its file or folder is read-only. "
            "Ask for the right to write there, or copy the desk into a folder of your own and open the copy."
        ),
    ),
    (
        "SQLITE_BUSY",
        _("Another program is writing to this desk. Nothing was written; wait a moment, then try again."),
    ),
    (
        "SQLITE_LOCKED",
        _("Another program is writing to this desk. Nothing was written; wait a moment, then try again."),
    ),
    (
        "SQLITE_NOTADB",
        _("This file is not a CoordDesk desk, or its beginning is damaged. Open another file, or restore a backup."),
    ),
    (
        "SQLITE_CORRUPT",
        _("The desk's file is damaged. Do not write to it any more: restore the latest backup (Settings, Backups)."),
    ),
    (
        "SQLITE_CANTOPEN",
        _(
            "The desk's file cannot be opened: it or its folder is missing or read-only, or you have no right to it. "
            "Check the path and the rights."
        ),
    ),
    (
        "SQLITE_PERM",
        _("The desk's file may not be opened. Ask for the right to read and write it."),
    ),
    (
        "SQLITE_IOERR",
        _("The disk or network drive with the desk failed. Nothing was written; check the drive, then try again."),
    ),
)
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_LOST_SERVER = _("The database server does not answer. Nothing was written; check the network, then try again.")
_SERVER_BUSY = _("Another program is writing to this desk. Nothing was written; wait a moment, then try again.")
_SERVER_FULL = _("The database server's disk is full. Nothing was written; tell its administrator.")
_SERVER_SAYS_NO = _("The database server refuses this account: check the name and password in the desk's address.")
_SERVER_NO_DESK = _("The database server has no such database. Ask its administrator to create it first.")
_SERVER_READ_ONLY = _("The database server takes no writes at the moment. Tell its administrator.")
_TOO_LONG = _(
    "The database cannot keep so long a name or number. Nothing was written; shorten it to a few hundred characters."
)
_POSTGRESQL: dict[str, Message] = {
    "55P03": _SERVER_BUSY,
    "40P01": _SERVER_BUSY,
    "53100": _SERVER_FULL,
    "54000": _TOO_LONG,
    "28P01": _SERVER_SAYS_NO,
    "28000": _SERVER_SAYS_NO,
    "42501": _SERVER_SAYS_NO,
    "3D000": _SERVER_NO_DESK,
    "25006": _SERVER_READ_ONLY,
}
_POSTGRESQL_LOST = ("08", "57P")
_POSTGRESQL_CANCELLED = "57014"


@contextmanager
def told_apart() -> Iterator[None]:
    """Raise `Surroundings` or `Cancelled` for what the machine or the user did; let our own bugs through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error


def translated(error: BaseException) -> Surroundings | Cancelled | None:
    """The trouble behind a driver's error; None when it is our bug (a constraint, bad SQL)."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, sqlite3.Error):
        return _from_sqlite(error)
    if isinstance(error, OSError):
        return _from_system(error)
    if hasattr(error, "sqlstate"):
        return _from_postgresql(error.sqlstate) if error.sqlstate else _from_connecting(error)
    return None


def _from_sqlite(error: sqlite3.Error) -> Surroundings | Cancelled | None:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        return Cancelled()
    kind = Damaged if name.startswith(_DAMAGED) else Surroundings
    return next((kind(said) for code, said in _SQLITE if name.startswith(code)), None)


def _from_postgresql(state: str) -> Surroundings | Cancelled | None:
    if state == _POSTGRESQL_CANCELLED:
        return Cancelled()
    if state.startswith(_POSTGRESQL_LOST):
        return Surroundings(_LOST_SERVER)
    said = _POSTGRESQL.get(state)
    return Surroundings(said) if said else None


def _from_connecting(error: BaseException) -> Surroundings | None:
    """No code comes with a connection that failed: either nobody answered, or the server said why in its own words."""
    from psycopg import InterfaceError, OperationalError  # whose error it is; loaded already

    if not isinstance(error, (InterfaceError, OperationalError)):
        return None
    _before, refused, reason = str(error).partition("FATAL:")
    if not refused:
        return Surroundings(_LOST_SERVER)
    return Surroundings(
        _(
            "The database server refuses the connection ({reason}). Check the desk's address, name and password.",
            reason=reason.strip().partition("\n")[0],
        )
    )


def _from_system(error: OSError) -> Surroundings | None:
    name = error.filename or ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Surroundings(
                _("The disk is full: {name} was not written. Make some room, then try again.", name=str(name))
            )
        case errno.EFBIG:
            return Surroundings(_("{name} would be too large for this disk. Choose another one.", name=str(name)))
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return Surroundings(
                _("{name} may not be written or read. Choose another folder, or ask for the right.", name=str(name))
            )
        case errno.ENOENT | errno.ENOTDIR:
            return Surroundings(_("{name} does not exist (any more).", name=str(name)))
        case errno.EEXIST | errno.EISDIR:
            return Surroundings(_("{name} is in the way. Choose another name or folder.", name=str(name)))
        case errno.ENAMETOOLONG | errno.EINVAL if name:
            return Surroundings(
                _("{name} cannot be the name of a file here: choose a shorter, plainer one.", name=str(name))
            )
        case errno.EIO | errno.ENXIO | errno.ENODEV | errno.ESTALE:
            return Surroundings(
                _("The disk or network drive failed at {name}. Check the drive, then try again.", name=str(name))
            )
    return None
