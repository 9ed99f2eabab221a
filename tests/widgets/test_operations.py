from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Department
from coorddesk.widgets.operations import Operations

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Changes, Database
    from coorddesk.core.jobs import Progress

    class OpenDesk:
        def __call__(self, url: str, *, actor: Actor = ...) -> Database: ...


@pytest.fixture
def operations(database: Database, qtbot: QtBot) -> Iterator[Operations]:
    operations = Operations()
    operations.open(operations, lambda: database)
    yield operations
    operations.close()


@pytest.fixture
def heard(operations: Operations) -> list[Any]:
    """Everything that operations tells the window."""
    heard: list[Any] = []
    operations.committed.connect(lambda changes: heard.append(("committed", changes.kinds)))
    operations.told.connect(lambda message, undo: heard.append(("told", message, undo)))
    operations.refused.connect(lambda owner, error: heard.append(("refused", owner, error.message)))
    return heard


def add(name: str) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        department = Department(name=name, name_folded=name.lower())
        session.add(department)
        session.flush()
        record(session, _("Create {name}", name=name), ("department", department.id))
        return department.id

    return work


def slow(session: Session) -> int:
    """Minutes of work for either database, unless it is stopped."""
    if session.get_bind().dialect.name == "sqlite":
        return int(
            session.scalar(
                text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
            )
            or 0
        )
    return int(session.scalar(text("SELECT count(*) FROM (SELECT pg_sleep(120)) AS s")) or 0)


def test_a_reading_answers_in_the_window_s_thread(operations: Operations, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    answers: list[int] = []

    def work(session: Session) -> int:
        threads.append(threading.current_thread())
        return int(session.scalar(text("SELECT 41 + 1")) or 0)

    def done(value: int) -> None:
        threads.append(threading.current_thread())
        answers.append(value)

    operations.read(operations, work, done)
    qtbot.waitUntil(lambda: answers == [42])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_change_is_committed_then_told_with_its_undo_then_done(
    operations: Operations, heard: list[Any], qtbot: QtBot
) -> None:
    operations.change(operations, add("Arts"), lambda value: heard.append(("done", value)), said=_("Created."))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [("committed", frozenset({"department"})), ("told", _("Created."), 1), ("done", 1)]
