"""A new school year through the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.clock import SystemClock
from coorddesk.directory.rules import likely_school_year

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

LAST_YEAR = (
    "Nom;Prénom;Classe;Année scolaire\nDiallo;Awa;CE1;2025-2026\nPetit;Léo;CE1;2025-2026\nSow;Zoé;CE1;2025-2026\n"
)
THIS_YEAR = "Nom;Prénom;Classe\nDiallo;Awa;CE2\nKaya;Ali;CP\nSow;Zoé;CE1\n"
HELD = "N° inventaire;Désignation;Détenteur\nCD-1;Portable;Léo Petit\n"

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@pytest.fixture
def sheet(coorddesk: Coorddesk, tmp_path: Path) -> Path:
    """The list of this year; that of the last is on the desk."""
    for kind, text in (("people", LAST_YEAR), ("assets", HELD)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        assert coorddesk("import", kind, path).code == 0
    path = tmp_path / "list.csv"
    path.write_text(THIS_YEAR, encoding="utf-8")
    return path


def test_a_class_list_is_told_then_carried_out_and_undone(coorddesk: Coorddesk, sheet: Path) -> None:
    told = coorddesk("rollover", sheet, "--year", "2026", "--dry-run").out
    assert told == (
        "School year 2026-2027\n"
        "Not in the list: 1\n"
        "New here: 1\n"
        "To another class: 1\n"
        "To a class of the same name: 1\n"
        "Petit Léo (CE1), still has 1 device: not marked\n"
    )
    done = coorddesk("rollover", sheet, "--year", "2026", "--leavers", "all", "--json").json
    assert (done["counts"]["leaves"], done["doubt"], done["refused"]) == (1, None, [])
    assert [each["name"] for each in done["people"] if each["marked_as_left"]] == ["Petit Léo"]
    history = coorddesk("history", "--json").json
    assert (history[0]["change_set"], history[0]["deed"]) == (
        done["change_set"],
        "Roll over to 2026-2027: 1 new, 2 moved on, 1 left",
    )
    assert coorddesk("check").code == 0
    assert coorddesk("undo").code == 0
    assert coorddesk("rollover", sheet, "--year", "2026", "--dry-run").out == told


@on_one_database
def test_whoever_left_may_be_told_to_stay(coorddesk: Coorddesk, sheet: Path) -> None:
    done = coorddesk("rollover", sheet, "--year", "2026", "--leavers", "none", "--json").json
    assert [each["name"] for each in done["people"] if each["marked_as_left"]] == []


@on_one_database
def test_a_list_without_classes_is_refused(coorddesk: Coorddesk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nom;Prénom\nDiallo;Awa\n", encoding="utf-8")
    ran = coorddesk("rollover", path)
    assert (ran.code, ran.err) == (
        1,
        "No column of this sheet says the class of everybody. Say which one does in the import first.\n",
    )


@on_one_database
def test_it_is_said_whether_anything_was_written(coorddesk: Coorddesk, sheet: Path) -> None:
    ends = [coorddesk("rollover", sheet, "--year", "2026-2027").out.splitlines()[-1] for _time in range(2)]
    assert ends == ["This is done; “coorddesk undo” takes it back.", "Everything is so already: nothing was written."]
    assert coorddesk("undo").out == "Undone: Roll over to 2026-2027: 1 new, 2 moved on, 0 left\n"


@on_one_database
@pytest.mark.parametrize("year", ["20", "2026-2028", f"{SystemClock().today().year + 3}", "next"])
def test_a_year_that_no_list_is_of_is_refused(coorddesk: Coorddesk, sheet: Path, year: str) -> None:
    ran = coorddesk("rollover", sheet, "--year", year)
    said = f"“{year}” is no school year that has a class list. Write it 2026 or 2026-2027.\n"
    assert (ran.code, ran.out, ran.err) == (1, "", said)


@on_one_database
def test_the_year_is_that_for_which_the_window_takes_lists(coorddesk: Coorddesk, sheet: Path) -> None:
    year = likely_school_year(SystemClock().today())
    assert coorddesk("rollover", sheet, "--dry-run", "--json").json["year"] == year
