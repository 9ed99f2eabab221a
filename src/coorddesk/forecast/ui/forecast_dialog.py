"""The forecast on screen: where this year lands, what the next ones cost, and scenarios of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coorddesk.budget.queries import YearRow, fiscal_years
from coorddesk.budget.rules.grouping import BY_TITLES, By
from coorddesk.core.messages import Message, _, _p
from coorddesk.forecast.queries.comparing import Compared, compared
from coorddesk.forecast.queries.landing import LandingQuery, YearLanding, landing
from coorddesk.forecast.queries.plan import ForecastQuery, Plan, plan
from coorddesk.forecast.queries.scenarios import ScenarioRow, scenarios
from coorddesk.forecast.reports import FORECAST_PLAN, LANDING, NOTE
from coorddesk.forecast.reports.note import NoteChoice
from coorddesk.forecast.ui.landing_view import LandingView
from coorddesk.forecast.ui.scenario_verbs import ScenarioVerbs
from coorddesk.forecast.ui.scenarios_view import ScenariosView
from coorddesk.forecast.ui.years_view import YearsView
from coorddesk.widgets.actions import make_action, menu_action, tool_button
from coorddesk.widgets.controls import button
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_OF_WINDOW = 0.95
_YEARS_BACK, _YEARS_AHEAD = 2, 6
_LANDING, _YEARS, _SCENARIOS = range(3)
_KINDS = {
    *("scenario", "scenario_change", "fiscal_year", "budget_line", "budget_move", "budget_decision"),
    *("contract", "contract_step", "contract_about", "instalment", "licence", "asset", "asset_life", "category"),
    "model",
}


@dataclass(frozen=True)
class _Read:
    scenarios: list[ScenarioRow]
    years: list[YearRow]
    told: YearLanding | Plan | Compared | None


class ForecastDialog(QDialog):
    """Alt+1, Alt+2 and Alt+3 turn to the year, to several years and to scenarios; it stays beside what it opens."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads what was looked at last."""
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.setWindowTitle(desk.texts.say(_("Forecast")))
        self.query = ForecastQuery(desk.clock.today().year + 1)
        self.landing_query = LandingQuery()
        self.scenarios: list[ScenarioRow] = []
        self._then: Callable[[], object] | None = None
        self.landing_view, self.years_view, self.scenarios_view = (
            LandingView(desk),
            YearsView(desk),
            ScenariosView(desk),
        )
        self.verbs = ScenarioVerbs(desk, self)
        self._make_fields()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._show_fields()

    def begin(self, scenario_id: int | None = None) -> None:
        """Show the forecast as it was left; with a scenario, the years as that has them."""
        if not self.isVisible():
            self.resize(self._owner.window().size() * _OF_WINDOW)
        self.show()
        self.raise_()
        self.activateWindow()
        if scenario_id is not None:
            self.show_scenario(scenario_id)
        else:
            self.read()
        self.current.grid.setFocus()

    @property
    def current(self) -> LandingView | YearsView | ScenariosView:
        """The view in front."""
        return (self.landing_view, self.years_view, self.scenarios_view)[self.bar.currentIndex()]

    @property
    def scenario(self) -> ScenarioRow | None:
        """The scenario that is looked at."""
        return next((row for row in self.scenarios if row.id == self.query.scenario_id), None)

    def show_scenario(self, scenario_id: int | None) -> None:
        """Show the years as a scenario has them, or as they are."""
        self.query = replace(self.query, scenario_id=scenario_id or None)
        self.landing_query = replace(self.landing_query, scenario_id=scenario_id or None)
        if self.bar.currentIndex() != _YEARS:
            self.bar.setCurrentIndex(_YEARS)
        else:
            self.read()

    def once_read(self, then: Callable[[], object]) -> None:
        """Do something as soon as what is asked for next is shown."""
        self._then = then

    def read(self) -> None:
        """Read what is in front."""
        front, query, landing_query = self.bar.currentIndex(), self.query, self.landing_query

        def read(session: Session) -> _Read:
            told: Any = None
            if front == _LANDING:
                told = landing(session, landing_query)
            else:
                told = plan(session, query) if front == _YEARS else compared(session, query)
            return _Read(list(scenarios(session)), list(fiscal_years(session)), told)

        self._desk.operations.read(self, read, self._show, replaces="forecast")

    def _make_fields(self) -> None:
        say = self._desk.texts.say
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(say(_("Forecast")))
        for place, title in enumerate((_("This year"), _("Several years"), _("Scenarios"))):
            self.bar.addTab(say(title))
            keys = QKeySequence(f"Alt+{place + 1}")
            self.bar.setTabToolTip(place, keys.toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(keys, self).activated.connect(partial(self.bar.setCurrentIndex, place))
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

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.print = new(_("Print or save…"), "printer", "Ctrl+P", self._on_print)
        self.note = new(_("Note to the director…"), "file-text", "Ctrl+Shift+P", self._on_note)
        self.menu = menu_action(self._desk, self, _p("scenario", "Scenario"), "layers", self.verbs.actions)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SNUG)
        top.addWidget(self.bar)
        top.addStretch()
        top.addWidget(self.choice)
        for action in (self.menu, self.note, self.print):
            top.addWidget(tool_button(action))
        asked = QHBoxLayout()
        asked.setSpacing(SNUG)
        for field in (self.year, self.by, self.with_devices, self.first):
            asked.addWidget(field)
        asked.addStretch()
        self._stack = QStackedWidget()
        for view in (self.landing_view, self.years_view, self.scenarios_view):
            self._stack.addWidget(view)
        self._about = QStackedWidget()
        for view in (self.landing_view, self.years_view, self.scenarios_view):
            self._about.addWidget(view.about)
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.setSpacing(ROOM)
        below.addWidget(self._about, 1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(top)
        layout.addLayout(asked)
        layout.addWidget(self._stack, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._on_turned)
        self.choice.activated.connect(lambda _place: self._on_chosen(self.choice.currentData()))
        self.first.activated.connect(lambda _place: self._on_first(self.first.currentData()))
        for field in (self.year, self.by):
            field.activated.connect(lambda _place: self._on_landing_asked())
        self.with_devices.clicked.connect(lambda _checked: self._on_landing_asked())
        self.years_view.change_wanted.connect(self.verbs.change)
        self.scenarios_view.scenario_wanted.connect(self.show_scenario)
        self.scenarios_view.taking_off_wanted.connect(self.verbs.take_off)
        self._desk.operations.committed.connect(self._on_committed)

    def _show(self, read: _Read) -> None:
        self.scenarios = read.scenarios
        self._offer(read)
        self.verbs.refresh()
        if isinstance(read.told, Plan):
            self.years_view.show_plan(read.told)
        elif isinstance(read.told, Compared):
            self.scenarios_view.show_compared(read.told)
        else:
            self.landing_view.show_landing(read.told)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _offer(self, read: _Read) -> None:
        """The scenarios and the fiscal years that there are."""
        say = self._desk.texts.say
        self.choice.clear()
        self.choice.addItem(say(_("Things as they are")), None)
        for row in read.scenarios:
            self.choice.addItem(row.name, row.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.query.scenario_id)))
        if isinstance(read.told, YearLanding):
            self.landing_query = replace(self.landing_query, year_id=read.told.year_id)
        self.year.clear()
        for year in read.years:
            self.year.addItem(year.name, year.id)
        self.year.setCurrentIndex(max(0, self.year.findData(self.landing_query.year_id)))

    def _show_fields(self) -> None:
        """What the view in front can be asked for."""
        front = self.bar.currentIndex()
        for field in (self.year, self.by, self.with_devices):
            field.setVisible(front == _LANDING)
        self.first.setVisible(front != _LANDING)
        self.choice.setVisible(front != _SCENARIOS)

    def _on_turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._about.setCurrentIndex(place)
        self._show_fields()
        self.read()
        self.current.grid.setFocus()

    def _on_chosen(self, scenario_id: int | None) -> None:
        self.query = replace(self.query, scenario_id=scenario_id)
        self.landing_query = replace(self.landing_query, scenario_id=scenario_id)
        self.read()

    def _on_first(self, year: int) -> None:
        self.query = replace(self.query, first=year)
        self.read()

    def _on_landing_asked(self) -> None:
        self.landing_query = replace(
            self.landing_query,
            year_id=self.year.currentData(),
            by=By(self.by.currentData()),
            with_replacements=self.with_devices.isChecked(),
        )
        self.read()

    def _on_print(self) -> None:
        if self.bar.currentIndex() == _LANDING:
            self._desk.preview_report(LANDING, self.landing_query)
        else:
            self._desk.preview_report(FORECAST_PLAN, self.query)

    def _on_note(self) -> None:
        year = replace(self.landing_query, by=By.SECTION)
        self._desk.preview_report(NOTE, NoteChoice(self.query, year))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self.read()
