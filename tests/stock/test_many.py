"""Stock items filtered by any field, edited many at once, and two that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion, asks_of
from coorddesk.core.editing import BulkWish, Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Way
from coorddesk.core.merging import Merge
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.views import NewView, save_view, views
from coorddesk.directory.service import merge_places
from coorddesk.inventory.service import create_category
from coorddesk.stock.queries import (
    FIELDS_OF_STOCK,
    StockQuery,
    all_stock,
    fits_of,
    level_at,
    said_stock_criteria,
    scanned_item,
    stock_ids,
    stock_page,
    stock_row,
)
from coorddesk.stock.queries.merging import item_consequences, likely_items, mergeable_item
from coorddesk.stock.rules import StockKind
from coorddesk.stock.service import Issue, give_out
from coorddesk.stock.service.bulk_edit import STOCK_EDITS, bulk_edit_stock, plan_bulk_stock
from coorddesk.stock.service.merging import merge_items
from tests.factories import make_asset, make_item, make_person, make_place, make_supplier
from tests.undoing import ALL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

CASES: dict[str, tuple[Criterion, str]] = {
    "name, whatever the accents": (Criterion("name", Ask.CONTAINS, ("cable",)), "Câble"),
    "kind": (Criterion("kind", Ask.IS, ("accessory",)), "Souris"),
    "kind is not": (Criterion("kind", Ask.IS_NOT, ("accessory",)), "Câble Toner"),
    "few of it": (Criterion("level", Ask.AT_MOST, (1,)), "Câble Toner"),
    "none of it": (Criterion("level", Ask.IS, (0,)), "Câble"),
    "so many of it": (Criterion("level", Ask.BETWEEN, (1, 3)), "Souris Toner"),
    "state": (Criterion("state", Ask.IS, ("to_order", "none_left")), "Câble Toner"),
    "to order": (Criterion("to_order", Ask.AT_LEAST, (5,)), "Toner"),
    "nothing to order": (Criterion("to_order", Ask.EMPTY), "Câble Souris"),
    "threshold": (Criterion("threshold", Ask.FILLED), "Toner"),
    "target": (Criterion("target", Ask.IS, (6,)), "Toner"),
    "with people": (Criterion("lent", Ask.AT_LEAST, (1,)), "Souris"),
    "nobody has any": (Criterion("lent", Ask.EMPTY), "Câble Toner"),
    "category": (Criterion("category", Ask.IS, (1,)), "Toner"),
    "category's name": (Criterion("category", Ask.CONTAINS, ("consomm",)), "Toner"),
    "a place takes in what is inside it": (Criterion("place", Ask.IS, (1,)), "Câble Souris Toner"),
    "a room": (Criterion("place", Ask.IS, (2,)), "Câble"),
    "supplier": (Criterion("supplier", Ask.EMPTY), "Câble Souris"),
    "reference": (Criterion("reference", Ask.BEGINS, ("tn",)), "Toner"),
    "barcode": (Criterion("barcode", Ask.IS, ("4977 766",)), "Toner"),
    "unit": (Criterion("unit", Ask.IS, ("BOÎTE",)), "Câble"),
    "price": (Criterion("price", Ask.AT_LEAST, (1000,)), "Toner"),
    "value": (Criterion("worth", Ask.AT_MOST, (4990,)), "Souris Toner"),
    "no longer ordered": (Criterion("is_dropped", Ask.IS, (False,)), "Câble Souris Toner"),
    "models": (Criterion("models", Ask.CONTAINS, ("2350",)), "Toner"),
    "no model": (Criterion("models", Ask.EMPTY), "Câble Souris"),
    "notes": (Criterion("notes", Ask.CONTAINS, ("étagère",)), "Souris"),
    "gone field": (Criterion("colour", Ask.FILLED), ""),
}


def fill(session: Session) -> tuple[int, int, int]:
    store = make_place(session, "Réserve")
    room = make_place(session, "Étagère 1", inside=store)
    category, supplier = create_category(session, "Consommables"), make_supplier(session)
    make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
    links: dict[str, Any] = {"category_id": category, "supplier_id": supplier, "place_id": store, "model_ids": (1,)}
    known = {"reference": "TN-2420", "barcode": "4977766", "price": 4990, "threshold": 2, "target": 6}
    toner = make_item(session, "Toner", 1, **links, **known)
    mouse = make_item(
        session, "Souris", 5, kind=StockKind.ACCESSORY, place_id=store, price=890, notes="Sur l'étagère du haut"
    )
    give_out(session, Issue(mouse, 2, store, person_id=make_person(session)))
    return toner, mouse, make_item(session, "Câble", place_id=room, unit="boîte")


def test_items_are_found_by_any_field(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        fill(session)
        for case, (criterion, expected) in CASES.items():
            found = [row.name for row in all_stock(session, StockQuery(criteria=(criterion,)))]
            assert (case, " ".join(found)) == (case, expected)
        (said,) = said_stock_criteria(session, [CASES["state"][0]])
        assert texts.say(said) == "State: To order, None left"


def test_whatever_may_be_asked_can_be_asked(desk: Database) -> None:
    with desk.transaction() as session:
        every = set(fill(session))
        for field in FIELDS_OF_STOCK:
            filled = set(stock_ids(session, StockQuery(criteria=(Criterion(field.key, Ask.FILLED),))))
            empty = set(stock_ids(session, StockQuery(criteria=(Criterion(field.key, Ask.EMPTY),))))
            assert (filled | empty, filled & empty) == (every, set())
            assert {Ask.FILLED, Ask.EMPTY} <= set(asks_of(field))


def test_a_saved_view_follows_a_place_into_another(desk: Database) -> None:
    with desk.transaction() as session:
        fill(session)
        attic = make_place(session, "Grenier")
        query = StockQuery(criteria=(Criterion("place", Ask.IS, (2,)),))
        save_view(session, NewView("stock", "Étagère", {"query": query_state(query)}))
        merge_places(session, Merge(attic, 1, 2, 1), ALL)
        (view,) = views(session, "stock")
        shown, is_whole = query_from(StockQuery, view.state["query"])
        assert (shown.criteria, is_whole) == ((Criterion("place", Ask.IS, (attic,)),), True)
        assert [row.name for row in stock_page(session, stock_ids(session, shown)).values()] == ["Câble"]


def test_many_items_change_as_one(desk: Database) -> None:
    with desk.transaction() as session:
        toner, mouse, cable = fill(session)
    wish = BulkWish(
        (toner, mouse, cable),
        (
            Setting("supplier", Way.ERASE),
            Setting("threshold", Way.SET, 3),
            Setting("notes", Way.ADD, "Compter à la rentrée"),
        ),
        versions=(1, 1, 1),
    )
    with desk.reading() as session:
        plan = plan_bulk_stock(session, wish)
    assert [(row.name, row.is_changed) for row in plan.rows] == [("Toner", True), ("Souris", True), ("Câble", True)]
    assert [field.key for field in plan.fields] == ["threshold", "supplier", "notes"]
    with desk.transaction() as session:
        assert bulk_edit_stock(session, wish).changed == 3
        rows = stock_page(session, (toner, mouse, cable))
        assert [(rows[each].threshold, rows[each].supplier) for each in (toner, mouse, cable)] == [(3, None)] * 3
        assert rows[mouse].notes == "Sur l'étagère du haut\nCompter à la rentrée"
        assert list(STOCK_EDITS.find(session, [Criterion("threshold", Ask.IS, (3,))])) == [cable, mouse, toner]


def test_what_cannot_be_is_refused_row_by_row(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        toner, mouse, cable = fill(session)
        every = (toner, mouse, cable)
        plan = plan_bulk_stock(session, BulkWish((*every, 99), (Setting("threshold", Way.SET, 6),), versions=(1, 9, 1)))
        assert [row.refusal is not None for row in plan.rows] == [True, True, False, True]
        assert [texts.say(row.refusal) for row in plan.rows if row.refusal is not None] == [
            "Toner: Order up to more than the threshold, or what was ordered would be to order again.",
            "Somebody changed “Souris” since you saw it. Look at it again.",
            "Number 99 is no longer there.",
        ]
        used_up = BulkWish(every, (Setting("kind", Way.SET, "consumable"),))
        with pytest.raises(UserError, match="People still have"):
            bulk_edit_stock(session, used_up)
        with pytest.raises(UserError):
            plan_bulk_stock(session, BulkWish(every, (Setting("name", Way.SET, "X"),)))


def test_two_items_become_one_and_so_does_what_is_there(desk: Database) -> None:
    with desk.transaction() as session:
        toner, _mouse, _cable = fill(session)
        same = make_item(session, "Toner TN2420", 3, place_id=1, unit="pièce", notes="Ancienne fiche", model_ids=(1,))
    with desk.transaction() as session:
        assert [(each.one.id, each.other.id) for each in likely_items(session)] == []
        assert len(item_consequences(session, toner, same)) == 1
        merge_items(session, Merge(toner, 1, same, 1, from_gone=frozenset({"name"})), ALL)
    with desk.reading() as session:
        row = stock_row(session, toner)
        assert row is not None
        assert (row.name, row.level, row.unit, row.notes) == ("Toner TN2420", 4, "pièce", "Ancienne fiche")
        assert (row.threshold, row.barcode, fits_of(session, toner)) == (2, "4977766", "Brother HL-L2350DW")
        assert (stock_row(session, same), level_at(session, toner, 1)) == (None, 4)
        assert scanned_item(session, "toner tn2420") == toner


def test_what_tells_two_items_apart_is_asked(desk: Database) -> None:
    with desk.transaction() as session:
        toner, mouse, _cable = fill(session)
        other = make_item(session, "Toner TN-2420 noir", barcode="4977767", reference="tn-2420")
        (likely,) = likely_items(session)
        assert (likely.one.id, likely.other.id) == (toner, other)
        with pytest.raises(UserError) as caught:
            merge_items(session, Merge(toner, 1, other, 1), ALL)
        assert caught.value.field == "barcode"
        with pytest.raises(UserError) as caught:  # people have mice, which a consumable would forget
            merge_items(session, Merge(toner, 1, mouse, 1), ALL)
        assert caught.value.field == "kind"
        found = mergeable_item(session, other)
        assert found is not None
        assert (found.name, found.detail, found.values["barcode"]) == ("Toner TN-2420 noir", "tn-2420", "4977767")
        assert mergeable_item(session, 99) is None
