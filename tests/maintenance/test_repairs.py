"""A repair moves its device away and back, with what was lent meanwhile, and leaves its line in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.core.records import Cost
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_card, default_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import Assignment, Chosen, StatusChange, assign_assets, change_status, delete_assets
from coorddesk.lending.service.lending import NewLoan, lend
from coorddesk.lending.service.returning import DevicesBack, return_devices
from coorddesk.lending.service.rows import Borrower, Things
from coorddesk.maintenance.queries import (
    EntryQuery,
    RepairQuery,
    cost_so_far,
    costs,
    entry,
    entry_ids,
    findings,
    is_loan_out,
    repair,
    repair_counts,
    repair_ids,
    repair_under_way,
    steps_of,
    timeline,
)
from coorddesk.maintenance.rules import DAY, RepairState, Work
from coorddesk.maintenance.service import (
    Advance,
    End,
    LendMeanwhile,
    NewRepair,
    RepairDetails,
    RepairEdit,
    TakeBack,
    advance_repair,
    delete_entry,
    delete_repair,
    edit_repair,
    end_repair,
    lend_meanwhile,
    open_repair,
    take_loan_back,
)
from tests.factories import make_asset, make_person, make_supplier
from tests.maintenance.making import TODAY, make_repair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def meta(session: Session, asset_id: int) -> MetaStatus:
    card = asset_card(session, asset_id)
    assert card is not None
    return card.row.meta


def version(session: Session, repair_id: int) -> int:
    row = repair(session, repair_id)
    assert row is not None
    return row.version


def advance(session: Session, repair_id: int, state: RepairState, day: date = TODAY) -> None:
    advance_repair(session, Advance(repair_id, version(session, repair_id), state, day))


def end(session: Session, repair_id: int, state: RepairState = RepairState.GIVEN_BACK, **values: Any) -> None:
    step = Advance(repair_id, version(session, repair_id), state, TODAY)
    end_repair(session, End(step, **values))


def test_a_device_goes_and_comes_back_to_whom_and_what_it_was(desk: Database) -> None:
    with desk.transaction() as session:
        holder, shop = make_person(session), make_supplier(session)
        asset = make_asset(session, price=60_000, holder_id=holder)
        opened = TODAY - timedelta(days=12)
        number = make_repair(session, asset, day=opened, supplier_id=shop, reference="RMA-7", quote=9_900)
        assert meta(session, asset) is MetaStatus.UNDER_REPAIR
        assert repair_under_way(session, asset) == number
    with desk.transaction() as session:
        advance(session, number, RepairState.AT_SUPPLIER, opened + timedelta(days=2))
        advance(session, number, RepairState.READY)
        end(session, number, cost=8_990, outcome="New screen", under_warranty=False)
    with desk.reading() as session:
        card = asset_card(session, asset)
        assert card is not None
        assert (card.row.meta, card.holder_id) == (MetaStatus.ASSIGNED, holder)
        row = repair(session, number)
        assert row is not None
        assert (row.state, row.closed, row.days, row.outcome) == (RepairState.GIVEN_BACK, TODAY, 12, "New screen")
        assert [(step.state, step.day) for step in steps_of(session, number)] == [
            (RepairState.TO_SEND, opened),
            (RepairState.AT_SUPPLIER, opened + timedelta(days=2)),
            (RepairState.READY, TODAY),
            (RepairState.GIVEN_BACK, TODAY),
        ]
        (line,) = entry_ids(session, EntryQuery(asset=asset))
        told = entry(session, line)
        assert told is not None
        assert (told.work, told.what, told.cost, told.downtime, told.documents, told.supplier) == (
            Work.REPAIR,
            "Screen broken",
            8_990,
            12 * DAY,
            "RMA-7",
            "LDLC Pro",
        )
        assert costs(session, ("asset", asset)) == [
            Cost(verbatim("Screen broken"), 8_990, TODAY, ("maintenance_entry", line))
        ]
        assert cost_so_far(session, asset) == 68_990
        assert findings(session) == []
        assert repair_counts(session) == {RepairState.GIVEN_BACK: 1}


def test_what_was_lent_meanwhile_must_be_back_before_it_is_over(desk: Database) -> None:
    with desk.transaction() as session:
        holder = make_person(session)
        broken, spare = make_asset(session, holder_id=holder), make_asset(session, "CD-2")
        number = make_repair(session, broken)
        lend_meanwhile(session, LendMeanwhile(number, version(session, number), spare))
    with desk.reading() as session:
        row = repair(session, number)
        assert row is not None
        assert (row.loan_device, row.loan_asset_id, row.is_loan_out) == ("CD-2", spare, True)
        assert is_loan_out(session, row.loan_id)
        assert meta(session, spare) is MetaStatus.ON_LOAN
        lent = asset_card(session, spare)
        assert lent is not None
        assert lent.holder_id == holder
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        end(session, number)
    said = _("{person} still has {device}, lent meanwhile. Take it back first.", person="Inès Moreau", device="CD-2")
    assert refused.value.message == said
    with pytest.raises(UserError), desk.transaction() as session:
        delete_repair(session, Deletion(number, version(session, number)))
    with desk.transaction() as session:
        take_loan_back(session, TakeBack(number, version(session, number)))
        end(session, number)
    with desk.reading() as session:
        assert meta(session, spare) is MetaStatus.IN_STOCK
        assert meta(session, broken) is MetaStatus.ASSIGNED
        assert findings(session) == []


def test_one_device_is_lent_meanwhile_at_a_time_and_none_once_it_is_over(desk: Database) -> None:
    with desk.transaction() as session:
        broken, spare = make_asset(session, holder_id=make_person(session)), make_asset(session, "CD-2")
        number = make_repair(session, broken)
    with pytest.raises(UserError), desk.transaction() as session:
        take_loan_back(session, TakeBack(number, 1))
    with desk.transaction() as session:
        lend_meanwhile(session, LendMeanwhile(number, 1, spare))
    with pytest.raises(UserError), desk.transaction() as session:
        lend_meanwhile(session, LendMeanwhile(number, 2, make_asset(session, "CD-3")))
    with desk.transaction() as session:
        take_loan_back(session, TakeBack(number, 2))
        end(session, number)
    with pytest.raises(UserError), desk.transaction() as session:
        lend_meanwhile(session, LendMeanwhile(number, version(session, number), spare))


def test_somebody_must_hold_it_or_be_named_to_get_another_meanwhile(desk: Database) -> None:
    with desk.transaction() as session:
        person = make_person(session)
        number = make_repair(session, make_asset(session))
        spare = make_asset(session, "CD-2")
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        lend_meanwhile(session, LendMeanwhile(number, 1, spare))
    assert refused.value.field == "person"
    with desk.transaction() as session:
        lend_meanwhile(session, LendMeanwhile(number, 1, spare, person))
    with desk.reading() as session:
        lent = asset_card(session, spare)
        assert lent is not None
        assert lent.holder_id == person


def test_a_device_on_loan_that_came_back_during_its_repair_is_in_stock_after_it(desk: Database) -> None:
    with desk.transaction() as session:
        person, asset = make_person(session), make_asset(session)
        lend(session, NewLoan(Borrower(person), Things((asset,)), None))
        number = make_repair(session, asset)
    with desk.transaction() as session:
        return_devices(session, DevicesBack((asset,)))
        assert meta(session, asset) is MetaStatus.UNDER_REPAIR
        end(session, number)
        assert meta(session, asset) is MetaStatus.IN_STOCK


def test_a_device_that_is_still_on_loan_is_on_loan_again_after_its_repair(desk: Database) -> None:
    with desk.transaction() as session:
        person, asset = make_person(session), make_asset(session)
        lend(session, NewLoan(Borrower(person), Things((asset,)), None))
        number = make_repair(session, asset)
        end(session, number)
        assert meta(session, asset) is MetaStatus.ON_LOAN


def test_a_status_given_meanwhile_stays(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        number = make_repair(session, asset)
        lost = default_labels(session)[MetaStatus.UNAVAILABLE]
        change_status(session, StatusChange(Chosen((asset,)), lost))
        end(session, number, RepairState.ABANDONED)
        assert meta(session, asset) is MetaStatus.UNAVAILABLE


@pytest.mark.parametrize("assigned", [True, False])
def test_what_was_under_repair_already_goes_back_to_its_holder_or_to_stock(desk: Database, assigned: bool) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        label = default_labels(session)[MetaStatus.UNDER_REPAIR]
        change_status(session, StatusChange(Chosen((asset,)), label))
        if assigned:
            assign_assets(session, Assignment(Chosen((asset,)), make_person(session)))
        number = make_repair(session, asset)
        end(session, number)
        assert meta(session, asset) is (MetaStatus.ASSIGNED if assigned else MetaStatus.IN_STOCK)


def test_an_abandoned_one_has_a_line_in_the_log_only_where_it_cost_something(desk: Database) -> None:
    with desk.transaction() as session:
        free, paid = make_asset(session), make_asset(session, "CD-2")
        end(session, make_repair(session, free), RepairState.ABANDONED)
        end(session, make_repair(session, paid), RepairState.ABANDONED, cost=2_500)
    with desk.reading() as session:
        assert list(entry_ids(session, EntryQuery(asset=free))) == []
        assert len(entry_ids(session, EntryQuery(asset=paid))) == 1
        assert findings(session) == []


def test_its_line_in_the_log_follows_it_and_is_changed_by_it_alone(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        number = make_repair(session, asset)
        end(session, number, cost=5_000)
        details = RepairDetails("Screen and hinge", cost=7_000, reference="F-12")
        edit_repair(session, RepairEdit(number, version(session, number), details))
    with desk.reading() as session:
        (line,) = entry_ids(session)
        told = entry(session, line)
        assert told is not None
        assert (told.what, told.cost, told.documents) == ("Screen and hinge", 7_000, "F-12")
    with pytest.raises(UserError), desk.transaction() as session:
        delete_entry(session, Deletion(line, told.version))


def test_one_that_was_a_mistake_leaves_nothing(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        number = make_repair(session, asset)
        delete_repair(session, Deletion(number, version(session, number)))
    with desk.reading() as session:
        assert repair(session, number) is None
        assert meta(session, asset) is MetaStatus.IN_STOCK
        assert findings(session) == []


def test_several_devices_go_at_once_and_no_device_twice(desk: Database) -> None:
    with desk.transaction() as session:
        both = (make_asset(session), make_asset(session, "CD-2"))
        assert len(open_repair(session, NewRepair(Chosen(both), RepairDetails("Batteries"), TODAY))) == 2
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_repair(session, both[1])
    assert refused.value.message.text == "{device} is in a repair already: end that one first."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"fault": "  "}, "fault"),
        ({"cost": -1}, "cost"),
        ({"quote": -1}, "quote"),
        ({"supplier_id": 99}, "supplier"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"state": RepairState.GIVEN_BACK}, "state"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk: Database, values: dict[str, Any], field: str) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_repair(session, asset, **values)
    assert refused.value.field == field


def test_a_step_is_refused_that_others_have_taken_or_that_ends_it(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_repair(session, make_asset(session))
        advance(session, number, RepairState.LEFT)
    with pytest.raises(StaleWrite), desk.transaction() as session:
        advance_repair(session, Advance(number, 1, RepairState.READY, TODAY))
    with pytest.raises(UserError), desk.transaction() as session:
        advance(session, number, RepairState.GIVEN_BACK)
    with pytest.raises(UserError), desk.transaction() as session:
        advance(session, number, RepairState.AT_SUPPLIER, TODAY - timedelta(days=1))


def test_a_device_in_the_bin_is_not_sent(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        delete_assets(session, Chosen((asset,)))
    with pytest.raises(UserError), desk.transaction() as session:
        make_repair(session, asset)


def test_repairs_are_found_filtered_and_sorted(desk: Database) -> None:
    with desk.transaction() as session:
        shop = make_supplier(session, "Réparateur du Rhône")
        holder = make_person(session)
        first = make_repair(session, make_asset(session, "PC-10", place="Collège / Salle 1"), "Hinge", supplier_id=shop)
        second = make_repair(
            session, make_asset(session, "PC-2", holder_id=holder), "Keyboard", day=TODAY - timedelta(days=3)
        )
        done = make_repair(session, make_asset(session, "PC-3"), "Fan")
        end(session, done)
    with desk.reading() as session:
        assert list(repair_ids(session)) == [second, first]
        assert list(repair_ids(session, RepairQuery("rhone hinge"))) == [first]
        assert list(repair_ids(session, RepairQuery("moreau"))) == [second]
        assert list(repair_ids(session, RepairQuery(closed=True))) == [done]
        assert set(repair_ids(session, RepairQuery(closed=None))) == {first, second, done}
        assert list(repair_ids(session, RepairQuery(state=RepairState.GIVEN_BACK))) == [done]
        assert list(repair_ids(session, RepairQuery.about(("supplier", shop)) or RepairQuery())) == [first]
        assert list(repair_ids(session, RepairQuery(sort="supplier", descending=True))) == [first, second]
        for sort in ("device", "device_name", "fault", "state", "since", "holder", "reference", "quote", "cost"):
            assert set(repair_ids(session, RepairQuery(sort=sort))) == {first, second}


def test_the_story_of_the_device_tells_each_step(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        number = make_repair(session, asset, day=TODAY - timedelta(days=1))
        end(session, number)
    with desk.reading() as session:
        told = timeline(session, ("asset", asset))
        assert [(each.text.values, each.whole_day) for each in told if each.related == ("repair", number)] != []
        assert [each.whole_day for each in told] == [False, True]
        assert len(timeline(session, ("repair", number))) == 1
