"""What the help desk does by itself: once, however many programs are open on the desk."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk.core.errors import UserError
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.helpdesk.models import TicketEscalation
from coorddesk.helpdesk.queries import TicketQuery, ticket_ids
from coorddesk.helpdesk.rules import Every, Trigger
from coorddesk.helpdesk.service import (
    RecurringDetails,
    RuleDetails,
    Save,
    TemplateDetails,
    Tended,
    is_tending_due,
    save_choice,
    tend,
)
from coorddesk.helpdesk.ui.desk_tending import BY_ITSELF
from tests.factories import make_person
from tests.helpdesk.asked import make_ticket, there

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

NIGHT, MORNING = timedelta(hours=12), timedelta(hours=22)


def prepare(session: Session) -> int:
    """A check that comes every day from tomorrow on, a rule about what is urgent, and an urgent ticket."""
    template = save_choice(session, Save(TemplateDetails("Check", "Check the printers")))
    save_choice(session, Save(RecurringDetails("Daily check", template, date(2026, 9, 8), Every.DAY)))
    chief = make_person(session)
    save_choice(session, Save(RuleDetails("Urgent", Trigger.PRIORITY, priority=5, assignee_id=chief)))
    return make_ticket(session, urgency=5, impact=5)


def test_two_programs_do_it_once(desk: Database, open_desk: Callable[..., Database], clock: FixedClock) -> None:
    with desk.transaction() as session:
        prepare(session)
    clock.moment += MORNING
    programs, together = [desk, open_desk(desk.url)], Barrier(2)
    done: list[Tended] = []

    def run(program: Database) -> None:
        with program.reading() as session:
            assert is_tending_due(session)
        together.wait()
        with program.transaction(actor=BY_ITSELF) as session:
            done.append(tend(session))

    threads = [Thread(target=run, args=(program,)) for program in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, (each.opened + each.escalated for each in done))) == [0, 2]
    with desk.reading() as session:
        assert len(ticket_ids(session, TicketQuery())) == 2
        assert session.scalar(select(func.count()).select_from(TicketEscalation)) == 1
        actors = session.execute(select(ChangeSet.actor, ChangeSet.source).order_by(ChangeSet.id.desc()).limit(1))
        assert actors.one() == (BY_ITSELF.name, "clock")
        assert not is_tending_due(session)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_nobody_is_called_at_night_and_it_stands_in_no_undos_way(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        urgent = prepare(session)
    mine = desk.actor.name
    clock.moment += NIGHT  # 22:30
    with desk.reading() as session:
        assert not is_tending_due(session)
        last = next_to_undo(session, mine)
    clock.moment += timedelta(hours=5)  # another day, still closed
    with desk.transaction(actor=BY_ITSELF) as session:
        done = tend(session)
    assert (len(done.opened), done.escalated) == (1, ())
    clock.moment += timedelta(hours=6)
    with desk.transaction(actor=BY_ITSELF) as session:
        assert tend(session) == Tended((), (urgent,))
        assert there(session, urgent).assignee_id is not None
    with desk.reading() as session:
        assert next_to_undo(session, mine) == last
    with pytest.raises(UserError, match="by itself"), desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
