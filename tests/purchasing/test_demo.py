"""The money of the demo: three years of purchases, two of them closed, and a ledger that agrees with its documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk import features
from coorddesk.budget.queries import SituationQuery, fiscal_years, grant_statement, situation
from coorddesk.budget.queries.alerts import lapsing_grants, overspent_lines
from coorddesk.budget.rules.words import YearState
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import verbatim
from coorddesk.core.resources import texts_for
from coorddesk.feature import DemoDesk
from coorddesk.opening import open_desk
from coorddesk.purchasing.models import (
    Contract,
    Invoice,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    ReceiptLine,
)
from coorddesk.purchasing.rules.words import OrderState, RequestState
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from tests.desks import Desks

_FILLED = {"directory", "budget", "inventory", "licences", "purchasing", "forecast"}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("day", ["2026-11-23", "2028-02-29"] if WHOLE else ["2028-02-29"])
def test_the_demo_has_bought_for_three_years(desks: Desks, day: str) -> None:
    clock = FixedClock(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC))
    database = open_desk(desks.empty(), actor=Actor("Camille Martin"), clock=clock)
    loaded = features.load()
    with database.transaction(verbatim("Demo")) as session:
        demo = DemoDesk(clock.today(), clock, texts_for("fr"), unwatched)
        for feature in loaded:
            if feature.key in _FILLED and feature.demo is not None:
                feature.demo(session, demo)
    with database.reading() as session:
        assert [found for each in loaded if each.checks is not None for found in each.checks(session)] == []
        years = fiscal_years(session)
        assert [year.state for year in years] == [YearState.OPENED, YearState.CLOSED, YearState.CLOSED]
        told = [situation(session, SituationQuery(year.id)).whole for year in years]
        assert [whole.committed > 0 for whole in told] == [True, False, False]
        assert all(whole.invoiced > 0 for whole in told)
        assert sum(whole.carried_forward for whole in told) == 0
        states = dict(session.execute(select(PurchaseOrder.state, func.count()).group_by(PurchaseOrder.state)).all())
        assert set(states) == set(OrderState)
        assert 18 <= sum(states.values()) <= 35
        assert set(session.scalars(select(PurchaseRequest.state))) == set(RequestState)
        assert len(overspent_lines(session)) == 1
        (grant,) = lapsing_grants(session, clock.today())
        statement = grant_statement(session, grant.id)
        assert statement is not None
        assert statement.left == grant.left
        counted = [session.scalar(select(func.count(table.id))) for table in (Quote, Contract)]
        assert counted == [3, 4]
        assert len(session.scalars(select(ReceiptLine.id).where(ReceiptLine.lot_id.is_not(None))).all()) > 5
        assert len(session.scalars(select(Invoice.id).where(Invoice.order_id.is_(None))).all()) > 5
    database.close()
