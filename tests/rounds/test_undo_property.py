"""Any verbs on rounds, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.inventory.service import Chosen, delete_assets, seed_labels
from coorddesk.rounds.queries import round_row, tour
from coorddesk.rounds.rules import Outcome
from coorddesk.rounds.service import (
    Fault,
    Look,
    RoundDetails,
    RoundEdit,
    Stop,
    begin_tour,
    create_round,
    delete_round,
    delete_tour,
    edit_round,
    end_tour,
    look,
    report_fault,
)
from tests.factories import make_asset, make_place
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

lists = st.lists(st.sampled_from([Stop(1), Stop(2, note="Écran"), Stop(place_id=1)]), max_size=3).map(tuple)
ids, rounds_ = st.integers(1, 6), st.integers(1, 2)


def edit(session: Session, round_id: int, stops: tuple[Stop, ...]) -> None:
    seen = round_row(session, round_id)
    if seen is not None:
        edit_round(session, RoundEdit(round_id, seen.version, RoundDetails(f"Tour {len(stops)}", (1,), stops)))


def drop(session: Session, round_id: int) -> None:
    seen = round_row(session, round_id)
    if seen is not None:
        delete_round(session, Deletion(round_id, seen.version))


def drop_tour(session: Session, tour_id: int) -> None:
    seen = tour(session, tour_id)
    if seen is not None:
        delete_tour(session, Deletion(tour_id, seen.version))


deeds = st.one_of(
    st.builds(lambda s: lambda session: create_round(session, RoundDetails("Soir", stops=s)), lists),
    st.builds(lambda r, s: lambda session: edit(session, r, s), rounds_, lists),
    st.builds(lambda r: lambda session: begin_tour(session, r), rounds_),
    st.builds(
        lambda i, o: lambda session: look(session, Look(i, o, o.value)),
        ids,
        st.sampled_from((Outcome.OK, Outcome.SKIPPED)),
    ),
    st.builds(lambda i, t: lambda session: report_fault(session, Fault(i, t)), ids, st.sampled_from(("", "Noir"))),
    st.builds(lambda i: lambda session: report_fault(session, Fault(i, "Noir", known_ticket_id=1)), ids),
    st.builds(lambda i: lambda session: end_tour(session, i), rounds_),
    st.builds(lambda i: lambda session: drop_tour(session, i), rounds_),
    st.builds(lambda i: lambda session: drop(session, i), rounds_),
    st.builds(lambda i: lambda session: delete_assets(session, Chosen((i,))), rounds_),
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
        room = make_place(session)
        for number in (1, 2):
            make_asset(session, f"CD-{number}", place_id=room)
        create_round(session, RoundDetails("Matin", stops=(Stop(1), Stop(place_id=1))))
    undone_and_redone(desk, todo)
    desk.close()
