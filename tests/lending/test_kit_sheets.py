"""Sheets of kits: what belongs to them comes, changes, leaves and comes back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.lending.imports import KITS
from coorddesk.lending.queries import kit_things, kits
from coorddesk.stock.rules import StockKind
from tests.factories import make_asset, make_item
from tests.sheets import LANGUAGES, counts, make_csv, reasons, send_out, take_in
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


@pytest.fixture
def stocked(desk: Database) -> Database:
    """Four devices, an accessory, and something that is used up."""
    with desk.transaction() as session:
        for number in range(4):
            make_asset(session, f"CD-{number}", serial=f"SN{number}")
        make_item(session, "Casque", 9, kind=StockKind.ACCESSORY)
        make_item(session, "Toner", 9)
    return desk


def stored(desk: Database) -> dict[str, tuple[str, int, list[str]]]:
    with desk.reading() as session:
        things = kit_things(session, [row.id for row in kits(session)])
        return {
            row.name: (row.notes, row.version, [f"{each.quantity} × {each.title}" for each in things[row.id]])
            for row in kits(session)
        }


HEADER = "Kit;Appareil;Accessoire;Quantité;Remarque"


def test_kits_come_with_what_belongs_to_them(stocked: Database, tmp_path: Path) -> None:
    before = rows(stocked)
    sheet = make_csv(
        tmp_path,
        HEADER,
        "Valise 1;CD-0;;;Clé au bureau",
        "valise 1;sn1;;1;Clé au bureau",
        "Valise 1;;casque;4;Clé au bureau",
        "Valise 2;CD-2;;;",
        "Valise 2;;Casque;2;",
    )
    summary = take_in(stocked, KITS, sheet)
    assert counts(summary) == {"new": 5}
    assert stored(stocked) == {
        "Valise 1": ("Clé au bureau", 1, ["1 × CD-0", "1 × CD-1", "4 × Casque"]),
        "Valise 2": ("", 1, ["1 × CD-2", "2 × Casque"]),
    }
    assert counts(take_in(stocked, KITS, sheet)) == {"unchanged": 5}
    with stocked.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(stocked) == before


def test_a_device_goes_to_another_kit_and_accessories_are_counted_anew(stocked: Database, tmp_path: Path) -> None:
    take_in(stocked, KITS, make_csv(tmp_path, HEADER, "Valise 1;CD-0;;;", "Valise 1;;Casque;4;", "Valise 2;CD-2;;;"))
    sheet = make_csv(tmp_path, HEADER, "Valise 2;CD-0;;;", "Valise 1;;Casque;5;Vide", "Valise 3;CD-2;;;Neuve")
    assert counts(take_in(stocked, KITS, sheet)) == {"changed": 3}
    assert stored(stocked) == {
        "Valise 1": ("Vide", 3, ["5 × Casque"]),
        "Valise 2": ("", 2, ["1 × CD-0"]),
        "Valise 3": ("Neuve", 1, ["1 × CD-2"]),
    }


def test_what_is_no_thing_of_a_kit_is_refused_by_its_row(stocked: Database, texts: Texts, tmp_path: Path) -> None:
    take_in(stocked, KITS, make_csv(tmp_path, HEADER, "Valise 1;CD-0;;;", "Valise 1;;Casque;4;"))
    sheet = make_csv(
        tmp_path,
        HEADER,
        "Valise 1;CD-0;;2;",
        "Valise 1;;Casque;0;",
        "Valise 2;CD-1;Casque;1;",
        "Valise 1;CD-9;;;",
        "Valise 1;;Toner;1;",
        "Valise 1;;;3;",
        ";CD-3;;;",
    )
    before = rows(stocked)
    summary = take_in(stocked, KITS, sheet)
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "There is one of a device: name each in a row of its own.",
        "Say how many: one at least.",
        "A row is about a device or an accessory: give each a row of its own.",
        "There is no device of this number. Add it first.",
        "“Toner” is used up, not lent: give it out of stock instead.",
        "To know which record this is about, one of these is needed: Device, Accessory.",
        "A new record needs this.",
    ]
    assert rows(stocked) == before


@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
def test_what_leaves_comes_back_unchanged(stocked: Database, reader: Texts, tmp_path: Path) -> None:
    take_in(stocked, KITS, make_csv(tmp_path, HEADER, "Valise 1;CD-0;;;Clé", "Valise 1;;Casque;4;", "Bac;CD-1;;;"))
    before = rows(stocked)
    for suffix in ("csv", "xlsx"):
        path = send_out(stocked, KITS, tmp_path / f"kits.{suffix}", reader)
        assert counts(take_in(stocked, KITS, path)) == {"unchanged": 3}
    assert rows(stocked) == before
