"""Any verbs of the agenda, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.agenda.queries import closure_row, opening
from coorddesk.agenda.rules import ClosureKind, Days
from coorddesk.agenda.service import (
    ClosureDetails,
    ClosureEdit,
    OpeningWish,
    create_closure,
    delete_closure,
    edit_closure,
    set_opening,
    take_in_holidays,
)
from coorddesk.core.working_time import Slot
from coorddesk.directory.service import Deletion
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

    Deed = Callable[[Session], object]

FIRST = date(2026, 7, 1)
MORNING, LATE = (Slot(time(8), time(12)),), (Slot(time(18), time()),)

numbers = st.integers(1, 4)
days = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
names = st.sampled_from(["Été", "ete", "Travaux", " "])
details = st.builds(ClosureDetails, names, days, days, st.sampled_from(ClosureKind))
holidays = st.lists(st.builds(Days, names, days, days, st.sampled_from([None, "a", "b"])), max_size=3)
weeks = st.lists(st.sampled_from([(), MORNING, LATE]), min_size=7, max_size=7).map(tuple)


def seen(session: Session, number: int) -> int:
    row = closure_row(session, number)
    return 99 if row is None else row.version


deeds = st.one_of(
    details.map(lambda wish: lambda session: create_closure(session, wish)),
    st.builds(
        lambda number, wish: lambda session: edit_closure(session, ClosureEdit(number, seen(session, number), wish)),
        numbers,
        details,
    ),
    numbers.map(lambda number: lambda session: delete_closure(session, Deletion(number, seen(session, number)))),
    holidays.map(lambda wish: lambda session: take_in_holidays(session, wish)),
    st.builds(
        lambda week, is_open: (
            lambda session: set_opening(
                session, OpeningWish(opening(session).version, week, "Europe/Paris", in_school_holidays=is_open)
            )
        ),
        weeks,
        st.booleans(),
    ),
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@PROOF
@given(st.lists(deeds, min_size=1, max_size=8))
def test_whatever_is_done_can_be_undone_and_done_again(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Deed]
) -> None:
    undone_and_redone(open_desk(desks.fresh()), todo)
