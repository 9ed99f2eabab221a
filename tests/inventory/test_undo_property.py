"""Any verbs on devices, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.editing import BulkWish, Numbering, Setting
from coorddesk.core.fields import Way
from coorddesk.directory.queries import place
from coorddesk.directory.service import (
    Deletion,
    PlaceDetails,
    PlaceEdit,
    delete_place,
    edit_place,
)
from coorddesk.inventory.queries import asset_card, default_labels
from coorddesk.inventory.rules import DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    Assignment,
    BringBack,
    Chosen,
    Move,
    Renaming,
    Retirement,
    Standing,
    StatusChange,
    assign_assets,
    bring_back_assets,
    bulk_edit_assets,
    change_status,
    delete_assets,
    edit_asset,
    find_or_create_category,
    move_assets,
    rename_category,
    restore_assets,
    retire_assets,
    seed_labels,
)
from tests.factories import make_asset, make_person, make_place
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

Deed = "Callable[[Session], object]"

some_devices = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True).map(lambda ids: Chosen(tuple(ids)))
someone = st.none() | st.integers(1, 2)
some_place = st.none() | st.integers(1, 3)


def edit(session: Session, asset_id: int, name: str, place_id: int | None, person_id: int | None) -> None:
    seen = asset_card(session, asset_id)
    if seen is not None:
        details = AssetDetails(seen.row.tag, name=name, price=len(name), category_id=1)
        standing = Standing(seen.status_label_id, place_id, person_id)
        edit_asset(session, AssetEdit(asset_id, seen.row.version, details, standing))


def rename(session: Session, place_id: int, name: str, inside: int | None) -> None:
    seen = place(session, place_id)
    if seen is not None:
        edit_place(session, PlaceEdit(place_id, seen.version, PlaceDetails(name, inside)))


def bulk_edit(session: Session, devices: Chosen, *settings: Setting, numbering: Numbering | None = None) -> None:
    bulk_edit_assets(session, BulkWish(devices.ids, settings, numbering, leaves_refused=True))


def drop(session: Session, place_id: int) -> None:
    seen = place(session, place_id)
    if seen is not None:
        delete_place(session, Deletion(place_id, seen.version))


deeds = st.one_of(
    st.builds(lambda n: lambda s: make_asset(s, f"CD-{n}"), st.integers(1, 9)),
    st.builds(
        lambda p: lambda s: make_asset(s, None, draw_tag=True, place=p), st.sampled_from(["A / B / C", "A", "B"])
    ),
    st.builds(lambda d, p: lambda s: move_assets(s, Move(d, p)), some_devices, some_place),
    st.builds(lambda d, h, p: lambda s: assign_assets(s, Assignment(d, h, p)), some_devices, someone, some_place),
    st.builds(
        lambda d, m: lambda s: change_status(s, StatusChange(d, default_labels(s)[m])),
        some_devices,
        st.sampled_from(MetaStatus),
    ),
    st.builds(
        lambda d: lambda s: retire_assets(s, Retirement(d, DisposalReason.SOLD, date(2026, 1, 1), DataWiped.YES)),
        some_devices,
    ),
    st.builds(lambda d, p: lambda s: bring_back_assets(s, BringBack(d, p)), some_devices, some_place),
    st.builds(lambda d: lambda s: delete_assets(s, d), some_devices),
    st.builds(lambda d: lambda s: restore_assets(s, d), some_devices),
    st.builds(
        lambda i, n, p, h: lambda s: edit(s, i, n, p, h), st.integers(1, 4), st.sampled_from("xyz"), some_place, someone
    ),
    st.builds(lambda i, n, p: lambda s: rename(s, i, n, p), st.integers(1, 3), st.sampled_from("AB"), some_place),
    st.builds(lambda i: lambda s: drop(s, i), st.integers(1, 3)),
    st.builds(
        lambda d, p, h: lambda s: bulk_edit(s, d, Setting("place", Way.SET, p), Setting("holder", Way.SET, h)),
        some_devices,
        st.integers(1, 3),
        st.integers(1, 2),
    ),
    st.builds(
        lambda d, n: lambda s: bulk_edit(s, d, Setting("notes", Way.ADD, "x"), numbering=Numbering("PC-{#}", n)),
        some_devices,
        st.integers(0, 2),
    ),
    st.builds(lambda n: lambda s: rename_category(s, Renaming(1, 1, n)), st.sampled_from(["Un", "Deux"])),
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
        for name in ("Salle 1", "Salle 2", "Salle 3"):
            make_place(session, name)
        make_person(session)
        make_person(session, "Diallo", "Awa")
        for number in range(3):
            make_asset(session, f"PC-{number}", place="Salle 1")
    undone_and_redone(desk, todo)
    desk.close()
