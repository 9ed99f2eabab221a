"""Any verbs on lots, lives and network addresses, undone in reverse, leave every row as it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.lives import lived
from coorddesk.inventory.queries.lots import lot_card
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.rules import DataWiped, Depreciation, DisposalReason
from coorddesk.inventory.service import (
    Arrival,
    Chosen,
    InterfaceDetails,
    LifeDetails,
    LifeEdit,
    LotArrival,
    LotDetails,
    LotEdit,
    NetworkEdit,
    NewLot,
    PlanWish,
    Retirement,
    Tick,
    add_to_lot,
    create_lot,
    delete_lot,
    edit_life,
    edit_lot,
    edit_network,
    find_or_create_category,
    plan_replacement,
    retire_assets,
    seed_labels,
    set_serial,
    tick_step,
)
from tests.factories import make_asset
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

some_lot = st.integers(1, 2)
some_asset = st.integers(1, 5)
steps = st.lists(st.sampled_from(["BIOS", "Label", "Antivirus"]), unique=True, max_size=3).map(tuple)
serials = st.lists(st.sampled_from("ABCD"), unique=True, max_size=2).map(tuple)


def receive(session: Session, count: int, serials: tuple[str, ...], steps: tuple[str, ...]) -> None:
    create_lot(session, NewLot(LotDetails(category_id=1, price=count), Arrival(count, serials), steps))


def change(session: Session, lot_id: int, price: int, steps: tuple[str, ...]) -> None:
    seen = lot_card(session, lot_id)
    if seen is not None:
        details = LotDetails(seen.row.name, 1, price=price, order_number=str(price), purchase_date=date(2026, 1, price))
        edit_lot(session, LotEdit(lot_id, seen.row.version, details, steps, {"BIOS": "Firmware"}))


def tick(session: Session, lot_id: int, step: int, which: int, *, is_done: bool) -> None:
    seen = lot_card(session, lot_id)
    if seen is not None and step < len(seen.steps):
        ids = tuple(each.id for each in seen.devices[:which])
        tick_step(session, Tick(seen.steps[step].id, ids, is_done))


def drop(session: Session, lot_id: int) -> None:
    seen = lot_card(session, lot_id)
    if seen is not None:
        delete_lot(session, Deletion(lot_id, seen.row.version))


def live(session: Session, asset_id: int, method: Depreciation | None, year: int | None) -> None:
    seen = lived(session, [asset_id]).get(asset_id)
    if seen is not None:
        details = LifeDetails(None, method, year and 5, None, year, year, "x" if year else "")
        edit_life(session, LifeEdit(asset_id, seen.version, details))


def connect(session: Session, asset_id: int, ips: list[str]) -> None:
    seen = asset_card(session, asset_id)
    if seen is not None:
        there = {row.ip: row.id for row in interfaces(session, asset_id)}
        wanted = tuple(InterfaceDetails(ip=ip, id=there.get(ip)) for ip in ips)
        edit_network(session, NetworkEdit(asset_id, seen.row.version, wanted))


deeds = st.one_of(
    st.builds(lambda n, x, y: lambda s: receive(s, n, x, y), st.integers(0, 3), serials, steps),
    st.builds(lambda i, x: lambda s: add_to_lot(s, LotArrival(i, Arrival(1, x))), some_lot, serials),
    st.builds(lambda i, p, x: lambda s: change(s, i, p, x), some_lot, st.integers(1, 5), steps),
    st.builds(
        lambda i, x, n, d: lambda s: tick(s, i, x, n, is_done=d),
        some_lot,
        st.integers(0, 3),
        st.integers(1, 2),
        st.booleans(),
    ),
    st.builds(lambda i: lambda s: drop(s, i), some_lot),
    st.builds(lambda i, x: lambda s: set_serial(s, i, x), some_asset, st.sampled_from(["", "A", "Z"])),
    st.builds(
        lambda i, m, y: lambda s: live(s, i, m, y),
        some_asset,
        st.none() | st.sampled_from(Depreciation),
        st.none() | st.integers(2026, 2030),
    ),
    st.builds(
        lambda i, y: lambda s: plan_replacement(s, PlanWish(Chosen((i,)), y, 5, "x")),
        some_asset,
        st.none() | st.integers(2026, 2030),
    ),
    st.builds(
        lambda i, x: lambda s: connect(s, i, x), some_asset, st.lists(st.sampled_from(["10.0.0.1", "::1"]), unique=True)
    ),
    st.builds(
        lambda i: (
            lambda s: retire_assets(s, Retirement(Chosen((i,)), DisposalReason.SOLD, date(2026, 1, 1), DataWiped.YES))
        ),
        some_asset,
    ),
)


@PROOF
@given(todo=st.lists(deeds, max_size=8))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        find_or_create_category(session, "Portable")
        make_asset(session, "PC-1", category_id=1, purchase_date=date(2020, 1, 1), price=100)
    with desk.transaction() as session:
        receive(session, 2, (), ("BIOS", "Label"))
    undone_and_redone(desk, todo)
    desk.close()
