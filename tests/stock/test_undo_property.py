"""Any verbs on stock, undone in reverse, leave every row as it was; what is there is always the sum of the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.core.editing import BulkWish, Setting
from coorddesk.core.fields import Way
from coorddesk.core.merging import Merge
from coorddesk.directory.service import Deletion, merge_people, merge_places
from coorddesk.inventory.service import seed_labels
from coorddesk.stock.models import StockMove
from coorddesk.stock.queries import StockQuery, all_stock, lent_to, level_at, models_of, place_levels, stock_row
from coorddesk.stock.rules import Moved, MoveKind, StockKind, levels, stock_state
from coorddesk.stock.service import (
    Correction,
    Count,
    Issue,
    ItemDetails,
    ItemEdit,
    Receipt,
    TakingBack,
    Transfer,
    WriteOff,
    correct_move,
    count_stock,
    delete_item,
    edit_item,
    give_out,
    receive,
    take_back,
    transfer,
    write_off,
)
from coorddesk.stock.service.bulk_edit import bulk_edit_stock
from coorddesk.stock.service.merging import merge_items
from tests.factories import make_asset, make_item, make_person, make_place
from tests.undoing import ALL, PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

item, place, person = st.integers(1, 3), st.none() | st.integers(1, 2), st.integers(1, 2)
few = st.integers(1, 4)
day = st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 4))


def edit(session: Session, item_id: int, name: str, threshold: int | None, models: tuple[int, ...]) -> None:
    seen = stock_row(session, item_id)
    if seen is not None:
        edit_item(session, ItemEdit(item_id, seen.version, ItemDetails(name, threshold=threshold, model_ids=models)))


def drop(session: Session, item_id: int) -> None:
    seen = stock_row(session, item_id)
    if seen is not None:
        delete_item(session, Deletion(item_id, seen.version))


deeds = st.one_of(
    st.builds(
        lambda n, level: lambda s: make_item(s, f"Article {n}", level, place_id=1), st.integers(1, 9), st.integers(0, 3)
    ),
    st.builds(lambda i, n, p, d: lambda s: receive(s, Receipt(i, n, p, price=n, day=d)), item, few, place, day),
    st.builds(
        lambda i, n, p, who, d: lambda s: give_out(s, Issue(i, n, p, who, day=d)),
        item,
        few,
        place,
        st.none() | person,
        day,
    ),
    st.builds(
        lambda i, n, p, who: lambda s: take_back(s, TakingBack(i, n, who, p)), item, few, place, st.none() | person
    ),
    st.builds(lambda i, n, p, d: lambda s: count_stock(s, Count(i, n, p, day=d)), item, st.integers(0, 5), place, day),
    st.builds(
        lambda i, n, k, p, who: lambda s: write_off(s, WriteOff(i, n, k, p, who)),
        item,
        few,
        st.sampled_from([MoveKind.LOST, MoveKind.BROKEN]),
        place,
        st.none() | person,
    ),
    st.builds(lambda i, n, a, b: lambda s: transfer(s, Transfer(i, n, a, b)), item, few, place, place),
    st.builds(lambda m, n: lambda s: correct_move(s, Correction(m, n)), st.integers(1, 8), st.integers(0, 4)),
    st.builds(
        lambda i, n, t, m: lambda s: edit(s, i, n, t, m),
        item,
        st.sampled_from(["Encre", "Papier"]),
        st.none() | st.integers(0, 3),
        st.sampled_from([(), (1,), (1, 2)]),
    ),
    st.builds(lambda i: lambda s: drop(s, i), item),
    st.builds(lambda a, b: lambda s: merge(s, a, b), item, item),
    st.builds(
        lambda ids, t: lambda s: bulk_edit_stock(s, BulkWish(ids, (Setting("threshold", Way.SET, t),))),
        st.lists(item, min_size=1, max_size=3).map(tuple),
        st.integers(0, 3),
    ),
    st.just(lambda s: merge_places(s, Merge(1, 1, 2, 1), ALL)),
    st.just(lambda s: merge_people(s, Merge(1, 1, 2, 1), ALL)),
)
below = st.builds(lambda i, n, p: lambda s: give_out(s, Issue(i, n, p, even_below=True)), item, few, place)


def merge(session: Session, kept_id: int, gone_id: int) -> None:
    kept, gone = stock_row(session, kept_id), stock_row(session, gone_id)
    if kept is not None and gone is not None:
        merge_items(session, Merge(kept.id, kept.version, gone.id, gone.version), ALL)


def sums_hold(session: Session) -> None:
    """What is there is what the rule makes of the ledger, on lists, on cards, for each place and on each day."""
    columns = StockMove.item_id, StockMove.place_id, StockMove.quantity, StockMove.day
    rows = session.execute(select(*columns)).all()
    expected = levels(Moved(*row[:3]) for row in rows)
    for on in {row.day for row in rows}:
        by_then = levels(Moved(*row[:3]) for row in rows if row.day <= on)
        for item_id, place_id in {(row.item_id, row.place_id) for row in rows}:
            assert level_at(session, item_id, place_id, on) == by_then.get((item_id, place_id), 0)
    for row in all_stock(session):
        here = {each.place_id: each.level for each in place_levels(session, row.id)}
        assert here == {place_id: level for (item_id, place_id), level in expected.items() if item_id == row.id}
        assert row.level == sum(here.values())
        assert row.state is stock_state(row.level, row.threshold, is_dropped=row.is_dropped)
        assert isinstance(models_of(session, row.id), tuple)


def none_is_owed(session: Session) -> None:
    """Nothing is ever below zero, and nobody ever brought back more than was given out."""
    sums_hold(session)
    for row in all_stock(session, StockQuery(everything=True)):
        assert all(each.level > 0 for each in place_levels(session, row.id))
        assert all(lent_to(session, row.id, who) >= 0 for who in (None, 1, 2))


def fill(session: Session) -> None:
    """Two places, two people, two printers, a toner and a mouse."""
    seed_labels(session)
    make_place(session, "Salle 1")
    make_place(session, "Salle 2")
    make_person(session)
    make_person(session, "Diallo", "Awa")
    make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
    make_asset(session, "IMP-2", model=("HP", "LaserJet", "M404"))
    make_item(session, "Toner", 3, place_id=1)
    make_item(session, "Souris", 2, kind=StockKind.ACCESSORY, place_id=2)


@PROOF
@given(todo=st.lists(deeds | below, max_size=9))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        fill(session)
    undone_and_redone(desk, todo, sums_hold)
    desk.close()


@PROOF
@given(todo=st.lists(deeds, max_size=9))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_nothing_is_owed_unless_somebody_said_so(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        fill(session)
    undone_and_redone(desk, todo, none_is_owed)
    desk.close()


def test_each_verb_is_undone_whole_on_both_databases(database: Database) -> None:
    with database.transaction() as session:
        fill(session)
    todo: list[Callable[[Session], object]] = [
        lambda s: receive(s, Receipt(1, 5, 1, price=4900, day=date(2026, 3, 2))),
        lambda s: give_out(s, Issue(1, 2, 1, asset_id=1)),
        lambda s: give_out(s, Issue(2, 2, 2, person_id=1)),
        lambda s: take_back(s, TakingBack(2, 1, 1, 2)),
        lambda s: count_stock(s, Count(1, 4, 1)),
        lambda s: write_off(s, WriteOff(2, 1, MoveKind.LOST, 2, 1)),
        lambda s: transfer(s, Transfer(1, 2, 1, 2)),
        lambda s: correct_move(s, Correction(3, 3)),
        lambda s: give_out(s, Issue(1, 9, 1, even_below=True)),
        lambda s: edit(s, 1, "Encre", 2, (1, 2)),
        lambda s: make_item(s, "Encre noire", 3, place_id=1),
        lambda s: bulk_edit_stock(s, BulkWish((1, 2, 3), (Setting("notes", Way.ADD, "Armoire"),))),
        lambda s: merge(s, 1, 3),
        lambda s: make_item(s, "Papier"),
        lambda s: drop(s, 4),
    ]
    count = len(todo)
    assert undone_and_redone(database, todo, sums_hold) == count
