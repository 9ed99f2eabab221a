"""The program as a whole: what is loaded when, how a desk is opened, and what is said where it cannot be."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QListWidget, QPushButton

from coorddesk.core.backup import list_backups
from coorddesk.core.clock import SystemClock
from coorddesk.core.messages import _
from coorddesk.shell import start
from coorddesk.shell.crash_dialog import CrashDialog
from coorddesk.shell.opening import Opening
from coorddesk.shell.trouble_page import TroublePage, shown_address
from tests.next_version import become_next_version
from tests.shell.conftest import _school, desk_file, opened, windows
from tests.windows import Windows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.clock import FixedClock
    from tests.conftest import Logged
    from tests.desks import Desks

__all__ = ["_school", "desk_file", "opened", "windows"]

# What a start needs before there is anything to see. Each line is paid for at every start.
AT_FIRST_PAINT = {
    "coorddesk",
    "coorddesk.app",
    "coorddesk.core",
    "coorddesk.core.folders",
    "coorddesk.core.languages",
    "coorddesk.core.settings",
    "coorddesk.shell",
    "coorddesk.shell.frame",
    "coorddesk.shell.geometry",
    "coorddesk.shell.last_look",
    "coorddesk.shell.memory",
    "coorddesk.shell.opening",
    "coorddesk.shell.portrait",
    "coorddesk.shell.quick_imports",
    "coorddesk.widgets",
    "coorddesk.widgets.collector",
}
HEAVY = {
    "alembic", "babel", "charset_normalizer", "dataclasses", "datetime", "decimal", "openpyxl", "psycopg",
    "python_calamine", "reportlab", "sqlalchemy", "sqlite3", "xlsxwriter",
}  # fmt: skip
FIRST_PAINT = """
import os, sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
before = set(sys.modules)
from coorddesk.app import Program
from coorddesk.core.folders import own_folders
from coorddesk.shell.opening import Opening
program = Program(app, own_folders(), language="fr")
program.open(Opening("nowhere.sqlite"))
def tell():
    import PySide6.QtCore
    print("Qt" in vars(PySide6.QtCore), *(set(sys.modules) - before), flush=True)
    os._exit(0)
program.frame.painted.connect(tell)
app.exec()
"""


def test_little_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    environment = os.environ | {"COORDDESK_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], env=environment, capture_output=True, text=True, check=True
    )
    makes_qt_names, *loaded = ran.stdout.split()
    assert {name for name in loaded if name.startswith("coorddesk")} == AT_FIRST_PAINT
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()
    assert makes_qt_names == "False", "the namespace of Qt's enumerations was made"


def test_the_window_never_waits_long_for_a_lane_to_let_go_of_python(opened: Windows) -> None:
    """Some hundred times in a repaint: `benchmarks wizard` measures what that comes to."""
    assert sys.getswitchinterval() <= 0.001


def test_nothing_of_a_closed_program_stays(
    qapp: QApplication,
    qtbot: QtBot,
    clock: FixedClock,
    desk_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))

    def open_and_close() -> list[weakref.ref[object]]:
        windows = Windows(qapp, qtbot, clock)
        windows.open(Opening(str(desk_file)))
        left: list[weakref.ref[object]] = [weakref.ref(windows.program), weakref.ref(windows.window)]
        windows.close()
        return left

    left = open_and_close()
    gc.collect()
    assert [each() for each in left] == [None, None]


def test_the_first_start_makes_a_desk_in_its_usual_place(windows: Windows) -> None:
    opening = windows.program.first_opening(None)
    assert opening == Opening(str(windows.home.desk), create=True, remember=True)
    windows.open(opening)
    assert windows.home.desk.exists()
    assert windows.program.settings.desk == str(windows.home.desk)


def test_a_desk_that_is_gone_is_not_quietly_made_anew(windows: Windows) -> None:
    windows.program.settings.desk = str(windows.home.data / "stick.sqlite")
    windows.open(windows.program.first_opening(None))
    windows.find(TroublePage)
    assert not (windows.home.data / "stick.sqlite").exists()


def test_a_desk_named_on_the_command_line_is_not_the_one_of_tomorrow(windows: Windows, desk_file: Path) -> None:
    windows.open(windows.program.first_opening(str(desk_file)))
    assert windows.program.settings.desk is None


def test_trouble_is_said_and_mended_in_the_same_window(windows: Windows, tmp_path: Path, desk_file: Path) -> None:
    place = tmp_path / "later.sqlite"
    windows.open(Opening(str(place)))
    page = windows.find(TroublePage)
    assert button(page, "Try again").isEnabled()
    desk_file.rename(place)
    button(page, "Try again").click()
    windows.settle()
    assert windows.window._pages.current is not None


def test_a_damaged_desk_is_replaced_by_a_backup_of_choice(
    windows: Windows, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.shell.start._MILLISECONDS_TO_BACKUP", 600_000)  # only those that are asked for
    windows.open(Opening(str(desk_file)))
    windows.window.ask_for("back_up")
    windows.wait(lambda: list_backups(str(desk_file)))
    windows.settle()
    windows.program.open(Opening(str(desk_file.with_name("nothing"))))
    windows.settle()
    desk_file.write_bytes(b"not a desk any more")
    windows.open(Opening(str(desk_file)))
    page = windows.find(TroublePage)
    (backups,) = page.findChildren(QListWidget)
    assert backups.count() == 1
    button(page, "Restore this backup").click()
    windows.settle()
    assert windows.window._pages.current is not None


def test_a_newer_desk_is_left_untouched(windows: Windows, desk_file: Path, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(desk_file) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    before = desk_file.read_bytes()
    windows.open(Opening(str(desk_file)))
    windows.find(TroublePage)
    assert desk_file.read_bytes() == before


@pytest.mark.postgres
@pytest.mark.parametrize("desks", ["postgresql"], indirect=True)
def test_a_shared_desk_is_upgraded_once_asked(
    windows: Windows, desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = desks.fresh()
    become_next_version(monkeypatch, tmp_path, "    pass")
    windows.open(Opening(url))
    page = windows.find(TroublePage)
    windows.answer = True
    button(page, "Upgrade the desk").click()
    windows.settle()
    assert windows.take_heard() == ["Upgrade the desk now?"]
    assert not [page for page in windows.window.frame.findChildren(TroublePage) if page.isVisible()]


def test_a_bug_is_told_once_and_the_window_lives_on(opened: Windows, logged: Logged) -> None:
    def stumble(_session: object) -> None:
        raise ZeroDivisionError("our fault")

    crashed: list[object] = []
    opened.program.crashed.connect(crashed.append)
    opened.desk.operations.change(opened.window, stumble)
    crash = opened.dialog(CrashDialog)
    assert "ZeroDivisionError: our fault" in crash.text()
    opened.desk.operations.change(opened.window, stumble)
    opened.wait(lambda: crash.text().count("ZeroDivisionError: our fault") == 2)
    assert logged.take() == ["ERROR our bug", "ERROR our bug"]
    assert [str(each) for each in crashed] == ["our fault", "our fault"]
    crash.accept()
    opened.window.ask_for("tab:places")
    opened.settle()
    assert opened.window._pages.current is not None


def test_a_bug_in_a_thread_is_told_too(opened: Windows, logged: Logged) -> None:
    def stumble() -> None:
        raise ZeroDivisionError("elsewhere")

    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    assert "elsewhere" in opened.dialog(CrashDialog).text()
    assert logged.take() == ["ERROR our bug"]


def test_what_went_wrong_is_in_the_log(opened: Windows, logged: Logged) -> None:
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("for the log"), None)
    opened.dialog(CrashDialog)
    assert "for the log" in (opened.home.logs / "coorddesk.log").read_text("utf-8")
    assert logged.take() == ["ERROR our bug"]


def test_another_language_is_another_window_on_the_same_desk(opened: Windows) -> None:
    first = opened.program.frame
    opened.program.speak("fr")
    opened.settle()
    assert opened.program.frame is not first
    assert opened.desk.texts.language == "fr"
    assert opened.program.settings.language == "fr"
    assert QLocale().language() == QLocale.Language.French
    assert opened.window._pages.current is not None


def test_a_desk_is_backed_up_once_a_day(windows: Windows, desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_MILLISECONDS_TO_BACKUP", 50)
    windows.program._clock = SystemClock()
    windows.open(Opening(str(desk_file)))
    windows.wait(lambda: list_backups(str(desk_file)))
    windows.settle()
    windows.open(Opening(str(desk_file)))
    windows.bot.wait(300)
    windows.settle()
    assert len(list_backups(str(desk_file))) == 1


def test_closing_asks_before_a_job_is_lost(opened: Windows) -> None:
    going, stop = threading.Event(), threading.Event()

    def work(_database: object, progress: object) -> None:
        going.set()
        stop.wait(10)

    opened.desk.operations.job(opened.window, _("Import of {file}", file="a.xlsx"), work)
    opened.wait(going.is_set)
    assert not opened.window.frame.close()
    assert opened.window.frame.isVisible()
    opened.answer = True
    assert opened.window.frame.close()
    assert opened.take_heard() == 2 * ["“Import of a.xlsx” is still running. Stop it and leave?"]
    stop.set()


def test_the_window_shows_a_picture_of_itself(desk_file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from coorddesk.app import take_picture;"
        "sys.exit(take_picture(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    picture = tmp_path / "window.png"
    environment = os.environ | {"COORDDESK_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, str(desk_file), str(picture)], env=environment, check=True, timeout=60)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/home/me/desk.sqlite", "/home/me/desk.sqlite"),
        ("postgresql://me:secret@server/desk", "postgresql://me@server/desk"),
        ("postgresql://server/desk", "postgresql://server/desk"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert shown_address(url) == shown


def button(page: TroublePage, word: str) -> QPushButton:
    (found,) = [each for each in page.findChildren(QPushButton) if each.text() == word]
    return found
