"""Devices under headings and added up, on both databases, beside what the list and the rows themselves say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.messages import _
from coorddesk.core.resources import texts_for
from coorddesk.directory.service import find_or_create_department
from coorddesk.inventory.models import CustomField, CustomValue
from coorddesk.inventory.queries import ASSET_COLUMNS, AssetQuery, asset_ids, asset_page, default_labels
from coorddesk.inventory.queries.groups import ASSET_GROUPS, asset_count, asset_groups, asset_sums, sums_of_assets
from coorddesk.inventory.rules import Condition, CustomType, MetaStatus, custom_key
from coorddesk.inventory.service import Chosen, delete_assets, find_or_create_category
from tests.factories import make_asset, make_person, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

BOTH = ("quantity", "value")
EVERYTHING = AssetQuery()


def make_estate(session: Session) -> dict[str, int]:
    """Two laptops, a lot of three screens, and a device of which nothing is known; one more is in the bin."""
    laptops = find_or_create_category(session, "Portable")
    about: dict[str, Any] = {
        "category_id": laptops,
        "holder_id": make_person(session),
        "supplier_id": make_supplier(session),
        "department_id": find_or_create_department(session, "Vie scolaire"),
        "condition": Condition.WORN,
        "model": ("Dell", "Latitude", "5420"),
        "place": "École / Salle 12",
        "purchase_date": date(2024, 9, 3),
        "warranty_end": date(2027, 9, 2),
        "status_label_id": default_labels(session)[MetaStatus.ASSIGNED],
    }
    ids = {
        "one": make_asset(session, "CD-1", price=80_000, **about),
        "two": make_asset(session, "CD-2", price=20_050, **about | {"place": "École / Salle 9"}),
        "screens": make_asset(session, "CD-3", price=15_000, quantity=3, purchase_date=date(2023, 1, 9)),
        "nothing": make_asset(session, None),
    }
    gone = make_asset(session, "CD-9", price=999_99, category_id=laptops)
    delete_assets(session, Chosen((gone,)))
    return ids


@pytest.fixture
def ids(desk: Database) -> dict[str, int]:
    with desk.transaction() as session:
        return make_estate(session)


def by_title(desk: Database, ids: dict[str, int], by: str, query: AssetQuery = EVERYTHING) -> dict[str, Any]:
    """The names of the devices of each group, and its sums, by the group's title in English."""
    texts, names = texts_for("en"), {asset_id: name for name, asset_id in ids.items()}
    with desk.reading() as session:
        found = asset_groups(session, query, by, BOTH)
    told: dict[str, Any] = {}
    for group, sums in found.sums.items():
        title = texts.say(found.titles[group]) if group is not None else "-"
        told[title] = ({names[i] for i, its in found.groups.items() if its == group}, sums["quantity"], sums["value"])
    return told


LAPTOPS = ({"one", "two"}, 2, 100_050)
OTHERS = ({"screens", "nothing"}, 4, 45_000)
EXPECTED = {
    "category": {"Portable": LAPTOPS, "-": OTHERS},
    "manufacturer": {"Dell": LAPTOPS, "-": OTHERS},
    "model": {"Dell Latitude 5420": LAPTOPS, "-": OTHERS},
    "status": {"Assigned": LAPTOPS, "In stock": OTHERS},
    "condition": {"Worn": LAPTOPS, "-": OTHERS},
    "place": {
        "École / Salle 12": ({"one"}, 1, 80_000),
        "École / Salle 9": ({"two"}, 1, 20_050),
        "-": OTHERS,
    },
    "holder": {"Inès Moreau": LAPTOPS, "-": OTHERS},
    "department": {"Vie scolaire": LAPTOPS, "-": OTHERS},
    "supplier": {"LDLC Pro": LAPTOPS, "-": OTHERS},
    "purchase_date": {"2024": LAPTOPS, "2023": ({"screens"}, 3, 45_000), "-": ({"nothing"}, 1, 0)},
    "warranty_end": {"2027": LAPTOPS, "-": OTHERS},
}


@pytest.mark.parametrize("by", ASSET_GROUPS)
def test_devices_come_into_groups(desk: Database, ids: dict[str, int], by: str) -> None:
    assert by_title(desk, ids, by) == EXPECTED[by]


def test_every_group_is_a_column_that_sorts() -> None:
    assert set(ASSET_GROUPS) < {column.key for column in ASSET_COLUMNS}


def test_only_what_a_query_means_is_grouped(desk: Database, ids: dict[str, int]) -> None:
    assert by_title(desk, ids, "category", AssetQuery(text="latitude")) == {"Portable": LAPTOPS}
    assert by_title(desk, ids, "category", AssetQuery(text="nothing is called so")) == {}


def keep(session: Session, kind: CustomType, values: dict[int, dict[str, Any]]) -> str:
    """A custom field, and what devices say in it; its key."""
    field = CustomField(name="Champ", name_folded="champ", type=kind, choices=[], everywhere=True)
    session.add(field)
    session.flush()
    session.add_all(CustomValue(asset_id=asset_id, field_id=field.id, **value) for asset_id, value in values.items())
    return custom_key(field.id)


@pytest.mark.parametrize(
    ("kind", "first", "second", "titles"),
    [
        (CustomType.CHOICE, {"text": "Rouge"}, {"text": "Bleu"}, ("Rouge", "Bleu")),
        (CustomType.YES_NO, {"number": 1}, {"number": 0}, ("Yes", "No")),
        (CustomType.DATE, {"day": date(2025, 2, 1)}, {"day": date(2026, 2, 1)}, ("2025", "2026")),
    ],
)
def test_devices_come_into_groups_by_the_desks_own_fields(
    desk: Database,
    ids: dict[str, int],
    kind: CustomType,
    first: dict[str, Any],
    second: dict[str, Any],
    titles: tuple[str, str],
) -> None:
    with desk.transaction(_("Prepare")) as session:
        key = keep(session, kind, {ids["one"]: first, ids["two"]: first, ids["screens"]: second})
    assert by_title(desk, ids, key) == {
        titles[0]: LAPTOPS,
        titles[1]: ({"screens"}, 3, 45_000),
        "-": ({"nothing"}, 1, 0),
    }


def test_amounts_of_the_desks_own_fields_are_added_up(desk: Database, ids: dict[str, int]) -> None:
    with desk.transaction(_("Prepare")) as session:
        key = keep(session, CustomType.AMOUNT, {ids["one"]: {"number": 500}, ids["screens"]: {"number": 70}})
    with desk.reading() as session:
        assert asset_sums(session, EVERYTHING, [*BOTH, key]) == {"quantity": 6, "value": 145_050, key: 570}
        assert sums_of_assets(session, [ids["one"], ids["two"]], [key]) == {key: 500}
        groups = asset_groups(session, EVERYTHING, "category", [key])
    assert sorted(sums[key] for sums in groups.sums.values()) == [70, 500]


@pytest.mark.parametrize(
    "query", [EVERYTHING, AssetQuery(text="cd-1"), AssetQuery(text="nobody"), AssetQuery(in_bin=True)]
)
def test_the_database_adds_up_what_the_rows_say(desk: Database, ids: dict[str, int], query: AssetQuery) -> None:
    with desk.reading() as session:
        found = asset_ids(session, query)
        rows = asset_page(session, found).values()
        by_hand = {"quantity": sum(row.quantity for row in rows), "value": sum(row.value or 0 for row in rows)}
        assert asset_count(session, query) == len(found)
        assert {key: asset_sums(session, query, BOTH).get(key, 0) for key in BOTH} == by_hand
        assert {key: sums_of_assets(session, found, BOTH).get(key, 0) for key in BOTH} == by_hand


def test_any_number_of_devices_is_added_up(desk: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.inventory.queries.groups._SUMMED_AT_ONCE", 2)
    with desk.transaction() as session:
        made = [make_asset(session, f"CD-{number}", price=100) for number in range(5)]
    with desk.reading() as session:
        assert sums_of_assets(session, made, BOTH) == {"quantity": 5, "value": 500}
        assert sums_of_assets(session, [], BOTH) == {}
