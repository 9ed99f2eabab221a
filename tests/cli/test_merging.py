from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Coorddesk

PEOPLE = (
    "Nom;Prénom;E-mail;Identifiant\n"
    "Moreau;Inès;ines@ecole.example;P12\n"
    "Inès;Moreau;moreau@ecole.example;P13\n"
    "Diallo;Awa;;\n"
)


def with_people(coorddesk: Coorddesk, folder: Path) -> None:
    sheet = folder / "people.csv"
    sheet.write_text(PEOPLE, encoding="utf-8")
    assert coorddesk("import", "people", sheet).code == 0


def test_duplicates_are_listed_with_their_reason(coorddesk: Coorddesk, tmp_path: Path) -> None:
    assert coorddesk("duplicates", "people").out == "Nothing looks like a duplicate.\n"
    with_people(coorddesk, tmp_path)
    assert coorddesk("duplicates", "people").out == "1\tInès Moreau (P12)\t2\tMoreau Inès (P13)\tSame name\n"
    assert coorddesk("duplicates", "people", "--json").json == [
        {
            "one": {"id": 1, "name": "Inès Moreau", "detail": "P12"},
            "other": {"id": 2, "name": "Moreau Inès", "detail": "P13"},
            "why": "Same name",
        }
    ]
    assert coorddesk("duplicates", "chairs").err == (
        "Which kind? There are: people, places, suppliers, departments, categories, manufacturers, models, "
        "stock, licences.\n"
    )


def test_two_records_become_one_by_number_and_are_two_again(coorddesk: Coorddesk, tmp_path: Path) -> None:
    with_people(coorddesk, tmp_path)
    assert coorddesk("merge", "people", "1", "2").err == (
        "Identifier: “P12” or “P13”? Say which one stays. "
        "Add --keep identifier, or --take identifier for that of the one that goes.\n"
    )
    merged = coorddesk("merge", "people", "1", "2", "--keep", "identifier", "--take", "E-mail", "--json").json
    assert (merged["id"], merged["name"], merged["gone"]) == (1, "Inès Moreau", 2)
    assert (merged["values"]["identifier"], merged["values"]["email"]) == ("P12", "moreau@ecole.example")
    assert coorddesk("duplicates", "people", "--json").json == []
    assert coorddesk("undo").out == "Undone: Merge person “Moreau Inès” into “Inès Moreau”\n"
    assert len(coorddesk("duplicates", "people", "--json").json) == 1


def test_records_are_named_as_people_name_them(coorddesk: Coorddesk, tmp_path: Path) -> None:
    with_people(coorddesk, tmp_path)
    ran = coorddesk("merge", "people", "P12", "P13", "--take", "identifier", language="en")
    assert ran.out == "“Moreau Inès” is part of “Inès Moreau” now.\n"
    assert coorddesk("merge", "people", "1", "9" * 20).err == f"There is no “{'9' * 20}” among these: People.\n"
    assert coorddesk("merge", "people", "awa diallo", "Nobody").err == "There is no “Nobody” among these: People.\n"
    assert coorddesk("merge", "people", "Awa Diallo", "awa diallo").err == (
        "A record cannot be merged with itself. Choose another.\n"
    )
    assert coorddesk("merge", "people", "1", "3", "--take", "shoes").err.startswith("There is no field “shoes” here.")
