"""Sheets of purchase lots: taken in with their devices, given out, and the same again without a change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.inventory.imports import LOTS
from coorddesk.inventory.queries import asset_ids, findings
from coorddesk.inventory.queries.lists import AssetQuery
from coorddesk.inventory.queries.lots import LotCard, lot_card, lot_ids, lot_of
from coorddesk.inventory.service import Chosen, delete_assets
from tests.factories import make_asset
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_back, take_in, there_and_back

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

HEADERS = "Lot;Date d'achat;Fournisseur;Prix;Marque;Modèle;Catégorie;Quantité;N° de série;Garantie"
LAPTOPS = "Rentrée;01/09/2026;LDLC Pro;899,00;Dell;Latitude 5450;Portable;3;5CG2, 5CG1;36 mois"


def cards(desk: Database) -> list[LotCard]:
    with desk.reading() as session:
        found = [lot_card(session, lot_id) for lot_id in sorted(lot_ids(session))]
        assert list(findings(session)) == []
    return [card for card in found if card is not None]


def test_a_line_is_a_lot_with_all_of_its_devices(desk: Database, tmp_path: Path) -> None:
    done = take_in(desk, LOTS, make_csv(tmp_path, HEADERS, LAPTOPS, "Écrans;;;;;;Écran;2;;"))
    assert counts(done) == {"new": 2}
    laptops, screens = cards(desk)
    assert (laptops.row.name, laptops.row.made_of, laptops.row.supplier) == (
        "Rentrée",
        "Dell Latitude 5450",
        "LDLC Pro",
    )
    assert (laptops.row.purchase_date, laptops.row.price, laptops.row.warranty_months) == (date(2026, 9, 1), 899_00, 36)
    assert [(each.tag, each.serial) for each in laptops.devices] == [
        ("CD-00001", "5CG1"),
        ("CD-00002", "5CG2"),
        ("CD-00003", None),
    ]
    assert (screens.row.category, screens.row.devices, screens.row.left) == ("Écran", 2, 2)
    for texts in LANGUAGES:
        assert there_and_back(desk, LOTS, tmp_path / f"out-{texts.language}.xlsx", texts) == ({"unchanged": 2}, 2)
    take_back(desk)
    with desk.reading() as session:
        assert (list(lot_ids(session)), list(asset_ids(session, AssetQuery()))) == ([], [])


def test_the_same_lot_again_gets_numbers_and_more_devices(desk: Database, tmp_path: Path) -> None:
    take_in(desk, LOTS, make_csv(tmp_path, HEADERS, LAPTOPS))
    with desk.transaction() as session:
        alone = make_asset(session, "CD-9", serial="5CG9")
    again = LAPTOPS.replace("899,00", "850,00").replace("5CG2, 5CG1", "5CG1, 5CG2, 5CG3, 5CG4, 5CG9")
    assert counts(take_in(desk, LOTS, make_csv(tmp_path, HEADERS, again))) == {"changed": 1}
    (lot,) = cards(desk)
    assert (lot.row.price, lot.row.devices) == (850_00, 5)
    assert [each.serial for each in lot.devices] == ["5CG1", "5CG2", "5CG3", "5CG4", "5CG9"]
    with desk.reading() as session:
        assert lot_of(session, alone) == (lot.row.id, "Rentrée")


def test_lines_that_cannot_be_are_refused(desk: Database, texts: Texts, tmp_path: Path) -> None:
    take_in(desk, LOTS, make_csv(tmp_path, HEADERS, LAPTOPS))
    with desk.transaction() as session:
        delete_assets(session, Chosen((make_asset(session, "CD-9", serial="X9"),)))
    lines = (
        "A;;;;;;;2;;",
        "B;;;;;;Portable;;;",
        "C;;;;;;Portable;0;;",
        "D;;;;;;Portable;1001;;",
        "E;;;;;;Portable;;5cg1;",
        "F;;;;;;Portable;;X9;",
        "Rentrée;;;;;;;2;;",
        "G;;;-1;;;Portable;1;;",
    )
    done = take_in(desk, LOTS, make_csv(tmp_path, HEADERS, *lines))
    assert [(column, said) for _row, column, said in reasons(done, texts)] == [
        ("Catégorie", "Say what it is: a category or a model."),
        ("Quantité", "How many devices are there?"),
        ("Quantité", "A lot has from 1 to 1,000 devices."),
        ("Quantité", "A lot has from 1 to 1,000 devices."),
        ("N° de série", "5cg1 came with the lot Rentrée."),
        (
            "N° de série",
            "The serial number X9 is that of CD-9, which is in the bin: restore it, or correct the number.",
        ),
        ("Quantité", "This lot has 3 devices already. Delete those that are too many first."),
        ("Prix", "A price is not below zero."),
    ]
    short = LAPTOPS.replace("5CG2, 5CG1", "5CG1")
    done = take_in(desk, LOTS, make_csv(tmp_path, HEADERS, short))
    said = "This lot has 5CG2 too. List all of its serial numbers, or none."
    assert [each[1:] for each in reasons(done, texts)] == [("N° de série", said)]
    assert len(cards(desk)) == 1
