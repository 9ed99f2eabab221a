"""Any verbs of maintenance, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.merging import Merge
from coorddesk.directory.queries import supplier
from coorddesk.directory.service import Deletion, merge_suppliers
from coorddesk.inventory.service import Chosen, delete_assets, find_or_create_category, restore_assets, seed_labels
from coorddesk.lending.service.returning import DevicesBack, return_devices
from coorddesk.maintenance.queries import checklist, due_devices, entry, plan, repair
from coorddesk.maintenance.rules import CLOSED, Point, RepairState, Rhythm, Verdict, Work
from coorddesk.maintenance.service import (
    Advance,
    ChecklistDetails,
    ChecklistEdit,
    Doing,
    End,
    EntryDetails,
    EntryEdit,
    LendMeanwhile,
    NewEntries,
    PlanDetails,
    PlanEdit,
    Postponing,
    RepairDetails,
    RepairEdit,
    Skipping,
    TakeBack,
    Turns,
    advance_repair,
    delete_checklist,
    delete_entry,
    delete_plan,
    delete_repair,
    do_maintenance,
    edit_checklist,
    edit_entry,
    edit_plan,
    edit_repair,
    end_repair,
    lend_meanwhile,
    log_maintenance,
    postpone_maintenance,
    skip_maintenance,
    take_loan_back,
)
from tests.factories import make_asset, make_person, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_plan, make_repair
from tests.undoing import ALL, PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

_GONE = 99
"""The version of what is not there."""


def seen(row: object) -> int:
    return int(getattr(row, "version", _GONE))


def step(session: Session, number: int, state: RepairState, cost: int | None) -> None:
    """Any step or end of a repair."""
    wish = Advance(number, seen(repair(session, number)), state, TODAY)
    if state in CLOSED:
        end_repair(session, End(wish, "Soldered", cost))
    else:
        advance_repair(session, wish)


def lend(session: Session, number: int, asset: int) -> None:
    lend_meanwhile(session, LendMeanwhile(number, seen(repair(session, number)), asset, 1))


def take(session: Session, plan_id: int, count: int, way: int) -> None:
    """Do, skip or postpone the first few devices that are due."""
    due = tuple((row.asset_id, row.due) for row in due_devices(session, plan_id)[:count])
    if not due:
        raise UserError(ALL[0].title)
    turns = Turns(plan_id, due)
    if way == 0:
        points = (Point("Lamp", is_ticked=True),)
        details = EntryDetails(TODAY, Work.UPKEEP, "Done", cost=1_001, points=points, verdict=Verdict.GOOD)
        do_maintenance(session, Doing(turns, details))
    elif way == 1:
        skip_maintenance(session, Skipping(turns, "Away"))
    else:
        postpone_maintenance(session, Postponing(turns, TODAY + timedelta(days=9), "Away"))


def change(session: Session, number: int, what: str, supplier_id: int | None) -> None:
    """Edit whatever has this number."""
    if entry(session, number) is not None:
        details = EntryDetails(TODAY, Work.UPGRADE, what, supplier_id=supplier_id)
        edit_entry(session, EntryEdit(number, seen(entry(session, number)), details))
    if repair(session, number) is not None:
        edit_repair(session, RepairEdit(number, seen(repair(session, number)), RepairDetails(what, supplier_id, "R-1")))


def reschedule(session: Session, number: int, months: int) -> None:
    wish = PlanDetails("Autre", Rhythm(date(2025, 1, 31), months), category_id=1, checklist_id=1)
    edit_plan(session, PlanEdit(number, seen(plan(session, number)), wish))


def drop(session: Session, kind: int, number: int) -> None:
    """Delete an entry, a repair, a schedule or the checklist."""
    verbs = ((delete_entry, entry), (delete_repair, repair), (delete_plan, plan), (delete_checklist, checklist))
    delete, read = verbs[kind]
    delete(session, Deletion(number, seen(read(session, number))))


def merge(session: Session) -> None:
    kept, gone = supplier(session, 1), supplier(session, 2)
    merge_suppliers(session, Merge(1, seen(kept), 2, seen(gone)), ALL)


some_device = st.integers(1, 4)
some = st.integers(1, 3)
deeds = st.one_of(
    st.builds(lambda d, s: lambda x: make_repair(x, d, supplier_id=s), some_device, st.sampled_from([None, 1, 2])),
    st.builds(
        lambda n, state, cost: lambda x: step(x, n, state, cost),
        some,
        st.sampled_from(RepairState),
        st.sampled_from([None, 0, 9_900]),
    ),
    st.builds(lambda n, d: lambda x: lend(x, n, d), some, some_device),
    st.builds(lambda n: lambda x: take_loan_back(x, TakeBack(n, seen(repair(x, n)))), some),
    st.builds(lambda d: lambda x: return_devices(x, DevicesBack((d,))), some_device),
    st.builds(
        lambda d, c: lambda x: log_maintenance(x, NewEntries(Chosen(d), EntryDetails(TODAY, Work.UPKEEP, "x", cost=c))),
        st.lists(some_device, min_size=1, max_size=3, unique=True).map(tuple),
        st.none() | st.integers(0, 10),
    ),
    st.builds(lambda p, n, w: lambda x: take(x, p, n, w), some, some, st.integers(0, 2)),
    st.builds(lambda n, w, s: lambda x: change(x, n, w, s), some, st.sampled_from("ab"), st.sampled_from([None, 1, 2])),
    st.builds(lambda n, m: lambda x: reschedule(x, n, m), some, st.integers(0, 3)),
    st.builds(lambda m: lambda x: make_plan(x, "Neuf", asset_id=1, rhythm=Rhythm(TODAY, m)), st.integers(1, 12)),
    st.builds(lambda k, n: lambda x: drop(x, k, n), st.integers(0, 3), some),
    st.builds(
        lambda p: lambda x: edit_checklist(x, ChecklistEdit(1, seen(checklist(x, 1)), ChecklistDetails("L", (p,)))),
        st.sampled_from("ab"),
    ),
    st.builds(lambda d: lambda x: delete_assets(x, Chosen((d,))), some_device),
    st.builds(lambda d: lambda x: restore_assets(x, Chosen((d,))), some_device),
    st.just(merge),
)


@PROOF
@given(todo=st.lists(deeds, max_size=10))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        category = find_or_create_category(session, "Portable")
        make_supplier(session)
        make_supplier(session, "Réparateur")
        make_checklist(session)
        person = make_person(session)
        for number in range(4):
            holder = person if number == 0 else None
            make_asset(session, f"PC-{number}", category_id=category, purchase_date=date(2020, 1, 1), holder_id=holder)
        make_plan(session, category_id=category, checklist_id=1)
        make_plan(session, "Poussière", category_id=category, rhythm=Rhythm(date(2026, 1, 31), 1, from_done=True))
    undone_and_redone(desk, todo)
    desk.close()
