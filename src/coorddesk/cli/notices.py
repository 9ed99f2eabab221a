"""Verbs of messages: list what waits, send it; and type how satisfied somebody is from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.ticket_steps import ticket_number
from coorddesk.core.messages import _, _n, _p, digits, verbatim

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_SCORES = ("1", "2", "3", "4")


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    (
        verbs.add("messages", list_messages, _("list the messages that wait to be sent"))
        .flag("--all", _("those that left or were dropped, too"))
        .flag("--json", _("answer in JSON"))
    )
    verbs.add("messages-send", send_messages, _("send the messages that wait and have an e-mail address"))
    (
        verbs.add("ticket-rate", rate_ticket, _("rate a ticket from a paper answer"))
        .takes("ticket", metavar=_p("argument", "TICKET"), explanation=_("its number, or the code on its slip"))
        .takes(
            "score",
            choices=_SCORES,
            metavar=verbatim("1-4"),
            explanation=_("how satisfied they are: 1 not at all, 4 very"),
        )
        .takes("--comment", default="", metavar=_p("argument", "TEXT"), explanation=_("what they say of it"))
    )


def list_messages(run: Run) -> None:
    """Print messages, one a line."""
    from coorddesk.notices.queries import NoticeQuery, notice_ids, notice_page  # SQL, which --help does not need
    from coorddesk.notices.rules import STATE_TITLES, State

    with run.desk() as database, database.reading() as session:
        ids = notice_ids(session, NoticeQuery(state=None if run.options.all else State.DRAFT))
        found = notice_page(session, ids)
    rows = [found[notice_id] for notice_id in ids]
    if run.options.json:
        own = ("id", "state", "recipient", "address", "title", "body")
        run.answer([{key: getattr(row, key) for key in own} | {"written": row.drafted_at.isoformat()} for row in rows])
        return
    for row in rows:
        state = run.texts.say(STATE_TITLES[row.state])
        print("\t".join((str(row.id), state, row.recipient or row.address, row.title)))
    if not rows:
        run.say(_("No message waits here"))


def send_messages(run: Run) -> None:
    """Hand what waits to the mail server; what it refuses waits with its reason."""
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import unwatched
    from coorddesk.notices.queries import NoticeQuery, notice_ids, notice_page
    from coorddesk.notices.reports.sending import send
    from coorddesk.notices.rules import State

    with run.desk() as database:
        with database.reading() as session:
            waiting = notice_ids(session, NoticeQuery(state=State.DRAFT))
            found = notice_page(session, waiting)
        sent = send([notice_id for notice_id in waiting if found[notice_id].address], database, unwatched)
    run.say(_n("{count} message sent.", "{count} messages sent.", sent.count))
    if sent.troubles:
        raise UserError(verbatim("\n".join(map(run.texts.say, sent.troubles))))


def rate_ticket(run: Run) -> None:
    """Keep how satisfied somebody says they are."""
    from coorddesk.helpdesk.rules import SCORE_TITLES
    from coorddesk.helpdesk.service import NewRating, rate

    number, score = ticket_number(run.options.ticket), int(run.options.score)
    with run.desk() as database, database.transaction() as session:
        rate(session, NewRating(number, score, run.options.comment))
    run.say(_("Ticket {number}: {status}", number=digits(number), status=SCORE_TITLES[score]))
