from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import (
    SUPPLIER_COLUMNS,
    SupplierQuery,
    departments,
    findings,
    supplier,
    supplier_ids,
    supplier_page,
)
from coorddesk.directory.service import (
    Deletion,
    SupplierDetails,
    SupplierEdit,
    create_department,
    create_supplier,
    delete_department,
    delete_supplier,
    edit_supplier,
    find_or_create_department,
    find_or_create_supplier,
    rename_department,
)
from tests.factories import make_asset, make_person, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

LDLC = SupplierDetails(
    "LDLC  Pro", "Nadia Ferrand", "pro@ldlc.example", "01", "Lyon", "ldlc.example", "C12", " Remise "
)


def test_a_supplier_is_kept_edited_and_taken_back(database: Database) -> None:
    with database.transaction() as session:
        ldlc = create_supplier(session, LDLC)
    with database.transaction() as session:
        edit_supplier(session, SupplierEdit(ldlc, 1, replace(LDLC, name="LDLC Éducation")))
    with database.reading() as session:
        row = supplier(session, ldlc)
        assert row is not None
        assert (row.name, row.contact, row.notes, row.version) == ("LDLC Éducation", "Nadia Ferrand", "Remise", 2)
        assert supplier(session, 99) is None
        assert list(findings(session)) == []
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert find_or_create_supplier(session, "ldlc pro") == ldlc


@pytest.mark.parametrize(
    ("name", "sentence"), [("LDLC PRO", "There is already “LDLC Pro”."), (" ", "A name is needed.")]
)
def test_names_tell_suppliers_apart(database: Database, texts: Texts, name: str, sentence: str) -> None:
    with database.transaction() as session:
        create_supplier(session, LDLC)
        other = make_supplier(session, "Manutan")
    with pytest.raises(UserError) as refused, database.transaction() as session:
        edit_supplier(session, SupplierEdit(other, 1, replace(LDLC, name=name)))
    assert (refused.value.field, texts.say(refused.value.message)) == ("name", sentence)


def test_suppliers_are_listed_by_name_and_found_by_contact(database: Database) -> None:
    with database.transaction() as session:
        create_supplier(session, LDLC)
        make_supplier(session, "Écran Total")
    with database.reading() as session:
        page = supplier_page(session, supplier_ids(session))
        assert [page[i].name for i in supplier_ids(session)] == ["Écran Total", "LDLC Pro"]
        assert [page[i].name for i in supplier_ids(session, SupplierQuery("ferrand ldlc"))] == ["LDLC Pro"]
        assert list(supplier_ids(session, SupplierQuery("100%"))) == []


def test_suppliers_are_sorted_by_any_column_those_without_a_value_last(database: Database) -> None:
    with database.transaction() as session:
        make_supplier(session, "Atelier", contact="Zoé", customer_number="C10")
        make_supplier(session, "Écran", contact="Élie Wéber", customer_number="C9")
        make_supplier(session, "Reprolux")
    with database.reading() as session:

        def names(sort: str, *, descending: bool = False) -> list[str]:
            ids = supplier_ids(session, SupplierQuery("", sort, descending))
            page = supplier_page(session, ids)
            return [page[i].name for i in ids]

        assert names("name", descending=True) == ["Reprolux", "Écran", "Atelier"]
        assert names("contact") == ["Écran", "Atelier", "Reprolux"]
        assert names("contact", descending=True) == ["Atelier", "Écran", "Reprolux"]
        assert names("customer_number") == ["Écran", "Atelier", "Reprolux"]
        assert [sorted(names(column.key)) for column in SUPPLIER_COLUMNS] == [["Atelier", "Reprolux", "Écran"]] * 8
        assert len(supplier_ids(session, SupplierQuery("weber elie"))) == 1


def test_who_sold_something_stays(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ldlc, other = make_supplier(session), make_supplier(session, "Manutan")
        make_asset(session, supplier_id=ldlc)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        delete_supplier(session, Deletion(ldlc, 1))
    assert texts.say(refused.value.message) == "“LDLC Pro” cannot be deleted: it still has 1 device, the bin included."
    with desk.transaction() as session:
        delete_supplier(session, Deletion(other, 1))
    with desk.reading() as session:
        assert list(supplier_ids(session)) == [ldlc]


def test_departments_count_their_people(database: Database) -> None:
    with database.transaction() as session:
        library = create_department(session, "Médiathèque")
        school = find_or_create_department(session, "École")
        make_person(session, department_id=library)
    with database.transaction() as session:
        rename_department(session, school, 1, "École Les Tilleuls")
        assert find_or_create_department(session, "mediatheque") == library
    with database.reading() as session:
        assert [(row.name, row.people) for row in departments(session)] == [
            ("École Les Tilleuls", 0),
            ("Médiathèque", 1),
        ]
    with pytest.raises(UserError), database.transaction() as session:
        delete_department(session, Deletion(library, 1))
    with database.transaction() as session:
        delete_department(session, Deletion(school, 2))
    with database.reading() as session:
        assert [row.name for row in departments(session)] == ["Médiathèque"]
