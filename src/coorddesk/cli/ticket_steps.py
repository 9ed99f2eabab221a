"""Verbs that hand tickets over and take them further, one or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, only_one, record_meant, row_number
from coorddesk.core.codes import subject_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, digits, verbatim

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verb, Verbs
    from coorddesk.cli.run import Run
    from coorddesk.helpdesk.service import Seen

_RESOLUTIONS = (
    *("fixed", "replaced", "set_up", "workaround", "explained", "training_needed", "by_provider", "no_fault"),
    *("duplicate", "declined"),
)


def hand_over(run: Run) -> None:
    """Say who handles tickets."""
    from coorddesk.helpdesk.service import Assign, assign  # SQL, which --help does not need

    typed = run.options
    _done(run, lambda session: assign(session, Assign(_seen(typed.tickets), _handling(session, run), typed.note)))


def escalate(run: Run) -> None:
    """Hand tickets to somebody or a team who can do more about them."""
    from coorddesk.helpdesk.service import Escalate
    from coorddesk.helpdesk.service import escalate as hand_up

    def deed(session: Session) -> None:
        to = _handling(session, run)
        hand_up(session, Escalate(_seen(run.options.tickets), run.options.reason, to.assignee_id, to.team_id))

    _done(run, deed)


def note(run: Run) -> None:
    """Write on tickets, for whoever asked too with --public."""
    from coorddesk.helpdesk.service import AddNote, add_note

    typed = run.options
    _done(run, lambda session: add_note(session, AddNote(_seen(typed.tickets), typed.body, is_public=typed.public)))


def start(run: Run) -> None:
    """Take tickets up."""
    from coorddesk.helpdesk.service import Start
    from coorddesk.helpdesk.service import start as take_up

    _done(run, lambda session: take_up(session, Start(_seen(run.options.tickets), run.options.note)))


def plan(run: Run) -> None:
    """Plan tickets for a day."""
    from coorddesk.helpdesk.service import Plan
    from coorddesk.helpdesk.service import plan as plan_for

    typed = run.options
    _done(run, lambda session: plan_for(session, Plan(_seen(typed.tickets), day_typed(typed.day), typed.note)))


def wait(run: Run) -> None:
    """Let tickets wait until a day."""
    from coorddesk.helpdesk.service import Wait
    from coorddesk.helpdesk.service import wait as let_wait

    typed = run.options
    _done(run, lambda session: let_wait(session, Wait(_seen(typed.tickets), typed.reason, day_typed(typed.until))))


def resolve(run: Run) -> None:
    """Resolve tickets, and their duplicates with them."""
    from coorddesk.helpdesk.queries import cause_options
    from coorddesk.helpdesk.rules import Resolution
    from coorddesk.helpdesk.service import Resolve
    from coorddesk.helpdesk.service import resolve as end

    typed = run.options

    def deed(session: Session) -> None:
        found = cause_options(session, typed.cause)
        cause = only_one(found, typed.cause, _("No cause is called “{name}”.", name=typed.cause))
        end(session, Resolve(_seen(typed.tickets), typed.solution, cause, Resolution(typed.resolution)))

    _done(run, deed)


def close(run: Run) -> None:
    """Close tickets that are resolved."""
    from coorddesk.helpdesk.service import Close
    from coorddesk.helpdesk.service import close as shut

    _done(run, lambda session: shut(session, Close(_seen(run.options.tickets))))


def cancel(run: Run) -> None:
    """Cancel tickets, and say why."""
    from coorddesk.helpdesk.service import Cancel
    from coorddesk.helpdesk.service import cancel as drop

    _done(run, lambda session: drop(session, Cancel(_seen(run.options.tickets), run.options.reason)))


def reopen(run: Run) -> None:
    """Take up again what was over, and say why."""
    from coorddesk.helpdesk.service import Reopen
    from coorddesk.helpdesk.service import reopen as take_again

    _done(run, lambda session: take_again(session, Reopen(_seen(run.options.tickets), run.options.reason)))


def ticket_number(typed: str) -> int:
    """The number of a ticket, or that of the code on its slip."""
    subject, number = subject_of(typed), row_number(typed)
    if subject is not None and subject[0] == "ticket":
        return subject[1]
    if number is None:
        raise UserError(no_ticket(typed))
    return number


def no_ticket(typed: str) -> Message:
    """That there is none."""
    return _("There is no ticket “{number}”. List them with “coorddesk tickets”.", number=typed)


def _done(run: Run, deed: Callable[[Session], None]) -> None:
    """Carry a deed out on the tickets that were typed, and say what became of each."""
    from coorddesk.helpdesk.queries import ticket_page
    from coorddesk.helpdesk.rules import STATUS_TITLES

    with run.desk() as database:
        with database.transaction() as session:
            deed(session)
        with database.reading() as session:
            page = ticket_page(session, [seen.id for seen in _seen(run.options.tickets)])
    for row in page.values():
        run.say(_("Ticket {number}: {status}", number=digits(row.id), status=STATUS_TITLES[row.status]))


def _seen(typed: Sequence[str]) -> tuple[Seen, ...]:
    from coorddesk.helpdesk.service import Seen

    return tuple(Seen(ticket_number(each)) for each in typed)


def _handling(session: Session, run: Run) -> Any:
    """Who was typed: somebody, a team, a provider and their number for it."""
    from coorddesk.helpdesk.queries import team_options
    from coorddesk.helpdesk.service import Handling

    typed = run.options
    team = None
    if typed.team is not None:
        none = _("No team is called “{name}”.", name=typed.team)
        team = only_one(team_options(session, typed.team), typed.team, none)
    person = None if typed.to is None else record_meant(session, "person", typed.to)[1]
    provider = getattr(typed, "provider", None)
    supplier = None if provider is None else record_meant(session, "supplier", provider)[1]
    return Handling(person, team, supplier, getattr(typed, "reference", ""))


def add_verbs(verbs: Verbs) -> None:
    """What scripts do with tickets that are there."""
    _add_handing_over(verbs)
    _add_steps(verbs)


def _add_handing_over(verbs: Verbs) -> None:
    text, person, team = _p("argument", "TEXT"), _p("argument", "PERSON"), _p("argument", "TEAM")
    (
        _on_tickets(verbs, "ticket-assign", hand_over, _("say who handles tickets; nobody, if nobody is said"))
        .takes("--to", metavar=person, explanation=_("who handles them"))
        .takes("--team", metavar=team, explanation=_("which team"))
        .takes("--provider", metavar=_p("argument", "SUPPLIER"), explanation=_("which provider"))
        .takes("--reference", default="", metavar=text, explanation=_("their number for it"))
        .takes("--note", default="", metavar=text, explanation=_("what to note about it"))
    )
    (
        _on_tickets(verbs, "ticket-escalate", escalate, _("hand tickets to those who can do more about them"))
        .takes("--to", metavar=person, explanation=_("who handles them"))
        .takes("--team", metavar=team, explanation=_("which team"))
        .takes("--reason", required=True, metavar=text, explanation=_("why"))
    )


def _add_steps(verbs: Verbs) -> None:
    text, day = _p("argument", "TEXT"), _p("argument", "DAY")
    (
        _on_tickets(verbs, "ticket-note", note, _("write on tickets"))
        .takes("--body", required=True, metavar=text, explanation=_("what to write"))
        .flag("--public", _("for whoever asked, too"))
    )
    _on_tickets(verbs, "ticket-start", start, _("take tickets up")).takes(
        "--note", default="", metavar=text, explanation=_("what to note about it")
    )
    (
        _on_tickets(verbs, "ticket-plan", plan, _("plan tickets for a day"))
        .takes("--day", required=True, metavar=day, explanation=_("for which day"))
        .takes("--note", default="", metavar=text, explanation=_("what to note about it"))
    )
    (
        _on_tickets(verbs, "ticket-wait", wait, _("let tickets wait"))
        .takes("--reason", required=True, metavar=text, explanation=_("what they wait for"))
        .takes("--until", required=True, metavar=day, explanation=_("on which day to look at them again"))
    )
    (
        _on_tickets(verbs, "ticket-resolve", resolve, _("resolve tickets, and their duplicates with them"))
        .takes("--solution", required=True, metavar=text, explanation=_("how"))
        .takes("--cause", required=True, metavar=_p("argument", "CAUSE"), explanation=_("what caused it"))
        .takes(
            "--resolution",
            choices=_RESOLUTIONS,
            default="fixed",
            metavar=verbatim("|".join(_RESOLUTIONS)),
            explanation=_("what it took"),
        )
    )
    _on_tickets(verbs, "ticket-close", close, _("close tickets that are resolved"))
    for name, verb, said in (
        ("ticket-cancel", cancel, _("cancel tickets")),
        ("ticket-reopen", reopen, _("take up again what was over")),
    ):
        _on_tickets(verbs, name, verb, said).takes("--reason", required=True, metavar=text, explanation=_("why"))


def _on_tickets(verbs: Verbs, name: str, verb: Callable[[Run], None], said: Message) -> Verb:
    """A verb on one or several tickets."""
    number = _p("argument", "TICKET")
    explanation = _("their numbers, or the codes on their slips")
    return verbs.add(name, verb, said).takes("tickets", nargs="+", metavar=number, explanation=explanation)
