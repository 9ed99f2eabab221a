"""A report as a pdf: our own typeface, one page at a time."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.reporting.canvas import new_canvas
from coorddesk.reporting.grid import grid_of
from coorddesk.reporting.layout import Setter, Strip, deal
from coorddesk.reporting.paper import Masthead, Paper
from coorddesk.reporting.table import Table
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import load_faces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, Stamp


def write_pdf(
    report: Report[Any], stream: IO[bytes], stamp: Stamp, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write the report into an open file; the same report and stamp give the same bytes.

    Pages are set twice, first to be counted and then to be drawn: holding them would cost more than setting them.
    """
    faces = load_faces()
    tallies = tally_groups(report)
    paper = Paper(_masthead(report, texts), report.page, stamp, faces, texts)
    grid = grid_of(report, tallies, paper.width, faces, texts)
    setter = Setter(report, grid, faces, texts)
    titles = setter.titles()

    def pages() -> Iterator[list[Strip]]:
        rooms = (paper.room(number) - titles.height for number in (1, 2))
        return deal(setter.chunks(tallies), setter, *rooms)

    total = 0
    for total, _page in enumerate(pages(), start=1):
        progress(0, None, _("Counting the pages: {count}", count=total))
    canvas = new_canvas(report.title, paper.size, stream, stamp, faces, texts)
    table = Table(canvas, grid, faces, paper.left)
    for number, strips in enumerate(pages(), start=1):
        progress(number - 1, total, _("Writing page {number} of {total}", number=number, total=total))
        paper.draw_head(canvas, number)
        table.draw([titles, *strips], paper.top(number))
        paper.draw_foot(canvas, number, total)
        canvas.showPage()
    canvas.save()
    progress(total, total)


def _masthead(report: Report[Any], texts: Texts) -> Masthead:
    title = texts.say(report.title)
    stated = (report.stated_filters(texts),) if report.filters else ()
    return Masthead(title, title, (texts.say(report.noun(report.count)), *stated))
