from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import delete

from coorddesk.shell.palette_list import PaletteList
from coorddesk.shell.search_palette import SearchPalette
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.widgets.search_field import SearchField
from tests.windows import Windows, part, press


@pytest.fixture
def palette(opened: Windows) -> SearchPalette:
    opened.settle()
    press(opened.window.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return opened.find(SearchPalette)


def lines(palette: SearchPalette) -> list[str]:
    return [str(line) for line in part(palette, PaletteList)._model.lines]


def write(palette: SearchPalette, words: str) -> SearchField:
    field = part(palette, SearchField)
    field.insert(words)  # QTest knows no accents
    return field


def test_it_offers_the_commands_before_anything_is_typed(palette: SearchPalette) -> None:
    assert lines(palette)[0] == "Commands"
    assert "Import a sheet…, Ctrl+I" in lines(palette)


def test_records_stand_under_the_tab_where_they_live(palette: SearchPalette, opened: Windows) -> None:
    write(palette, "cdi")
    opened.wait(lambda: lines(palette)[0] == "Inventory")
    assert lines(palette)[1].startswith("PC-2")


def test_enter_opens_the_record_even_before_the_answer_is_there(
    palette: SearchPalette, opened: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(opened.window._pages, "open_record", asked.append)
    press(write(palette, "pc-1"), Qt.Key.Key_Return)
    opened.wait(lambda: asked)
    assert asked == [("asset", 1)]
    assert not palette.isVisible()


def test_arrows_move_over_headings_and_stay_within(palette: SearchPalette) -> None:
    field, shown = part(palette, SearchField), part(palette, PaletteList)
    first = str(shown.current())
    press(field, Qt.Key.Key_Up)
    assert str(shown.current()) == first
    press(field, Qt.Key.Key_Down)
    assert str(shown.current()) != first
    for _page in range(60):
        press(field, Qt.Key.Key_PageDown)
    last = str(shown.current())
    press(field, Qt.Key.Key_Down)
    assert str(shown.current()) == last


def test_a_command_is_found_without_accents_and_taken(palette: SearchPalette, opened: Windows) -> None:
    field = write(palette, "séttings")
    opened.wait(lambda: lines(palette)[:2] == ["Commands", "Settings…, Ctrl+,"])
    press(field, Qt.Key.Key_Return)
    opened.dialog(SettingsDialog).close()


def test_the_command_that_is_called_so_stands_before_those_with_more_words(
    palette: SearchPalette, opened: Windows
) -> None:
    write(palette, "messages")
    opened.wait(lambda: lines(palette)[:3] == ["Commands", "Messages", "Settings: Messages"])


def test_what_is_not_there_is_said(palette: SearchPalette, opened: Windows) -> None:
    write(palette, "zzz")
    opened.wait(lambda: lines(palette) == [])
    assert palette._nothing.text() == "Nothing is called “zzz”."


@pytest.mark.parametrize("way", ["escape", "click"])
def test_it_goes_and_gives_the_keyboard_back(opened: Windows, way: str) -> None:
    page = opened.window._pages.current
    assert page is not None
    page.focus_search()
    before = opened.window.frame.focusWidget()
    opened.window.ask_for("search")
    palette = opened.find(SearchPalette)
    if way == "escape":
        press(part(palette, SearchField), Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(palette, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert not palette.isVisible()
    assert opened.window.frame.focusWidget() is before


def test_it_goes_though_what_had_the_keyboard_is_gone(opened: Windows) -> None:
    before = QLineEdit(opened.window.frame)
    before.show()
    before.setFocus()
    opened.window.ask_for("search")
    palette = opened.find(SearchPalette)
    delete(before)
    press(part(palette, SearchField), Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_takes_a_line(palette: SearchPalette, opened: Windows) -> None:
    write(palette, "settings")
    opened.wait(lambda: lines(palette)[1:2] == ["Settings…, Ctrl+,"])
    shown = part(palette, PaletteList)
    place = shown.visualRect(shown.model().index(1, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    opened.dialog(SettingsDialog).close()
