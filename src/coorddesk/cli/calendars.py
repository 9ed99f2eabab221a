"""Verbs of the agenda: what some days have, put on paper or into a calendar file; calendar files of others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.agenda.imports import Found
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.core.database import Database
    from coorddesk.core.dated import Dated, Period

WAYS = ("events", "holidays")
_AHEAD = timedelta(days=30)


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    day, file = _p("argument", "DAY"), _p("argument", "FILE")
    often = {"action": "append", "default": []}
    (
        verbs.add("agenda", show_agenda, _("print what the days have, from today on for a month"))
        .takes("--from", dest="first", metavar=day, explanation=_("the first day: 31/12/2026 or 2026-12-31"))
        .takes("--until", metavar=day, explanation=_("the last day"))
        .takes("--month", metavar=day, explanation=_("the whole month of a day"))
        .takes("--week", metavar=day, explanation=_("the whole week of a day"))
        .takes("--kind", metavar=_p("argument", "KIND"), explanation=_("only these: see “kind” of --json"), **often)
        .takes("--output", metavar=file, type=Path, explanation=_("write it to an .ics, .pdf, .xlsx or .csv instead"))
        .flag("--json", _("answer in JSON"))
    )
    times = _("the times of the day: 14:00-16:30, or 14:00")
    (
        verbs.add("event", add_event, _("put an event into the agenda"))
        .takes("title", metavar=_p("argument", "TEXT"), explanation=_("what it is"))
        .takes("day", metavar=day, explanation=_("its day, or its first"))
        .takes("--until", metavar=day, explanation=_("the last day"))
        .takes("--at", metavar=_p("argument", "TIMES"), explanation=times)
        .takes("--place", metavar=_p("argument", "PLACE"), default="", explanation=_("where"))
    )
    ways, name = (
        _("what it is taken for; without it, what it looks like"),
        _("its name in the agenda"),
    )
    (
        verbs.add("calendar", take_in, _("take in a calendar file (.ics) of others; the same one changes nothing"))
        .takes("file", metavar=file, type=Path, explanation=_("the calendar file"))
        .takes("--as", dest="way", metavar=_p("argument", "WAY"), choices=WAYS, explanation=ways)
        .takes("--name", metavar=_p("argument", "NAME"), explanation=name)
        .flag("--remove", _("delete what is to come and is no longer in the file"))
        .flag("--dry-run", _("only say what would happen"))
    )
    (
        verbs.add("calendars", keep, _("bring the calendar files of a folder up to date")).takes(
            "folder", metavar=_p("argument", "FOLDER"), type=Path, explanation=_("the folder")
        )
    )


def show_agenda(run: Run) -> None:
    """Print the days, or write them to a file."""
    from coorddesk import features  # each verb loads what it needs, and --help nothing
    from coorddesk.agenda.queries.source import things_of

    kinds = frozenset(run.options.kind)
    with run.desk() as database:
        period = _period(run, database)
        if run.options.output is not None:
            _write(run, database, period, kinds)
            return
        with database.reading() as session:
            things = things_of(session, features.load(), period, kinds)
    if run.options.json:
        run.answer([_data(run, each) for each in things])
        return
    for each in things:
        print("\t".join(_cells(run, each)))
    if not things:
        run.say(_("Nothing stands in the agenda on these days."))


def add_event(run: Run) -> None:
    """Put an event into the agenda."""
    from coorddesk.agenda.rules import minutes_typed
    from coorddesk.agenda.service import EventDetails, create_event
    from coorddesk.cli.records import day_typed

    typed = run.options
    first = day_typed(typed.day)
    last = first if typed.until is None else day_typed(typed.until)
    starts, _dash, ends = (typed.at or "").replace("–", "-").partition("-")
    wish = EventDetails(typed.title, first, last, minutes_typed(starts), minutes_typed(ends), typed.place)
    with run.desk() as database, database.transaction() as session:
        create_event(session, wish)
    run.say(_("“{name}” added.", name=typed.title))


def take_in(run: Run) -> None:
    """Take in a calendar; what it has no more is told, and deleted if that is wanted."""
    from coorddesk.agenda.imports import TakenAs, look_into, names_of

    with run.desk() as database:
        with database.reading() as session:
            found = look_into(run.options.file, session)
        way = TakenAs(run.options.way) if run.options.way else found.usual
        if run.options.dry_run:
            run.say(found.brings(way))
        elif way is TakenAs.HOLIDAYS:
            with database.transaction() as session:
                _take_holidays(run, session, found)
        else:
            with database.transaction() as session:
                _take_events(run, session, found)
    for line in names_of(found.left_out[way]):
        run.say(_("Left out: {entry}", entry=line))


def keep(run: Run) -> None:
    """Write the calendar files of a folder that are not as they should be."""
    from coorddesk import features
    from coorddesk.agenda.reports import keep_folder
    from coorddesk.core.jobs import unwatched

    with run.desk() as database:
        kept = keep_folder(run.options.folder, features.load(), database, unwatched)
    run.say(_n("{count} calendar file written.", "{count} calendar files written.", len(kept.written)))


def _period(run: Run, database: Database) -> Period:
    from coorddesk.agenda.reports import month_of, week_of
    from coorddesk.cli.records import day_typed
    from coorddesk.core.dated import Period

    typed = run.options
    if typed.month is not None:
        return month_of(day_typed(typed.month))
    if typed.week is not None:
        return week_of(day_typed(typed.week))
    first = database.clock.today() if typed.first is None else day_typed(typed.first)
    last = first + _AHEAD if typed.until is None else day_typed(typed.until)
    if last < first:
        raise UserError(_("The last day lies before the first."))
    return Period(first, last)


def _write(run: Run, database: Database, period: Period, kinds: frozenset[str]) -> None:
    """As a calendar, a leaf of a month or a week, or a list."""
    from coorddesk import features
    from coorddesk.agenda.reports import AGENDA_LEAF, AGENDA_LIST, LeafChoice, Wanted, calendar_file
    from coorddesk.core.jobs import unwatched
    from coorddesk.opening import stamp_of
    from coorddesk.reporting.write import write_report

    path, loaded = run.options.output, features.load()
    if path.suffix.lower() == ".ics":
        calendar_file(Wanted(period, kinds), loaded, run.texts, path, database, unwatched)
    else:
        is_leaf = run.options.month is not None or run.options.week is not None
        title = _("{first} to {last}", first=period.first, last=period.last)
        choice = LeafChoice(title, period, kinds, loaded)
        with database.reading() as session:
            report = (AGENDA_LEAF if is_leaf else AGENDA_LIST).build(session, choice)
            write_report(report, path, stamp_of(session), run.texts)
    run.say(_("{file} is written.", file=str(path)))


def _take_holidays(run: Run, session: Session, found: Found) -> None:
    from coorddesk.agenda.service import take_in_holidays

    taken = take_in_holidays(session, found.holidays)
    run.say(_("Holidays: {new} new, {changed} changed, {unchanged} as they were.", **taken._asdict()))


def _take_events(run: Run, session: Session, found: Found) -> None:
    from coorddesk.agenda.service import remove_events, take_in_events
    from coorddesk.core.clock import clock_of
    from coorddesk.directory.service import Deletion

    today = clock_of(session).today()
    taken = take_in_events(session, run.options.name or found.name, found.events, today)
    counts = {"new": taken.new, "changed": taken.changed, "unchanged": taken.unchanged}
    run.say(_("Events: {new} new, {changed} changed, {unchanged} as they were.", **counts))
    for row in taken.gone:
        run.say(_("No longer in the file: {title} ({when})", title=row.title, when=row.said_days))
    if taken.gone and run.options.remove:
        count = remove_events(session, [Deletion(row.id, row.version) for row in taken.gone])
        run.say(_n("{count} event deleted.", "{count} events deleted.", count))


def _cells(run: Run, thing: Dated) -> list[str]:
    from coorddesk.agenda.reports.leaves import COLUMNS
    from coorddesk.core.tables import cell_text

    return [cell_text(column.value(thing), column.kind, run.texts) for column in COLUMNS]


def _data(run: Run, thing: Dated) -> dict[str, object]:
    kind, record_id = thing.subject or (None, None)
    return {
        "kind": thing.kind.key,
        "title": run.texts.say(thing.title),
        "first": thing.first.isoformat(),
        "last": thing.last.isoformat(),
        "starts": thing.starts,
        "ends": thing.ends,
        "place": thing.place,
        "about": thing.about,
        "state": thing.state.value,
        "record": None if kind is None else f"{kind}:{record_id}",
    }
