"""A PC that is a kiosk, from its three questions to a ticket at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from coorddesk.core.folders import Folders
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import Settings
from coorddesk.core.texts import Texts
from coorddesk.kiosk.imports.shared_folder import DeskSide
from coorddesk.kiosk.queries import catalogue
from coorddesk.kiosk.ui.set_up_page import SetUpPage
from coorddesk.kiosk.ui.window import KioskWindow
from coorddesk.opening import open_desk
from coorddesk.shell.kiosk import PLACE, KioskProgram, looks_in
from coorddesk.widgets.theme import Appearance, Theme
from tests.factories import make_place
from tests.windows import part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database


class _Look(NamedTuple):
    texts: Texts
    theme: Theme


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def desk_in_file(tmp_path: Path, actor: Actor, clock: FixedClock) -> Iterator[Database]:
    """A desk as the program makes it; which kind of database it is makes no difference here."""
    database = open_desk(str(tmp_path / "desk.sqlite"), actor=actor, clock=clock)
    yield database
    database.close()


@pytest.fixture
def program(qapp: QApplication, settings: Settings, clock: FixedClock, tmp_path: Path) -> Iterator[KioskProgram]:
    theme = Theme(qapp, Appearance.LIGHT)
    looks = {each: _Look(texts_for(each), theme) for each in LANGUAGES}
    folders = Folders(*(tmp_path / name for name in ("data", "config", "cache", "logs")))
    program = KioskProgram(qapp, settings, folders, looks_in("en", looks), clock)
    yield program
    program.close()
    if program.screen is not None:
        program.screen.hide()
        program.screen.deleteLater()


def _click(program: KioskProgram, name: str) -> None:
    assert program.screen is not None
    buttons = program.screen.findChildren(QPushButton)
    (found,) = [each for each in buttons if each.isVisible() and name in {each.text(), each.accessibleName()}]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _window(program: KioskProgram) -> KioskWindow:
    assert isinstance(program.screen, KioskWindow)
    program.screen._attendance.calm = -1
    return program.screen


def _seen(program: KioskProgram) -> set[str]:
    assert program.screen is not None
    return {each.text() for each in program.screen.findChildren(QLabel) if each.isVisible()}


def _answer(program: KioskProgram, desk: str, name: str = "Library", pin: str = "2468") -> SetUpPage:
    assert isinstance(program.screen, SetUpPage)
    page = program.screen
    page.name.setText(name)
    page.desk.setText(desk)
    page.pin.setText(pin)
    _click(program, "Begin")
    return page


def test_three_questions_at_the_first_start_and_none_at_the_next(
    program: KioskProgram, settings: Settings, tmp_path: Path
) -> None:
    program.begin()
    for wrong, told in (
        ({"name": " "}, "Say what the kiosk is called."),
        ({"pin": "12a4"}, "The PIN needs 4 to 8 digits."),
        ({"desk": str(tmp_path / "away")}, f"There is no folder “{tmp_path / 'away'}”. Choose one that both PCs see."),
    ):
        page = _answer(program, **({"desk": str(tmp_path)} | wrong))
        assert (page.trouble.text(), settings.recall(PLACE)) == (told, None)
    _answer(program, str(tmp_path))
    _window(program)
    kept = Settings(tmp_path / "settings.json").recall(PLACE)
    assert (kept["name"], kept["desk"], "2468" in kept["pin"]) == ("Library", str(tmp_path), False)
    assert "Something does not work?" in _seen(program)


def test_a_report_goes_through_a_folder_that_was_away(
    program: KioskProgram, desk_in_file: Database, qtbot: QtBot, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    program.begin()
    _answer(program, str(share))
    window = _window(program)
    _click(program, "Report a fault")
    _click(program, "Somewhere else")
    part(window.page, QPlainTextEdit).setPlainText("The gate stays shut")
    _click(program, "Go on")
    _click(program, "Send")
    assert "Your provisional number" in _seen(program)
    ours = DeskSide("Library", share)
    ours.prepare()
    with desk_in_file.transaction() as session:
        make_place(session, "Reading room")
    with desk_in_file.reading() as session:
        ours.publish(catalogue(session))
    assert program.courier is not None
    program.courier.hurry()
    qtbot.waitUntil(lambda: ours.take_in(desk_in_file) == 1)
    program.courier.hurry()
    qtbot.waitUntil(lambda: "n° 1" in _seen(program))
    _click(program, "Finished")
    _click(program, "Report a fault")
    assert "Reading room" in _seen(program)


def test_a_report_goes_straight_to_a_database_that_was_away(
    program: KioskProgram, desk_in_file: Database, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "desk.sqlite"
    away = tmp_path / "away.sqlite"
    desk_in_file.close()
    file.rename(away)
    settings.remember(PLACE, {"name": "Library", "desk": str(file), "pin": ""})
    program.begin()
    window = _window(program)
    _click(program, "Report a fault")
    _click(program, "Somewhere else")
    part(window.page, QPlainTextEdit).setPlainText("The gate stays shut")
    _click(program, "Go on")
    _click(program, "Send")
    courier = program.courier
    assert courier is not None
    qtbot.waitUntil(lambda: not courier._is_under_way)
    assert "Your provisional number" in _seen(program)
    away.rename(file)
    courier.hurry()
    qtbot.waitUntil(lambda: "n° 1" in _seen(program))
    window.ask_pin()  # there is none
    assert not window.isVisible()
