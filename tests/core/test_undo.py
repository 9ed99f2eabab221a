from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from coorddesk.core import bulk
from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import Cancelled, NotAllowed, Refused
from coorddesk.core.history import cannot_be_undone, record
from coorddesk.core.history_rows import table_named
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import Message, _, decode, digits
from coorddesk.core.orm import APPEND_ONLY
from coorddesk.core.undo import next_to_redo, next_to_undo, redo, undo
from coorddesk.directory.models import Department, Person, Place
from tests.core.making import DEED, a_department, a_person, a_place, add, latest, person_values, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.orm import Base

PEOPLE = table_named("person")


def change(database: Database, kind: type[Base], row_id: int, deed: Message = DEED, **values: object) -> int:
    """Change a row and name it as subject; returns the change set."""
    with database.transaction() as session:
        row = session.get_one(kind, row_id)
        for key, value in values.items():
            setattr(row, key, value)
        record(session, deed, (row.__tablename__, row_id))
    return latest(database)


def remove(database: Database, kind: type[Base], row_id: int, deed: Message = DEED) -> int:
    """Delete a row; returns the change set."""
    with database.transaction() as session:
        session.delete(session.get_one(kind, row_id))
        record(session, deed, (kind.__tablename__, row_id))
    return latest(database)


def take_back(database: Database, change_set: int) -> Message:
    """Undo in a transaction."""
    with database.transaction() as session:
        return undo(session, change_set)


def do_again(database: Database, change_set: int) -> Message:
    """Redo in a transaction."""
    with database.transaction() as session:
        return redo(session, change_set)


def refusal(take: Callable[[Database, int], Message], database: Database, change_set: int) -> Message:
    """Why it is refused; nothing is changed by it."""
    before, last = rows_of(database, versions=True), latest(database)
    with pytest.raises(Refused) as caught:
        take(database, change_set)
    assert (rows_of(database, versions=True), latest(database)) == (before, last)
    return caught.value.message


def in_the_way(deed: Message) -> Message:
    """The sentence that names a later deed on the same record."""
    return Message("Something done since depends on it: “{deed}”. Undo that first.", (("deed", deed),))


def test_undo_and_redo_of_each_kind_of_change(database: Database) -> None:
    added = add(database, a_department("A"), deed=_("Add A"))
    before = rows_of(database)
    changed = change(database, Department, 1, _("Change A"), name="B")
    after = rows_of(database)
    removed = remove(database, Department, 1, _("Remove A"))

    assert take_back(database, removed) == _("Remove A")
    assert rows_of(database) == after
    assert take_back(database, changed) == _("Change A")
    assert rows_of(database) == before
    assert take_back(database, added) == _("Add A")
    assert rows_of(database)["department"] == {}

    assert do_again(database, added) == _("Add A")
    assert rows_of(database) == before
    assert do_again(database, changed) == _("Change A")
    assert rows_of(database) == after
    assert do_again(database, removed) == _("Remove A")
    assert rows_of(database)["department"] == {}


def test_taking_back_is_a_change_set_about_the_same_records(database: Database) -> None:
    added = add(database, a_department("A"), deed=_("Add A"))
    heard: list[object] = []
    database.listen(heard.append)
    take_back(database, added)
    do_again(database, added)
    with database.reading() as session:
        rows = session.execute(select(ChangeSet.direction, ChangeSet.root_id, ChangeSet.deed).order_by(ChangeSet.id))
        told = [(direction, root, decode(deed)) for direction, root, deed in rows]
    assert told == [
        ("do", None, _("Add A")),
        ("undo", 1, _("Undo: {deed}", deed=_("Add A"))),
        ("redo", 1, _("Redo: {deed}", deed=_("Add A"))),
    ]
    assert [change.subjects for change in heard] == [frozenset({("department", 1)})] * 2  # type: ignore[attr-defined]


def test_an_undo_raises_the_version(database: Database) -> None:
    add(database, a_department("A"))
    take_back(database, change(database, Department, 1, name="B"))
    with database.reading() as session:
        assert session.get_one(Department, 1).version == 3


def test_undone_already(database: Database) -> None:
    added = add(database, a_department())
    take_back(database, added)
    assert refusal(take_back, database, added) == _("This is undone already.")
    do_again(database, added)
    assert refusal(do_again, database, added) == _("This is not undone, so there is nothing to do again.")


def test_an_undo_and_a_redo_go_by_their_own_numbers_too(database: Database) -> None:
    added = add(database, a_department())
    take_back(database, added)
    turn = latest(database)
    assert refusal(take_back, database, turn) == _("This is undone already.")
    do_again(database, turn)
    take_back(database, latest(database))
    assert rows_of(database)["department"] == {}


def test_an_unknown_number(database: Database) -> None:
    said = _("There is no change number {number} in the history.", number=digits(7))
    assert refusal(take_back, database, 7) == said
    assert refusal(do_again, database, 7) == said


def test_a_later_change_of_the_same_row(database: Database) -> None:
    add(database, a_department("A"))
    first = change(database, Department, 1, _("First"), name="B")
    second = change(database, Department, 1, _("Second"), name="C")
    assert refusal(take_back, database, first) == in_the_way(_("Second"))
    take_back(database, second)
    take_back(database, first)
    assert rows_of(database)["department"][1]["name"] == "A"


def test_a_later_change_about_the_same_record(database: Database) -> None:
    """A return cannot be undone once the device was lent again, though other rows were written (T9)."""
    add(database, a_department("device"))
    with database.transaction() as session:
        session.add(a_person("lent"))
        record(session, _("Return"), ("department", 1))
    with database.transaction() as session:
        session.add(a_person("lent again"))
        record(session, _("Lend again"), ("department", 1))
    assert refusal(take_back, database, 2) == in_the_way(_("Lend again"))


@pytest.mark.parametrize("later_is_bulk", [False, True])
@pytest.mark.parametrize("first_is_bulk", [False, True])
def test_a_later_change_is_found_in_bulk_writes(database: Database, first_is_bulk: bool, later_is_bulk: bool) -> None:
    with database.transaction() as session:
        bulk.insert_rows(session, PEOPLE, [person_values() for _ in range(60)])
        record(session, DEED)

    def note(ids: list[int], deed: Message, *, in_bulk: bool) -> int:
        with database.transaction() as session:
            if in_bulk:
                others = range(30, 55) if deed == _("First") else range(5, 29)
                bulk.update_rows(session, PEOPLE, [(i, {"notes": deed.text}) for i in [*ids, *others]])
            else:
                for row_id in ids:
                    session.get_one(Person, row_id).notes = deed.text
            record(session, deed)
        return latest(database)

    first = note([2, 57], _("First"), in_bulk=first_is_bulk)
    note([1, 3, 58], _("Elsewhere"), in_bulk=later_is_bulk)  # between the first and the last row, but others
    second = note([57], _("Second"), in_bulk=later_is_bulk)
    assert refusal(take_back, database, first) == in_the_way(_("Second"))
    with database.transaction() as session:
        session.get_one(Person, 4).email = "x"
        record(session, DEED)
    take_back(database, second)
    take_back(database, first)
    assert rows_of(database)["person"][57]["notes"] == ""
    assert rows_of(database)["person"][3]["notes"] == "Elsewhere"


def test_a_new_row_points_at_it(database: Database) -> None:
    added = add(database, a_department("A"))
    pointing = add(database, a_person(department_id=1), deed=_("Add a person"))
    change(database, Person, 1, _("Rename the person"), last_name="X")
    said = Message("Something done since stands in its way: “{deed}”. Undo that first.", (("deed", _("Add a person")),))
    assert refusal(take_back, database, added) == said
    take_back(database, latest(database))
    take_back(database, pointing)
    take_back(database, added)


def test_a_bulk_row_points_at_it(database: Database) -> None:
    added = add(database, a_department("A"))
    with database.transaction() as session:
        bulk.insert_rows(session, PEOPLE, [person_values(department_id=1) for _ in range(30)])
        record(session, _("Import"))
    said = Message("Something done since stands in its way: “{deed}”. Undo that first.", (("deed", _("Import")),))
    assert refusal(take_back, database, added) == said


def test_what_it_points_at_was_removed(database: Database) -> None:
    add(database, a_department("A"), a_department("B"), a_person(department_id=1))
    moved = change(database, Person, 1, _("Move"), department_id=2)
    remove(database, Department, 1, _("Remove A"))
    said = Message("Something done since stands in its way: “{deed}”. Undo that first.", (("deed", _("Remove A")),))
    assert refusal(take_back, database, moved) == said


def test_a_unique_value_was_taken(database: Database) -> None:
    add(database, a_department("A"))
    renamed = change(database, Department, 1, _("Rename A"), name="B", name_folded="b")
    removed = remove(database, Department, 1, _("Remove B"))
    add(database, a_department("B"), deed=_("Add another B"))
    said = Message(
        "Something done since stands in its way: “{deed}”. Undo that first.", (("deed", _("Add another B")),)
    )
    assert refusal(take_back, database, removed) == said
    take_back(database, latest(database))
    take_back(database, removed)
    add(database, a_department("A"), deed=_("Add another A"))
    said = replace(said, values=(("deed", _("Add another A")),))
    assert refusal(take_back, database, renamed) == said


def test_a_row_without_a_past_is_in_the_way(database: Database) -> None:
    added = add(database, a_department("A"))
    with database._engine.connect().execution_options(coorddesk_writes=True) as connection, connection.begin():
        values = person_values(department_id=1) | dict.fromkeys(
            ("first_name", "first_name_folded", "email", "phone"), ""
        )
        values |= dict.fromkeys(("role", "group", "notes"), "") | {"version": 1}
        connection.execute(PEOPLE.insert(), [values])
    assert refusal(take_back, database, added) == _("Something that is there by now stands in its way.")


def test_a_row_was_changed_behind_the_history(database: Database) -> None:
    add(database, a_department("A"))
    changed = change(database, Department, 1, name="B")
    with database._engine.connect().execution_options(coorddesk_writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE department SET name = 'C'"))
    said = _("What it changed was changed since by something other than CoordDesk; change it by hand.")
    assert refusal(take_back, database, changed) == said


def test_what_was_done_under_another_schema(database: Database) -> None:
    added = add(database, a_department("A"))
    with database._engine.connect().execution_options(coorddesk_writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE change_set SET revision = 'older'"))
    assert refusal(take_back, database, added).text.startswith("It was done before an upgrade of the program")


def test_what_may_only_be_added(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table_named("department").info, APPEND_ONLY, True)
    added = add(database, a_department("A"))
    assert refusal(take_back, database, added).text.startswith("It wrote entries that may never be removed")


def test_what_says_itself_that_it_lasts(database: Database) -> None:
    reason = _("A sent letter cannot be unsent. Write another one.")
    with database.transaction() as session:
        session.add(a_department("A"))
        record(session, DEED)
        cannot_be_undone(session, reason)
    assert refusal(take_back, database, 1) == reason


def test_who_may_not_undo(database: Database, open_desk: Callable[..., Database]) -> None:
    added = add(database, a_department("A"))
    for role in (Role.ADMINISTRATOR, Role.KIOSK):
        with pytest.raises(NotAllowed):
            take_back(open_desk(database.url, actor=Actor("Nour", role)), added)


def test_an_undo_stands_alone(database: Database) -> None:
    one, two = add(database, a_department("A")), add(database, a_department("B"))
    with database.transaction() as session:
        undo(session, two)
        with pytest.raises(AssertionError, match="of its own"):
            undo(session, one)
    with database.transaction() as session:
        session.add(a_department("C"))
        record(session, DEED)
        with pytest.raises(AssertionError, match="of its own"):
            undo(session, one)


def test_redo_after_what_it_builds_on_was_undone(database: Database) -> None:
    first = add(database, a_department("A"), deed=_("Add A"))
    second = change(database, Department, 1, name="B")
    take_back(database, second)
    take_back(database, first)
    said = Message(
        "It builds on something that is undone since: “{deed}”. Do that again first.", (("deed", _("Add A")),)
    )
    assert refusal(do_again, database, second) == said
    do_again(database, first)
    do_again(database, second)
    assert rows_of(database)["department"][1]["name"] == "B"


def test_redo_after_something_else_was_done_to_it(database: Database) -> None:
    add(database, a_department("A"))
    changed = change(database, Department, 1, name="B")
    take_back(database, changed)
    other = change(database, Department, 1, _("Other"), name="C")
    assert refusal(do_again, database, changed) == in_the_way(_("Other"))
    take_back(database, other)
    do_again(database, changed)


def next_ones(database: Database, actor: str | None = None) -> tuple[int | None, int | None]:
    """What Ctrl+Z and Ctrl+Shift+Z would take."""
    with database.reading() as session:
        return next_to_undo(session, actor), next_to_redo(session, actor)


def test_what_is_undone_and_redone_next(database: Database) -> None:
    assert next_ones(database) == (None, None)
    one, two = add(database, a_department("A")), add(database, a_department("B"))
    assert next_ones(database) == (two, None)
    take_back(database, two)
    assert next_ones(database) == (one, two)
    take_back(database, one)
    assert next_ones(database) == (None, one)
    do_again(database, one)
    assert next_ones(database) == (one, two)
    do_again(database, two)
    assert next_ones(database) == (two, None)
    take_back(database, one)  # out of turn
    assert next_ones(database) == (two, one)
    do_again(database, one)
    assert next_ones(database) == (one, None)
    take_back(database, one)
    add(database, a_department("C"))  # nothing is redone after something new
    assert next_ones(database) == (latest(database), None)


def test_each_undoes_what_they_did(database: Database, open_desk: Callable[..., Database]) -> None:
    other = open_desk(database.url, actor=Actor("Nour"))
    mine = add(database, a_department("Mine"))
    theirs = add(other, a_department("Theirs"))
    assert next_ones(database, "Camille Martin") == (mine, None)
    assert next_ones(database, "Nour") == (theirs, None)
    take_back(database, mine)
    add(other, a_department("Theirs again"))
    assert next_ones(database, "Camille Martin") == (None, mine)
    assert next_ones(database) == (latest(database), None)


def test_names_that_were_swapped_are_swapped_back(database: Database) -> None:
    add(database, a_department("A"), a_department("B"))
    before = rows_of(database)
    with database.transaction() as session:
        one, two = session.get_one(Department, 1), session.get_one(Department, 2)
        for row, name in ((one, "tmp"), (two, "A"), (one, "B")):
            row.name_folded = name.lower()
            session.flush()
        record(session, DEED)
    after = rows_of(database)
    for _again in range(2):
        take_back(database, 2)
        assert rows_of(database) == before
        do_again(database, 2)
        assert rows_of(database) == after


def test_a_value_passed_on_to_another_row_comes_back(database: Database) -> None:
    """Merging two records: one takes the other's number before that one goes."""
    add(database, a_person("A", identifier="1"), a_person("B", identifier="2"))
    before = rows_of(database)
    with database.transaction() as session:
        session.delete(session.get_one(Person, 2))
        session.flush()
        session.get_one(Person, 1).identifier = "2"
        session.flush()
        session.add(a_person("C", identifier="1"))
        record(session, DEED)
    after = rows_of(database)
    take_back(database, 2)
    assert rows_of(database) == before
    do_again(database, 2)
    assert rows_of(database) == after


def test_an_older_row_below_a_newer_comes_back(database: Database) -> None:
    add(database, a_place("old"), a_place("new"))
    with database.transaction() as session:
        session.get_one(Place, 1).parent_id = 2
        record(session, DEED)
    before = rows_of(database)
    with database.transaction() as session:
        session.delete(session.get_one(Place, 1))
        session.flush()
        session.delete(session.get_one(Place, 2))
        record(session, DEED)
    take_back(database, 3)
    assert rows_of(database) == before


def test_thousands_of_rows_made_through_the_session(database: Database) -> None:
    def add_people(session: Session) -> None:
        session.add_all(a_person(f"P{number}") for number in range(2000))
        record(session, DEED)

    with database.transaction() as session:
        add_people(session)
    after = rows_of(database)
    take_back(database, 1)
    assert rows_of(database)["person"] == {}
    do_again(database, 1)
    assert rows_of(database) == after


def test_a_long_undo_tells_how_far_it_is_and_can_be_stopped(database: Database) -> None:
    with database.transaction(DEED) as session:
        bulk.insert_rows(session, PEOPLE, [person_values() for _ in range(1200)])
    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None = None, doing: Message | None = None) -> None:
        told.append((done, total))
        if len(told) == 3:
            raise Cancelled

    def stop_half_way() -> None:
        with database.transaction() as session:
            undo(session, 1, tell)

    with pytest.raises(Cancelled):
        stop_half_way()
    assert len(rows_of(database)["person"]) == 1200
    with database.transaction() as session:
        undo(session, 1, tell)
    assert told == [(0, None), (0, 3), (1, 3), (0, None), (0, 3), (1, 3), (2, 3)]
    assert rows_of(database)["person"] == {}
