"""Any verbs on labels, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.service import AssetDetails, Chosen, delete_assets, restore_assets, seed_labels
from coorddesk.labels.queries import own_format
from coorddesk.labels.service import (
    Ahead,
    FormatEdit,
    Linking,
    NewLinked,
    create_format,
    delete_format,
    discard_labels,
    edit_format,
    enter_linked,
    link_label,
    print_ahead,
)
from tests.factories import make_asset
from tests.labels.test_formats import OURS
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks


def link(session: Session, number: int, asset_id: int, *, renumbers: bool) -> None:
    seen = asset_card(session, asset_id)
    if seen is not None:
        link_label(session, Linking(f"CD-{number:05}", asset_id, seen.row.version, renumbers=renumbers))


def change_format(session: Session, format_id: int, name: str, rows: int) -> None:
    seen = own_format(session, format_id)
    if seen is not None:
        edit_format(session, FormatEdit(format_id, seen.version, replace(OURS, name=name, rows=rows)))


def drop_format(session: Session, format_id: int) -> None:
    seen = own_format(session, format_id)
    if seen is not None:
        delete_format(session, Deletion(format_id, seen.version))


number, device = st.integers(1, 6), st.integers(1, 3)
names = st.sampled_from(["Silver", "silver ", "Gold", ""])
deeds = st.one_of(
    st.builds(lambda count: lambda session: print_ahead(session, Ahead(count)), st.integers(0, 25)),
    st.builds(
        lambda n, asset, again: lambda session: link(session, n, asset, renumbers=again), number, device, st.booleans()
    ),
    st.builds(
        lambda n: lambda session: enter_linked(session, NewLinked(f"cd-{n:05}", AssetDetails(name="New"))), number
    ),
    st.builds(lambda ids: lambda session: discard_labels(session, ids), st.lists(number, max_size=3)),
    st.builds(lambda asset: lambda session: delete_assets(session, Chosen((asset,))), device),
    st.builds(lambda asset: lambda session: restore_assets(session, Chosen((asset,))), device),
    st.builds(lambda name: lambda session: create_format(session, replace(OURS, name=name)), names),
    st.builds(
        lambda row, name, rows: lambda session: change_format(session, row, name, rows),
        st.integers(1, 2),
        names,
        st.integers(0, 10),
    ),
    st.builds(lambda row: lambda session: drop_format(session, row), st.integers(1, 2)),
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
        for tag in ("CD-00003", None, None):
            make_asset(session, tag)
    undone_and_redone(desk, todo)
    desk.close()
