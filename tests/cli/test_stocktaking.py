from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Coorddesk

SHEET = """N° inventaire;Nom;Lieu;Prix
CD-1;Portable;Salle 101;100
CD-2;Portable;Salle 101;200
CD-3;Portable;Salle 102;300
"""


@pytest.fixture
def filled(coorddesk: Coorddesk, tmp_path: Path) -> Coorddesk:
    """A desk of three devices in two rooms, and a stocktake of all of them."""
    sheet = tmp_path / "devices.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    assert coorddesk("import", "assets", sheet).code == 0
    assert coorddesk("stocktake-open", "Été 2026").out == "“Été 2026” is open: 3 devices are expected.\n"
    return coorddesk


def test_codes_of_a_file_are_counted_room_by_room(filled: Coorddesk, tmp_path: Path) -> None:
    codes = tmp_path / "codes.txt"
    codes.write_text("cd-1\nCD-1\nSalle 102\nCD-2\nOLD\n", encoding="utf-8")
    ran = filled("stocktake-scan", "été 2026", codes, "--place", "Salle 101")
    assert ran.out == (
        "found\tCD-1\tSalle 101\tSalle 101\n"
        "again\tCD-1\tSalle 101\tSalle 101\n"
        "room\tSalle 102\tSalle 102\t\n"
        "misplaced\tCD-2\tSalle 102\tSalle 101\n"
        "unknown\tOLD\tSalle 102\t\n"
        "5 codes: 1 found, 1 misplaced, 1 unknown.\n"
    )
    status = filled("stocktake-status", "1", "--json").json
    assert {key: status[key] for key in ("devices", "left", "found", "misplaced", "missing", "unknown", "to_find")} == {
        "devices": 3,
        "left": 1,
        "found": 1,
        "misplaced": 1,
        "missing": 0,
        "unknown": 1,
        "to_find": [{"code": "CD-3", "place": "Salle 102", "state": "expected"}],
    }
    closed = filled("stocktake-close", "1", "--missing", "Unavailable", "--json").json
    assert (closed["missing"], closed["closed"] is None) == (1, False)
    assert [row["name"] for row in filled("stocktake-status", "--json").json] == ["Été 2026"]


def test_codes_are_read_however_they_were_saved_and_a_workbook_is_none(filled: Coorddesk, tmp_path: Path) -> None:
    """What a terminal of Windows redirects into a file is UTF-16."""
    codes = tmp_path / "codes.txt"
    codes.write_bytes("CD-1\r\nCD-2\r\n".encode("utf-16"))
    counted = filled("stocktake-scan", "1", codes, "--json").json
    assert [(each["verdict"], each["code"]) for each in counted] == [("found", "CD-1"), ("found", "CD-2")]
    workbook = tmp_path / "codes.xlsx"
    assert filled("template", "scans", workbook).code == 0
    refused = filled("stocktake-scan", "1", workbook)
    said = "codes.xlsx is no text with a code on each line. “coorddesk import scans” takes a sheet.\n"
    assert (refused.code, refused.err) == (1, said)
    assert filled("stocktake-status", "1", "--json").json["unknown"] == 0


def test_codes_come_from_stdin_too(filled: Coorddesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("CD-3\n"))
    assert filled("stocktake-scan", "1", "--json").json == [
        {
            "verdict": "found",
            "code": "CD-3",
            "called": "CD-3",
            "asset": 3,
            "place": None,
            "expected": "Salle 102",
        }
    ]
    assert filled("stocktake-status").out == "1\tÉté 2026\t1/3\tEverything\n"
    assert filled("stocktake-status", "1").out.splitlines()[1:] == [
        "CD-1\tSalle 101\tPortable",
        "CD-2\tSalle 101\tPortable",
    ]


def test_what_is_not_there_is_said(filled: Coorddesk, tmp_path: Path) -> None:
    for words, said in (
        (("stocktake-close", "Hiver"), "No stocktake is called “Hiver”."),
        (("stocktake-status", "9" * 30), "No stocktake is called"),
        (("stocktake-close", "1", "--missing", "Envolé"), "No status is called “Envolé”. There are: In stock, "),
        (("stocktake-scan", "1", tmp_path / "none.txt"), "none.txt"),
    ):
        ran = filled(*words)
        assert ran.code == 1
        assert said in ran.err


def test_a_desk_without_any_says_so(coorddesk: Coorddesk) -> None:
    assert coorddesk("stocktake-status").out == "No stocktake yet\n"


def test_a_place_narrows_what_is_expected(filled: Coorddesk) -> None:
    assert filled("stocktake-open", "Salle 102", "--place", "Salle 102", "--json").json["left"] == 1
    ran = filled("stocktake-close", "Salle 102", "--leave-misplaced", "--free-holders")
    assert ran.out == "“Salle 102” is closed: 1 missing.\n"
