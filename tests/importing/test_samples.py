"""Sheets that other programs made, which lie outside the repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer
from tests.importing.devices import DEVICES, PEOPLE, Shelf

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SNIPE_IT_ASSETS = {
    "Name": "name",
    "Asset Tag": "tag",
    "Category": "category",
    "Supplier": "supplier",
    "Manufacturer": "manufacturer",
    "Location": "place",
    "Order Number": "order_number",
    "Model": "model",
    "Model Number": "model_number",
    "Asset Notes": "notes",
    "Purchase Date": "purchase_date",
    "Purchase Cost": "price",
    "Checked Out To: First Name": "holder",
    "Checked Out To: Last Name": "holder",
}

pytestmark = pytest.mark.samples


def sample(name: str) -> Path:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no {path}")
    return path


def test_snipe_its_assets_are_taken_in_and_known_again(shelf: Shelf, languages: tuple[Texts, Texts]) -> None:
    importer = Importer(DEVICES, sample("snipe-it/mock-assets-52cf54d211.csv"), languages)
    assert importer.look().mapping == SNIPE_IT_ASSETS
    assert importer.look().unmapped == [
        "Company",
        "Model Notes",
        "Checkout Type",
        "Checked Out To: Username",
        "Checked Out To: Email",
        "Checked Out To: Location",
    ]
    done = importer.apply(shelf.session, seen=importer.preview(shelf.session))
    assert {verdict.value: count for verdict, count in done.counts.items() if count} == {"new": 150}
    assert {key: len(names) for key, names in done.creates.items()} == {
        "category": 41,
        "manufacturer": 20,
        "model": 20,
        "place": 20,
        "supplier": 20,
        "holder": 53,
    }
    (first, *_) = shelf.records.values()
    assert (first["tag"], first["purchase_date"], first["price"]) == ("ICC-2065556", date(2023, 1, 23), 226_613)
    again = importer.apply(shelf.session)
    assert {verdict.value: count for verdict, count in again.counts.items() if count} == {"unchanged": 150}


@pytest.mark.parametrize(
    ("name", "counts", "decisions"),
    [
        (
            "snipe-it/assets-sample.csv",
            {"new": 22},
            {"Purchase Date": "dates have the month first", "Purchase Cost": "decimals come after a point"},
        ),
        (
            "snipe-it/licenses-sample.csv",
            {"new": 50},
            {
                "purchase date": "dates have the month first",
                "purchase cost": "amounts are taken as they are, whatever their money ($)",
            },
        ),
        (
            "snipe-it/consumables-sample.csv",
            {"new": 3},
            {"Purchase Date": "dates have the month first", "Purchase Cost": "decimals come after a point"},
        ),
        ("ralph/back_office_assets.csv", {"new": 2}, {}),
        ("ralph/warehouses_semicolon.csv", {"new": 3}, {}),
        ("ralph/warehouses_tab.csv", {"new": 3}, {}),
        ("hledger/sample.fr.cp1252.csv", {"new": 1, "refused": 2}, {"Montant": "decimals come after a point"}),
        ("hledger/sample.fr.iso88591.csv", {"new": 1, "refused": 2}, {"Montant": "decimals come after a point"}),
        ("hledger/sample.fr.utf8.csv", {"new": 1, "refused": 2}, {"Montant": "decimals come after a point"}),
    ],
)
def test_sheets_of_other_programs(
    shelf: Shelf, languages: tuple[Texts, Texts], name: str, counts: dict[str, int], decisions: dict[str, str]
) -> None:
    importer = Importer(DEVICES, sample(name), languages)
    assert {one.column: languages[1].say(one.text) for one in importer.look().decisions} == decisions
    done = importer.apply(shelf.session)
    assert {verdict.value: count for verdict, count in done.counts.items() if count} == counts
    again = importer.apply(shelf.session)
    assert again.writes == 0


def test_accents_of_an_old_encoding_are_read(shelf: Shelf, languages: tuple[Texts, Texts]) -> None:
    importer = Importer(DEVICES, sample("hledger/sample.fr.cp1252.csv"), languages)
    importer.apply(shelf.session)
    assert (importer.look().encoding, [record["notes"] for record in shelf.records.values()]) == ("cp1252", ["DÉPÔT"])


def test_people_of_a_planning(shelf: Shelf, languages: tuple[Texts, Texts]) -> None:
    path = sample("planningbiblio/tests_Planno_Helper_AbsenceImportCSVHelperTest-login.csv")
    importer = Importer(PEOPLE, path, languages)
    assert importer.look().mapping == {"Nom": "last_name", "Prénom": "first_name", "Adresse Email": "email"}
    assert importer.apply(shelf.session).writes == 2
