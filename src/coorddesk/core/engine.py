"""Connections: how each of the two databases is opened, and how a transaction begins on it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url

BUSY_SECONDS = 15
"""How long a write waits for another program's before it is refused with a sentence."""

ADVISORY_LOCK = 0x636F6F7264
"""The one lock that makes writes serial on PostgreSQL ('coord' in hexadecimal)."""

_WRITES = "coorddesk_writes"


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


def interrupt(driver: Any) -> None:
    """Stop the statement that another thread is running on the driver's connection."""
    if isinstance(driver, sqlite3.Connection):
        driver.interrupt()
    else:
        driver.cancel_safe(timeout=BUSY_SECONDS)


def _sqlite(path: Path, *, create: bool) -> Engine:
    mode = "rwc" if create else "rw"
    uri = f"file:{quote(path.absolute().as_posix())}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-32000"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _postgresql(url: str) -> Engine:
    target = make_url(url)
    if target.drivername in {"postgresql", "postgres"}:
        target = target.set(drivername="postgresql+psycopg")
    return create_engine(target, poolclass=NullPool, connect_args={"connect_timeout": BUSY_SECONDS})


def _begin(connection: Connection) -> None:
    """Begin for real: SQLite's driver is left out of it, and a writer takes its lock before it reads."""
    writes = connection.get_execution_options().get(_WRITES, False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
