"""The figures of a period as tables and charts below and beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.helpdesk.reports.figure_lines import Line, Section, Shape, Told, said_part
from coorddesk.helpdesk.reports.figures import EXPLAINED, short_names
from coorddesk.helpdesk.rules.figure_words import FIGURE_TITLES, said_period
from coorddesk.helpdesk.rules.figures import Figure
from coorddesk.widgets.charts import BarChart, ColumnChart, ColumnSeries, FigureLine, FiguresSheet, FigureTable, Mark
from coorddesk.widgets.controls import label
from coorddesk.widgets.tokens import ROOM, TIGHT


class FiguresView(FiguresSheet):
    """Two columns: the whole and how people found it first, then what it was about."""

    def build(self, told: Told) -> QWidget:
        """A table and bars beside it, what came by month below, then what it was about."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, TIGHT, 0)
        grid.setSpacing(ROOM)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        table, *_others = (section for section in told.sections if section.shape is Shape.TABLE)
        bars = [section for section in told.sections if section.shape is Shape.BARS]
        months = [section for section in told.sections if section.shape is Shape.MONTHS]
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.part(None, self._table(table, told)), 0, 0, top)
        grid.addWidget(self._beside([each for each in bars if _is_beside(each)]), 0, 1, top)
        row = 1
        if months:
            grid.addWidget(self.part(_("Month by month"), self._months(months)), row, 0, 1, 2)
            row += 1
        for place, section in enumerate(each for each in bars if not _is_beside(each)):
            grid.addWidget(self.part(section.title, self._bars(section)), row + place // 2, place % 2, top)
        grid.addWidget(label(self._desk, EXPLAINED, kind="muted", wrap=True), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _beside(self, sections: Sequence[Section]) -> QWidget:
        """What stands beside the table."""
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        for section in sections:
            layout.addWidget(self.part(_headed(section), self._bars(section)))
        return made

    def _table(self, section: Section, told: Told) -> QWidget:
        say = self._desk.texts.say
        lines = [
            FigureLine(say(line.title), say(line.said), say(line.said_before), line.behind if line.count else None)
            for line in section.lines
        ]
        titles = say(_p("figures", "Figure")), say(said_period(told.period)), say(said_period(told.before))
        made = FigureTable(self._desk, titles, lines)
        made.opened.connect(self.opened)
        return made

    def _bars(self, section: Section) -> BarChart:
        say = self._desk.texts.say
        marks = [
            self._mark(line, say(name), say(said_part(line.count, line.among)))
            for line, name in zip(section.lines, short_names(section.lines), strict=True)
        ]
        made = BarChart(self._desk, say(_headed(section)), marks)
        made.opened.connect(self.opened)
        return made

    def _months(self, sections: Sequence[Section]) -> ColumnChart:
        say = self._desk.texts.say
        steps = [say(line.title) for line in sections[0].lines]
        series = []
        for section in sections:
            figure = section.lines[0].behind.figure
            marks = tuple(
                self._mark(line, step, say(line.said)) for line, step in zip(section.lines, steps, strict=True)
            )
            series.append(ColumnSeries(say(FIGURE_TITLES[figure]), marks, is_line=figure is Figure.BACKLOG))
        made = ColumnChart(self._desk, say(_("Month by month")), steps, series)
        made.opened.connect(self.opened)
        return made

    def _mark(self, line: Line, name: str, said: str) -> Mark:
        say = self._desk.texts.say
        before = "" if line.before is None else say(_("In the period before: {figure}", figure=line.said_before))
        more = "\n".join(filter(None, (line.name if line.name != name else "", before)))
        return Mark(name, line.count, said, line.behind if line.count else None, more)


def _headed(section: Section) -> Message:
    """The title of a chart; of what people answered, with how many did."""
    if section.title != FIGURE_TITLES[Figure.SCORED]:
        return section.title
    answers = _n("{count} answer", "{count} answers", section.lines[0].among or 0)
    return _("{title} ({answers})", title=section.title, answers=answers)


def _is_beside(section: Section) -> bool:
    return section.lines[0].behind.figure in {Figure.SCORED, Figure.OF_CAUSE}
