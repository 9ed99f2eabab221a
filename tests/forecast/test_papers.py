"""The forecast on paper and in sheets: the same figures as on screen, and what was assumed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest

from coorddesk import features
from coorddesk.forecast.queries.costs import CostsQuery, cost_rows
from coorddesk.forecast.queries.landing import LandingQuery, landing
from coorddesk.forecast.queries.plan import ForecastQuery, plan
from coorddesk.forecast.reports import FORECAST_PLAN, LANDING, NOTE
from coorddesk.forecast.reports.costs import of_year
from coorddesk.forecast.rules.costs import CostsBy, total
from coorddesk.forecast.rules.words import ChangeKind
from coorddesk.forecast.service import Change, Changing, ScenarioDetails, add_change, create_scenario
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.document import write_document
from coorddesk.reporting.xlsx import write_xlsx
from tests.forecast.ahead import TODAY, Ahead, ahead
from tests.forecast.conftest import used
from tests.reporting.samples import STAMP

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.kind import ReportKind

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def built(kind: ReportKind, session: Session, choice: object) -> Document:
    made = kind.build(session, choice)
    assert isinstance(made, Document)
    return made


def told(made: Document, texts: Texts) -> tuple[int, str]:
    """How many pages a paper has, and all its words."""
    stream = BytesIO()
    write_document(made, stream, STAMP, texts)
    pages = pypdfium2.PdfDocument(stream.getvalue())
    return len(pages), " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def sheet(made: Document, texts: Texts) -> list[list[Any]]:
    """The rows of its sheet below the titles, values as they were written beside the formulas."""
    stream = BytesIO()
    write_xlsx(made.table, stream, STAMP, texts)
    rows = list(openpyxl.load_workbook(stream, data_only=True).worksheets[0].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
    return [list(row) for row in rows[start:]]


@pytest.fixture
def coming(desk: Database) -> Ahead:
    with desk.transaction() as session:
        return ahead(session)


def scenario(desk: Database, coming: Ahead) -> int:
    with desk.transaction() as session:
        made = create_scenario(session, ScenarioDetails("Laptops later", recommendation="Wait for a year."))
        add_change(session, Changing(made, Change(ChangeKind.DELAY, ("category", coming.laptops), years=1)))
        add_change(session, Changing(made, Change(ChangeKind.DROP, ("licence", coming.licence), year=2029)))
        return made


def test_several_years_are_the_same_on_paper_and_in_the_sheet(desk: Database, coming: Ahead, texts: Texts) -> None:
    made = scenario(desk, coming)
    query = ForecastQuery(2027, made)
    with desk.reading() as session:
        of, paper = plan(session, query), built(FORECAST_PLAN, session, query)
    _pages, said = told(paper, texts)
    assert texts.amount(of.table.cell(None, 2028).cents) in said
    assert texts.amount(of.table.cell(None, None).cents) in said
    assert "Put off by 1 year: Laptop" in said
    assert "1 of these has no price and counts for nothing." in said
    sums = sheet(paper, texts)[-1]
    whole_of = [of.table.cell(None, year).cents / 100 for year in (*of.years, None)]
    assert sums[-6:] == whole_of


def test_a_landing_is_the_same_on_paper_and_in_the_sheet(desk: Database, coming: Ahead, texts: Texts) -> None:
    with desk.reading() as session:
        of, paper = landing(session, LandingQuery()), built(LANDING, session, None)
    assert of is not None
    _pages, said = told(paper, texts)
    for cents in (of.whole.landing, of.whole.left, of.whole.expected):
        assert texts.amount(cents) in said
    assert "Amounts: Including VAT" in said, "which of the two amounts count"
    assert "€1,440.00 are expected this year and stand on no budget line yet." in said
    assert sheet(paper, texts)[-1][1:8] == [15_000, 400, 660, 250, 1_620, 2_930, 12_070]


def test_a_note_is_two_pages_at_most_and_recommends(desk: Database, coming: Ahead, texts: Texts) -> None:
    made = scenario(desk, coming)
    with desk.reading() as session:
        pages, said = told(built(NOTE, session, ForecastQuery(2027, made)), texts)
        assert NOTE.choose(("scenario", made)).plan == ForecastQuery(scenario_id=made)
        _count, bare = told(built(NOTE, session, None), texts)
    assert pages <= 2
    for words in ("Where 2026 lands", "Laptops later", "Wait for a year.", "The director", "€12,070.00"):
        assert words in said
    assert "We recommend" not in bare, "what nobody typed is left to be written by hand"


def test_a_desk_without_a_budget_prints_what_it_can(desk: Database, texts: Texts) -> None:
    with desk.reading() as session:
        assert built(LANDING, session, None).sheets == ()
        assert built(FORECAST_PLAN, session, None).sheets == ()
        assert told(built(NOTE, session, None), texts)[0] == 1


def test_costs_are_the_same_on_paper_and_in_the_sheet(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        used(session)
    every = features.load()
    kinds = {each.key: each for feature in every for each in feature.reports}
    query = of_year(TODAY)
    with desk.reading() as session:
        papers = {by: built(kinds[f"costs-by-{by.value}"], session, query) for by in CostsBy}
        rows = cost_rows(session, every, query)
        empty = built(kinds["costs-by-place"], session, CostsQuery(TODAY, TODAY, text="nothing"))
    assert empty.sheets == ()
    for paper in papers.values():
        assert sheet(paper, texts)[-1][-1] == total(row.costs for row in rows).total / 100
        assert texts.amount(total(row.costs for row in rows).total) in told(paper, texts)[1]
