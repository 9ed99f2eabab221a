from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.job_bar import JobBar, _JobLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.messages import Message
    from tests.widgets.sample import SampleDesk

pytestmark = pytest.mark.parametrize("lanes", ["threads"], indirect=True)


class Work:
    """Jobs that wait until they may go on."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def __call__(self, _database: Database, progress: Progress) -> None:
        assert self.may_end.wait(20)
        progress(0)

    def telling(
        self, done: int, total: int | None, doing: Message | None = None
    ) -> Callable[[Database, Progress], None]:
        def work(database: Database, progress: Progress) -> None:
            progress(done, total, doing)
            self(database, progress)

        return work


@pytest.fixture
def work() -> Iterator[Work]:
    work = Work()
    yield work
    work.may_end.set()


@pytest.fixture
def bar(desk: SampleDesk, qtbot: QtBot) -> Iterator[JobBar]:
    window = QMainWindow()
    bar = JobBar(desk, desk.operations)
    page = QWidget()
    QVBoxLayout(page).addWidget(bar)
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield bar
    window.close()


def said(bar: JobBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


def test_there_is_no_bar_while_nothing_runs_or_all_is_quick(bar: JobBar, desk: SampleDesk, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    desk.operations.job(bar, _("Quick"), lambda _database, _progress: None)
    qtbot.wait(400)
    assert not bar.isVisible()


def test_a_job_shows_its_title_how_far_it_is_and_goes(bar: JobBar, desk: SampleDesk, work: Work, qtbot: QtBot) -> None:
    desk.operations.job(bar, _("Importing"), work.telling(7_000, 20_000))
    qtbot.waitUntil(bar.isVisible)
    assert said(bar) == ["Importing", "7,000 of 20,000"]
    progress = bar.findChild(QProgressBar)
    assert isinstance(progress, QProgressBar)
    assert (progress.value(), progress.maximum(), progress.accessibleName()) == (350, 1000, "Importing")
    work.may_end.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize(
    ("far", "told"),
    [((5, None, None), ["A job", "5"]), ((0, None, None), ["A job"]), ((1, 9, _("Page 1")), ["A job", "Page 1"])],
)
def test_it_says_what_the_job_says(
    bar: JobBar, desk: SampleDesk, work: Work, qtbot: QtBot, far: tuple[Any, ...], told: list[str]
) -> None:
    desk.operations.job(bar, _("A job"), work.telling(*far))
    qtbot.waitUntil(bar.isVisible)
    assert said(bar) == told


def test_a_bar_that_is_gone_before_its_job_is_no_trouble(
    bar: JobBar, desk: SampleDesk, work: Work, qtbot: QtBot
) -> None:
    desk.operations.job(desk.operations, _("A job"), work)
    qtbot.waitUntil(bar.isVisible)
    bar.deleteLater()
    qtbot.wait(10)
    work.may_end.set()
    qtbot.waitUntil(lambda: desk.operations.jobs == ())


def test_a_job_that_ends_when_its_line_would_show_leaves_no_bar(
    bar: JobBar, desk: SampleDesk, work: Work, qtbot: QtBot
) -> None:
    desk.operations.job(bar, _("A job"), work)
    (line,) = bar.findChildren(_JobLine)
    line._on_finished()
    bar._reveal(line)
    assert not bar.isVisible()
    work.may_end.set()
    qtbot.waitUntil(lambda: desk.operations.jobs == ())


def test_each_job_has_a_line_and_can_be_cancelled(bar: JobBar, desk: SampleDesk, work: Work, qtbot: QtBot) -> None:
    heard: list[str] = []
    desk.operations.job(bar, _("First"), work, settled=lambda: heard.append("first"))
    desk.operations.job(bar, _("Second"), work, settled=lambda: heard.append("second"))
    qtbot.waitUntil(lambda: said(bar) == ["First", "Second"])
    first, second = bar.findChildren(QPushButton)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert said(bar) == ["First", "Stopping; nothing of it will be kept…", "Second"]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert heard == ["second"]
    work.may_end.set()
    qtbot.waitUntil(lambda: heard == ["second", "first"] and not bar.isVisible())
