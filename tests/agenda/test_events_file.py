"""Events out of others' calendar files, as programs of all sorts write them."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coorddesk.agenda.imports import EventsFile, Reader, read_events
from coorddesk.agenda.queries.source import source
from coorddesk.agenda.reports import Wanted, calendar_file
from coorddesk.agenda.service import EventDetails, create_event, take_in_events
from coorddesk.core.dated import Period
from coorddesk.core.jobs import unwatched
from coorddesk.features import load

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

READER = Reader(ZoneInfo("Europe/Paris"), date(2026, 9, 7), "@desk.coorddesk")
Told = tuple[str, str, str, int | None, int | None]


def event(*lines: str, uid: str = "a@x", title: str = "Atelier") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def read(folder: Path, *events: str, name: str = "X-WR-CALNAME:Mairie") -> EventsFile:
    path = folder / "others.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//FR", *([name] if name else []), *events]
    path.write_text("\n".join([*lines, "END:VCALENDAR"]), "utf-8")
    return read_events(path, READER)


def told(file: EventsFile) -> list[Told]:
    return [(uid, f"{each.first:%d/%m}", f"{each.last:%d/%m}", each.starts, each.ends) for uid, each in file.events]


PARIS_14, PARIS_16 = "DTSTART;TZID=Europe/Paris:20260915T140000", "DTEND;TZID=Europe/Paris:20260915T160000"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((PARIS_14, PARIS_16), ("15/09", "15/09", 840, 960)),
        (("DTSTART:20260915T120000Z", "DTEND:20260915T140000Z"), ("15/09", "15/09", 840, 960)),
        (("DTSTART:20261115T120000Z", "DURATION:PT90M"), ("15/11", "15/11", 780, 870)),
        (("DTSTART:20260915T140000",), ("15/09", "15/09", 840, None)),
        (("DTSTART;TZID=America/New_York:20260915T190000", "DURATION:PT2H"), ("16/09", "16/09", 60, 180)),
        (("DTSTART:20260915T220000", "DTEND:20260916T000000"), ("15/09", "15/09", 1320, 1440)),
        (("DTSTART:20260915T220000", "DTEND:20260916T013000"), ("15/09", "16/09", 1320, 90)),
        (("DTSTART;TZID=Europe/Paris:20261024T233000", "DURATION:PT5H"), ("24/10", "25/10", 1410, 270)),
        (("DTSTART;VALUE=DATE:20260915",), ("15/09", "15/09", None, None)),
        (("DTSTART;VALUE=DATE:20260915", "DTEND;VALUE=DATE:20260918"), ("15/09", "17/09", None, None)),
        (("DTSTART;VALUE=DATE:20260915", "DURATION:P3D"), ("15/09", "17/09", None, None)),
    ],
)
def test_when_it_is(tmp_path: Path, lines: tuple[str, ...], expected: tuple[str, str, int | None, int | None]) -> None:
    assert told(read(tmp_path, event(*lines))) == [("a@x", *expected)]


def test_what_comes_again_is_followed_but_for_what_is_said_of_one_time(tmp_path: Path) -> None:
    series = event(
        "DTSTART;TZID=Europe/Paris:20261013T140000",
        "DTEND;TZID=Europe/Paris:20261013T160000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261118T000000Z",
        "EXDATE;TZID=Europe/Paris:20261020T140000",
    )
    moved = event("RECURRENCE-ID:20261110T130000Z", "DTSTART:20261112T090000Z", "DURATION:PT1H", title="Déplacé")
    off = event("RECURRENCE-ID;TZID=Europe/Paris:20261103T140000", "DTSTART:20261103T130000Z", "STATUS:CANCELLED")
    file = read(tmp_path, moved, off, series)
    assert told(file) == [
        ("a@x#20261013T1400", "13/10", "13/10", 840, 960),
        ("a@x#20261027T1400", "27/10", "27/10", 840, 960),
        ("a@x#20261110T1400", "12/11", "12/11", 600, 660),
        ("a@x#20261117T1400", "17/11", "17/11", 840, 960),
    ]
    assert [each.details.title for each in file.events] == ["Atelier", "Atelier", "Déplacé", "Atelier"]


def test_what_comes_for_ever_ends_somewhere(tmp_path: Path) -> None:
    file = read(tmp_path, event("DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY"))
    days = [each.details.first for each in file.events]
    assert (days[0], days[-1], len(days)) == (date(2025, 9, 8), date(2028, 11, 13), 167)
    some = read(tmp_path, event("DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=DAILY;COUNT=3", "RDATE;VALUE=DATE:20261001"))
    assert [f"{each.details.first:%d/%m}" for each in some.events] == ["07/09", "08/09", "09/09", "01/10"]


def test_what_is_left_out_is_told(tmp_path: Path, texts: Texts) -> None:
    file = read(
        tmp_path,
        event("DTSTART:20260915T140000", "RRULE:FREQ=SECONDLY", uid="b@x", title="Ticks"),
        event("DTSTART;VALUE=DATE:20200101", uid="c@x", title="Long over"),
        event(uid="d@x", title="No day"),
        event("DTSTART:99991231T235900Z", uid="e@x", title="Year 9999"),
        event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20290101", uid="f@x", title="Endless"),
        event(PARIS_14, uid="loan-3@desk.coorddesk", title="Ours"),
        name="",
    )
    assert (file.name, file.events, file.over) == ("others", (), 1)
    assert [(each.name, texts.say(each.reason)) for each in file.left_out] == [
        ("Ticks", "cannot be understood"),
        ("No day", "has no day"),
        ("Year 9999", "cannot be understood"),
        ("Endless", "cannot be so: These are more than 400 days. Check the last one."),
        ("Ours", "comes from this desk"),
    ]


def test_another_desk_takes_in_what_this_one_wrote(
    database: Database, clock: FixedClock, texts: Texts, tmp_path: Path
) -> None:
    meeting = EventDetails("Réunion", date(2026, 9, 9), date(2026, 9, 9), 840, 960, "Hôtel de ville")
    with database.transaction() as session:
        create_event(session, meeting)
        create_event(session, EventDetails("Salon", date(2026, 9, 17), date(2026, 9, 18)))
    path = tmp_path / "out.ics"
    calendar_file(Wanted(Period(date(2026, 9, 1), date(2026, 9, 30))), load(), texts, path, database, unwatched)
    with database.reading() as session:
        own = source(session)
    assert read_events(path, Reader(own.zone, clock.today(), f"@{own.mark}.coorddesk")).events == ()
    there = read_events(path, READER)
    assert [each.details for each in there.events] == [
        meeting,
        EventDetails("Salon", date(2026, 9, 17), date(2026, 9, 18)),
    ]
    take_in = partial(take_in_events, calendar=there.name, events=there.events, today=clock.today())
    with database.transaction() as session:
        assert take_in(session) == (2, 0, 0, ())
    with database.transaction() as session:
        assert take_in(session) == (0, 0, 2, ())
