"""What is due by schedules: for which devices, on which day, and what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.directory.service import Deletion, find_or_create_place
from coorddesk.inventory.rules import DataWiped, DisposalReason
from coorddesk.inventory.service import (
    Chosen,
    Retirement,
    delete_assets,
    find_or_create_category,
    retire_assets,
)
from coorddesk.maintenance.queries import (
    EntryQuery,
    PlanQuery,
    all_due,
    due_devices,
    entry_ids,
    entry_page,
    findings,
    plan,
    plan_counts,
    plan_ids,
    plans_of_device,
    timeline,
)
from coorddesk.maintenance.rules import Point, Rhythm, Urgency, Verdict, Work
from coorddesk.maintenance.service import (
    Doing,
    EntryDetails,
    PlanDetails,
    PlanEdit,
    Postponing,
    Skipping,
    Turns,
    delete_entry,
    delete_plan,
    do_maintenance,
    edit_plan,
    postpone_maintenance,
    skip_maintenance,
)
from tests.factories import make_asset
from tests.maintenance.making import TODAY, make_checklist, make_plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

OLD = date(2020, 1, 1)
MONTHLY = Rhythm(date(2026, 1, 31), 1)


def turns(session: Session, plan_id: int) -> Turns:
    return Turns(plan_id, tuple((row.asset_id, row.due) for row in due_devices(session, plan_id)))


def days(session: Session, plan_id: int) -> dict[str, date]:
    return {row.device: row.due for row in due_devices(session, plan_id)}


def done(session: Session, plan_id: int, **values: Any) -> list[int]:
    details = EntryDetails(TODAY, Work.UPKEEP, "Lamp changed", **values)
    return do_maintenance(session, Doing(turns(session, plan_id), details))


def test_it_means_what_is_in_use_and_within_all_its_limits(desk: Database) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Vidéoprojecteur")
        about = {"purchase_date": OLD, "category_id": category}
        make_asset(session, "VP-1", place="Collège / Salle 1", **about)
        make_asset(session, "VP-2", place="Collège / Salle 2", **about)
        make_asset(session, "VP-3", place="Mairie", **about)
        make_asset(session, "PC-1", place="Collège / Salle 1", purchase_date=OLD)
        binned = make_asset(session, "VP-4", place="Collège", **about)
        retired = make_asset(session, "VP-5", place="Collège", **about)
        delete_assets(session, Chosen((binned,)))
        retire_assets(session, Retirement(Chosen((retired,)), DisposalReason.SOLD, TODAY, DataWiped.NOT_NEEDED))
        school = find_or_create_place(session, "Collège")
        number = make_plan(session, category_id=category, place_id=school)
        everywhere = make_plan(session, "All", category_id=category)
    with desk.reading() as session:
        assert days(session, number) == {"VP-1": date(2025, 9, 1), "VP-2": date(2025, 9, 1)}
        assert list(days(session, everywhere)) == ["VP-1", "VP-2", "VP-3"]
        row = plan(session, number)
        assert row is not None
        assert (row.target, row.devices, row.overdue, row.due) == ("Vidéoprojecteur · Collège", 2, 2, 0)


def test_a_device_that_came_later_waits_for_the_first_day_after(desk: Database) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Portable")
        make_asset(session, "PC-1", category_id=category, purchase_date=date(2026, 3, 1))
        make_asset(session, "PC-2", category_id=category)  # entered today, bought nobody knows when
        number = make_plan(session, category_id=category, rhythm=Rhythm(date(2025, 4, 1), 6))
    with desk.reading() as session:
        assert days(session, number) == {"PC-1": date(2026, 4, 1), "PC-2": date(2026, 10, 1)}


def test_done_it_stands_in_the_log_of_each_with_its_points_and_its_share_of_the_cost(desk: Database) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Vidéoprojecteur")
        assets = [make_asset(session, f"VP-{n}", category_id=category, purchase_date=OLD) for n in range(3)]
        number = make_plan(session, category_id=category, checklist_id=make_checklist(session))
        points = (Point("Lamp", is_ticked=True), Point("Filter", is_ticked=False))
        ids = done(session, number, cost=10_000, points=points, verdict=Verdict.RESERVES)
    with desk.reading() as session:
        page = entry_page(session, ids)
        assert [page[i].cost for i in ids] == [3_334, 3_333, 3_333]
        assert [page[i].asset_id for i in ids] == assets
        assert {page[i].ticked for i in ids} == {"1/2"}
        assert {page[i].plan for i in ids} == {"Lamps"}
        assert set(days(session, number).values()) == {date(2027, 9, 1)}
        assert due_devices(session, number)[0].last == TODAY
        assert set(entry_ids(session, EntryQuery.about(("maintenance_plan", number)) or EntryQuery())) == set(ids)
        assert findings(session) == []
        assert [row.plan for row in plans_of_device(session, assets[0])] == ["Lamps"]


def test_counted_from_the_day_it_was_done_it_is_due_so_much_later(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, purchase_date=OLD)
        number = make_plan(session, asset_id=asset, rhythm=Rhythm(date(2026, 1, 15), 6, from_done=True))
        done(session, number)
    with desk.reading() as session:
        assert days(session, number) == {"CD-1": date(2027, 3, 7)}


def test_an_entry_that_was_a_mistake_lets_the_device_be_due_again(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_plan(session, asset_id=make_asset(session, purchase_date=OLD))
        before = days(session, number)
        (entry_id,) = done(session, number)
        delete_entry(session, Deletion(entry_id, 1))
    with desk.reading() as session:
        assert days(session, number) == before


def test_skipped_and_postponed_it_says_why(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, purchase_date=OLD)
        number = make_plan(session, asset_id=asset, rhythm=MONTHLY)
    with desk.transaction() as session:
        skip_maintenance(session, Skipping(turns(session, number), "On loan all summer"))
    with desk.transaction() as session:
        assert days(session, number) == {"CD-1": date(2026, 9, 30)}
        postpone_maintenance(session, Postponing(turns(session, number), date(2026, 10, 12), "Holidays"))
        assert days(session, number) == {"CD-1": date(2026, 10, 12)}
        assert due_devices(session, number)[0].is_postponed
    with desk.reading() as session:
        assert [each.body for each in timeline(session, ("asset", asset))] == ["Holidays", "On loan all summer"]
        assert len(timeline(session, ("maintenance_plan", number))) == 3
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        skip_maintenance(session, Skipping(turns(session, number), " "))
    assert refused.value.field == "reason"
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        postpone_maintenance(session, Postponing(turns(session, number), TODAY, "x"))
    assert refused.value.field == "day"


def test_what_somebody_else_has_done_meanwhile_is_not_done_twice(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_plan(session, asset_id=make_asset(session, purchase_date=OLD))
        seen = turns(session, number)
        done(session, number)
    with pytest.raises(StaleWrite), desk.transaction() as session:
        do_maintenance(session, Doing(seen, EntryDetails(TODAY, Work.UPKEEP, "Again")))


def test_a_schedule_that_goes_leaves_the_log(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_plan(session, asset_id=make_asset(session, purchase_date=OLD))
        (entry_id,) = done(session, number)
        seen = plan(session, number)
        assert seen is not None
        delete_plan(session, Deletion(number, seen.version))
    with desk.reading() as session:
        assert plan(session, number) is None
        assert entry_page(session, [entry_id])[entry_id].plan is None
        assert findings(session) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"asset_id": None}, "category"),
        ({"name": " "}, "name"),
        ({"name": "LÀMPS"}, "name"),
        ({"rhythm": Rhythm(OLD)}, "months"),
        ({"ahead": -1}, "ahead"),
        ({"place_id": 99}, "place"),
        ({"checklist_id": 99}, "checklist"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk: Database, values: dict[str, Any], field: str) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        make_plan(session, asset_id=asset)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_plan(session, **{"name": "Other", "asset_id": asset, **values})
    assert refused.value.field == field


def test_a_schedule_is_changed_unless_somebody_else_did(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, purchase_date=OLD)
        number = make_plan(session, asset_id=asset)
        details = PlanDetails("Lamps", Rhythm(OLD, days=((3, 1), (9, 1))), asset_id=asset, ahead=14)
        edit_plan(session, PlanEdit(number, 1, details))
        assert days(session, number) == {"CD-1": date(2020, 3, 1)}
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_plan(session, PlanEdit(number, 1, PlanDetails("Other", Rhythm(OLD, 1), asset_id=asset)))


def test_schedules_announce_themselves_and_are_filtered_and_sorted(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, purchase_date=OLD)
        late = make_plan(session, "Late", asset_id=asset, rhythm=Rhythm(TODAY - timedelta(days=1), 12))
        soon = make_plan(session, "Soon", asset_id=asset, rhythm=Rhythm(TODAY + timedelta(days=14), 12), ahead=14)
        far = make_plan(session, "Far", asset_id=asset, rhythm=Rhythm(TODAY + timedelta(days=15), 12), ahead=14)
        over = make_plan(session, "Over", asset_id=asset, work=Work.INSPECTION, rhythm=Rhythm(OLD, 12, end=OLD))
    with desk.reading() as session:
        assert list(plan_ids(session)) == [over, late, soon, far]
        assert list(plan_ids(session, PlanQuery(descending=True))) == [far, soon, late, over]
        assert list(plan_ids(session, PlanQuery(urgency=Urgency.DUE))) == [soon]
        assert list(plan_ids(session, PlanQuery(work=Work.INSPECTION))) == [over]
        assert list(plan_ids(session, PlanQuery("cd-1 soon"))) == [soon]
        assert [row.plan for row in all_due(session, {Urgency.OVERDUE, Urgency.DUE})] == ["Late", "Over", "Soon"]
        urgencies, works = plan_counts(session)
        assert urgencies == {Urgency.OVERDUE: 2, Urgency.DUE: 1, Urgency.COMING: 1}
        assert works == {Work.UPKEEP: 3, Work.INSPECTION: 1}
        for sort in ("urgency", "name", "work", "target", "rhythm", "now", "supplier", "checklist", "devices"):
            assert set(plan_ids(session, PlanQuery(sort=sort))) == {late, soon, far, over}
