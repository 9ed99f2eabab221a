from __future__ import annotations

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from coorddesk import features
from tests.cli.conftest import SAMPLE, Coorddesk

NAMES = [report.key for feature in features.load() for report in feature.reports]
on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def words(file: Path) -> list[str]:
    """What stands on the first page."""
    with PdfDocument(file) as document:
        text: str = document[0].get_textpage().get_text_bounded()
    return text.splitlines()


@on_one_database
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cats"], f"Which report? There are: {', '.join(NAMES)}."),
        (["assets"], "Say where to write it: --output FILE.pdf, .xlsx or .csv."),
        (["assets", "--output", "list.doc"], "list.doc: the name must end in .pdf, .xlsx, .csv."),
        (["assets", "--output", "a.pdf", "--about", "Salle"], "--about wants “KIND:NAME”, not “Salle”."),
        (
            ["assets", "--output", "a.pdf", "--about", "place:zzz"],
            "None of the places is called “zzz”. Find it with “coorddesk search”.",
        ),
        (
            ["suppliers", "--output", "a.pdf", "--about", "asset:1"],
            "The report suppliers cannot be about one record of that kind: asset.",
        ),
        (
            ["value-by-year", "--output", "a.pdf", "--columns", "name,cats"],
            "There is no column “cats” here. There are: name, devices, value, share, quantity, unpriced.",
        ),
        (["room-sheets", "--output", "a.pdf", "--text", "cats"], "--text wants “NAME=TEXT”, not “cats”."),
        (
            ["room-sheets", "--output", "a.pdf", "--text", "cats=x"],
            "The report asks for no text “cats”. It asks for: emergency, in_charge, trouble.",
        ),
    ],
)
def test_the_users_trouble_is_one_sentence_and_1(coorddesk: Coorddesk, words: list[str], said: str) -> None:
    coorddesk("import", "assets", SAMPLE)
    ran = coorddesk("report", *words)
    assert (ran.code, ran.out, ran.err) == (1, "", f"{said}\n")


@on_one_database
def test_reports_are_listed(coorddesk: Coorddesk) -> None:
    assert [line.split()[0] for line in coorddesk("report", "--list").out.splitlines()] == NAMES
    assert [row["name"] for row in coorddesk("report", "--list", "--json").json] == NAMES


@on_one_database
def test_every_report_is_a_proper_page_on_an_empty_desk(coorddesk: Coorddesk, tmp_path: Path) -> None:
    for name in NAMES:
        file = tmp_path / f"{name}.pdf"
        assert coorddesk("report", name, "--output", file).out == f"{file} is written.\n"
        says_so = any("empty" in line or "nothing to print" in line for line in words(file))
        assert says_so == (name != "survey-form")  # a new desk has questionnaires


@pytest.mark.parametrize(
    ("desks", "suffix"),
    [
        ("sqlite", ".pdf"),
        ("sqlite", ".xlsx"),
        pytest.param("postgresql", ".csv", marks=pytest.mark.postgres),
    ],
    indirect=["desks"],
)
def test_every_report_is_written(coorddesk: Coorddesk, tmp_path: Path, suffix: str) -> None:
    coorddesk("import", "assets", SAMPLE)
    for name in NAMES:
        file = tmp_path / f"{name}{suffix}"
        ran = coorddesk("report", name, "--output", file)
        assert (ran.code, ran.out, ran.err) == (0, f"{file} is written.\n", "")


def test_a_report_is_about_one_record(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    about = tmp_path / "about.pdf"
    assert coorddesk("report", "asset-sheets", "--output", about, "--about", "asset:INV-0003").code == 0
    assert words(about)[0] == "INV-0003"
    assert coorddesk("report", "asset-sheets", "--output", about, "--about", "asset:1").code == 0
    assert words(about)[0] == "INV-0001"
    assert coorddesk("report", "asset-sheets", "--output", about, "--about", "cdd3").code == 0
    assert words(about)[0] == "INV-0003"
    several = coorddesk("report", "asset-sheets", "--output", about, "--about", "asset:INV-00")
    assert several.err.startswith("“INV-00” may be several. Say which by its number: asset:")


@on_one_database
def test_a_room_goes_before_what_is_inside_it(coorddesk: Coorddesk, tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("Nom;Parent\nSite;\nBâtiment A;Site\nSalle 1;Site / Bâtiment A\n", encoding="utf-8")
    assert coorddesk("import", "places", places).code == 0
    door = tmp_path / "door.pdf"
    assert coorddesk("report", "room-sheets", "--output", door, "--about", "place:bâtiment a").code == 0
    assert "Bâtiment" in words(door)[0]


@on_one_database
def test_paper_columns_and_texts_are_said(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    file = tmp_path / "list.pdf"
    ran = coorddesk(
        *("report", "assets", "--output", file, "--title", "All we have", "--paper", "a5", "--landscape"),
        *("--margin", "8", "--columns", "name,tag"),
    )
    assert ran.err == ""
    assert words(file)[0] == "All we have"
    assert "Name Inventory number" in words(file)
    with PdfDocument(file) as document:
        assert tuple(map(round, document[0].get_size())) == (595, 420)
    coorddesk("report", "room-sheets", "--output", file, "--text", "emergency=Call Inès", "--text", "trouble=")
    said = words(file)
    assert "Call Inès" in said
    assert not any("out of order" in line for line in said)
