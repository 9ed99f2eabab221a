"""The counter on the command line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coorddesk.core.clock import SystemClock
from tests.cli.conftest import SAMPLE, Coorddesk

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)


def begin(coorddesk: Coorddesk, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Nom;Prénom;Mail\nOkafor;Zita;zita@example.org\n", encoding="utf-8")
    coorddesk("import", "assets", SAMPLE)
    coorddesk("import", "people", people)


def test_what_is_lent_comes_back(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    today = SystemClock().today()
    lent = coorddesk("lend", "zita okafor", "INV-0002", "INV-0004", "--due", "two-weeks", "--note", "Stage")
    due = today + 14 * DAY
    assert (lent.code, lent.out, lent.err) == (0, f"Loan 1: due on {due:%d/%m/%Y}.\n", "")
    again = coorddesk("lend", "zita okafor", "inv-0002")
    assert (again.code, again.err) == (1, f"INV-0002 is on loan to Zita Okafor until {due:%d/%m/%Y}.\n")
    assert coorddesk("extend", "CDL1", "never").out == "Loan 1: without end.\n"
    assert coorddesk("return", "INV-0004", "--damaged", "Écran fendu").out == "1 device is back.\n"
    listed = coorddesk("loans", "--borrower", "okafor", "--json").json
    assert [(row["standing"], row["out"], row["due"], row["note"]) for row in listed] == [("partly", 1, None, "Stage")]
    assert coorddesk("return", "INV-0002").out == "1 device is back.\n"
    assert coorddesk("loans").out == "No loan\n"
    assert coorddesk("loans", "--all").out.split("\t")[:3] == ["1", "Zita Okafor", "Returned"]
    assert coorddesk("undo").code == 0
    assert coorddesk("loans", "--standing", "open").out.split("\t")[0] == "1"
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_is_reserved_is_not_lent_unless_that_is_wished(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    begins = SystemClock().today() + 3 * DAY
    kept = coorddesk("reserve", "zita okafor", "INV-0002", "--from", begins.isoformat())
    assert (kept.code, kept.out) == (0, f"Reservation 1 from {begins:%d/%m/%Y} on.\n")
    refused = coorddesk("lend", "zita okafor", "INV-0002", "--due", "never")
    assert (refused.code, refused.err) == (1, f"INV-0002 is reserved for Zita Okafor on {begins:%d/%m/%Y}.\n")
    assert coorddesk("lend", "zita okafor", "INV-0002", "--due", "never", "--despite").code == 0


def test_what_is_meant_must_be_plain(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    said = [
        coorddesk(*words).err
        for words in (
            ("lend", "nobody here", "INV-0002"),
            ("lend", "zita okafor", "INV-9999"),
            ("lend", "zita okafor"),
            ("lend", "zita okafor", "--kit", "Sac"),
            ("return", "INV-0002"),
            ("extend", "first", "never"),
            ("extend", "7", "never"),
        )
    ]
    assert said == [
        "Nothing is called “nobody here”.\n",
        "Nothing is called “INV-9999”.\n",
        "Say what is lent.\n",
        "There is no kit “Sac”.\n",
        "INV-0002 is not on loan.\n",
        "“first” is not the number of a loan.\n",
        "This loan is no longer there: somebody took it back.\n",
    ]


def test_drafts_are_written_to_who_is_late(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    sheet = tmp_path / "loans.csv"
    sheet.write_text("Device;Borrower;Since;Due\nINV-0002;Zita Okafor;2025-09-01;2025-09-15\n", encoding="utf-8")
    assert coorddesk("import", "loans", sheet).code == 0
    assert coorddesk("overdue-mails", tmp_path).out == "1 draft is written.\n"
    assert b"To: zita@example.org" in (tmp_path / "Reminder Zita Okafor.eml").read_bytes()
    assert coorddesk("overdue-mails", tmp_path / "missing").code == 1
