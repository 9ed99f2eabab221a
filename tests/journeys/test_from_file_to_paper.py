"""The first job in the real window by keyboard: a new desk, a sheet in, a device found, the list on paper, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.core.messages import _, _n, _p
from coorddesk.core.resources import resource
from tests.journeys.keyboard import CTRL, SHIFT, Keyboard, begin_a_desk, save_paper

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.journey

SHEET = resource("samples/inventaire.xlsx")
DEVICES = 57
FOUND = 4


def test_a_sheet_becomes_a_printed_list_and_is_taken_back(keyboard: Keyboard, tmp_path: Path) -> None:
    paper = tmp_path / "list.pdf"
    frame = begin_a_desk(keyboard)
    take_the_sheet_in(keyboard, frame)
    find_four_devices(keyboard)
    print_the_list(keyboard, paper)
    keyboard.turn_to(frame)
    take_all_back_and_forth(keyboard)
    assert paper.read_bytes().startswith(b"%PDF")


def take_the_sheet_in(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.shell.import_wizard.wizard import ImportWizard  # as the program does, when it is wanted

    keyboard.press(Qt.Key.Key_I, CTRL)
    wizard = keyboard.shown(ImportWizard)
    wizard.begin("assets", SHEET)  # what a file dropped on the window does
    keyboard.tab_to(_("See what it would do"), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_n("Import {count} row", "Import {count} rows", DEVICES), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_p("dismiss a message", "Close"), wizard)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ImportWizard))
    keyboard.turn_to(frame)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)


def find_four_devices(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F, CTRL)
    keyboard.write("latitude cdi")
    keyboard.wait(lambda: keyboard.rows() == FOUND)


def print_the_list(keyboard: Keyboard, paper: Path) -> None:
    keyboard.press(Qt.Key.Key_P, CTRL)
    save_paper(keyboard, paper)


def take_all_back_and_forth(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F, CTRL)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.press(Qt.Key.Key_Delete)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)
    keyboard.press(Qt.Key.Key_Escape)  # out of the search field, where Ctrl+Z takes back what was typed
    keyboard.press(Qt.Key.Key_Z, CTRL)
    keyboard.wait(lambda: keyboard.rows() == 0)
    assert keyboard.program.window is not None
    keyboard.wait(keyboard.program.window._undoing.redo_action.isEnabled)
    keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)
