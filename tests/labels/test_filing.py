from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument, PdfPage

from coorddesk import features
from coorddesk.core.errors import UserError
from coorddesk.core.files import get
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.reports.devices import asset_sheets
from coorddesk.labels.imports import Part, ScannedPage, file_of, filings, page_picture, parts_of, read_scan
from coorddesk.labels.service import file_pages
from coorddesk.lending.reports.slips import slips
from coorddesk.lending.service import Borrower, NewLoan, Things, lend
from coorddesk.notes.queries import attachments_of
from coorddesk.reporting.document import write_document
from coorddesk.reporting.qr import draw_squares, squares
from coorddesk.stocktaking.reports.closing import closing_report
from coorddesk.stocktaking.reports.counting_sheets import counting_sheets
from coorddesk.stocktaking.service import NewStocktake, open_stocktake
from tests.factories import make_asset, make_person, make_place
from tests.labels.paper import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.blocks import Document
    from coorddesk.reporting.report import Stamp

ALL = features.load()
TAGS = ("PC-2026-001", "PC-2026-002", "PC-2026-003")


@pytest.fixture
def sheets(desk: Database, stamp: Stamp, texts: Texts) -> bytes:
    """The device sheets of three devices, a page each, as they were printed to be signed."""
    with desk.transaction() as session:
        ids = [make_asset(session, tag) for tag in TAGS]
    out = BytesIO()
    with desk.reading() as session:
        write_document(asset_sheets(session, ids), out, stamp, texts)
    return out.getvalue()


def paper(*codes: str) -> bytes:
    """A page of A4 that bears these codes."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    canvas.drawString(60, 600, "Signed by Awa Diallo on 22 November 2026")
    for number, text in enumerate(codes):
        code = squares(text)
        assert code is not None
        draw_squares(canvas, code, 80, (400, 800 - 120 * number))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def joined(*pdfs: bytes | None) -> bytes:
    """Pages of several files in one; None is an empty one."""
    whole = PdfDocument.new()
    for pdf in pdfs:
        if pdf is None:
            whole.new_page(595, 842)
            continue
        with PdfDocument(pdf) as part:
            whole.import_pages(part)
    out = BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def scanned(page: Image.Image, turned: float, *, grain: int = 0) -> Image.Image:
    """A page as a scanner or a telephone gives it back: turned, a little grey, with grain."""
    page = page.rotate(turned, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC)
    if grain:
        dust = random.Random(7)
        noise = Image.frombytes(
            "L", page.size, bytes(dust.randrange(255 - grain, 256) for _dot in range(page.width * page.height))
        )
        page = Image.blend(page, noise, 0.25).filter(ImageFilter.GaussianBlur(0.7))
    return page


@pytest.mark.parametrize("dots", [150, 200, 300])
@pytest.mark.parametrize("turned", [0, 90, 180, 270, 4.5, -12])
def test_the_code_is_read_however_the_page_lay(sheets: bytes, tmp_path: Path, dots: int, turned: float) -> None:
    path = tmp_path / "scan.png"
    scanned(picture(sheets, 1, dots), turned).save(path)
    assert read_scan(path) == [ScannedPage(1, (TAGS[1],), is_blank=False)]


@pytest.mark.parametrize("turned", [0, 3, 90])
def test_the_code_is_read_from_a_grainy_photo(sheets: bytes, tmp_path: Path, turned: float) -> None:
    path = tmp_path / "photo.jpg"
    scanned(picture(sheets, 0, 150), turned, grain=90).save(path, quality=60)
    assert [page.codes for page in read_scan(path)] == [(TAGS[0],)]


def test_a_photo_taken_from_aside_is_read(sheets: bytes, tmp_path: Path) -> None:
    page = picture(sheets, 0, 200)
    width, height = page.size
    aside = page.transform(
        page.size,
        Image.Transform.QUAD,
        (-80, -40, 60, height + 90, width + 150, height - 30, width - 40, 70),
        fillcolor=120,
    )
    aside.save(tmp_path / "photo.jpg")
    assert [seen.codes for seen in read_scan(tmp_path / "photo.jpg")] == [(TAGS[0],)]


def test_a_photo_is_turned_as_the_telephone_was_held(sheets: bytes, tmp_path: Path) -> None:
    held = Image.Exif()
    held[0x0112] = 6
    picture(sheets, 2, 150).save(tmp_path / "photo.jpg", exif=held)
    assert [page.codes for page in read_scan(tmp_path / "photo.jpg")] == [(TAGS[2],)]


def test_a_tiff_holds_several_pages(sheets: bytes, tmp_path: Path) -> None:
    first, *others = (picture(sheets, page, 200).convert("1") for page in range(3))
    first.save(tmp_path / "fax.tif", save_all=True, append_images=others)
    assert [page.codes for page in read_scan(tmp_path / "fax.tif")] == [(tag,) for tag in TAGS]


def test_a_pdf_is_split_by_its_codes_and_empty_backs_go_with_their_fronts(sheets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(joined(sheets, None, paper("PC-2026-001"), paper()))
    pages = read_scan(path)
    assert [page.is_blank for page in pages] == [False, False, False, True, False, False]
    assert parts_of(path, pages) == [
        Part(path, (1,), (TAGS[0],), TAGS[0]),
        Part(path, (2,), (TAGS[1],), TAGS[1]),
        Part(path, (3, 4), (TAGS[2],), TAGS[2]),
        Part(path, (5,), (TAGS[0],), TAGS[0]),
        Part(path, (6,)),
    ]
    assert parts_of(path, pages, follows=True)[-1].pages == (5, 6)


def test_pages_of_one_code_are_one_file_and_a_paper_goes_before_what_it_lists(tmp_path: Path) -> None:
    path = tmp_path / "loan.pdf"
    path.write_bytes(joined(paper("CDL7", "PC-1", "PC-2"), paper("CDL7"), paper("PC-1", "PC-2")))
    assert [(part.pages, part.code) for part in parts_of(path, read_scan(path))] == [((1, 2), "CDL7"), ((3,), "")]


def test_every_part_goes_to_its_record_or_says_why_not(
    desk: Database, sheets: bytes, tmp_path: Path, texts: Texts
) -> None:
    with desk.transaction() as session:
        room = make_place(session, "Salle 12")
    path = tmp_path / "scan.pdf"
    path.write_bytes(
        joined(sheets, paper(f"CDP{room}"), paper("CDP999"), paper("https://example.org"), paper("A", "B"), paper())
    )
    with desk.reading() as session:
        found = filings(session, ALL, parts_of(path, read_scan(path)))
    assert [filing.called for filing in found] == [*TAGS, "Salle 12", "", "", "", ""]
    assert [texts.say(filing.trouble) for filing in found if filing.trouble] == [
        "“CDP999” leads to no record of this desk.",
        "“https://example.org” leads to no record of this desk.",
        "It bears several codes: A, B.",
        "No code was found on it.",
    ]


def test_pages_are_attached_as_one_change_that_can_be_undone(desk: Database, sheets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Prêts du lundi.pdf"
    path.write_bytes(joined(sheets, None))
    with desk.reading() as session:
        found = filings(session, ALL, parts_of(path, read_scan(path)))
    data = path.read_bytes()
    with desk.transaction() as session:
        assert file_pages(session, [file_of(filing, data) for filing in found]) == 3
    with desk.reading() as session:
        kept = {
            subject: attachments_of(session, subject) for subject in ((filing.subject or ("", 0)) for filing in found)
        }
        assert [[row.name for row in rows] for rows in kept.values()] == [
            ["Prêts du lundi p1.pdf"],
            ["Prêts du lundi p2.pdf"],
            ["Prêts du lundi p3-4.pdf"],
        ]
        for page, (row,) in enumerate(kept.values()):
            with PdfDocument(get(session, row.file)) as cut:
                assert len(cut) == (2 if page == 2 else 1)
                assert TAGS[page] in cut[0].get_textpage().get_text_range()
        change_set = next_to_undo(session)
    assert change_set is not None
    with desk.transaction() as session:
        undo(session, change_set)
    with desk.reading() as session:
        assert [attachments_of(session, subject) for subject in kept] == [[], [], []]


def test_each_page_of_a_tiff_goes_to_its_record_alone(desk: Database, sheets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    first, *others = (picture(sheets, page, 200).convert("1") for page in range(3))
    first.save(path, save_all=True, append_images=others, compression="group4")
    with desk.reading() as session:
        found = filings(session, ALL, parts_of(path, read_scan(path)))
    filed = [file_of(filing, path.read_bytes()).file for filing in found]
    assert [file.name for file in filed] == ["fax p1.tif", "fax p2.tif", "fax p3.tif"]
    for file, tag in zip(filed, TAGS, strict=True):
        (tmp_path / file.name).write_bytes(file.data)
        assert [page.codes for page in read_scan(tmp_path / file.name)] == [(tag,)]


def test_one_page_is_looked_at_without_those_before_it(
    sheets: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    render = PdfPage.render

    def counted(page: PdfPage, **how: object) -> object:
        drawn.append(1)
        return render(page, **how)

    path = tmp_path / "scan.pdf"
    path.write_bytes(joined(*[sheets] * 4))
    monkeypatch.setattr(PdfPage, "render", counted)
    width, height, pixels = page_picture(path, 11, 900)
    assert (len(drawn), max(width, height), len(pixels)) == (1, 900, 4 * width * height)
    seen = Image.frombytes("RGBA", (width, height), pixels).convert("L")
    seen.save(tmp_path / "page.png")
    assert [page.codes for page in read_scan(tmp_path / "page.png")] == [(TAGS[1],)]


@pytest.mark.parametrize("turned", [1.5, -3, 180])
def test_the_slip_of_a_loan_comes_back_signed(
    desk: Database, tmp_path: Path, stamp: Stamp, texts: Texts, turned: float
) -> None:
    """A real slip, both of its copies on one page, scanned askew by a tired machine."""
    with desk.transaction() as session:
        assets = [make_asset(session, tag) for tag in TAGS]
        loans = [
            lend(session, NewLoan(Borrower(make_person(session, name, "Awa")), Things((asset,)), None))
            for name, asset in zip(("Diallo", "Martin", "Rossi"), assets, strict=True)
        ]
    out = BytesIO()
    with desk.reading() as session:
        write_document(slips(session, loans), out, stamp, texts)
    path = tmp_path / "Lundi.tif"
    first, *others = (scanned(picture(out.getvalue(), page, 200), turned, grain=60) for page in range(3))
    first.save(path, save_all=True, append_images=others, compression="jpeg")
    with desk.reading() as session:
        found = filings(session, ALL, parts_of(path, read_scan(path)))
    assert [(filing.subject, filing.trouble) for filing in found] == [(("loan", loan), None) for loan in loans]


@pytest.mark.parametrize("paper", [closing_report, counting_sheets])
def test_the_papers_of_a_stocktake_come_back_signed(
    desk: Database, tmp_path: Path, stamp: Stamp, texts: Texts, paper: Callable[[Session, Sequence[int]], Document]
) -> None:
    with desk.transaction() as session:
        make_asset(session, TAGS[0], place_id=make_place(session, "Salle 12"))
        stocktake = open_stocktake(session, NewStocktake("Été"))
    out = BytesIO()
    with desk.reading() as session:
        write_document(paper(session, (stocktake,)), out, stamp, texts)
    (tmp_path / "scan.pdf").write_bytes(out.getvalue())
    with desk.reading() as session:
        (filing,) = filings(session, ALL, parts_of(tmp_path / "scan.pdf", read_scan(tmp_path / "scan.pdf")))
    assert (filing.subject, filing.called) == (("stocktake", stocktake), "Été")


def test_a_file_that_is_one_part_stays_as_it_is(desk: Database, sheets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    picture(sheets, 0, 150).save(path)
    with desk.reading() as session:
        (filing,) = filings(session, ALL, parts_of(path, read_scan(path)))
    filed = file_of(filing, path.read_bytes())
    assert (filed.file.name, filed.file.data) == ("photo.jpg", path.read_bytes())


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("scan.pdf", b"no pdf", "damaged"),
        ("scan.png", b"no picture", "damaged"),
        ("scan.docx", b"PK", "no scan"),
        ("gone.pdf", None, "There is no file"),
    ],
)
def test_what_is_no_scan_is_said(tmp_path: Path, texts: Texts, name: str, data: bytes | None, sentence: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_scan(tmp_path / name)
    assert sentence in texts.say(refused.value.message)
