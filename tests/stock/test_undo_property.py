"""Any verbs on stock, undone in reverse, leave every row as it was; what is there is always the sum of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.core.merging import Merge
from coorddesk.directory.service import Deletion, merge_people, merge_places
from coorddesk.inventory.service import seed_labels
from coorddesk.stock.models import StockMove
from coorddesk.stock.queries import all_stock, models_of, place_levels, stock_row
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
from tests.factories import make_asset, make_item, make_person, make_place
from tests.undoing import ALL, PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

item, place, person = st.integers(1, 3), st.none() | st.integers(1, 2), st.integers(1, 2)
few = st.integers(1, 4)


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
    st.builds(lambda i, n, p: lambda s: receive(s, Receipt(i, n, p, price=n)), item, few, place),
    st.builds(
        lambda i, n, p, who, below: lambda s: give_out(s, Issue(i, n, p, who, even_below=below)),
        item,
        few,
        place,
        st.none() | person,
        st.booleans(),
    ),
    st.builds(lambda i, n, p, who: lambda s: take_back(s, TakingBack(i, n, who, p)), item, few, place, person),
    st.builds(lambda i, n, p: lambda s: count_stock(s, Count(i, n, p)), item, st.integers(0, 5), place),
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
    st.just(lambda s: merge_places(s, Merge(1, 1, 2, 1), ALL)),
    st.just(lambda s: merge_people(s, Merge(1, 1, 2, 1), ALL)),
)


def sums_hold(session: Session) -> None:
    """What is there is what the rule makes of the ledger, on lists, on cards and for each place."""
    moves = [Moved(*row) for row in session.execute(select(StockMove.item_id, StockMove.place_id, StockMove.quantity))]
    expected = levels(moves)
    for row in all_stock(session):
        here = {each.place_id: each.level for each in place_levels(session, row.id)}
        assert here == {place_id: level for (item_id, place_id), level in expected.items() if item_id == row.id}
        assert row.level == sum(here.values())
        assert row.state is stock_state(row.level, row.threshold, is_dropped=row.is_dropped)
        assert isinstance(models_of(session, row.id), tuple)


@PROOF
@given(todo=st.lists(deeds, max_size=9))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        make_place(session, "Salle 1")
        make_place(session, "Salle 2")
        make_person(session)
        make_person(session, "Diallo", "Awa")
        make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
        make_asset(session, "IMP-2", model=("HP", "LaserJet", "M404"))
        make_item(session, "Toner", 3, place_id=1)
        make_item(session, "Souris", 2, kind=StockKind.ACCESSORY, place_id=2)
    undone_and_redone(desk, todo, sums_hold)
    desk.close()
