"""The forecast on screen: where this year lands, what the next ones cost, and scenarios of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from coorddesk.budget.queries import YearRow, fiscal_years
from coorddesk.budget.rules.grouping import By
from coorddesk.core.messages import _, _p
from coorddesk.forecast.queries.comparing import Compared, compared
from coorddesk.forecast.queries.landing import YearLanding, landing
from coorddesk.forecast.queries.plan import ForecastQuery, Plan, plan
from coorddesk.forecast.queries.scenarios import ScenarioRow, scenarios
from coorddesk.forecast.reports import FORECAST_PLAN, LANDING, NOTE
from coorddesk.forecast.reports.note import NoteChoice
from coorddesk.forecast.ui.forecast_fields import LANDING as LANDING_VIEW
from coorddesk.forecast.ui.forecast_fields import YEARS, ForecastFields
from coorddesk.forecast.ui.landing_view import LandingView
from coorddesk.forecast.ui.scenario_verbs import ScenarioVerbs
from coorddesk.forecast.ui.scenarios_view import ScenariosView
from coorddesk.forecast.ui.years_view import YearsView
from coorddesk.widgets.actions import VerbRow, make_action, menu_action
from coorddesk.widgets.controls import button
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_OF_WINDOW = 0.95
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
    """Alt+1, Alt+2 and Alt+3 turn to the year, to several years and to scenarios; it goes when a record is shown."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads what was looked at last."""
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.setWindowTitle(desk.texts.say(_("Forecast")))
        self.fields = ForecastFields(desk, self)
        self.landing_view, self.years_view, self.scenarios_view = (
            LandingView(desk),
            YearsView(desk),
            ScenariosView(desk),
        )
        self.verbs = ScenarioVerbs(desk, self, self.fields)
        self._make_tabs()
        self._make_actions()
        self._lay_out()
        self._connect()
        self.fields.show_for(self.bar.currentIndex())

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
    def query(self) -> ForecastQuery:
        """Which years are asked for."""
        return self.fields.query

    def show_scenario(self, scenario_id: int | None) -> None:
        """Show the years as a scenario has them, or as they are."""
        self.fields.ask_scenario(scenario_id)
        if self.bar.currentIndex() != YEARS:
            self.bar.setCurrentIndex(YEARS)
        else:
            self.read()

    def read(self) -> None:
        """Read what is in front."""
        front, query, landing_query = self.bar.currentIndex(), self.query, self.fields.landing_query

        def read(session: Session) -> _Read:
            told: Any = None
            if front == LANDING_VIEW:
                told = landing(session, landing_query)
            else:
                told = plan(session, query) if front == YEARS else compared(session, query)
            if isinstance(told, Plan):  # added up here, not where the window would wait for it
                told.add_up()
            return _Read(list(scenarios(session)), list(fiscal_years(session)), told)

        self._desk.operations.read(self, read, self._show, replaces="forecast")

    def _make_tabs(self) -> None:
        say = self._desk.texts.say
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)  # what stands beside it yields first
        self.bar.setAccessibleName(say(_("Forecast")))
        for place, title in enumerate((_("This year"), _("Several years"), _("Scenarios"))):
            self.bar.addTab(say(title))
            keys = QKeySequence(f"Alt+{place + 1}")
            self.bar.setTabToolTip(place, keys.toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(keys, self).activated.connect(partial(self.bar.setCurrentIndex, place))

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.print = new(_("Print or save…"), "printer", "Ctrl+P", self._on_print)
        self.note = new(_("Note to the director…"), "file-text", "Ctrl+Shift+P", self._on_note)
        self.menu = menu_action(self._desk, self, _p("scenario", "Scenario"), "layers", self.verbs.actions)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SNUG)
        top.addWidget(self.bar)
        top.addStretch(1)  # with a factor, or the verbs would take their part of the room
        top.addWidget(self.fields.choice)
        top.addWidget(VerbRow((self.menu, self.note, self.print)))
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
        layout.addLayout(self.fields.line())
        layout.addWidget(self._stack, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._on_turned)
        self.fields.asked.connect(self.read)
        for view in (self.landing_view, self.years_view):
            view.record_wanted.connect(self._on_record_wanted)
        self.years_view.change_wanted.connect(self.verbs.change)
        self.scenarios_view.scenario_wanted.connect(self.show_scenario)
        self.verbs.scenario_wanted.connect(self.show_scenario)
        self.scenarios_view.taking_off_wanted.connect(self.verbs.take_off)
        self._desk.operations.committed.connect(self._on_committed)

    def _show(self, read: _Read) -> None:
        shown = read.told.year_id if isinstance(read.told, YearLanding) else None
        self.fields.offer(read.scenarios, read.years, shown)
        if isinstance(read.told, Plan):
            self.years_view.show_plan(read.told)
        elif isinstance(read.told, Compared):
            self.scenarios_view.show_compared(read.told)
        else:
            self.landing_view.show_landing(read.told)
        self.verbs.refresh()

    def _on_turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._about.setCurrentIndex(place)
        self.fields.show_for(place)
        self.read()
        self.current.grid.setFocus()

    def _on_record_wanted(self, subject: Subject) -> None:
        """Make room for the record; the forecast comes back as it was left."""
        self.hide()
        self._desk.open_record(subject)

    def _on_print(self) -> None:
        if self.bar.currentIndex() == LANDING_VIEW:
            self._desk.preview_report(LANDING, self.fields.landing_query)
        else:
            self._desk.preview_report(FORECAST_PLAN, self.query)

    def _on_note(self) -> None:
        year = replace(self.fields.landing_query, by=By.SECTION)
        self._desk.preview_report(NOTE, NoteChoice(self.query, year))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self.read()
