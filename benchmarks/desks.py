"""New desks to measure on: SQLite, and PostgreSQL where COORDDESK_BENCH_POSTGRES is the address of an empty one."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.migrate import migrate, rebuilding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROWS = 100_000


def rows_wanted() -> int:
    """How many records to measure with: the issue's, or fewer where COORDDESK_BENCH_ROWS says so."""
    return int(os.environ.get("COORDDESK_BENCH_ROWS", _ROWS))


def new_desk(url: str) -> Database:
    """An empty desk at a path or an address."""
    features.load_tables()
    with rebuilding(url, create=True) as connection:
        migrate(connection)
    return Database(url, actor=Actor("bench"), clock=SystemClock())


def on_both(fill: Callable[[Database], object]) -> Iterator[tuple[str, Database]]:
    """A desk on each database with its name, filled; closed once the next is asked for."""
    with TemporaryDirectory() as folder:
        yield from _filled("SQLite", str(Path(folder) / "desk.sqlite"), fill)
    address = os.environ.get("COORDDESK_BENCH_POSTGRES")
    if address:
        yield from _filled("PostgreSQL", address, fill)


def _filled(name: str, url: str, fill: Callable[[Database], object]) -> Iterator[tuple[str, Database]]:
    database = new_desk(url)
    fill(database)
    yield name, database
    database.close()
