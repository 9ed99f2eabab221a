"""What devices are worth, and when they are to be replaced, as their desk says it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from coorddesk.budget.service import YearDetails, create_year
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.merging import Merge
from coorddesk.inventory.queries import category_cards
from coorddesk.inventory.queries.lives import Life, lived
from coorddesk.inventory.queries.plans import PLAN_COLUMNS, PlanQuery, plan_ids, plan_overview, plan_page, plan_rows
from coorddesk.inventory.rules import Condition, DataWiped, Depreciation, DisposalReason
from coorddesk.inventory.rules.replacement import Cell, Due, plan_table
from coorddesk.inventory.service import (
    CategoryDetails,
    Chosen,
    LifeDetails,
    LifeEdit,
    ModelAbout,
    ModelWords,
    PlanWish,
    Retirement,
    create_model,
    edit_life,
    enter_category,
    plan_replacement,
    retire_assets,
)
from coorddesk.inventory.service.merging import merge_categories
from tests.counting import statements
from tests.factories import make_asset, make_place
from tests.undoing import ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

BOUGHT = date(2023, 1, 1)


def category(session: Session, name: str = "Portable", **values: Any) -> int:
    return enter_category(session, CategoryDetails(name, **values))


def life(database: Database, asset_id: int) -> Life:
    with database.reading() as session:
        return lived(session, [asset_id])[asset_id]


def refused(database: Database, texts: Texts, deed: Callable[[Session], object]) -> tuple[str | None, str]:
    with pytest.raises(UserError) as error, database.transaction() as session:
        deed(session)
    return error.value.field, texts.say(error.value.message)


def test_a_device_is_written_off_as_its_category_says_unless_it_says_otherwise(desk: Database) -> None:
    with desk.transaction() as session:
        laptops = category(session, depreciation=Depreciation.LINEAR, depreciation_years=3)
        asset = make_asset(session, category_id=laptops, purchase_date=BOUGHT, price=900_00, quantity=2)
        bare = make_asset(session, "CD-2", price=900_00)
    assert life(desk, asset).worth(date(2024, 12, 31)) == 600_00
    assert life(desk, bare).worth(date(2024, 12, 31)) is None
    own = LifeDetails(date(2024, 1, 1), Depreciation.DECLINING, 5, 100_00)
    with desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 0, own))
    from_purchase = 900_00 - 280_00 - 182_00  # whatever declines, from the day of purchase
    assert life(desk, asset).worth(date(2024, 12, 31)) == 2 * from_purchase
    assert [each.after for each in life(desk, asset).annuities][-1] == 100_00
    with desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 1, LifeDetails(depreciation=Depreciation.NONE)))
    assert life(desk, asset).worth(date(2024, 12, 31)) is None
    with desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 2, LifeDetails()))
    assert (life(desk, asset).version, life(desk, asset).worth(date(2023, 12, 31))) == (0, 1_200_00)


def test_what_cannot_be_said_of_a_life_is_refused(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, category_id=category(session), purchase_date=BOUGHT, price=900_00)

    def say(**values: Any) -> tuple[str | None, str]:
        return refused(desk, texts, lambda session: edit_life(session, LifeEdit(asset, 0, LifeDetails(**values))))

    assert [
        say(depreciation_years=51),
        say(depreciation=Depreciation.LINEAR),
        say(residual=-1),
        say(residual=900_01),
        say(planned_year=12),
        say(planned_year=2029),
        refused(desk, texts, lambda s: category(s, "Écran", depreciation=Depreciation.LINEAR)),
        refused(desk, texts, lambda s: category(s, "Écran", life_years=0)),
    ] == [
        ("depreciation_years", "Write a number of years from 1 to 50."),
        ("depreciation_years", "Over how many years?"),
        ("residual", "A price is not below zero."),
        ("residual", "What it is worth in the end is no more than what it cost."),
        ("planned_year", "Write a year, such as 2026."),
        ("plan_reason", "Its age says 2028. Why is it kept longer?"),
        ("depreciation_years", "Over how many years?"),
        ("life_years", "Write a number of years from 1 to 50."),
    ]


def test_a_device_that_began_to_serve_late_is_kept_as_long_from_then(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, category_id=category(session), purchase_date=BOUGHT, price=900_00)
    with desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 0, LifeDetails(in_service=date(2025, 9, 1), planned_year=2030)))
    assert refused(
        desk, texts, lambda session: edit_life(session, LifeEdit(asset, 1, LifeDetails(planned_year=2030)))
    ) == ("plan_reason", "Its age says 2028. Why is it kept longer?")


def test_nobody_writes_over_what_somebody_else_said(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    with desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 0, LifeDetails(planned_year=2030, plan_reason="Solide")))
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_life(session, LifeEdit(asset, 0, LifeDetails(planned_year=2027)))
    assert [each.field for each in stale.value.differences] == ["planned_year", "plan_reason"]


def test_the_plan_takes_the_life_of_the_model_before_that_of_the_category(desk: Database) -> None:
    with desk.transaction() as session:
        laptops, screens = category(session, life_years=5), category(session, "Écran")
        model = create_model(session, ModelWords("Dell", "Latitude"), ModelAbout(laptops, life_years=7))
        said = {"purchase_date": BOUGHT, "price": 500_00}
        make_asset(session, "CD-1", category_id=laptops, **said)
        make_asset(session, "CD-2", category_id=laptops, model_id=model, **said)
        make_asset(session, "CD-3", category_id=screens, quantity=2, purchase_date=BOUGHT, condition=Condition.DAMAGED)
        make_asset(session, "CD-4", category_id=screens)
        gone = make_asset(session, "CD-5", category_id=laptops, **said)
        retire_assets(session, Retirement(Chosen((gone,)), DisposalReason.SOLD, BOUGHT, DataWiped.YES))
    with desk.reading() as session:
        table = plan_overview(session, 2027).table
        ids = list(plan_ids(session, PlanQuery(2027)))
        rows = plan_page(session, ids, 2027)
        only = list(plan_ids(session, PlanQuery(2027, category="Portable", year=2030)))
    assert (table.years, table.categories) == ((2027, 2028, 2029, 2030, 2031), ("Portable", "Écran"))
    assert table.cell("Portable", 2028) == table.cell("Portable", 2030) == Cell(1, 500_00, 0)
    assert table.cell("Écran", 2027) == Cell(2, 0, 2)
    assert table.cell(None, None) == Cell(4, 1_000_00, 2)
    assert [(rows[i].tag, rows[i].year) for i in ids] == [("CD-3", 2027), ("CD-1", 2028), ("CD-2", 2030)]
    assert only == [2]


def test_a_plan_counts_by_the_years_of_the_budget(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        create_year(session, YearDetails("2026-2027", date(2026, 9, 1), date(2027, 8, 31)))
        laptops = category(session, life_years=5)
        in_summer, in_autumn = (
            make_asset(session, tag, category_id=laptops, purchase_date=day, price=500_00)
            for tag, day in (("CD-1", date(2023, 8, 31)), ("CD-2", date(2023, 9, 1)))
        )
    with desk.reading() as session:
        plan = plan_overview(session)
        rows = plan_page(session, [in_summer, in_autumn], 2027)
    assert [span.name for span in plan.spans] == ["2027-2028", "2028-2029", "2029-2030", "2030-2031", "2031-2032"]
    assert [(row.year, row.year_name) for row in rows.values()] == [(2027, "2027-2028"), (2028, "2028-2029")]
    assert [plan.table.cell("Portable", year).devices for year in (2027, 2028)] == [1, 1]
    wish = PlanWish(Chosen((in_summer,)), 2028)
    assert refused(desk, texts, lambda session: plan_replacement(session, wish)) == (
        "plan_reason",
        "Its age says 2027-2028. Why is it kept longer?",
    )


@pytest.mark.parametrize("last", [None, date(2026, 12, 31), date(2027, 2, 14), date(2028, 6, 30)])
def test_the_table_adds_up_what_each_device_says(desk: Database, last: date | None) -> None:
    with desk.transaction() as session:
        if last is not None:
            create_year(session, YearDetails("Exercice", date(2026, 8, 1), last))
        kinds = [None, category(session), category(session, "Écran", life_years=3)]
        for place, condition in enumerate([None, *Condition, None] * 4):
            days = {"purchase_date": None if place % 7 == 0 else date(2021 + place % 5, 1 + place % 12, 1 + place)}
            price = None if place % 5 == 0 else 100_00 * place
            said = {"category_id": kinds[place % 3], "condition": condition, "quantity": 1 + place % 2}
            asset = make_asset(session, f"CD-{place}", price=price, **days, **said)
            if place % 4 == 0:
                own: dict[str, Any] = {
                    "in_service": date(2024, 3, 1 + place),
                    "estimated_price": 77_00 if place % 8 else None,
                }
                edit_life(session, LifeEdit(asset, 0, LifeDetails(**own)))
            elif place % 9 == 0:
                edit_life(session, LifeEdit(asset, 0, LifeDetails(planned_year=2029, plan_reason="Solide")))
    with desk.reading() as session:
        plan = plan_overview(session)
        first = plan.spans[0].first.year
        rows = plan_rows(session, PlanQuery(first))
        everything = session.scalar(text("SELECT sum(quantity) FROM asset"))
        outside = sum(row.quantity for row in plan_page(session, range(1, 100), first).values())
    added = plan_table(plan.table.years, [(r.category or "", r.quantity, Due(r.year, r.cost, r.is_late)) for r in rows])
    assert (plan.table, plan.undated) == (added, everything - outside)


def test_somebody_decides_when_devices_are_replaced(desk: Database) -> None:
    with desk.transaction() as session:
        laptops = category(session, life_years=5)
        ids = tuple(
            make_asset(session, f"CD-{i}", category_id=laptops, purchase_date=BOUGHT, price=500_00) for i in range(2)
        )
    with desk.transaction() as session:
        plan_replacement(session, PlanWish(Chosen(ids), 2029, 650_00, "Peu servis"))
    with desk.reading() as session:
        rows = plan_page(session, ids, 2027)
    assert [(rows[i].year, rows[i].cost, rows[i].plan_reason, rows[i].is_decided) for i in ids] == [
        (2029, 650_00, "Peu servis", True)
    ] * 2
    with desk.transaction() as session:
        plan_replacement(session, PlanWish(Chosen(ids), None))
    with desk.reading() as session:
        assert [row.year for row in plan_page(session, ids, 2027).values()] == [2028, 2028]


def test_deciding_for_many_asks_for_them_together(desk: Database) -> None:
    with desk.transaction() as session:
        ids = tuple(make_asset(session, f"CD-{i}", purchase_date=BOUGHT, price=500_00) for i in range(40))
        edit_life(session, LifeEdit(ids[0], 0, LifeDetails(residual=50_00, estimated_price=700_00)))
        with statements(session) as one:
            plan_replacement(session, PlanWish(Chosen(ids[:2]), 2027))
        with statements(session) as many:
            plan_replacement(session, PlanWish(Chosen(ids), 2028))
    assert len(many) <= len(one) + 4
    assert (life(desk, ids[0]).residual, life(desk, ids[0]).estimated_price) == (50_00, 700_00)
    with desk.transaction() as session:
        plan_replacement(session, PlanWish(Chosen(ids), None))
    assert [life(desk, asset_id).version for asset_id in ids[:2]] == [4, 0]


@pytest.mark.parametrize("sort", [column.key for column in PLAN_COLUMNS])
def test_the_plan_is_sorted_along_any_column_what_says_nothing_last(desk: Database, sort: str) -> None:
    with desk.transaction() as session:
        laptops, place = category(session), make_place(session)
        model = create_model(session, ModelWords("Dell", "Latitude"))
        said = {"purchase_date": BOUGHT, "condition": Condition.WORN, "place_id": place, "model_id": model}
        make_asset(session, "CD-10", category_id=laptops, price=500_00, **said)
        make_asset(session, "CD-9", category_id=laptops, price=400_00, quantity=2, **said)
        make_asset(session, "CD-11", purchase_date=date(2021, 1, 1))
    with desk.reading() as session:
        up, down = (plan_rows(session, PlanQuery(2027, sort=sort, descending=way)) for way in (False, True))
        assert list(plan_ids(session, PlanQuery(2027, sort=sort))) == [row.id for row in up]
    value = next(column for column in PLAN_COLUMNS if column.key == sort).value
    filled = [row for row in up if value(row)]
    assert [value(row) for row in up[len(filled) :]] == [value(row) for row in down[len(filled) :]]
    assert sorted(row.id for row in up) == sorted(row.id for row in down)
    expected = {"device": ["CD-9", "CD-10", "CD-11"], "cost": ["CD-10", "CD-9", "CD-11"]}
    assert [row.tag for row in up] == expected.get(sort, [row.tag for row in up])


def test_categories_that_become_one_say_how_they_are_written_off(desk: Database) -> None:
    with desk.transaction() as session:
        kept = category(session)
        gone = category(session, "Portables", depreciation=Depreciation.LINEAR, depreciation_years=4, life_years=6)
    with desk.transaction() as session:
        merge_categories(session, Merge(kept, 1, gone, 1), ALL)
    with desk.reading() as session:
        (card,) = category_cards(session)
    assert (card.depreciation, card.depreciation_years, card.life_years) == (Depreciation.LINEAR, 4, 6)
