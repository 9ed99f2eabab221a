from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite
from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.imports import CONTACTS
from coorddesk.directory.queries import contacts, supplier_ids
from coorddesk.directory.service import ContactDetails, SupplierDetails, SupplierEdit, edit_supplier
from tests.factories import make_supplier
from tests.sheets import counts, make_csv, send_out, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database


def listed(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        return [(each.name, each.role, each.phone) for i in supplier_ids(session) for each in contacts(session, i)]


def test_contacts_come_with_their_suppliers_and_go_again(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        make_supplier(session, "LDLC Pro", contacts=(ContactDetails("Ana Silva", "Ventes"),))
    sheet = make_csv(
        tmp_path,
        "Fournisseur;Nom;Fonction;Téléphone;E-mail",
        "ldlc pro;ana silva;;04 27;",
        "LDLC Pro;Paul Roux;SAV;04 28;sav@ldlc.example",
        "Manutan;Zoé Wéber;;05;",
    )
    summary = take_in(database, CONTACTS, sheet)
    assert (counts(summary), dict(summary.creates)) == ({"changed": 1, "new": 2}, {"supplier": ("Manutan",)})
    assert listed(database) == [
        ("Ana Silva", "Ventes", "04 27"),
        ("Paul Roux", "SAV", "04 28"),
        ("Zoé Wéber", "", "05"),
    ]
    assert counts(take_in(database, CONTACTS, sheet)) == {"unchanged": 3}
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert listed(database) == [("Ana Silva", "Ventes", "")]


def test_a_form_that_was_open_meanwhile_takes_nobody_out_again(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        shop = make_supplier(session, "LDLC Pro")
        other = make_supplier(session, "Manutan", contacts=(ContactDetails("Zoé Wéber"),))
    take_in(
        database,
        CONTACTS,
        make_csv(tmp_path, "Fournisseur;Nom;Téléphone", "LDLC Pro;Paul Roux;", "Manutan;Zoé Wéber;05"),
    )
    for supplier_id, name in ((shop, "LDLC Pro"), (other, "Manutan")):
        with pytest.raises(StaleWrite), database.transaction() as session:
            edit_supplier(session, SupplierEdit(supplier_id, 1, SupplierDetails(name, contacts=())))
    assert listed(database) == [("Paul Roux", "", ""), ("Zoé Wéber", "", "05")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_export_of_contacts_comes_back_unchanged(database: Database, tmp_path: Path, language: str) -> None:
    ana = ContactDetails("Ana Silva", "Ventes", "a@b.example", "04", "Matin")
    with database.transaction() as session:
        make_supplier(session, "LDLC Pro", contacts=(ana,))
        make_supplier(session, "Manutan", contacts=(ContactDetails("Ana Silva"),))
    sheet = send_out(database, CONTACTS, tmp_path / "out.csv", Texts(language, resource("locale")))
    assert counts(take_in(database, CONTACTS, sheet)) == {"unchanged": 2}
