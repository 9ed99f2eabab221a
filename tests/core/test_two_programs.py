"""Programs beside each other on one desk, and programs that are killed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from coorddesk.core.history_tables import ChangeSet
from coorddesk.directory.models import Department, Person
from tests.core.making import a_person, add
from tests.other_program import other_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from tests.desks import Desks

_BEGINNING = """
import sys
from coorddesk.core import bulk
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.history import record
from coorddesk.directory.models import Department, Person
from tests.core.making import DEED, a_department, person_values

database = Database(sys.argv[1], actor=Actor("Nour"), clock=SystemClock())
print("ready", flush=True)
input()
"""

_COUNT = """
for _ in range(50):
    with database.transaction() as session:
        person = session.get_one(Person, 1)
        person.notes = str(int(person.notes) + 1)
        record(session, DEED, ("person", 1))
database.close()
print("done", flush=True)
"""

_WRITE_UNTIL_KILLED = """
for number in range(10_000):
    with database.transaction() as session:
        session.add(a_department(f"{sys.argv[2]} {number}"))
        bulk.insert_rows(session, Person.__table__, [person_values() for _ in range(30)])
        record(session, DEED)
    print(number + 1, flush=True)
"""


def test_what_is_read_and_then_written_is_never_lost(database: Database) -> None:
    """Under a plain BEGIN about half of these are refused as locked (T4)."""
    add(database, a_person(notes="0"))
    with (
        other_program(_BEGINNING + _COUNT, database.url) as one,
        other_program(_BEGINNING + _COUNT, database.url) as two,
    ):
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        assert (one.hear(), two.hear()) == ("done", "done")
    with database.reading() as session:
        person = session.get_one(Person, 1)
        assert (person.notes, person.version) == ("100", 101)
        assert session.scalar(select(func.count(ChangeSet.id))) == 101


def test_a_killed_program_leaves_whole_transactions(desks: Desks, open_desk: Callable[..., Database]) -> None:
    database = open_desk(desks.fresh())
    said = 0
    for kill in range(3):
        with other_program(_BEGINNING + _WRITE_UNTIL_KILLED, database.url, str(kill)) as program:
            assert program.hear() == "ready"
            program.say("go")
            for _ in range(5 + kill):
                heard = int(program.hear())
            time.sleep(0.003 * kill)
            program.kill()
            heard = max([heard, *map(int, iter(program.hear, ""))])
        said += heard
        departments, people, sets = _counts(database)
        assert (people, sets) == (departments * 30, departments)
        assert said <= departments <= said + 1
        said = departments
    _expect_sound(database)


def _counts(database: Database) -> list[int]:
    """Departments, people and change sets, once a server has noticed that its client is gone."""
    with database.transaction() as session:
        return [session.scalar(select(func.count(model.id))) or 0 for model in (Department, Person, ChangeSet)]


def _expect_sound(database: Database) -> None:
    if database.path is not None:
        with database.reading() as session:
            assert session.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
