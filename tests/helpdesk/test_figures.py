"""The figures of a period: read from the desk, they are what the tickets and their logs say one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from coorddesk.helpdesk.queries import deadlines_on
from coorddesk.helpdesk.queries.figures import Part, figures
from coorddesk.helpdesk.rules.figures import Lengths, Satisfaction, Share, month_of
from coorddesk.helpdesk.service import (
    Cancel,
    Merge,
    NewRating,
    Reopen,
    Save,
    Start,
    TargetDetails,
    Wait,
    cancel,
    merge_tickets,
    rate,
    reopen,
    save_choice,
    start,
    wait,
)
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

SEPTEMBER = month_of(TODAY)


def test_a_month_counts_what_came_and_went_in_it(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        worn, screens = make_cause(session), make_category(session)
        early = make_ticket(session, "Old", opened_at=datetime(2026, 8, 31, 9, tzinfo=UTC))
        first, gone = make_ticket(session, "A", category_id=screens), make_ticket(session, "B")
        make_ticket(session, "C")
        make_ticket(session, "D", category_id=screens)
        same = make_ticket(session, "A again")
    clock.moment += timedelta(hours=1)
    with desk.transaction() as session:
        merge_tickets(session, Merge(seen(session, first)[0], seen(session, same)))
        cancel(session, Cancel(seen(session, gone), "Not needed"))
        resolved(session, early, first, cause=worn)
        rate(session, NewRating(first, 4))
        rate(session, NewRating(early, 2))
    with desk.reading() as session:
        told = figures(session, SEPTEMBER)
        august = figures(session, month_of(date(2026, 8, 1)))
    assert (told.received, told.resolved, told.cancelled, told.backlog) == (4, 2, 1, 2)
    assert (august.received, august.resolved, august.backlog) == (1, 0, 1)
    assert [(part.name, part.count) for part in told.by_category] == [("Screen", 2), ("", 2)]
    assert told.by_cause == (Part(worn, "Worn out", 2),)
    assert told.satisfaction == Satisfaction((0, 1, 0, 1))
    assert told.response == Lengths(2, 60, 60)


def test_waiting_and_being_over_do_not_count(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        save_choice(session, Save(TargetDetails(30, 60)))
        worn, number = make_cause(session), make_ticket(session)
    for minutes, step in enumerate(("start", "wait", "resolve", "reopen", "wait", "start", "resolve"), 1):
        clock.moment += timedelta(minutes=10 * minutes)
        with desk.transaction() as session:
            tickets = seen(session, number)
            if step == "start":
                start(session, Start(tickets))
            elif step == "wait":
                wait(session, Wait(tickets, "A part", TODAY + timedelta(1)))
            elif step == "reopen":
                reopen(session, Reopen(tickets, "Again"))
            else:
                resolved(session, number, cause=worn)
    with desk.reading() as session:
        told = figures(session, SEPTEMBER)
        used = deadlines_on(session, number).resolution.used
    assert told.resolution == Lengths(1, used, used)
    assert used < 280
    assert told.reopened == Share(1, 1)
    assert told.answered_in_time == Share(1, 1)
