"""The tickets of the demo: two years of them, those of today in every state, and a log that tells all of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.helpdesk.models import Rating, Ticket, TicketLink
from coorddesk.helpdesk.queries import (
    TicketQuery,
    deadlines_on,
    findings,
    problem_ids,
    problem_page,
    ticket_card,
    ticket_ids,
    ticket_page,
)
from coorddesk.helpdesk.queries.figures import figures
from coorddesk.helpdesk.rules import OPEN, Source, Status
from coorddesk.helpdesk.rules.figures import Share, lengths_of, month_of, year_of
from coorddesk.kiosk.queries import kiosks
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import State
from tests.demos import demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_holds_two_years_of_tickets(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        assert list(findings(session)) == []
        every = session.scalars(select(Ticket).order_by(Ticket.id)).all()
        assert 1_400 < len(every) < 1_600
        moments = [row.opened_at for row in every]
        assert moments == sorted(moments)
        assert max(moments) <= clock.now()
        assert clock.now() - min(moments) > timedelta(days=690)
        assert {row.source for row in every} == set(Source)
        months = Counter(row.opened_at.month for row in every)
        assert months[9] > 2 * months[10] > 2 * months[7]
        page = ticket_page(session, ticket_ids(session, TicketQuery()))
        assert 10 < len(page) < 40
        assert {row.status for row in page.values()} == set(OPEN)
        assert any(row.is_late(clock.now()) for row in page.values())
        assert any(row.is_major and row.priority == 5 for row in page.values())
        assert all(row.category and row.place for row in page.values())
        assert len(session.scalars(select(Rating.id)).all()) > 300
        assert len(session.scalars(select(TicketLink.id)).all()) == 4
        stands = problem_page(session, problem_ids(session))
        assert [(row.tickets, row.is_announced) for row in stands.values()] == [(4, True)]
        told = session.scalars(select(Notice)).all()
        assert {each.state for each in told} == {State.OPENED, State.DROPPED, State.DRAFT}
        assert {"{" in each.title + each.body for each in told} == {False}
        reported = {row.origin.partition(" · ")[0] for row in every if row.source is Source.KIOSK}
        assert reported == {row.name for row in kiosks(session) if row.place}
    database.close()


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_desk_that_is_not_open_yet_has_no_ticket_of_tomorrow(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    clock.moment = clock.moment.replace(day=6, hour=3)  # a Sunday, by night
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        assert list(findings(session)) == []
        assert session.scalars(select(Ticket.id).where(Ticket.opened_at > clock.now())).all() == []
        assert session.scalars(select(Ticket.id).where(Ticket.status == Status.WAITING)).all() != []
    database.close()


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_figures_of_the_demo_are_those_of_its_tickets(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        whole = figures(session, year_of(date(2025, 1, 1)))
        opened = TicketQuery(past=True, opened_from=date(2025, 1, 1), opened_to=date(2025, 12, 31))
        assert whole.received == len(ticket_ids(session, opened))
        ended = ticket_ids(
            session, TicketQuery(past=True, resolved_from=date(2025, 1, 1), resolved_to=date(2025, 12, 31))
        )
        page = ticket_page(session, ended)
        assert whole.resolved == len(page)
        assert whole.resolution == lengths_of(deadlines_on(session, each).resolution.used for each in ended)
        kept = [row.resolved_at <= row.resolve_by for row in page.values() if row.resolve_by and row.resolved_at]
        assert whole.resolved_in_time == Share(sum(kept), len(kept))
        assert sum(month.received for month in whole.months) == whole.received
        assert sum(part.count for part in whole.by_cause) == whole.resolved
        now = figures(session, month_of(clock.today()))
        still = ticket_ids(session, TicketQuery())
        assert now.backlog == len(still)
        latest = ticket_card(session, max(still))
        assert latest is not None
        assert (len(latest.answers), len(latest.steps)) == (3, 4), "its category asks, and brings steps"
    database.close()
