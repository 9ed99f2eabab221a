"""What the forecast is asked for: which scenario, which years, which fiscal year and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout

from coorddesk.budget.rules.grouping import BY_TITLES, By
from coorddesk.core.messages import Message, _, _p
from coorddesk.forecast.queries.landing import LandingQuery
from coorddesk.forecast.queries.plan import ForecastQuery
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from coorddesk.budget.queries import YearRow
    from coorddesk.forecast.queries.scenarios import ScenarioRow
    from coorddesk.widgets.desk import Desk

LANDING, YEARS, SCENARIOS = range(3)
"""The views, in the order of their tabs."""
_YEARS_BACK, _YEARS_AHEAD = 2, 6


class ForecastFields(QObject):
    """Fields and what they mean.

    Signals:
        asked: something else is asked for.
    """

    asked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Ask for the year of today and the next five."""
        super().__init__(parent)
        self._desk = desk
        self.query = ForecastQuery(desk.clock.today().year + 1)
        self.landing_query = LandingQuery()
        self._scenarios: Sequence[ScenarioRow] = ()
        self._make()
        self.choice.activated.connect(lambda _place: self._on_scenario(self.choice.currentData()))
        self.first.activated.connect(lambda _place: self._on_first(self.first.currentData()))
        for field in (self.year, self.by):
            field.activated.connect(lambda _place: self._on_landing())
        self.with_devices.clicked.connect(lambda _checked: self._on_landing())

    @property
    def scenario(self) -> ScenarioRow | None:
        """The scenario that is looked at."""
        return next((row for row in self._scenarios if row.id == self.query.scenario_id), None)

    def ask_scenario(self, scenario_id: int | None) -> None:
        """Ask for everything as a scenario has it, or as it is."""
        self.query = replace(self.query, scenario_id=scenario_id or None)
        self.landing_query = replace(self.landing_query, scenario_id=scenario_id or None)

    def offer(self, scenarios: Sequence[ScenarioRow], years: Sequence[YearRow], year_id: int | None) -> None:
        """The scenarios and the fiscal years that there are, and that which is shown."""
        self._scenarios = scenarios
        self.choice.clear()
        self.choice.addItem(self._desk.texts.say(_("Things as they are")), None)
        for row in scenarios:
            self.choice.addItem(row.name, row.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.query.scenario_id)))
        if year_id is not None:
            self.landing_query = replace(self.landing_query, year_id=year_id)
        self.year.clear()
        for year in years:
            self.year.addItem(year.name, year.id)
        self.year.setCurrentIndex(max(0, self.year.findData(self.landing_query.year_id)))

    def show_for(self, front: int) -> None:
        """What the view in front can be asked for."""
        for field in (self.year, self.by, self.with_devices):
            field.setVisible(front == LANDING)
        self.first.setVisible(front != LANDING)
        self.choice.setVisible(front != SCENARIOS)

    def line(self) -> QHBoxLayout:
        """All but the scenario, beside one another."""
        made = QHBoxLayout()
        made.setSpacing(SNUG)
        for field in (self.year, self.by, self.with_devices, self.first):
            made.addWidget(field)
        made.addStretch()
        return made

    def _make(self) -> None:
        say = self._desk.texts.say
        self.choice = self._combo(_p("scenario", "Scenario"))
        self.first = self._combo(_p("forecast", "Years from"))
        year = self._desk.clock.today().year + 1
        for each in range(year - _YEARS_BACK, year + _YEARS_AHEAD):
            self.first.addItem(say(_p("forecast", "From {year}", year=str(each))), each)
        self.first.setCurrentIndex(_YEARS_BACK)
        self.year = self._combo(_("Fiscal year"))
        self.by = self._combo(_p("budget", "By"))
        for by, title in BY_TITLES.items():
            self.by.addItem(say(title), by)
        self.with_devices = QCheckBox(say(_("With the replacement plan")))

    def _combo(self, name: Message) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self._desk.texts.say(name))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return made

    def _on_scenario(self, scenario_id: int | None) -> None:
        self.ask_scenario(scenario_id)
        self.asked.emit()

    def _on_first(self, year: int) -> None:
        self.query = replace(self.query, first=year)
        self.asked.emit()

    def _on_landing(self) -> None:
        self.landing_query = replace(
            self.landing_query,
            year_id=self.year.currentData(),
            by=By(self.by.currentData()),
            with_replacements=self.with_devices.isChecked(),
        )
        self.asked.emit()
