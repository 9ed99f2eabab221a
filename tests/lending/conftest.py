from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.inventory.rules import Condition
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    KitDetails,
    NewLoan,
    Reservation,
    Seen,
    Things,
    cancel,
    create_kit,
    lend,
    reserve,
    return_devices,
)
from tests.factories import make_asset, make_person
from tests.lending.lent import lend_to

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

TODAY, WEEK = date(2026, 9, 7), date(2026, 9, 14)


@pytest.fixture
def lent(desk: Database, clock: FixedClock) -> Database:
    """A loan of each standing, numbered from 1 in the order of Standing, and one more for a class."""
    with desk.transaction() as session:
        ines, awa = make_person(session), make_person(session, "Diallo", "Awa")
        group = create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
        assets = [make_asset(session, f"CD-{n}", name="Portable", model=("HP", "ProBook", "")) for n in range(12)]
        reserve(session, Reservation(Borrower(ines), date(2026, 10, 1), WEEK.replace(month=10), (), (), ((1, 3),)))
        lend(session, NewLoan(Borrower(awa), Things((assets[0],)), WEEK, is_draft=True))
        lend_to(session, ines, assets[1], due=WEEK)
        lend_to(session, ines, assets[2], assets[3], due=WEEK)
        return_devices(session, DevicesBack((assets[2],), Condition.DAMAGED, "Coin cassé"))
        clock.moment = datetime(2026, 8, 20, 8, tzinfo=UTC)
        lend_to(session, ines, assets[4], due=date(2026, 9, 1))
        clock.moment = datetime(2026, 9, 7, 8, tzinfo=UTC)
        lend(session, NewLoan(Borrower(awa), Things((assets[5],)), None, "Dotation de rentrée"))
        lend_to(session, awa, assets[6], due=WEEK)
        return_devices(session, DevicesBack((assets[6],)))
        cancel(session, Seen(reserve(session, Reservation(Borrower(awa), WEEK, WEEK, (assets[7],)))))
        kit = create_kit(session, KitDetails("Chariot", tuple(assets[8:])))
        lend(session, NewLoan(Borrower(ines, group), Things(kits=(kit,)), TODAY))
    return desk
