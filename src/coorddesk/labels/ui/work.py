"""What is done about labels away from the window: read, set on one page to be looked at, set whole, printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.labels.queries import fields_of, formats, labels_of
from coorddesk.labels.rules import Run, SheetFormat, Style, owner_line, pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.feature import Feature
    from coorddesk.reporting.page import PaperSize

Picture = tuple[int, int, bytes]
"""Width and height in pixels, and 4 bytes RGBA for each."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen: the formats by their keys, the fields of the kind, and whose things they are."""

    formats: Mapping[str, SheetFormat]
    fields: tuple[Column[Any], ...]
    owner: str


@dataclass(frozen=True)
class Wanted:
    """Labels of which records, how they look, and where they are printed; `features` name records of other kinds."""

    kind: str
    ids: tuple[int, ...] = field(repr=False)
    style: Style
    run: Run
    texts: Texts = field(repr=False)
    features: Sequence[Feature] = field(repr=False, compare=False)

    @property
    def pages(self) -> int:
        """How many sheets they take."""
        return pages(self.run, len(self.ids))


def read_choices(kind: str, texts: Texts, session: Session) -> Choices:
    """In the reading lane."""
    from coorddesk.core.organisation import organisation  # SQL, loaded by now

    return Choices(formats(session), fields_of(session, kind), texts.say(owner_line(organisation(session), kind)))


def draw_page(wanted: Wanted, page: int, scale: float, session: Session) -> Picture:
    """In the reading lane: one page as a picture, of which alone the labels are read."""
    from coorddesk.labels.reports import Order, write_labels  # reportlab and PDFium, only for the first label
    from coorddesk.reporting.preview import page_image
    from coorddesk.reporting.stamp import stamp_of

    ids, run, at = part_of(wanted, page)
    labels = labels_of(session, wanted.kind, ids, wanted.style.fields, wanted.texts, wanted.features)
    out = BytesIO()
    write_labels(Order(labels, wanted.style, run), out, stamp_of(session), wanted.texts)
    return page_image(out.getvalue(), at, scale)


def part_of(wanted: Wanted, page: int) -> tuple[tuple[int, ...], Run, int]:
    """The records on one page, a run that puts them there, and which of its pages that is.

    Copies of the first may begin on the page before.
    """
    run, count = wanted.run, wanted.run.sheet.count
    before = max(0, page * count - (run.start - 1))
    first, last = before // run.copies, -(-((page + 1) * count - (run.start - 1)) // run.copies)
    begins = run.start - 1 + first * run.copies - page * count
    at = 1 if begins < 0 else 0
    return wanted.ids[first:last], replace(run, start=begins + at * count + 1), at


def make(wanted: Wanted, database: Database, progress: Progress) -> bytes:
    """As a job: all sheets as a pdf."""
    from coorddesk.core.database import Lane
    from coorddesk.labels.reports import Order, write_labels
    from coorddesk.reporting.stamp import stamp_of

    with database.reading(Lane.JOBS) as session:
        labels = labels_of(session, wanted.kind, wanted.ids, wanted.style.fields, wanted.texts, wanted.features)
        stamp = stamp_of(session)
    out = BytesIO()
    write_labels(Order(labels, wanted.style, wanted.run), out, stamp, wanted.texts, progress)
    return out.getvalue()


def save(wanted: Wanted, path: Path, database: Database, progress: Progress) -> None:
    """As a job: write all sheets to a file."""
    from coorddesk.core.whole_file import whole_file

    pdf = make(wanted, database, progress)
    with whole_file(path) as stream:
        stream.write(pdf)


def print_on(wanted: Wanted, printer: QPrinter, database: Database, progress: Progress) -> None:
    """As a job: print the pages that were chosen in the printer's dialog."""
    from coorddesk.widgets.printing import print_pages

    print_pages(make(wanted, database, progress), printer, progress)


def save_calibration(
    page: PaperSize, shift: tuple[int, int], texts: Texts, path: Path, database: Database, _progress: Progress
) -> None:
    """As a job: write the page that a printer is measured with to a file."""
    from coorddesk.core.whole_file import whole_file

    pdf = _calibration(page, shift, texts, database)
    with whole_file(path) as stream:
        stream.write(pdf)


def print_calibration(
    page: PaperSize, shift: tuple[int, int], texts: Texts, printer: QPrinter, database: Database, progress: Progress
) -> None:
    """As a job: print it."""
    from coorddesk.widgets.printing import print_pages

    print_pages(_calibration(page, shift, texts, database), printer, progress)


def _calibration(page: PaperSize, shift: tuple[int, int], texts: Texts, database: Database) -> bytes:
    from coorddesk.core.database import Lane
    from coorddesk.labels.reports import write_calibration
    from coorddesk.reporting.stamp import stamp_of

    with database.reading(Lane.JOBS) as session:
        stamp = stamp_of(session)
    out = BytesIO()
    write_calibration(page, shift, out, stamp, texts)
    return out.getvalue()
