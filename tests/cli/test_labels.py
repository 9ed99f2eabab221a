from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from coorddesk.reporting.preview import page_count
from coorddesk.reporting.qr import draw_squares, squares
from tests.cli.conftest import SAMPLE, Coorddesk
from tests.labels.paper import all_codes, codes_on

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def scan(*codes: str) -> bytes:
    """A page for each code, as it comes back from the scanner."""
    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    for text in codes:
        code = squares(text)
        assert code is not None
        draw_squares(canvas, code, 90, (430, 800))
        canvas.drawString(80, 500, "Signed")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@on_one_database
def test_labels_of_chosen_devices_begin_at_cell_seven(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    out = tmp_path / "labels.pdf"
    ran = coorddesk("labels", "assets", out, "--format", "L7160", "--start", "7", "--where", "tag!=", "--json")
    assert ran.code == 0
    pdf = out.read_bytes()
    assert ran.json == {"labels": len(ran.json["codes"]), "pages": page_count(pdf), "codes": all_codes(pdf)}
    assert ran.json["codes"]
    first = codes_on(pdf)[0]
    assert (7.2 < first.left < 70.7, 91.3 < first.top < 129.5) == (True, True)


@on_one_database
@pytest.mark.parametrize("kind", ["places", "people"])
def test_places_and_people_get_codes_of_ours(coorddesk: Coorddesk, tmp_path: Path, kind: str) -> None:
    coorddesk("import", "assets", SAMPLE)
    out = tmp_path / "labels.pdf"
    ran = coorddesk("labels", kind, out, "--format", "L7651", "--owner", "", "--no-logo", "--json")
    assert all_codes(out.read_bytes()) == ran.json["codes"]
    assert {code[:3] for code in ran.json["codes"]} == {"CDP" if kind == "places" else "CDU"}


@on_one_database
def test_kits_and_shelves_get_codes_of_ours(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    sheets = {"kits": "Kit;Appareil\nSac photo;INV-0002\n", "stock": "Article;Rayon\nToner;\nSouris;\n"}
    for kind, rows in sheets.items():
        sheet = tmp_path / f"{kind}.csv"
        sheet.write_text(rows, encoding="utf-8")
        assert coorddesk("import", kind, sheet).code == 0
    out = tmp_path / "labels.pdf"
    assert coorddesk("labels", "kits", out, "--json").json["codes"] == ["CDK1"] == all_codes(out.read_bytes())
    assert coorddesk("labels", "stock", out, "--where", "name~tone", "--json").json["codes"] == ["CDS1"]


@on_one_database
def test_what_is_written_is_said(coorddesk: Coorddesk, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    assert coorddesk("labels", "ahead", out, "--count", "30").out == f"{out}: 30 labels on 2 pages.\n"
    assert all_codes(out.read_bytes())[-1] == "CD-00030"


@on_one_database
@pytest.mark.parametrize("slip", [("--format", "L9999"), ("--offset", "left"), ("--start", "22"), ("--copies", "0")])
def test_a_slip_of_the_pen_draws_no_numbers(coorddesk: Coorddesk, tmp_path: Path, slip: tuple[str, str]) -> None:
    out = tmp_path / "labels.pdf"
    assert coorddesk("labels", "ahead", out, "--count", "3", *slip).code != 0
    assert coorddesk("labels", "ahead", out, "--count", "1", "--json").json["codes"] == ["CD-00001"]


@on_one_database
def test_bars_a_frame_and_an_offset(coorddesk: Coorddesk, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    said = ("--code", "code128", "--frame", "--offset", "0.5,-1.2", "--copies", "2")
    coorddesk("labels", "ahead", out, "--count", "2", *said)
    assert all_codes(out.read_bytes()) == ["CD-00001", "CD-00001", "CD-00002", "CD-00002"]


@on_one_database
def test_sheets_are_listed(coorddesk: Coorddesk) -> None:
    assert "L7160 (63.5 × 38.1 mm, 3 × 7)" in coorddesk("labels", "--list").out.splitlines()
    assert coorddesk("labels", "--list", "--json").json[1]["key"] == "L7160"


@on_one_database
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cats", "a.pdf"], "Labels for what? There are: assets, places, people, kits, stock, ahead."),
        (["assets", "a.doc"], "Say where to write the labels: a name that ends in .pdf."),
        (["ahead", "a.pdf"], "How many numbers? Say --count NUMBER."),
        (["assets", "a.pdf", "--where", "tag=none"], "There is none like that."),
        (["assets", "a.pdf", "--offset", "left"], "--offset wants “RIGHT,DOWN”, not “left”."),
        (["assets", "a.pdf", "--offset", "inf,0"], "--offset wants “RIGHT,DOWN”, not “inf,0”."),
        (["assets", "a.pdf", "--start", "22"], "A sheet of this format has the cells 1 to 21."),
        (["kits", "a.pdf", "--where", "name=Sac"], "Labels of kits are of all kits: leave --where out."),
        (["kits", "a.pdf"], "There is none like that."),
        (["people", "a.pdf", "--fields", "cats"], "There is no field “cats”. There are: "),
        (["places", "a.pdf", "--where", "place~Site"], "Of places, only those inside one can be asked for: "),
    ],
)
def test_the_users_trouble_is_one_sentence_and_1(
    coorddesk: Coorddesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    coorddesk("import", "assets", SAMPLE)
    ran = coorddesk("labels", *words)
    assert (ran.code, ran.out, ran.err[: len(said)]) == (1, "", said)
    assert not (tmp_path / "a.pdf").exists()


def test_scanned_pages_are_filed_by_their_codes(coorddesk: Coorddesk, tmp_path: Path) -> None:
    coorddesk("import", "assets", SAMPLE)
    tags = list(coorddesk("labels", "assets", tmp_path / "a.pdf", "--where", "tag!=", "--json").json["codes"])
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(tags[0], "CDL99", tags[1]))
    dry = coorddesk("file-papers", path, "--dry-run")
    assert dry.out.splitlines() == [
        f"scan.pdf, page 1: {tags[0]}",
        "scan.pdf, page 2: “CDL99” leads to no record of this desk.",
        f"scan.pdf, page 3: {tags[1]}",
        "2 papers would be filed.",
    ]
    filed = coorddesk("file-papers", path, "--json").json
    assert [each["name"] for each in filed] == [tags[0], None, tags[1]]
    assert "File 2 signed papers" in coorddesk("history", "--limit", "1").out
    assert coorddesk("check").code == 0
    assert coorddesk("undo").code == 0


@on_one_database
def test_a_scan_that_is_none_is_said(coorddesk: Coorddesk, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"no pdf")
    assert coorddesk("file-papers", path).err == "scan.pdf is damaged, or protected by a password. Scan it again.\n"
