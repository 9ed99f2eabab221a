"""Which pages of a scan belong together, and to which record: by their codes alone, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.feature import named
from coorddesk.inventory.queries.scanned import scanned
from coorddesk.labels.imports.scans import ScannedPage
from coorddesk.labels.rules import filed_by
from coorddesk.labels.service import FiledPage
from coorddesk.notes.imports import made
from coorddesk.notes.service import About
from coorddesk.surveys.rules import record_of_page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import Feature

_PDF = ".pdf"
_TIFF = (".tif", ".tiff")


@dataclass(frozen=True)
class Part:
    """Pages of a file that belong together: the code they are filed by, or why there is none.

    `codes` are all that were read; of several that fit alike, somebody must choose.
    """

    path: Path
    pages: tuple[int, ...]
    codes: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Filing:
    """A part and the record that its code leads to, by name; or what is the matter with it."""

    part: Part
    subject: Subject | None = None
    called: str = ""
    trouble: Message | None = None


def parts_of(path: Path, pages: Sequence[ScannedPage], *, follows: bool = False) -> list[Part]:
    """The parts of a file, in the order of its pages.

    An empty page belongs to the one before it, as the back of a sheet; with `follows`, so does every page without a
    code. One that bears the same code as the page before it belongs to that.
    """
    parts: list[Part] = []
    for page in pages:
        code = filed_by(page.codes)
        last = parts[-1] if parts else None
        if last is not None and _goes_on(last, page, code, follows=follows):
            parts[-1] = replace(last, pages=(*last.pages, page.number))
        elif not page.is_blank:
            parts.append(Part(path, (page.number,), page.codes, code))
    return parts


def _goes_on(last: Part, page: ScannedPage, code: str, *, follows: bool) -> bool:
    if page.is_blank:
        return True
    if not page.codes:
        return follows and bool(last.code)
    return bool(code) and code == last.code


def filings(session: Session, features: Sequence[Feature], parts: Sequence[Part]) -> list[Filing]:
    """Where each part belongs; `features` say what records are called."""
    meant = [_meant(session, part.code) if part.code else None for part in parts]
    names = named(session, features, {subject for subject in meant if subject is not None})
    return [_filing(part, subject, names) for part, subject in zip(parts, meant, strict=True)]


def _meant(session: Session, code: str) -> Subject | None:
    """The record of a code; a page of a questionnaire goes to what it asks about."""
    return scanned(session, code, by_name=()).subject or record_of_page(code)


def file_of(filing: Filing, data: bytes) -> FiledPage:
    """The pages of a filing as a file of their own, to be attached to its record; `data` is the whole scan."""
    part, subject = filing.part, filing.subject
    assert subject is not None, "what leads nowhere is not filed"
    name, ending = part.path.name, part.path.suffix
    cut = None
    if ending.lower() == _PDF:
        cut = _cut(data, part.pages)
    elif ending.lower() in _TIFF:
        cut = _cut_tiff(data, part.pages)
    if cut is not None:
        first, last = part.pages[0], part.pages[-1]
        pages = f"{first}" if first == last else f"{first}-{last}"
        data, name = cut, f"{part.path.stem} p{pages}{ending}"
    return FiledPage(About(subject, filing.called), made(name, data, subject))


def _filing(part: Part, subject: Subject | None, names: dict[Subject, str]) -> Filing:
    if not part.codes and not part.code:
        return Filing(part, trouble=_("No code was found on it."))
    if not part.code:
        return Filing(part, trouble=_("It bears several codes: {codes}.", codes=", ".join(part.codes)))
    if subject is None or subject not in names:
        return Filing(part, trouble=_("“{code}” leads to no record of this desk.", code=part.code))
    return Filing(part, subject, names[subject])


def _cut(data: bytes, pages: Sequence[int]) -> bytes | None:
    """These pages of a pdf as one of its own; None where they are all of it."""
    from pypdfium2 import PdfDocument  # only for papers that come back

    with PdfDocument(data) as whole:
        if len(whole) == len(pages):
            return None
        cut = PdfDocument.new()
        cut.import_pages(whole, [number - 1 for number in pages])
        stream = BytesIO()
        cut.save(stream)
        cut.close()
        return stream.getvalue()


def _cut_tiff(data: bytes, pages: Sequence[int]) -> bytes | None:
    """These pages of a TIFF as one of its own, packed as they were; None where they are all of it."""
    from PIL import Image, ImageSequence

    with Image.open(BytesIO(data)) as whole:
        if getattr(whole, "n_frames", 1) == len(pages):
            return None
        packed = whole.info.get("compression")
        kept = [frame.copy() for number, frame in enumerate(ImageSequence.Iterator(whole), 1) if number in pages]
    stream = BytesIO()
    kept[0].save(stream, "TIFF", save_all=True, append_images=kept[1:], compression=packed)
    return stream.getvalue()
