"""The maintenance log: what is written, found, changed and deleted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.merging import Merge
from coorddesk.directory.service import Deletion, delete_supplier, merge_suppliers
from coorddesk.inventory.service import Chosen, find_or_create_category
from coorddesk.maintenance.queries import (
    ENTRY_SORTS,
    EntryQuery,
    belongings,
    checklist,
    entry,
    entry_counts,
    entry_ids,
    hits,
    names,
    plan,
    timeline,
)
from coorddesk.maintenance.rules import Point, Verdict, Work
from coorddesk.maintenance.service import (
    ChecklistDetails,
    ChecklistEdit,
    EntryDetails,
    EntryEdit,
    NewEntries,
    delete_checklist,
    delete_entry,
    edit_checklist,
    edit_entry,
    log_maintenance,
)
from tests.factories import make_asset, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_entry, make_plan, make_repair
from tests.undoing import ALL

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def test_many_devices_share_what_it_cost_to_the_cent(desk: Database) -> None:
    with desk.transaction() as session:
        assets = tuple(make_asset(session, f"CD-{n}") for n in range(3))
        ids = log_maintenance(session, NewEntries(Chosen(assets), EntryDetails(TODAY, Work.UPGRADE, "SSD", cost=100)))
    with desk.reading() as session:
        rows = [entry(session, each) for each in ids]
        assert [row.cost for row in rows if row is not None] == [34, 33, 33]


def test_an_entry_is_changed_unless_somebody_else_did_and_deleted(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_entry(session, make_asset(session))
        details = EntryDetails(TODAY, Work.INSPECTION, " Electrical\tcheck ", "Socotec", notes="a\nb", downtime=48)
        edit_entry(session, EntryEdit(number, 1, details))
    with desk.reading() as session:
        row = entry(session, number)
        assert row is not None
        assert (row.what, row.work, row.done_by, row.notes, row.downtime, row.version) == (
            "Electrical check",
            Work.INSPECTION,
            "Socotec",
            "a\nb",
            48,
            2,
        )
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edit_entry(session, EntryEdit(number, 1, EntryDetails(TODAY, Work.UPKEEP, "Other")))
    with desk.transaction() as session:
        delete_entry(session, Deletion(number, 2))
    with desk.reading() as session:
        assert entry(session, number) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": " "}, "what"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"cost": -1}, "cost"),
        ({"downtime": 24 * 3661}, "downtime"),
        ({"supplier_id": 99}, "supplier"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk: Database, values: dict[str, Any], field: str) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_entry(session, asset, **values)
    assert refused.value.field == field


def test_entries_are_found_filtered_and_sorted(desk: Database) -> None:
    with desk.transaction() as session:
        category = find_or_create_category(session, "Vidéoprojecteur")
        shop = make_supplier(session)
        lamp = make_asset(session, "VP-1", category_id=category, place="Collège / Salle 1")
        other = make_asset(session, "PC-1")
        first = make_entry(session, lamp, "Lampe changée", supplier_id=shop, cost=9_000, day=date(2026, 1, 5))
        second = make_entry(session, other, "Checked", work=Work.INSPECTION, verdict=Verdict.GOOD)
    with desk.reading() as session:
        assert list(entry_ids(session)) == [second, first]
        assert list(entry_ids(session, EntryQuery("video LAMPE ldlc salle"))) == [first]
        assert list(entry_ids(session, EntryQuery(work=Work.INSPECTION))) == [second]
        assert list(entry_ids(session, EntryQuery(verdict=Verdict.GOOD))) == [second]
        assert list(entry_ids(session, EntryQuery(since=date(2026, 1, 6)))) == [second]
        assert list(entry_ids(session, EntryQuery(until=date(2026, 1, 5)))) == [first]
        assert list(entry_ids(session, EntryQuery.about(("supplier", shop)) or EntryQuery())) == [first]
        assert list(entry_ids(session, EntryQuery(sort="cost", descending=True))) == [first, second]
        assert list(entry_ids(session, EntryQuery(sort="cost", descending=False))) == [first, second]
        for sort in ENTRY_SORTS:
            assert set(entry_ids(session, EntryQuery(sort=sort))) == {first, second}
        works, verdicts = entry_counts(session)
        assert works == {Work.UPKEEP: 1, Work.INSPECTION: 1}
        assert verdicts == {Verdict.GOOD: 1}


def test_what_belongs_to_devices_suppliers_and_places_stands_on_their_cards(desk: Database) -> None:
    with desk.transaction() as session:
        shop = make_supplier(session)
        asset = make_asset(session, place="Salle 1")
        make_entry(session, asset, supplier_id=shop)
        number = make_repair(session, asset, supplier_id=shop)
        schedule = make_plan(session, asset_id=asset)
    with desk.reading() as session:
        assert [each.kind for each in belongings(session, ("asset", asset), 5)] == [
            "repair",
            "maintenance_plan",
            "maintenance_entry",
        ]
        for subject in (("supplier", shop), ("place", 1)):
            assert [each.kind for each in belongings(session, subject, 5)] == ["repair", "maintenance_entry"]
        assert belongings(session, ("person", 1), 5) == ()
        assert names(session, "repair", [number]) == {number: "CD-1 · Screen broken"}
        assert names(session, "maintenance_plan", [schedule]) == {schedule: "Lamps"}
        assert names(session, "maintenance_entry", [1]) == {1: "CD-1 · Dust removed"}
        assert names(session, "asset", [asset]) == {}
        assert [hit.subject for hit in hits(session, "lamps", 5)] == [("maintenance_plan", schedule)]
        assert {hit.subject for hit in hits(session, "cd-1", 9)} == {
            ("repair", number),
            ("maintenance_plan", schedule),
            ("maintenance_entry", 1),
        }
        assert len(timeline(session, ("asset", asset))) == 2


def test_a_supplier_who_repaired_stays_and_is_followed_when_merged(desk: Database) -> None:
    with desk.transaction() as session:
        kept, gone = make_supplier(session), make_supplier(session, "LDLC")
        asset = make_asset(session)
        number = make_entry(session, asset, supplier_id=gone)
        schedule = make_plan(session, asset_id=asset, supplier_id=gone)
    with pytest.raises(UserError), desk.transaction() as session:
        delete_supplier(session, Deletion(gone, 1))
    with desk.transaction() as session:
        merge_suppliers(session, Merge(kept, 1, gone, 1), ALL)
    with desk.reading() as session:
        row, plan_row = entry(session, number), plan(session, schedule)
        assert row is not None
        assert plan_row is not None
        assert (row.supplier_id, plan_row.supplier_id) == (kept, kept)


def test_a_checklist_is_changed_without_changing_what_was_ticked(desk: Database) -> None:
    with desk.transaction() as session:
        number = make_checklist(session)
        entry_id = make_entry(session, make_asset(session), points=(Point("Lamp", is_ticked=True),))
        edit_checklist(session, ChecklistEdit(number, 1, ChecklistDetails("Projector", ("Lens",))))
    with desk.reading() as session:
        row, ticked = checklist(session, number), entry(session, entry_id)
        assert row is not None
        assert ticked is not None
        assert (row.points, row.plans) == (("Lens",), 0)
        assert ticked.points == (Point("Lamp", is_ticked=True),)
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edit_checklist(session, ChecklistEdit(number, 2, ChecklistDetails("Projector", (" ",))))
    assert refused.value.field == "points"
    with desk.transaction() as session:
        schedule = make_plan(session, asset_id=1, checklist_id=number)
    with pytest.raises(UserError), desk.transaction() as session:
        delete_checklist(session, Deletion(number, 2))
    assert schedule
    with desk.transaction() as session:
        delete_checklist(session, Deletion(make_checklist(session, "Other"), 1))
