"""What somebody sees, touches and types before the kiosk, and what it puts into its outbox."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit

from coorddesk.kiosk.rules import (
    EMPTY,
    MOST_NAME,
    MOST_WORDS,
    Catalogue,
    ReportKind,
    Room,
    Stand,
    Tile,
    provisional_number,
)
from coorddesk.kiosk.ui import pin_page
from coorddesk.kiosk.ui.idle_page import IdlePage
from coorddesk.kiosk.ui.slip_printer import SlipPrinter
from coorddesk.kiosk.ui.touch import SMALL, TOUCH
from coorddesk.kiosk.ui.window import Kiosk, KioskWindow
from tests.kiosk.ui.stood_before import PIN, SHOWN, Stood
from tests.labels.paper import all_codes
from tests.windows import part, press

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coorddesk.core.clock import FixedClock
    from coorddesk.kiosk.imports.outbox import Outbox
    from tests.conftest import Logged
    from tests.kiosk.ui.conftest import Look

HOSTILE = "<b>x</b><img src=file:///etc/passwd>\u202e😀\x00\x1b[31m & %s {0}"


def _read(paper: Path) -> list[str]:
    """What the scanner at the desk reads on it."""
    return all_codes(paper.read_bytes())


def test_where_what_who_and_a_number(stood: Stood) -> None:
    stood.touch("Report a fault")
    stood.touch("Library")
    stood.touch("PC-1 HP 400")
    assert stood.title == "What does not work?"
    stood.write("since this morning")
    stood.touch("No sound")
    assert (stood.title, "Look whether the plug is in.\nTurn it up." in stood.seen) == ("Try this first", True)
    stood.touch("It does not help: report it")
    QTest.keyClicks(stood.field(QLineEdit), "Awa, 5A")
    stood.touch("Send")
    (sent,) = stood.sent()
    assert (sent.kind, sent.kiosk, sent.place_id, sent.asset_id, sent.fault_id) == (ReportKind.FAULT, "CDI", 2, 10, 21)
    assert (sent.where, sent.tile, sent.words, sent.who) == ("PC-1", "No sound", "since this morning", "Awa, 5A")
    assert {provisional_number(sent.key), "Your provisional number"} < set(stood.seen)
    stood.window.show_number(sent.key, None)
    stood.window.show_number("0" * 32, 99)
    assert provisional_number(sent.key) in stood.seen
    stood.window.show_number(sent.key, 1234)
    assert {"n° 1234", "Your number"} < set(stood.seen)
    stood.touch("Finished")
    assert stood.title == "Something does not work?"


def test_a_slip_comes_out_with_the_number_there_is_by_then(stood: Stood, paper: Path) -> None:
    def send() -> str:
        stood.touch("No sound")
        stood.touch("It does not help: report it")
        stood.touch("Send")
        return stood.window._state.draft.key

    stood.scan("PC-1")
    key = send()
    stood.touch("Print a slip")
    assert (stood.offers("The slip is being printed"), _read(paper)) == (False, [provisional_number(key)])
    stood.touch("Finished")
    stood.scan("PC-1")
    stood.window.show_number(send(), 1234)
    stood.touch("Print a slip")
    assert _read(paper) == ["CDH1234"]
    stood.touch("Finished")
    stood.scan("PC-1")
    send()
    stood.window._printer._find = lambda: None  # pulled out meanwhile
    stood.touch("Print a slip")
    assert "The slip could not be printed. Note the number, please." in stood.seen


def test_without_a_printer_no_slip_is_offered(
    qapp: QApplication, qtbot: QtBot, looks: dict[str, Look], outbox: Outbox, clock: FixedClock
) -> None:
    nothing = SlipPrinter(lambda: None, immediate=True)
    window = KioskWindow(qapp, Kiosk("CDI", "", looks), outbox, clock, nothing, calm=-1)
    qtbot.addWidget(window)
    window.show()
    stood = Stood(window, outbox)
    stood.touch("Report a fault")
    stood.touch("Somewhere else")
    stood.write("It smells")
    stood.touch("Go on")
    stood.touch("Send")
    assert (stood.offers("Finished"), stood.offers("Print a slip")) == (True, False)
    window.ask_pin()


def test_one_looks_first_where_the_kiosk_stands(stood: Stood) -> None:
    stood.window.show_catalogue(replace(SHOWN, stands=(Stand("Hall", 3), Stand("CDI", 2))))
    stood.touch("Report a fault")
    assert stood.title == "Library: where, or which device?"
    assert {stood.offers(name) for name in ("Reading room", "Another place here")} == {True}
    stood.touch("Another building or floor")
    assert (stood.title, stood.offers("Yard")) == ("Where is it?", True)
    stood.touch("Library")  # a building of one room is that room
    assert stood.title == "Reading room: where, or which device?"


def test_a_scanned_device_is_found_from_the_first_screen(stood: Stood) -> None:
    stood.scan("PC-1")
    assert stood.title == "What does not work?"
    stood.touch("Start again")
    stood.scan("CDP3")
    assert stood.title == "Already reported?"
    stood.touch("Start again")
    stood.scan("x" * 500)
    assert f"Nothing is known as “{'x' * 30}”. Touch the room instead." in [
        each.replace("\u200b", "") for each in stood.seen
    ]
    stood.scan("VP-1")
    assert stood.title == "Already reported?"
    assert stood.sent() == []


def test_the_scanner_needs_no_touch(stood: Stood) -> None:
    stood.strike("PC-1\n")
    assert stood.title == "What does not work?"


def test_what_is_reported_already_is_told_and_counts_again(stood: Stood) -> None:
    stood.scan("VP-1")
    stood.touch("No light since 07/09/2026 · 2 others too")
    assert stood.title == "Who are you?"
    stood.touch("Send")
    (sent,) = stood.sent()
    assert (sent.kind, sent.ticket_id, sent.asset_id, sent.fault_id) == (ReportKind.ME_TOO, 30, 11, None)
    stood.touch("Finished")
    stood.scan("VP-1")
    stood.touch("No, it is something else")
    assert stood.title == "What does not work?"


def test_what_helped_is_not_sent(stood: Stood) -> None:
    stood.scan("PC-1")
    stood.touch("No sound")
    stood.touch("That helped")
    assert (stood.title, stood.sent()) == ("Glad that it helped!", [])


def test_a_small_screen_is_filled_and_no_more(stood: Stood) -> None:
    stood.window.resize(1024, 768)
    stood.window.show_catalogue(replace(SHOWN, organisation="School and library of the town of the lime trees " * 2))
    stood.touch("Report a fault")
    stood.touch("Start again")
    assert stood.window.width() == 1024


def test_one_goes_back_and_finds_what_was_typed(stood: Stood) -> None:
    stood.scan("PC-1")
    stood.write("coffee in it")
    stood.touch("Go on")
    QTest.keyClicks(stood.field(QLineEdit), "Bao")
    stood.touch("Français")
    assert (stood.title, stood.field(QLineEdit).text()) == (
        stood.window._kiosk.looks["fr"].texts._catalogue.gettext("Who are you?"),
        "Bao",
    )
    stood.window.speak("en")
    stood.touch("Back")
    assert stood.field(QPlainTextEdit).toPlainText() == "coffee in it"
    stood.touch("Back")
    assert (stood.title, stood.offers("Back")) == ("Something does not work?", False)


def test_after_a_while_of_nothing_it_starts_again_in_its_own_language(stood: Stood) -> None:
    stood.window.speak("fr")
    stood.scan("PC-1")
    stood.write("half a sentence")
    assert (stood.window._attendance.quiet.interval(), stood.window._attendance.quiet.isActive()) == (60_000, True)
    stood.window._attendance.quiet.timeout.emit()
    assert (stood.title, stood.sent()) == ("Something does not work?", [])
    stood.scan("PC-1")
    assert stood.field(QPlainTextEdit).toPlainText() == ""


def test_every_touch_begins_the_wait_anew(stood: Stood) -> None:
    stood.window._attendance.quiet.stop()
    press(stood.window, Qt.Key.Key_Shift)
    assert stood.window._attendance.quiet.isActive()


def test_a_double_tap_sends_once_and_leaves_the_number_on_the_screen(
    qapp: QApplication, qtbot: QtBot, looks: dict[str, Look], outbox: Outbox, clock: FixedClock
) -> None:
    nothing = SlipPrinter(lambda: None, immediate=True)
    window = KioskWindow(qapp, Kiosk("CDI", "", looks), outbox, clock, nothing, calm=100_000)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    stood = Stood(window, outbox)
    part(window, IdlePage).begun.emit()
    stood.touch("Somewhere else")
    assert stood.title == "Where is it?"  # too soon: the finger meant the page before
    window._attendance.calm = -1
    stood.touch("Somewhere else")
    stood.write("It smells")
    stood.touch("Go on")
    (send,) = [each for each in window.page.findChildren(QAbstractButton) if each.text() == "Send"]
    at = send.mapTo(window, send.rect().center())
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    window._attendance.calm = 100_000
    for _time in range(3):
        under = window.childAt(at) or window
        QTest.mouseDClick(under, Qt.MouseButton.LeftButton)
        press(under, Qt.Key.Key_Return)
    send.click()
    assert (len(stood.sent()), stood.title) == (1, "Thank you, it is reported.")
    window.let_go()


def test_hostile_words_are_kept_and_shown_as_text(stood: Stood) -> None:
    stood.scan("PC-1")
    stood.write(HOSTILE + "é" * 10_000)
    assert len(stood.field(QPlainTextEdit).toPlainText()) <= MOST_WORDS
    stood.touch("Go on")
    assert stood.title == "Who are you?"
    stood.field(QLineEdit).setText("<i>" * 5_000)
    assert {each.textFormat() for each in stood.window.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    stood.touch("Send")
    (sent,) = stood.sent()
    assert (sent.words[:8], len(sent.words) <= MOST_WORDS, len(sent.who) <= MOST_NAME) == ("<b>x</b>", True, True)


@pytest.mark.parametrize("noise", ["\n" * 200, "abc\t\r\n" * 12, "é" * 2_000, "PC)éàé-\n" * 12, " "])
def test_a_scanner_gone_wild_reports_nothing(stood: Stood, noise: str) -> None:
    for _page in range(3):
        stood.strike(noise)
    assert stood.sent() == []


def test_a_hostile_catalogue_is_shown_as_text(stood: Stood) -> None:
    rooms = (Room(1, HOSTILE * 20, HOSTILE, None), Room(2, "&File", "&File", None))
    stood.window.show_catalogue(Catalogue("<h1>", rooms, tiles=(Tile(1, HOSTILE, "../../x", None),)))
    assert "<h1>" in stood.seen
    stood.touch("Report a fault")
    assert "&File" in stood.seen
    stood.touch("&File")
    assert stood.title == "What does not work?"
    assert stood.window.width() == 1280


def test_a_kiosk_that_never_saw_its_desk_takes_a_sentence(stood: Stood) -> None:
    stood.window.show_catalogue(EMPTY)
    stood.touch("Report a fault")
    stood.touch("Somewhere else")
    assert not stood.offers("Go on")
    stood.write("  \n ")
    assert not stood.offers("Go on")
    stood.write("The gate stays shut")
    stood.touch("Go on")
    stood.touch("Send")
    assert [each.words for each in stood.sent()] == ["The gate stays shut"]


def test_a_full_disk_is_told(stood: Stood, tmp_path: Path, logged: Logged) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    stood.scan("PC-1")
    stood.write("coffee")
    stood.touch("Go on")
    stood.touch("Send")
    assert (stood.title, len(logged.take())) == ("It could not be reported.", 1)


def test_a_smiley_is_asked_once_for_a_fault_of_this_kiosk(stood: Stood) -> None:
    assert "“Mouse broken” has been resolved. How did it go?" in stood.seen
    stood.touch("Good")
    (sent,) = stood.sent()
    assert (sent.kind, sent.ticket_id, sent.score) == (ReportKind.RATING, 50, 3)
    stood.touch("Finished")
    assert not stood.offers("Good")


def test_the_first_screen_tells_what_is_known_and_what_is_ready(stood: Stood) -> None:
    assert {"No internet · Yard – known since 07/09/2026", "TAB-7 · Tablet 7"} < set(stood.seen)


def test_who_is_reporting_is_not_disturbed_by_news(stood: Stood) -> None:
    stood.scan("PC-1")
    page = stood.window.page
    stood.window.show_catalogue(EMPTY)
    assert stood.window.page is page
    stood.touch("Start again")
    QTest.keyClicks(stood.field(QLineEdit), "PC")
    stood.window.show_catalogue(EMPTY)
    assert stood.field(QLineEdit).text() == "PC"


def test_only_the_digits_close_it(stood: Stood, monkeypatch: pytest.MonkeyPatch) -> None:
    stood.window.close()  # as Alt+F4 does
    press(stood.window, Qt.Key.Key_Escape)
    assert stood.window.isVisible()
    press(stood.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert stood.title == "PIN to leave the kiosk"
    bar = stood.window.bar
    assert not any(each.isVisible() for each in (bar.back, bar.start, bar.lock)), "the page has its own"
    stood.touch("1")
    stood.touch("Delete a digit")
    for digit in "1357":
        stood.touch(digit)
    stood.touch("Leave the kiosk")
    assert ("These are not the digits." in stood.seen, stood.window.isVisible()) == (True, True)
    stood.touch("Back to the kiosk")
    assert (stood.title, bar.lock.isVisible()) == ("Something does not work?", True)
    stood.window.ask_pin()
    QTest.keyClicks(stood.window.page, PIN)
    press(stood.window.page, Qt.Key.Key_Return)
    assert not stood.window.isVisible()


def test_who_guesses_waits(stood: Stood, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(pin_page, "_PAUSE_MILLISECONDS", 1)
    stood.window.ask_pin()
    for _time in range(5):
        QTest.keyClicks(stood.window.page, "0000")
        press(stood.window.page, Qt.Key.Key_Return)
    assert "Too many wrong ones. Wait half a minute." in stood.seen
    QTest.keyClicks(stood.window.page, PIN)
    press(stood.window.page, Qt.Key.Key_Return)
    assert stood.window.isVisible()
    qtbot.waitUntil(lambda: "Too many wrong ones. Wait half a minute." not in stood.seen)
    QTest.keyClicks(stood.window.page, PIN)
    press(stood.window.page, Qt.Key.Key_Return)
    assert not stood.window.isVisible()


def test_every_page_is_made_for_fingers(stood: Stood) -> None:
    def look_at() -> None:
        for each in stood.window.findChildren(QAbstractButton):
            if each.isVisible():
                assert each.size().expandedTo(QSize(TOUCH, 64)) == each.size(), each.text() or each.accessibleName()
        small = [each.text() for each in stood.window.findChildren(QLabel) if 0 < each.font().pixelSize() < SMALL]
        assert small == []

    look_at()
    stood.touch("Report a fault")
    look_at()
    stood.scan("VP-1")
    look_at()
    stood.touch("No, it is something else")
    look_at()
    stood.touch("Something else")
    look_at()
    stood.touch("Send")
    look_at()
    stood.window.ask_pin()
    look_at()
