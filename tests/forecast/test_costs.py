"""What rooms, departments, devices and categories cost: each euro once, and the records behind every sum."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk import features
from coorddesk.core.errors import UserError
from coorddesk.core.spending import Outlay
from coorddesk.forecast.queries.costs import NOBODY, CostRow, CostsQuery, cost_rows, costs_behind
from coorddesk.forecast.rules.costs import Costs, CostsBy, total
from coorddesk.helpdesk.service.pricing import price_hour
from coorddesk.inventory.service import Chosen, delete_assets
from coorddesk.stock.service import Correction, correct_move

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from tests.forecast.conftest import Used

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def rows(desk: Database, by: CostsBy, text: str = "") -> list[CostRow]:
    with desk.reading() as session:
        return cost_rows(session, features.load(), CostsQuery(*YEAR, by, text))


def test_each_euro_counts_once_in_each_way_of_adding_up(desk: Database, things: Used) -> None:
    room = Costs(80_000, 12_000 + 1_001, 9_000)
    assert rows(desk, CostsBy.PLACE) == [
        CostRow(things.room, "Bâtiment A / Salle 12", room),
        CostRow(NOBODY, "", Costs(10_000, consumable=4_500)),
    ]
    assert rows(desk, CostsBy.ASSET) == [
        CostRow(things.one, "PC-1 · Portable", Costs(80_000, 12_501, 9_000)),
        CostRow(things.one + 2, "PC-3 · Portable", Costs(10_000)),
        CostRow(NOBODY, "", Costs(consumable=4_500)),
        CostRow(things.two, "PC-2 · Portable", Costs(repair=500)),
    ]
    assert rows(desk, CostsBy.DEPARTMENT) == [
        CostRow(things.department, "Direction", Costs(80_000, 12_501, 13_500)),
        CostRow(NOBODY, "", Costs(10_000, 500)),
    ]
    assert rows(desk, CostsBy.CATEGORY)[0] == CostRow(things.category, "Portable", room)
    assert {total(row.costs for row in rows(desk, by)) for by in CostsBy} == {Costs(90_000, 13_001, 13_500)}


def test_time_counts_once_an_hour_has_its_price(desk: Database, things: Used) -> None:
    with desk.transaction() as session:
        price_hour(session, 3_333)
    assert total(row.costs for row in rows(desk, CostsBy.PLACE)).time == 1_667
    assert [row.costs.time for row in rows(desk, CostsBy.ASSET, "pc-")] == [834, 0, 833]
    with desk.transaction() as session:
        price_hour(session, None)
    assert total(row.costs for row in rows(desk, CostsBy.PLACE)).time == 0
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        price_hour(session, 0)
    assert refused.value.field == "hour"


def test_a_figure_names_its_records(desk: Database, things: Used) -> None:
    query = CostsQuery(*YEAR, CostsBy.PLACE)
    with desk.reading() as session:
        every = features.load()
        of_room = costs_behind(session, every, query, things.room)
        repairs = costs_behind(session, every, query, things.room, Outlay.REPAIR)
        found = costs_behind(session, every, CostsQuery(*YEAR, CostsBy.PLACE, "salle"))
    assert sum(row.spent.cents for row in of_room) == 102_001
    kinds = [row.spent.about[0] for row in of_room]
    assert kinds == ["asset", "stock_item", "maintenance_entry", "ticket", "ticket"]
    assert [row.spent.cents for row in repairs] == [12_000, 501, 500]
    assert [row.spent for row in found] == [row.spent for row in of_room]
    assert [row.id for row in of_room] == [1, 2, 3, 4, 5]


def test_what_was_put_right_or_went_into_the_bin_costs_nothing(desk: Database, things: Used) -> None:
    with desk.transaction() as session:
        delete_assets(session, Chosen((things.one + 2,)))
        given = session.connection().exec_driver_sql("SELECT max(id) FROM stock_move").scalar_one()
        correct_move(session, Correction(given, 0))
    assert {total(row.costs for row in rows(desk, by)) for by in CostsBy} == {Costs(80_000, 13_001, 9_000)}
