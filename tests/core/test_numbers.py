from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core import numbers, undo
from coorddesk.core.desk_tables import Organisation
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from tests.other_program import other_program

if TYPE_CHECKING:
    from coorddesk.core.database import Database

_DRAWS = """
import sys
from coorddesk.core import numbers
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database

database = Database(sys.argv[1], actor=Actor("Alex"), clock=SystemClock())
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    with database.transaction() as session:
        drawn = numbers.draw(session, "order")
    print(drawn)
database.close()
"""


def _draw(database: Database, series: str) -> int:
    with database.transaction() as session:
        return numbers.draw(session, series)


def test_each_series_counts_from_one(database: Database) -> None:
    assert [_draw(database, series) for series in ("order", "order", "loan", "order")] == [1, 2, 1, 3]


def test_a_number_given_up_with_its_transaction_was_never_drawn(database: Database) -> None:
    def draw_in_vain() -> None:
        with database.transaction() as session:
            numbers.draw(session, "order")
            raise UserError(_("The order lacks a supplier."))

    with pytest.raises(UserError):
        draw_in_vain()
    assert _draw(database, "order") == 1


def test_undoing_what_a_number_was_drawn_for_does_not_give_it_back(database: Database) -> None:
    with database.transaction() as session:
        session.add(Organisation(name=f"Order {numbers.draw(session, 'order')}"))
        record(session, _("Order"))
    with database.transaction() as session:
        change_set = undo.next_to_undo(session)
        assert change_set is not None
        undo.undo(session, change_set)
    assert _draw(database, "order") == 2


def test_two_programs_never_draw_the_same(database: Database) -> None:
    with other_program(_DRAWS, database.url) as one, other_program(_DRAWS, database.url) as two:
        assert (one.hear(), two.hear()) == ("ready", "ready")
        one.say("go")
        two.say("go")
        drawn = [*map(int, one.hear_all()), *map(int, two.hear_all())]
    assert sorted(drawn) == list(range(1, 81))


def test_a_series_can_leap_over_numbers_that_are_taken(database: Database) -> None:
    with database.transaction() as session:
        drawn = [numbers.draw(session, "asset", above=above) for above in (40, 0, 100, 7)]
        drawn.append(numbers.draw(session, "other", above=3))
    assert drawn == [41, 42, 101, 102, 4]
