"""What money went into: two devices of a room with all that was paid for them, and something used up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

import coorddesk.migrations.models  # noqa: F401 - every table is known
from coorddesk.directory.service import create_department
from coorddesk.helpdesk.service.working import NewWork, WorkDetails, add_work
from coorddesk.inventory.service import CategoryDetails, enter_category
from coorddesk.stock.service import Issue, give_out
from tests.factories import make_asset, make_item, make_person
from tests.helpdesk.asked import make_ticket
from tests.maintenance.making import make_entry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

TODAY = date(2026, 9, 7)


@dataclass(frozen=True)
class Used:
    """The ids of what there is."""

    one: int
    two: int
    room: int
    department: int
    category: int
    ticket: int
    item: int


def used(session: Session) -> Used:
    """Two laptops for 800.00 and 600.00 (two of them), a repair, a ticket about both, toner."""
    department = create_department(session, "Direction")
    person = make_person(session, department_id=department)
    category = enter_category(session, CategoryDetails("Portable", life_years=4))
    values = {"place": "Bâtiment A / Salle 12", "category_id": category}
    one = make_asset(session, "PC-1", price=80_000, purchase_date=date(2026, 3, 1), holder_id=person, **values)
    two = make_asset(session, "PC-2", price=60_000, purchase_date=date(2022, 9, 1), quantity=2, **values)
    make_asset(session, "PC-3", price=10_000, purchase_date=date(2026, 5, 1))
    make_entry(session, one, "Screen", cost=12_000)
    ticket = make_ticket(session, "Slow", devices=(one, two))
    add_work(session, NewWork(ticket, WorkDetails(TODAY, 30, 1_001)))
    item = make_item(session, "Toner", level=10, price=4_500)
    give_out(session, Issue(item, 2, asset_id=one))
    give_out(session, Issue(item, 1, person_id=person))
    there = session.connection().exec_driver_sql(f"SELECT place_id FROM asset WHERE id = {one}").scalar_one()
    return Used(one, two, there, department, category, ticket, item)


@pytest.fixture
def things(desk: Database) -> Used:
    """All that, on the desk."""
    with desk.transaction() as session:
        return used(session)
