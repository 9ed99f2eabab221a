"""The situation on screen: its figures, why they are so, of which day, and what narrows them; the same on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coorddesk.budget.queries import MoveQuery, line_as_written, move_ids
from coorddesk.budget.queries.line_list import (
    LINE_COLUMNS,
    line_figures,
)
from coorddesk.budget.reports.situation_lines import told
from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.situation import Figure
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.budget.rules.words import MoveKind, OnOverspending, Section
from coorddesk.budget.ui.line_dialog import LineDialog
from coorddesk.budget.ui.situation_page import SituationPage
from coorddesk.budget.ui.why_dialog import WhyDialog
from coorddesk.budget.ui.year_dialog import YearDialog
from coorddesk.budget.ui.year_figures import YearFigures
from coorddesk.budget.ui.year_strip import quarter_ends
from coorddesk.reporting.report import Report
from tests.budget.ui.budgets import VOTED, Budget, a_budget, write

if TYPE_CHECKING:
    from tests.screens import Driver

TODAY = date(2026, 9, 7)
_NARROW = 748  # a full HD screen at 200 %, without the navigation


def place_of(key: str) -> int:
    """Where a column stands in the source."""
    return next(place for place, column in enumerate(LINE_COLUMNS) if column.key == key)


def column(page: SituationPage, key: str) -> list[str]:
    """What stands in a column, from the top down, headings too."""
    return [page.list.model.cell(row, place_of(key)) for row in range(page.list.model.rowCount())]


def opened(driver: Driver) -> tuple[SituationPage, Budget]:
    budget = driver.do(a_budget)
    return driver.open(SituationPage), budget


def test_a_desk_without_a_budget_says_what_to_do_first(driver: Driver) -> None:
    page = driver.open(SituationPage)
    assert (list(page.list.model.ids), page.year_id, page.head.strip.isHidden()) == ([], None, True)
    of_a_year = (page.verbs.why, page.verbs.decide, page.verbs.transfer)
    assert [each.isEnabled() for each in of_a_year] == [False] * 3
    driver.keys(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    driver.save(driver.dialog(YearDialog))
    assert page.head.sheet is not None
    assert page.head.sheet.year is not None
    assert page.head.sheet.year.name == "2026"
    assert [each.isEnabled() for each in of_a_year] == [True] * 3


def test_no_year_is_offered_before_it_is_known_whether_there_is_one(driver: Driver) -> None:
    driver.do(a_budget)
    page = SituationPage(driver.desk)
    driver.bot.addWidget(page)
    page.verbs.new.trigger()
    driver.settle()
    assert QApplication.activeModalWidget() is None


def test_every_line_stands_with_its_figures_and_its_standing_in_words(driver: Driver) -> None:
    page, _budget = opened(driver)
    assert column(page, "label") == ["Papier", "Logiciels", "Projecteurs"]
    assert column(page, "opened") == ["5,000.00", "5,000.00", "5,000.00"]
    assert column(page, "committed") == ["1,200.00", "0.00", "0.00"]
    assert column(page, "available") == ["3,000.00", "5,000.00", "-1,000.00"]
    assert column(page, "commitment_rate") == ["40.00%", "0.00%", "120.00%"]
    assert column(page, "standing") == ["Within its credits", "Not used yet", "Overspent"]
    assert page.head.strip.overspent.text() == "1 line overspent"


def test_enter_on_a_figure_shows_its_moves_and_enter_there_their_document(driver: Driver) -> None:
    page, budget = opened(driver)
    page.list.select([budget.paper])
    page.list.table.setCurrentIndex(page.list.model.index(0, place_of("available")))
    driver.keys(page.list.table, Qt.Key.Key_Return)
    dialog = driver.dialog(WhyDialog)
    assert [dialog.list.model.cell(row, 1) for row in range(3)] == ["BP", "BC-1", "FA-2"]
    assert dialog.sum.text() == "€3,000.00"
    dialog.list.select([dialog.list.model.ids[1]])
    driver.keys(dialog.list.table, Qt.Key.Key_Return)
    assert driver.said == [("open", ("purchase_order", 1))]


def test_a_subtotal_the_total_and_the_figures_above_explain_themselves_too(driver: Driver) -> None:
    page, budget = opened(driver)
    page.list.groups.choose("section")
    driver.settle()
    asked: list[tuple[list[int], str]] = []
    page.list.figures.opened.connect(lambda ids, key: asked.append((list(ids), key)))
    page.list.table.setCurrentIndex(page.list.model.index(0, place_of("opened")))
    driver.keys(page.list.table, Qt.Key.Key_Return)
    driver.dialog(WhyDialog).reject()
    page.list.total_row.show_sums({"invoiced": 1})
    page.list.total_row.opened.emit(place_of("invoiced"))
    dialog = driver.dialog(WhyDialog)
    assert asked == [([budget.paper, budget.software], "opened"), (list(budget.lines), "invoiced")]
    assert dialog.sum.text() == "€6,800.00"
    dialog.reject()
    page.head.strip.figure_wanted.emit(Figure.FREE)
    dialog = driver.dialog(WhyDialog)
    assert dialog.sum.text() == "€7,000.00"
    dialog.reject()


def test_where_there_is_no_room_the_least_needed_figures_yield(driver: Driver) -> None:
    page, _budget = opened(driver)

    figures = page.findChild(YearFigures)
    assert figures is not None

    def seen() -> list[str]:
        return [made.accessibleName().partition(":")[0] for made in figures.buttons if made.isVisible()]

    every = ["Opened", "Pre-committed", "Committed", "Invoiced", "Free"]
    page.resize(1_400, 600)
    driver.settle()
    assert seen() == every
    page.resize(page.head.strip.minimumSizeHint().width(), 600)
    driver.settle()
    assert (seen(), page.width() <= _NARROW) == (["Opened", "Free"], True)
    page.resize(1_400, 600)
    driver.settle()
    assert seen() == every


def test_a_click_into_a_heading_folds_it_but_not_on_a_figure_that_two_clicks_open(driver: Driver) -> None:
    page, _budget = opened(driver)
    page.list.groups.choose("section")
    driver.settle()
    table = page.list.table
    figure = table.visualRect(page.list.model.index(0, place_of("opened"))).center()
    driver.click(table.viewport(), figure)
    assert len(page.list.model.ids) == 5
    driver.click(table.viewport(), QPoint(4, figure.y()))
    assert len(page.list.model.ids) == 3, "its two lines are folded away"
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, figure)
    dialog = driver.dialog(WhyDialog)
    assert dialog.sum.text() == "€10,000.00"
    dialog.reject()


def test_groups_have_sums_and_rates_that_follow_from_them(driver: Driver) -> None:
    page, _budget = opened(driver)
    page.list.groups.choose("section")
    driver.settle()
    heads = [number for number in page.list.model.ids if number < 0]
    sums = [page.list.model.headings.text(each, page.list.model.looks).sums for each in heads]
    assert [each[place_of("available")] for each in sums] == ["8,000.00", "-1,000.00"]
    assert [each[place_of("commitment_rate")] for each in sums] == ["20.00%", "120.00%"]


def test_a_day_leaves_later_moves_out(driver: Driver) -> None:
    page, _budget = opened(driver)
    assert [page.head.strip.days.itemText(place) for place in (0, 2, 3)] == [
        "All that is written",
        "31/03/2026",
        "30/06/2026",
    ]
    page.head.strip.days.setCurrentIndex(3)
    page.head.strip.days.activated.emit(3)
    driver.settle()
    assert column(page, "invoiced") == ["0.00", "0.00", "6,000.00"]
    assert page.query.as_of is AsOf.DAY


def test_what_is_seen_is_printed_of_the_day_that_is_seen(driver: Driver) -> None:
    page, _budget = opened(driver)
    page.show_query(LineQuery(as_of=AsOf.DAY, day=date(2026, 6, 30)))
    driver.settle()
    kind, seen = page._seen()
    page.show_query(LineQuery())
    driver.settle()
    report = driver.read(lambda session: kind.build(session, seen))
    assert isinstance(report, Report)
    (invoiced,) = [each for each in report.columns if each.key == "invoiced"]
    assert [invoiced.value(row) for row in report.groups[0].rows] == [0, 0, 600_000]
    assert [page.desk.texts.say(each) for each in report.filters] == ["Fiscal year 2026", "Figures up to 30/06/2026"]


def test_screen_and_paper_say_the_same(driver: Driver) -> None:
    page, _budget = opened(driver)
    assert page.head.sheet is not None
    query = page.head.sheet.situation(page.query)
    assert query is not None
    paper = driver.read(lambda session: told(session, query))
    rows = driver.read(lambda session: line_figures(session, page.query, TODAY))
    lines = {line.row.id: line.figures for group in paper.groups for line in group.rows if line.row is not None}
    assert lines == {row.id: row.figures for row in rows}
    assert paper.whole.figures == page.head.sheet.whole


def test_filters_narrow_and_an_alert_shows_what_is_overspent(driver: Driver) -> None:
    page, budget = opened(driver)
    page.show_narrowed(tag="Salles")
    driver.settle()
    assert list(page.list.model.ids) == [budget.software, budget.projectors]
    page.show_all()
    page.show_alert("overspent")
    driver.settle()
    assert list(page.list.model.ids) == [budget.projectors]
    assert page.query.standing is LineStanding.OVERSPENT
    page.search.setText("")
    page.show_query(LineQuery(text="salles logi"))
    driver.settle()
    assert list(page.list.model.ids) == [budget.software]


def test_a_funding_source_leads_to_its_lines(driver: Driver) -> None:
    page, budget = opened(driver)
    page.open_list(("funding_source", 1))
    driver.settle()
    assert list(page.list.model.ids) == [budget.projectors]
    assert page.head.sheet is not None
    query = page.head.sheet.situation(page.query)
    assert query is not None
    assert query.funding_source_id == 1


def test_a_line_is_written_changed_put_elsewhere_and_deleted(driver: Driver) -> None:
    page, budget = opened(driver)
    driver.keys(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(LineDialog)
    driver.type(dialog, label="Formation", chapter="AP", tags="Agents, CDI")
    dialog.form.editor("on_overspending").set_value(OnOverspending.BLOCK)
    driver.save(dialog)
    new = page.list.model.ids[-1]
    details = driver.read(lambda session: line_as_written(session, new))
    assert (details.code, details.tags, details.section) == ("AP", ("Agents", "CDI"), Section.OPERATING)
    page.list.select([new])
    driver.keys(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert list(page.list.model.ids) == [budget.paper, budget.software, new, budget.projectors]
    driver.keys(page.list, Qt.Key.Key_F2)
    dialog = driver.dialog(LineDialog)
    driver.type(dialog, label="Formation des agents")
    driver.save(dialog)
    assert column(page, "label")[2] == "Formation des agents"
    driver.keys(page.list, Qt.Key.Key_Delete)
    assert list(page.list.model.ids) == list(budget.lines)


def test_a_line_with_moves_stays_and_says_why(driver: Driver) -> None:
    page, budget = opened(driver)
    page.list.select([budget.paper])
    driver.keys(page.list, Qt.Key.Key_Delete)
    assert [each[0] for each in driver.said] == ["warn"]
    assert list(page.list.model.ids) == list(budget.lines)


def test_another_program_is_seen(driver: Driver) -> None:
    page, budget = opened(driver)
    page.list.select([budget.software])
    driver.do(lambda session: write(session, budget.software, MoveKind.INVOICED, VOTED, "FA-9"))
    page.reload()
    driver.settle()
    assert column(page, "standing")[1] == "Used up"
    assert page.list.selected_ids() == [budget.software]


def test_the_card_of_a_line_says_what_is_still_promised_and_leads_to_its_moves(driver: Driver) -> None:
    page, budget = opened(driver)
    page.open_card(budget.paper)
    driver.settle()
    assert page.card._title.text() == "Papier"
    page.list.select([budget.paper])
    driver.keys(page.list, Qt.Key.Key_T)
    assert ("list", "budget_move", ("budget_line", budget.paper)) in driver.said
    assert len(driver.read(lambda session: move_ids(session, MoveQuery(line=budget.paper)))) == 3


def test_quarters_end_with_their_year() -> None:
    school = list(quarter_ends(date(2025, 9, 1), date(2026, 8, 31)))
    assert school == [
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 8, 31),
    ]
