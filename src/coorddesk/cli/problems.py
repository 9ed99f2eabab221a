"""Verbs of problems: what lies behind several tickets, listed, written down, and solved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.cli.ticket_steps import ticket_number
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_TEXTS = ("description", "workaround", "root_cause", "action")


def list_all(run: Run) -> None:
    """Print the problems that are not solved, one a line; with --all those that are as well."""
    from coorddesk.helpdesk.queries import ProblemQuery, problem_ids, problem_page  # SQL, which --help does not need
    from coorddesk.helpdesk.rules import PROBLEM_STATE_TITLES

    typed = run.options
    with run.desk() as database, database.reading() as session:
        ids = problem_ids(session, ProblemQuery(typed.text, past=typed.all))
        page = problem_page(session, ids)
    rows = [page[each] for each in ids]
    if typed.json:
        own = ("id", "name", *_TEXTS, "is_announced", "tickets", "open_tickets")
        days = {row.id: {"opened_on": row.opened_on.isoformat(), "state": row.state.value} for row in rows}
        run.answer([{key: getattr(row, key) for key in own} | days[row.id] for row in rows])
        return
    for row in rows:
        count = run.texts.say(_n("{count} ticket", "{count} tickets", row.tickets))
        print("\t".join((row.name, run.texts.say(PROBLEM_STATE_TITLES[row.state]), count, row.root_cause)))
    if not rows:
        run.say(_("No problem."))


def write_down(run: Run) -> None:
    """Write a problem down by its name, or change the one that has it, as changed by what was typed."""
    from coorddesk.helpdesk.queries import ProblemQuery, problem_ids, problem_page
    from coorddesk.helpdesk.rules import ProblemState
    from coorddesk.helpdesk.service import (
        FoundProblem,
        ProblemDetails,
        PutInProblem,
        Save,
        Seen,
        found_problem,
        put_in_problem,
        save_choice,
    )

    typed = run.options
    tickets = tuple(Seen(ticket_number(each)) for each in typed.ticket)
    with run.desk() as database, database.transaction() as session:
        page = problem_page(session, problem_ids(session, ProblemQuery(typed.name, past=True)))
        there = next((row for row in page.values() if fold(row.name) == fold(typed.name)), None)
        own = ("name", "state", *_TEXTS, "is_announced")
        kept = {"name": typed.name} if there is None else {key: getattr(there, key) for key in own}
        before = ProblemDetails(**kept)
        said = {key: getattr(typed, key) for key in _TEXTS if getattr(typed, key) is not None}
        after = replace(before, **said)
        if typed.known or typed.solved:
            after = replace(after, state=ProblemState.SOLVED if typed.solved else ProblemState.KNOWN)
        if typed.announce or typed.hide:
            after = replace(after, is_announced=typed.announce)
        if there is None:
            found_problem(session, FoundProblem(after, tickets))
        else:
            save_choice(session, Save(after, there.id, there.version))
            if tickets:
                put_in_problem(session, PutInProblem(tickets, there.id))
    run.say(_("“{name}” added.", name=typed.name) if there is None else _("“{name}” saved.", name=there.name))


def add_verbs(verbs: Verbs) -> None:
    """What scripts do with problems."""
    text, ticket = _p("argument", "TEXT"), _p("argument", "TICKET")
    (
        verbs.add("problems", list_all, _("list the problems that lie behind tickets and are not solved"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words that they hold"))
        .flag("--all", _("those that are solved, too"))
        .flag("--json", _("answer in JSON"))
    )
    explained = _("a ticket that it is behind; may be given several times")
    (
        verbs.add("problem", write_down, _("write down what lies behind several tickets, or what is known of it now"))
        .takes("name", metavar=text, explanation=_("what it is called; one that is there is changed"))
        .takes("--ticket", action="append", default=[], metavar=ticket, explanation=explained)
        .takes("--description", metavar=text, explanation=_("more about it"))
        .takes("--workaround", metavar=text, explanation=_("what helps meanwhile"))
        .takes("--root-cause", dest="root_cause", metavar=text, explanation=_("what it comes from"))
        .takes("--action", metavar=text, explanation=_("what is done about it"))
        .flag("--known", _("its cause is known"))
        .flag("--solved", _("it is solved"))
        .flag("--announce", _("show it at the kiosks as a known outage"))
        .flag("--hide", _("show it there no more"))
    )
