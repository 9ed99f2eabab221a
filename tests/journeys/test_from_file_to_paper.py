"""The first job in the real window by keyboard: a new desk, a sheet in, a device found, the list on paper, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QTableView, QWidget

from coorddesk.app import Program
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.resources import resource, texts_for
from coorddesk.shell.opening import Opening
from coorddesk.widgets.report_dialog import ReportDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks

pytestmark = pytest.mark.journey

SHEET = resource("samples/inventaire.xlsx")
DEVICES = 57
FOUND = 4
_PATIENCE = 20_000
_TABS = 80
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """Hands on the keyboard of the real window; they see what has the focus and read its name."""

    def __init__(self, program: Program, app: QApplication, qtbot: QtBot, language: str) -> None:
        self.program = program
        self.texts = texts_for(language)
        self._app = app
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifiers)

    def write(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)

    def tab_to(self, name: Message, window: QWidget) -> None:
        """Press Tab until the focus is on the control of that name, once the window offers it."""
        said, seen = self.texts.say(name), list[str]()
        self.wait(
            lambda: any(_name(each) == said and each.isVisible() and each.isEnabled() for each in _buttons(window))
        )
        self.turn_to(window)
        for _turn in range(_TABS):
            seen.append(_name(self._focus()))
            if seen[-1] == said:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never came to “{said}”, but to {list(dict.fromkeys(seen))}")

    def turn_to(self, window: QWidget) -> None:
        """Bring a window to the front; a display without a window manager must be asked until it does."""

        def is_in_front() -> bool:
            window.activateWindow()
            return window.isActiveWindow()

        self.wait(is_in_front)

    def wait(self, happened: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(happened()), timeout=_PATIENCE)

    def shown(self, kind: type[Any]) -> Any:
        """The visible widget of a kind, once there is one."""
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = [w for w in self._app.allWidgets() if isinstance(w, kind) and w.isVisible()]
            return bool(found)

        self.wait(look)
        return found[0]

    def gone(self, kind: type[Any]) -> bool:
        """Whether no widget of a kind is visible."""
        return not any(isinstance(widget, kind) and widget.isVisible() for widget in self._app.allWidgets())

    def rows(self) -> int:
        frame = self.program.frame
        assert frame is not None
        tables = [table for table in frame.findChildren(QTableView) if table.isVisible()]
        return tables[0].model().rowCount() if tables else 0

    def _focus(self) -> QWidget:
        self.wait(self._app.focusWidget)
        focus = self._app.focusWidget()
        assert focus is not None
        return focus


def _buttons(window: QWidget) -> list[QAbstractButton]:
    return window.findChildren(QAbstractButton)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each journey is made in both."""
    found: str = request.param
    return found


@pytest.fixture
def keyboard(
    desks: Desks, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program started on a desk that is not there yet."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language)
    program.open(Opening(desks.empty(), create=True))
    yield Keyboard(program, qapp, qtbot, language)
    if program.frame is not None:
        program.frame.hide()
    program.close()


def test_a_sheet_becomes_a_printed_list_and_is_taken_back(keyboard: Keyboard, tmp_path: Path) -> None:
    paper = tmp_path / "list.pdf"
    frame = begin_a_desk(keyboard)
    take_the_sheet_in(keyboard, frame)
    find_four_devices(keyboard)
    print_the_list(keyboard, paper)
    keyboard.turn_to(frame)
    take_all_back_and_forth(keyboard)
    assert paper.read_bytes().startswith(b"%PDF")


def begin_a_desk(keyboard: Keyboard) -> QWidget:
    from coorddesk.shell.first_run import FirstRun  # as the program does, once it is shown

    greeting = keyboard.shown(FirstRun)
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    greeting.findChild(QLineEdit).setFocus()
    keyboard.write("École Les Tilleuls")
    keyboard.tab_to(_("Start empty"), frame)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to(_("New device"), frame)
    return frame


def take_the_sheet_in(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.shell.import_wizard.wizard import ImportWizard  # as the program does, when it is wanted

    keyboard.press(Qt.Key.Key_I, _CTRL)
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
    keyboard.press(Qt.Key.Key_F, _CTRL)
    keyboard.write("latitude cdi")
    keyboard.wait(lambda: keyboard.rows() == FOUND)


def print_the_list(keyboard: Keyboard, paper: Path) -> None:
    keyboard.press(Qt.Key.Key_P, _CTRL)
    report = keyboard.shown(ReportDialog)
    keyboard.tab_to(_("Save as {format}", format="PDF"), report)
    keyboard.press(Qt.Key.Key_Space)
    name = keyboard.shown(QFileDialog).findChild(QLineEdit)
    name.setText(str(paper))
    QTest.keyClick(name, Qt.Key.Key_Return)
    keyboard.wait(paper.exists)
    keyboard.turn_to(report)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ReportDialog))


def take_all_back_and_forth(keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_F, _CTRL)
    keyboard.press(Qt.Key.Key_A, _CTRL)
    keyboard.press(Qt.Key.Key_Delete)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)
    keyboard.press(Qt.Key.Key_Escape)  # out of the search field, where Ctrl+Z takes back what was typed
    keyboard.press(Qt.Key.Key_Z, _CTRL)
    keyboard.wait(lambda: keyboard.rows() == 0)
    assert keyboard.program.window is not None
    keyboard.wait(keyboard.program.window._undoing.redo_action.isEnabled)
    keyboard.press(Qt.Key.Key_Z, _CTRL | _SHIFT)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)
