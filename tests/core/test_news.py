from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.database import Changes, Database
from coorddesk.core.errors import Surroundings
from coorddesk.core.history import record
from tests.core.making import DEED, a_department, a_person, a_place, add, rows_of
from tests.other_program import other_program

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def heard(database: Database) -> list[Changes]:
    """What the listeners of `database`, which was looked at, have heard."""
    changes: list[Changes] = []
    database.listen(changes.append)
    rows_of(database)
    return changes


@pytest.fixture
def other(database: Database, open_desk: Callable[..., Database]) -> Database:
    """Another program on the same desk."""
    return open_desk(database.url, actor=Actor("Nour"))


def news(*kinds: str, change_set: int) -> Changes:
    """What is heard of others."""
    return Changes(frozenset(kinds), change_set=change_set, ours=False)


def ours(heard: list[Changes]) -> list[int | None]:
    """Our own change sets."""
    return [changes.change_set for changes in heard if changes.ours]


def test_what_others_do_is_news_once(database: Database, heard: list[Changes], other: Database) -> None:
    add(other, a_department())
    add(other, a_person())
    database.look_for_news()
    database.look_for_news()
    assert heard == [news("department", "person", change_set=2)]


def test_what_we_do_is_no_news(database: Database, heard: list[Changes]) -> None:
    add(database, a_department())
    database.look_for_news()
    assert (len(heard), ours(heard)) == (1, [1])


def test_a_change_of_others_between_ours_is_news(database: Database, heard: list[Changes], other: Database) -> None:
    add(database, a_department("A"))
    add(other, a_place())
    add(database, a_department("B"))
    database.look_for_news()
    add(database, a_department("C"))
    database.look_for_news()
    assert ours(heard) == [1, 3, 4]
    assert [changes for changes in heard if not changes.ours] == [news("place", change_set=2)]


def test_what_was_done_after_a_screen_was_read_is_news_at_the_first_look(
    database: Database, heard: list[Changes], other: Database
) -> None:
    """The first look comes two seconds after the first page."""
    add(other, a_department())
    database.look_for_news()
    assert heard == [news("department", change_set=1)]


def test_what_was_done_before_a_desk_was_opened_is_no_news(database: Database, other: Database) -> None:
    add(other, a_department())
    heard: list[Changes] = []
    database.listen(heard.append)
    database.look_for_news()
    assert heard == []


def test_a_number_that_we_did_not_get_may_be_somebody_elses(
    database: Database, heard: list[Changes], other: Database
) -> None:
    """On SQLite a transaction that was rolled back leaves its number to the next one."""
    with pytest.raises(Surroundings):
        _write_on_a_full_disk(database)
    add(other, a_place())
    database.look_for_news()
    assert [changes.kinds for changes in heard] == [{"place"}]


def test_every_program_hears_the_others_and_only_them(database: Database, heard: list[Changes]) -> None:
    with other_program(_PROGRAM, database.url) as program:
        assert program.hear() == "ready"
        numbers = [add(database, a_department(f"Ours {number}")) for number in range(5)]
        program.say("go")
        theirs = [int(program.hear()) for _ in range(5)]
        numbers += [add(database, a_department(f"Ours again {number}")) for number in range(5)]
        program.say("look")
        assert program.hear() == "5 ours, 2 news"
        database.look_for_news()
    assert ours(heard) == numbers
    assert [changes for changes in heard if not changes.ours] == [news("place", change_set=max(theirs))]


def _write_on_a_full_disk(database: Database) -> None:
    with database.transaction() as session:
        session.add(a_department())
        session.flush()
        record(session, DEED)
        raise OSError(errno.ENOSPC, "No space left on device")


_PROGRAM = """
import sys
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from tests.core.making import a_place, add, rows_of

database = Database(sys.argv[1], actor=Actor("Nour"), clock=SystemClock())
heard = []
database.listen(heard.append)
rows_of(database)
print("ready", flush=True)
input()
database.look_for_news()
for number in range(5):
    print(add(database, a_place(f"Room {number}")), flush=True)
input()
database.look_for_news()
own = sum(changes.ours for changes in heard)
print(f"{own} ours, {len(heard) - own} news", flush=True)
database.close()
"""
