from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core import id_lists
from coorddesk.core.bulk import insert_rows
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.id_lists import ids_of, rows_of
from tests.core.making import DEED, person_values

if TYPE_CHECKING:
    import pytest

    from coorddesk.core.database import Database


def test_all_come_in_order_however_many_are_taken_at_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(id_lists, "_AT_ONCE", 3)
    people = table_named("person")
    with database.transaction() as session:
        insert_rows(session, people, [person_values(f"P{number}") for number in range(7)])
        record(session, DEED)
    upwards, downwards = select(people.c.id).order_by(people.c.id), select(people.c.id).order_by(people.c.id.desc())
    with database.reading() as session:
        assert list(ids_of(session, upwards, downwards)) == [*range(1, 8), *range(7, 0, -1)]
        assert list(ids_of(session, upwards.where(people.c.id > 7))) == []
        named = select(people.c.id, people.c.last_name).order_by(people.c.id)
        assert list(rows_of(session, named)) == [(number + 1, f"P{number}") for number in range(7)]
