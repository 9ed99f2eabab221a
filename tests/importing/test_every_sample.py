"""Every sheet of other programs that holds what we take, on a real desk: mapped without a word, and back out.

The sheets lie outside the repository; what each comes to is stated here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk import features
from tests.importing.proving import counted, trip

if TYPE_CHECKING:
    from coorddesk.core.database import Database

FOLDER = Path(__file__).parents[3] / "shared" / "samples"
KINDS = {kind.key: kind for feature in features.load() for kind in feature.imports}

TWICE = "Row {row} of the file has this value already."
NO_LAST_NAME = "A last name is needed."


@dataclass(frozen=True)
class Sample:
    """A file, the kind of record in it, how its text is written, and what it comes to without `--map`."""

    name: str
    kind: str
    written: tuple[str, str]
    preset: str | None
    mapping: Mapping[str, str]
    counts: Mapping[str, int]
    refused: Mapping[int, str] = field(default_factory=dict)


SAMPLES = (
    Sample(
        "snipe-it/assets-sample.csv",
        "assets",
        ("utf-8", ","),
        "snipe-it",
        {
            "Company": "department",
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
        },
        {"new": 22},
    ),
    Sample(
        "snipe-it/mock-assets-52cf54d211.csv",
        "assets",
        ("utf-8", ","),
        "snipe-it",
        {
            "Company": "department",
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
        },
        {"new": 150},
    ),
    Sample(
        "snipe-it/licenses-sample.csv",
        "assets",
        ("utf-8", ","),
        "snipe-it",
        {
            "Full Name": "holder",
            "Item name": "name",
            "serial number": "serial",
            "Category": "category",
            "manufacturer": "manufacturer",
            "purchase date": "purchase_date",
            "purchase cost": "price",
            "order number": "order_number",
            "seats": "quantity",
            "company": "department",
            "supplier": "supplier",
            "notes": "notes",
        },
        {"new": 50},
    ),
    Sample(
        "snipe-it/consumables-sample.csv",
        "assets",
        ("utf-8", ","),
        "snipe-it",
        {
            "Company": "department",
            "Name": "name",
            "Category": "category",
            "Supplier": "supplier",
            "Manufacturer": "manufacturer",
            "QTY": "quantity",
            "Location": "place",
            "Order Number": "order_number",
            "Model Number": "model_number",
            "Notes": "notes",
            "Purchase Date": "purchase_date",
            "Purchase Cost": "price",
        },
        {"new": 3},
    ),
    Sample(
        "homebox/minimal.csv",
        "assets",
        ("utf-8", ","),
        "homebox",
        {"HB.location": "place", "HB.name": "name", "HB.quantity": "quantity", "HB.description": "notes"},
        {"new": 3},
    ),
    Sample(
        "homebox/types.csv",
        "assets",
        ("utf-8", ","),
        "homebox",
        {"HB.name": "name", "HB.asset_id": "tag", "HB.location": "place"},
        {"new": 3},
    ),
    Sample(
        "ralph/back_office_assets.csv",
        "assets",
        ("utf-8", ","),
        None,
        {"sn": "serial", "model": "model", "warehouse": "place"},
        {"new": 2},
    ),
    Sample(
        "ralph/warehouses_semicolon.csv",
        "places",
        ("utf-8", ";"),
        None,
        {"name": "name"},
        {"new": 3},
    ),
    Sample(
        "ralph/warehouses_tab.csv",
        "places",
        ("utf-8", "\t"),
        None,
        {"name": "name"},
        {"new": 3},
    ),
    Sample(
        "snipe-it/locations-sample.csv",
        "places",
        ("utf-8", ","),
        None,
        {
            "name": "name",
            "address": "address",
            "address2": "address",
            "city": "address",
            "state": "address",
            "country": "address",
            "zip": "address",
        },
        {"new": 17, "refused": 2},
        {16: TWICE, 18: TWICE},
    ),
    Sample(
        "snipe-it/users-sample.csv",
        "people",
        ("utf-8", ","),
        "snipe-it",
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "Email": "email",
            "Username": "identifier",
            "Phone": "phone",
            "Job Title": "role",
            "Notes": "notes",
            "Company": "department",
        },
        {"new": 95, "refused": 5},
        {11: NO_LAST_NAME, 34: NO_LAST_NAME, 43: NO_LAST_NAME, 62: NO_LAST_NAME, 83: NO_LAST_NAME},
    ),
    Sample(
        "planningbiblio/tests_Planno_Helper_AbsenceImportCSVHelperTest-login.csv",
        "people",
        ("utf-8", ";"),
        None,
        {
            "Login": "identifier",
            "Nom": "last_name",
            "Prénom": "first_name",
            "Structures / services": "department",
            "Adresse Email": "email",
        },
        {"new": 2},
    ),
    Sample(
        "planningbiblio/tests_Planno_Helper_AbsenceImportCSVHelperTest-regexes.csv",
        "people",
        ("utf-8", ";"),
        None,
        {"Email": "email", "Nom": "last_name", "Prénom": "first_name", "Structures / services": "department"},
        {"new": 1, "refused": 2},
        {3: TWICE, 4: TWICE},
    ),
    Sample(
        "inventree/companies.csv",
        "suppliers",
        ("utf-8", ","),
        None,
        {
            "Company name": "name",
            "Company description": "notes",
            "Website": "website",
            "Phone number": "phone",
            "Address": "address",
            "Email": "email",
            "Contact": "contact",
            "Notes": "notes",
        },
        {"new": 12},
    ),
)


@pytest.mark.samples
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sheet_of_another_program(ready: Database, sample: Sample) -> None:
    path = FOLDER / sample.name
    if not path.exists():
        pytest.skip(f"no {path}")
    made = trip(ready, KINDS[sample.kind], path, lambda _session: [])
    assert (made.look.encoding, made.look.delimiter, made.look.preset) == (*sample.written, sample.preset)
    fed = {column.label: "+".join(column.fields) for column in made.look.columns if column.fields}
    assert fed == sample.mapping
    assert counted(made.seen) == sample.counts
    assert {row.row: one.reason.text for row in made.seen.refused for one in row.refusals} == sample.refused
    assert all(one.column for row in made.seen.refused for one in row.refusals)
    assert made.troubles == []
