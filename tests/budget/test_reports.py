"""Papers of the budget: the same figures in the pdf, the sheet with its formulas and the csv; the ledger; grants."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from coorddesk.budget.models import FiscalYear
from coorddesk.budget.queries import MoveQuery, SituationQuery, figures_of_year
from coorddesk.budget.queries.line_list import line_figures, year_sheet
from coorddesk.budget.reports import GRANTS, LEDGER, REPORTS, SIGNED_SITUATION, SITUATION, SITUATION_REPORTS
from coorddesk.budget.reports.grants import GrantsChoice
from coorddesk.budget.reports.situation import AtDay
from coorddesk.budget.reports.situation_lines import FIGURE_COLUMNS, OTHER_FIGURES, Line, situation_columns, told
from coorddesk.budget.rules.grouping import ONCE_PER_TAG, By
from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.situation import Figure, total
from coorddesk.budget.rules.words import Chart, Section
from coorddesk.core.history import record
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Kind
from coorddesk.reporting.blocks import Document, Paragraph, Stacks
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Report, Stamp
from coorddesk.reporting.setup import Setup, arranged
from coorddesk.reporting.write import write_report
from tests.budget.situations import Filled, filled
from tests.core.making import DEED

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

STAMP = Stamp("Médiathèque Jean-Macé", "", None, "Claire Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
ENGLISH = texts_for("en")
ON_SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
END_OF_JUNE, TODAY = date(2026, 6, 30), date(2026, 9, 7)


def there(database: Database) -> Filled:
    with database.transaction() as session:
        return filled(session)


def built(database: Database, kind: ReportKind, choice: Any = None) -> Document:
    with database.reading() as session:
        made = kind.build(session, choice)
    assert isinstance(made, Document)
    return made


def written(made: Document | Report[Any], folder: Path, ending: str) -> Path:
    path = folder / f"paper.{ending}"
    write_report(made, path, STAMP, ENGLISH)
    return path


def pdf_text(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def amounts(line: Line) -> list[int | None]:
    return [column.value(line) for column in FIGURE_COLUMNS]


def sums_and_lines(made: Document) -> list[tuple[str, list[int | None]]]:
    """Every line of a situation in the order of its sheet, with what each group and part comes to."""
    rows = []
    for place, group in enumerate(made.table.groups):
        rows += [(ENGLISH.say(line.title), amounts(line)) for line in group.rows]
        if group.whole is not None and group.title is not None:
            rows.append((f"Total {ENGLISH.say(group.title)}", amounts(group.whole)))
        following = made.table.groups[place + 1].part if place + 1 < len(made.table.groups) else None
        if group.part is not None and group.part is not following:
            rows.append((f"Total {ENGLISH.say(group.part.title)}", amounts(group.part.whole)))
    assert made.table.whole is not None
    return [*rows, ("Total", amounts(made.table.whole))]


@pytest.mark.parametrize("kind", SITUATION_REPORTS, ids=lambda kind: kind.key)
@ON_SQLITE
def test_figures_are_the_same_on_paper_in_the_sheet_and_in_the_csv(
    database: Database, kind: ReportKind, tmp_path: Path
) -> None:
    there(database)
    made = built(database, kind)
    expected = sums_and_lines(made)
    shown = [each for each in made.table.columns if each.key in {column.key for column in FIGURE_COLUMNS}]
    assert [column.key for column in shown] == [column.key for column in FIGURE_COLUMNS]
    rows = CalamineWorkbook.from_path(str(written(made, tmp_path, "xlsx"))).get_sheet_by_index(0).to_python()
    titles = next(place for place, row in enumerate(rows) if ENGLISH.say(FIGURE_COLUMNS[0].title) in row)
    first = rows[titles].index(ENGLISH.say(FIGURE_COLUMNS[0].title))
    in_sheet = [row[first:] for row in rows[titles + 1 :] if any(cell != "" for cell in row[first:])]
    assert [[_cents(cell, column.kind) for cell, column in zip(row, shown, strict=True)] for row in in_sheet] == [
        figures for _title, figures in expected
    ]
    text = pdf_text(written(made, tmp_path, "pdf"))
    for _title, figures in expected:
        for value, column in zip(figures, shown, strict=True):
            if value is not None:
                assert (ENGLISH.percent(value) if column.kind is Kind.PERCENT else ENGLISH.amount(value)) in text
    with written(made, tmp_path, "csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    in_csv = [[_cents(line[ENGLISH.say(column.title)]) for column in shown] for line in lines]
    assert in_csv == [amounts(line) for group in made.table.groups for line in group.rows]


def _cents(cell: Any, kind: Kind = Kind.AMOUNT) -> int | None:
    return None if cell == "" else round(float(cell) * (10_000 if kind is Kind.PERCENT else 100))


def test_a_paper_by_tag_says_why_its_lines_come_to_more_than_its_total(database: Database) -> None:
    there(database)
    telling = [
        kind.key
        for kind in SITUATION_REPORTS
        if Paragraph(ONCE_PER_TAG, quiet=True) in (made := built(database, kind)).sheets[0].blocks
        and ONCE_PER_TAG in made.table.filters
    ]
    assert telling == ["budget-by-tag"]


def test_the_situation_is_that_of_the_ledger_and_each_sum_that_of_its_lines(database: Database) -> None:
    made = there(database)
    with database.reading() as session:
        of = told(session, SituationQuery(made.year))
        figures = figures_of_year(session, made.year)
        by_tag = told(session, SituationQuery(made.year, by=By.TAG))
        by_account = told(session, SituationQuery(made.year, by=By.ACCOUNT))
    assert {line.lines[0]: line.figures for line in of.lines} == figures
    for group in of.groups:
        assert group.whole is not None
        assert group.whole.figures == total(line.figures for line in group.rows)
        assert group.part is not None
    parts = dict.fromkeys((group.part.title, group.part.whole.figures) for group in of.groups if group.part)
    assert total(figures for _title, figures in parts) == of.whole.figures == total(figures.values())
    assert (of.whole.before.invoiced, of.whole.before.opened) == (1_410_010, 2_565_045)
    assert by_tag.whole == replace(of.whole, lines=by_tag.whole.lines)
    assert sum(line.figures.voted for line in by_tag.lines) > of.whole.figures.voted  # two tags on one line
    assert [(line.code, ENGLISH.say(line.title)) for line in by_account.lines][:2] == [
        ("60632", "Fournitures de petit équipement"),
        ("6156", "Maintenance"),
    ]
    assert [(line.code, line.figures.available) for line in of.overspent] == [("011-60632", -12_345)]


@ON_SQLITE
@pytest.mark.parametrize("as_of", AsOf)
def test_the_window_and_the_paper_have_the_same_figures(database: Database, as_of: AsOf) -> None:
    made = there(database)
    query = LineQuery(year_id=made.year, as_of=as_of, day=date(2026, 7, 1))
    with database.reading() as session:
        sheet = year_sheet(session, query, TODAY)
        on_paper = sheet.situation(query)
        assert on_paper is not None
        of = told(session, on_paper)
        shown = {row.line.id: (row.figures, row.before) for row in line_figures(session, query, TODAY)}
    assert {line.lines[0]: (line.figures, line.before) for line in of.lines} == shown
    assert (sheet.whole, sheet.overspent) == (of.whole.figures, len(of.overspent))


@ON_SQLITE
def test_a_day_leaves_out_what_came_after_it(database: Database) -> None:
    made = there(database)
    assert SITUATION.dated is not None
    june = built(database, SITUATION, SITUATION.dated(None, END_OF_JUNE))
    assert SITUATION.dated(None, END_OF_JUNE) == AtDay(END_OF_JUNE)
    whole = june.table.whole
    assert whole is not None
    assert whole.figures.paid == 0
    assert (whole.figures.committed, whole.figures.invoiced) == (625_017, 625_016)
    said = [ENGLISH.say(each) for each in june.table.filters]
    assert said == ["Fiscal year 2026", "Situation on 30/06/2026", "Amounts: Including VAT"]
    query = SituationQuery(made.year, section=Section.CAPITAL)
    assert SITUATION.dated(query, END_OF_JUNE) == replace(query, until=END_OF_JUNE)
    assert SITUATION.dated(replace(query, until=END_OF_JUNE), END_OF_JUNE) is None
    before = built(database, SITUATION, AtDay(date(2025, 7, 1))).table.whole
    assert before is not None
    assert before.figures.invoiced == 210_010


@ON_SQLITE
def test_filters_are_said_and_an_overspent_line_too(database: Database, tmp_path: Path) -> None:
    made = there(database)
    query = SituationQuery(made.year, section=Section.OPERATING, chapter="011", tag="NUMÉRIQUE")
    text = pdf_text(written(built(database, SITUATION, query), tmp_path, "pdf"))
    assert "Filters: Section: Operating · Chapter 011 · Analytic tag: NUMÉRIQUE" in text
    assert "011-60632 Fournitures de petit équipement: €123.45 more than there is" in text
    assert "Produced on 07/09/2026 10:30 by Claire Martin" in text
    assert "6288" not in text
    funded = built(database, SITUATION, SituationQuery(made.year, funding_source_id=made.grant))
    assert [ENGLISH.say(each) for each in funded.table.filters][-1] == "Funding source: Plan numérique"


@ON_SQLITE
def test_what_is_signed_stands_with_its_signatures(database: Database, tmp_path: Path) -> None:
    made = there(database)
    text = pdf_text(written(built(database, SIGNED_SITUATION), tmp_path, "pdf"))
    for said in ("They are certified to be true.", "The authorising officer", "The accountant", "Date and signature"):
        assert said in text
    assert "Date and signature" not in pdf_text(written(built(database, SITUATION), tmp_path, "pdf"))
    with database.transaction() as session:
        session.get_one(FiscalYear, made.year).chart = Chart.ASSOCIATION
        record(session, DEED)
    typed = arranged(built(database, SIGNED_SITUATION), Setup(texts=(("certified", "Lu et approuvé"),)))
    assert isinstance(typed, Document)
    text = pdf_text(written(typed, tmp_path, "pdf"))
    assert ("The treasurer" in text, "Lu et approuvé" in text, "They are certified" in text) == (True, True, False)


@ON_SQLITE
def test_a_sheet_reckons_anew_only_what_comes_to_the_same(database: Database, tmp_path: Path) -> None:
    there(database)
    made = built(database, SITUATION)
    sheet = openpyxl.load_workbook(written(made, tmp_path, "xlsx")).active
    assert sheet is not None
    formulas = [[str(cell.value) for cell in row if str(cell.value).startswith("=")] for row in sheet.iter_rows()]
    of_rows = [row for row in formulas if row]
    assert {len(row) for row in of_rows} == {5, 12}
    assert of_rows[0][0] == "=E7+F7"
    assert of_rows[0][-1] == '=IF(G7>0,ROUND((J7)/G7,4),"")'
    by_tag = openpyxl.load_workbook(written(built(database, SITUATION_REPORTS[5]), tmp_path, "xlsx")).active
    assert by_tag is not None
    last = [str(cell.value) for cell in list(by_tag.iter_rows())[-1]]
    summed = [cell for cell in last if cell.startswith("=SUBTOTAL")]  # what was voted and committed would count twice
    assert [cell.split("(109,")[1][0] for cell in summed] == ["E", "G", "H", "M"]
    dropped = arranged(made, Setup(columns=("code", "opened", "available", "amended", "changed")))
    cells = openpyxl.load_workbook(written(dropped, tmp_path, "xlsx")).active
    assert cells is not None
    kept = [str(cell.value) for row in cells.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert {cell.split("(")[0] for cell in kept} == {"=SUBTOTAL"}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@ON_SQLITE
def test_libreoffice_comes_to_the_same(database: Database, tmp_path: Path) -> None:
    """Recalculated from its formulas alone: the values that were written beside them are thrown away first."""
    there(database)
    path = written(built(database, SITUATION), tmp_path, "xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    bare = tmp_path / "bare.xlsx"
    openpyxl.load_workbook(path).save(bare)  # keeps formulas, and no value of any
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "again"), str(bare)], check=True, capture_output=True)
    again = CalamineWorkbook.from_path(str(tmp_path / "again" / "bare.xlsx")).get_sheet_by_index(0).to_python()
    assert [list(map(_rounded, row)) for row in again] == [list(map(_rounded, row)) for row in rows]


def _rounded(cell: Any) -> Any:
    return round(cell, 4) if isinstance(cell, float) else cell


@ON_SQLITE
def test_charts_show_what_is_used_of_what_is_opened(database: Database) -> None:
    there(database)
    made = built(database, SITUATION)
    (stacks,) = (block for block in made.sheets[0].blocks if isinstance(block, Stacks))
    assert [(ENGLISH.say(each.title), each.values, each.whole) for each in stacks.stacks] == [
        ("Chapter 011", (312_345, 199_999, 0), 920_000),
        ("Chapter 65", (0, 0, 40_000), 280_050),
        ("Chapter 21", (625_016, 625_017, 0), 1_700_000),
        ("Whole budget", (937_361, 825_016, 40_000), 2_900_050),
    ]
    said = [ENGLISH.say(block.text) for block in made.sheets[0].blocks if isinstance(block, Paragraph)]
    assert said[0] == "011-60632 Fournitures de petit équipement: €123.45 more than there is"


@ON_SQLITE
def test_the_ledger_adds_up_only_what_is_of_one_kind(database: Database) -> None:
    made = there(database)
    with database.reading() as session:
        every = LEDGER.build(session, None)
        query = MoveQuery(figure=Figure.AVAILABLE, lines=(made.lines[4],), descending=False)
        available = LEDGER.build(session, query)
        assert LEDGER.dated is not None
        june = LEDGER.build(session, LEDGER.dated(None, END_OF_JUNE))
        figures = figures_of_year(session, made.year)
        of_line = LEDGER.build(session, LEDGER.choose(("budget_line", made.lines[4])))
    assert isinstance(every, Report)
    assert isinstance(available, Report)
    assert isinstance(june, Report)
    assert isinstance(of_line, Report)
    assert (every.count, june.count, of_line.count) == (16, 13, 6)
    assert [column.key for column in every.columns if column.total] == []
    (cents,) = (column for column in available.columns if column.total)
    assert sum(cents.value(row) for row in available.groups[0].rows) == figures[made.lines[4]].available
    assert [ENGLISH.say(each) for each in june.filters] == ["Fiscal year: 2026", "Until 30/06/2026"]


@ON_SQLITE
def test_a_funder_reads_what_became_of_the_grant(database: Database, tmp_path: Path) -> None:
    made = there(database)
    paper = built(database, GRANTS, GRANTS.choose(("funding_source", made.grant)))
    text = pdf_text(written(paper, tmp_path, "pdf"))
    for said in ("Plan numérique", "Région", "€10,000.00", "30/11/2026", "Achats avant le 30/11", "21-2184 Mobilier"):
        assert said in text
    assert GRANTS.dated is not None
    assert GRANTS.dated((made.grant,), END_OF_JUNE) == GrantsChoice((made.grant,), END_OF_JUNE)
    assert GRANTS.dated(GrantsChoice(None, END_OF_JUNE), END_OF_JUNE) is None


@pytest.mark.parametrize("language", ["en", "fr"])
@ON_SQLITE
def test_every_paper_can_be_written_of_a_desk_with_or_without_a_budget(
    database: Database, tmp_path: Path, language: str
) -> None:
    for is_empty in (True, False):
        if not is_empty:
            there(database)
        for kind in REPORTS:
            with database.reading() as session:
                made = kind.build(session, None)
            for ending in ("pdf", "xlsx", "csv"):
                write_report(made, tmp_path / f"{kind.key}-{is_empty}.{ending}", STAMP, texts_for(language))
    assert len(list(tmp_path.iterdir())) == 6 * len(REPORTS)


def test_columns_are_offered_once() -> None:
    for by in By:
        keys = [column.key for column in (*situation_columns(by), *OTHER_FIGURES)]
        assert len(keys) == len(set(keys))
