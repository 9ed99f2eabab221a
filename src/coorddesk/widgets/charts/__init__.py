"""Charts on screen: each of their values is a button that opens what is behind it."""

from coorddesk.widgets.charts.bars import BarChart
from coorddesk.widgets.charts.columns import ColumnChart, ColumnSeries
from coorddesk.widgets.charts.figure_grid import FigureGrid, GridCell, GridLine
from coorddesk.widgets.charts.figure_table import FigureLine, FigureTable
from coorddesk.widgets.charts.figures_window import FiguresSheet, FiguresWindow
from coorddesk.widgets.charts.mark import Mark

__all__ = [
    "BarChart",
    "ColumnChart",
    "ColumnSeries",
    "FigureGrid",
    "FigureLine",
    "FigureTable",
    "FiguresSheet",
    "FiguresWindow",
    "GridCell",
    "GridLine",
    "Mark",
]
