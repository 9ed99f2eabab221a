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
    assert coorddesk("return", "INV-0004", "--damaged", "Écran fendu").out == "1 thing is back.\n"
    listed = coorddesk("loans", "--borrower", "okafor", "--json").json
    assert [(row["standing"], row["out"], row["due"], row["note"]) for row in listed] == [("partly", 1, None, "Stage")]
    assert coorddesk("return", "INV-0002").out == "1 thing is back.\n"
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


def test_accessories_count_and_a_slip_brings_all_of_its_loan_back(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    sheet = tmp_path / "stock.csv"
    sheet.write_text("Désignation;Nature;Quantité;Lieu\nSouris USB;accessoire;5;Réserve\n", encoding="utf-8")
    assert coorddesk("import", "stock", sheet).code == 0
    assert coorddesk("lend", "zita okafor", "INV-0002", "souris usb", "Souris USB", "souris usb").code == 0
    assert coorddesk("loans", "--json").json[0]["things"] == 4
    assert coorddesk("return", "CDL1", "--damaged", "Usé").err == "Say which devices are damaged, not which loans.\n"
    assert coorddesk("return", "CDL1").out == "4 things are back.\n"
    assert coorddesk("return", "CDL1").err == "Everything of this loan is back.\n"
    assert coorddesk("return", "CDL2").err == "Nothing is called “CDL2”.\n"
    assert coorddesk("check").out == "The desk is sound.\n"


def test_what_is_reserved_by_model_is_gathered_and_handed_out_or_called_off(
    coorddesk: Coorddesk, tmp_path: Path
) -> None:
    begin(coorddesk, tmp_path)
    sheet = tmp_path / "tablets.csv"
    rows = "".join(f"TAB-{number};Apple;iPad 9\n" for number in (1, 2, 3))
    sheet.write_text(f"N° inventaire;Marque;Modèle\n{rows}", encoding="utf-8")
    assert coorddesk("import", "assets", sheet).code == 0
    today = SystemClock().today()
    asked = ("reserve", "zita okafor", "--count", "2", "--from", today.isoformat(), "--model")
    assert coorddesk(*asked, "ipad").out == f"Reservation 1 from {today:%d/%m/%Y} on.\n"
    again = coorddesk(*asked, "Apple iPad 9")
    assert again.err == f"iPad 9 is reserved for Zita Okafor on {today:%d/%m/%Y}.\n"
    assert coorddesk("loan-hand-out", "1").err == "This reservation names no device: gather them first.\n"
    assert coorddesk("loan-prepare", "1", "TAB-1", "TAB-3").out == "Loan 1: set aside.\n"
    assert coorddesk("loan-hand-out", "CDL1").out == "Loan 1: handed out.\n"
    assert [(row["standing"], row["out"]) for row in coorddesk("loans", "--json").json] == [("open", 2)]
    assert coorddesk("reserve", "zita okafor", "TAB-2", "--from", (today + 30 * DAY).isoformat()).code == 0
    assert coorddesk("loan-cancel", "2").out == "Loan 2: cancelled.\n"
    assert coorddesk("loan-cancel", "2").err == "This loan was cancelled.\n"
    assert coorddesk("loans", "--standing", "reserved").out == "No loan\n"


def test_a_kit_is_lent_by_its_name_or_code_among_devices(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    sheet = tmp_path / "kits.csv"
    sheet.write_text("Kit;Appareil\nSac photo;INV-0002\nSac photo;INV-0004\nSac son;INV-0001\n", encoding="utf-8")
    assert coorddesk("import", "kits", sheet).code == 0
    assert coorddesk("lend", "zita okafor", "sac photo", "INV-0003", "--despite").code == 0
    assert coorddesk("lend", "zita okafor", "CDK2", "--despite").code == 0
    assert [(row["id"], row["things"]) for row in coorddesk("loans", "--json").json] == [(1, 3), (2, 1)]
    assert coorddesk("lend", "zita okafor", "CDK9").err == "Nothing is called “CDK9”.\n"


def test_nothing_is_reserved_for_a_time_that_is_over(coorddesk: Coorddesk, tmp_path: Path) -> None:
    begin(coorddesk, tmp_path)
    refused = coorddesk("reserve", "zita okafor", "INV-0002", "--from", "2020-01-01")
    assert (refused.code, refused.err) == (1, "01/01/2020 is over: a reservation is for days to come.\n")


def test_a_number_that_is_none_is_refused_in_our_words(coorddesk: Coorddesk) -> None:
    refused = coorddesk("reserve", "zita okafor", "--count", "two", "--from", "2026-12-01")
    assert refused.code == 2
    assert refused.err.endswith("argument --count: “two” is no whole number\n")


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
