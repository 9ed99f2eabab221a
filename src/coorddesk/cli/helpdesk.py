"""Verbs of the help desk: open, list and show tickets, and what is due by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import problems, ticket_setup, ticket_steps
from coorddesk.cli.records import only_one, record_meant
from coorddesk.cli.ticket_steps import no_ticket, ticket_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p, digits, verbatim
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.helpdesk.queries import TicketRow

_KINDS = ("incident", "request", "complaint")
_SOURCES = ("counter", "telephone", "mail", "kiosk", "round")
_QUEUES = ("open", "unassigned", "major", "overdue", "soon", "planned", "to_remind", "waiting", "resolved")
_LEVELS = ("1", "2", "3", "4", "5")


def open_one(run: Run) -> None:
    """Open a ticket."""
    from coorddesk.helpdesk.queries import category_options  # SQL, which --help does not need
    from coorddesk.helpdesk.rules import Source, TicketKind
    from coorddesk.helpdesk.service import NewTicket, TicketDetails, open_ticket

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        category = None
        if typed.category is not None:
            found = category_options(session, typed.category)
            category = only_one(found, typed.category, _("No kind of ticket is called “{name}”.", name=typed.category))
        requester = None if typed.requester is None else record_meant(session, "person", typed.requester)[1]
        details = TicketDetails(
            typed.title,
            None if typed.kind is None else TicketKind(typed.kind),
            typed.description,
            category,
            None if typed.place is None else record_meant(session, "place", typed.place)[1],
            requester,
            typed.name,
            urgency=typed.urgency and int(typed.urgency),
            impact=typed.impact and int(typed.impact),
            devices=tuple(record_meant(session, "asset", name)[1] for name in typed.device),
        )
        number = open_ticket(session, NewTicket(details, source=Source(typed.source), key=typed.key))
    run.say(_("Ticket {number} opened.", number=digits(number)))


def list_all(run: Run) -> None:
    """Print the tickets that are not over, one a line; with --all those that are over as well."""
    from coorddesk.helpdesk.queries import Queue, TicketQuery, ticket_ids, ticket_page
    from coorddesk.helpdesk.rules import PRIORITY_TITLES, STATUS_TITLES

    typed = run.options
    queue = None if typed.queue is None else Queue(typed.queue)
    with run.desk() as database, database.reading() as session:
        ids = ticket_ids(session, TicketQuery(typed.text, queue=queue, past=typed.all))
        page = ticket_page(session, ids)
    rows = [page[ticket_id] for ticket_id in ids]
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        status, priority = (run.texts.say(said) for said in (STATUS_TITLES[row.status], PRIORITY_TITLES[row.priority]))
        print("\t".join((str(row.id), priority, status, row.title, row.device, row.place or "", row.handler)))
    if not rows:
        run.say(_("No ticket."))


def show(run: Run) -> None:
    """Print a ticket and its log, the earliest line first."""
    from coorddesk.helpdesk.queries import TICKET_COLUMNS, ticket_card
    from coorddesk.helpdesk.rules import said_event

    with run.desk() as database, database.reading() as session:
        card = ticket_card(session, ticket_number(run.options.ticket))
    if card is None:
        raise UserError(no_ticket(run.options.ticket))
    if run.options.json:
        log = [
            {"moment": event.moment.isoformat(), "kind": event.kind.value, "actor": event.actor, "body": event.body}
            for event in reversed(card.log)
        ]
        run.answer(_data(card.row) | {"log": log})
        return
    for column in TICKET_COLUMNS:
        said = cell_text(column.value(card.row), column.kind, run.texts)
        if said:
            print(f"{run.texts.say(column.title)}\t{said}")
    for event in reversed(card.log):
        print(
            "\t".join(
                (run.texts.moment(event.moment), event.actor, run.texts.say(said_event(event)), event.body)
            ).rstrip()
        )


def tend(run: Run) -> None:
    """Open what comes again and is due, and let the rules escalate; for a task that runs by itself."""
    from coorddesk.helpdesk.service import escalate_due, open_recurring

    with run.desk() as database:
        with database.transaction() as session:
            opened = open_recurring(session)
        with database.transaction() as session:
            escalated = escalate_due(session)
    run.say(_n("{count} recurring ticket opened.", "{count} recurring tickets opened.", len(opened)))
    run.say(_n("{count} ticket escalated.", "{count} tickets escalated.", len(escalated)))


def _data(row: TicketRow) -> dict[str, Any]:
    moments = ("opened_at", "respond_by", "resolve_by", "responded_at", "resolved_at", "closed_at")
    days = ("planned_on", "remind_on")
    plain = (
        "id",
        "title",
        "description",
        "category",
        "place",
        "requester",
        "urgency",
        "impact",
        "priority",
        "is_major",
    )
    more = ("assignee", "team", "provider", "provider_reference", "waiting_reason", "cause", "solution", "problem")
    told = {key: getattr(row, key) for key in (*plain, *more)}
    words = {key: getattr(row, key).value for key in ("kind", "status", "source")}
    dates = {key: None if (day := getattr(row, key)) is None else day.isoformat() for key in (*moments, *days)}
    resolution = None if row.resolution is None else row.resolution.value
    devices = [name for _asset_id, name in row.devices]
    sums = {"minutes": row.minutes, "cost": row.cents, "me_too": row.me_too}
    return told | words | dates | sums | {"resolution": resolution, "devices": devices}


def add_verbs(verbs: Verbs) -> None:
    """What scripts do with tickets."""
    _add_opening(verbs)
    _add_looking(verbs)
    ticket_steps.add_verbs(verbs)
    ticket_setup.add_verbs(verbs)
    problems.add_verbs(verbs)
    verbs.add("tickets-due", tend, _("open recurring tickets that are due, and let the rules escalate"))


def _add_opening(verbs: Verbs) -> None:
    text, person = _p("argument", "TEXT"), _p("argument", "PERSON")
    levels: dict[str, Any] = {"choices": _LEVELS, "metavar": verbatim("1-5")}
    (
        verbs.add("ticket", open_one, _("open a ticket"))
        .takes("title", metavar=text, explanation=_("what is asked for, in a few words"))
        .takes("--description", default="", metavar=text, explanation=_("more about it"))
        .takes(
            "--device",
            action="append",
            default=[],
            metavar=_p("argument", "DEVICE"),
            explanation=_("a device that it is about; may be given several times"),
        )
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where"))
        .takes("--requester", metavar=person, explanation=_("who asks, of the people known"))
        .takes("--name", default="", metavar=text, explanation=_("who asks, of those not known"))
        .takes("--category", metavar=_p("argument", "CATEGORY"), explanation=_("which kind of ticket"))
        .takes("--kind", choices=_KINDS, metavar=verbatim("|".join(_KINDS)), explanation=_("what somebody wants"))
        .takes(
            "--source",
            choices=_SOURCES,
            default="counter",
            metavar=verbatim("|".join(_SOURCES)),
            explanation=_("how it came in"),
        )
        .takes("--urgency", explanation=_("how urgent it is, 5 the most"), **levels)
        .takes("--impact", explanation=_("how many it hinders, 5 everybody"), **levels)
        .takes("--key", metavar=text, explanation=_("the same key again opens no second ticket"))
    )


def _add_looking(verbs: Verbs) -> None:
    text = _p("argument", "TEXT")
    (
        verbs.add("tickets", list_all, _("list the tickets that are not over"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words that they hold"))
        .takes("--queue", choices=_QUEUES, metavar=verbatim("|".join(_QUEUES)), explanation=_("which of them"))
        .flag("--all", _("those that are over, too"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("ticket-show", show, _("show a ticket and its log"))
        .takes("ticket", metavar=_p("argument", "TICKET"), explanation=_("its number, or the code on its slip"))
        .flag("--json", _("answer in JSON"))
    )
