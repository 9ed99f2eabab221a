"""Verbs on one-to-one support: what was given, and some more of it logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import day_typed, record_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.training.queries import SupportRow

_LATELY = ("today", "week", "month", "year", "school-year")
_AUDIENCES = ("toddlers", "children", "teens", "adults", "seniors", "staff", "disability", "literacy")


def list_support(run: Run) -> None:
    """Print the help that was given to single people, the latest first."""
    from coorddesk.training.queries import (  # SQL, which --help does not need
        SupportQuery,
        support_ids,
        support_page,
    )
    from coorddesk.training.rules.support import Lately

    typed = run.options
    lately = None if typed.lately is None else Lately(typed.lately.replace("-", "_"))
    with run.desk() as database, database.reading() as session:
        ids = support_ids(session, SupportQuery(typed.text, lately=lately))
        page = support_page(session, ids)
    rows = [page[support_id] for support_id in ids]
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        print("\t".join((run.texts.date(row.day), str(row.minutes), row.theme, row.name, row.orientation)).rstrip())
    if not rows:
        run.say(_("No support."))


def add_support(run: Run) -> None:
    """Log help given to one person: somebody of the directory, anybody by name, or nobody in particular."""
    from coorddesk.training.queries import from_ticket
    from coorddesk.training.rules.words import Audience
    from coorddesk.training.service import SupportDetails, log_support

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        asked = None if typed.ticket is None else from_ticket(session, typed.ticket)
        if typed.ticket is not None and asked is None:
            raise UserError(
                _("There is no ticket “{number}”. List them with “coorddesk tickets”.", number=str(typed.ticket))
            )
        person_id, name, place_id = (None, "", None) if asked is None else (asked.person_id, asked.name, asked.place_id)
        if typed.who is not None:
            person_id, name = _helped(session, typed.who)
        if typed.place is not None:
            place_id = record_meant(session, "place", typed.place)[1]
        details = SupportDetails(
            run.clock.today() if typed.day is None else day_typed(typed.day),
            typed.minutes,
            typed.theme,
            None if typed.audience is None else Audience(typed.audience),
            person_id,
            name,
            place_id,
            typed.sent_on or "",
            typed.ticket,
            typed.note or "",
        )
        log_support(session, details)
    run.say(_n("{count} minute of support logged.", "{count} minutes of support logged.", typed.minutes))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    text, name = _p("argument", "TEXT"), _p("argument", "NAME")
    (
        verbs.add("support", list_support, _("list the support that single people were given"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words of it"))
        .takes(
            "--lately",
            metavar=_p("argument", "PERIOD"),
            choices=_LATELY,
            explanation=_("only that of: today, week, month, year, school-year"),
        )
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("support-add", add_support, _("log support that one person was given"))
        .takes("theme", metavar=text, explanation=_("what it was about"))
        .takes("minutes", metavar=_p("argument", "MINUTES"), type=int, explanation=_("how many minutes it took"))
        .takes("--who", metavar=name, explanation=_("who was helped, of the directory or not"))
        .takes(
            "--audience",
            metavar=_p("argument", "AUDIENCE"),
            choices=_AUDIENCES,
            explanation=_("what they are: toddlers, children, teens, adults, seniors, staff, disability, literacy"),
        )
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where it was given"))
        .takes("--day", metavar=_p("argument", "DAY"), explanation=_("on which day, if not today"))
        .takes("--sent-on", metavar=text, explanation=_("to whom or what they were sent on"))
        .takes("--ticket", metavar=_p("argument", "NUMBER"), type=int, explanation=_("the ticket that asked for it"))
        .takes("--note", metavar=text, explanation=_("what is noted about it"))
    )


def _helped(session: Session, typed: str) -> tuple[int | None, str]:
    """Who a name means: somebody of the directory, or the name alone; refuses what may be several people."""
    from coorddesk.directory.queries import load_person_names

    if typed.startswith("person:"):
        return record_meant(session, "person", typed)[1], ""
    person_id = load_person_names(session).find(typed)
    return person_id, "" if person_id is not None else typed


def _data(row: SupportRow) -> dict[str, Any]:
    own = {key: getattr(row, key) for key in ("id", "minutes", "theme", "name", "person_id", "place", "orientation")}
    audience = None if row.audience is None else row.audience.value
    return own | {"day": row.day.isoformat(), "audience": audience, "ticket": row.ticket_id, "note": row.note}
