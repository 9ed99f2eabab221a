from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.versions import raise_versions
from coorddesk.directory.queries import (
    SUPPLIER_COLUMNS,
    SupplierQuery,
    contacts,
    departments,
    findings,
    supplier,
    supplier_counts,
    supplier_ids,
    supplier_page,
)
from coorddesk.directory.rules import Presence, SupplierKind
from coorddesk.directory.service import (
    ContactDetails,
    Deletion,
    SupplierDetails,
    SupplierEdit,
    add_many_named,
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
        assert [sorted(names(column.key)) for column in SUPPLIER_COLUMNS] == [["Atelier", "Reprolux", "Écran"]] * 11
        assert len(supplier_ids(session, SupplierQuery("weber elie"))) == 1


def test_contacts_come_go_and_are_taken_back_with_their_supplier(database: Database) -> None:
    paul, ana = ContactDetails("Paul  Roux", "Ventes", "paul@ldlc.example", "04"), ContactDetails("Ana Silva")
    with database.transaction() as session:
        ldlc = create_supplier(session, replace(LDLC, contacts=(paul, ana), kind=SupplierKind.BOTH))
    with database.reading() as session:
        first, second = contacts(session, ldlc)
        assert (second.name, second.role, second.email, second.phone, first.name) == (
            "Paul Roux", "Ventes", "paul@ldlc.example", "04", "Ana Silva",
        )  # fmt: skip
    renamed = ContactDetails("Ana Silva-Roux", id=first.id)
    with database.transaction() as session:
        both = replace(LDLC, contacts=(renamed, ContactDetails("Zoé")), kind=SupplierKind.BOTH)
        edit_supplier(session, SupplierEdit(ldlc, 1, both))
    with database.reading() as session:
        assert [(each.id == first.id, each.name) for each in contacts(session, ldlc)] == [
            (True, "Ana Silva-Roux"),
            (False, "Zoé"),
        ]
        row = supplier(session, ldlc)
        assert row is not None
        assert (row.version, row.contacts, row.kind) == (2, "Ana Silva-Roux, Zoé", SupplierKind.BOTH)
        change_set = next_to_undo(session) or 0
    with database.transaction() as session:
        undo(session, change_set)
    with database.reading() as session:
        assert [each.name for each in contacts(session, ldlc)] == ["Ana Silva", "Paul Roux"]
    with database.transaction() as session:
        delete_supplier(session, Deletion(ldlc, 3))
    with database.reading() as session:
        assert contacts(session, ldlc) == ()


def test_contacts_alone_make_a_new_version_and_the_same_ones_do_not(database: Database) -> None:
    with database.transaction() as session:
        ldlc = create_supplier(session, replace(LDLC, contacts=(ContactDetails("Paul"),)))
        (paul,) = contacts(session, ldlc)
    same = ContactDetails("Paul", id=paul.id)
    for wanted, version in (((same,), 1), ((same, ContactDetails("Ana")), 2), (None, 2)):
        with database.transaction() as session:
            row = supplier(session, ldlc)
            assert row is not None
            edit_supplier(session, SupplierEdit(ldlc, row.version, replace(LDLC, contacts=wanted)))
        with database.reading() as session:
            row = supplier(session, ldlc)
            assert row is not None
            assert row.version == version
    with database.reading() as session:
        assert [each.name for each in contacts(session, ldlc)] == ["Ana", "Paul"]


def test_contacts_changed_meanwhile_are_not_overwritten(database: Database, texts: Texts) -> None:
    tidied = replace(LDLC, name="LDLC Pro", notes="Remise")
    with database.transaction() as session:
        ldlc = create_supplier(session, tidied)
    with database.transaction() as session:
        edit_supplier(session, SupplierEdit(ldlc, 1, replace(tidied, contacts=(ContactDetails("Paul", "Ventes"),))))
    with pytest.raises(StaleWrite) as refused, database.transaction() as session:
        edit_supplier(session, SupplierEdit(ldlc, 1, replace(tidied, contacts=(ContactDetails("Ana"),))))
    (difference,) = refused.value.differences
    assert (difference.field, difference.yours, difference.theirs) == ("contacts", "Ana", "Paul, Ventes")
    with pytest.raises(UserError) as nameless, database.transaction() as session:
        edit_supplier(session, SupplierEdit(ldlc, 2, replace(LDLC, contacts=(ContactDetails(" ", "Ventes"),))))
    assert (nameless.value.field, texts.say(nameless.value.message)) == ("contacts", "A contact needs a name.")


def test_suppliers_and_partners_are_told_apart_and_found_by_any_contact(database: Database) -> None:
    with database.transaction() as session:
        make_supplier(session, "Atelier", contacts=(ContactDetails("Élie Wéber"),))
        make_supplier(session, "Canopé", kind=SupplierKind.PARTNER)
        make_supplier(session, "Ville", kind=SupplierKind.BOTH)
    with database.reading() as session:

        def names(query: SupplierQuery) -> list[str]:
            ids = supplier_ids(session, query)
            return [supplier_page(session, ids)[i].name for i in ids]

        assert names(SupplierQuery(kind=SupplierKind.PARTNER)) == ["Canopé", "Ville"]
        assert names(SupplierQuery(kind=SupplierKind.SUPPLIER)) == ["Atelier", "Ville"]
        assert names(SupplierQuery("weber")) == ["Atelier"]
        assert names(SupplierQuery(sort="kind")) == ["Atelier", "Canopé", "Ville"]
        assert names(SupplierQuery(sort="kind", descending=True)) == ["Ville", "Canopé", "Atelier"]
        assert supplier_counts(session) == {SupplierKind.SUPPLIER: 2, SupplierKind.PARTNER: 2}


def test_versions_are_raised_once_each_however_many_there_are(database: Database) -> None:
    table = table_named("supplier")
    with database.transaction() as session:
        add_many_named(session, "supplier", [f"S{number}" for number in range(CHUNK_ROWS + 2)])
        ids = list(session.scalars(select(table.c.id)))
        raise_versions(session, table, [*ids[1:], ids[-1], 9_999])
        record(session, verbatim("Parts"))
    with database.reading() as session:
        versions = list(session.scalars(select(table.c.version).order_by(table.c.id)))
    assert versions == [1] + [2] * (CHUNK_ROWS + 1)


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
    with database.transaction() as session:
        make_person(session, "Parti", left_on=date(2026, 7, 1), department_id=library)
    with database.reading() as session:
        counted = {each: departments(session, each)[1].people for each in Presence}
    assert counted == {Presence.HERE: 1, Presence.LEFT: 1, Presence.ALL: 2}
    with pytest.raises(UserError), database.transaction() as session:
        delete_department(session, Deletion(library, 1))
    with database.transaction() as session:
        delete_department(session, Deletion(school, 2))
    with database.reading() as session:
        assert [row.name for row in departments(session)] == ["Médiathèque"]
