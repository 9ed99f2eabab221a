"""How SQLite walks: the orders that have an index read it alone, and a text reads the table once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.queries import AssetQuery, asset_ids, asset_page
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import FieldDetails, create_field
from tests.counting import plans
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("sort", "walk"),
    [
        ("tag", "SEARCH asset USING COVERING INDEX sqlite_autoindex_asset_1 (tag_folded>?)"),
        ("serial", "SEARCH asset USING COVERING INDEX sqlite_autoindex_asset_2 (serial_folded>?)"),
        (
            "place",
            (
                "SCAN place USING COVERING INDEX sqlite_autoindex_place_1"
                " + SEARCH asset USING COVERING INDEX ix_asset_place_id (place_id=?)"
            ),
        ),
        (
            "holder",
            (
                "SCAN person USING COVERING INDEX ix_person_name"
                " + SEARCH asset USING COVERING INDEX ix_asset_holder_id (holder_id=?)"
            ),
        ),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_all_devices_are_read_along_the_index_of_their_order(
    desk: Database, sort: str, walk: str, *, descending: bool
) -> None:
    with desk.transaction() as session:
        make_asset(session)
    with desk.reading() as session:
        found = plans(session, lambda: asset_ids(session, AssetQuery(sort=sort, descending=descending)))
    assert (found[0], found[2]) == (walk, "SEARCH asset USING COVERING INDEX ix_asset_deleted_at (deleted_at>?)")


def test_a_text_is_looked_for_in_one_scan_and_sorted_after(desk: Database) -> None:
    with desk.transaction() as session:
        make_asset(session)
    with desk.reading() as session:
        found = plans(session, lambda: asset_ids(session, AssetQuery("portable")))
    assert found[1:] == ["SCAN asset + USE TEMP B-TREE FOR ORDER BY"]


def test_a_page_is_found_by_its_ids(desk: Database) -> None:
    with desk.transaction() as session:
        make_asset(session)
    with desk.reading() as session:
        custom, found = plans(session, lambda: asset_page(session, [1]))
    assert [step.split(" (")[0] for step in found.split(" + ")[:2]] == [
        "SEARCH asset USING INTEGER PRIMARY KEY",
        "SEARCH status_label USING INTEGER PRIMARY KEY",
    ]
    assert "SCAN" not in found
    assert custom == (
        "SEARCH custom_value USING INDEX sqlite_autoindex_custom_value_1 (asset_id=?)"
        " + SEARCH custom_field USING INTEGER PRIMARY KEY (rowid=?)"
    )


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        (CustomType.TEXT, "ix_custom_value_folded"),
        (CustomType.NUMBER, "ix_custom_value_number"),
        (CustomType.DATE, "ix_custom_value_day"),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_a_field_of_the_desks_own_is_read_along_its_index(
    desk: Database, kind: CustomType, index: str, *, descending: bool
) -> None:
    with desk.transaction() as session:
        make_asset(session)
        field = create_field(session, FieldDetails("Champ", kind, everywhere=True))
    with desk.reading() as session:
        query = AssetQuery(sort=f"custom:{field}", descending=descending)
        _field, filled, *_others = plans(session, lambda: asset_ids(session, query))
    assert filled.startswith(f"SEARCH custom_value_1 USING COVERING INDEX {index} (field_id=?")
    assert "TEMP" not in filled
