"""The figures in the window: by any period, of all or of one course, each leading to what it is made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coorddesk.training.queries import SessionQuery
from coorddesk.training.queries.figures import FigureQuery
from coorddesk.training.reports.figures import FIGURES
from coorddesk.training.rules.figures import Behind, Counted
from coorddesk.training.rules.headcounts import Count
from coorddesk.training.rules.words import Audience
from coorddesk.training.service import Counting, Guest, Registering, SupportDetails, count_people, log_support, register
from coorddesk.training.ui.figures_dialog import FiguresDialog
from coorddesk.training.ui.page import TrainingPage
from coorddesk.training.ui.support_page import SupportPage
from coorddesk.widgets.charts import BarChart, FigureTable
from tests.training.asked import make_session

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def season(session: Session, today: date) -> tuple[int, int]:
    """A session of this year with people, and one with a headcount; help today."""
    named, counted = (make_session(session, title, first=today - timedelta(14)) for title in ("Tableur", "Photo"))
    register(session, Registering(make_session(session, "Later", first=today), guests=(Guest("Ab"),)))
    count_people(session, Counting(counted, None, Count(12, audiences={Audience.SENIORS: 7}, first_time=5)))
    log_support(session, SupportDetails(today, 20, "Mail"))
    return named, counted


def test_figures_open_what_they_are_made_of(driver: Driver) -> None:
    today = driver.desk.clock.today()
    _named, counted = driver.do(lambda session: season(session, today))
    page = driver.open(TrainingPage)
    driver.keys(page.current.list, Qt.Key.Key_I)
    dialog = driver.dialog(FiguresDialog)
    (table,) = dialog.view.findChildren(FigureTable)
    texts = [table.item(row, 1).text() for row in range(table.rowCount())]  # type: ignore[union-attr]  # they are filled
    assert (texts[0], texts[7], texts[8], texts[9]) == ("3", "12", "5", "1 (0.33 h)")
    marks = [mark for chart in dialog.view.findChildren(BarChart) for mark in chart.buttons]
    seniors = next(each for each in marks if each.mark.name == "Seniors")
    driver.click(seniors)
    assert not dialog.isVisible()
    first, last = date(today.year, 1, 1), today
    behind = Behind(Counted.AUDIENCE, first, last, of="seniors")
    assert page.current.query == SessionQuery(past=True, behind=behind)
    assert list(page.current.list.model.ids) == [counted]
    page.show_figures()
    table.opened.emit(Behind(Counted.SUPPORT, first, last))
    driver.settle()
    assert isinstance(page.current, SupportPage)
    assert len(page.current.list.model.ids) == 1


def test_the_period_is_turned_typed_and_asked_for_from_paper(driver: Driver) -> None:
    driver.do(lambda session: season(session, driver.desk.clock.today()))
    page = driver.open(TrainingPage)
    assert FIGURES.on_screen is not None
    asked = FigureQuery(date(2026, 8, 1), date(2026, 8, 31))
    page.show_alert(FIGURES.on_screen(asked)[1])
    dialog = driver.dialog(FiguresDialog)
    assert (dialog.query, dialog.choice.currentText()) == (asked, "08/2026")
    driver.keys(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dialog.choice.currentText() == "09/2026"
    driver.keys(dialog.span, Qt.Key.Key_End)
    dialog.first.set_value(date(2026, 2, 3))
    dialog.first.line.editingFinished.emit()
    driver.settle()
    assert (dialog.query.first, dialog.query.last) == (date(2026, 2, 3), date(2026, 9, 30))
    dialog.reject()
