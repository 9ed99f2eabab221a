"""The database: three lanes, serial writes, one history, and news for every screen."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from coorddesk.core.engine import begin_writing, interrupt, make_engine, sqlite_path
from coorddesk.core.history import Recorder
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.feature import Subject
    from coorddesk.core.messages import Message


class Lane(Enum):
    """Who waits for whom: a screen's page never waits for an import, a write may."""

    READING = "reading"
    WRITING = "writing"
    JOBS = "jobs"


@dataclass(frozen=True)
class Changes:
    """What a committed change set touched: the names of its tables, its subjects, and whether it was ours."""

    kinds: frozenset[str]
    subjects: frozenset[Subject] = frozenset()
    change_set: int | None = None
    ours: bool = True


class Database:
    """One desk's database, opened once and handed to whoever needs it."""

    def __init__(self, url: str, *, actor: Actor, clock: Clock) -> None:
        """Open the desk at a path or URL on behalf of `actor`; its schema must be up to date (core.schema)."""
        self.url = url
        self.path = sqlite_path(url)
        self.actor = actor
        self.clock = clock
        self._engine = make_engine(url)
        self._lanes = {lane: _LaneConnection(self._engine) for lane in Lane}
        self._writing = threading.Lock()
        self._listeners: list[Callable[[Changes], None]] = []
        self._seen_set: int | None = None
        self._seen_data_version: int | None = None

    @contextmanager
    def reading(self, lane: Lane = Lane.READING) -> Iterator[Session]:
        """A session that sees one moment of the desk and writes nothing."""
        with told_apart(), self._lanes[lane].held(writes=False) as connection:
            session = self._session(connection)
            try:
                yield session
            finally:
                session.close()

    @contextmanager
    def transaction(self, deed: Message | None = None, lane: Lane = Lane.WRITING) -> Iterator[Session]:
        """A session whose verbs are one change set: committed at the end, or nothing at all on any error.

        `deed` names the change where one verb's own name does not say it all.
        """
        with self._writing, told_apart(), self._lanes[lane].held(writes=True) as connection:
            session = self._session(connection)
            try:
                recorder = Recorder(session, self.actor, self.clock, _revision(connection))
                yield session
                change_set = recorder.finish(deed)
                session.commit()
            finally:
                session.close()
        if change_set is not None:
            self._announce(Changes(frozenset(recorder.kinds), frozenset(recorder.subjects), change_set))

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every committed change, in the thread that committed it."""
        self._listeners.append(listener)

    def look_for_news(self) -> None:
        """Announce what other programs committed since the last look; asked every two seconds."""
        with told_apart(), self._lanes[Lane.READING].held(writes=False) as connection:
            version = self._data_version(connection)
            if version is not None and version == self._seen_data_version:
                return
            self._seen_data_version = version
            news = self._news(connection)
        if news is not None:
            self._announce(news)

    def interrupt(self, lane: Lane) -> None:
        """Stop the statement that runs in a lane; its work ends with `Cancelled`. Safe from any thread."""
        self._lanes[lane].interrupt()

    def close(self) -> None:
        """Let go of every connection."""
        for lane in self._lanes.values():
            lane.close()
        self._engine.dispose()

    def _session(self, connection: Connection) -> Session:
        session = Session(bind=connection, expire_on_commit=False, join_transaction_mode="control_fully")
        session.info["actor"] = self.actor
        session.info["clock"] = self.clock
        return session

    def _data_version(self, connection: Connection) -> int | None:
        """SQLite's own count of other connections' commits, far cheaper than a query; None on a server."""
        if connection.dialect.name != "sqlite":
            return None
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _news(self, connection: Connection) -> Changes | None:
        highest = connection.scalar(select(func.max(ChangeSet.id))) or 0
        seen, self._seen_set = self._seen_set, max(highest, self._seen_set or 0)
        if seen is None or highest <= seen:
            return None
        kinds = connection.scalars(select(ChangeSet.kinds).where(ChangeSet.id > seen))
        return Changes(frozenset(kind for touched in kinds for kind in touched), change_set=highest, ours=False)

    def _announce(self, changes: Changes) -> None:
        if changes.ours and self._seen_set is not None and changes.change_set == self._seen_set + 1:
            self._seen_set = changes.change_set
        for listener in self._listeners:
            listener(changes)


class _LaneConnection:
    """One connection, opened at its first use, for one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._lock = threading.Lock()

    @contextmanager
    def held(self, *, writes: bool) -> Iterator[Connection]:
        """The connection, in no transaction before and after; a lost one is opened anew next time."""
        with self._lock:
            connection = self._open()
            try:
                begin_writing(connection, writes=writes)
                yield connection
            finally:
                if connection.invalidated:
                    self._connection = None
                elif connection.in_transaction():
                    connection.rollback()

    def interrupt(self) -> None:
        """Stop what runs on it, if anything does."""
        connection = self._connection
        if connection is not None and self._lock.locked():
            interrupt(connection)

    def close(self) -> None:
        """Close the connection once nobody holds it."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection


def _revision(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
