"""The agenda, typed: what days have, events, calendar files out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def others(folder: Path, *days: int) -> Path:
    path = folder / "town.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for day in days:
        lines += ["BEGIN:VEVENT", f"UID:{day}@x", f"DTSTART:209909{day}T120000Z", f"SUMMARY:Fair {day}", "END:VEVENT"]
    path.write_text("\n".join([*lines, "END:VCALENDAR"]), "utf-8")
    return path


def test_an_event_is_put_in_listed_and_written(coorddesk: Coorddesk, tmp_path: Path) -> None:
    assert coorddesk("event", "Town hall", "09/09/2099", "--at", "14h-16h30", "--place", "Hall").out == (
        "“Town hall” added.\n"
    )
    days = ("--from", "2099-09-01", "--until", "2099-09-30")
    assert coorddesk("agenda", *days).out.split("\t") == [
        "Wednesday",
        "09/09/2099",
        "",
        "14:00–16:30",
        "Town hall",
        "Events",
        "Hall",
        "",
        "\n",
    ]
    (told,) = coorddesk("agenda", "--month", "09/09/2099", "--json").json
    assert (told["kind"], told["starts"], told["record"]) == ("event", 840, "agenda_event:1")
    assert coorddesk("agenda", "--week", "16/09/2099").out == "Nothing stands in the agenda on these days.\n"
    for name in ("out.ics", "out.pdf", "out.csv"):
        path = tmp_path / name
        assert coorddesk("agenda", "--month", "09/09/2099", "--output", path).out == f"{path} is written.\n"
    assert b"SUMMARY:Town hall" in (tmp_path / "out.ics").read_bytes()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert coorddesk("agenda", "--from", "2099-09-30", "--until", "2099-09-01").err == (
        "The last day lies before the first.\n"
    )


def test_a_calendar_is_taken_in_and_a_folder_kept(coorddesk: Coorddesk, tmp_path: Path) -> None:
    path = others(tmp_path, 16, 17)
    assert coorddesk("calendar", path, "--dry-run").out == "2 events, from 16/09/2099 to 17/09/2099\n"
    assert coorddesk("calendar", path).out == "Events: 2 new, 0 changed, 0 as they were.\n"
    assert coorddesk("calendar", path).out == "Events: 0 new, 0 changed, 2 as they were.\n"
    assert coorddesk("calendar", others(tmp_path, 16), "--remove").out.splitlines() == [
        "Events: 0 new, 0 changed, 1 as they were.",
        "No longer in the file: Fair 17 (17/09/2099, 14:00)",
        "1 event deleted.",
    ]
    folder = tmp_path / "kept"
    folder.mkdir()
    first = coorddesk("calendars", folder).out
    assert first.endswith("written.\n")
    assert (folder / "agenda.ics").exists()
    assert coorddesk("calendars", folder).out == "0 calendar files written.\n"
