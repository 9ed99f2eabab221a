from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from coorddesk.core.errors import Cancelled, UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.core.texts import Texts
from coorddesk.reporting.page import MM, Page
from coorddesk.reporting.pdf import write_pdf
from coorddesk.reporting.report import Group, Report, Stamp
from tests.reporting.samples import (
    COLUMNS,
    NAME,
    PRICE,
    STAMP,
    TAG,
    Device,
    Watcher,
    devices,
    flat_report,
    logo,
    report,
)

GOLDEN = Path(__file__).parent / "golden"
FILTERS = (_("Site: {name}", name="Nord"),)
MARGIN = 15 * MM


def written(of: Report[Any], texts: Texts, stamp: Stamp = STAMP) -> bytes:
    stream = BytesIO()
    write_pdf(of, stream, stamp, texts)
    return stream.getvalue()


def opened(of: Report[Any], texts: Texts, stamp: Stamp = STAMP) -> Any:
    return pypdfium2.PdfDocument(written(of, texts, stamp))


def words(document: Any, index: int = 0) -> str:
    text: str = document[index].get_textpage().get_text_bounded()
    return text.replace("\r\n", "\n")


def edges(document: Any, text: str, index: int = 0) -> tuple[float, float]:
    """The left and right edge of the first place where `text` stands."""
    page = document[index].get_textpage()
    start, count = page.search(text, match_case=True).get_next()
    return page.get_charbox(start, loose=True)[0], page.get_charbox(start + count - 1, loose=True)[2]


def picture(document: Any, index: int = 0) -> Image.Image:
    image: Image.Image = document[index].render(scale=1).to_pil()
    return image


def test_a_report_reads_as_it_did(french: Texts) -> None:
    """Golden: if the change is meant, delete the file, run once, and look at what is written."""
    document = opened(report(3, 40, columns=(*COLUMNS[:5], PRICE), filters=FILTERS), french)
    read = "\n\f\n".join(words(document, index) for index in range(len(document)))
    golden = GOLDEN / "devices_by_place.fr.txt"
    if not golden.exists():
        golden.write_text(read + "\n", encoding="utf-8")
        pytest.fail(f"{golden} was missing and has been written: look at it")
    assert read + "\n" == golden.read_text(encoding="utf-8")


def test_columns_stand_below_their_titles(english: Texts) -> None:
    document = opened(flat_report(Device("0042", "Tablette"), columns=(TAG, NAME, PRICE)), english)
    assert edges(document, "0042")[0] == pytest.approx(edges(document, "Inventory number")[0], abs=0.1)
    assert edges(document, "Tablette")[0] == pytest.approx(edges(document, "Name")[0], abs=0.1)
    assert edges(document, "1,234.50")[1] == pytest.approx(edges(document, "Price (€)")[1], abs=0.1)


def test_the_table_fills_the_page_between_its_margins(english: Texts) -> None:
    document = opened(flat_report(Device(), columns=(TAG, PRICE)), english)
    assert edges(document, "0042")[0] == pytest.approx(MARGIN, abs=0.1)
    assert edges(document, "1,234.50")[1] == pytest.approx(document[0].get_width() - MARGIN, abs=0.1)


@pytest.mark.parametrize(("landscape", "size"), [(True, (842, 595)), (False, (595, 842))])
def test_paper_is_a4(english: Texts, landscape: bool, size: tuple[int, int]) -> None:
    document = opened(flat_report(page=Page(landscape=landscape)), english)
    assert tuple(map(round, document[0].get_size())) == size


def test_each_page_says_whose_it_is_and_which_of_how_many(french: Texts) -> None:
    document = opened(report(70), french)
    assert [words(document, index).splitlines()[0] for index in range(3)] == [
        "École-médiathèque",
        "École-médiathèque · Appareils par lieu",
        "École-médiathèque · Appareils par lieu",
    ]
    assert [words(document, index).splitlines()[-1] for index in range(3)] == [
        f"Édité le 22/11/2026 09:05 par Claire Martin Page {number}/3" for number in (1, 2, 3)
    ]


def test_an_empty_report_is_a_proper_page(english: Texts) -> None:
    document = opened(report(filters=FILTERS), english)
    assert len(document) == 1
    assert words(document).splitlines() == [
        "École-médiathèque",
        "12, rue des Écoles",
        "93100 Montreuil",
        "Devices by place",
        "0 devices",
        "Filters: Site: Nord",
        "Inventory number Name Status Labelled Purchase date Last seen Price (€) Quantity",
        "This report is empty: nothing matches its filters.",
        "Produced on 22/11/2026 09:05 by Claire Martin Page 1/1",
    ]


def test_nobody_and_nowhere_leave_no_gap(english: Texts) -> None:
    document = opened(flat_report(Device(), columns=(TAG,)), english, Stamp("", "", None, "", STAMP.moment))
    assert words(document).splitlines() == [
        "Devices by place",
        "1 device",
        "Inventory number",
        "0042",
        "Total: 1 device",
        "Produced on 22/11/2026 09:05 Page 1/1",
    ]
    assert document.get_metadata_dict()["Author"] == ""


def test_long_titles_addresses_and_filters_leave_room_for_rows(english: Texts) -> None:
    stamp = Stamp("Organisation " * 30, "address\n" * 40, None, "Author " * 60, STAMP.moment)
    filters = tuple(verbatim(f"filter number {number}") for number in range(400))
    of = report(30, columns=(TAG,), title=verbatim("A very long title " * 40), filters=filters)
    document = opened(of, english, stamp)
    first = words(document)
    assert first.count("address") == 6
    assert "address …" in first
    assert "0001\n0002\n" in first
    assert words(document, 1).splitlines()[1].endswith("…")
    assert words(document, 1).splitlines()[-1].endswith("… Page 2/2")


def test_long_cells_wrap_and_are_never_cut(english: Texts) -> None:
    text = "Console de jeux avec deux manettes supplémentaires et housse de transport rigide " * 3 + "réf/" + "X" * 90
    document = opened(flat_report(Device(name=text), columns=COLUMNS), english)
    assert "".join(text.split()) in "".join(words(document).replace("\ufffe", "-").split())


@pytest.mark.parametrize("text", ["漢字", "🎉", "\x00\x07", "العربية", "a\u0301", "\u202e"])
def test_no_character_stops_a_report(english: Texts, text: str) -> None:
    assert len(opened(flat_report(Device(name=text)), english)) == 1


def test_groups_are_bookmarks(english: Texts) -> None:
    document = opened(report(40, 2), english)
    found = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    assert found == [("Salle 1", 0), ("Salle 2", 1)]


def test_the_document_knows_its_title_language_and_moment(french: Texts) -> None:
    data = written(flat_report(), french)
    known = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert {key: known[key] for key in ("Title", "Author", "Subject", "Creator", "CreationDate")} == {
        "Title": "Appareils par lieu",
        "Author": "Claire Martin",
        "Subject": "École-médiathèque",
        "Creator": "CoordDesk",
        "CreationDate": "D:20261122080500Z",
    }
    assert b"/Lang (fr-FR)" in data
    assert b"/DisplayDocTitle true" in data


def test_only_our_own_typeface_is_used_and_it_is_embedded(english: Texts) -> None:
    data = written(report(2), english)
    assert data.count(b"/FontFile2") == 2
    assert data.count(b"+DejaVuSans") > 0
    assert b"Helvetica" not in data


def test_the_same_report_and_stamp_give_the_same_bytes(french: Texts) -> None:
    stamp = replace(STAMP, logo=logo())
    assert written(report(40), french, stamp) == written(report(40), french, stamp)
    later = replace(stamp, moment=stamp.moment + timedelta(minutes=1))
    assert written(report(40), french, stamp) != written(report(40), french, later)


def test_all_but_the_logo_is_black_and_white(french: Texts) -> None:
    red, green, blue = picture(opened(report(5), french)).convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ((60, 20), (45.0, 15.0)),  # small: as many dots as it has, no blow-up
        ((600, 200), (127.6, 42.5)),  # wide: 45 mm
        ((3000, 6000), (22.7, 45.4)),  # high: 16 mm
    ],
)
def test_the_logo_fits_its_corner(english: Texts, size: tuple[int, int], points: tuple[float, float]) -> None:
    document = opened(flat_report(), english, replace(STAMP, logo=logo(*size)))
    (image,) = document[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = image.get_bounds()
    assert (right - left, top - bottom) == pytest.approx(points, abs=0.1)
    assert left == pytest.approx(MARGIN, abs=0.1)
    assert top == pytest.approx(document[0].get_height() - 13 * MM, abs=0.1)
    assert edges(document, "École")[0] == pytest.approx(right + 5 * MM, abs=0.1)


def test_only_the_first_page_carries_it(english: Texts) -> None:
    document = opened(report(60), english, replace(STAMP, logo=logo()))
    images = [len(list(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))) for page in document]
    assert images == [1, 0, 0]


def test_what_is_transparent_is_paper(english: Texts) -> None:
    nothing = opened(flat_report(), english, replace(STAMP, logo=logo(60, 20, (200, 0, 0, 0))))
    something = opened(flat_report(), english, replace(STAMP, logo=logo(60, 20)))
    place = (round(MARGIN) + 5, round(13 * MM) + 5)
    assert picture(nothing).getpixel(place) == (255, 255, 255)
    assert picture(something).getpixel(place) == (200, 0, 0)


def test_a_jpeg_for_the_press_is_taken_too(english: Texts) -> None:
    data = BytesIO()
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(data, "JPEG")
    document = opened(flat_report(), english, replace(STAMP, logo=data.getvalue()))
    assert len(list(document[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))) == 1


@pytest.mark.parametrize("data", [b"GIF89a", b"not a picture", logo(500, 500)[:100]])
def test_a_damaged_logo_is_said(english: Texts, data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        written(flat_report(), english, replace(STAMP, logo=data))
    assert english.say(refused.value.message) == (
        "The organisation's logo cannot be read. Choose it again in the settings, as PNG or JPEG."
    )


def test_progress_is_told_for_each_page(english: Texts) -> None:
    watcher = Watcher()
    write_pdf(report(70), BytesIO(), STAMP, english, watcher)
    assert watcher.told == [(0, None), (0, None), (0, None), (0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("call", [1, 3, 5])
def test_it_can_be_stopped_while_counting_and_while_drawing(english: Texts, call: int) -> None:
    stream = BytesIO()
    with pytest.raises(Cancelled):
        write_pdf(report(70), stream, STAMP, english, Watcher(cancel_at=call))
    assert stream.getvalue() == b""


def test_groups_without_titles_follow_each_other(english: Texts) -> None:
    of = replace(flat_report(columns=(TAG,)), groups=(Group(None, devices(1)), Group(None, devices(2))))
    assert words(opened(of, english)).splitlines()[-5:-1] == ["0001", "0001", "0002", "Total: 3 devices"]
