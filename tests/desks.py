"""Fresh desks for tests, on both databases: a template is made once, then copied for each test."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Protocol

import psycopg
from PySide6.QtCore import QLockFile

from coorddesk.core.migrate import migrate, rebuilding
from tests.postgres_server import is_running, server_url, start_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK_MILLISECONDS = 120_000


class Desks(Protocol):
    """Where tests get their desks on one kind of database."""

    def empty(self) -> str:
        """The path or URL of a database with nothing in it; on SQLite the file is not there yet."""

    def fresh(self) -> str:
        """The path or URL of a new desk: its schema, and no row."""

    def clear(self) -> None:
        """Throw away every desk made so far, whoever still looks at it."""

    def close(self) -> None:
        """Let go of the databases."""


class SqliteDesks:
    """Desks that are files, each in a folder of its own."""

    def __init__(self, shared: Path) -> None:
        """Keep everything below `shared`, where all workers find the template."""
        self._template = shared / "template.db"
        self._folder = shared / f"sqlite-{os.getpid()}"
        self._numbers = count(1)
        with alone(self._template):
            if not self._template.exists():
                making = self._template.with_suffix(".making")
                _create_schema(str(making))
                making.rename(self._template)

    def empty(self) -> str:
        """The path of a file that is not there yet."""
        folder = self._folder / str(next(self._numbers))
        folder.mkdir(parents=True)
        return str(folder / "desk.db")

    def fresh(self) -> str:
        """The path of a copy of the template."""
        return shutil.copyfile(self._template, self.empty())

    def clear(self) -> None:
        """Remove the files."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Nothing is held."""


class PostgresDesks:
    """Desks that are databases of the tests' own server."""

    def __init__(self, shared: Path, owner: int) -> None:
        """Use the server below `shared`, or start it first; it goes when the process `owner` does."""
        self._folder = shared / "postgres"
        self._names = (f"desk_{os.getpid()}_{number}" for number in count(1))
        self._made: list[str] = []
        with alone(self._folder):
            if not is_running(self._folder):
                start_server(self._folder, owner)
                with psycopg.connect(server_url(self._folder, "postgres"), autocommit=True) as server:
                    server.execute("CREATE DATABASE template_desk")
                _create_schema(server_url(self._folder, "template_desk"))
        self._server = psycopg.connect(server_url(self._folder, "postgres"), autocommit=True)

    def empty(self) -> str:
        """The URL of a database without tables."""
        return self._copy("template0")

    def fresh(self) -> str:
        """The URL of a copy of the template."""
        return self._copy("template_desk")

    def clear(self) -> None:
        """Drop the databases."""
        while self._made:
            self._server.execute(f"DROP DATABASE {self._made.pop()} WITH (FORCE)".encode())

    def close(self) -> None:
        """Leave the server to the other workers."""
        self._server.close()

    def _copy(self, template: str) -> str:
        name = next(self._names)
        # As files: to log each page, as the newer servers would, takes longer than the rest of it.
        strategy = "STRATEGY file_copy" if self._server.info.server_version >= 150000 else ""
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {template} {strategy}".encode())
        self._made.append(name)
        return server_url(self._folder, name)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one worker at a time make what is kept at `path`."""
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    assert lock.tryLock(_LOCK_MILLISECONDS)
    try:
        yield
    finally:
        lock.unlock()


def _create_schema(url: str) -> None:
    with rebuilding(url, create=True) as connection:
        migrate(connection)
