"""Calendar files as others read them: known again, right on the nights on which the clock jumps, kept in a folder."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coorddesk.agenda.queries.source import source
from coorddesk.agenda.reports import Wanted, calendar_file, keep_folder
from coorddesk.agenda.reports.calendars import moments
from coorddesk.agenda.service import (
    ClosureDetails,
    EventDetails,
    Foreign,
    create_closure,
    create_event,
    delete_event,
    take_in_events,
)
from coorddesk.core.dated import Dated, DatedKind, Period
from coorddesk.core.errors import UserError
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import verbatim
from coorddesk.directory.service import Deletion
from coorddesk.features import load

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

PARIS = ZoneInfo("Europe/Paris")
EVENTS = DatedKind("event", verbatim("Events"), "calendar")
SEPTEMBER = Wanted(Period(date(2026, 9, 1), date(2026, 9, 30)))
MEETING = EventDetails("Mairie, étage 2 ; visio", date(2026, 9, 9), date(2026, 9, 9), 840, 960, "Hôtel de ville")


def at(first: date, starts: int, last: date | None = None, ends: int | None = None) -> Dated:
    return Dated(EVENTS, verbatim("x"), first, last or first, None, "", starts, ends)


def fill(database: Database) -> None:
    with database.transaction() as session:
        create_event(session, MEETING)
        create_closure(session, ClosureDetails("Works", date(2026, 9, 17), date(2026, 9, 18)))


def read_back(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def entries(content: bytes) -> dict[str, tuple[object, object]]:
    return {str(each["SUMMARY"]): (each["DTSTART"].dt, each["DTEND"].dt) for each in read_back(content)}


def test_a_file_is_read_by_others_as_it_was_meant(
    database: Database, clock: FixedClock, texts: Texts, tmp_path: Path
) -> None:
    fill(database)
    path = tmp_path / "september.ics"
    assert calendar_file(SEPTEMBER, load(), texts, path, database, unwatched) == 2
    content = path.read_bytes()
    assert entries(content) == {
        "Mairie, étage 2 ; visio": (datetime(2026, 9, 9, 12, tzinfo=UTC), datetime(2026, 9, 9, 14, tzinfo=UTC)),
        "Works": (date(2026, 9, 17), date(2026, 9, 19)),
    }
    assert max(map(len, content.split(b"\r\n"))) <= 75
    with database.reading() as session:
        mark = source(session).mark
    events = read_back(content)
    assert [str(each["UID"]) for each in events] == [
        f"event-agenda_event-1@{mark}.coorddesk",
        f"closure-closure-1@{mark}.coorddesk",
    ]
    assert [each["DTSTAMP"].dt for each in events] == [clock.now()] * 2
    assert str(events[0]["LOCATION"]) == "Hôtel de ville"
    only = Wanted(SEPTEMBER.period, frozenset({"closure"}))
    assert calendar_file(only, load(), texts, path, database, unwatched) == 1


@pytest.mark.parametrize(
    ("thing", "utc"),
    [
        (at(date(2026, 3, 29), 90, ends=240), ("00:30", "02:00")),  # the hour from 2 to 3 is left out
        (at(date(2026, 3, 29), 150, ends=180), ("01:30", "01:30")),  # it would end before it begins
        (at(date(2026, 10, 25), 90, ends=240), ("23:30", "03:00")),  # and here it comes twice
        (at(date(2026, 10, 24), 1380, date(2026, 10, 25), 180), ("21:00", "02:00")),
        (at(date(2026, 7, 1), 1410, ends=1440), ("21:30", "22:00")),
    ],
)
def test_the_clock_jumps_twice_a_year(thing: Dated, utc: tuple[str, str]) -> None:
    start, end = moments(thing, PARIS)
    assert end is not None
    assert (f"{start:%H:%M}", f"{end:%H:%M}") == utc


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1439), st.integers(0, 3), st.integers(0, 1440))
def test_nothing_ends_before_it_begins(first: date, starts: int, days: int, ends: int) -> None:
    last = first + timedelta(days)
    start, end = moments(at(first, starts, last, max(starts, ends)), PARIS)
    assert end is not None
    assert start <= end
    wall = start.astimezone(PARIS)
    minutes = 24 * 60 * (wall.date() - first).days + 60 * wall.hour + wall.minute
    assert minutes in {starts, starts + 60}, "an hour later where the wall leaves that time out"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_folder_is_kept(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    fill(database)
    with database.transaction() as session:
        take_in_events(session, "Town", [Foreign("a@town", MEETING)], clock.today())
    keep = partial(keep_folder, tmp_path, load(), database, unwatched)
    kept = keep()
    assert [name for name in kept.files if "feries" not in name] == [
        "agenda-evenements.ics",
        "agenda-jours-de-fermeture.ics",
        "agenda.ics",
    ]
    assert kept.written != ()
    assert entries((tmp_path / "agenda-evenements.ics").read_bytes()).keys() == {MEETING.title}
    clock.moment += timedelta(hours=1)
    assert keep().written == ()
    with database.transaction() as session:
        delete_event(session, Deletion(1, 1))
    assert sorted(keep().written) == ["agenda-evenements.ics", "agenda.ics"]
    assert read_back((tmp_path / "agenda-evenements.ics").read_bytes()) == []
    (tmp_path / "agenda-other.ics").write_bytes(b"somebody else's")
    assert keep().written == ()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".ics") == []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_folder_that_is_gone_is_told_and_not_made(database: Database, tmp_path: Path, texts: Texts) -> None:
    gone = tmp_path / "stick"
    with pytest.raises(UserError) as told:
        keep_folder(gone, load(), database, unwatched)
    assert texts.say(told.value.message) == (
        f"The folder of the calendar files, {gone}, is not there. It is kept again once it is."
    )
    assert not gone.exists()
