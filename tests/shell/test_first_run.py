from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QRadioButton

from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.shell.first_run import FirstRun, WayButton
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.logo_editor import LogoEditor
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.opening import Opening
from tests.windows import Windows, part, press

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def greeting(windows: Windows, tmp_path: Path) -> FirstRun:
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True))
    return windows.find(FirstRun)


def go(windows: Windows, way: str) -> None:
    (button,) = [each for each in windows.find(FirstRun).findChildren(WayButton) if each.accessibleName() == way]
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    windows.settle()


def test_what_was_said_of_the_organisation_is_kept(windows: Windows, greeting: FirstRun) -> None:
    greeting._form.editor("name").set_state("École Les Tilleuls")
    greeting._form.editor("kind").set_state("school")
    go(windows, "Start empty")
    assert windows.find(Navigation)._name.text() == "École Les Tilleuls"
    assert windows.find(InventoryPage).isVisible()


def test_nothing_needs_to_be_said(windows: Windows, greeting: FirstRun) -> None:
    go(windows, "Start empty")
    assert windows.find(InventoryPage).isVisible()
    assert windows.find(Navigation)._name.text() == "CoordDesk"


def test_an_address_without_a_name_asks_for_the_name(windows: Windows, greeting: FirstRun) -> None:
    greeting._form.editor("address").set_state("2 place du Marché")
    go(windows, "Start empty")
    assert greeting.isVisible()
    assert greeting._form.editor("name").control.accessibleDescription().startswith("Give the organisation a name")


def test_importing_opens_the_wizard(windows: Windows, greeting: FirstRun) -> None:
    go(windows, "Import a sheet")
    assert windows.dialog(ImportWizard).isVisible()


def test_the_demo_is_a_desk_of_its_own(windows: Windows, greeting: FirstRun) -> None:
    go(windows, "Look at a demo")
    windows.wait(lambda: windows.desk.opening.demo)
    windows.wait(lambda: windows.window._pages.current is not None)
    assert windows.desk.demo.exists()
    assert windows.find(Navigation)._name.text() != "CoordDesk"


def test_another_language_keeps_what_was_typed(windows: Windows, greeting: FirstRun) -> None:
    editor = greeting._form.editor("name")
    editor.set_state("École Les Tilleuls")
    editor.changed.emit()
    (french,) = [choice for choice in greeting.findChildren(QRadioButton) if choice.text() == "Français"]
    french.click()
    windows.settle()
    anew = windows.find(FirstRun)
    assert anew._form.editor("name").state() == "École Les Tilleuls"
    assert windows.desk.texts.language == "fr"


def test_a_logo_is_chosen_shown_and_kept(
    windows: Windows, greeting: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "logo.png"), ""))
    editor = part(greeting, LogoEditor)
    editor.control.click()  # type: ignore[attr-defined]  # a button
    greeting._form.editor("name").set_state("École")
    go(windows, "Start empty")
    assert windows.find(Navigation)._badge.pixmap().width() == 28


def test_what_is_no_picture_is_refused(
    windows: Windows, greeting: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "logo.png"), ""))
    part(greeting, LogoEditor).control.click()  # type: ignore[attr-defined]
    assert windows.take_heard() == ["logo.png is no picture that can be shown. Choose a PNG or JPEG."]


def test_a_desk_of_somebody_is_not_greeted(opened: Windows) -> None:
    assert opened.window.frame.findChildren(FirstRun) == []
