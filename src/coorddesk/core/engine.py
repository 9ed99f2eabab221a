"""Connections: how each of the two databases is opened, and how a transaction begins on it."""

from __future__ import annotations

import sqlite3
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

BUSY_SECONDS = 15
"""How long a write waits for another program's before it is refused with a sentence."""

ADVISORY_LOCK = 0x636F6F7264
"""The one lock that makes writes serial on PostgreSQL ('coord' in hexadecimal)."""

_MILLISECONDS_BETWEEN_LOOKS = 200
_WRITES = "coorddesk_writes"
_ENGINE: dict[str, Any] = {"poolclass": NullPool, "hide_parameters": True}  # what people typed stays out of the log
_PATIENCE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}  # seconds; then a server is lost
_POSTGRESQL_NAMES = {"postgresql", "postgres", "postgresql+psycopg"}


def make_engine(url: str, *, create: bool = False) -> Engine:
    """An engine for a SQLite path or URL, or a PostgreSQL URL.

    A SQLite file is only created with `create`; otherwise a missing one is an error, because a
    mistyped path must not quietly open an empty desk.
    """
    path = sqlite_path(url)
    engine = _sqlite(path, create=create) if path is not None else _postgresql(url)
    event.listen(engine, "begin", _begin)
    return engine


def sqlite_path(url: str) -> Path | None:
    """The file that a URL or bare path names; None for a server."""
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///"))
    return None if "://" in url else Path(url)


def begin_writing(connection: Connection, *, writes: bool) -> None:
    """Say whether the connection's next transactions write: those begin with the lock already held."""
    connection.execution_options(**{_WRITES: writes})


def begin(connection: Connection, *, writes: bool, stopped: Callable[[], bool]) -> None:
    """Begin a transaction; raises `Cancelled` if it is `stopped` while it waits for another program's to end.

    SQLite sleeps through an interrupt while it waits, so it is only let wait for a moment at a time.
    """
    begin_writing(connection, writes=writes)
    driver: Any = connection.connection.dbapi_connection
    if not (writes and isinstance(driver, sqlite3.Connection)):
        connection.begin()
        return
    end = time.monotonic() + BUSY_SECONDS
    driver.execute(f"PRAGMA busy_timeout = {_MILLISECONDS_BETWEEN_LOOKS}")
    try:
        while not _begun_alone(connection, is_last=time.monotonic() >= end):
            if stopped():
                raise Cancelled
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def interrupt(driver: Any) -> None:
    """Stop the statement that another thread is running on the driver's connection."""
    if isinstance(driver, sqlite3.Connection):
        driver.interrupt()
    else:
        driver.cancel_safe(timeout=BUSY_SECONDS)


def is_idle(driver: Any) -> bool:
    """Whether the driver's connection is in no transaction, as its database knows it."""
    if isinstance(driver, sqlite3.Connection):
        return not driver.in_transaction
    return bool(driver.info.transaction_status == driver.info.transaction_status.IDLE)


def _begun_alone(connection: Connection, *, is_last: bool) -> bool:
    """Whether no other program was writing; on the last try, its error."""
    try:
        connection.begin()
    except OperationalError as error:
        if is_last or getattr(error.orig, "sqlite_errorname", "") != "SQLITE_BUSY":
            raise
        return False
    return True


def _sqlite(path: Path, *, create: bool) -> Engine:
    mode = "rwc" if create else "rw"
    uri = f"file:{quote(path.absolute().as_posix())}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-100000"):
                connection.execute(f"PRAGMA {pragma}")
            connection.create_function("fold", 1, _fold, deterministic=True)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine("sqlite://", creator=connect, **_ENGINE)


def _fold(text: str | None) -> str | None:
    """What statements call `fold` (`core/fold_sql.py`)."""
    return None if text is None else fold(text)


def _postgresql(url: str) -> Engine:
    try:
        target = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        target = None
    if target is None or target.drivername not in _POSTGRESQL_NAMES:
        raise UserError(_("This is no address of a desk. Name a file, or a database: postgresql://user@server/name."))
    if find_spec("psycopg") is None:
        raise Surroundings(
            _("This installation does not speak with PostgreSQL. Install CoordDesk with its extra “postgres”.")
        )
    connecting = _PATIENCE | {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"}
    return create_engine(target.set(drivername="postgresql+psycopg"), connect_args=connecting, **_ENGINE)


def _begin(connection: Connection) -> None:
    """Begin for real: SQLite's driver is left out of it, and a writer takes its lock before it reads."""
    writes = connection.get_execution_options().get(_WRITES, False)
    if connection.dialect.name == "sqlite":
        if connection.info.get(_WRITES) is not writes:  # the pragma makes SQLite forget every prepared statement
            connection.exec_driver_sql(f"PRAGMA query_only = {not writes:d}")
            connection.info[_WRITES] = writes
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
