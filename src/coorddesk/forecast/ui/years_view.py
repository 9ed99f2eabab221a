"""Several years: what each sort of thing costs in each; below, what a figure is made of, to change in a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.forecast.queries.plan import Plan
from coorddesk.forecast.reports.plan import difference_said
from coorddesk.forecast.reports.plan_lines import STACKED, PlanLine, stacked, sums_of
from coorddesk.forecast.rules.words import CHANGE_TITLES, SORT_TITLES, STREAMS, ChangeKind, Sort
from coorddesk.forecast.ui.grid_view import GridView
from coorddesk.forecast.ui.reckoned import Reckoned
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.charts import ColumnChart, ColumnSeries, GridCell, GridLine, Mark
from coorddesk.widgets.empty import Emptiness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.forecast.rules.expected import Cell, Expected
    from coorddesk.widgets.desk import Desk

_KEYS: dict[ChangeKind, tuple[str, str]] = {
    ChangeKind.DELAY: ("P", "calendar-clock"),
    ChangeKind.DROP: ("G", "circle-x"),
    ChangeKind.QUANTITY: ("Q", "layers"),
    ChangeKind.PRICE: ("R", "coins"),
    ChangeKind.ADD: ("A", "plus"),
}


@dataclass(frozen=True)
class Behind:
    """A figure of a plan: of a sort, a year, and within a record such as a category; None is all of them."""

    plan: Plan
    sort: Sort | None = None
    year: int | None = None
    within: Subject | None = None


class ExpectedSource(Reckoned[Any]):
    """What a figure of a plan is made of: the devices of a category as one, or one by one within it."""

    columns: tuple[Column[Any], ...] = (
        Column("year", _("Year"), lambda row: verbatim(row[1]), Kind.CHOICE, 10),
        Column("sort", _p("forecast", "Kind"), lambda row: SORT_TITLES[row[0].sort], Kind.CHOICE, 16),
        Column("name", _p("forecast", "What"), lambda row: row[0].name, width=36),
        Column("detail", _p("forecast", "About it"), lambda row: row[0].detail or None, width=20),
        Column("day", _p("forecast", "Due on"), lambda row: row[0].day, Kind.DATE, 12),
        Column("quantity", _p("forecast", "How many"), lambda row: row[0].quantity, Kind.NUMBER, 9, total=True),
        Column("cents", _("Amount"), lambda row: row[0].cents, Kind.AMOUNT, 14, total=True),
    )

    shown = ("year", "sort", "name", "quantity", "cents")

    def noun(self, count: int) -> Message:
        """How many."""
        return _n("{count} line", "{count} lines", count)

    def reckon(self, session: Session, of: Behind) -> Sequence[tuple[Expected, str]]:
        """The items, each with the name of its year."""
        del session
        names = dict(zip(of.plan.years, of.plan.year_names, strict=True))
        meant = of.plan.narrowed(of.sort, of.year)
        if of.within is None:
            return [(item, names[item.year]) for item in meant.rows]
        items = (item for item in meant.items if of.within in item.within and item.year in names)
        return [(item, names[item.year]) for item in sorted(items, key=lambda each: (each.year, each.name))]


class YearsView(GridView):
    """Enter on devices of a category lists them one by one; on anything else it opens the record.

    Signals:
        change_wanted: what is to be done (`ChangeKind`) with which items in a scenario.
    """

    change_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Build it empty."""
        nothing = Emptiness("calendar", _("Nothing is expected"), _("Neither in these years nor of this kind."))
        titles = _("Expected by kind and year"), _p("forecast", "What it is made of")
        super().__init__(desk, "forecast-years", ExpectedSource(desk.texts), titles, (nothing, nothing))
        self.plan: Plan | None = None
        self._within: Subject | None = None
        new = partial(make_action, desk, self)
        self.verbs = {
            kind: new(_p("scenario", "{what}…", what=CHANGE_TITLES[kind]), icon, key, partial(self._want, kind))
            for kind, (key, icon) in _KEYS.items()
        }
        self.back = new(_("All categories"), "chevron-left", "Backspace", lambda: self._go_into(None))
        self.put_above_list([*self.verbs.values(), self.back])
        self.list.activated.connect(self._on_activated)
        self.list.selection_changed.connect(self._refresh)
        self.grid.chosen.connect(lambda _key: self._forget_category())
        self._refresh()

    def behind(self) -> Behind | None:
        """The figure that is chosen."""
        if self.plan is None:
            return None
        sort, year = self.grid.key() or (None, None)
        return Behind(self.plan, sort, year, self._within)

    def show_plan(self, plan: Plan) -> None:
        """Show what was read."""
        self.plan = plan
        say = self.desk.texts.say
        titles = [_p("forecast", "Kind"), *map(verbatim, plan.year_names), _p("forecast", "All years")]
        self.grid.show_lines([say(title) for title in titles], list(self._lines(plan)))
        self.show_chart(self._chart_of(plan))
        said = [*([difference_said(plan)] if plan.scenario else []), *plan.assumptions]
        self.about.setText(" ".join(say(each) for each in said))
        self.show_behind()

    def selected(self) -> list[Expected]:
        """The items that are selected below."""
        rows = (self.source.row(place) for place in self.list.selected_ids())
        return [row[0] for row in rows if row is not None]

    def _lines(self, plan: Plan) -> list[GridLine]:
        """Each sort and their sum; of a scenario also things as they are, and the difference."""
        say = self.desk.texts.say
        lines = [self._line(line, plan) for line in sums_of(plan)]
        if plan.scenario is None:
            return lines
        years: list[int | None] = [*plan.years, None]
        now = [plan.table.cell(None, year).cents for year in years]
        was = [plan.base_table.cell(None, year).cents for year in years]
        keys = [(None, year) for year in years]
        base = [GridCell(self.desk.texts.money(cents), key) for cents, key in zip(was, keys, strict=True)]
        apart = [GridCell(self._signed(cents - before), key) for cents, before, key in zip(now, was, keys, strict=True)]
        return [
            *lines,
            GridLine(say(_("Things as they are")), tuple(base), "base"),
            GridLine(say(_p("note", "Difference")), tuple(apart), "difference"),
        ]

    def _line(self, line: PlanLine, plan: Plan) -> GridLine:
        years: list[int | None] = [*plan.years, None]
        cells = tuple(self._cell(plan.table.cell(line.sort, year), (line.sort, year)) for year in years)
        return GridLine(self.desk.texts.say(line.title), cells, line.sort or "all", line.sort is None)

    def _cell(self, cell: Cell, key: tuple[Sort | None, int | None]) -> GridCell:
        if not cell.quantity and not cell.cents:
            return GridCell("–", key)
        more = (
            ""
            if not cell.unpriced
            else self.desk.texts.say(_n("{count} without a price", "{count} without a price", cell.unpriced))
        )
        return GridCell(self.desk.texts.money(cell.cents), key, more)

    def _signed(self, cents: int) -> str:
        money = self.desk.texts.money(abs(cents))
        return "–" if not cents else f"+{money}" if cents > 0 else f"−{money}"

    def _chart_of(self, plan: Plan) -> ColumnChart | None:
        """In whole units of money: the sorts beside one another, or the scenario beside things as they are."""
        if not plan.base_table.cell(None, None).cents and not plan.table.cell(None, None).cents:
            return None
        say = self.desk.texts.say
        if plan.scenario is None:
            values = [stacked(plan, place) for place in range(len(plan.years))]
            series = [(say(title), [each[place] for each in values]) for place, (title, _sorts) in enumerate(STACKED)]
        else:
            series = [
                (say(_("Things as they are")), [plan.base_table.cell(None, year).cents for year in plan.years]),
                (plan.scenario.name, [plan.table.cell(None, year).cents for year in plan.years]),
            ]
        drawn = [ColumnSeries(title, self._marks(plan, cents)) for title, cents in series if any(cents)]
        made = ColumnChart(self.desk, say(_("Expected by kind and year")), plan.year_names, drawn)
        made.opened.connect(self._on_mark)
        return made

    def _marks(self, plan: Plan, cents: Sequence[int]) -> tuple[Mark, ...]:
        money = self.desk.texts.money
        return tuple(
            Mark(name, max(0, each) // 100, money(each), (None, year))
            for name, year, each in zip(plan.year_names, plan.years, cents, strict=True)
        )

    def _on_mark(self, key: object) -> None:
        self.grid.choose(key)
        self.show_behind()

    def _want(self, kind: ChangeKind) -> None:
        items = [each for each in self.selected() if each.sort is not Sort.ADDED]
        if items or kind is ChangeKind.ADD:
            self.change_wanted.emit(kind, items)

    def _on_activated(self, place: int) -> None:
        row = self.source.row(place)
        if row is None:
            return
        kind, _id = row[0].source
        if kind == "category":
            self._go_into(row[0].source)
        elif kind != "scenario_change":
            self.record_wanted.emit(row[0].source)

    def _go_into(self, within: Subject | None) -> None:
        self._within = within
        self.show_behind()
        self._refresh()

    def _forget_category(self) -> None:
        if self._within is not None:
            self._go_into(None)

    def _refresh(self) -> None:
        items = [each for each in self.selected() if each.sort is not Sort.ADDED]
        for kind, action in self.verbs.items():
            action.setEnabled(kind is ChangeKind.ADD or bool(items))
        sorts = {each.sort for each in items}
        self.verbs[ChangeKind.DELAY].setEnabled(bool(sorts) and not sorts & STREAMS)
        self.verbs[ChangeKind.QUANTITY].setEnabled(bool(sorts) and Sort.CONTRACT not in sorts)
        self.back.setVisible(self._within is not None)
