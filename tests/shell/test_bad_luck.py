"""What the machine may do to a window that is open: a sentence, nothing typed is lost, and work goes on after."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.inventory.ui.asset_dialog import AssetDialog
from coorddesk.opening import open_desk as open_any_desk
from coorddesk.shell.opening import Opening
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.shell.trouble_page import TroublePage
from tests.factories import make_asset
from tests.unlucky import Line, forbidden, small_disk
from tests.windows import Windows, press

if TYPE_CHECKING:
    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock
    from tests.desks import Desks

CTRL = Qt.KeyboardModifier.ControlModifier
PAGE = 4096


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.core.engine.BUSY_SECONDS", 1)


def new_device(windows: Windows, tag: str) -> AssetDialog:
    """The form of a new device, its number typed."""
    frame = windows.window.frame
    frame.activateWindow()
    windows.wait(frame.isActiveWindow)
    press(frame, Qt.Key.Key_N, CTRL)
    dialog = windows.dialog(AssetDialog)
    windows.settle()
    dialog.form.editor("tag").set_state(tag)
    return dialog


def save(windows: Windows, dialog: AssetDialog) -> None:
    dialog._save.click()
    windows.settle()


def said(dialog: AssetDialog) -> str:
    return dialog._notice.accessibleName().partition(".")[0] if dialog._notice.isVisible() else ""


def refused_and_kept(windows: Windows, dialog: AssetDialog) -> str:
    """What saving says, once it is sure that the form is there with what was typed."""
    save(windows, dialog)
    assert dialog.isVisible()
    assert dialog.form.editor("tag").state() == "PC-3"
    return said(dialog)


def rows(windows: Windows) -> int:
    return windows.find(QTableView).model().rowCount()


def test_a_desk_locked_by_another_program_keeps_what_was_typed(opened: Windows, desk_file: Path) -> None:
    dialog = new_device(opened, "PC-3")
    other = sqlite3.connect(desk_file)
    other.execute("BEGIN IMMEDIATE")
    assert refused_and_kept(opened, dialog) == "Another program is writing to this desk"
    other.rollback()
    other.close()
    save(opened, dialog)
    assert opened.gone(AssetDialog)
    assert rows(opened) == 3


def test_a_full_disk_keeps_what_was_typed(windows: Windows, desk_file: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 32 << 20) as disk:
        desk = disk / "desk.sqlite"
        desk.write_bytes(desk_file.read_bytes())
        windows.open(Opening(str(desk)))
        dialog = new_device(windows, "PC-3")
        ballast = fill(disk)
        assert refused_and_kept(windows, dialog) == "The disk is full: nothing was written and nothing was lost"
        ballast.unlink()
        save(windows, dialog)
        assert windows.gone(AssetDialog)
        assert rows(windows) == 3


def fill(disk: Path) -> Path:
    """Leave no room on a disk; the file that takes it is returned."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(PAGE)):
            pass
    return ballast


def test_a_desk_that_is_gone_is_not_written_into_nothing(opened: Windows, desk_file: Path) -> None:
    dialog = new_device(opened, "PC-3")
    kept = desk_file.rename(desk_file.with_name("elsewhere.sqlite"))
    assert refused_and_kept(opened, dialog) == (
        "The desk's file cannot be opened: it or its folder is missing or read-only, or you have no right to it"
    )
    kept.rename(desk_file)
    save(opened, dialog)
    assert opened.gone(AssetDialog)
    assert rows(opened) == 3


def test_a_desk_copied_without_its_files_opens_without_its_logo(windows: Windows, desk_file: Path) -> None:
    with sqlite3.connect(desk_file) as file:
        file.execute("UPDATE organisation SET logo = ?", ("0" * 64,))
    windows.open(Opening(str(desk_file)))
    assert rows(windows) == 2
    windows.window.ask_for("settings")
    page = windows.dialog(SettingsDialog)._organisation
    windows.settle()
    assert page.form.values()["name"] == "École Les Tilleuls"


def test_a_desk_damaged_where_it_says_whose_it_is_waits_for_a_backup(windows: Windows, desk_file: Path) -> None:
    with sqlite3.connect(desk_file) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'organisation'").fetchone()
    with desk_file.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)
    windows.open(Opening(str(desk_file)))
    assert windows.window.frame.findChild(TroublePage) is not None


def test_a_desk_damaged_under_the_window_is_said_to_be(opened: Windows, desk_file: Path) -> None:
    with desk_file.open("r+b") as file:
        file.seek(PAGE)
        file.write(bytes(desk_file.stat().st_size - PAGE))
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    opened.wait(lambda: opened.heard)
    opened.settle()
    damaged = "The desk's file is damaged. Do not write to it any more: restore the latest backup (Settings, Backups)."
    assert set(opened.take_heard()) == {damaged}


def test_a_desk_in_a_folder_that_may_not_be_written_says_so(opened: Windows, desk_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    desk = folder / "desk.sqlite"
    desk.write_bytes(desk_file.read_bytes())
    with forbidden(folder):
        opened.open(Opening(str(desk)))
        page = opened.find(TroublePage)
        reasons = [line.text() for line in page.findChildren(QLabel)]
    assert f"{desk} may not be written or read. Choose another folder, or ask for the right." in reasons
    page._retry.click()
    opened.settle()
    assert rows(opened) == 2


@pytest.mark.postgres
@pytest.mark.parametrize("desks", ["postgresql"], indirect=True)
def test_a_lost_server_is_told_and_found_again(
    windows: Windows,
    desks: Desks,
    actor: Actor,
    clock: FixedClock,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    url = desks.fresh()
    database = open_any_desk(url, actor=actor, clock=clock)
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="École Les Tilleuls"))
        make_asset(session, "PC-1")
    database.close()
    with Line(url, tmp_path_factory.mktemp("l")) as line:
        windows.open(Opening(line.url))
        dialog = new_device(windows, "PC-3")
        line.cut()
        assert refused_and_kept(windows, dialog) == "The database server does not answer"
        dialog.form.settle()
        dialog.reject()
        windows.window.ask_for("reload")
        windows.wait(lambda: windows.heard)
        windows.settle()
        assert {words.partition(".")[0] for words in windows.take_heard()} == {"The database server does not answer"}
        again = [b for b in windows.window.frame.findChildren(QPushButton) if b.text() == "Try again" and b.isVisible()]
        assert len(again) == 1
        line.mend()
        again[0].click()
        windows.settle()
        assert rows(windows) == 1
        save(windows, new_device(windows, "PC-3"))
        assert rows(windows) == 2
