"""A new school year through the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
