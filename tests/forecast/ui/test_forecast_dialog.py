"""The forecast in the window, by keys alone: landing, years, a scenario made from them, and what is behind figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from coorddesk.forecast.queries.plan import ForecastQuery
from coorddesk.forecast.queries.scenarios import changes_said, scenarios
from coorddesk.forecast.reports import FORECAST_PLAN, LANDING, NOTE
from coorddesk.forecast.rules.landing import LandingFigure
from coorddesk.forecast.rules.words import ChangeKind, Sort
from coorddesk.forecast.service import Change, Changing, ScenarioDetails, add_change, create_scenario
from coorddesk.forecast.ui.forecast_dialog import ForecastDialog
from coorddesk.forecast.ui.scenario_dialogs import ChangeDialog, ScenarioDialog
from tests.forecast.ahead import ahead

if TYPE_CHECKING:
    from tests.forecast.ahead import Ahead
    from tests.screens import Driver

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def coming(driver: Driver) -> Ahead:
    return driver.do(ahead)


@pytest.fixture
def dialog(driver: Driver, coming: Ahead) -> ForecastDialog:
    owner = QWidget()
    owner.resize(1280, 800)
    driver.bot.addWidget(owner)
    owner.show()
    made = ForecastDialog(driver.desk, owner)
    driver.bot.addWidget(made)
    made.begin()
    driver.settle()
    return made


def texts(dialog: ForecastDialog, row: int) -> list[str]:
    grid = dialog.current.grid
    return [grid.item(row, column).text() for column in range(grid.columnCount())]  # type: ignore[union-attr]  # filled


def listed(driver: Driver, dialog: ForecastDialog, key: str) -> list[object]:
    driver.settle()
    view = dialog.current
    column = view.source.column(key)
    return [column.value(view.source.row(place)) for place in view.list.model.ids]


def test_without_a_year_it_is_said_where_one_is_opened(driver: Driver) -> None:
    owner = QWidget()
    driver.bot.addWidget(owner)
    made = ForecastDialog(driver.desk, owner)
    driver.bot.addWidget(made)
    made.begin()
    driver.settle()
    said = [each.text() for each in made.landing_view.list.findChildren(QLabel) if each.isVisible()]
    assert said[:2] == [
        "No fiscal year yet",
        "Open one with “Years…”, above the lists of the budget: where it lands is seen here.",
    ]
    made.hide()


def test_a_landing_explains_each_figure_and_opens_its_record(
    driver: Driver, dialog: ForecastDialog, coming: Ahead
) -> None:
    assert texts(dialog, 0)[1:8] == [
        *("15,000.00", "400.00", "660.00", "250.00"),
        *("1,620.00", "2,930.00", "12,070.00"),
    ]
    view = dialog.landing_view
    view.grid.choose((2, LandingFigure.EXPECTED))
    assert listed(driver, dialog, "cents") == [6_000, 6_000, 6_000]
    driver.keys(view.grid, Qt.Key.Key_Return)
    assert [getattr(view.source.row(1), "about", None)] == [("contract", coming.lease)]
    dialog.fields.by.setCurrentIndex(1)
    dialog.fields.by.activated.emit(1)
    driver.settle()
    assert [texts(dialog, row)[0] for row in range(3)] == ["The whole year", "Operating", "On no line yet"]
    dialog.fields.with_devices.click()
    driver.settle()
    assert texts(dialog, 0)[5] == "2,420.00"
    driver.keys(dialog, Qt.Key.Key_P, CTRL)
    assert driver.desk.told[-1] == ("report", LANDING.key)
    view.grid.choose((2, LandingFigure.LANDING))
    driver.settle()
    view.list.activated.emit(1)
    assert driver.desk.told[-1][0] == "open"
    assert not dialog.isVisible()


def test_a_scenario_is_made_from_the_years_by_keys(driver: Driver, dialog: ForecastDialog, coming: Ahead) -> None:
    driver.keys(dialog, Qt.Key.Key_2, ALT)
    view = dialog.years_view
    assert [texts(dialog, row)[0] for row in range(4)] == ["Contracts", "Licences to renew", "Replacements", "All"]
    view.grid.choose((Sort.REPLACEMENT, 2027))
    assert listed(driver, dialog, "name") == ["Laptop"]
    view.list.activated.emit(1)
    assert listed(driver, dialog, "name") == ["LP-1"]
    driver.keys(view.list.table, Qt.Key.Key_Backspace)
    view.list.select([1])
    driver.keys(view.list.table, Qt.Key.Key_P)
    named = driver.dialog(ScenarioDialog)
    driver.type(named, name="Laptops later")
    driver.save(named)
    change = driver.dialog(ChangeDialog)
    driver.type(change, years="2")
    driver.save(change)
    (row,) = driver.read(scenarios)
    assert (row.name, row.changes) == ("Laptops later", 1)
    assert dialog.query == ForecastQuery(2027, row.id)
    assert texts(dialog, 3)[0:4] == ["All", "€1,560.00", "€1,440.00", "€2,240.00"]
    assert texts(dialog, 5)[0:4] == ["Difference", "−€800.00", "−€1,200.00", "+€800.00"]
    driver.keys(dialog, Qt.Key.Key_P, CTRL | SHIFT)
    assert driver.desk.told[-1] == ("report", NOTE.key)
    driver.keys(dialog, Qt.Key.Key_P, CTRL)
    assert driver.desk.told[-1] == ("report", FORECAST_PLAN.key)


def test_what_a_change_asks_for_follows_its_kind(driver: Driver, dialog: ForecastDialog, coming: Ahead) -> None:
    made = driver.do(lambda session: create_scenario(session, ScenarioDetails("What if")))
    dialog.show_scenario(made)
    driver.settle()
    view = dialog.years_view
    for sort, key, typed in (
        (Sort.LICENCE, Qt.Key.Key_G, {}),
        (Sort.REPLACEMENT, Qt.Key.Key_Q, {"quantity": "5"}),
        (Sort.CONTRACT, Qt.Key.Key_R, {"percent": "-12,5"}),
        (None, Qt.Key.Key_A, {"words": "Tablets", "quantity": "10", "cents": "300", "year": "2029"}),
    ):
        view.grid.choose((sort, 2028))
        driver.settle()
        view.list.select([1])
        driver.settle()
        driver.keys(view.list.table, key)
        change = driver.dialog(ChangeDialog)
        driver.type(change, **typed)
        driver.save(change)
    say = driver.desk.texts.say
    assert [say(each.said) for each in driver.read(lambda session: changes_said(session, made))] == [
        "Give up: Antivirus, from 2028 on",
        "5 a year: Laptop, from 2028 on",
        "12.5% cheaper: Web, from 2028 on",
        "Add in 2029: 10 × Tablets at €300.00",
    ]
    view.grid.choose((Sort.CONTRACT, 2028))
    driver.settle()
    view.list.select([1])
    driver.settle()
    enabled = {kind for kind, action in view.verbs.items() if action.isEnabled()}
    assert enabled == {ChangeKind.DROP, ChangeKind.PRICE, ChangeKind.ADD}


def test_scenarios_stand_side_by_side_and_lose_changes(driver: Driver, dialog: ForecastDialog, coming: Ahead) -> None:
    def make(session: object) -> int:
        number = create_scenario(session, ScenarioDetails("Laptops later"))  # type: ignore[arg-type]  # one
        change = Change(ChangeKind.DELAY, ("category", coming.laptops), years=1)
        add_change(session, Changing(number, change))  # type: ignore[arg-type]  # one
        return number

    made = driver.do(make)
    driver.keys(dialog, Qt.Key.Key_3, ALT)
    view = dialog.scenarios_view
    view.grid.choose(made)
    driver.settle()
    view.list.select([1])
    driver.settle()
    driver.keys(view.list.table, Qt.Key.Key_Delete)
    assert driver.read(lambda session: changes_said(session, made)) == []
    assert texts(dialog, 1)[-1] == "–"
    driver.keys(view.grid, Qt.Key.Key_Return)
    assert (dialog.bar.currentIndex(), dialog.query.scenario_id) == (1, made)


def test_a_scenario_is_edited_copied_and_deleted_by_keys(driver: Driver, dialog: ForecastDialog) -> None:
    dialog.show_scenario(driver.do(lambda session: create_scenario(session, ScenarioDetails("Laptops later"))))
    driver.settle()
    driver.keys(dialog, Qt.Key.Key_F2)
    edit = driver.dialog(ScenarioDialog)
    driver.type(edit, price_rise="1,5", recommendation="Wait.")
    driver.save(edit)
    (row,) = driver.read(scenarios)
    assert (row.price_rise, row.recommendation) == (150, "Wait.")
    driver.keys(dialog, Qt.Key.Key_D, CTRL)
    copy = driver.dialog(ScenarioDialog)
    driver.type(copy, name="Another")
    driver.save(copy)
    assert dialog.fields.scenario is not None
    assert dialog.fields.scenario.name == "Another"
    driver.keys(dialog, Qt.Key.Key_Delete, CTRL)
    assert [each.name for each in driver.read(scenarios)] == ["Laptops later"]
    assert dialog.query.scenario_id is None
