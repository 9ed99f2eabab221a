"""What lots, lives, disposals and addresses say on paper, figure by figure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.budget.service import YearDetails, create_year
from coorddesk.core.tables import cell_text
from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.queries.lots import lot_card
from coorddesk.inventory.queries.plans import PlanQuery
from coorddesk.inventory.reports.addresses import network_addresses
from coorddesk.inventory.reports.disposals import disposal_dossiers, disposals
from coorddesk.inventory.reports.lives import (
    PLANS,
    WRITTEN_OFF,
    WorthOn,
    depreciation,
    depreciation_by_category,
    replacement_by_category,
    replacement_plan,
)
from coorddesk.inventory.reports.lots import lot_sheets, lots
from coorddesk.inventory.rules import DataWiped, Depreciation, DisposalReason
from coorddesk.inventory.service import (
    Arrival,
    CategoryDetails,
    Chosen,
    InterfaceDetails,
    LotDetails,
    NetworkEdit,
    NewLot,
    Retirement,
    Tick,
    create_lot,
    edit_network,
    enter_category,
    retire_assets,
    tick_step,
)
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report

BOUGHT = date(2024, 1, 1)
NEW_YEARS_EVE = date(2025, 12, 31)


@pytest.fixture
def filled(desk: Database) -> Database:
    """Three laptops of a lot and a switch; one laptop was sold, one is ready."""
    with desk.transaction() as session:
        years = CategoryDetails("Laptop", depreciation=Depreciation.LINEAR, depreciation_years=4, life_years=4)
        laptop = enter_category(session, years)
        details = LotDetails("Rentrée", laptop, purchase_date=BOUGHT, price=800_00)
        lot = create_lot(session, NewLot(details, Arrival(3, ("S1", "S2", "S3")), ("BIOS",)))
        card = lot_card(session, lot)
        assert card is not None
        first, second, _third = (each.id for each in card.devices)
        for step in card.steps:
            tick_step(session, Tick(step.id, (first,)))
        wish = Retirement(
            Chosen((second,)), DisposalReason.SOLD, date(2026, 6, 30), DataWiped.YES, "Vente aux agents", "BSD-1"
        )
        retire_assets(session, wish)
        switch = make_asset(session, "SW-1")
        edit_network(session, NetworkEdit(switch, 1, (InterfaceDetails("sw", "10.0.0.2", "", "10"),)))
    return desk


def cells(report: Report[Any], texts: Texts) -> list[list[str]]:
    """Every row as people read it, under the titles of groups."""
    found = []
    for group in report.groups:
        found += [] if group.title is None else [[texts.say(group.title)]]
        found += [[cell_text(c.value(row), c.kind, texts) for c in report.columns] for row in group.rows]
    return found


def test_devices_are_written_off_to_the_cent_on_any_day(filled: Database, texts: Texts) -> None:
    with filled.reading() as session:
        then = depreciation(session, WorthOn(day=NEW_YEARS_EVE))
        by_category = depreciation_by_category(session, WorthOn(day=NEW_YEARS_EVE))
        later = depreciation_by_category(session, WorthOn(day=date(2026, 12, 31)))
        before = depreciation(session, WorthOn(day=date(2023, 12, 31)))
        narrow = depreciation(session, AssetQuery("S1"))
    line = ["", "01/01/2024", "Linear", "4", "800.00", "200.00", "400.00", "400.00"]
    assert cells(then, texts) == [["Laptop"], *([f"CD-0000{n}", *line] for n in (1, 2, 3))]
    assert cells(by_category, texts) == [["Laptop", "3", "2,400.00", "600.00", "1,200.00", "1,200.00"]]
    assert cells(later, texts) == [["Laptop", "2", "1,600.00", "400.00", "1,200.00", "400.00"]]
    assert cells(before, texts) == []
    assert (narrow.count, texts.say(then.title)) == (1, "Depreciation on 31/12/2025")


def test_what_is_written_off_this_year_is_of_the_year_of_the_budget(filled: Database, texts: Texts) -> None:
    with filled.transaction() as session:
        create_year(session, YearDetails("2025-2026", date(2025, 9, 1), date(2026, 8, 31)))
    with filled.reading() as session:
        by_category = depreciation_by_category(session, WorthOn(day=NEW_YEARS_EVE))
    assert cells(by_category, texts) == [["Laptop", "3", "2,400.00", "200.01", "1,200.00", "1,200.00"]]


def test_a_report_of_a_day_takes_the_choice_along() -> None:
    query, day = AssetQuery("x"), date(2030, 1, 1)
    assert [kind.dated(query, day) for kind in WRITTEN_OFF if kind.dated] == [WorthOn(query, day)] * 2
    assert [kind.dated(None, day) for kind in PLANS if kind.dated] == [PlanQuery(2030)] * 2


def test_the_plan_is_a_list_by_year_and_a_table_by_category(filled: Database, texts: Texts) -> None:
    with filled.reading() as session:
        plan, table = replacement_plan(session, PlanQuery(2027)), replacement_by_category(session, PlanQuery(2027))
        narrow = replacement_plan(session, PlanQuery(2027, category="Laptop", year=2029))
    assert cells(plan, texts) == [
        ["2028"],
        *(
            ["Laptop", f"CD-0000{n}", "", "", "01/01/2024", "New", "1", "800.00", "By age and condition"]
            for n in (1, 3)
        ),
    ]
    assert cells(table, texts) == [["Laptop", "2", "", "1,600.00", "", "", "", "1,600.00"]]
    assert (narrow.count, [texts.say(said) for said in narrow.filters]) == (0, ["Category: Laptop", "Year: 2029"])


def test_what_left_together_has_one_dossier(filled: Database, texts: Texts) -> None:
    with filled.reading() as session:
        dossiers, years = disposal_dossiers(session, None), disposals(session, None)
        none = disposal_dossiers(session, [1])
    assert [texts.say(sheet.name) for sheet in dossiers.sheets] == ["Sold, 30/06/2026 · Vente aux agents"]
    assert cells(dossiers.table, texts)[1:] == [["CD-00002", "S2", "", "01/01/2024", "800.00", "300.00", "Yes"]]
    assert cells(years, texts) == [
        ["2026"],
        ["30/06/2026", "CD-00002", "", "Laptop", "Sold", "Vente aux agents", "BSD-1", "Yes", "800.00", "300.00"],
    ]
    assert none.sheets == ()


def test_the_sheet_of_a_lot_says_what_was_done(filled: Database, texts: Texts) -> None:
    with filled.reading() as session:
        sheets, listed = lot_sheets(session, None), lots(session, None)
    day = texts.date(sheets.table.groups[0].rows[0].checks[1].day)
    assert [[row[0], *row[3:]] for row in cells(sheets.table, texts)[1:]] == [
        ["CD-00001", f"{day} CM", f"{day} CM"],
        ["CD-00002", "", ""],
        ["CD-00003", "", ""],
    ]
    assert [row[:1] + row[5:8] for row in cells(listed, texts)] == [
        ["Rentrée", "3", "1", "1"]
    ]  # one was sold before it served


def test_addresses_stand_by_vlan(filled: Database, texts: Texts) -> None:
    with filled.reading() as session:
        report = network_addresses(session, None)
    assert [row[:3] for row in cells(report, texts)] == [["VLAN 10"], ["10.0.0.2", "sw", ""]]
