"""A room counted before a holiday, by keyboard alone: two misplaced, one missing, one that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from sqlalchemy import select

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.codes import code_of
from coorddesk.core.database import Database
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import _
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import seed_labels
from coorddesk.shell.opening import Opening
from coorddesk.stocktaking.models import StocktakeLine
from tests.factories import make_asset, make_place
from tests.journeys.keyboard import CTRL, Keyboard, save_paper
from tests.screens import write
from tests.windows import close_program

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks

pytestmark = pytest.mark.journey

JULY = datetime(2026, 7, 3, 14, 30, tzinfo=UTC)
ROOM, NEXT = "Salle 12", "Salle 13"


@pytest.fixture
def school(desks: Desks) -> str:
    """Five devices in the room, two in the one next to it."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(JULY))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="École Les Tilleuls"))
        room, other = make_place(session, ROOM), make_place(session, NEXT)
        for number in range(1, 8):
            make_asset(session, f"PC-{number}", name="Portable", place_id=room if number <= 5 else other, price=40_000)
    database.close()
    return url


@pytest.fixture
def keyboard(
    school: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(JULY))
    program.open(Opening(school))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == 7)
    yield keyboard
    close_program(program)


def test_a_room_is_counted(keyboard: Keyboard, school: str, tmp_path: Path) -> None:
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    window = open_a_stocktake(keyboard)
    scan_the_room(keyboard, window)
    close_it(keyboard, window)
    keyboard.turn_to(frame)
    print_the_report(keyboard, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert found_on(school) == {
        "lines": [
            ("PC-1", "found", ROOM, None),
            ("PC-2", "found", ROOM, None),
            ("PC-3", "found", ROOM, None),
            ("PC-4", "found", ROOM, None),
            ("PC-5", "missing", None, "set_aside"),
            ("PC-6", "misplaced", ROOM, "moved"),
            ("PC-7", "misplaced", ROOM, "moved"),
            (None, "unknown", ROOM, None),
        ],
        "in the room": ["PC-1", "PC-2", "PC-3", "PC-4", "PC-5", "PC-6", "PC-7"],
        "unavailable": ["PC-5"],
        "note": ["Old radio"],
    }


def open_a_stocktake(keyboard: Keyboard) -> Any:
    from coorddesk.stocktaking.ui.counting import CountingWindow  # as the page does, when it is wanted
    from coorddesk.stocktaking.ui.new_dialog import NewStocktakeDialog
    from coorddesk.stocktaking.ui.page import StocktakesPage

    keyboard.go_to("stocktaking")
    keyboard.shown(StocktakesPage)
    keyboard.command(_("New stocktake"))
    dialog = keyboard.shown(NewStocktakeDialog)
    keyboard.turn_to(dialog)
    picker: Any = dialog.form.editor("place")
    write(picker.line, ROOM)
    keyboard.wait(picker.popup.isVisible)
    QTest.keyClick(picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.popup, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    window = keyboard.shown(CountingWindow)
    keyboard.turn_to(window)
    keyboard.wait(window.field.hasFocus)
    return window


def scan_the_room(keyboard: Keyboard, window: Any) -> None:
    from coorddesk.stocktaking.ui.line_dialog import LineDialog

    scanned: list[tuple[str, str]] = [
        (code_of(("place", 1)), "accent"),
        *((f"PC-{number}", "success") for number in range(1, 5)),
        ("PC-2", "accent"),  # a second time
        ("PC-6", "warning"),
    ]
    for code, tone in scanned:
        scan(keyboard, window, code, tone)
    keyboard.press(Qt.Key.Key_F4)
    keyboard.wait(told(window, "success"))
    scan(keyboard, window, "PC-7", "warning")
    scan(keyboard, window, "PC-5", "success")  # a slip: it was read from a list
    keyboard.press(Qt.Key.Key_Z, CTRL)
    keyboard.wait(told(window, "accent"))
    scan(keyboard, window, "XY-99", "muted")
    keyboard.press(Qt.Key.Key_F2)
    note = keyboard.shown(LineDialog)
    keyboard.turn_to(note)
    keyboard.wait(note.form.editor("note").control.isEnabled)
    keyboard.write("Old radio")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(LineDialog))
    keyboard.turn_to(window)


def scan(keyboard: Keyboard, window: Any, code: str, tone: str) -> None:
    window.answer.setProperty("tone", "")  # the answer to the one before looks the same
    keyboard.wait(window.field.hasFocus)
    keyboard.write(code)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.wait(told(window, tone))


def told(window: Any, tone: str) -> Callable[[], bool]:
    return lambda: window.answer.property("tone") == tone


def close_it(keyboard: Keyboard, window: Any) -> None:
    from coorddesk.stocktaking.ui.close_dialog import CloseDialog
    from coorddesk.stocktaking.ui.counting import CountingWindow

    keyboard.press(Qt.Key.Key_F9)
    dialog = keyboard.shown(CloseDialog)
    keyboard.turn_to(dialog)
    missing = dialog.form.editor("missing").control
    for _turn in range(10):
        if missing.hasFocus():
            break
        keyboard.press(Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(CountingWindow))


def print_the_report(keyboard: Keyboard, paper: Path) -> None:
    from coorddesk.stocktaking.ui.page import StocktakesPage

    page: Any = keyboard.shown(StocktakesPage)
    keyboard.wait(lambda: page.list.model.ids)
    page.list.setFocus()
    keyboard.press(Qt.Key.Key_Home)
    keyboard.wait(page.list.selected_ids)
    keyboard.press(Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    menu = keyboard.shown(QMenu)
    menu.setActiveAction(menu.actions()[0])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    save_paper(keyboard, paper)


def found_on(url: str) -> dict[str, list[Any]]:
    """What the desk says in the end."""
    found_in = select(Place.name).where(Place.id == StocktakeLine.found_place_id).scalar_subquery()
    lines = select(Asset.tag, StocktakeLine.state, found_in, StocktakeLine.correction)
    lines = lines.outerjoin_from(StocktakeLine, Asset).order_by(Asset.tag.is_(None), Asset.tag)
    wanted = {
        "lines": lines,
        "in the room": select(Asset.tag).join(Place).where(Place.name == ROOM).order_by(Asset.tag),
        "unavailable": select(Asset.tag).join(StatusLabel).where(StatusLabel.meta == MetaStatus.UNAVAILABLE),
        "note": select(StocktakeLine.note).where(StocktakeLine.note != ""),
    }
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(JULY))
    with database.reading() as session:
        found = {name: list(map(tuple, session.execute(each))) for name, each in wanted.items()}
    database.close()
    return {name: rows if name == "lines" else [row[0] for row in rows] for name, rows in found.items()}
