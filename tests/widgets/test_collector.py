"""No lane ever collects: cycles of objects go in the window's thread alone, and not while a job runs."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from coorddesk.widgets.collector import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class Ring:
    """Refers to itself, so that only a collector ends it."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def busy() -> list[bool]:
    return [False]


@pytest.fixture
def collector(qapp: QApplication, busy: list[bool]) -> Iterator[Collector]:
    gc.enable()  # as in the program, where nobody has put Python's own collector to rest before
    made = Collector(QObject(qapp), lambda: busy[0])
    yield made
    made.close()


def rings(count: int) -> list[weakref.ref[Ring]]:
    return [weakref.ref(Ring()) for _ in range(count)]


def test_a_lane_collects_nothing_however_much_it_makes(collector: Collector) -> None:
    left: list[weakref.ref[Ring]] = []
    lane = threading.Thread(target=lambda: left.extend(rings(5000)))
    lane.start()
    lane.join()
    assert all(ring() is not None for ring in left)
    collector.collect()
    assert all(ring() is None for ring in left)


def test_nothing_is_collected_while_a_job_runs(collector: Collector, busy: list[bool]) -> None:
    left = rings(5000)
    busy[0] = True
    collector.collect()
    assert left[0]() is not None
    busy[0] = False
    collector.collect()
    assert left[0]() is None


def test_a_few_objects_are_not_worth_a_round(collector: Collector) -> None:
    gc.collect()
    left = rings(10)
    collector.collect()
    assert left[0]() is not None


def test_it_collects_by_itself_once_started(collector: Collector, qtbot: QtBot) -> None:
    collector.start()
    left = rings(5000)
    qtbot.waitUntil(lambda: left[0]() is None)


def test_python_collects_again_afterwards(qapp: QApplication) -> None:
    gc.enable()
    collector = Collector(QObject(qapp), lambda: False)
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
