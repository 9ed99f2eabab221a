from __future__ import annotations

import gc
import zlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.event import registry

from coorddesk.core import bulk
from coorddesk.core.errors import Refused
from coorddesk.core.history import record, tell
from coorddesk.core.history_rows import (
    RowChange,
    joined,
    pack,
    pack_inserted,
    pieces_of,
    plain,
    table_named,
    typed_row,
    unpack,
)
from coorddesk.core.history_tables import ChangeRow, ChangeSubject
from coorddesk.core.messages import verbatim
from coorddesk.core.orm import APPEND_ONLY
from coorddesk.core.story import change_sets, of_subject
from coorddesk.core.undo import next_to_redo, next_to_undo, redo, undo
from coorddesk.directory.models import Department, Person, Place
from coorddesk.directory.rules import PlaceKind
from tests.core.making import DEED, a_department, a_person, a_place, add, latest, person_values

if TYPE_CHECKING:
    from coorddesk.core.database import Database

Step = tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]


def steps(database: Database, change_set: int | None = None) -> list[Step]:
    """What a change set (the latest) kept, in order."""
    number = latest(database) if change_set is None else change_set
    with database.reading() as session:
        return [
            (change.table, change.row_id, change.before, change.after)
            for piece in pieces_of(session.connection(), number)
            for change in piece.read()
        ]


def test_an_inserted_row_is_kept_as_it_was_stored(database: Database) -> None:
    add(database, a_person("Œuvré", birth_date=date(2010, 2, 28)))
    [(table, row_id, before, after)] = steps(database)
    assert (table, row_id, before) == ("person", 1, None)
    assert after is not None
    assert {key: after[key] for key in ("id", "version", "last_name", "last_name_folded", "birth_date", "notes")} == {
        "id": 1,
        "version": 1,
        "last_name": "Œuvré",
        "last_name_folded": "oeuvre",
        "birth_date": "2010-02-28",
        "notes": "",
    }
    assert after.keys() == set(table_named("person").c.keys())


def test_of_an_updated_row_only_what_changed_is_kept(database: Database) -> None:
    add(database, a_person(notes="old"))
    with database.transaction() as session:
        person = session.get_one(Person, 1)
        person.notes, person.email = "new", ""
        record(session, DEED)
    assert steps(database) == [("person", 1, {"version": 1, "notes": "old"}, {"version": 2, "notes": "new"})]


def test_a_deleted_row_is_kept_whole(database: Database) -> None:
    add(database, a_department("Library"))
    with database.transaction() as session:
        session.delete(session.get_one(Department, 1))
        record(session, DEED)
    gone = {"id": 1, "version": 1, "name": "Library", "name_folded": "library"}
    assert steps(database) == [("department", 1, gone, None)]


def test_each_flush_is_kept_in_its_order(database: Database) -> None:
    with database.transaction() as session:
        department = a_department("A")
        session.add(department)
        session.flush()
        department.name = "B"
        session.flush()
        department.name = "C"
        session.add(a_person(department_id=department.id))
        record(session, DEED)
    assert [(table, before, after and after.get("name")) for table, _, before, after in steps(database)] == [
        ("department", None, "A"),
        ("department", {"version": 1, "name": "A"}, "B"),
        ("department", {"version": 2, "name": "B"}, "C"),
        ("person", None, None),
    ]


def test_within_a_flush_parents_come_first_and_deletes_last(database: Database) -> None:
    add(database, a_department("A"), a_department("B"), a_person("P", department_id=1))
    with database.transaction() as session:
        one, two, person = session.get_one(Department, 1), session.get_one(Department, 2), session.get_one(Person, 1)
        session.delete(two)
        session.add(a_person("Q", department_id=1))
        session.add(a_department("C"))
        person.notes, one.name = "changed", "a"
        record(session, DEED)
    assert [(table, row_id, _kind(before, after)) for table, row_id, before, after in steps(database)] == [
        ("department", 1, "update"),
        ("department", 3, "insert"),
        ("person", 1, "update"),
        ("person", 2, "insert"),
        ("department", 2, "delete"),
    ]


def _kind(before: object, after: object) -> str:
    return "insert" if before is None else "delete" if after is None else "update"


def test_rows_are_kept_in_the_order_they_were_inserted(database: Database) -> None:
    """Rows that name their own ids, as an undo writes them, may come in any order."""
    with database.transaction() as session:
        upper = a_place("Site")
        upper.id = 7
        lower = a_place("Room", parent_id=7)
        lower.id = 3
        session.add_all([upper, lower])
        record(session, DEED)
    assert [row_id for _, row_id, _, _ in steps(database)] == [7, 3]


def test_bulk_writes_stand_between_the_steps_of_the_session(database: Database) -> None:
    people = table_named("person")
    with database.transaction() as session:
        person = a_person("A")
        session.add(person)
        bulk.update_rows(session, people, [(1, {"notes": "bulk"})])
        person.notes += " and more"
        bulk.delete_rows(session, people, [1])
        record(session, DEED)
    assert [
        (before and before.get("notes"), after and after.get("notes")) for _, _, before, after in steps(database)
    ] == [
        (None, ""),
        ("", "bulk"),
        ("bulk", "bulk and more"),
        ("bulk and more", None),
    ]


def test_subjects_are_kept_once(database: Database) -> None:
    with database.transaction() as session:
        session.add(a_department())
        record(session, DEED, ("department", 1), ("person", 4))
        record(session, DEED, ("department", 1))
    with database.reading() as session:
        rows = session.execute(select(ChangeSubject.change_set_id, ChangeSubject.kind, ChangeSubject.subject_id))
        assert sorted(rows) == [(1, "department", 1), (1, "person", 4)]


def test_what_was_made_and_removed_at_once_is_kept_too(database: Database) -> None:
    with database.transaction() as session:
        department = a_department()
        session.add(department)
        session.flush()
        session.delete(department)
        record(session, DEED)
    assert [_kind(before, after) for _, _, before, after in steps(database)] == ["insert", "delete"]


def test_rows_that_may_only_be_added_are_neither_changed_nor_removed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_named("department")
    monkeypatch.setitem(table.info, APPEND_ONLY, True)
    add(database, a_department("A"))
    with database.transaction() as session:
        bulk.insert_rows(session, table, [{"name": "B", "name_folded": "b"}])
        record(session, DEED)
    with pytest.raises(AssertionError, match="department is append-only"), database.transaction() as session:
        session.get_one(Department, 1).name = "C"
    with pytest.raises(AssertionError, match="department is append-only"), database.transaction() as session:
        session.delete(session.get_one(Department, 1))
    with pytest.raises(AssertionError, match="department is append-only"), database.transaction() as session:
        bulk.update_rows(session, table, [(1, {"name": "C"})])
    with pytest.raises(AssertionError, match="department is append-only"), database.transaction() as session:
        bulk.delete_rows(session, table, [1])


def test_transactions_leave_no_listener_behind(database: Database) -> None:
    def listeners() -> int:
        gc.collect()
        return len(registry._key_to_collection)

    add(database, a_department("warm up"))
    before = listeners()
    for number in range(20):
        add(database, a_department(f"{number}"))
    assert listeners() == before


def test_a_chunk_holds_any_row() -> None:
    changes = [
        RowChange("person", 1, None, {"id": 1, "birth_date": date(2010, 2, 28), "notes": "é"}),
        RowChange("person", 2, None, {"id": 2, "birth_date": None, "notes": "x" * 1000}),
        RowChange("person", 3, {"notes": "a"}, {"notes": "b"}),
        RowChange("person", 4, {"id": 4}, None),
    ]
    kept = [changes[0].after or {}, changes[1].after or {}]
    kept[0] = kept[0] | {"birth_date": "2010-02-28"}
    assert unpack("person", pack(changes)) == [
        RowChange("person", 1, None, kept[0]),
        RowChange("person", 2, None, kept[1]),
        *changes[2:],
    ]
    assert unpack("person", pack(changes[:2]))[1] == changes[1]
    assert unpack("person", pack(changes[2:3])) == changes[2:3]


def test_a_chunk_of_inserted_rows_holds_what_they_share_once() -> None:
    days = [date(2010, 2, 28), None]
    columns = {"birth_date": days, "id": range(7, 9), "notes": ["é", "é"], "left_on": [None, None]}
    packed = pack_inserted(columns)
    assert unpack("person", packed) == [
        RowChange("person", 7, None, {"birth_date": "2010-02-28", "id": 7, "notes": "é", "left_on": None}),
        RowChange("person", 8, None, {"birth_date": None, "id": 8, "notes": "é", "left_on": None}),
    ]
    assert list(unpack("person", packed)[0].after or {}) == list(columns)
    assert zlib.decompress(packed).count("é".encode()) == 1


def test_values_get_their_types_back() -> None:
    assert typed_row(table_named("place"), {"kind": "room", "name": "2010-02-28", "parent_id": 4}) == {
        "kind": PlaceKind.ROOM,
        "name": "2010-02-28",
        "parent_id": 4,
    }
    assert typed_row(table_named("person"), {"birth_date": "2010-02-28"}) == {"birth_date": date(2010, 2, 28)}
    moment = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
    assert typed_row(table_named("change_set"), {"moment": plain(moment)}) == {"moment": moment}


def test_what_no_json_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold bytes"):
        plain(b"")


@pytest.mark.parametrize(
    ("first", "then", "both"),
    [
        ((None, {"a": 1, "b": 2}), ({"a": 1}, {"a": 3}), (None, {"a": 3, "b": 2})),
        (({"a": 1}, {"a": 2}), ({"a": 2, "b": 5}, {"a": 3, "b": 6}), ({"a": 1, "b": 5}, {"a": 3, "b": 6})),
        (({"a": 1, "b": 5}, {"a": 2, "b": 6}), ({"a": 2}, {"a": 1}), ({"b": 5}, {"b": 6})),
        (({"a": 1}, {"a": 2}), ({"a": 2, "b": 5}, None), ({"a": 1, "b": 5}, None)),
        ((None, {"a": 1}), ({"a": 1}, None), (None, None)),
        (({"a": 1, "b": 5}, None), (None, {"a": 2, "b": 5}), ({"a": 1}, {"a": 2})),
    ],
)
def test_two_changes_of_a_row_are_one(first: Any, then: Any, both: Any) -> None:
    assert joined(RowChange("t", 1, *first), RowChange("t", 1, *then)) == RowChange("t", 1, *both)


def test_a_few_bulk_rows_are_kept_one_by_one(database: Database) -> None:
    with database.transaction() as session:
        bulk.insert_rows(session, table_named("person"), [person_values() for _ in range(20)])
        record(session, DEED)
    with database.reading() as session:
        assert len(session.scalars(select(ChangeRow.id)).all()) == 20


def test_pieces_hold_what_can_be_written_together(database: Database) -> None:
    with database.transaction() as session:
        session.add_all([a_department("A"), a_department("B")])
        session.flush()
        session.add_all(a_place(f"Room {number}") for number in range(501))
        session.flush()
        session.get_one(Place, 1).name = "once"
        session.flush()
        session.get_one(Place, 1).name = "twice"
        record(session, DEED)
    with database.reading() as session:
        pieces = pieces_of(session.connection(), 1)
        assert [(piece.place, piece.table, piece.low, piece.high, len(piece.read())) for piece in pieces] == [
            (1, "department", 1, 2, 2),
            (3, "place", 1, 500, 500),
            (503, "place", 501, 501, 1),
            (504, "place", 1, 1, 1),
            (505, "place", 1, 1, 1),
        ]


def test_what_changes_nothing_is_told_and_stands_in_nobodys_way(database: Database) -> None:
    row_of = a_place()
    made = add(database, row_of)
    place = row_of.id
    with database.transaction() as session:
        undo(session, made)
    heard: list[frozenset[str]] = []
    database.listen(lambda changes: heard.append(changes.kinds))
    with database.transaction() as session:
        tell(session, verbatim("Look at it"), ("place", place))
    told = latest(database)
    with database.reading() as session:
        (row, *_rest) = change_sets(session, limit=9)
        assert (row.id, row.direction, row.deed.text, row.kinds) == (told, "told", "{verbatim}", frozenset({"place"}))
        assert row.actor == database.actor.name
        assert [each.id for each in of_subject(session, ("place", place), 9)][:1] == [told]
        assert (next_to_undo(session), next_to_redo(session)) == (None, made)
    assert (heard, steps(database, told)) == ([frozenset({"place"})], [])
    with database.transaction() as session:
        redo(session, made)
    with database.transaction() as session:
        tell(session, verbatim("Look at it again"), ("place", place))
    told = latest(database)
    with pytest.raises(Refused, match="nothing to take back"), database.transaction() as session:
        undo(session, told)
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert session.get(Place, place) is None
