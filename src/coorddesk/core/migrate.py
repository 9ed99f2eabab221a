"""Runs migrations in one transaction that is checked before it commits, so that a failed one leaves no trace.

SQLite drops a table to rebuild it, which under foreign keys would take the rows that point at it along.
They are switched off for the transaction (they cannot be inside it) and checked at its end.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coorddesk.core.durable import replacing
from coorddesk.core.engine import begin_writing, make_engine, sqlite_path
from coorddesk.core.errors import Refused
from coorddesk.core.messages import _
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

SCRIPTS = "coorddesk:migrations"


@contextmanager
def rebuilding(url: str, *, create: bool = False) -> Iterator[Connection]:
    """A connection in one writing transaction in which tables may be rebuilt; it commits at the end, or not at all.

    With `create` a missing file is made, which appears under its name once everything is in it.
    """
    path = sqlite_path(url)
    with told_apart():
        if create and path is not None and not path.exists():
            clear_leftovers(path)
            with replacing(path, new=True) as part, _transaction(make_engine(str(part), create=True)) as connection:
                yield connection
        else:
            with _transaction(make_engine(url)) as connection:
                yield connection


def clear_leftovers(path: Path) -> None:
    """Remove what SQLite left beside a desk that is gone: it would be written into the next one of that name."""
    for ending in ("-wal", "-shm", "-journal"):
        left = path.with_name(f"{path.name}{ending}")
        if left.exists():  # where nothing may be written, even what is not there may not be removed
            left.unlink(missing_ok=True)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the schema up to `revision` inside the connection's transaction."""
    from alembic import command  # 0.4 s, for the few starts that need it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            _switch_off_foreign_keys(connection)
            begin_writing(connection, writes=True)
            with connection.begin():
                yield connection
                _refuse_damage(connection)
    finally:
        engine.dispose()


def _switch_off_foreign_keys(connection: Connection) -> None:
    """Before the transaction begins: inside it SQLite ignores the wish."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.cursor().execute("PRAGMA foreign_keys=OFF")


def _refuse_damage(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if dangling or said != "ok":
        raise Refused(
            _(
                "The desk was left as it was, because afterwards its data would not have been sound. "
                "Run “coorddesk check” with the version of the program that wrote it."
            )
        )
