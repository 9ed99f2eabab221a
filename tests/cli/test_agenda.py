"""Opening hours, closures and holidays, typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coorddesk.helpdesk.service import Save, TargetDetails, save_choice
from tests.agenda.test_imports import AUTUMN, calendar, event
from tests.cli.conftest import Coorddesk
from tests.helpdesk.asked import make_ticket, there

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from tests.desks import Desks

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def test_hours_are_shown_and_said(coorddesk: Coorddesk) -> None:
    assert coorddesk("hours").out.splitlines() == [
        *(f"{day}\t08:00–12:00, 13:30–17:30" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        "Saturday\t–",
        "Sunday\t–",
        "Time zone\tEurope/Paris",
    ]
    said = coorddesk("hours", "--day", "wed=8-12", "--day", "SAT=9:00-12:30", "--region", "57")
    assert said.out.splitlines()[2:8] == [
        "Wednesday\t08:00–12:00",
        "Thursday\t08:00–12:00, 13:30–17:30",
        "Friday\t08:00–12:00, 13:30–17:30",
        "Saturday\t09:00–12:30",
        "Sunday\t–",
        "Time zone\tEurope/Paris",
    ]
    told = coorddesk("hours", "--day", "wed=", "--region=", "--json").json
    assert (told["week"]["wed"], told["week"]["sat"], told["region"]) == ("", "09:00–12:30", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--day", "someday=8-12"), "“someday=8-12” is no day. Write it like mon=8:00-12:00,13:30-17:30."),
        (("--day", "mon"), "“mon” is no day. Write it like mon=8:00-12:00,13:30-17:30."),
        (("--day", "mon=noon"), "“noon” is no time. Write it like 8:00-12:00, 13:30-17:30."),
        (("--zone", "Paris"), "“Paris” is no time zone. Write it like Europe/Paris."),
        (("--region", "Atlantis"), "No public holidays are known for the region “Atlantis”."),
    ],
)
def test_hours_that_make_no_sense(coorddesk: Coorddesk, words: tuple[str, ...], said: str) -> None:
    ran = coorddesk("hours", *words)
    assert (ran.code, ran.err.splitlines()[-1]) == (1, said)


def test_holidays_are_taken_in_and_listed(coorddesk: Coorddesk, tmp_path: Path) -> None:
    path = calendar(tmp_path, AUTUMN, more=event("DTSTART;VALUE=DATE:20260901", "SUMMARY:Rentrée"))
    name, days = "Vacances de la Toussaint - Zones A, B et C", "17/10/2026\t01/11/2026"
    left_out = "Left out: “Rentrée” is the first or the last day of something, not a holiday"
    assert coorddesk("holidays", path, "--dry-run").out.splitlines() == [f"{days}\t{name}", left_out]
    assert coorddesk("closures", "--all").out.splitlines() == ["No closure"]
    assert coorddesk("holidays", path).out.splitlines() == ["Holidays: 1 new, 0 changed, 0 as they were.", left_out]
    assert coorddesk("holidays", path).out.splitlines()[0] == "Holidays: 0 new, 0 changed, 1 as they were."
    assert coorddesk("closures", "--all").out.splitlines() == [f"{days}\t{name}\tSchool holidays"]
    (told,) = coorddesk("closures", "--all", "--json").json
    assert (told["name"], told["first"], told["kind"]) == (name, "2026-10-17", "school")


def test_deadlines_follow_the_calendar_and_an_undo_takes_both_back(
    coorddesk: Coorddesk, desks: Desks, open_desk: Callable[..., Database], tmp_path: Path
) -> None:
    url = desks.fresh()
    desk = open_desk(url)  # on Monday 7 September 2026, 10:30 in Paris
    with desk.transaction() as session:
        save_choice(session, Save(TargetDetails(None, 240)))
        number = make_ticket(session)

    def due() -> datetime | None:
        with desk.reading() as session:
            return there(session, number).resolve_by

    assert due() == datetime(2026, 9, 7, 14, tzinfo=UTC)  # 16:00, after lunch
    coorddesk("hours", "--day", "mon=8:00-12:00", database=url)
    assert due() == datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
    away = ("away@x", "20260908", "20260910", "Semaine banalisée")
    coorddesk("holidays", calendar(tmp_path, away), database=url)
    assert due() == datetime(2026, 9, 10, 8, 30, tzinfo=UTC)
    assert coorddesk("check", database=url).code == 0
    coorddesk("undo", database=url)
    assert due() == datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
