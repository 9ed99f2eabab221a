"""Labels: 1,000 of them as pdf, beside a bare reportlab canvas that draws the same codes and words."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Ratio, in_own_process, seconds
from coorddesk.core.texts import Texts
from coorddesk.labels.reports import Order, write_labels
from coorddesk.labels.rules import PUBLISHED, Label, Run, Style
from coorddesk.reporting.qr import squares
from coorddesk.reporting.report import Stamp
from coorddesk.reporting.typeface import load_faces

LABELS = 1_000
LIMIT = 2
_STAMP = Stamp("École-médiathèque", "1, rue des Écoles", None, "bench", datetime(2026, 11, 22, 8, tzinfo=UTC))
_SHEET = PUBLISHED["L7160"]
_OWNER = "Propriété de l'école-médiathèque Les Tilleuls"


def main() -> None:
    """Print the ratio."""
    ours = in_own_process(__spec__.name, "ours")
    floor = in_own_process(__spec__.name, "floor")
    print(Ratio(f"pdf: {LABELS:,} labels in {ours['seconds']:.1f} s", ours["seconds"], floor["seconds"], LIMIT))


def measure_ours() -> dict[str, float]:
    """Write the labels as the program does, each code and each word met for the first time."""
    order = Order(_labels(), Style(owner=_OWNER), Run(_SHEET))
    load_faces()
    return {"seconds": seconds(lambda: write_labels(order, BytesIO(), _STAMP, Texts("en", Path())))}


def measure_floor() -> dict[str, float]:
    """Draw the same codes square by square, and four lines of words beside each."""
    faces = load_faces()
    rl_config.useA85 = 0  # as ours: it costs a fifth and serves nobody

    def draw() -> None:
        canvas = Canvas(BytesIO(), A4)
        for number, label in enumerate(_labels()):
            page, cell = divmod(number, _SHEET.count)
            if page and not cell:
                canvas.showPage()
            _draw(canvas, label, _SHEET.box(cell + 1).left * 0.0283, 800 - _SHEET.box(cell + 1).top * 0.0283)
        canvas.save()

    def _draw(canvas: Canvas, label: Label, left: float, top: float) -> None:
        code = squares(label.code)
        assert code is not None
        path = canvas.beginPath()
        for column, row, length in code.runs:
            path.rect(left + column * 2.7, top - row * 2.7, length * 2.7, 2.7)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont(faces.bold.name, 9)
        canvas.drawString(left, top - 85, label.readable)
        canvas.drawString(left + 90, top - 20, label.title)
        canvas.setFont(faces.regular.name, 7)
        for place, line in enumerate((*label.lines, _OWNER)):
            canvas.drawString(left + 90, top - 32 - 9 * place, line)

    return {"seconds": seconds(draw)}


def _labels() -> list[Label]:
    return [
        Label(
            f"PC-2026-{number:04}",
            f"PC-2026-{number:04}",
            f"Portable {number}",
            (f"HP ProBook {440 + number % 20} G9", f"Salle {number % 97}", f"Serial number: 5CG{number:07}"),
        )
        for number in range(LABELS)
    ]


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps({"ours": measure_ours, "floor": measure_floor}[sys.argv[1]]()))
    else:
        main()
