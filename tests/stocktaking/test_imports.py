from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.codes import code_of
from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.stocktaking.imports import SCANS
from coorddesk.stocktaking.rules import Counts
from coorddesk.stocktaking.service import NewStocktake, open_stocktake
from tests.sheets import counts, make_csv, send_out, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.texts import Texts
    from tests.stocktaking.conftest import House

COLUMNS = ("state", "number", "found_place", "condition", "note")


def test_a_handheld_list_is_counted_and_changes_nothing_twice(house: House, tmp_path: Path, texts: Texts) -> None:
    sheet = make_csv(
        tmp_path,
        "Code scanné;Salle;État;Observation",
        "cd-1;Salle 101;Bon;",
        "CD-4;Salle 101;;Sur le chariot",
        "OLD-9;Salle 102;;",
    )
    assert counts(take_in(house.desk, SCANS, sheet)) == {"new": 3}
    assert house.lines(texts, *COLUMNS) == [
        ("Found", "CD-1", "Bâtiment A / Salle 101", "Good", ""),
        ("To find", "CD-2", "", "", ""),
        ("To find", "CD-3", "", "", ""),
        ("Misplaced", "CD-4", "Bâtiment A / Salle 101", "", "Sur le chariot"),
        ("Unknown", "OLD-9", "Bâtiment A / Salle 102", "", ""),
    ]
    assert counts(take_in(house.desk, SCANS, sheet)) == {"unchanged": 3}
    moved = make_csv(tmp_path, "Code;Salle", "CD-4;Salle 102")
    assert counts(take_in(house.desk, SCANS, moved)) == {"changed": 1}
    assert house.counts() == Counts(to_find=2, found=2, unknown=1)
    for _import in range(2):
        with house.desk.transaction() as session:
            undo(session, next_to_undo(session) or 0)
    assert house.counts() == Counts(to_find=4)


def test_what_is_not_plain_is_refused(house: House, tmp_path: Path) -> None:
    label = code_of(("place", house.room))
    sheet = make_csv(tmp_path, "Code;Salle", f"{label};", "CD-1;Salle 999", "CD-2;", "CD-2;")
    assert counts(take_in(house.desk, SCANS, sheet)) == {"refused": 3, "new": 1}
    with house.desk.transaction() as session:
        open_stocktake(session, NewStocktake("Autre"))
    sheet = make_csv(tmp_path, "Code;Récolement", "CD-1;", "CD-3;bâtiment a 2026", "CD-4;Hiver")
    assert counts(take_in(house.desk, SCANS, sheet)) == {"refused": 2, "new": 1}
    assert house.counts() == Counts(to_find=2, found=2)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_export_comes_back_unchanged(house: House, tmp_path: Path, language: str) -> None:
    house.scan("CD-1")
    house.scan("OLD-9", note="Sous le bureau")
    sheet = tmp_path / "scans.xlsx"
    send_out(house.desk, SCANS, sheet, texts_for(language))
    assert counts(take_in(house.desk, SCANS, sheet)) == {"unchanged": 2}
