from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from coorddesk.core import bulk
from coorddesk.core.history import record
from coorddesk.core.history_rows import RowChange, table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.story import ChangeSetRow, added_rows, change_sets, of_row, of_subject, row_changes
from coorddesk.core.undo import redo, undo
from coorddesk.directory.models import Department, Person
from coorddesk.directory.rules import PlaceKind
from tests.core.making import DEED, a_department, a_person, a_place, add, person_values

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

PEOPLE = table_named("person")


def told(database: Database, limit: int = 100, before: int | None = None) -> list[ChangeSetRow]:
    """The change sets, newest first."""
    with database.reading() as session:
        return change_sets(session, limit=limit, before=before)


def numbers(database: Database, kind: str, row_id: int, limit: int = 100) -> list[int]:
    """The change sets of a record."""
    with database.reading() as session:
        return [row.id for row in of_subject(session, (kind, row_id), limit)]


def import_people(database: Database, count: int = 60, deed: Message = DEED) -> None:
    """Insert people in bulk."""
    with database.transaction() as session:
        bulk.insert_rows(session, PEOPLE, [person_values(f"P{number}") for number in range(count)])
        record(session, deed)


def take(database: Database, number: int, *, again: bool = False) -> None:
    """Undo or redo."""
    with database.transaction() as session:
        (redo if again else undo)(session, number)


def test_change_sets_are_told_newest_first(database: Database, clock: FixedClock) -> None:
    begun = clock.moment
    add(database, a_department("A"), a_department("B"), deed=_("Add two"))
    clock.moment += timedelta(minutes=1)
    import_people(database, deed=_("Import"))
    assert told(database) == [
        ChangeSetRow(2, clock.moment, "Camille Martin", "window", _("Import"), "do", 2, True, 0, frozenset({"person"})),
        ChangeSetRow(1, begun, "Camille Martin", "window", _("Add two"), "do", 1, True, 2, frozenset({"department"})),
    ]


def test_change_sets_come_by_the_page(database: Database) -> None:
    for number in range(5):
        add(database, a_department(f"{number}"))
    assert [row.id for row in told(database, 2)] == [5, 4]
    assert [row.id for row in told(database, 2, before=4)] == [3, 2]
    assert told(database, 2, before=1) == []


def test_what_stands_and_what_was_taken_back(database: Database) -> None:
    add(database, a_department("A"))
    for turn in range(4):
        standing = [(row.id, row.direction, row.root, row.stands) for row in reversed(told(database))]
        assert standing == [
            (1, "do", 1, turn % 2 == 0),
            *((n + 1, "redo" if n % 2 == 0 else "undo", 1, (turn - n) % 2 == 0) for n in range(1, turn + 1)),
        ]
        take(database, 1, again=turn % 2 == 1)


def test_a_list_costs_the_same_queries_however_long(database: Database) -> None:
    def asked() -> int:
        count = 0

        def on_statement(*_: object) -> None:
            nonlocal count
            count += 1

        event.listen(database._engine, "before_cursor_execute", on_statement)
        told(database)
        event.remove(database._engine, "before_cursor_execute", on_statement)
        return count

    add(database, a_department("A"))
    told(database)
    few = asked()
    for number in range(3):
        add(database, a_department(f"{number}"))
    assert asked() == few


def test_a_record_tells_of_what_was_done_to_it_or_about_it(database: Database) -> None:
    import_people(database)
    with database.transaction() as session:  # 2: in bulk, ids around it
        bulk.update_rows(session, PEOPLE, [(i, {"notes": "x"}) for i in range(1, 61) if i % 2])
        record(session, DEED)
    with database.transaction() as session:  # 3: about it, another row
        session.add(a_department())
        record(session, DEED, ("person", 40))
    with database.transaction() as session:  # 4: its row, without a word
        session.get_one(Person, 40).notes = "y"
        record(session, DEED)
    add(database, a_person("Other"))
    assert numbers(database, "person", 40) == [4, 3, 1]
    assert numbers(database, "person", 41) == [2, 1]
    assert numbers(database, "person", 40, limit=2) == [4, 3]
    assert numbers(database, "person", 999) == []
    assert numbers(database, "department", 40) == []


def test_a_limit_looks_no_further_than_it_must(database: Database) -> None:
    import_people(database)
    for number in range(5):
        with database.transaction() as session:
            bulk.update_rows(session, PEOPLE, [(i, {"notes": f"{number}"}) for i in range(1, 41)])
            record(session, DEED)
    assert numbers(database, "person", 1, limit=2) == [6, 5]
    with database.reading() as session:
        assert [field.change_set.id for field in of_row(session, ("person", 1), 3)] == [6, 5, 4]


def test_a_row_tells_its_story_field_by_field(database: Database) -> None:
    add(database, a_place("Room 1"))
    add(database, a_person("Martin", birth_date=date(2010, 2, 28)))
    with database.transaction() as session:
        person = session.get_one(Person, 1)
        person.last_name, person.last_name_folded, person.birth_date = "Dupont", "dupont", date(2010, 3, 1)
        session.flush()
        person.birth_date = date(2010, 2, 28)
        session.flush()
        person.notes = "new"
        record(session, DEED)
    take(database, 3)
    with database.reading() as session:
        story = [
            (field.change_set.id, field.field, field.before, field.after) for field in of_row(session, ("person", 1), 2)
        ]
        room = {field.field: field.after for field in of_row(session, ("place", 1), 1)}
    assert story == [
        (4, "notes", "new", ""),
        (4, "last_name", "Dupont", "Martin"),
        (3, "last_name", "Martin", "Dupont"),
        (3, "notes", "", "new"),
    ]
    assert room == {"name": "Room 1", "path": "Room 1", "kind": PlaceKind.ROOM, "code": "", "address": "", "notes": ""}


def test_a_row_tells_of_its_beginning_and_its_end(database: Database) -> None:
    add(database, a_department("A"))
    with database.transaction() as session:
        session.delete(session.get_one(Department, 1))
        record(session, DEED)
    with database.reading() as session:
        story = of_row(session, ("department", 1), 10)
    assert [(field.field, field.before, field.after) for field in story] == [("name", "A", None), ("name", None, "A")]


@pytest.mark.parametrize("limit", [1, 60, 100])
def test_the_rows_of_a_change_set_are_told_once_each(database: Database, limit: int) -> None:
    with database.transaction() as session:
        bulk.insert_rows(session, PEOPLE, [person_values(f"P{number}") for number in range(60)])
        bulk.update_rows(session, PEOPLE, [(i, {"notes": "x"}) for i in range(1, 41)])
        session.add(a_department("A"))
        bulk.delete_rows(session, PEOPLE, [2])
        record(session, DEED)
    with database.reading() as session:
        rows = row_changes(session, 1, limit)
    told_ids = [row.row_id for row in rows if row.table == "person"]
    assert told_ids == [i for i in range(1, min(limit, 60) + 1) if i != 2]
    assert rows[0].before is None
    assert rows[0].after is not None
    assert (rows[0].after["last_name"], rows[0].after["notes"]) == ("P0", "x")
    assert "last_name_folded" not in rows[0].after
    assert [row for row in rows if row.table == "department"] == (
        [RowChange("department", 1, None, {"name": "A"})] if limit == 100 else []
    )


def test_what_a_later_schema_knows_no_more_is_told_as_it_was_kept(database: Database) -> None:
    add(database, a_department("A"))
    gone = {"id": 1, "name": "x", "kind": "greenhouse", "pets": 3, "path_folded": "x"}
    with database.transaction(DEED) as session:
        rows = [{"table_name": name, "row_id": 1, "after": gone} for name in ("place", "zoo")]
        places = [{"change_set_id": 1, "place_in_set": number} for number in (2, 3)]
        session.connection().execute(
            table_named("change_row").insert(), [row | place for row, place in zip(rows, places, strict=True)]
        )
    with database.reading() as session:
        rows_told = row_changes(session, 1, 10)[1:]
    assert [row.after for row in rows_told] == [{"name": "x", "kind": "greenhouse", "pets": 3}, gone]


def test_what_a_change_set_added_is_told_by_its_tables(database: Database) -> None:
    add(database, a_department("A"), a_place("Salle 1"))
    import_people(database)
    take(database, 2)
    with database.reading() as session:
        assert added_rows(session, 1, {"department"}) == {"department": [1]}
        assert added_rows(session, 2, {"person", "department"}) == {"person": list(range(1, 61))}
        assert added_rows(session, 3, {"person"}) == {}
