"""The database: three lanes, serial writes, one history, and news for every screen."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from coorddesk.core.engine import make_engine, sqlite_path
from coorddesk.core.errors import Cancelled, Refused
from coorddesk.core.history import ReadingSession, RecordedSession, Recorder
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.lanes import LaneConnection
from coorddesk.core.messages import Message, _
from coorddesk.core.revision import head
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.records import Subject

S = TypeVar("S", bound=Session)

_log = logging.getLogger(__name__)


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
        writing = threading.Lock()
        self._lanes = {lane: LaneConnection(self._engine, writing) for lane in Lane}
        self._here = threading.local()
        self._listeners: list[Callable[[Changes], None]] = []
        self._followers: list[tuple[frozenset[str], Callable[[Session], object]]] = []
        self._news_since: int | None = None  # the highest change set that every screen knows of
        self._own: set[int] = set()  # our change sets after it

    @contextmanager
    def reading(self, lane: Lane = Lane.READING) -> Iterator[Session]:
        """A session that sees one moment of the desk and writes nothing."""
        with self._held(lane, writes=False) as connection:
            session = _opened(ReadingSession, connection, self)
            try:
                self._begin_listening(session)
                yield session
            finally:
                session.close()

    @contextmanager
    def transaction(
        self, deed: Message | None = None, lane: Lane = Lane.WRITING, actor: Actor | None = None
    ) -> Iterator[Session]:
        """A session whose verbs are one change set: committed at the end, or nothing at all on any error.

        `deed` names the change where one verb's own name does not say it all. `actor` does it, if not who opened the
        desk: what the program does by itself is nobody's deed, and in the way of nobody's undo.
        """
        with self._held(lane, writes=True) as connection:
            session = _opened(RecordedSession, connection, self)
            session.info["actor"] = actor or self.actor
            try:
                self._begin_listening(session)
                recorder = Recorder(session, actor or self.actor, self.clock, _revision(connection))
                yield session
                self._follow(session, recorder)
                change_set = recorder.finish(deed)
                if self._lanes[lane].interrupted:
                    raise Cancelled
                self._commit(session, change_set)
            finally:
                session.close()
        if change_set is not None:
            self._announce(Changes(frozenset(recorder.kinds), frozenset(recorder.subjects), change_set))

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every committed change, in the thread that committed it."""
        self._listeners.append(listener)

    def follow(self, kinds: frozenset[str], work: Callable[[Session], object]) -> None:
        """Call `work` at the end of each transaction that touches one of these tables: it is part of the same deed."""
        self._followers.append((kinds, work))

    def look_for_news(self) -> None:
        """Announce what other programs committed since the desk was first read; asked every two seconds.

        Raises `Refused` once another program has changed the schema.
        """
        with self.reading() as session:
            _revision(session.connection())
            since = self._news_since
            later = session.execute(select(ChangeSet.id, ChangeSet.kinds).where(ChangeSet.id > since)).all()
        if not later:
            return
        news = [row for row in later if row.id not in self._own]
        self._news_since = max(row.id for row in later)
        self._own.difference_update(row.id for row in later)
        if news:
            kinds = frozenset(kind for row in news for kind in row.kinds)
            self._announce(Changes(kinds, change_set=news[-1].id, ours=False))

    def interrupt(self, lane: Lane) -> None:
        """Stop what runs or waits in a lane; its work ends with `Cancelled`. Safe from any thread."""
        self._lanes[lane].interrupt()

    def close(self) -> None:
        """Let go of every connection, once its work is done."""
        for lane in self._lanes.values():
            lane.close()
        self._engine.dispose()

    @contextmanager
    def _held(self, lane: Lane, *, writes: bool) -> Iterator[Connection]:
        """A lane's connection. A thread holds one at a time, or two could wait for each other for ever."""
        if getattr(self._here, "holds", False):
            raise AssertionError("this thread is inside a reading or transaction of this desk already")
        self._here.holds = True
        try:
            with told_apart(), self._lanes[lane].held(writes=writes) as connection:
                yield connection
        finally:
            self._here.holds = False

    def _begin_listening(self, session: Session) -> None:
        """Remember, at the first look at the desk, from where on changes are news."""
        if self._news_since is None:
            self._news_since = session.scalar(select(func.max(ChangeSet.id))) or 0

    def _commit(self, session: Session, change_set: int | None) -> None:
        """Commit; a change set that is ours is known as such before anybody can see it."""
        if change_set is None:
            session.commit()
            return
        self._own.add(change_set)
        try:
            session.commit()
        except BaseException:
            self._own.discard(change_set)
            raise

    def _follow(self, session: Session, recorder: Recorder) -> None:
        if self._followers:
            touched = frozenset(recorder.touched())
            for kinds, work in self._followers:
                if touched & kinds:
                    work(session)

    def _announce(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception:  # noqa: BLE001 - its bug must not make the commit look undone
                _log.exception("a listener failed after change set %s was committed", changes.change_set)


def _opened(kind: type[S], connection: Connection, database: Database) -> S:
    session = kind(bind=connection, expire_on_commit=False, join_transaction_mode="control_fully")
    session.info["actor"] = database.actor
    session.info["clock"] = database.clock
    return session


def _revision(connection: Connection) -> str:
    """The schema that is written under, which must still be this program's."""
    revision = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if revision != head():
        raise Refused(
            _(
                "This desk was upgraded or restored by another program meanwhile, and nothing was written. "
                "Close CoordDesk, update it if there is an update, and open the desk again."
            )
        )
    return revision
