from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from coorddesk.core import undo
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.history_tables import ChangeChunk, ChangeRow
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PlaceKind
from tests.core.making import DEED, a_person, a_place, add, latest, person_values, rows_of

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from tests.conftest import Logged

PEOPLE = table_named("person")
PLACES = table_named("place")


def place_values(name: str, parent_id: int | None = None) -> dict[str, object]:
    """A place as a bulk write takes it."""
    return {
        "name": name,
        "name_folded": name,
        "path": name,
        "path_folded": name,
        "kind": PlaceKind.ROOM,
        "parent_id": parent_id,
    }


def insert_people(database: Database, count: int) -> list[int]:
    """Insert people in bulk."""
    with database.transaction() as session:
        ids = insert_rows(session, PEOPLE, [person_values(f"P{number}") for number in range(count)])
        record(session, DEED)
    return ids


def test_inserted_rows_are_those_that_the_session_would_make(database: Database) -> None:
    add(database, a_person("Martin", birth_date=date(2010, 2, 28)))
    with database.transaction() as session:
        [row_id] = insert_rows(session, PEOPLE, [person_values("Martin", birth_date=date(2010, 2, 28))])
        record(session, DEED)
    rows = rows_of(database, versions=True)["person"]
    assert rows[row_id] == rows[1] | {"id": row_id}
    with database.reading() as session:
        one, other = session.scalars(select(ChangeRow.after).order_by(ChangeRow.id))
        assert one is not None
        assert other == one | {"id": row_id}


def test_ids_go_on_from_the_highest_ever_used(database: Database) -> None:
    assert insert_people(database, 3) == [1, 2, 3]
    with database.transaction() as session:
        delete_rows(session, PEOPLE, [2, 3])
        record(session, DEED)
    assert insert_people(database, 2) == [4, 5]
    add(database, a_person("Six"))
    assert sorted(rows_of(database)["person"]) == [1, 4, 5, 6]


def test_nothing_to_write_is_no_change(database: Database) -> None:
    with database.transaction() as session:
        assert insert_rows(session, PEOPLE, []) == []
        update_rows(session, PEOPLE, [])
        delete_rows(session, PEOPLE, [])
    assert latest(database) == 0


def test_many_rows_are_kept_in_chunks(database: Database) -> None:
    insert_people(database, 1201)
    with database.reading() as session:
        chunks = select(ChangeChunk.low, ChangeChunk.high).order_by(ChangeChunk.place_in_set)
        assert session.execute(chunks).all() == [(1, 500), (501, 1000), (1001, 1201)]
        assert session.scalar(select(func.count(ChangeRow.id))) == 0


def test_many_rows_are_stored_with_their_days_and_blanks_and_come_back_after_an_undo(database: Database) -> None:
    days = [date(1890 + number, 2, 28) if number % 3 else None for number in range(100)]
    with database.transaction() as session:
        insert_rows(session, PEOPLE, [person_values(f"P{n}", birth_date=day) for n, day in enumerate(days)])
        record(session, DEED)
    stored = rows_of(database, versions=True)["person"]
    assert [row["birth_date"] for row in stored.values()] == days
    assert {row["left_on"] for row in stored.values()} == {None}
    inserted = latest(database)
    with database.transaction() as session:
        undo.undo(session, inserted)
    assert rows_of(database)["person"] == {}
    with database.transaction() as session:
        undo.redo(session, inserted)
    assert rows_of(database, versions=True)["person"] == stored


def test_updated_rows_raise_their_version(database: Database) -> None:
    insert_people(database, 3)
    with database.transaction() as session:
        update_rows(session, PEOPLE, [(1, {"notes": "a"}), (2, {"email": "b", "notes": ""}), (3, {"notes": ""})])
        record(session, DEED)
    rows = rows_of(database, versions=True)["person"]
    assert [(row["version"], row["notes"], row["email"]) for row in rows.values()] == [
        (2, "a", ""),
        (2, "", "b"),
        (1, "", ""),
    ]
    with database.reading() as session:
        kept = select(ChangeRow.row_id, ChangeRow.before, ChangeRow.after).where(ChangeRow.change_set_id == 2)
        assert session.execute(kept.order_by(ChangeRow.place_in_set)).all() == [
            (1, {"notes": "", "version": 1}, {"notes": "a", "version": 2}),
            (2, {"email": "", "version": 1}, {"email": "b", "version": 2}),
        ]


def test_what_stands_already_is_no_change(database: Database) -> None:
    insert_people(database, 2)
    with database.transaction() as session:
        update_rows(session, PEOPLE, [(1, {"notes": ""}), (2, {"birth_date": None})])
        record(session, DEED)
    assert latest(database) == 1


def test_a_row_named_twice_or_missing_is_our_bug(database: Database) -> None:
    insert_people(database, 1)
    for changes in ([(1, {"notes": "a"}), (1, {"notes": "b"})], [(2, {"notes": "a"})]):
        with pytest.raises(AssertionError, match="not there, or twice"), database.transaction() as session:
            update_rows(session, PEOPLE, changes)


def test_rows_that_are_gone_need_no_deleting(database: Database) -> None:
    insert_people(database, 2)
    with database.transaction() as session:
        delete_rows(session, PEOPLE, [2, 3, 2])
        record(session, DEED)
        delete_rows(session, PEOPLE, [2])
    assert sorted(rows_of(database)["person"]) == [1]


def test_rows_in_the_session_see_what_was_written_in_bulk(database: Database) -> None:
    insert_people(database, 2)
    with database.transaction() as session:
        person = session.get_one(Person, 1)
        person.notes = "by the session"
        update_rows(session, PEOPLE, [(1, {"email": "in bulk"})])
        assert (person.notes, person.email, person.version) == ("by the session", "in bulk", 3)
        person.notes = "again"
        session.flush()
        delete_rows(session, PEOPLE, [2])
        assert session.get(Person, 2) is None
        record(session, DEED)
    assert rows_of(database, versions=True)["person"][1]["version"] == 4


def test_parents_are_inserted_before_children_and_deleted_after_them(database: Database, logged: Logged) -> None:
    with database.transaction() as session:
        insert_rows(session, PLACES, [place_values("site"), place_values("room", 1)])
        record(session, DEED)
    with pytest.raises(IntegrityError), database.transaction() as session:
        delete_rows(session, PLACES, [1, 2])
    logged.take()  # psycopg says that it gives the other statements up
    with database.transaction() as session:
        delete_rows(session, PLACES, [2, 1])
        record(session, DEED)
    assert rows_of(database)["place"] == {}


def test_a_table_without_history_is_written_plainly(database: Database) -> None:
    with pytest.raises(AssertionError, match="keeps no history"), database.transaction() as session:
        insert_rows(session, table_named("change_row"), [{"change_set_id": 1}])


def test_values_keep_their_types(database: Database) -> None:
    add(database, a_place("one"))
    with database.transaction() as session:
        insert_rows(session, PLACES, [place_values("two")])
        update_rows(session, PLACES, [(1, {"kind": PlaceKind.SITE})])
        record(session, DEED)
    with database.reading() as session:
        kinds = session.scalars(select(Place.kind).order_by(Place.id)).all()
        assert kinds == [PlaceKind.SITE, PlaceKind.ROOM]
        assert session.scalar(select(ChangeRow.after["kind"].as_string()).where(ChangeRow.row_id == 2)) == "room"
