"""Twenty-five laptops by keyboard: received as a lot, prepared, and retired eight years later with their papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import func, select

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import Message, _
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.inventory.models import Asset, Disposal, LotCheck, StatusLabel
from coorddesk.inventory.queries.disposals import gone
from coorddesk.inventory.queries.lots import lot_page
from coorddesk.inventory.rules import DataWiped, Depreciation, MetaStatus
from coorddesk.inventory.service import (
    CategoryDetails,
    ModelAbout,
    ModelWords,
    create_model,
    enter_category,
    seed_labels,
)
from coorddesk.shell.opening import Opening
from tests.journeys.keyboard import CTRL, SHIFT, Keyboard, save_paper

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coorddesk.core.texts import Texts
    from tests.desks import Desks

pytestmark = pytest.mark.journey

THEN = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
NOW = datetime(2034, 9, 11, 8, 30, tzinfo=UTC)
LAPTOPS = 25
SERIALS = [f"5CG{number:04}" for number in range(LAPTOPS)]

Start = Callable[[datetime], Keyboard]


@pytest.fixture
def school(desks: Desks) -> str:
    """A desk that knows what a laptop is, and nothing more."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(THEN))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="École Les Tilleuls"))
        years = CategoryDetails("Portable", "PC-{YYYY}-{###}", "", frozenset(), Depreciation.LINEAR, 4, 5)
        create_model(session, ModelWords("Dell", "Latitude 5450"), ModelAbout(enter_category(session, years)))
    database.close()
    return url


@pytest.fixture
def start(
    school: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Start]:
    """Starts the program on a day, once the one before it is closed."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    running: list[Program] = []

    def stop() -> None:
        for program in running:
            if program.frame is not None:
                program.frame.hide()
            program.close()
        running.clear()

    def begin(moment: datetime) -> Keyboard:
        stop()
        program = Program(qapp, own_folders(), language=language, clock=FixedClock(moment))
        program.open(Opening(school))
        running.append(program)
        return Keyboard(program, qapp, qtbot, language)

    yield begin
    stop()


def test_laptops_come_and_go(start: Start, school: str, tmp_path: Path) -> None:
    keyboard = start(THEN)
    frame = in_front(keyboard)
    receive(keyboard, frame)
    prepare(keyboard)
    assert found_on(school, THEN) == {"ready": (LAPTOPS, LAPTOPS), "tags": ("PC-2026-001", "PC-2026-025"), "left": []}
    keyboard = start(NOW)
    frame = in_front(keyboard)
    keyboard.wait(lambda: keyboard.rows() == LAPTOPS)
    retire(keyboard, frame)
    print_the_dossier(keyboard, frame, tmp_path / "dossier.pdf")
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")
    left = found_on(school, NOW)["left"]
    assert left == [(LAPTOPS, NOW.date(), "Ressourcerie", DataWiped.YES, 0)]


def in_front(keyboard: Keyboard) -> QWidget:
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    keyboard.tab_to(_("New device"), frame)
    return frame


def receive(keyboard: Keyboard, frame: QWidget) -> None:
    """One entry for all of them: model, a scan for each, price, supplier's papers."""
    from coorddesk.inventory.ui.lot_dialog import LotDialog  # as the page does, when it is wanted

    keyboard.press(Qt.Key.Key_B, CTRL | SHIFT)
    dialog = keyboard.shown(LotDialog)
    keyboard.turn_to(dialog)
    field(keyboard, dialog, _("Model"))
    keyboard.write("Lati")
    picker = dialog.form.editor("model")
    keyboard.wait(picker.popup.isVisible)
    QTest.keyClick(picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.popup, Qt.Key.Key_Return)
    keyboard.wait(lambda: dialog.form.editor("category").text() == "Portable")
    field(keyboard, dialog, _("Serial numbers"))
    for serial in SERIALS:
        keyboard.write(serial)
        keyboard.press(Qt.Key.Key_Return)
    field(keyboard, dialog, _("Price of one"))
    keyboard.write("899")
    field(keyboard, dialog, _("Purchase date"))
    keyboard.write("01/09/2026")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(LotDialog))


def prepare(keyboard: Keyboard) -> None:
    """Scan one, tick it off; then each column for all the others."""
    from coorddesk.inventory.ui.deploy_dialog import DeployDialog
    from coorddesk.inventory.ui.lots_page import LotsDialog

    beside = keyboard.shown(LotsDialog)
    keyboard.turn_to(beside)
    keyboard.wait(lambda: beside.page.list.selected_ids() == [1])
    beside.page.list.setFocus()
    keyboard.press(Qt.Key.Key_Return, CTRL)
    dialog = keyboard.shown(DeployDialog)
    keyboard.turn_to(dialog)
    keyboard.wait(lambda: dialog.table.rowCount() == LAPTOPS)
    keyboard.write(SERIALS[-1])
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return, SHIFT)
    last = dialog.table.columnCount() - 1
    keyboard.wait(lambda: ticked(dialog, last) == 1)
    while dialog.table.currentColumn() > _FIRST_STEP:
        keyboard.press(Qt.Key.Key_Left)
    for column in range(_FIRST_STEP, last + 1):
        keyboard.press(Qt.Key.Key_Return, CTRL)
        keyboard.wait(lambda at=column: ticked(dialog, at) == LAPTOPS)  # type: ignore[misc]  # each its own
        keyboard.press(Qt.Key.Key_Right)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(DeployDialog))
    beside.close()


def retire(keyboard: Keyboard, frame: QWidget) -> None:
    from coorddesk.inventory.ui.retire_dialog import RetireDialog

    keyboard.turn_to(frame)
    keyboard.press(Qt.Key.Key_F, CTRL)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.press(Qt.Key.Key_R)
    dialog = keyboard.shown(RetireDialog)
    keyboard.turn_to(dialog)
    field(keyboard, dialog, _("Recipient"))
    keyboard.write("Ressourcerie")
    field(keyboard, dialog, _("Certificate"))
    keyboard.write("BSD-2034-7")
    wiped = dialog.form.editor("data_wiped")
    wiped.control.setFocus()
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(RetireDialog))


def print_the_dossier(keyboard: Keyboard, frame: QWidget, paper: Path) -> None:
    keyboard.turn_to(frame)
    keyboard.command(_("Disposal dossier"))
    save_paper(keyboard, paper)


def field(keyboard: Keyboard, dialog: QWidget, title: Message) -> None:
    """Press Tab until the keyboard is in the field of that title."""
    texts: Texts = keyboard.texts
    said = texts.say(title)
    for _turn in range(40):
        focus = QApplication.focusWidget()
        if focus is not None and focus.accessibleName().startswith(said) and dialog.isAncestorOf(focus):
            return
        keyboard.press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never came to “{said}”")


def ticked(dialog: Any, column: int) -> int:
    items = (dialog.table.item(row, column) for row in range(dialog.table.rowCount()))
    return sum(item.checkState() is Qt.CheckState.Checked for item in items)


def found_on(url: str, moment: datetime) -> dict[str, Any]:
    """What the desk says."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(moment))
    with database.reading() as session:
        row = lot_page(session, [1])[1]
        tags = session.execute(select(func.min(Asset.tag), func.max(Asset.tag))).one()
        batches: dict[tuple[date, str, DataWiped], list[int]] = {}
        for each in gone(session):
            batches.setdefault((each.day, each.recipient, each.data_wiped), []).append(each.book_value or 0)
        ticks = session.scalar(select(func.count(LotCheck.id)))
        retired = select(func.count(Asset.id)).join(StatusLabel).where(StatusLabel.meta == MetaStatus.RETIRED)
        assert session.scalar(retired) == session.scalar(select(func.count(Disposal.id)))
    database.close()
    assert ticks == LAPTOPS * 4
    return {
        "ready": (row.devices, row.deployed),
        "tags": tuple(tags),
        "left": [(len(values), *batch, sum(values)) for batch, values in batches.items()],
    }


_FIRST_STEP = 2
"""The column of the first step, behind the numbers."""
