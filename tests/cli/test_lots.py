from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.cli.conftest import SAMPLE, Coorddesk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lot_is_received_and_listed(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    (tmp_path / "serials.txt").write_text("\ufeffS1\n\nS2\n", encoding="utf-8")
    words = ["receive-lot", "--category", "Laptop", "--serials", tmp_path / "serials.txt", "--count", "3"]
    more = ["--price", "899,90", "--supplier", "Vallon", "--bought", "01/09/2026", "--warranty", "36", "--step", "BIOS"]
    ran = coorddesk(*words, *more, "--place", "Annexe / Réserve", "--order", "BC-1")
    assert (ran.code, ran.out) == (0, "3 devices received. CD-00001 to CD-00003, lot:1\n")
    assert coorddesk("lots").out == "lot:1\t01/09/2026\tLaptop × 3\t0/3\n"
    assert coorddesk("lots", "vallon", "--json").json == [
        {
            "id": 1,
            "name": "Laptop × 3",
            "category": "Laptop",
            "model": "",
            "supplier": "Vallon",
            "bought": "2026-09-01",
            "price": 89990,
            "devices": 3,
            "deployed": 0,
        }
    ]
    assert coorddesk("lots", "nothing").out == "There is no such lot.\n"
    assert coorddesk("check").out == "The desk is sound.\n"
    assert coorddesk("undo").code == 0
    assert coorddesk("lots").out == "There is no such lot.\n"


def test_numbers_of_devices_that_are_there_are_refused(coorddesk: Coorddesk, tmp_path: Path) -> None:
    (tmp_path / "serials.txt").write_text("S1\n", encoding="utf-8")
    words = ["receive-lot", "--category", "Laptop", "--serials", tmp_path / "serials.txt"]
    answer = coorddesk(*words, "--name", "Rentrée", "--json").json
    assert (answer["name"], answer["list"]) == ("Rentrée", [{"id": 1, "tag": "CD-00001", "serial": "S1"}])
    ran = coorddesk(*words)
    assert (ran.code, ran.err) == (1, "The serial number S1 is that of CD-00001 · S1.\n")


def test_what_cannot_be_received_is_said(coorddesk: Coorddesk, tmp_path: Path) -> None:
    (tmp_path / "picture.bin").write_bytes(b"\xff\xfe\xff")
    assert coorddesk("receive-lot", "--model", "Nothing").err == (
        "There is no model “Nothing”. Import or add the models first.\n"
    )
    assert coorddesk("receive-lot", "--serials", tmp_path / "gone.txt").err == (
        f"gone.txt cannot be read ({os.strerror(2)}).\n"
    )
    assert coorddesk("receive-lot", "--serials", tmp_path / "picture.bin").err == (
        "picture.bin is no text file: one serial number to a line is wanted.\n"
    )


def test_a_report_is_of_a_day(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("receive-lot", "--category", "Laptop", "--count", "1", "--price", "900", "--bought", "01/01/2024")
    paper = tmp_path / "plan.csv"
    assert coorddesk("report", "replacement-budget", "--day", "2028-06-01", "--output", paper).code == 0
    assert paper.read_text(encoding="utf-8-sig").splitlines() == [
        "Category,Devices,2028,2029,2030,2031,2032,In five years",
        "Laptop,1,,900.00,,,,900.00",
    ]
    assert coorddesk("report", "assets", "--day", "2028-06-01", "--output", paper).err == (
        "The report assets is of today: it takes no --day.\n"
    )
