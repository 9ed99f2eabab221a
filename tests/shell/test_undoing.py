from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from coorddesk.core.bulk import insert_rows
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, verbatim
from coorddesk.directory.queries import departments
from coorddesk.shell import history_model
from coorddesk.shell.history_dialog import HistoryDialog
from coorddesk.widgets.toast import Toast
from tests.factories import make_asset
from tests.windows import Windows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database


def texts(windows: Windows) -> tuple[str, str]:
    undoing = windows.window._undoing
    return undoing.undo_action.text(), undoing.redo_action.text()


def rows(windows: Windows) -> int:
    return windows.find(QTableView).model().rowCount()


def add_departments(windows: Windows, count: int) -> None:
    """Add departments in bulk, as a deed of its own."""

    def add(session: Session) -> None:
        rows = [{"name": f"D{number}", "name_folded": f"d{number}"} for number in range(count)]
        insert_rows(session, table_named("department"), rows)
        record(session, verbatim("Add many"))

    windows.desk.operations.change(windows.window, add)
    windows.settle()


def count_departments(windows: Windows) -> int:
    counted: list[int] = []
    windows.desk.operations.read(windows.window, lambda session: len(departments(session)), counted.append)
    windows.wait(lambda: counted)
    return counted[0]


@pytest.fixture
def with_device(opened: Windows) -> Windows:
    """The window after one device more was added in it."""
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    opened.wait(lambda: rows(opened) == 3)
    opened.settle()
    return opened


def test_the_menu_says_the_deed(with_device: Windows) -> None:
    undo, redo = texts(with_device)
    assert undo.startswith("Undo: ")
    assert "PC-3" in undo
    assert redo == "Nothing to redo"


def test_undo_and_redo_go_back_and_forth(with_device: Windows) -> None:
    undoing = with_device.window._undoing
    undoing.undo_action.trigger()
    with_device.wait(lambda: rows(with_device) == 2)
    with_device.settle()
    assert "PC-3" in texts(with_device)[1]
    undoing.redo_action.trigger()
    with_device.wait(lambda: rows(with_device) == 3)


def test_what_was_undone_is_said(with_device: Windows) -> None:
    with_device.window._undoing.undo_action.trigger()
    with_device.wait(lambda: rows(with_device) == 2)
    with_device.settle()
    assert with_device.find(Toast).accessibleName().startswith("Undone: ")


def test_a_refusal_names_the_deed_and_the_cause(with_device: Windows) -> None:
    with_device.window._undoing.undo_change_set(1)  # the seeds
    with_device.wait(lambda: with_device.heard)
    assert with_device.take_heard() == ["“Begin the desk” stays. This is how the desk began; there was nothing before."]


def test_a_large_undo_shows_how_far_it_is_and_the_list_goes_on(with_device: Windows) -> None:
    add_departments(with_device, 2000)
    undoing, told = with_device.window._undoing, list[tuple[object, ...]]()
    with_device.desk.operations.job_started.connect(
        lambda job: job.progressed.connect(lambda *how_far: told.append(how_far))
    )
    undoing.undo_action.trigger()
    assert (undoing.undo_action.isEnabled(), undoing.redo_action.isEnabled()) == (False, False)
    with_device.wait(undoing.redo_action.isEnabled)
    said = [with_device.say(doing) for _done, _total, doing in told if isinstance(doing, Message)]
    assert list(dict.fromkeys(said)) == ["Looking at what was done since", "Taking back"]
    assert count_departments(with_device) == 0


def test_an_undo_that_waits_for_another_program_is_cancelled_at_once(
    with_device: Windows, open_desk: Callable[..., Database]
) -> None:
    add_departments(with_device, 3)
    undoing = with_device.window._undoing
    before = texts(with_device)
    path = with_device.desk.operations._desk.result().url
    with open_desk(path).transaction():
        undoing.undo_action.trigger()
        (job,) = with_device.desk.operations.jobs
        QTest.qWait(300)
        began = time.monotonic()
        job.cancel()
        with_device.wait(lambda: not with_device.desk.operations.jobs)
        assert time.monotonic() - began < 3
    with_device.settle()
    assert (texts(with_device), undoing.undo_action.isEnabled()) == (before, True)
    assert count_departments(with_device) == 3


def test_the_history_stays_at_what_was_chosen_when_more_is_done(with_device: Windows) -> None:
    """Or a deed of somebody else would be undone in place of it."""
    with_device.window.ask_for("history")
    history = with_device.dialog(HistoryDialog)
    with_device.settle()
    history._table.selectRow(2)
    chosen = history._chosen()
    add_departments(with_device, 1)
    assert history._model.rowCount() == 5
    assert chosen is not None
    assert (history._chosen(), history._table.currentIndex().row()) == (chosen, 3)
    history.close()


def test_the_history_keeps_all_that_was_scrolled_to(with_device: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_model, "_AT_ONCE", 2)
    with_device.window.ask_for("history")
    history = with_device.dialog(HistoryDialog)
    with_device.settle()
    model = history._model
    nothing = QModelIndex()
    while model.canFetchMore(nothing):
        model.fetchMore(nothing)
        with_device.settle()
    assert model.rowCount() == 4
    model.reload()
    assert not model.canFetchMore(nothing)
    with_device.settle()
    assert model.rowCount() == 4
    history.close()


def test_the_history_lists_undoes_and_does_again(with_device: Windows) -> None:
    with_device.window.ask_for("history")
    history = with_device.dialog(HistoryDialog)
    with_device.settle()
    table, model = history._table, history._model
    assert model.rowCount() == 4
    assert "PC-3" in model.index(0, 0).data()
    assert model.index(3, 0).data() == "Begin the desk"
    history._undo.click()
    with_device.wait(lambda: rows(with_device) == 2)
    with_device.settle()
    assert model.rowCount() == 5
    assert model.index(0, 0).data().startswith("Undo: ")
    table.selectRow(0)
    assert history._undo.text() == "Do this again"
    history._undo.click()
    with_device.wait(lambda: rows(with_device) == 3)
    history.close()
