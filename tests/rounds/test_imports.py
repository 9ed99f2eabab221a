"""Sheets of rounds: their stops come, change, leave and come back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.rounds.imports import ROUNDS_SHEETS, days_spelt
from tests.factories import make_asset
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_back, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def stops(desk: Database) -> list[tuple[object, ...]]:
    with desk.reading() as session:
        return [tuple(row.values()) for row in ROUNDS_SHEETS.rows(session)]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_stops_come_in_their_order_and_make_their_round(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_asset(session, "CD-0", name="Borne accueil")
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "Tour;Appareil;Salle;À vérifier;Jours",
        "Tour du matin;Borne accueil;;Écran;lundi, mardi et vendredi",
        "Tour du matin;;Site A > Salle 12;;lundi, mardi et vendredi",
        "Tour du soir;cd-0;;;",
        "Tour du soir;;;Rien;",
        "Tour du soir;CD-9;;;",
        "Tour du soir;;Hall;;un jour",
    )
    done = take_in(desk, ROUNDS_SHEETS, sheet)
    assert counts(done) == {"new": 3, "refused": 3}
    assert [reason for _row, _column, reason in reasons(done, texts)] == [
        "To know which record this is about, one of these is needed: Device, Place.",
        "There is no device of this number. Add the device first.",
        "“un” is no day of the week. Write 1 2 3 4 5, or the names of the days.",
    ]
    assert stops(desk) == [
        ("Tour du matin", 1, "CD-0", None, "Écran", "1 2 5"),
        ("Tour du matin", 2, None, "Site A / Salle 12", None, "1 2 5"),
        ("Tour du soir", 1, "CD-0", None, None, "1 2 3 4 5"),
    ]
    for place, reader in enumerate(LANGUAGES):
        suffix = ("csv", "xlsx")[place]
        assert there_and_back(desk, ROUNDS_SHEETS, tmp_path / f"rounds.{suffix}", reader) == ({"unchanged": 3}, 3)
    sheet = make_csv(
        tmp_path, "Round;Position;Device;Place;Days", "Tour du matin;3;CD-0;;1", "Tour du matin;1;;Salle 12;1"
    )
    assert counts(take_in(desk, ROUNDS_SHEETS, sheet)) == {"changed": 2}
    assert [(row[1], row[5]) for row in stops(desk)] == [(1, "1"), (3, "1"), (1, "1 2 3 4 5")]
    take_back(desk)
    take_back(desk)
    assert rows(desk) == before


def test_days_are_read_by_their_numbers_and_names() -> None:
    assert [days_spelt(text) for text in ("12345", "Lun, mer. et Ven", "monday and sunday", "")] == [
        "1 2 3 4 5",
        "1 3 5",
        "1 7",
        "",
    ]
    with pytest.raises(UserError, match="no day of the week"):
        days_spelt("mardi soir")
