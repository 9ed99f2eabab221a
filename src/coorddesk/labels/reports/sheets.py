"""Labels on their sheets as a pdf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.labels.reports.label import LabelDrawer
from coorddesk.labels.rules import Box, Label, Run, Style, pages, placed, refusal, run_refusal
from coorddesk.labels.rules.sheets import HUNDREDTHS
from coorddesk.reporting.canvas import new_canvas
from coorddesk.reporting.page import MM
from coorddesk.reporting.typeface import load_faces

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Stamp


@dataclass(frozen=True)
class Order:
    """What to print: the labels, how they look, and on which cells of which sheets."""

    labels: Sequence[Label] = field(repr=False)
    style: Style
    run: Run


def write_labels(order: Order, stream: IO[bytes], stamp: Stamp, texts: Texts, progress: Progress = unwatched) -> int:
    """Write the sheets into an open file; returns how many. The same order and stamp give the same bytes.

    Raises `UserError` for a run that cannot be, and for a code that has no room on its label.
    """
    run = order.run
    refused = refusal(run.sheet) or run_refusal(run, len(order.labels))
    if refused is None and not order.labels:
        refused = ("labels", _("There is nothing to print a label for."))
    if refused is not None:
        raise UserError(refused[1], field=refused[0])
    faces = load_faces()
    paper_width, paper_height = (_points(side) for side in run.sheet.paper)
    drawer = LabelDrawer(order.style, (_points(run.sheet.width), _points(run.sheet.height)), stamp.logo, faces)
    canvas = new_canvas(_("Labels"), (paper_width, paper_height), stream, stamp, faces, texts)
    canvas.setViewerPreference("PrintScaling", "None")  # a viewer would shrink the page to what its printer reaches
    total, at = pages(run, len(order.labels)), 0
    progress(0, total, _("Writing page {number} of {total}", number=1, total=total))
    for place, label in placed(run, order.labels):
        if place.page > at:
            canvas.showPage()
            at = place.page
            progress(at, total, _("Writing page {number} of {total}", number=at + 1, total=total))
        box: Box = run.box(place.cell)
        drawer.draw(canvas, label, _points(box.left), paper_height - _points(box.top))
    canvas.showPage()
    canvas.save()
    progress(total, total)
    return total


def _points(hundredths: int) -> float:
    return hundredths * MM / HUNDREDTHS
