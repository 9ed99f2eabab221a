from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView

from coorddesk.shell.history_dialog import HistoryDialog
from coorddesk.widgets.toast import Toast
from tests.factories import make_asset
from tests.windows import Windows


def texts(windows: Windows) -> tuple[str, str]:
    undoing = windows.window._undoing
    return undoing.undo_action.text(), undoing.redo_action.text()


def rows(windows: Windows) -> int:
    return windows.find(QTableView).model().rowCount()


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
