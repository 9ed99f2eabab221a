from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from coorddesk.core.errors import Cancelled, Damaged, Surroundings
from coorddesk.core.trouble import told_apart, translated


def _sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


def _postgresql(error: psycopg.Error | str) -> DBAPIError:
    """An error of the driver, or of the server by its code, as SQLAlchemy passes it on."""
    if isinstance(error, str):
        error = psycopg.errors.lookup(error)(error)
    return DBAPIError("SELECT", None, error)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (_sqlite("SQLITE_FULL"), "The disk is full"),
        (_sqlite("SQLITE_READONLY_DIRECTORY"), "The desk cannot be written"),
        (_sqlite("SQLITE_BUSY_SNAPSHOT"), "Another program is writing"),
        (_sqlite("SQLITE_LOCKED"), "Another program is writing"),
        (_sqlite("SQLITE_CANTOPEN_ISDIR"), "The desk's file cannot be opened"),
        (_sqlite("SQLITE_PERM"), "The desk's file may not be opened"),
        (_sqlite("SQLITE_IOERR_WRITE"), "The disk or network drive with the desk failed"),
        (_postgresql("55P03"), "Another program is writing"),
        (_postgresql("40P01"), "Another program is writing"),
        (_postgresql("53100"), "The database server's disk is full"),
        (_postgresql("54000"), "The database cannot keep so long a name or number"),
        (_postgresql("28P01"), "The database server refuses this account"),
        (_postgresql("3D000"), "The database server has no such database"),
        (_postgresql("25006"), "The database server takes no writes"),
        (_postgresql("57P01"), "The database server does not answer"),
        (_postgresql(psycopg.OperationalError("connection refused")), "The database server does not answer"),
        (_postgresql(psycopg.InterfaceError("the connection is closed")), "The database server does not answer"),
        (
            _postgresql(psycopg.OperationalError("failed: FATAL:  no\nfailed: FATAL:  no")),
            "The database server refuses the connection",
        ),
        (OSError(errno.ENOSPC, "", "x"), "The disk is full"),
        (OSError(errno.EFBIG, "", "x"), "{name} would be too large"),
        (OSError(errno.EROFS, "", "x"), "{name} may not be written or read"),
        (OSError(errno.ENOENT, "", "x"), "{name} does not exist"),
        (OSError(errno.EISDIR, "", "x"), "{name} is in the way"),
        (OSError(errno.ENAMETOOLONG, "", "x"), "{name} cannot be the name of a file here"),
        (OSError(errno.EINVAL, "", "a?"), "{name} cannot be the name of a file here"),
        (OSError(errno.EIO, "", "x"), "The disk or network drive failed at {name}"),
        (OSError(errno.ESTALE, "", "x"), "The disk or network drive failed at {name}"),
        (DBAPIError("SELECT", None, _sqlite("SQLITE_FULL")), "The disk is full"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else repr(value)[:70],
)
def test_trouble_of_the_surroundings_is_said(error: Exception, said: str) -> None:
    with pytest.raises(Surroundings) as told, told_apart():
        raise error
    assert told.value.message.text.startswith(said)
    assert told.value.__cause__ is error


@pytest.mark.parametrize("name", ["SQLITE_NOTADB", "SQLITE_CORRUPT_VTAB"])
def test_a_damaged_file_is_known_as_such(name: str) -> None:
    assert isinstance(translated(_sqlite(name)), Damaged)


@pytest.mark.parametrize("error", [_sqlite("SQLITE_INTERRUPT"), _postgresql("57014")], ids=["sqlite", "postgresql"])
def test_work_that_was_stopped_was_cancelled(error: Exception) -> None:
    assert isinstance(translated(error), Cancelled)


@pytest.mark.parametrize(
    "error",
    [
        _sqlite("SQLITE_ERROR"),
        _postgresql("23505"),
        _postgresql(psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")),
        OSError(errno.EPIPE, "broken pipe"),
        OSError(errno.EINVAL, "no file is named"),
        IntegrityError("INSERT", None, sqlite3.IntegrityError("UNIQUE")),
    ],
    ids=lambda error: repr(error)[:60],
)
def test_our_own_bugs_stay_bugs(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, told_apart():
        raise error
    assert raised.value is error
    assert translated(error) is None
