"""The figures of a period of training as a table and charts, the year before beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.rules import path_parts
from coorddesk.training.queries.figures import By
from coorddesk.training.reports.figure_lines import (
    BY_TITLES,
    Part,
    Split,
    Told,
    query_before,
    said_days,
    span_shown,
    splits,
    whole_lines,
)
from coorddesk.training.reports.figures import EXPLAINED
from coorddesk.widgets.charts import BarChart, ColumnChart, ColumnSeries, FigureLine, FiguresSheet, FigureTable, Mark
from coorddesk.widgets.controls import label
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from coorddesk.training.queries.figures import FigureQuery

_SHARES = (11, 9)
"""Of the width: the names of the figures need more than those of courses."""


class FiguresView(FiguresSheet):
    """The whole, beside whom courses reached; months below it; then places, partners, and who was counted."""

    def build(self, told: Told) -> QWidget:
        """The table beside courses, months below, then the other bars two by two."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, TIGHT, 0)
        grid.setSpacing(ROOM)
        for column, share in enumerate(_SHARES):
            grid.setColumnStretch(column, share)
        top = Qt.AlignmentFlag.AlignTop
        every = list(splits(told))
        grid.addWidget(self.part(None, self._table(told)), 0, 0, top)
        first = next((split for split in every if split.title == BY_TITLES[By.COURSE]), None)
        if first is not None:
            grid.addWidget(self.part(first.title, self._bars(first)), 0, 1, top)
        if told.months:
            title = _("People who took part, month by month")
            grid.addWidget(self.part(title, self._months(told, title)), 1, 0, 1, 2)
        for place, split in enumerate(split for split in every if split is not first):
            grid.addWidget(self.part(split.title, self._bars(split)), 2 + place // 2, place % 2, top)
        for said in filter(None, (told.until, EXPLAINED)):
            grid.addWidget(label(self._desk, said, kind="muted", wrap=True), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _table(self, told: Told) -> QWidget:
        say = self._desk.texts.say
        lines = [
            FigureLine(say(each.title), say(each.now), say(each.before), each.behind) for each in whole_lines(told)
        ]
        now, before = (say(_heading(query)) for query in (told.asked, query_before(told.asked)))
        made = FigureTable(self._desk, (say(_p("figures", "Figure")), now, before), lines)
        made.opened.connect(self.opened)
        return made

    def _bars(self, split: Split) -> BarChart:
        marks = [self._mark(part, split.among) for part in split.parts]
        made = BarChart(self._desk, self._desk.texts.say(split.title), marks)
        made.opened.connect(self.opened)
        return made

    def _months(self, told: Told, title: Message) -> ColumnChart:
        steps = [self._name(part) for part in told.months]
        series = []
        for whole, months in zip(told.whole, (told.months, told.months_before), strict=True):
            series.append(ColumnSeries(self._name(whole), self._marks(months)))
        made = ColumnChart(self._desk, self._desk.texts.say(title), steps, series)
        made.opened.connect(self.opened)
        return made

    def _marks(self, months: Sequence[Part]) -> tuple[Mark, ...]:
        number = self._desk.texts.number
        return tuple(
            Mark(self._name(part), part.people, number(part.people), part.behind if part.said.sessions else None)
            for part in months
        )

    def _mark(self, part: Part, among: int) -> Mark:
        """A bar: the last part of a path, with all of it and what else is known of it in its tool tip."""
        texts = self._desk.texts
        name = self._name(part)
        short = path_parts(name)[-1] if isinstance(part.name, str) else name
        percent = round(100 * part.people / max(among, 1))
        said = texts.say(_("{count} ({percent}%)", count=part.people, percent=percent))
        return Mark(short, part.people, said, part.behind, name if name != short else "")

    def _name(self, part: Part) -> str:
        return part.name if isinstance(part.name, str) else self._desk.texts.say(part.name)


def _heading(query: FigureQuery) -> Message:
    """A period; of any days, the two above one another: the names of the figures need the room."""
    if span_shown(query) is not None:
        return said_days(query)
    return _p("figures", "{first}\nto {last}", first=query.first, last=query.last)
