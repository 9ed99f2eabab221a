"""Verbs on courses and sessions: which there are, planned around what is closed, held again, taken a step further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import participants, session_upkeep, support
from coorddesk.cli.records import day_typed, only_one, record_meant
from coorddesk.cli.sessions_meant import MEANT, SESSION, session_meant
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.training.queries import CourseRow, SessionRow
    from coorddesk.training.rules.slots import SlotTimes

_STATES = ("planned", "open", "confirmed", "held", "closed", "cancelled")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FURTHEST = 366
_STATE = _("planned, open, confirmed, held, closed or cancelled")


def list_courses(run: Run) -> None:
    """Print courses, one a line: number, title, how many sessions, when the next one begins."""
    from coorddesk.training.queries import (  # SQL, which --help does not need
        CourseQuery,
        course_ids,
        course_page,
    )

    with run.desk() as database, database.reading() as session:
        ids = course_ids(session, CourseQuery(run.options.text, archived=run.options.all))
        page = course_page(session, ids)
    rows = [page[course_id] for course_id in ids]
    if run.options.json:
        run.answer([_course(row) for row in rows])
        return
    for row in rows:
        print("\t".join((str(row.id), row.name, str(row.sessions), _day(run, row.next_on))))
    if not rows:
        run.say(_("No course."))


def list_sessions(run: Run) -> None:
    """Print the sessions that are not over, one a line; with --all those that are over as well."""
    from coorddesk.training.queries import SessionQuery, session_ids, sessions_page
    from coorddesk.training.rules.words import SESSION_STATE_TITLES, SessionState

    typed = run.options
    state = None if typed.state is None else SessionState(typed.state)
    with run.desk() as database, database.reading() as session:
        ids = session_ids(session, SessionQuery(typed.text, state=state, past=typed.all))
        rows = list(sessions_page(session, ids).values())
    rows.sort(key=lambda row: ids.index(row.id))
    if typed.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        state_said = run.texts.say(SESSION_STATE_TITLES[row.state])
        print("\t".join((row.reference, state_said, _day(run, row.first_day), row.title, row.place, row.said_places)))
    if not rows:
        run.say(_("No session."))


def show_session(run: Run) -> None:
    """Print a session: what is said of it, its half-days, what is left to do, and who comes."""
    from coorddesk.training.queries import SESSION_COLUMNS, registrations, session_details, session_row

    with run.desk() as database, database.reading() as session:
        session_id = session_meant(session, run.options.session)
        row, details = session_row(session, session_id), session_details(session, session_id)
        people = registrations(session, session_id)
    assert row is not None
    assert details is not None
    tasks = details.tasks or ()
    if run.options.json:
        slots = [{"day": each.day.isoformat(), "times": each.said} for each in details.times]
        todo = [
            {
                "due_on": each.due_on and each.due_on.isoformat(),
                "words": each.words,
                "done_on": each.done_on and each.done_on.isoformat(),
            }
            for each in tasks
        ]
        run.answer(_data(row) | {"slots": slots, "tasks": todo, "people": [participants.data(each) for each in people]})
        return
    for column in SESSION_COLUMNS:
        said = cell_text(column.value(row), column.kind, run.texts)
        if said:
            print(f"{run.texts.say(column.title)}\t{said}")
    for slot in details.times:
        print(f"{run.texts.date(slot.day)}\t{slot.said}")
    for task in tasks:
        print(f"{'x' if task.done_on else '-'}\t{_day(run, task.due_on)}\t{task.words}")
    participants.print_people(run, people)


def add_session(run: Run) -> None:
    """Plan a session, on a day or on many around what is closed; what gets in its way is named, and refused."""
    from coorddesk.training.queries import clashes, course_options
    from coorddesk.training.rules.sessions import SessionDetails, SlotWish, TrainerWish
    from coorddesk.training.service import create_session

    typed = run.options
    if not typed.course.strip():
        raise UserError(_("Say of which course: type its title. List them with “coorddesk courses”."))
    with run.desk() as database, database.transaction() as session:
        found = course_options(session, typed.course)
        times, left_out = _drawn(session, run)
        details = SessionDetails(
            only_one(found, typed.course, _("There is no course “{name}”.", name=typed.course)),
            typed.title or "",
            None if typed.place is None else record_meant(session, "place", typed.place)[1],
            capacity=typed.capacity,
            overbooking=typed.overbooking or 0,
            minimum=typed.minimum or 0,
            slots=tuple(map(SlotWish, times)),
            trainers=tuple(TrainerWish(record_meant(session, "person", name)[1]) for name in typed.trainer),
        )
        in_the_way = clashes(session, details)
        if in_the_way and not typed.despite:
            said = "\n".join(run.texts.say(each.text) for each in in_the_way)
            raise UserError(_("{clashes}\nPlan it with --despite if that is meant.", clashes=said))
        row = _read(session, create_session(session, details))
    for day, name in left_out.items():
        run.say(_("{day} is left out: {name}.", day=day, name=name))
    _say_planned(run, row)


def copy_one(run: Run) -> None:
    """Plan a session again from another day on."""
    from coorddesk.training.service import Copying, copy_session

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        wish = Copying(session_meant(session, typed.session), day_typed(typed.day))
        row = _read(session, copy_session(session, wish))
    _say_planned(run, row)


def step(run: Run) -> None:
    """Take sessions a step further, or back."""
    from coorddesk.training.queries import sessions_page
    from coorddesk.training.rules.words import SESSION_STATE_TITLES, SessionState
    from coorddesk.training.service import Step, take_step

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        ids = tuple(session_meant(session, each) for each in typed.sessions)
        take_step(session, Step(ids, SessionState(typed.state), typed.reason or "", tell=not typed.silent))
        page = sessions_page(session, ids)
    for row in page.values():
        run.say(_("{session}: {state}", session=row.called, state=SESSION_STATE_TITLES[row.state]))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    json, text = _("answer in JSON"), _p("argument", "TEXT")
    (
        verbs.add("courses", list_courses, _("list the courses"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words of it"))
        .flag("--all", _("those that are archived as well"))
        .flag("--json", json)
    )
    (
        verbs.add("sessions", list_sessions, _("list the sessions of training"))
        .takes("text", metavar=text, nargs="?", default="", explanation=_("words of it"))
        .takes("--state", metavar=_p("argument", "STATE"), choices=_STATES, explanation=_STATE)
        .flag("--all", _("those that are over as well"))
        .flag("--json", json)
    )
    (
        verbs.add("session-show", show_session, _("print a session of training"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .flag("--json", json)
    )
    _planning_verbs(verbs)
    _way_verbs(verbs)
    session_upkeep.add_verbs(verbs)
    participants.add_verbs(verbs)
    support.add_verbs(verbs)


def _planning_verbs(verbs: Verbs) -> None:
    day, name, count = _p("argument", "DAY"), _p("argument", "NAME"), _p("argument", "COUNT")
    (
        verbs.add("session-add", add_session, _("plan a session of a course"))
        .takes("course", metavar=_p("argument", "COURSE"), explanation=_("its title"))
        .takes("day", metavar=day, nargs="?", explanation=_("its first day"))
        .takes("--times", metavar=_p("argument", "TIMES"), explanation=_("from when to when: 9:00-12:00, 13:30-16:30"))
        .takes(
            "--weekday",
            metavar=day,
            choices=_WEEKDAYS,
            action="append",
            default=[],
            explanation=_("held every week on that day: mon, tue, wed, thu, fri, sat, sun"),
        )
        .takes("--until", metavar=day, explanation=_("the last day on which it may be held"))
        .takes("--count", metavar=count, type=int, explanation=_("on how many days it is held"))
        .flag("--in-holidays", _("in school holidays too"))
        .takes("--title", metavar=_p("argument", "TEXT"), explanation=_("its title, if it is not that of the course"))
        .takes("--place", metavar=_p("argument", "PLACE"), explanation=_("where it is held"))
        .takes(
            "--trainer",
            metavar=name,
            action="append",
            default=[],
            explanation=_("who gives it: a person of the directory"),
        )
        .takes("--capacity", metavar=count, type=int, explanation=_("how many places there are"))
        .takes("--overbooking", metavar=count, type=int, explanation=_("how many more may be registered"))
        .takes("--minimum", metavar=count, type=int, explanation=_("how many people it takes"))
        .flag("--despite", _("although a room, a person or a closed day is in the way"))
    )


def _way_verbs(verbs: Verbs) -> None:
    (
        verbs.add("session-copy", copy_one, _("plan a session again from another day on"))
        .takes("session", metavar=SESSION, explanation=MEANT)
        .takes("day", metavar=_p("argument", "DAY"), explanation=_("its first day"))
    )
    (
        verbs.add("session-step", step, _("open, confirm, hold, close or cancel sessions"))
        .takes("state", metavar=_p("argument", "STATE"), choices=_STATES, explanation=_STATE)
        .takes("sessions", metavar=SESSION, nargs="+", explanation=MEANT)
        .takes("--reason", metavar=_p("argument", "TEXT"), explanation=_("why it is cancelled"))
        .flag("--silent", _("draft no messages to those who are registered"))
    )


def _drawn(session: Session, run: Run) -> tuple[tuple[SlotTimes, ...], dict[date, str]]:
    """The half-days that are typed, and the days that were left out, each with the reason."""
    from datetime import timedelta

    from coorddesk.core.dated import Period
    from coorddesk.training.queries import closed_days
    from coorddesk.training.rules.slots import Pattern, drawn, horizon, times_typed

    typed = run.options
    if typed.day is None:
        return (), {}
    first = day_typed(typed.day)
    is_one = not (typed.weekday or typed.until or typed.count)
    pattern = Pattern(
        first,
        tuple(_WEEKDAYS.index(each) + 1 for each in typed.weekday) or (first.isoweekday(),),
        times_typed(typed.times or ""),
        first if is_one else None if typed.until is None else day_typed(typed.until),
        typed.count,
    )
    last = min(horizon(pattern), first + timedelta(days=_FURTHEST))
    closed = {} if is_one else closed_days(session, Period(first, last), in_school_holidays=typed.in_holidays)
    found = drawn(pattern, closed)
    return found.slots, dict(found.left_out)


def _read(session: Session, session_id: int) -> SessionRow:
    from coorddesk.training.queries import session_row

    row = session_row(session, session_id)
    assert row is not None
    return row


def _say_planned(run: Run, row: SessionRow) -> None:
    run.say(
        _n("{session} planned, on {count} day.", "{session} planned, on {count} days.", row.days, session=row.called)
    )


def _day(run: Run, day: date | None) -> str:
    return "" if day is None else run.texts.date(day)


def _course(row: CourseRow) -> dict[str, Any]:
    own = {key: getattr(row, key) for key in ("id", "name", "minutes", "retention_months", "sessions", "is_archived")}
    days = {key: None if (day := getattr(row, key)) is None else day.isoformat() for key in ("next_on", "last_on")}
    return own | days | {"audiences": [each.value for each in row.audiences]}


def _data(row: SessionRow) -> dict[str, Any]:
    plain = ("id", "reference", "title", "course", "place", "link", "half_days", "minutes", "minimum", "trainers")
    days = {key: None if (day := getattr(row, key)) is None else day.isoformat() for key in ("first_day", "last_day")}
    places = {key: getattr(row.places, key) for key in ("capacity", "overbooking", "registered", "waiting", "left")}
    own = {key: getattr(row, key) for key in plain}
    return own | {"state": row.state.value, "mode": row.mode.value} | days | places
