"""Certificates: 500 of them as pdf, beside a bare reportlab canvas that draws the same words on the same pages."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.leaves import Leaf, leaves_of
from benchmarks.measuring import Ratio, in_own_process, seconds
from coorddesk.core.texts import Texts
from coorddesk.reporting.document import write_document
from coorddesk.reporting.report import Stamp
from coorddesk.reporting.typeface import load_faces
from coorddesk.reporting.write import write_report
from coorddesk.training.queries.papers import IssuedRow
from coorddesk.training.reports.certificates import certificates_of
from coorddesk.training.rules.documents import Certificate
from coorddesk.training.rules.words import DocumentKind, Mode

if TYPE_CHECKING:
    from coorddesk.reporting.blocks import Document

COUNT = 500
LIMIT = 2.0
_STAMP = Stamp("École-médiathèque", "1, rue des Écoles", None, "bench", datetime(2026, 11, 22, 8, tzinfo=UTC))
_SAID = Certificate(
    holder="MOREAU Inès",
    department="Médiathèque Jean-Macé",
    title="Découvrir la tablette : photos, courriels et démarches en ligne",
    reference="F-2026-012",
    objectives="Allumer une tablette\nEnvoyer un courriel",
    mode=Mode.ON_SITE,
    place="Médiathèque / Salle informatique",
    days=(date(2026, 1, 12), date(2026, 1, 13)),
    half_days=4,
    attended=3,
    minutes_planned=780,
    minutes_there=570,
    trainers=("Claire Martin",),
)


def main() -> None:
    """Print the ratio."""
    ours = in_own_process(__spec__.name, "ours")
    floor = in_own_process(__spec__.name, "floor")
    print(Ratio(f"pdf: {COUNT} certificates", ours["seconds"], floor["seconds"], LIMIT))


def make_document(count: int = COUNT) -> Document:
    """The certificates that are measured, each of somebody else."""
    rows = [
        IssuedRow(
            number,
            DocumentKind.DELIVERY,
            f"CR-2026-{number:04}",
            datetime(2026, 1, 20, tzinfo=UTC),
            replace(_SAID, holder=f"MOREAU Inès {number}"),
            0,
        )
        for number in range(count)
    ]
    return certificates_of(rows, _STAMP.organisation, lambda moment: moment)


def measure_ours() -> dict[str, float]:
    """Write them as the program does, from what was read, once reportlab and its typefaces are loaded as below."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificates.pdf"
        write_report(make_document(1), path, _STAMP, _texts())
        return {"seconds": seconds(lambda: write_report(make_document(), path, _STAMP, _texts()))}


def measure_floor() -> dict[str, float]:
    """Draw the words and rules of the same pages, each known beforehand with its place and look, on a bare canvas."""
    load_faces()
    leaf = _page()
    rl_config.useA85 = 0  # as ours: it costs a fifth and serves nobody

    def draw() -> None:
        canvas = Canvas(BytesIO(), A4)
        for number in range(COUNT):
            leaf.draw(canvas, "Inès 0", f"Inès {number}")
        canvas.save()

    return {"seconds": seconds(draw)}


def _page() -> Leaf:
    """The words and the rules of one certificate, read back from its page."""
    stream = BytesIO()
    write_document(make_document(1), stream, _STAMP, _texts())
    return leaves_of(stream)[0]


def _texts() -> Texts:
    return Texts("en", Path())


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps({"ours": measure_ours, "floor": measure_floor}[sys.argv[1]]()))
    else:
        main()
