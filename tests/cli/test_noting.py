from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.clock import SystemClock
from tests.cli.conftest import SAMPLE, Coorddesk
from tests.notes.conftest import picture

if TYPE_CHECKING:
    from pathlib import Path

LOOK = "Find it with “coorddesk search”."


def test_files_are_attached_to_a_device_by_its_number(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    (tmp_path / "Facture.pdf").write_bytes(b"%PDF")
    (tmp_path / "photo.png").write_bytes(picture())
    ran = coorddesk("attach", "asset", "INV-0002", tmp_path / "Facture.pdf", tmp_path / "photo.png")
    assert (ran.code, ran.out) == (0, "2 files attached to INV-0002.\n")
    assert coorddesk("history", "--json").json[0]["deed"] == "Attach 2 files to INV-0002: “Facture.pdf” and others"
    assert coorddesk("search", "facture").out == "INV-0002\tFile: Facture.pdf\n"
    assert coorddesk("check").out == "The desk is sound.\n"
    assert coorddesk("undo").code == 0
    assert coorddesk("search", "facture").out == "Nothing was found.\n"


def test_none_is_attached_where_one_cannot_be(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    (tmp_path / "Facture.pdf").write_bytes(b"%PDF")
    ran = coorddesk("attach", "asset", "INV-0002", tmp_path / "Facture.pdf", tmp_path)
    assert (ran.code, ran.err) == (
        1,
        f"{tmp_path.name} is a folder. Attach the files in it, or pack it first.\n",
    )
    assert coorddesk("search", "facture").out == "Nothing was found.\n"


def test_a_note_is_written_about_a_record_by_the_number_of_its_row(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    assert coorddesk("note", "asset", "2", "Charnière cassée").out == "Noted about INV-0002.\n"
    assert coorddesk("search", "charniere").out == "INV-0002\tNote: Charnière cassée\n"


def test_which_record_is_meant_must_be_plain(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    several = coorddesk("note", "asset", "INV-", "Vu")
    assert (several.code, several.err.startswith("“INV-” may be several. Say which by its number: ")) == (1, True)
    for number in ("9" * 20, "9" * 5_000):
        large = coorddesk("note", "asset", number, "Vu")
        assert (large.code, large.err) == (1, f"None of the devices is called “{number}”. {LOOK}\n")
    none = coorddesk("note", "place", "INV-0002", "Vu")
    assert (none.code, none.err) == (1, f"None of the places is called “INV-0002”. {LOOK}\n")
    kind = coorddesk("note", "horse", "INV-0002", "Vu")
    kinds = "asset, person, place, supplier, department, category, manufacturer, model, stock_item, licence"
    coded = "loan, kit, stocktake, repair, lot, ticket, training_session"
    assert (kind.code, kind.err) == (1, f"Which kind? There are: {kinds}, {coded}.\n")


def test_reminders_that_are_due_are_listed_and_others_when_asked(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    today = SystemClock().today()
    assert coorddesk("reminders").out == "No reminder is due\n"
    due = coorddesk("remind", "asset", "INV-0002", today.isoformat(), "Réviser")
    assert due.out == f"INV-0002: you will be reminded on {today:%d/%m/%Y}.\n"
    coorddesk("remind", "asset", "INV-0004", "31/12/2060", "Plus tard")
    assert coorddesk("reminders").out == f"{today:%d/%m/%Y}\tINV-0002\tRéviser\n"
    rows = coorddesk("reminders", "--all", "--json").json
    assert [(row["day"], row["called"], row["text"]) for row in rows] == [
        (today.isoformat(), "INV-0002", "Réviser"),
        ("2060-12-31", "INV-0004", "Plus tard"),
    ]


def test_a_record_is_named_by_the_number_that_a_refusal_tells(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    assert coorddesk("note", "asset", "asset:2", "Vu").out == "Noted about INV-0002.\n"


def test_a_day_that_is_none_is_refused(coorddesk: Coorddesk) -> None:
    coorddesk("import", "assets", SAMPLE)
    for day in ("31/02/2026", ""):
        assert coorddesk("remind", "asset", "INV-0002", day, "Réviser").code == 1
