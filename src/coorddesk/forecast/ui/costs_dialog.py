"""What rooms, departments, devices and categories cost: of a month, a year, a school year or any days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.spending import OUTLAY_TITLES, Outlay
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.rules import path_parts
from coorddesk.forecast.queries.costs import CostRow, CostsQuery, SpentRow, cost_rows, costs_behind
from coorddesk.forecast.reports.costs import NAME_TITLES, explained, of_year
from coorddesk.forecast.rules.costs import COSTS_BY_TITLES, NOWHERE, CostsBy, total
from coorddesk.forecast.ui.grid_view import GridView
from coorddesk.forecast.ui.hour_dialog import HourDialog
from coorddesk.forecast.ui.reckoned import Reckoned
from coorddesk.helpdesk.rules.figures import Period, moved
from coorddesk.widgets.actions import VerbRow, make_action, tool_button
from coorddesk.widgets.charts import BarChart, GridCell, GridLine, Mark
from coorddesk.widgets.controls import button
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk

_OF_WINDOW = 0.95
_DAY_WIDTH = 132
_ELIDED = {CostsBy.PLACE: Qt.TextElideMode.ElideLeft}
"""Of a path the end says most."""
_MOST = 1000
"""Rows in the table; those that cost less are in the papers."""
_KINDS = {"asset", "maintenance_entry", "repair", "stock_move", "stock_item", "ticket_work", "ticket", "place"}
_SPENT_COLUMNS: tuple[Column[SpentRow], ...] = (
    Column("day", _("Day"), lambda row: row.spent.day, Kind.DATE, 12),
    Column("outlay", _p("costs", "Kind"), lambda row: OUTLAY_TITLES[row.spent.outlay], Kind.CHOICE, 18),
    Column("words", _p("costs", "What"), lambda row: row.spent.words, Kind.CHOICE, 48),
    Column("cents", _("Amount"), lambda row: row.spent.cents, Kind.AMOUNT, 14, total=True),
)


@dataclass(frozen=True)
class _Behind:
    """The figure that is chosen: of which row (None: all), of which outlay (None: all)."""

    query: CostsQuery
    of: int | None = None
    outlay: Outlay | None = None


@dataclass(frozen=True)
class _Read:
    query: CostsQuery
    rows: Sequence[CostRow]
    explained: Message


class _SpentSource(Reckoned[SpentRow]):
    """The records behind a figure."""

    columns = _SPENT_COLUMNS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts)
        self._features: Sequence[Feature] = desk.features

    def noun(self, count: int) -> Message:
        """How many."""
        return _n("{count} line", "{count} lines", count)

    def reckon(self, session: Session, of: _Behind) -> Sequence[SpentRow]:
        """What the figure is the sum of."""
        return costs_behind(session, self._features, of.query, of.of, of.outlay)


class CostsView(GridView):
    """Costs by what is asked for; below, the records behind the figure that is chosen."""

    def __init__(self, desk: Desk) -> None:
        """Build it empty."""
        nothing = Emptiness("coins", _("Nothing was spent"), _("Neither in this period nor on what is chosen."))
        titles = (_p("costs", "Costs"), _p("costs", "What it is made of"))
        super().__init__(desk, "costs", _SpentSource(desk), titles, (nothing, nothing))
        self.query: CostsQuery | None = None
        self.list.activated.connect(self._on_activated)

    def behind(self) -> _Behind | None:
        """The figure that is chosen."""
        if self.query is None:
            return None
        of, outlay = self.grid.key() or (None, None)
        return _Behind(self.query, of, outlay)

    def show_costs(self, read: _Read) -> None:
        """Show what was read."""
        self.query = read.query
        say, by = self.desk.texts.say, read.query.by
        shown = read.rows[:_MOST]
        everything = CostRow(-1, say(_p("costs", "Everything")), total(row.costs for row in read.rows))
        lines = [_line(self.desk, everything, None, everything.name, is_strong=True)]
        lines += [_line(self.desk, row, row.id, row.name or say(NOWHERE[by])) for row in shown]
        titles = [NAME_TITLES[by], *OUTLAY_TITLES.values(), _p("costs", "In all")]
        self.grid.setTextElideMode(_ELIDED.get(by, Qt.TextElideMode.ElideRight))
        self.grid.show_lines([say(title) for title in titles], lines)
        self.show_chart(self._chart_of(read, shown))
        left_out = len(read.rows) - len(shown)
        more = _n(
            "{count} that cost less is only in the papers.", "{count} that cost less are only in the papers.", left_out
        )
        self.about.setText(say(_("{one} {other}", one=read.explained, other=more) if left_out else read.explained))
        self.show_behind()

    def _chart_of(self, read: _Read, rows: Sequence[CostRow]) -> BarChart | None:
        texts = self.desk.texts
        marks = [
            Mark(
                path_parts(row.name)[-1] if row.name else texts.say(NOWHERE[read.query.by]),
                row.costs.total,
                texts.money(row.costs.total),
                (row.id, None),
                row.name,
            )
            for row in rows
            if row.costs.total > 0
        ]
        if not marks:
            return None
        made = BarChart(self.desk, texts.say(COSTS_BY_TITLES[read.query.by]), marks)
        made.opened.connect(self._on_mark)
        return made

    def _on_mark(self, key: object) -> None:
        self.grid.choose(key)
        self.show_behind()

    def _on_activated(self, place: int) -> None:
        row = self.source.row(place)
        if row is not None:
            self.record_wanted.emit(row.spent.about)


class CostsDialog(QDialog):
    """Goes when a record is shown, and comes back as it was left."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads the costs of this year."""
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.setWindowTitle(desk.texts.say(_p("costs", "Costs")))
        self.view = CostsView(desk)
        self.query = of_year(desk.clock.today())
        self._make_fields()
        self._make_actions()
        self._lay_out()
        self._connect()

    def begin(self, query: CostsQuery | None = None) -> None:
        """Show costs: as they were left, unless others are asked for."""
        if not self.isVisible():
            self.resize(self._owner.window().size() * _OF_WINDOW)
        self.show()
        self.raise_()
        self.activateWindow()
        self.show_query(query or self.query)
        self.view.grid.setFocus()

    def show_query(self, query: CostsQuery) -> None:
        """Show the costs of other days, or added up by something else."""
        self.query = query
        self.trouble.say(None)
        self.first.set_value(query.first)
        self.last.set_value(query.last)
        self.by.setCurrentIndex(list(CostsBy).index(query.by))
        self._read()

    def _make_fields(self) -> None:
        desk, say = self._desk, self._desk.texts.say
        self.by = QComboBox()
        self.by.setAccessibleName(say(_p("costs", "Added up by")))
        for by in CostsBy:
            self.by.addItem(say(COSTS_BY_TITLES[by]), by)
        self.first, self.last = DateEditor(desk, desk.clock), DateEditor(desk, desk.clock)
        for editor, name in ((self.first, _p("figures", "First day")), (self.last, _p("figures", "Last day"))):
            editor.setFixedWidth(_DAY_WIDTH)
            editor.control.setAccessibleName(say(name))
        self.search = SearchField(desk, _p("costs", "Only names with…"))
        self.trouble = Notice(desk, Tone.DANGER)

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.earlier = new(_("Earlier"), "chevron-left", "Alt+Left", lambda: self._move(-1))
        self.later = new(_("Later"), "chevron-right", "Alt+Right", lambda: self._move(1))
        self.hour = new(_("Price of an hour…"), "clock", "Alt+H", self._on_hour)
        self.print = new(_("Print or save…"), "printer", "Ctrl+P", self._on_print)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self.by)
        top.addSpacing(SNUG)
        for made in (tool_button(self.earlier, words=False), self.first, self.last):
            top.addWidget(made)
        top.addWidget(tool_button(self.later, words=False))
        top.addSpacing(SNUG)
        top.addWidget(self.search, 1)
        top.addSpacing(SNUG)
        top.addWidget(VerbRow((self.hour, self.print)))
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.view.about, 1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(top)
        layout.addWidget(self.trouble)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.by.activated.connect(lambda place: self.show_query(replace(self.query, by=list(CostsBy)[place])))
        for day in (self.first, self.last):
            day.line.editingFinished.connect(self._on_days_typed)
            day.picked.connect(self._on_days_typed)
        self.view.record_wanted.connect(self._on_record_wanted)
        self.search.searched.connect(self._on_searched)
        self._desk.operations.committed.connect(self._on_committed)

    def _read(self) -> None:
        query, features = self.query, self._desk.features

        def read(session: Session) -> _Read:
            return _Read(query, cost_rows(session, features, query), explained(session))

        self._desk.operations.read(self, read, self.view.show_costs, replaces="costs")

    def _move(self, steps: int) -> None:
        """Any days go on by as many whole months as they touch."""
        period = moved(Period(self.query.first, self.query.last), steps)
        self.show_query(replace(self.query, first=period.first, last=period.last))

    def _on_days_typed(self) -> None:
        """What cannot be a period is said: the figures below are still of the days before."""
        try:
            first, last = self.first.value(), self.last.value()
        except UserError as error:
            self.trouble.say(error.message)
            return
        if first is None or last is None or last < first:
            self.trouble.say(_("Say from which day to which, the earlier first."))
            return
        self.trouble.say(None)
        wanted = replace(self.query, first=first, last=last)
        if wanted != self.query:
            self.show_query(wanted)

    def _on_searched(self, text: str) -> None:
        if text != self.query.text:
            self.query = replace(self.query, text=text)
            self._read()

    def _on_record_wanted(self, subject: Subject) -> None:
        """Make room for the record; the costs come back as they were left."""
        self.hide()
        self._desk.open_record(subject)

    def _on_hour(self) -> None:
        dialog = HourDialog(self._desk, self)
        dialog.saved.connect(lambda _result: self._read())
        dialog.open()

    def _on_print(self) -> None:
        key = f"costs-by-{self.query.by.value}"
        kind = next(each for feature in self._desk.features for each in feature.reports if each.key == key)
        self._desk.preview_report(kind, self.query)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()


def _line(desk: Desk, row: CostRow, key: int | None, title: str, *, is_strong: bool = False) -> GridLine:
    outlays: tuple[Outlay | None, ...] = (*Outlay, None)
    cells = tuple(_cell(desk, row.costs.of(outlay), (key, outlay)) for outlay in outlays)
    return GridLine(title, cells, (key,), is_strong)


def _cell(desk: Desk, cents: int, key: Any) -> GridCell:
    return GridCell(desk.texts.money(cents) if cents else "–", key)
