"""Verbs of what is said once of tickets: its lists, and within how long tickets are answered and resolved."""

from __future__ import annotations

from dataclasses import asdict
from functools import reduce
from typing import TYPE_CHECKING, Any

from coorddesk.cli.records import only_one
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.helpdesk.queries import TargetRow

_KINDS = ("incident", "request", "complaint")
_LEVELS = ("1", "2", "3", "4", "5")
_LISTS = (
    *("categories", "faults", "diagnoses", "causes", "teams"),
    *("targets", "rules", "templates", "macros", "recurring"),
)
_CALLED = {"categories": "path", "faults": "title", "diagnoses": "category"}
"""The field by which rows of a list are called, where it is not their name."""


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    (
        verbs.add("ticket-lists", list_choices, _("list what is said once of tickets: categories, causes, targets…"))
        .takes("list", choices=_LISTS, metavar=verbatim("|".join(_LISTS)), explanation=_("which list"))
        .flag("--json", _("answer in JSON"))
    )
    length = _p("argument", "LENGTH")
    (
        verbs.add("ticket-target", set_target, _("say within how many opening hours tickets are answered and resolved"))
        .takes("--answer", metavar=length, explanation=_("until the first answer, such as 30 min, 2 h 30 or 1 d"))
        .takes("--resolve", metavar=length, explanation=_("until it is resolved"))
        .takes("--priority", choices=_LEVELS, metavar=verbatim("1-5"), explanation=_("of this priority alone"))
        .takes("--kind", choices=_KINDS, metavar=verbatim("|".join(_KINDS)), explanation=_("of this kind alone"))
        .takes("--category", metavar=_p("argument", "CATEGORY"), explanation=_("of this category, with what is inside"))
        .flag("--delete", _("promise nothing for these any more"))
    )


def list_choices(run: Run) -> None:
    """Print one of the lists, one line each: its number, what it is called."""
    from coorddesk.helpdesk import queries  # SQL, which --help does not need

    typed = run.options
    with run.desk() as database, database.reading() as session:
        rows = getattr(queries, typed.list)(session)
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        said = _promise(row) if typed.list == "targets" else [verbatim(getattr(row, _CALLED.get(typed.list, "name")))]
        print("\t".join((str(row.id), *map(run.texts.say, said))))
    if not rows:
        run.say(_("Nothing is said of this yet."))


def set_target(run: Run) -> None:
    """Add a target, change the one that is for the same tickets, or delete it; open tickets follow."""
    from coorddesk.agenda.queries import opening_hours
    from coorddesk.core.working_time import length_typed
    from coorddesk.directory.service import Deletion
    from coorddesk.helpdesk.rules import TicketKind
    from coorddesk.helpdesk.service import Save, TargetDetails, delete_choice, save_choice

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        day = opening_hours(session).usual_day
        answer, resolve = (length_typed(text or "", day) for text in (typed.answer, typed.resolve))
        limits = (
            typed.priority and int(typed.priority),
            None if typed.kind is None else TicketKind(typed.kind),
            _category(session, typed.category),
        )
        there = _target_for(session, limits)
        if not typed.delete:
            wish = TargetDetails(answer, resolve, *limits)
            save_choice(session, Save(wish) if there is None else Save(wish, there.id, there.version))
        elif there is None:
            raise UserError(_("There is no target for these tickets alone."))
        else:
            delete_choice(session, TargetDetails, Deletion(there.id, there.version))
    run.say(_("Written down. Open tickets follow."))


def _category(session: Session, name: str | None) -> int | None:
    from coorddesk.helpdesk.queries import category_options

    if name is None:
        return None
    return only_one(category_options(session, name), name, _("No kind of ticket is called “{name}”.", name=name))


def _target_for(session: Session, limits: tuple[Any, ...]) -> TargetRow | None:
    from coorddesk.helpdesk.queries import targets

    return next((row for row in targets(session) if (row.priority, row.kind, row.category_id) == limits), None)


def _promise(row: TargetRow) -> list[Message]:
    """The tickets that a target is for, and how long they may wait for an answer and for their end."""
    from coorddesk.core.working_time import length_text
    from coorddesk.helpdesk.rules import PRIORITY_TITLES, TICKET_KIND_TITLES

    limits = [
        *([] if row.kind is None else [TICKET_KIND_TITLES[row.kind]]),
        *([] if row.category is None else [verbatim(row.category)]),
        *([] if row.priority is None else [PRIORITY_TITLES[row.priority]]),
    ]
    lengths = (row.pledge.respond, row.pledge.resolve)
    said = [verbatim("–") if minutes is None else length_text(minutes) for minutes in lengths]
    what = reduce(lambda one, other: _("{one} · {other}", one=one, other=other), limits or [_("All tickets")])
    return [what, *said]


def _data(row: Any) -> dict[str, Any]:
    """Days as ISO writes them, everything else as it is."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in asdict(row).items()}
