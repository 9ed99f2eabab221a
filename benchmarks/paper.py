"""Paper: a report of 50,000 rows as pdf, beside a bare reportlab canvas that draws the same words on the same pages."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Ratio, in_own_process, seconds
from coorddesk.core.messages import Message, _n, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.core.texts import Texts
from coorddesk.reporting.grid import grid_of
from coorddesk.reporting.layout import Setter, deal
from coorddesk.reporting.paper import Masthead, Paper
from coorddesk.reporting.report import Group, Report, Stamp
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import load_faces
from coorddesk.reporting.write import write_report

ROWS = 50_000
GROUPS = 60
LIMIT = 1.3
_NAMES = (
    "Ordinateur portable 15 pouces",
    "Écran 24",
    "Vidéoprojecteur courte focale de la salle polyvalente",
    "Tablette",
)
_STAMP = Stamp("École-médiathèque", "1, rue des Écoles", None, "bench", datetime(2026, 11, 22, 8, tzinfo=UTC))


class Device(NamedTuple):
    """A row like those of the device list."""

    tag: str
    name: str
    serial: str
    place: str
    bought: date
    price: int


def main() -> None:
    """Print the ratio."""
    ours = in_own_process(__spec__.name, "ours")
    floor = in_own_process(__spec__.name, "floor")
    print(Ratio(f"pdf: {ROWS:,} rows, {ours['pages']:,.0f} pages", ours["seconds"], floor["seconds"], LIMIT))
    print(f"     its peak memory: {ours['mebibytes']:.0f} MiB, of which the rows {ours['rows']:.0f} MiB")


def make_report() -> Report[Device]:
    """The report that is measured."""
    rows = [
        Device(
            f"INV-{number:06}",
            _NAMES[number % len(_NAMES)],
            f"SN{number * 7919:010}",
            f"Salle {number % 97}",
            date(2018, 1, 1) + timedelta(number % 2500),
            number * 37 % 200_000,
        )
        for number in range(ROWS)
    ]
    columns: tuple[Column[Device], ...] = (
        Column("tag", verbatim("N° inventaire"), lambda row: row.tag, Kind.CODE, 12),
        Column("name", verbatim("Nom"), lambda row: row.name, width=30),
        Column("serial", verbatim("N° de série"), lambda row: row.serial, Kind.CODE, 16),
        Column("place", verbatim("Lieu"), lambda row: row.place),
        Column("bought", verbatim("Date d'achat"), lambda row: row.bought, Kind.DATE, 12),
        Column("price", verbatim("Prix"), lambda row: row.price, Kind.AMOUNT, 12, total=True),
    )
    size = ROWS // GROUPS + 1
    groups = tuple(Group(verbatim(f"Site {start}"), rows[start : start + size]) for start in range(0, ROWS, size))
    return Report(verbatim("Liste"), columns, groups, _devices)


def measure_ours() -> dict[str, float]:
    """Write the report as the program does."""
    report = make_report()
    rows = _peak()
    pages: list[int] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        spent = seconds(lambda: write_report(report, path, _STAMP, _texts(), lambda done, *_: pages.append(done)))
    return {"seconds": spent, "pages": pages[-1], "mebibytes": _peak(), "rows": rows}


def measure_floor() -> dict[str, float]:
    """Draw the words of the same pages, each known beforehand with its place, on a bare canvas."""
    pages = _pages(make_report())
    rl_config.useA85 = 0  # as ours: it costs a fifth and serves nobody

    def draw() -> None:
        canvas = Canvas(BytesIO(), A4[::-1])
        for words in pages:
            canvas.setFont("DejaVuSans", 8)
            for x, y, text in words:
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()

    return {"seconds": seconds(draw)}


def _pages(report: Report[Device]) -> list[list[tuple[float, float, str]]]:
    faces, texts = load_faces(), _texts()
    tallies = tally_groups(report)
    title = texts.say(report.title)
    masthead = Masthead(title, title, (texts.say(report.noun(report.count)),))
    paper = Paper(masthead, report.page, _STAMP, faces, texts)
    grid = grid_of(report, tallies, paper.width, faces, texts)
    setter = Setter(report, grid, faces, texts)
    titles = setter.titles()
    rooms = (paper.room(number) - titles.height for number in (1, 2))
    return [
        [
            (x, 500 - number * 15, line)
            for number, strip in enumerate([titles, *page])
            for x, lines in [(40.0, strip.label), *zip(grid.lefts, strip.cells, strict=False)]
            for line in lines
        ]
        for page in deal(setter.chunks(tallies), setter, *rooms)
    ]


def _devices(count: int) -> Message:
    return _n("{count} device", "{count} devices", count)


def _texts() -> Texts:
    return Texts("en", Path())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps({"ours": measure_ours, "floor": measure_floor}[sys.argv[1]]()))
    else:
        main()
