"""Asks why a figure of the situation is so: of some lines, of a heading's, of the whole year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.budget.queries.line_list import (
    line_figures,
    lines_before,
    shown_year,
)
from coorddesk.budget.rules.line_query import LineQuery
from coorddesk.budget.rules.situation import Figure
from coorddesk.budget.ui.line_source import BEFORE, EXPLAINED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.list_page import ListPage


class WhyOpener(QObject):
    """Reads which lines are meant, then shows their moves."""

    def __init__(self, desk: Desk, page: ListPage) -> None:
        """The query of `page` says which year and which day."""
        super().__init__(page)
        self._desk, self._page = desk, page

    def explain(self, ids: Sequence[int], key: str) -> None:
        """Of some lines, or of all of the year; a column that is no figure asks what is available."""
        wanted = key if key in EXPLAINED else Figure.AVAILABLE.value
        work = partial(_found, self._page.query, tuple(ids), wanted, self._desk.clock.today())
        self._desk.operations.read(self._page, work, self._open, replaces="why")

    def _open(self, found: _Found) -> None:
        from coorddesk.budget.ui.why_dialog import Asked, WhyDialog, called  # the list is there without any dialog

        asked = Asked(found.figure, found.lines, called(found.names, found.year), found.until)
        WhyDialog(self._desk, self._page, asked).open()


@dataclass(frozen=True)
class _Found:
    """A figure of some lines, what they are called, and up to which day."""

    figure: Figure
    lines: tuple[int, ...]
    names: tuple[str, ...]
    year: str
    until: date | None


def _found(query: LineQuery, ids: tuple[int, ...], key: str, today: date, session: Session) -> _Found:
    """In the lane: of all lines of the year, if none is named."""
    year = shown_year(session, query.year_id, today)
    every = line_figures(session, LineQuery(year_id=query.year_id), today)
    found = [row for row in every if row.id in ids] if ids else every
    names = tuple(row.called for row in found) if len(found) < len(every) or len(found) == 1 else ()
    lines = tuple(row.id for row in found)
    called = "" if year is None else year.name
    if key in BEFORE:
        return _Found(EXPLAINED[key], tuple(lines_before(session, lines)), names, called, None)
    return _Found(EXPLAINED[key], lines, names, called, query.until(today))
