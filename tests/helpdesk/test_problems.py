"""Problems: made from tickets, given others, announced and solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.helpdesk.queries import (
    ProblemQuery,
    TicketQuery,
    findings,
    hits,
    problem_counts,
    problem_ids,
    problem_row,
    ticket_ids,
)
from coorddesk.helpdesk.rules import ProblemState, Resolution, Status
from coorddesk.helpdesk.service import (
    Ending,
    FoundProblem,
    ProblemDetails,
    ProblemTickets,
    Save,
    SolveProblem,
    found_problem,
    save_choice,
    set_problem_tickets,
    solve_problem,
)
from tests.helpdesk.asked import TODAY, make_cause, make_ticket, resolved, seen, there
from tests.sheets import take_back

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def tickets_of(session: Session, problem_id: int) -> list[int]:
    query = TicketQuery.about(("problem", problem_id))
    assert query is not None
    return sorted(ticket_ids(session, query))


def test_a_problem_is_made_of_tickets_and_given_others(desk: Database) -> None:
    with desk.transaction() as session:
        one, two, other = (make_ticket(session) for _each in range(3))
        cause = make_cause(session)
    with desk.transaction() as session:
        details = ProblemDetails("Switch B", workaround="The other socket", is_announced=True)
        problem = found_problem(session, FoundProblem(details, seen(session, one, two)))
    with desk.transaction() as session:
        resolved(session, one, cause=cause)
        set_problem_tickets(session, ProblemTickets(problem, (two, one, other)))
        row = problem_row(session, problem)
        assert row is not None
        assert (row.tickets, row.open_tickets, row.is_announced, row.opened_on) == (3, 2, True, TODAY)
        set_problem_tickets(session, ProblemTickets(problem, (one, other)))
        assert tickets_of(session, problem) == [one, other]
    take_back(desk)
    take_back(desk)
    with desk.reading() as session:
        assert problem_row(session, problem) is None


def test_a_problem_has_an_end(desk: Database) -> None:
    with desk.transaction() as session:
        problem = save_choice(session, Save(ProblemDetails("Switch B", is_announced=True)))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, " ", "Replaced"))
    assert refused.value.field == "root_cause"
    with desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, "Heat", "A fan"))
    with pytest.raises(UserError, match="already"), desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 2, "Heat", "A fan"))
    with desk.reading() as session:
        row = problem_row(session, problem)
        assert row is not None
        assert (row.state, row.root_cause, row.action, row.solved_on) == (ProblemState.SOLVED, "Heat", "A fan", TODAY)
        assert not row.is_announced
        assert list(problem_ids(session)) == []
        assert list(problem_ids(session, ProblemQuery(past=True))) == [problem]
        assert problem_counts(session) == {ProblemState.SOLVED: 1}
        assert [hit.subject for hit in hits(session, "heat", 5)] == [("problem", problem)]
        assert findings(session) == []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_problem_that_somebody_changed_meanwhile_is_not_solved_over_them(desk: Database) -> None:
    with desk.transaction() as session:
        problem = save_choice(session, Save(ProblemDetails("Switch B")))
        save_choice(session, Save(ProblemDetails("Switch B", ProblemState.KNOWN, root_cause="Dust"), problem, 1))
    with pytest.raises(StaleWrite), desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, "Heat", ""))


def test_open_tickets_end_with_their_problem_as_one_deed(desk: Database) -> None:
    with desk.transaction() as session:
        one, two, over = (make_ticket(session) for _each in range(3))
        cause = make_cause(session)
        resolved(session, over, cause=cause)
        problem = found_problem(session, FoundProblem(ProblemDetails("Switch B"), seen(session, one, two, over)))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, "Heat", "A fan", Ending("Cooled", None, Resolution.FIXED)))
    assert refused.value.field == "cause"
    with desk.transaction() as session:
        solve_problem(session, SolveProblem(problem, 1, "Heat", "A fan", Ending("Cooled", cause, Resolution.FIXED)))
    with desk.reading() as session:
        rows = [there(session, each) for each in (one, two, over)]
        assert [row.status for row in rows] == [Status.RESOLVED] * 3
        assert [row.solution == "Cooled" for row in rows] == [True, True, False]
    take_back(desk)
    with desk.reading() as session:
        row = problem_row(session, problem)
        assert row is not None
        assert (row.state, row.open_tickets) == (ProblemState.OPEN, 2)


def test_problems_are_sorted_by_each_of_their_columns(desk: Database) -> None:
    with desk.transaction() as session:
        small = found_problem(session, FoundProblem(ProblemDetails("Wi-Fi"), seen(session, make_ticket(session))))
        tickets = seen(session, make_ticket(session), make_ticket(session))
        large = found_problem(
            session, FoundProblem(ProblemDetails("Alarm", ProblemState.KNOWN, root_cause="x"), tickets)
        )
        for sort, first in (("name", large), ("state", small), ("tickets", small), ("open_tickets", small)):
            assert problem_ids(session, ProblemQuery(sort=sort, descending=False))[0] == first
            assert problem_ids(session, ProblemQuery(sort=sort))[-1] == first
        assert list(problem_ids(session, ProblemQuery(state=ProblemState.KNOWN))) == [large]
