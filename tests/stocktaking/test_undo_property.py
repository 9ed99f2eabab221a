"""Any verbs on a stocktake, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import Chosen, Move, delete_assets, move_assets, seed_labels
from coorddesk.stocktaking.queries import line, stocktake
from coorddesk.stocktaking.service import (
    Closing,
    Codes,
    LineEdit,
    Lines,
    NewStocktake,
    Scan,
    Scope,
    Sighted,
    close_stocktake,
    count_devices,
    delete_stocktake,
    edit_line,
    look_again,
    mark_missing,
    move_found,
    open_stocktake,
    scan,
    scan_codes,
)
from tests.factories import make_asset, make_person, make_place
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

rooms = st.integers(1, 2)
codes = st.sampled_from(["CD-0", "CD-1", "CD-2", "CD-3", "X", "CDP1", "CDP2"])
lines = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(lambda ids: Lines(1, tuple(ids)))


def close(session: Session, *, moves: bool, frees: bool, loses: bool) -> None:
    seen = stocktake(session, 1)
    if seen is not None:
        label = default_labels(session)[MetaStatus.UNAVAILABLE] if loses else None
        close_stocktake(session, Closing(1, seen.version, moves, frees, label))


def describe(session: Session, line_id: int, condition: Condition) -> None:
    seen = line(session, line_id)
    if seen is not None:
        edit_line(session, LineEdit(line_id, seen.version, condition, condition.value))


def drop(session: Session) -> None:
    seen = stocktake(session, 1)
    if seen is not None:
        delete_stocktake(session, Deletion(1, seen.version))


deeds = st.one_of(
    st.builds(lambda r, c, a: lambda s: scan(s, Scan(1, r, c, anew=a)), rooms, codes, st.booleans()),
    st.builds(lambda r, c: lambda s: scan_codes(s, Codes(1, r, tuple(c))), rooms, st.lists(codes, max_size=4)),
    st.builds(
        lambda r, a, c: lambda s: count_devices(s, Sighted(1, r, (a,), c)),
        rooms,
        st.integers(1, 4),
        st.sampled_from(Condition),
    ),
    st.builds(lambda which: lambda s: move_found(s, which), lines),
    st.builds(lambda which: lambda s: mark_missing(s, which), lines),
    st.builds(lambda which: lambda s: look_again(s, which), lines),
    st.builds(lambda i, c: lambda s: describe(s, i, c), st.integers(1, 6), st.sampled_from(Condition)),
    st.builds(
        lambda m, f, d: lambda s: close(s, moves=m, frees=f, loses=d), st.booleans(), st.booleans(), st.booleans()
    ),
    st.builds(lambda a, r: lambda s: move_assets(s, Move(Chosen((a,)), r)), st.integers(1, 4), rooms),
    st.builds(lambda a: lambda s: delete_assets(s, Chosen((a,))), st.integers(1, 4)),
    st.just(drop),
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
        here, there = (make_place(session, name) for name in ("Salle 1", "Salle 2"))
        someone = make_person(session)
        for number, place in enumerate((here, here, here, there)):
            make_asset(session, f"CD-{number}", place_id=place, holder_id=someone if number == 2 else None)
    with desk.transaction() as session:
        open_stocktake(session, NewStocktake("Salle 1", Scope(place_id=here)))
    undone_and_redone(desk, todo)
    desk.close()
