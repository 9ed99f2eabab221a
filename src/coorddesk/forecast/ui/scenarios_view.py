"""Scenarios beside one another: what each costs, year by year; below, what the chosen one changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.forecast.queries.comparing import Compared, Option
from coorddesk.forecast.queries.scenarios import ChangeRow
from coorddesk.forecast.rules.scenarios import changes_counted
from coorddesk.forecast.ui.grid_view import GridView
from coorddesk.forecast.ui.reckoned import Reckoned
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.charts import BarChart, GridCell, GridLine, Mark
from coorddesk.widgets.empty import Emptiness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


class ChangeSource(Reckoned[ChangeRow]):
    """The changes of a scenario, in the order in which they are made."""

    columns: tuple[Column[ChangeRow], ...] = (
        Column("said", _p("forecast", "What the scenario changes"), lambda row: row.said, Kind.CHOICE, 80),
    )
    unsortable = frozenset({"said"})

    def noun(self, count: int) -> Message:
        """How many."""
        return changes_counted(count)

    def reckon(self, session: Session, of: Option) -> Sequence[ChangeRow]:
        """Those of the option."""
        del session
        return of.changes


class ScenariosView(GridView):
    """Enter on a scenario shows its years.

    Signals:
        scenario_wanted: the id of the scenario whose years are to be shown; 0 is things as they are.
        taking_off_wanted: the ids of a scenario and of a change that it is to make no longer.
    """

    scenario_wanted = Signal(int)
    taking_off_wanted = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        """Build it empty."""
        hint = _("Choose what is expected in “Several years”, and put it off, drop it or say another price.")
        nothing = Emptiness("layers", _("Nothing is changed"), hint)
        titles = _("Scenarios beside one another"), _p("forecast", "What the scenario changes")
        super().__init__(desk, "forecast-changes", ChangeSource(desk.texts), titles, (nothing, nothing))
        self.compared: Compared | None = None
        self.take_off = make_action(desk, self, _("Take off"), "circle-x", "Delete", self._on_take_off)
        self.put_above_list([self.take_off])
        self.grid.opened.disconnect()
        self.grid.opened.connect(self.scenario_wanted.emit)
        self.list.selection_changed.connect(self._refresh)
        self._refresh()

    def behind(self) -> Option | None:
        """The scenario that is chosen."""
        return None if self.compared is None else self.compared.option(self.grid.key() or 0)

    def show_compared(self, compared: Compared) -> None:
        """Show what was read."""
        self.compared = compared
        say = self.desk.texts.say
        titles = [
            _p("scenario", "Scenario"),
            *map(verbatim, compared.base.year_names),
            _p("forecast", "All years"),
            _p("note", "Difference"),
        ]
        lines = [self._line(compared, option) for option in compared.options]
        self.grid.show_lines([say(title) for title in titles], lines)
        self.show_chart(self._chart_of(compared))
        self.about.setText(" ".join(say(each) for each in compared.base.assumptions))
        self.show_behind()

    def _line(self, compared: Compared, option: Option) -> GridLine:
        texts, key = self.desk.texts, option.id
        cells = [GridCell(texts.money(cents) if cents else "–", key) for cents in option.cents]
        apart = compared.difference(option)
        money = texts.money(abs(apart))
        said = "–" if not apart else f"+{money}" if apart > 0 else f"−{money}"
        return GridLine(
            self._name(option), (*cells, GridCell(texts.money(option.whole), key), GridCell(said, key)), key
        )

    def _chart_of(self, compared: Compared) -> BarChart | None:
        money = self.desk.texts.money
        marks = [
            Mark(self._name(option), option.whole, money(option.whole), option.id)
            for option in compared.options
            if option.whole > 0
        ]
        if not marks:
            return None
        made = BarChart(self.desk, self.desk.texts.say(_p("forecast", "All years")), marks)
        made.opened.connect(self._on_mark)
        return made

    def _on_mark(self, key: object) -> None:
        self.grid.choose(key)
        self.show_behind()

    def _name(self, option: Option) -> str:
        return self.desk.texts.say(_("Things as they are")) if option.scenario is None else option.scenario.name

    def _on_take_off(self) -> None:
        option = self.behind()
        rows = [self.source.row(place) for place in self.list.selected_ids()]
        if option is not None and option.id and rows and rows[0] is not None:
            self.taking_off_wanted.emit(option.id, rows[0].id)

    def _refresh(self) -> None:
        self.take_off.setEnabled(len(self.list.selected_ids()) == 1)
