"""Scans opened page by page, and the codes on each: however it lies, whatever made it."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.labels.rules import SCAN_SUFFIXES

if TYPE_CHECKING:
    from PIL.Image import Image

_PDF = ".pdf"
_DOTS = 200 / 72  # per point: a code of 15 mm keeps four dots for each square
_LONGEST_EDGE = 3400  # dots that are looked through: more takes longer and finds no more
_SHORTEST_EDGE = 900  # below that, a photo is looked at once more, enlarged
_MOST_PAGES = 300
_MOST_BYTES = 200_000_000
_BLANK_SHARE, _DARK = 0.0001, 150  # of a page's dots: dust; less than a word
_EDGE = 0.06  # of a page, around it: where holes are punched, and a scanner leaves its shadow
_ALONE = threading.Lock()  # PDFium is not made for several threads at once


@dataclass(frozen=True)
class ScannedPage:
    """A page of a scan, counted from 1: the texts of its codes, and whether there is anything on it at all."""

    number: int
    codes: tuple[str, ...]
    is_blank: bool


def read_scan(path: Path, progress: Progress = unwatched) -> list[ScannedPage]:
    """Every page of a file. Raises `UserError` for one that cannot be opened, or holds more than a tray of paper."""
    return [
        ScannedPage(number, codes, is_blank=not codes and _is_blank(picture))
        for number, picture in enumerate(_pictures(path, progress), 1)
        for codes in [_codes(picture)]
    ]


def page_picture(path: Path, number: int, edge: int) -> tuple[int, int, bytes]:
    """A page, counted from 1, at most `edge` pixels each way: width and height, and 4 bytes RGBA for each."""
    for picture in _pictures(path, unwatched, only=number):
        picture.thumbnail((edge, edge))
        return picture.width, picture.height, picture.convert("RGBA").tobytes()
    raise _damaged(path)


def _pictures(path: Path, progress: Progress, only: int | None = None) -> Iterator[Image]:
    """Its pages in their order, or `only` one of them."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise UserError(_("{name} is too large to be looked through. Scan fewer pages at once.", name=path.name))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(_("There is no file {file}. Check its name and folder.", file=str(path))) from error
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=path.name, reason=str(error.strerror))) from error
    if path.suffix.lower() not in SCAN_SUFFIXES:
        raise UserError(_("{name} is no scan: choose a PDF or a picture.", name=path.name))
    of_kind = _of_pdf if path.suffix.lower() == _PDF else _of_picture
    yield from of_kind(path, data, progress, only)


def _of_pdf(path: Path, data: bytes, progress: Progress, only: int | None) -> Iterator[Image]:
    from pypdfium2 import PdfDocument, PdfiumError  # each of these is only for papers that come back

    try:
        with _ALONE, PdfDocument(data) as document:
            count = len(document)
    except PdfiumError as error:
        raise _damaged(path) from error
    _refuse_many(path, count)
    for number in _wanted(count, only):
        progress(number, count, _("{name}: page {number} of {total}", name=path.name, number=number + 1, total=count))
        try:
            with _ALONE, PdfDocument(data) as document:
                page = document[number]
                scale = min(_DOTS, _LONGEST_EDGE / max(page.get_size()))
                picture: Image = page.render(scale=scale, grayscale=True).to_pil().copy()
        except PdfiumError as error:
            raise _damaged(path) from error
        yield picture


def _of_picture(path: Path, data: bytes, progress: Progress, only: int | None) -> Iterator[Image]:
    """A photo turned as the telephone was held; a TIFF may hold several pages."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with _without_warnings(), Pillow.open(BytesIO(data)) as file:
            count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
        _refuse_many(path, count)
        for number in _wanted(count, only):
            progress(
                number, count, _("{name}: page {number} of {total}", name=path.name, number=number + 1, total=count)
            )
            with _without_warnings(), Pillow.open(BytesIO(data)) as file:
                file.seek(number)
                picture = ImageOps.exif_transpose(file).convert("L")
            picture.thumbnail((_LONGEST_EDGE, _LONGEST_EDGE))
            yield picture
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise _damaged(path) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Odd metadata is no trouble of ours. Never held across a `yield`: whoever takes the page is warned as ever."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _wanted(count: int, only: int | None) -> range:
    return range(count) if only is None else range(only - 1, min(only, count))


def _codes(picture: Image) -> tuple[str, ...]:
    """The texts of the QR codes on a page, from the top down, each once; looked for again where there seem none."""
    found = _read(picture)
    if not found and max(picture.size) < _SHORTEST_EDGE * 2:
        found = _read(picture.resize((picture.width * 2, picture.height * 2)))
    if not found:
        found = _read(_evened(picture))
    return found


def _read(picture: Image) -> tuple[str, ...]:
    import zxingcpp

    codes: list[Any] = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    codes.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(dict.fromkeys(code.text.strip() for code in codes if code.text.strip()))


def _evened(picture: Image) -> Image:
    """A photo without the grain of its paper, its contrast spread: what a tired scanner or a dim room takes from it."""
    from PIL import ImageFilter, ImageOps

    return ImageOps.autocontrast(picture.filter(ImageFilter.MedianFilter(3)), cutoff=2)


def _is_blank(picture: Image) -> bool:
    """Whether a page is the empty back of another."""
    across, down = round(_EDGE * picture.width), round(_EDGE * picture.height)
    inside = picture.crop((across, down, max(picture.width - across, 1), max(picture.height - down, 1)))
    return sum(inside.histogram()[:_DARK]) < _BLANK_SHARE * inside.width * inside.height


def _refuse_many(path: Path, count: int) -> None:
    if count > _MOST_PAGES:
        said = _(
            "{name} has {count} pages. File {most} at most at a time.", name=path.name, count=count, most=_MOST_PAGES
        )
        raise UserError(said)


def _damaged(path: Path) -> UserError:
    return UserError(_("{name} is damaged, or protected by a password. Scan it again.", name=path.name))
