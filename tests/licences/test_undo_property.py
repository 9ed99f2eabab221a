"""Any verbs on licences, undone in reverse, leave every row as it was; nobody ever has two seats of one licence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.editing import BulkWish, Setting
from coorddesk.core.fields import Way
from coorddesk.core.merging import Merge
from coorddesk.directory.service import Deletion, merge_people
from coorddesk.inventory.service import seed_labels
from coorddesk.licences.queries import LicenceQuery, licence_ids, licence_page, licence_row, seats_of
from coorddesk.licences.service import (
    LicenceDetails,
    LicenceEdit,
    SeatsBack,
    SeatsGiven,
    delete_licence,
    edit_licence,
    give_seats,
    take_back_seats,
)
from coorddesk.licences.service.bulk_edit import bulk_edit_licences
from coorddesk.licences.service.merging import merge_licences
from tests.factories import make_asset, make_licence, make_person
from tests.undoing import ALL, PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

licence = st.integers(1, 2)
some = st.lists(st.integers(1, 2), max_size=2, unique=True).map(tuple)


def edit(session: Session, licence_id: int, seats: int | None, key: str | None) -> None:
    seen = licence_row(session, licence_id)
    if seen is not None:
        edit_licence(session, LicenceEdit(licence_id, seen.version, LicenceDetails("X", seats=seats, product_key=key)))


def drop(session: Session, licence_id: int) -> None:
    seen = licence_row(session, licence_id)
    if seen is not None:
        delete_licence(session, Deletion(licence_id, seen.version))


def merge(session: Session, kept_id: int, gone_id: int) -> None:
    kept, gone = licence_row(session, kept_id), licence_row(session, gone_id)
    if kept is not None and gone is not None:
        merge_licences(session, Merge(kept.id, kept.version, gone.id, gone.version), ALL)


deeds = st.one_of(
    st.builds(lambda n: lambda s: make_licence(s, f"L{n}"), st.integers(1, 3)),
    st.builds(
        lambda i, p, a, over: lambda s: give_seats(s, SeatsGiven(i, p, a, date(2026, 1, 5), even_over=over)),
        licence,
        some,
        some,
        st.booleans(),
    ),
    st.builds(
        lambda seats: lambda s: take_back_seats(s, SeatsBack(seats)), st.lists(st.integers(1, 6), max_size=3).map(tuple)
    ),
    st.builds(
        lambda i, n, k: lambda s: edit(s, i, n, k), licence, st.none() | st.integers(1, 3), st.sampled_from([None, "K"])
    ),
    st.builds(lambda i: lambda s: drop(s, i), licence),
    st.builds(lambda a, b: lambda s: merge(s, a, b), licence, licence),
    st.builds(
        lambda ids, n: lambda s: bulk_edit_licences(s, BulkWish(ids, (Setting("seats", Way.SET, n),))),
        st.lists(licence, min_size=1, max_size=2).map(tuple),
        st.integers(0, 3),
    ),
    st.just(lambda s: merge_people(s, Merge(1, 1, 2, 1), ALL)),
)


def seats_hold(session: Session) -> None:
    ids = licence_ids(session, LicenceQuery(everything=True))
    for row in licence_page(session, ids).values():
        holders = [seat.holder for seat in seats_of(session, row.id)]
        assert len(holders) == len(set(holders)) == row.taken


def fill(session: Session) -> None:
    """Two people, two devices, two licences."""
    seed_labels(session)
    make_person(session)
    make_person(session, "Diallo", "Awa")
    make_asset(session, "PC-1")
    make_asset(session, "PC-2")
    make_licence(session, "Suite", seats=2)
    make_licence(session, "Antivirus", seats=3)


@PROOF
@given(todo=st.lists(deeds, max_size=8))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        fill(session)
    undone_and_redone(desk, todo, seats_hold)
    desk.close()


def test_each_verb_is_undone_whole_on_both_databases(database: Database) -> None:
    with database.transaction() as session:
        fill(session)
    todo: list[Callable[[Session], object]] = [
        lambda s: give_seats(s, SeatsGiven(1, (1, 2), (1,), date(2026, 1, 5), even_over=True)),
        lambda s: give_seats(s, SeatsGiven(2, (2,))),
        lambda s: take_back_seats(s, SeatsBack((3,))),
        lambda s: edit(s, 1, 5, "K"),
        lambda s: bulk_edit_licences(s, BulkWish((1, 2), (Setting("seats", Way.SET, 7),))),
        lambda s: merge(s, 2, 1),
        lambda s: make_licence(s, "Autre"),
        lambda s: drop(s, 3),
    ]
    count = len(todo)
    assert undone_and_redone(database, todo, seats_hold) == count
