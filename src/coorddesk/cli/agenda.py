"""Verbs of the agenda: when the house is open, the days closed, school holidays out of a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p

if TYPE_CHECKING:
    from coorddesk.agenda.queries import OpeningRow
    from coorddesk.agenda.rules import Week
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def add_verbs(verbs: Verbs) -> None:
    """The grammar."""
    day = _("a day and its hours, mon=8:00-12:00,13:30-17:30; none: sat=; may be given several times")
    region = _("whose public holidays count besides the country’s, such as 57; none: --region=")
    (
        verbs.add("hours", say_hours, _("show the opening hours, or write them anew"))
        .takes("--day", metavar=_p("argument", "DAY=HOURS"), action="append", default=[], explanation=day)
        .takes("--zone", metavar=_p("argument", "ZONE"), explanation=_("the time zone, such as Europe/Paris"))
        .takes("--region", metavar=_p("argument", "REGION"), explanation=region)
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("closures", list_closures, _("list the days closed, from today on"))
        .flag("--all", _("those that are over, too"))
        .flag("--json", _("answer in JSON"))
    )
    file = _("the calendar (.ics) as the education authority publishes it")
    (
        verbs.add("holidays", take_in_holidays, _("take in the school holidays of a calendar file"))
        .takes("file", metavar=_p("argument", "FILE"), type=Path, explanation=file)
        .flag("--dry-run", _("only say what would happen"))
    )


def say_hours(run: Run) -> None:
    """Write the opening hours, as changed by what was typed."""
    from coorddesk.agenda.queries import opening  # SQL, which --help does not need
    from coorddesk.agenda.service import OpeningWish, set_opening

    typed = run.options
    with run.desk() as database:
        if typed.day or typed.zone is not None or typed.region is not None:
            with database.transaction() as session:
                said = opening(session)
                zone = said.zone if typed.zone is None else typed.zone
                region = said.region if typed.region is None else typed.region
                holidays = (said.on_public_holidays, said.in_school_holidays)
                set_opening(session, OpeningWish(said.version, _week(said.week, typed.day), zone, region, *holidays))
        with database.reading() as session:
            said = opening(session)
    if typed.json:
        run.answer(_data(said))
    else:
        _print(run, said)


def list_closures(run: Run) -> None:
    """Print the days closed, one stretch a line."""
    from coorddesk.agenda.queries import closures
    from coorddesk.agenda.rules import CLOSURE_TITLES
    from coorddesk.core.clock import clock_of

    with run.desk() as database, database.reading() as session:
        rows = closures(session, since=None if run.options.all else clock_of(session).today())
    if run.options.json:
        days = ("first", "last")
        own = ("id", "name", "kind")
        run.answer(
            [
                {key: getattr(row, key) for key in own} | {key: getattr(row, key).isoformat() for key in days}
                for row in rows
            ]
        )
        return
    for row in rows:
        kind = run.texts.say(CLOSURE_TITLES[row.kind])
        print("\t".join((run.texts.date(row.first), run.texts.date(row.last), row.name, kind)))
    if not rows:
        run.say(_("No closure"))


def take_in_holidays(run: Run) -> None:
    """Take in a calendar; the same file again changes nothing."""
    from coorddesk.agenda.imports import names_of, read_calendar
    from coorddesk.agenda.service import take_in_holidays

    read = read_calendar(run.options.file)
    if run.options.dry_run:
        for days in read.holidays:
            print("\t".join((run.texts.date(days.first), run.texts.date(days.last), days.name)))
    else:
        with run.desk() as database, database.transaction() as session:
            taken = take_in_holidays(session, read.holidays)
        run.say(_("Holidays: {new} new, {changed} changed, {unchanged} as they were.", **taken._asdict()))
    for line in names_of(read.left_out):
        run.say(_("Left out: {entry}", entry=line))


def _week(week: Week, typed: list[str]) -> Week:
    from coorddesk.agenda.rules import slots_typed

    days = list(week)
    for each in typed:
        name, _equals, hours = each.partition("=")
        if name.strip().casefold() not in _DAYS or not _equals:
            raise UserError(_("“{text}” is no day. Write it like mon=8:00-12:00,13:30-17:30.", text=each))
        days[_DAYS.index(name.strip().casefold())] = slots_typed(hours)
    return tuple(days)


def _print(run: Run, said: OpeningRow) -> None:
    from coorddesk.agenda.rules import slots_text
    from coorddesk.core.working_time import WEEKDAYS

    for day, slots in zip(WEEKDAYS, said.week, strict=True):
        print(f"{run.texts.say(day)}\t{slots_text(slots) or '–'}")
    others = ((_("Time zone"), said.zone), (_("Region"), said.region))
    for title, value in others:
        if value:
            print(f"{run.texts.say(title)}\t{value}")


def _data(said: OpeningRow) -> dict[str, object]:
    from coorddesk.agenda.rules import slots_text

    week = {name: slots_text(slots) for name, slots in zip(_DAYS, said.week, strict=True)}
    own = ("zone", "country", "region", "on_public_holidays", "in_school_holidays")
    return {"week": week} | {key: getattr(said, key) for key in own}
