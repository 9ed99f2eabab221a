from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.directory.queries import places_below
from coorddesk.directory.service import find_or_create_department
from coorddesk.inventory.queries import (
    ASSET_SORTS,
    AssetQuery,
    AssetRow,
    asset_card,
    asset_counts,
    asset_ids,
    asset_page,
    default_labels,
    devices_by_place,
    hits,
    timeline,
)
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import Chosen, NewLabel, create_label, delete_assets, find_or_create_category
from tests.counting import statements
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def make_estate(session: Session) -> dict[str, int]:
    """Five devices that differ in everything, one of which is in the bin, and the ids of what they belong to."""
    labels = default_labels(session)
    ids = {
        "laptops": find_or_create_category(session, "Ordinateur portable"),
        "screens": find_or_create_category(session, "Écran"),
        "ines": make_person(session, group="CP A"),
        "awa": make_person(session, "Diallo", "Awa"),
        "shop": make_supplier(session),
        "library": find_or_create_department(session, "Médiathèque"),
        "spare": create_label(session, NewLabel(MetaStatus.IN_STOCK, "En réserve")),
        "repair": labels[MetaStatus.UNDER_REPAIR],
    }
    make_asset(
        session,
        "PC-10",
        serial="Z9",
        name="Portable",
        category_id=ids["laptops"],
        model=("Dell", "Latitude 5440", "L54"),
        place="Site / Bât A / Salle 9",
        holder_id=ids["ines"],
        condition=Condition.GOOD,
        purchase_date=date(2024, 5, 1),
        price=90000,
        warranty_months=36,
        department_id=ids["library"],
        order_number="BC-7",
    )
    make_asset(
        session,
        "PC-2",
        serial="A1",
        name="",
        category_id=ids["laptops"],
        model=("HP", "ProBook"),
        place="Site / Bât A / Salle 10",
        holder_id=ids["awa"],
        status_label_id=ids["repair"],
        condition=Condition.NEW,
        purchase_date=date(2023, 5, 1),
        price=50000,
        supplier_id=ids["shop"],
        invoice_number="F-1",
    )
    make_asset(
        session,
        "EC-1",
        name="Écran du hall",
        category_id=ids["screens"],
        model=("Dell",),
        place="Annexe / Hall",
        status_label_id=ids["spare"],
        condition=Condition.DEAD,
        price=0,
        warranty_end=date(2025, 1, 1),
        quantity=3,
    )
    make_asset(session, None, name="Sans rien")
    binned = make_asset(session, "PC-99", name="Portable perdu", place="Site / Bât A / Salle 9")
    delete_assets(session, Chosen((binned,)))
    return ids


def names(session: Session, query: AssetQuery) -> list[str]:
    ids = asset_ids(session, query)
    page = asset_page(session, ids)
    assert sorted(page) == sorted(ids)
    return [page[i].tag or page[i].name for i in ids]


ORDERS: dict[str, list[str]] = {
    "tag": ["EC-1", "PC-10", "PC-2"],
    "serial": ["PC-2", "PC-10"],
    "name": ["EC-1", "PC-10", "Sans rien"],
    "category": ["EC-1", "PC-10", "PC-2"],
    "manufacturer": ["EC-1", "PC-10", "PC-2"],
    "model": ["PC-10", "PC-2"],
    "model_number": ["PC-10"],
    "status": ["Sans rien", "EC-1", "PC-10", "PC-2"],
    "condition": ["PC-2", "PC-10", "EC-1"],
    "place": ["EC-1", "PC-2", "PC-10"],
    "holder": ["PC-2", "PC-10"],
    "department": ["PC-10"],
    "purchase_date": ["PC-2", "PC-10"],
    "price": ["EC-1", "PC-2", "PC-10"],
    "supplier": ["PC-2"],
    "warranty_months": ["PC-10"],
    "warranty_end": ["EC-1", "PC-10"],
    "order_number": ["PC-10"],
    "invoice_number": ["PC-2"],
    "quantity": ["PC-10", "PC-2", "Sans rien", "EC-1"],
    "value": ["EC-1", "PC-2", "PC-10"],
}
IN_ORDER_OF_ENTRY = ["PC-10", "PC-2", "EC-1", "Sans rien"]


def test_every_column_sorts_but_notes() -> None:
    assert set(ORDERS) == ASSET_SORTS


def test_every_order_is_alike_whole_and_in_part_with_blanks_last(desk: Database) -> None:
    with desk.transaction() as session:
        make_estate(session)
    with desk.reading() as session:
        for sort, order in ORDERS.items():
            blank = [name for name in IN_ORDER_OF_ENTRY if name not in order]
            for descending in (False, True):
                query = AssetQuery(sort=sort, descending=descending)
                wanted = order[::-1] if descending else order
                everything, part = names(session, query), names(session, replace(query, metas=frozenset(MetaStatus)))
                assert everything == wanted + blank, (sort, descending)
                assert part[: len(wanted)] == wanted, (sort, descending)
                assert sorted(part[len(wanted) :]) == sorted(blank), (sort, descending)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pc-1", ["PC-10"]),
        ("PC 10", ["PC-10", "PC-2"]),
        ("dell", ["EC-1", "PC-10"]),
        ("dell hall", ["EC-1"]),
        ("ecran", ["EC-1"]),
        ("salle portable", ["PC-10", "PC-2"]),
        ("portable latitude 9", ["PC-10"]),
        ("l54", ["PC-10"]),
        ("moreau", ["PC-10"]),
        ("cp a", ["PC-10"]),
        ("awa probook", ["PC-2"]),
        ("bc-7", ["PC-10"]),
        ("f-1", ["PC-2"]),
        ("dell probook", []),
        ("100%", []),
        ("_", []),
        ("  ", ["EC-1", "PC-10", "PC-2", "Sans rien"]),
    ],
)
def test_every_word_is_found_in_own_words_or_those_of_what_it_belongs_to(
    desk: Database, text: str, found: list[str]
) -> None:
    with desk.transaction() as session:
        make_estate(session)
    with desk.reading() as session:
        assert names(session, AssetQuery(text)) == found


def test_every_filter_keeps_what_it_says(desk: Database) -> None:
    with desk.transaction() as session:
        ids = make_estate(session)
    with desk.reading() as session:
        site = places_below(session, 1)[0]
        filters: list[tuple[dict[str, Any], list[str]]] = [
            ({"metas": frozenset({MetaStatus.IN_STOCK})}, ["EC-1", "Sans rien"]),
            ({"labels": frozenset({ids["spare"], ids["repair"]})}, ["EC-1", "PC-2"]),
            ({"categories": frozenset({ids["screens"]})}, ["EC-1"]),
            ({"manufacturers": frozenset({1})}, ["EC-1", "PC-10"]),
            ({"models": frozenset({1})}, ["PC-10"]),
            ({"conditions": frozenset({Condition.NEW, Condition.DEAD})}, ["EC-1", "PC-2"]),
            ({"place": site}, ["PC-10", "PC-2"]),
            ({"holder": ids["ines"]}, ["PC-10"]),
            ({"department": ids["library"]}, ["PC-10"]),
            ({"supplier": ids["shop"]}, ["PC-2"]),
            ({"warranty_before": date(2025, 1, 1)}, ["EC-1"]),
            ({"purchased_from": date(2023, 5, 2)}, ["PC-10"]),
            ({"purchased_to": date(2023, 5, 1)}, ["PC-2"]),
            ({"without_tag": True}, ["Sans rien"]),
            ({"without_place": True}, ["Sans rien"]),
            ({"in_bin": True}, ["PC-99"]),
            ({"text": "dell", "place": site}, ["PC-10"]),
        ]
        assert [(wanted, names(session, AssetQuery(**wanted))) for wanted, _found in filters] == filters


def test_counts_leave_their_own_filter_aside(desk: Database) -> None:
    with desk.transaction() as session:
        ids = make_estate(session)
    with desk.reading() as session:
        everything = asset_counts(session, AssetQuery())
        screens = asset_counts(session, AssetQuery(categories=frozenset({ids["screens"]}), place=1))
        below = places_below(session, 1)
    assert everything.categories == {ids["laptops"]: 2, ids["screens"]: 1, None: 1}
    assert everything.conditions == {Condition.GOOD: 1, Condition.NEW: 1, Condition.DEAD: 1, None: 1}
    assert everything.labels == {1: 1, ids["spare"]: 1, 2: 1, ids["repair"]: 1}
    assert [everything.places[place] for place in (*below[:2], None)] == [2, 2, 1]
    assert everything.in_bin == 1
    assert screens.categories == {ids["laptops"]: 2}
    assert screens.labels == {}
    assert sum(screens.places[place] for place in screens.places if place is not None) == 2


def test_devices_by_place_count_all_that_is_inside(desk: Database) -> None:
    with desk.transaction() as session:
        make_estate(session)
        empty = make_place(session, "Vide")
    with desk.reading() as session:
        counts = devices_by_place(session)
    assert (counts[1], counts[None], empty in counts) == (2, 1, False)


@pytest.mark.parametrize("devices", [1, 3])
def test_a_list_sends_no_statement_a_row(desk: Database, devices: int) -> None:
    with desk.transaction() as session:
        for number in range(devices):
            person = make_person(session, f"Moreau {number}")
            make_asset(
                session, f"CD-{number}", model=("Dell", f"M{number}"), place=f"Site / S{number}", holder_id=person
            )
    queries: dict[str, Callable[[Session], object]] = {
        "ids": lambda session: asset_ids(session, AssetQuery()),
        "found": lambda session: asset_ids(session, AssetQuery("dell salle", place=1)),
        "page": lambda session: asset_page(session, range(1, devices + 1)),
        "counts": lambda session: asset_counts(session, AssetQuery("dell")),
        "card": lambda session: asset_card(session, 1),
        "timeline": lambda session: timeline(session, ("asset", 1)),
        "place": lambda session: timeline(session, ("place", 1)),
        "hits": lambda session: hits(session, "cd", 10),
    }
    sent = {}
    with desk.reading() as session:
        for name, ask in queries.items():
            with statements(session) as heard:
                ask(session)
            sent[name] = len(heard)
    assert sent == {"ids": 3, "found": 3, "page": 2, "counts": 7, "card": 6, "timeline": 11, "place": 2, "hits": 10}


@settings(max_examples=25)
@given(text=st.text("cdDÉé-1 0%_\\'œ", max_size=6), sort=st.sampled_from(sorted(ASSET_SORTS)), descending=st.booleans())
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_any_text_finds_what_a_plain_look_finds(desk: Database, text: str, sort: str, *, descending: bool) -> None:
    from coorddesk.core.fold import fold

    with desk.reading() as session:
        already = list(asset_ids(session, AssetQuery()))
    if not already:
        with desk.transaction() as session:
            make_estate(session)
    with desk.reading() as session:
        everything = list(asset_ids(session, AssetQuery(sort=sort, descending=descending)))
        page = asset_page(session, everything)
        found = list(asset_ids(session, AssetQuery(text, sort, descending)))

    def holds(row: AssetRow, word: str) -> bool:
        own = (row.tag, row.serial, row.name, row.order_number, row.invoice_number)
        of_links = (row.category, row.manufacturer, row.model, row.model_number, row.place, row.holder)
        return any(word in fold(said) for said in (*own, *of_links) if said) or (
            row.holder == "Inès Moreau" and word in "cp a"
        )

    plain = [i for i in everything if all(holds(page[i], word) for word in fold(text).split())]
    assert sorted(found) == sorted(plain)
