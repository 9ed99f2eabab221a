"""Any verbs on scenarios, undone in reverse, leave every row as it was; redone, as they left it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.service import Deletion
from coorddesk.forecast.models import Scenario
from coorddesk.forecast.queries.scenarios import changes_of, scenario_as_written
from coorddesk.forecast.rules.words import ChangeKind
from coorddesk.forecast.service import (
    Change,
    Changing,
    ScenarioCopy,
    ScenarioDetails,
    ScenarioEdit,
    TakingOff,
    add_change,
    copy_scenario,
    create_scenario,
    delete_scenario,
    edit_scenario,
    take_off_change,
)
from coorddesk.inventory.service import create_category
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

IDS, NAMES = st.integers(1, 3), st.sampled_from(["Later", "Fewer", "Dearer"])
CHANGES = st.sampled_from(
    [
        Change(ChangeKind.DELAY, ("category", 1), years=1),
        Change(ChangeKind.DROP, ("category", 2), 2028),
        Change(ChangeKind.ADD, year=2028, quantity=3, cents=5_000, words="Tablets"),
        Change(ChangeKind.PRICE, ("category", 9), percent=100),
    ]
)


def _version(session: Session, scenario_id: int) -> int:
    row = session.get(Scenario, scenario_id)
    return 0 if row is None else row.version


def _edit(session: Session, scenario_id: int, name: str) -> None:
    if session.get(Scenario, scenario_id) is not None:
        details = replace(scenario_as_written(session, scenario_id), name=name, price_rise=150)
        edit_scenario(session, ScenarioEdit(scenario_id, _version(session, scenario_id), details))


def _take_off(session: Session, scenario_id: int) -> None:
    for change_id, _change in changes_of(session, scenario_id)[:1]:
        take_off_change(session, TakingOff(scenario_id, change_id))


DEEDS = st.one_of(
    NAMES.map(lambda name: lambda session: create_scenario(session, ScenarioDetails(name))),
    st.builds(lambda i, name: lambda session: _edit(session, i, name), IDS, NAMES),
    st.builds(lambda i, name: lambda session: copy_scenario(session, ScenarioCopy(i, name)), IDS, NAMES),
    st.builds(lambda i, change: lambda session: add_change(session, Changing(i, change)), IDS, CHANGES),
    IDS.map(lambda i: lambda session: _take_off(session, i)),
    IDS.map(lambda i: lambda session: delete_scenario(session, Deletion(i, _version(session, i)))),
)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@PROOF
@given(st.lists(DEEDS, min_size=2, max_size=7))
def test_verbs_are_undone_and_redone(
    desks: Desks, open_desk: Callable[..., Database], deeds: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        for name in ("Laptop", "Screen"):
            create_category(session, name)
    undone_and_redone(desk, deeds)
    desk.close()
