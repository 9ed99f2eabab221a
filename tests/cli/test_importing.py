"""Sheets of every origin through the command line, with everything that can be said about them."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
DEVICES = "N° inventaire;Désignation;Date;Lieu;État\nA1;Écran;03/04/2024;CDI;HS\nA2;Clavier;05/06/2024;;Neuf\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_one_change(coorddesk: Coorddesk, tmp_path: Path) -> None:
    folder = tmp_path / "parc"
    folder.mkdir()
    write(folder / "salle 2.csv", "Tag;Nom\nB1;Écran\n")
    write(folder / "salle 10.csv", "Tag;Nom\nC1;Écran\nC2;Écran\n")
    write(folder / "~$salle 2.csv", "lock")
    answer = coorddesk("import", "assets", folder, "--json").json
    assert [(one["file"], one["counts"]["new"]) for one in answer["files"]] == [("salle 2.csv", 1), ("salle 10.csv", 2)]
    history = coorddesk("history", "--json").json
    assert history[0]["deed"] == "Import devices: 3 new, 0 changed"
    assert history[0]["change_set"] == answer["change_set"]


def test_one_bad_sheet_of_a_folder_leaves_nothing(coorddesk: Coorddesk, tmp_path: Path) -> None:
    folder = tmp_path / "parc"
    folder.mkdir()
    write(folder / "a.csv", "Tag;Nom\nB1;Écran\n")
    write(folder / "b.csv", "Foo;Bar\n1;2\n")
    ran = coorddesk("import", "assets", folder)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("b.csv: None of the headers in row 1 is known: Foo, Bar.")
    assert coorddesk("search", "Écran").out == "Nothing was found.\n"


def test_a_folder_without_sheets_is_told(coorddesk: Coorddesk, tmp_path: Path) -> None:
    ran = coorddesk("import", "assets", tmp_path)
    assert (ran.code, ran.err) == (1, f"There is no sheet in the folder {tmp_path}.\n")


def test_cells_come_over_standard_input(coorddesk: Coorddesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('Tag\tNom\nB1\t"Écran\nlarge"\n'))
    assert coorddesk("import", "assets", "-", "--json").json["counts"]["new"] == 1


def test_what_people_say_of_a_sheet_goes_before_what_it_seems(coorddesk: Coorddesk, tmp_path: Path) -> None:
    sheet = write(tmp_path / "parc.csv", DEVICES)
    said = ["--map", "Date=purchase_date", "--read", "purchase_date=mdy", "--set", "Lieu=Réserve"]
    coorddesk("import", "assets", sheet, *said, "--value", "condition:HS=Endommagé")
    exported = tmp_path / "out.csv"
    coorddesk("export", "assets", exported, language="fr")
    written = exported.read_text(encoding="utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
    rows = [line.split(";") for line in written.splitlines()]
    places = {name: rows[0].index(name) for name in ("N° inventaire", "Date d’achat", "Lieu", "État")}
    assert [[row[place] for place in places.values()] for row in rows[1:]] == [
        ["A1", "04/03/2024", "CDI", "Endommagé"],
        ["A2", "06/05/2024", "Réserve", "Neuf"],
    ]


def test_people_say_where_the_headers_are_and_how_many_rows_they_take(coorddesk: Coorddesk, tmp_path: Path) -> None:
    sheet = write(tmp_path / "parc.csv", "Parc;;\nN° inventaire;Achat;\n;Date;Prix\nA1;03/04/2024;12,50\n")
    said = ["--header-row", "2", "--header-depth"]
    assert coorddesk("import", "assets", sheet, "--dry-run", "--json", *said, "1").json["header_depth"] == 1
    look = coorddesk("import", "assets", sheet, "--dry-run", "--json", *said, "2").json
    assert (look["header_row"], look["header_depth"]) == (2, 2)
    assert look["mapping"] == {"N° inventaire": "tag", "Achat Date": "purchase_date", "Achat Prix": "price"}
    ran = coorddesk("import", "assets", sheet, *said, "3")
    assert (ran.code, "invalid choice: 3 (choose from 1, 2)" in ran.err) == (2, True)


def test_unknown_names_are_left_out_if_people_say_so(coorddesk: Coorddesk, tmp_path: Path) -> None:
    sheet = write(tmp_path / "parc.csv", DEVICES)
    assert coorddesk("import", "assets", sheet, "--unknown", "place=empty", "--json").json["creates"] == {}
    refused = coorddesk("import", "places", write(tmp_path / "p.csv", "Nom;Dans\nA;B\n"), "--unknown", "parent=refuse")
    assert "1 refused" in refused.out


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--set", "place"], "--set wants “FIELD=VALUE”, not “place”."),
        (["--value", "HS=broken"], "--value wants “FIELD:TEXT=MEANING”, not “HS=broken”."),
        (["--unknown", "place=burn"], "--unknown does not know “burn”. It knows: create, empty, refuse."),
    ],
)
@on_one_database
def test_what_makes_no_sense_is_told(coorddesk: Coorddesk, tmp_path: Path, option: list[str], said: str) -> None:
    ran = coorddesk("import", "assets", write(tmp_path / "parc.csv", DEVICES), *option)
    assert (ran.code, ran.err) == (1, said + "\n")


def test_an_empty_sheet_is_filled_in_and_taken(coorddesk: Coorddesk, tmp_path: Path) -> None:
    sheet = tmp_path / "modele.xlsx"
    assert coorddesk("template", "assets", sheet, language="fr").code == 0
    book = load_workbook(sheet)
    book.worksheets[0].append(["00042", None, "Écran"])
    book.save(sheet)
    answer = coorddesk("import", "assets", sheet, "--json").json
    assert (answer["counts"]["new"], answer["sheet"], answer["unmapped"]) == (1, "Appareils", [])
    assert coorddesk("search", "00042").out.startswith("00042")


def test_an_empty_sheet_never_lies_in_a_file_of_another_form(coorddesk: Coorddesk, tmp_path: Path) -> None:
    ran = coorddesk("template", "assets", tmp_path / "devices.csv")
    assert (ran.code, ran.err) == (1, "A sheet to fill in has lists to choose from: call it ….xlsx.\n")
    assert list(tmp_path.glob("devices*")) == []
