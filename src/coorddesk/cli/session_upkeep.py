"""Verbs on a session that is planned: its checklist ticked, what is said of it edited, what was learnt; deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import participants
from coorddesk.cli.records import only_one, record_meant, row_number
from coorddesk.cli.sessions_meant import MEANT, SESSION, session_meant
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.training.queries import TaskRow
    from coorddesk.training.service import SessionDetails

_RESULTS = ("acquired", "in-progress", "not-acquired")
_SAID = ("title", "link", "capacity", "overbooking", "minimum", "notes")


def tick_tasks(run: Run) -> None:
    """Tick lines of a session's checklist, and print it; without lines, only print it."""
    from coorddesk.training.queries import tasks_of  # SQL, which --help does not need
    from coorddesk.training.service import TaskDone, tick_task

    typed = run.options
    with run.desk() as database:
        if not (typed.lines or typed.all):
            with database.reading() as session:
                tasks = tasks_of(session, session_meant(session, typed.session))
        else:
            with database.transaction() as session:
                session_id = session_meant(session, typed.session)
                tasks = tasks_of(session, session_id)
                meant = tasks if typed.all else [_line(tasks, each) for each in typed.lines]
                day = None if typed.undone else run.clock.today()
                for task in meant:
                    if (task.done_on is None) is not typed.undone:
                        tick_task(session, TaskDone(task.id, day))
                tasks = tasks_of(session, session_id)
    if typed.json:
        run.answer([_task(number, each) for number, each in enumerate(tasks, start=1)])
        return
    for number, each in enumerate(tasks, start=1):
        print("\t".join((str(number), "x" if each.done_on else "-", run.texts.date(each.due_on), each.words)))
    if not tasks:
        run.say(_("Its checklist is empty."))


def edit_one(run: Run) -> None:
    """Change what is said of a session; what comes into its way is named, and refused."""
    from coorddesk.training.queries import clashes, session_details, session_row
    from coorddesk.training.service import SessionEdit, edit_session

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        session_id = session_meant(session, typed.session)
        row, before = session_row(session, session_id), session_details(session, session_id)
        assert row is not None
        assert before is not None
        after = _edited(session, run, before)
        if not typed.despite:
            known = clashes(session, before, session_id)
            new = [each for each in clashes(session, after, session_id) if each not in known]
            if new:
                said = "\n".join(run.texts.say(each.text) for each in new)
                raise UserError(_("{clashes}\nSave it with --despite if that is meant.", clashes=said))
        edit_session(session, SessionEdit(session_id, row.version, after, tell=not typed.silent))
        row = session_row(session, session_id)
    assert row is not None
    run.say(_("{session} changed.", session=row.called) if after != before else _("Nothing was changed."))


def delete_sessions(run: Run) -> None:
    """Delete sessions to which nobody came."""
    from coorddesk.directory.service import Deletion
    from coorddesk.training.queries import sessions_page
    from coorddesk.training.service import delete_session

    with run.desk() as database, database.transaction() as session:
        rows = sessions_page(session, [session_meant(session, each) for each in run.options.sessions])
        for row in rows.values():
            delete_session(session, Deletion(row.id, row.version))
    for row in rows.values():
        run.say(_("{session} deleted.", session=row.called))


def say_results(run: Run) -> None:
    """Say what people have learnt: those named, or everybody who came; without a result, print what is said."""
    from coorddesk.training.queries import registrations, registrations_of, tallies
    from coorddesk.training.rules.words import RESULT_TITLES, Result
    from coorddesk.training.service import Learnt, set_results

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        if typed.names:
            rows = participants.people_meant(session, typed.session, typed.names)
        else:
            everybody = registrations(session, session_meant(session, typed.session))
            came = tallies(session, [row.id for row in everybody])
            rows = [row for row in everybody if came[row.id].attended]
        if typed.result is not None:
            set_results(session, Learnt(tuple(row.id for row in rows), Result(typed.result.replace("-", "_"))))
        told = registrations_of(session, [row.id for row in rows])
    for row in told.values():
        print(f"{row.name}\t{'' if row.result is None else run.texts.say(RESULT_TITLES[row.result])}".rstrip())
    if not told:
        run.say(_("Nobody came yet. Type the sheet back first, with “coorddesk attendance”."))
    elif typed.result is not None:
        run.say(_n("What {count} person has learnt is said.", "What {count} people have learnt is said.", len(told)))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    (
        verbs.add("session-task", tick_tasks, _("tick lines of the checklist of a session, or print it"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("lines", metavar=_p("argument", "LINE"), nargs="*", explanation=_("its number in the list, or words"))
        .flag("--all", _("every line"))
        .flag("--undone", _("they are still to be done"))
        .flag("--json", _("answer in JSON"))
    )
    _editing_verbs(verbs)
    said = _("acquired, in-progress or not-acquired; without it, what is said is printed")
    (
        verbs.add("results", say_results, _("say what people have learnt, for certificates of completion"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("result", metavar=_p("argument", "RESULT"), nargs="?", choices=_RESULTS, explanation=said)
        .takes(
            "names",
            metavar=_p("argument", "NAME"),
            nargs="*",
            explanation=_("who; everybody who came if nobody is named"),
        )
    )


def _editing_verbs(verbs: Verbs) -> None:
    text, count = _p("argument", "TEXT"), _p("argument", "COUNT")
    (
        verbs.add("session-edit", edit_one, _("change what is said of a session"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("--title", metavar=text, explanation=_("its title"))
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where it is held; nothing: nowhere yet"))
        .takes("--link", metavar=text, explanation=_("the address at which one takes part from afar"))
        .takes("--capacity", metavar=count, type=int, explanation=_("how many places there are"))
        .takes("--overbooking", metavar=count, type=int, explanation=_("how many more may be registered"))
        .takes("--minimum", metavar=count, type=int, explanation=_("how many people it takes"))
        .takes("--notes", metavar=text, explanation=_("what is noted about it"))
        .flag("--silent", _("draft no messages to those who are registered"))
        .flag("--despite", _("although a room, a person or a closed day is in the way"))
    )
    verb = verbs.add("session-delete", delete_sessions, _("delete sessions to which nobody came"))
    verb.takes("sessions", metavar=SESSION, nargs="+", explanation=MEANT)


def _edited(session: Session, run: Run, before: SessionDetails) -> SessionDetails:
    from dataclasses import replace

    typed = run.options
    said: dict[str, Any] = {key: value for key in _SAID if (value := getattr(typed, key)) is not None}
    if typed.place is not None:
        said["place_id"] = record_meant(session, "place", typed.place)[1] if typed.place else None
    if not said:
        raise UserError(_("Say what is to be changed: --title, --place, --capacity…"))
    return replace(before, **said)


def _line(tasks: Sequence[TaskRow], typed: str) -> TaskRow:
    """The line of a number in the list, or the only one with such words."""
    number = row_number(typed)
    if number is not None and 1 <= number <= len(tasks):
        return tasks[number - 1]
    found = [each for each in tasks if fold(typed) in fold(each.words)]
    none = _("There is no line “{name}” in its checklist.", name=typed)
    chosen = only_one([Option(tasks.index(each) + 1, each.words) for each in found], typed, none)
    return tasks[chosen - 1]


def _task(number: int, row: TaskRow) -> dict[str, Any]:
    days = {key: None if (day := getattr(row, key)) is None else day.isoformat() for key in ("due_on", "done_on")}
    return {"number": number, "words": row.words} | days
