"""A lane: one connection for one thread at a time, whose work can be stopped from another."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from coorddesk.core.engine import begin, interrupt, is_idle
from coorddesk.core.errors import Cancelled
from coorddesk.core.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_SECONDS_BETWEEN_LOOKS = 0.05


class LaneConnection:
    """A connection that is opened at its first use, and anew after any trouble with it."""

    def __init__(self, engine: Engine, writing: threading.Lock) -> None:
        """Connect through `engine`; the lanes of a desk share `writing`, so that one of them writes at a time."""
        self._engine = engine
        self._writing = writing
        self._connection: Connection | None = None
        self._driver: object = None
        self._in_use = threading.Lock()
        self._stopping = threading.Lock()  # while it is held no work ends, so that never the next one is stopped
        self._working = False
        self._interrupted = False

    @property
    def interrupted(self) -> bool:
        """Whether somebody stopped the work that is under way."""
        return self._interrupted

    @contextmanager
    def held(self, *, writes: bool) -> Iterator[Connection]:
        """The connection in a new transaction, rolled back at the end unless it was committed."""
        with self._in_use, self._interruptible(), self._alone(writes=writes):
            connection = self._begun(writes=writes)
            try:
                yield connection
            except DBAPIError as error:
                if not isinstance(translated(error), Cancelled):
                    self._drop()
                raise
            finally:
                self._rest()

    def interrupt(self) -> None:
        """Stop the work that runs on the connection or waits for its turn to write, if any does."""
        with self._stopping:
            if self._working:
                self._interrupted = True
                if self._driver is not None:
                    interrupt(self._driver)

    def close(self) -> None:
        """Close the connection, once nobody holds it."""
        with self._in_use:
            self._drop()

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        with self._stopping:
            self._working, self._interrupted = True, False
        try:
            yield
        finally:
            with self._stopping:
                self._working = False

    @contextmanager
    def _alone(self, *, writes: bool) -> Iterator[None]:
        """Wait for this desk's other writer; another program's is waited for when it begins."""
        if not writes:
            yield
            return
        while not self._writing.acquire(timeout=_SECONDS_BETWEEN_LOOKS):
            if self._interrupted:
                raise Cancelled
        try:
            yield
        finally:
            self._writing.release()

    def _begun(self, *, writes: bool) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._driver = self._connection.connection.dbapi_connection
        try:
            begin(self._connection, writes=writes, stopped=lambda: self._interrupted)
        except BaseException:
            self._drop()  # nobody knows how far it came
            raise
        return self._connection

    def _rest(self) -> None:
        """End the transaction, if the work has not. A connection on which it did not end is let go.

        An interrupt may stop the rollback as well, always if a result is still half read on SQLite: what is behind the
        connection is in its transaction then, whatever the connection says, and the next work could not begin.
        """
        if self._connection is None:
            return
        try:
            if self._connection.in_transaction():
                self._connection.rollback()
        finally:
            if not is_idle(self._driver):
                self._drop()

    def _drop(self) -> None:
        with self._stopping:
            connection, self._connection, self._driver = self._connection, None, None
            if connection is not None:
                connection.invalidate()
                connection.close()
