"""Every control of the window has a name and a role, as a screen reader walks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from coorddesk.core.resources import resource
from coorddesk.shell.crash_dialog import CrashDialog
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.opening import Opening
from coorddesk.shell.search_palette import SearchPalette
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.shell.tabs import TABS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows import Windows

DIALOGS = ("about", "shortcuts", "history", "export", "other_desk")
PARTS = ("general", "organisation", "hours", "helpdesk", "messages", "kiosks", "scanner", "backups", "desk")
FRAMES = {QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Border, QAccessible.Role.Grouping}


def nameless(root: QWidget) -> list[str]:
    """The visible controls that can be used and say nothing of themselves."""
    return [_described(each) for each in [root, *root.findChildren(QWidget)] if _is_control(each) and not _name(each)]


def _is_control(widget: QWidget) -> bool:
    if not (widget.isVisible() and widget.isEnabled()) or isinstance(widget.parentWidget(), QLineEdit | QComboBox):
        return False
    if widget.objectName().startswith(("qt_scrollarea", "qt_spinbox")):
        return False
    if QAccessible.queryAccessibleInterface(widget).role() in FRAMES or (
        isinstance(widget, QLabel) and not widget.text()
    ):
        return False
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface.role() is QAccessible.Role.NoRole else interface.text(QAccessible.Text.Name)


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def test_the_window_and_its_tabs(opened: Windows) -> None:
    found = {}
    for tab in TABS:
        opened.window.ask_for(f"tab:{tab.key}")
        opened.settle()
        found[tab.key] = nameless(opened.window.frame)
    assert found == {tab.key: [] for tab in TABS}


def test_the_first_run(windows: Windows, tmp_path: Path) -> None:
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True))
    assert nameless(windows.window.frame) == []


def test_trouble(windows: Windows, tmp_path: Path) -> None:
    windows.open(Opening(str(tmp_path / "gone.sqlite")))
    assert nameless(windows.window.frame) == []


def test_the_search_palette(opened: Windows) -> None:
    opened.window.ask_for("search")
    assert nameless(opened.find(SearchPalette)) == []


@pytest.mark.parametrize("key", DIALOGS)
def test_dialogs(opened: Windows, key: str) -> None:
    from PySide6.QtWidgets import QDialog

    opened.window.ask_for(key)
    dialog = opened.dialog(QDialog)
    opened.settle()
    assert nameless(dialog) == []


@pytest.mark.parametrize("part", PARTS)
def test_settings(opened: Windows, part: str) -> None:
    opened.window.ask_for("settings")
    dialog = opened.dialog(SettingsDialog)
    dialog.show_part(part)
    opened.settle()
    assert nameless(dialog) == []


def test_the_wizard_at_each_step(opened: Windows) -> None:
    opened.window.ask_for("import")
    wizard = opened.dialog(ImportWizard)
    assert nameless(wizard) == []
    wizard.begin("assets", resource("samples/inventaire.xlsx"))
    for _step in range(3):
        opened.settle()
        assert nameless(wizard) == []
        wizard.foot.next.click()


def test_the_crash_dialog(opened: Windows) -> None:
    crash = CrashDialog(opened.desk, opened.window.frame)
    crash.show()
    assert nameless(crash) == []
    crash.close()
