from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton, QScrollArea, QTableView

from coorddesk.core.backup import list_backups
from coorddesk.core.messages import _
from coorddesk.core.scanner import RIGHT, Wiring
from coorddesk.kiosk.ui.kiosks_page import KiosksPage
from coorddesk.shell.history_dialog import HistoryDialog
from coorddesk.shell.history_model import HistoryColumn
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.other_desk import OtherDeskDialog
from coorddesk.shell.settings import desk_page
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.widgets.scan_field import wiring
from coorddesk.widgets.sounds import Sounds
from tests.factories import make_asset
from tests.windows import Windows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@pytest.fixture
def settings(opened: Windows) -> SettingsDialog:
    opened.window.ask_for("settings")
    dialog = opened.dialog(SettingsDialog)
    opened.settle()
    return dialog


def button(inside: QWidget, word: str) -> QPushButton:
    (found,) = [each for each in inside.findChildren(QPushButton) if each.text() == word]
    return found


def choose(inside: QWidget, word: str) -> None:
    (found,) = [each for each in inside.findChildren(QRadioButton) if each.text() == word]
    found.click()


def test_another_language_is_spoken_at_once(opened: Windows, settings: SettingsDialog) -> None:
    choose(settings, "Français")
    opened.settle()
    assert opened.desk.texts.language == "fr"
    assert opened.gone(SettingsDialog)


def test_dark_is_dark_at_once(opened: Windows, settings: SettingsDialog) -> None:
    looks = []
    for choice in ("Dark", "Light"):
        choose(settings, choice)
        looks.append(opened.desk.theme.is_dark)
    assert looks == [True, False]
    settings.close()


def test_the_name_stands_in_the_history_from_now_on(opened: Windows, settings: SettingsDialog) -> None:
    settings._general._name.setText("Camille Martin")
    settings.accept()
    opened.settle()
    assert opened.desk.actor.name == "Camille Martin"
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    opened.settle()
    opened.window.ask_for("history")
    history = opened.dialog(HistoryDialog)
    opened.settle()
    assert history._model.index(0, HistoryColumn.ACTOR).data() == "Camille Martin"
    history.close()


def test_the_organisation_is_described_and_shown(opened: Windows, settings: SettingsDialog) -> None:
    settings.show_part("organisation")
    page = settings._organisation
    editor = page.form.editor("name")
    editor.set_state("Médiathèque Jean-Moulin")
    editor.changed.emit()
    page._save.click()
    opened.settle()
    assert opened.find(Navigation)._name.text() == "Médiathèque Jean-Moulin"
    assert not page.form.touched()
    settings.close()


def test_what_was_typed_is_not_lost_without_a_question(opened: Windows, settings: SettingsDialog) -> None:
    settings._organisation.form.editor("name").set_state("Another")
    settings.reject()
    assert settings.isVisible()
    opened.answer = True
    settings.reject()
    assert not settings.isVisible()
    assert opened.take_heard() == 2 * ["Throw away what you typed?"]


def test_only_a_long_part_is_scrolled(opened: Windows, settings: SettingsDialog) -> None:
    heights = {}
    for part in ("hours", "general", "desk", "hours"):
        settings.show_part(part)
        opened.settle()
        (area,) = [each for each in settings._pages.findChildren(QScrollArea) if each.isVisible()]
        heights[part] = area.verticalScrollBar().maximum()
    assert heights["hours"] > 0
    assert (heights["general"], heights["desk"]) == (0, 0)
    settings.close()


def test_opening_hours_that_are_typed_are_not_lost_without_a_question(
    opened: Windows, settings: SettingsDialog
) -> None:
    assert settings._hours.hours.form is not None
    settings._hours.hours.form.editor("saturday").set_state("9-12")
    settings.reject()
    assert settings.isVisible()
    opened.answer = True
    settings.reject()
    assert not settings.isVisible()
    assert opened.take_heard() == 2 * ["Throw away what you typed?"]


@pytest.fixture
def _no_daily_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a test takes, the day's backup does not come into it."""
    monkeypatch.setattr("coorddesk.shell.start._MILLISECONDS_TO_BACKUP", 3_600_000)


@pytest.mark.usefixtures("_no_daily_backup")
def test_a_backup_is_made_listed_and_put_back(opened: Windows, settings: SettingsDialog, desk_file: Path) -> None:
    settings.show_part("backups")
    page = settings._backups
    assert page._last.text() == "There is no backup of this desk yet."
    assert not page._restore.isEnabled()
    button(page, "Back up now").click()
    opened.wait(lambda: page._list.count() == 1)
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    opened.settle()
    opened.answer = True
    page._restore.click()
    opened.settle()
    assert [words.startswith("Put the backup ") for words in opened.take_heard()] == [True]
    opened.wait(lambda: opened.window._pages.current is not None)
    assert opened.find(QTableView).model().rowCount() == 2
    assert len(list_backups(str(desk_file))) == 2  # the desk as it was before is kept


def test_a_second_place_is_chosen_and_given_up(
    settings: SettingsDialog, opened: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    settings.show_part("backups")
    button(settings._backups, "Choose a folder…").click()
    assert opened.program.settings.recall("second backups") == str(tmp_path)
    assert settings._backups._second.text() == str(tmp_path)
    settings._backups._none.click()
    assert opened.program.settings.recall("second backups") is None
    settings.close()


def test_a_desk_on_a_share_is_warned_of(opened: Windows, monkeypatch: pytest.MonkeyPatch, desk_file: Path) -> None:
    monkeypatch.setattr("coorddesk.core.paths.is_unsafe", lambda path: _("{name} is on a share.", name=str(path)))
    page = desk_page.DeskPage(opened.desk)
    opened.bot.addWidget(page)
    page.show()
    opened.settle()
    assert page._notice.isVisible()
    assert str(desk_file) in page._notice.accessibleName()


def test_another_desk_is_opened_from_here(opened: Windows, settings: SettingsDialog) -> None:
    settings.show_part("desk")
    button(settings._place, "Open another desk…").click()
    other = opened.dialog(OtherDeskDialog)
    assert opened.gone(SettingsDialog)
    other.reject()


def test_the_test_barcode_tells_how_the_scanner_is_wired(opened: Windows, settings: SettingsDialog) -> None:
    settings.show_part("scanner")
    page = settings._scanner
    for typed, told in (
        ("PC-1", None),
        ("CD)Q?AZYW)à&é\"'(-è_ç", Wiring("us", "fr")),
        ("CD-AMQWYZ-0123456789", RIGHT),
    ):
        page._field.setText(typed)
        QTest.keyClick(page._field, Qt.Key.Key_Return)
        assert wiring(opened.desk.settings) == told
    assert page._answer.accessibleName() == "The scanner and this PC agree."
    button(page, "Forget what was found").click()
    assert wiring(opened.desk.settings) is None
    page._with_sounds.click()
    assert Sounds(opened.desk.settings).are_on is False
    settings.close()


def test_the_part_of_the_kiosks_shows_them(opened: Windows, settings: SettingsDialog) -> None:
    settings.show_part("kiosks")
    opened.settle()
    assert [each.isVisible() for each in settings.findChildren(KiosksPage)] == [True]
    settings.close()
