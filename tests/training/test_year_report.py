"""The figures of a year on paper: what was held, who came of who was expected, and what it was the year before."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from coorddesk.core.tables import cell_text
from coorddesk.reporting.document import write_document
from coorddesk.training.queries.figures import FigureQuery
from coorddesk.training.queries.papers import session_papers
from coorddesk.training.reports.figure_lines import Part, Told
from coorddesk.training.reports.figures import FIGURES, figures_of, training_figures
from coorddesk.training.rules.figures import Figures
from coorddesk.training.rules.headcounts import Count
from coorddesk.training.rules.people import AgeBand
from coorddesk.training.rules.typing import PRESENT
from coorddesk.training.service.attendance import Cell, TypedSheet, type_attendance
from coorddesk.training.service.headcounts import Counting, count_people
from coorddesk.training.service.registering import Guest, Registering, register
from tests.factories import make_place
from tests.reporting.samples import STAMP
from tests.training.asked import MONDAY, make_session

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.blocks import Document

BEFORE = MONDAY - timedelta(14)


def page(made: Document, texts: Texts) -> str:
    stream = BytesIO()
    write_document(made, stream, STAMP, texts)
    return " ".join(pypdfium2.PdfDocument(stream.getvalue())[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_year_is_told_against_the_year_before(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        named = make_session(session, days=3, first=BEFORE, capacity=12, place_id=make_place(session))
        register(session, Registering(named, guests=(Guest("DIALLO Awa"),)))
        (papers,) = session_papers(session, [named])
        who = papers.people[0].registration
        cells = tuple(Cell(who, half_day.slots, PRESENT) for half_day in papers.half_days[:4])
        type_attendance(session, TypedSheet(named, cells))
        counted = make_session(session, "Photo", first=BEFORE)
        count_people(session, Counting(counted, None, Count(12, ages={AgeBand.FROM_60: 7}, first_time=5)))
        make_session(session, "Avant", first=BEFORE - timedelta(365))
        make_session(session, "Plus tard", first=MONDAY + timedelta(1))
    assert FIGURES.dated is not None
    with desk.reading() as session:
        made = training_figures(session, None)
        assert training_figures(session, FIGURES.dated(None, date(2020, 3, 1))).sheets == ()
    said = page(made, texts)
    wanted = (
        "Training: figures of 2026",
        "01/01/2026 to 07/09/2026",
        "Sessions held 2 1",
        "Hours held 28.00 h 7.00 h",
        "Places taken of those offered 8.3% (1 of 12) –",
        "Half-days attended of those expected 66.7% (4 of 6) –",
        "Hours attended, of all together 14.00 h 0.00 h",
        "People counted without a name 12 0",
        "Satisfied or very satisfied – –",
        "By course Photo 12 Tableur 1",
        "By place Salle 12 1",
        "Counted by age 60 to 69 7",
    )
    assert [text for text in wanted if text not in said] == []
    keys = {"name", "sessions", "attended", "expected", "counted"}
    columns = [column for column in made.table.columns if column.key in keys]
    rows = {
        texts.say(group.title): [
            [cell_text(each.value(row), each.kind, texts) for each in columns] for row in group.rows
        ]
        for group in made.table.groups
        if group.title is not None
    }
    assert rows["The whole"] == [
        ["2026", "2", "6", "4", "12"],
        ["2025", "1", "0", "0", "0"],
    ]
    assert rows["By course"] == [["Photo", "1", "0", "0", "12"], ["Tableur", "1", "6", "4", "0"]]
    assert rows["Counted by age"] == [["60 to 69", "0", "0", "0", "7"]]
    assert list(rows) == ["The whole", "By course", "By place", "By month", "Counted by age"]


def test_a_share_is_whole_only_if_all_came(texts: Texts) -> None:
    nearly = Figures(sessions=1, expected=10_000, attended=9_999)
    all_of_them = Figures(sessions=1, expected=6, attended=6)
    year = FigureQuery(date(2026, 1, 1), date(2026, 12, 31))
    said = page(figures_of(Told(year, year, (Part("2026", nearly), Part("2025", all_of_them)), {})), texts)
    assert "expected 99.9% (9,999 of 10,000) 100.0% (6 of 6)" in said
