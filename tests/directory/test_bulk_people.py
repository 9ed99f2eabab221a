from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion, asks_of
from coorddesk.core.editing import BulkWish, Numbering, Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Way
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import decode, verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import (
    FIELDS_OF_PEOPLE,
    PersonQuery,
    PersonRow,
    classes_of,
    findings,
    person,
    person_ids,
    person_page,
    said_person_criteria,
)
from coorddesk.directory.rules import PersonKind
from coorddesk.directory.service import create_department, put_in_classes
from coorddesk.directory.service.bulk_people import bulk_edit_people, plan_bulk_people
from tests.factories import make_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

CASES: dict[str, tuple[Criterion, str]] = {
    "name, whatever the accents": (Criterion("first_name", Ask.IS, ("INES",)), "Moreau"),
    "last name begins": (Criterion("last_name", Ask.BEGINS, ("d",)), "Diallo"),
    "kind is": (Criterion("kind", Ask.IS, ("pupil",)), "Diallo"),
    "kind is not takes in the unknown": (Criterion("kind", Ask.IS_NOT, ("pupil",)), "Leroy Moreau"),
    "kind empty": (Criterion("kind", Ask.EMPTY), "Leroy"),
    "address": (Criterion("email", Ask.CONTAINS, ("@ECOLE",)), "Moreau"),
    "no address": (Criterion("email", Ask.EMPTY), "Diallo Leroy"),
    "department": (Criterion("department", Ask.IS, (1,)), "Moreau"),
    "department's name": (Criterion("department", Ask.CONTAINS, ("mediatheque",)), "Moreau"),
    "department is not": (Criterion("department", Ask.IS_NOT, (1,)), "Diallo Leroy"),
    "class": (Criterion("group", Ask.IS, ("cm2 a",)), "Diallo"),
    "class lacks": (Criterion("group", Ask.LACKS, ("cm2",)), "Leroy Moreau"),
    "identifier": (Criterion("identifier", Ask.FILLED), "Diallo"),
    "born until": (Criterion("birth_date", Ask.AT_MOST, (date(2015, 12, 31),)), "Diallo"),
    "notes": (Criterion("notes", Ask.CONTAINS, ("absente",)), "Leroy"),
    "role": (Criterion("role", Ask.CONTAINS, ("professeure",)), "Moreau"),
    "gone field": (Criterion("colour", Ask.FILLED), ""),
}


def make_people(session: Session) -> list[int]:
    library = create_department(session, "Médiathèque")
    return [
        make_person(session, kind=PersonKind.STAFF, email="ines@ecole.fr", department_id=library, role="Professeure"),
        make_person(
            session,
            "Diallo",
            "Awa",
            kind=PersonKind.PUPIL,
            group="CM2 A",
            identifier="3201",
            birth_date=date(2015, 3, 1),
        ),
        make_person(session, "Leroy", "Chloé", notes="Absente"),
    ]


def names(session: Session, *criteria: Criterion) -> str:
    ids = person_ids(session, PersonQuery(criteria=criteria))
    page = person_page(session, ids)
    return " ".join(page[row].last_name for row in ids)


def row_of(session: Session, person_id: int) -> PersonRow:
    row = person(session, person_id)
    assert row is not None
    return row


def test_each_field_can_be_asked_for_anything(database: Database) -> None:
    with database.transaction() as session:
        make_people(session)
    with database.reading() as session:
        found = {name: names(session, criterion) for name, (criterion, _expected) in CASES.items()}
    assert found == {name: expected for name, (_criterion, expected) in CASES.items()}


def test_every_field_takes_every_question_that_it_offers(database: Database) -> None:
    with database.transaction() as session:
        make_people(session)
    with database.reading() as session:
        for field in FIELDS_OF_PEOPLE:
            value: Any = field.choices[0][0] if field.choices else 1 if field.is_record else "x"
            value = date(2026, 1, 1) if field.kind.value == "date" else value
            many: dict[Ask, tuple[Any, ...]] = {Ask.BETWEEN: (value, value), Ask.FILLED: (), Ask.EMPTY: ()}
            many |= {Ask.LAST_DAYS: (3,), Ask.NEXT_DAYS: (3,)}
            for ask in asks_of(field):
                names(session, Criterion(field.key, ask, many.get(ask, (value,))))


def test_criteria_are_said(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        make_people(session)
    criteria = [
        Criterion("kind", Ask.IS, ("pupil",)),
        Criterion("department", Ask.IS_NOT, (1,)),
        Criterion("left_on", Ask.LAST_DAYS, (365,)),
        Criterion("colour", Ask.FILLED),
    ]
    with database.reading() as session:
        assert [texts.say(said) for said in said_person_criteria(session, criteria)] == [
            "Kind of person: Pupil",
            "Department: not Médiathèque",
            "Left on: in the last 365 days",
            "A filter by a field that was deleted",
        ]


def test_many_people_change_as_one_and_come_back_as_one(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ids = make_people(session)
    settings = (
        Setting("kind", Way.SET, "pupil"),
        Setting("department", Way.ERASE),
        Setting("group", Way.SET, " 6e  B "),
        Setting("role", Way.SET, "Déléguée"),
        Setting("left_on", Way.SET, date(2027, 7, 1)),
        Setting("notes", Way.ADD, "À revoir"),
    )
    with database.transaction() as session:
        plan = bulk_edit_people(session, BulkWish(tuple(ids), settings))
        assert (plan.changed, plan.refused) == (3, 0)
    with database.reading() as session:
        row = row_of(session, ids[2])
        assert (row.kind, row.department, row.group, row.role) == (PersonKind.PUPIL, None, "6e B", "Déléguée")
        assert (row.left_on, row.notes) == (date(2027, 7, 1), "Absente\nÀ revoir")
        assert person_ids(session, PersonQuery("deleguee 6e b")).tolist() == [ids[1], ids[2], ids[0]]
        assert findings(session) == []
        deed = decode(session.get_one(ChangeSet, next_to_undo(session)).deed)
        assert texts.say(deed).startswith("Edit 3 people: Kind of person, ")
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert names(session, Criterion("group", Ask.FILLED)) == "Diallo"
        assert row_of(session, ids[0]).department == "Médiathèque"
        assert findings(session) == []


def test_the_plan_shows_old_and_new_and_who_is_refused(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ids = make_people(session)
    wish = BulkWish((ids[1], ids[0], 99), (Setting("kind", Way.SET, "staff"),), versions=(7, 1, 1))
    with database.reading() as session:
        plan = plan_bulk_people(session, wish)
    said = [
        (
            row.name,
            [value and texts.say(value) for value in (*row.before, *row.after)],
            row.refusal and texts.say(row.refusal),
        )
        for row in plan.rows
    ]
    assert said == [
        ("Awa Diallo", ["Pupil", "Pupil"], "Somebody changed Awa Diallo since you saw it. Look at it again."),
        ("Inès Moreau", ["Staff", "Staff"], None),
        ("", [None, None], "Person 99 is no longer there."),
    ]


def test_a_class_is_that_of_this_year_whatever_stands_from_another(database: Database) -> None:
    with database.transaction() as session:
        repeats, ahead = make_person(session), make_person(session, "Diallo", "Awa")
        put_in_classes(session, 2025, {repeats: "CM2 A"})
        put_in_classes(session, 2027, {ahead: "6e B"})
        record(session, verbatim("Classes of other years"))
    wish = BulkWish((repeats, ahead), (Setting("group", Way.SET, "CM2 A"),))
    with database.transaction() as session:
        plan = bulk_edit_people(session, wish)
    assert [(row.before, row.after) for row in plan.rows] == [((None,), ("CM2 A",))] * 2
    with database.reading() as session:
        assert classes_of(session, 2026) == {repeats: "CM2 A", ahead: "CM2 A"}
        assert [row_of(session, each).group for each in (repeats, ahead)] == ["CM2 A", "6e B"]
        assert findings(session) == []
    with pytest.raises(UserError), database.transaction() as session:
        bulk_edit_people(session, wish)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (BulkWish((1,), (Setting("email", Way.ERASE),)), "This cannot be changed for many at once."),
        (
            BulkWish((1,), (Setting("department", Way.SET, 9),)),
            "What was chosen here is no longer there. Choose again.",
        ),
        (BulkWish((1,), (), Numbering("P-{#}")), "People have no numbers to give."),
        (BulkWish((1,), (Setting("kind", Way.SET, "staff"),)), "Nothing would change."),
        (BulkWish((1, 99), (Setting("role", Way.ERASE),)), "Person 99 is no longer there."),
    ],
)
def test_what_cannot_be_is_refused(database: Database, texts: Texts, wish: BulkWish, said: str) -> None:
    with database.transaction() as session:
        make_people(session)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        bulk_edit_people(session, wish)
    assert texts.say(refused.value.message) == said
