"""Address lists, as they read, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.tables import cell_text
from coorddesk.directory.models import Contact
from coorddesk.directory.queries import PersonQuery, SupplierQuery, groups
from coorddesk.directory.reports import REPORTS
from coorddesk.directory.rules import PersonKind, Presence, SupplierKind
from coorddesk.directory.service import find_or_create_department
from tests.factories import make_person, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

KINDS = {kind.key: kind for kind in REPORTS}


def make_people(session: Session) -> dict[str, int]:
    office = find_or_create_department(session, "Direction")
    return {
        "head": make_person(session, department_id=office, role="Directrice", phone="0102", kind=PersonKind.STAFF),
        "tenth": make_person(session, "Zeller", "Erwan", group="10e A", kind=PersonKind.PUPIL),
        "ninth": make_person(session, "Abel", "Zoé", group="9e B", kind=PersonKind.PUPIL, email="zoe@example.org"),
        "gone": make_person(session, "Parti", group="9e B", left_on=date(2026, 7, 1)),
        "office": office,
    }


def told(report: Any, texts: Texts) -> dict[str, list[str]]:
    """The rows below each heading, as they are written."""
    return {
        "" if group.title is None else texts.say(group.title): [
            " | ".join(filter(None, (cell_text(c.value(row), c.kind, texts) for c in report.columns)))
            for row in group.rows
        ]
        for group in report.groups
    }


@pytest.mark.parametrize(
    ("key", "found", "stated"),
    [
        (
            "people",
            {"": ["Abel | Zoé | 9e B | zoe@example.org", "Moreau | Inès | Direction | 0102", "Zeller | Erwan | 10e A"]},
            [],
        ),
        (
            "people-by-class",
            {"9e B": ["Abel | Zoé | zoe@example.org"], "10e A": ["Zeller | Erwan"]},
            ["People without a class left out"],
        ),
        (
            "people-by-department",
            {"Direction": ["Moreau | Inès | Directrice | 0102"]},
            ["People without a department left out"],
        ),
    ],
)
def test_people_who_are_here_are_listed(
    database: Database, texts: Texts, key: str, found: dict[str, list[str]], stated: list[str]
) -> None:
    with database.transaction() as session:
        make_people(session)
    with database.reading() as session:
        report: Any = KINDS[key].build(session, None)
    assert told(report, texts) == found
    assert [texts.say(said) for said in report.filters] == stated
    assert texts.say(report.noun(3)) == "3 people"


def test_every_filter_of_people_is_stated(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        office = make_people(session)["office"]
    with database.reading() as session:
        ninth = next(row.id for row in groups(session) if row.name == "9e B")
        query = PersonQuery(" zo ", department=office, group=ninth, kind=PersonKind.PUPIL, presence=Presence.LEFT)
        query = replace(query, criteria=(Criterion("email", Ask.EMPTY),))
        narrow: Any = KINDS["people"].build(session, query)
        everybody: Any = KINDS["people"].build(session, PersonQuery(presence=Presence.ALL))
    assert [texts.say(said) for said in narrow.filters] == [
        "Search: “zo”",
        "Department: Direction",
        "Class or group: 9e B (2026-2027)",
        "Pupil",
        "Only those who have left",
        "E-mail: empty",
    ]
    assert told(narrow, texts) == {"": []}
    assert [texts.say(said) for said in everybody.filters] == ["With those who have left"]
    assert len(told(everybody, texts)[""]) == 4


def test_people_chosen_by_hand_keep_their_order(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        made = make_people(session)
    with database.reading() as session:
        report: Any = KINDS["people"].build(session, (made["tenth"], 999, made["head"]))
    assert told(report, texts) == {"": ["Zeller | Erwan | 10e A", "Moreau | Inès | Direction | 0102"]}
    assert [texts.say(said) for said in report.filters] == ["Chosen by hand"]


def test_classes_follow_one_another_as_in_school(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        for name in ("CM1 B", "CE1 A", "CP B", "10e", "9e"):
            make_person(session, name, group=name)
    with database.reading() as session:
        report: Any = KINDS["people-by-class"].build(session, None)
    assert list(told(report, texts)) == ["CP B", "CE1 A", "CM1 B", "9e", "10e"]


def test_a_department_and_a_class_have_lists_of_their_own() -> None:
    for kind in ("people", "people-by-class", "people-by-department"):
        assert KINDS[kind].choose(("department", 3)) == PersonQuery(department=3)
        assert KINDS[kind].choose(("person_group", 3)) == PersonQuery(group=3)
        assert KINDS[kind].choose(("person", 3)) is None


def test_contacts_stand_below_their_supplier(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        shop = make_supplier(session, phone="0100", address="Lyon", customer_number="C1", website="ldlc.pro")
        other = make_supplier(session, "Abacus", contact="Ana")
        for name, role in (("Zoé", "Ventes"), ("Basile", "SAV")):
            values = {"email": f"{name}@example.org", "phone": "", "notes": ""}
            session.add(Contact(supplier_id=shop, name=name, name_folded=name.lower(), role=role, **values))
    with database.reading() as session:
        report: Any = KINDS["suppliers"].build(session, None)
        searched: Any = KINDS["suppliers"].build(session, SupplierQuery("aba"))
        partners: Any = KINDS["suppliers"].build(session, SupplierQuery(kind=SupplierKind.PARTNER))
        alone: Any = KINDS["suppliers"].build(session, KINDS["suppliers"].choose(("supplier", other)))
    assert told(report, texts)[""] == [
        "Abacus | Ana",
        "LDLC Pro | 0100 | Lyon | C1",
        "LDLC Pro | Basile | SAV | Basile@example.org | C1",
        "LDLC Pro | Zoé | Ventes | Zoé@example.org | C1",
    ]
    assert told(searched, texts)[""] == told(alone, texts)[""] == ["Abacus | Ana"]
    assert [[texts.say(said) for said in each.filters] for each in (report, searched, partners, alone)] == [
        [],
        ["Search: “aba”"],
        ["Partners"],
        ["Chosen by hand"],
    ]
    assert texts.say(report.noun(1)) == "1 address"
