from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import SAMPLE, Coorddesk
from tests.sheets import make_csv

if TYPE_CHECKING:
    from pathlib import Path

KEY = "ZXQ7-KEY8-SECRET"


def fill(coorddesk: Coorddesk, folder: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    coorddesk("import", "people", make_csv(folder, "Nom;Prénom", "Diallo;Awa", "Moreau;Inès"))
    sheet = make_csv(folder, "Licence;Postes;Clé de licence", f"Suite bureautique;1;{KEY}", "Antivirus;;")
    ran = coorddesk("import", "licences", sheet)
    assert ran.code == 0, ran.err
    assert KEY not in ran.out + coorddesk("history", "--json").out


def test_seats_are_given_and_taken_back(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    ran = coorddesk("licence-give", "suite", "--person", "Diallo")
    assert (ran.code, ran.out) == (0, "“Suite bureautique”: 1 of 1 seats taken.\n")
    assert coorddesk("licence-give", "suite", "--person", "Moreau").code == 1
    ran = coorddesk("licence-give", "suite", "--person", "Moreau", "--device", "INV-0002", "--even-over")
    assert ran.out == "“Suite bureautique”: 3 seats taken of 1: 2 too many.\n"
    assert [row["left"] for row in coorddesk("licences", "--over", "--json").json] == [-2]
    assert coorddesk("licence-back", "suite").err == "Say whose seat comes back.\n"
    assert coorddesk("licence-back", "suite", "--person", "Moreau", "--device", "INV-0002").code == 0
    assert coorddesk("licence-back", "suite", "--person", "Moreau").err == "Nobody named has a seat of it.\n"
    assert coorddesk("licences", "suite").out == "Suite bureautique\t1 of 1 seats taken\t\n"


def test_a_key_is_told_on_purpose_alone(coorddesk: Coorddesk, tmp_path: Path) -> None:
    fill(coorddesk, tmp_path)
    plain = [coorddesk("licences"), coorddesk("licences", "--json"), coorddesk("search", KEY)]
    assert KEY not in "".join(ran.out for ran in plain)
    coorddesk("export", "licences", tmp_path / "out.csv")
    assert KEY not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert [row["key"] for row in coorddesk("licences", "suite", "--keys", "--json").json] == [KEY]
    assert coorddesk("history", "--json").json[0]["deed"] == "Look at the key of “Suite bureautique”"
    assert coorddesk("licences", "antivirus", "--keys").out == "Antivirus\t0 seats taken, no limit\t\t\n"
    assert len([row for row in coorddesk("history", "--json").json if row["deed"].startswith("Look")]) == 1
    assert coorddesk("licence-give", "word", "--person", "Diallo").err == "There is no licence “word”.\n"
