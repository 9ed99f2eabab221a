"""What tells that nothing was written to a desk, and what tells that something was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.sqlite_file import last_change, mark_of, wal_of
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.opening import open_desk
from tests.factories import make_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "desk.sqlite"
    open_desk(str(path), actor=Actor("Camille Martin"), clock=clock).close()
    change(path, clock)
    return path


def change(path: Path, clock: FixedClock, verb: Callable[[Session], object] = make_place) -> None:
    database = open_desk(str(path), actor=Actor("Camille Martin"), clock=clock)
    with database.transaction() as session:
        verb(session)
    database.close()


def undo_last(session: Session) -> None:
    last = next_to_undo(session)
    assert last is not None
    undo(session, last)


def test_looking_and_opening_change_nothing(desk: Path, clock: FixedClock) -> None:
    before = mark_of(desk)
    assert before is not None
    open_desk(str(desk), actor=Actor("Somebody"), clock=clock).close()
    assert mark_of(desk) == before
    assert sorted(path.name for path in desk.parent.iterdir()) == [desk.name]


@pytest.mark.parametrize("verb", [lambda session: make_place(session, "CDI"), undo_last], ids=["a change", "an undo"])
def test_every_change_is_seen(desk: Path, clock: FixedClock, verb: Callable[[Session], object]) -> None:
    before, last = mark_of(desk), last_change(desk)
    change(desk, clock, verb)
    assert mark_of(desk) != before
    assert last_change(desk) != last


def test_what_was_written_past_the_history_is_seen(desk: Path) -> None:
    before = mark_of(desk)
    with closing(sqlite3.connect(desk)) as file, file:
        file.execute("UPDATE place SET name = 'Cave'")
    assert mark_of(desk) != before


def test_what_another_program_has_not_put_into_the_file_yet_is_seen(desk: Path, clock: FixedClock) -> None:
    before, last = mark_of(desk), last_change(desk)
    database = open_desk(str(desk), actor=Actor("Somebody"), clock=clock)
    with database.transaction() as session:
        make_place(session, "CDI")
    assert wal_of(desk).exists()
    assert mark_of(desk) != before
    assert last_change(desk) != last
    database.close()


def test_another_change_of_the_same_number_is_seen(desk: Path, clock: FixedClock, tmp_path: Path) -> None:
    backup = shutil.copyfile(desk, tmp_path / "backup")
    change(desk, clock, lambda session: make_place(session, "CDI"))
    last = last_change(desk)
    shutil.copyfile(backup, desk)
    clock.moment = clock.moment.replace(microsecond=1)
    change(desk, clock, lambda session: make_place(session, "Cave"))
    assert last_change(desk) != last


@pytest.mark.parametrize("content", [None, b"", b"no desk", b"SQLite format 3\0 broken"])
def test_no_desk_has_no_mark(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "desk.sqlite"
    if content is not None:
        path.write_bytes(content)
    assert mark_of(path) is None
    assert path.exists() is (content is not None)


def test_a_desk_in_the_midst_of_a_write_is_read_at_once(desk: Path) -> None:
    before = last_change(desk)
    with closing(sqlite3.connect(desk, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert last_change(desk) == before
        writer.execute("ROLLBACK")
