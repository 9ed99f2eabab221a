from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.directory.queries import likely_departments, likely_people, likely_places, likely_suppliers
from coorddesk.directory.service import create_department
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.database import Database
    from coorddesk.core.merging import Likely

ONE_DAY, OTHER_DAY = date(2015, 5, 1), date(2015, 5, 2)


def told(found: Sequence[Likely]) -> list[tuple[str, str, str]]:
    return [(each.one.name, each.other.name, each.why.text) for each in found]


def test_people_are_alike_by_name_mail_or_a_slip_on_one_birthday(database: Database) -> None:
    with database.transaction() as session:
        make_person(session, "Moreau", "Inès")
        make_person(session, "Inés", "MOREAU")
        make_person(session, "Diallo", "Awa", email="awa@ecole.example")
        make_person(session, "Diallo", "A.", email="AWA@ecole.example")
        make_person(session, "Nguyen", "Linh", birth_date=ONE_DAY)
        make_person(session, "Nguyem", "Linh", birth_date=ONE_DAY)
        make_person(session, "Nguyen", "Lin", birth_date=OTHER_DAY)
    with database.reading() as session:
        assert told(likely_people(session)) == [
            ("Inès Moreau", "MOREAU Inés", "Same name"),
            ("Awa Diallo", "A. Diallo", "Same e-mail"),
            ("Linh Nguyen", "Linh Nguyem", "One letter apart, born the same day"),
        ]


def test_two_birthdays_are_two_people(database: Database) -> None:
    with database.transaction() as session:
        make_person(session, birth_date=ONE_DAY)
        make_person(session, birth_date=OTHER_DAY)
        make_person(session, email="ecole@example.org", birth_date=ONE_DAY)
    with database.reading() as session:
        assert [(each.one.id, each.other.id) for each in likely_people(session)] == [(1, 3)]


def test_what_tells_people_of_one_name_apart_is_said(database: Database) -> None:
    with database.transaction() as session:
        library = create_department(session, "Médiathèque")
        make_person(session, department_id=library)
        make_person(session, identifier="P12")
    with database.reading() as session:
        (pair,) = likely_people(session)
        assert (pair.one.detail, pair.other.detail) == ("Médiathèque", "P12")


def test_places_are_alike_where_they_stand_together_or_share_a_code(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_place(session, "Bâtiment A"), make_place(session, "Bâtiment B")
        for name in ("Salle 12", "salle-12", "Salle 13", "Atelier", "Ateliers"):
            make_place(session, name, inside=one)
        make_place(session, "Salle 12", inside=other)
        make_place(session, "CDI", inside=other, code="C1")
        make_place(session, "Médiathèque", code="c 1")
    with database.reading() as session:
        found = likely_places(session)
        assert told(found) == [
            ("Salle 12", "salle-12", "The same but for blanks and signs"),
            ("Atelier", "Ateliers", "One letter apart"),
            ("CDI", "Médiathèque", "Same code"),
        ]
        assert found[0].one.detail == "Bâtiment A"


def test_suppliers_are_alike_whatever_the_form_of_the_company(database: Database) -> None:
    with database.transaction() as session:
        for name in ("LDLC Pro", "LDLC-Pro S.A.S.", "Manutan", "Manuttan", "SARL Dupont", "Dupont & Fils"):
            make_supplier(session, name)
        make_supplier(session, "UGAP", email="contact@ugap.example")
        make_supplier(session, "Union des groupements", email="Contact@ugap.example")
    with database.reading() as session:
        assert told(likely_suppliers(session)) == [
            ("LDLC Pro", "LDLC-Pro S.A.S.", "The same but for blanks and signs"),
            ("Manutan", "Manuttan", "One letter apart"),
            ("UGAP", "Union des groupements", "Same e-mail"),
        ]


def test_departments_are_alike_by_name(database: Database) -> None:
    with database.transaction() as session:
        for name in ("Vie scolaire", "Vie-scolaire", "Direction"):
            create_department(session, name)
    with database.reading() as session:
        assert told(likely_departments(session)) == [
            ("Vie scolaire", "Vie-scolaire", "The same but for blanks and signs")
        ]


def test_nobody_is_like_anybody_on_an_empty_desk(database: Database) -> None:
    with database.reading() as session:
        for likely in (likely_people, likely_places, likely_suppliers, likely_departments):
            assert list(likely(session)) == []
