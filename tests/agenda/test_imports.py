"""School holidays out of calendar files and sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.agenda.imports import CLOSURES, read_calendar
from coorddesk.agenda.queries import closures
from coorddesk.agenda.rules import ClosureKind
from coorddesk.agenda.service import ClosureDetails, create_closure, take_in_holidays
from coorddesk.core.errors import UserError
from coorddesk.core.resources import texts_for
from tests.sheets import counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

AUTUMN = ("toussaint@x", "20261017", "20261102", "Vacances de la Toussaint - Zones A\\, B et C")
WINTER = ("hiver@x", "20270220", "20270308", "Vacances d'hiver")


def calendar(folder: Path, *events: tuple[str, str, str, str], more: str = "", end: str = "\r\n") -> Path:
    """A calendar file: uid, first day, the day after the last, name."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//FR"]
    for uid, first, last, name in events:
        days = [f"DTSTART;VALUE=DATE:{first}", *([f"DTEND;VALUE=DATE:{last}"] if last else [])]
        lines += ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *days, f"SUMMARY:{name}", "END:VEVENT"]
    path = folder / "zone-b.ics"
    path.write_bytes((end.join([*lines, *more.splitlines(), "END:VCALENDAR"]) + end).encode())
    return path


def event(*lines: str) -> str:
    """One more entry of a calendar."""
    return "\n".join(["BEGIN:VEVENT", "UID:more", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def taken(database: Database, path: Path) -> tuple[int, int, int]:
    with database.transaction() as session:
        return take_in_holidays(session, read_calendar(path).holidays)


def test_a_calendar_is_taken_in_once(database: Database, tmp_path: Path) -> None:
    path = calendar(tmp_path, WINTER, AUTUMN)
    assert taken(database, path) == (2, 0, 0)
    assert taken(database, path) == (0, 0, 2)
    with database.reading() as session:
        rows = [(row.name, row.first, row.last, row.kind) for row in closures(session)]
    assert rows == [
        ("Vacances de la Toussaint - Zones A, B et C", date(2026, 10, 17), date(2026, 11, 1), ClosureKind.SCHOOL),
        ("Vacances d'hiver", date(2027, 2, 20), date(2027, 3, 7), ClosureKind.SCHOOL),
    ]


def test_the_same_file_again_writes_no_history(database: Database, tmp_path: Path) -> None:
    from coorddesk.core.undo import next_to_undo

    path = calendar(tmp_path, AUTUMN)
    taken(database, path)
    with database.reading() as session:
        before = next_to_undo(session)
    taken(database, path)
    with database.reading() as session:
        assert next_to_undo(session) == before


def test_holidays_that_were_moved_are_followed(database: Database, tmp_path: Path) -> None:
    taken(database, calendar(tmp_path, AUTUMN))
    moved = (AUTUMN[0], "20261018", "20261103", AUTUMN[3])
    assert taken(database, calendar(tmp_path, moved)) == (0, 1, 0)
    with database.reading() as session:
        assert [(row.first, row.last) for row in closures(session)] == [(date(2026, 10, 18), date(2026, 11, 2))]


def test_holidays_that_were_typed_are_known_again(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        create_closure(session, ClosureDetails("VACANCES D'HIVER", date(2027, 2, 20), date(2027, 3, 7)))
    assert taken(database, calendar(tmp_path, WINTER)) == (0, 0, 1)


def test_a_file_that_names_days_twice_brings_them_once(database: Database, tmp_path: Path) -> None:
    twice = calendar(tmp_path, AUTUMN, ("other", *AUTUMN[1:]))
    assert taken(database, twice) == (1, 0, 1)
    assert taken(database, twice) == (0, 0, 2)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_what_is_no_holiday_is_left_out_and_told(tmp_path: Path, texts: Texts, end: str) -> None:
    more = "\n".join(
        [
            event("DTSTART:20260907T080000Z", "DTEND:20260907T090000Z", "SUMMARY:Réunion"),
            event("DTSTART;VALUE=DATE:20260901", "SUMMARY:Rentrée scolaire des élèves"),
            event("DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY", "SUMMARY:Fête du Travail"),
            event("DTSTART;VALUE=DATE:20200501", "DTEND;VALUE=DATE:20260501", "SUMMARY:Six ans"),
            event("DTSTART;VALUE=DATE:20260502", "DTEND;VALUE=DATE:20260503"),
            event("SUMMARY:Sans date"),
        ]
    )
    read = read_calendar(calendar(tmp_path, AUTUMN, more=more, end=end))
    assert [days.first for days in read.holidays] == [date(2026, 10, 17)]
    assert [(each.name, texts.say(each.reason)) for each in read.left_out] == [
        ("Réunion", "is not for whole days: take the file in again as events of others"),
        ("Rentrée scolaire des élèves", "is the first or the last day of something, not a holiday"),
        ("Fête du Travail", "comes again and again: type its days"),
        ("Six ans", "These are more than 400 days. Check the last one."),
        ("", "Give these days a name, such as “Summer holidays”."),
        ("Sans date", "is not for whole days: take the file in again as events of others"),
    ]


def test_one_day_and_a_length(tmp_path: Path) -> None:
    more = event("DTSTART;VALUE=DATE:20260515", "DURATION:P2D", "SUMMARY:Pont")
    read = read_calendar(calendar(tmp_path, ("one", "20260508", "", "Un jour"), more=more))
    assert [(days.name, days.first, days.last) for days in read.holidays] == [
        ("Un jour", date(2026, 5, 8), date(2026, 5, 8)),
        ("Pont", date(2026, 5, 15), date(2026, 5, 16)),
    ]


def test_a_calendar_of_an_old_program(tmp_path: Path) -> None:
    path = calendar(tmp_path, ("été@x", "20260704", "20260901", "Vacances d'été"))
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    assert [days.name for days in read_calendar(path).holidays] == ["Vacances d'été"]


@pytest.mark.parametrize(
    "content",
    [b"", b"Nom;Du;Au\r\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"<html></html>"],
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes, texts: Texts) -> None:
    path = tmp_path / "file.ics"
    path.write_bytes(content)
    with pytest.raises(UserError) as refusal:
        read_calendar(path)
    assert texts.say(refusal.value.message) == "file.ics is no calendar file (.ics), or a damaged one."


def test_calendars_that_bring_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no holidays"):
        read_calendar(calendar(tmp_path))
    with pytest.raises(UserError, match="There is no file"):
        read_calendar(tmp_path / "gone.ics")
    huge = tmp_path / "huge.ics"
    huge.write_bytes(b" " * 5_000_001)
    with pytest.raises(UserError, match="too large"):
        read_calendar(huge)
    with pytest.raises(UserError, match="more than"):
        read_calendar(calendar(tmp_path, *[AUTUMN] * 5001))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_export_comes_back_unchanged(database: Database, tmp_path: Path, language: str) -> None:
    taken(database, calendar(tmp_path, AUTUMN, WINTER))
    with database.transaction() as session:
        create_closure(session, ClosureDetails("Travaux", date(2026, 5, 15), date(2026, 5, 15)))
    for ending in ("xlsx", "csv"):
        file = send_out(database, CLOSURES, tmp_path / f"closures.{ending}", texts_for(language))
        assert counts(take_in(database, CLOSURES, file)) == {"unchanged": 3}


def test_a_sheet_of_holidays_is_taken_in(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        create_closure(session, ClosureDetails("Été", date(2026, 7, 4), date(2026, 8, 30), ClosureKind.SCHOOL))
    file = make_csv(
        tmp_path,
        "Vacances;Début des vacances;Fin des vacances",
        "Été;04/07/2026;31/08/2026",
        "Noël;19/12/2026;03/01/2027",
        "À l'envers;20/12/2026;19/12/2026",
    )
    summary = take_in(database, CLOSURES, file)
    assert counts(summary) == {"new": 1, "changed": 1, "refused": 1}
    assert [said for _row, _column, said in reasons(summary, texts_for("en"))] == [
        "The last day closed lies before the first."
    ]
    with database.reading() as session:
        rows = [(row.name, row.last, row.kind) for row in closures(session)]
    assert rows == [
        ("Été", date(2026, 8, 31), ClosureKind.SCHOOL),
        ("Noël", date(2027, 1, 3), ClosureKind.SCHOOL),
    ]
