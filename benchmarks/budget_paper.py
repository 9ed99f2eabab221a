"""The situation of a year on paper, beside a bare reportlab canvas that draws the same words and rules."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.leaves import Leaf, leaves_of
from benchmarks.measuring import Ratio, in_own_process, median_seconds
from coorddesk.budget.queries.situation import SituationQuery
from coorddesk.budget.queries.years import YearRow
from coorddesk.budget.reports.situation import situation_document
from coorddesk.budget.reports.situation_lines import Line, Told
from coorddesk.budget.rules.situation import Figures, total
from coorddesk.budget.rules.words import Chart, Counting, Section, YearState
from coorddesk.core.messages import verbatim
from coorddesk.core.texts import Texts
from coorddesk.reporting.document import write_document
from coorddesk.reporting.report import Group, Part, Stamp
from coorddesk.reporting.typeface import load_faces
from coorddesk.reporting.write import write_report

if TYPE_CHECKING:
    from coorddesk.reporting.blocks import Document

LIMIT = 2.0
CHAPTERS, LINES = 12, 40
"""Of each section, and of each chapter."""
TODAY = date(2026, 11, 22)
_STAMP = Stamp("École-médiathèque", "1, rue des Écoles", None, "bench", datetime(2026, 11, 22, 8, tzinfo=UTC))


def main() -> None:
    """Print the ratio."""
    ours = in_own_process(__spec__.name, "ours")
    floor = in_own_process(__spec__.name, "floor")
    name = f"pdf: a year of {2 * CHAPTERS * LINES} budget lines, {ours['pages']:.0f} pages"
    print(Ratio(name, ours["seconds"], floor["seconds"], LIMIT))


def make_document() -> Document:
    """The situation that is measured."""
    year = YearRow(
        1, 1, "2026", date(2026, 1, 1), date(2026, 12, 31), Counting.GROSS, Chart.M57, YearState.OPENED, None, "", 0
    )
    groups = []
    for section in Section:
        chapters = [[_line(section, chapter, place) for place in range(LINES)] for chapter in range(CHAPTERS)]
        part = Part(verbatim(f"Section {section}"), _sum([line for lines in chapters for line in lines]))
        groups += [
            Group(verbatim(f"Chapitre {60 + chapter}"), lines, _sum(lines), part)
            for chapter, lines in enumerate(chapters)
        ]
    whole = _sum([line for group in groups for line in group.rows])
    return situation_document(Told(SituationQuery(1), year, tuple(groups), whole), TODAY)


def _line(section: Section, chapter: int, place: int) -> Line:
    voted = 12_345 * (place + 1) + 997 * chapter
    figures = Figures(voted, voted // 9, 0, 0, voted // 7, voted // 3, voted // 4, voted // 5)
    title = verbatim(f"Fournitures et petit équipement, lot {place}")
    return Line(f"{60 + chapter}-60{place:03}", title, figures, Figures(voted), (place,), section)


def _sum(lines: list[Line]) -> Line:
    return Line("", verbatim("Somme"), total(line.figures for line in lines), total(line.before for line in lines), ())


def measure_ours() -> dict[str, float]:
    """Write it as the program does, from what was read, once reportlab and its typefaces are loaded as below."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "situation.pdf"
        spent = median_seconds(lambda: write_report(make_document(), path, _STAMP, _texts()))
        return {"seconds": spent, "pages": len(pypdfium2.PdfDocument(path))}


def measure_floor() -> dict[str, float]:
    """Draw the words and rules of the same pages, each known beforehand with its place and look, on a bare canvas."""
    load_faces()
    leaves = _leaves()
    rl_config.useA85 = 0  # as ours: it costs a fifth and serves nobody

    def draw() -> None:
        canvas = Canvas(BytesIO(), A4[::-1])
        for leaf in leaves:
            leaf.draw(canvas)
        canvas.save()

    return {"seconds": median_seconds(draw)}


def _leaves() -> list[Leaf]:
    """The words and the rules of every page, read back from it."""
    stream = BytesIO()
    write_document(make_document(), stream, _STAMP, _texts())
    return leaves_of(stream)


def _texts() -> Texts:
    return Texts("en", Path())


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps({"ours": measure_ours, "floor": measure_floor}[sys.argv[1]]()))
    else:
        main()
