"""A repair by keyboard, from the fault to the device given back: another one lent meanwhile must come back first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import Message, _
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.inventory.queries import asset_page
from coorddesk.inventory.service import seed_labels
from coorddesk.maintenance.queries import EntryQuery, entry_ids, entry_page, findings, repair
from coorddesk.maintenance.rules import RepairState
from coorddesk.maintenance.ui.page import MaintenancePage
from coorddesk.maintenance.ui.repair_dialog import NewRepairDialog
from coorddesk.maintenance.ui.step_dialogs import EndDialog, LendDialog, StepDialog
from coorddesk.shell.opening import Opening
from coorddesk.widgets.card import Card
from coorddesk.widgets.forms.suggestions import SuggestionsView
from tests.factories import make_asset, make_person
from tests.journeys.keyboard import CTRL, Keyboard
from tests.windows import close_program

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks

pytestmark = pytest.mark.journey

MONDAY = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)


@pytest.fixture
def school(desks: Desks) -> str:
    """A desk with a laptop that somebody holds, and another one in stock."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MONDAY))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="École Les Tilleuls"))
        make_asset(session, "PC-1", holder_id=make_person(session))
        make_asset(session, "SPARE")
    database.close()
    return url


@pytest.fixture
def keyboard(
    school: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(MONDAY))
    program.open(Opening(school))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == 2)
    yield keyboard
    close_program(program)


def test_a_repair_with_a_device_lent_meanwhile(keyboard: Keyboard, school: str) -> None:
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)
    send_it(keyboard)
    page = keyboard.shown(MaintenancePage)
    said_on_card(keyboard, page, _("Lent meanwhile"), there=False)
    lend_another(keyboard, frame)
    said_on_card(keyboard, page, _("Lent meanwhile"), there=True)
    bring_it_away(keyboard, frame)
    give_it_back(keyboard, frame)
    assert found_on(school) == {
        "repair": (RepairState.GIVEN_BACK, "New hinge", "SPARE", False),
        "PC-1": ("Assigned", "Inès Moreau"),
        "SPARE": ("In stock", None),
        "log": [("Hinge broken", 4_500)],
        "contradictions": [],
    }


def send_it(keyboard: Keyboard) -> None:
    """From the list of devices; the card of the repair comes forward."""
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Home)
    keyboard.press(Qt.Key.Key_P)
    keyboard.turn_to(keyboard.shown(NewRepairDialog))
    keyboard.write("Hinge broken")
    save(keyboard, NewRepairDialog)


def lend_another(keyboard: Keyboard, frame: QWidget) -> None:
    """To whoever holds the broken one, who is named already."""
    keyboard.turn_to(frame)
    keyboard.press(Qt.Key.Key_L)
    keyboard.turn_to(keyboard.shown(LendDialog))
    keyboard.write("spare")
    suggestions = keyboard.shown(SuggestionsView)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(suggestions, key)  # which has the keyboard while it is open
    save(keyboard, LendDialog)


def bring_it_away(keyboard: Keyboard, frame: QWidget) -> None:
    """The next step of its way is offered."""
    keyboard.turn_to(frame)
    keyboard.press(Qt.Key.Key_N)
    keyboard.turn_to(keyboard.shown(StepDialog))
    save(keyboard, StepDialog)


def give_it_back(keyboard: Keyboard, frame: QWidget) -> None:
    """Refused until the other one is back, which is said in the same dialog."""
    keyboard.turn_to(frame)
    keyboard.press(Qt.Key.Key_E)
    dialog = keyboard.shown(EndDialog)
    keyboard.turn_to(dialog)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    refusal = _(
        "{person} still has {device}, lent meanwhile. Take it back first.", person="Inès Moreau", device="SPARE"
    )
    said = keyboard.texts.say(refusal)
    keyboard.wait(lambda: said in {each.text() for each in dialog.findChildren(QLabel) if each.isVisible()})
    keyboard.tab_to(_("{device}, lent meanwhile, is back", device="SPARE"), dialog)
    keyboard.press(Qt.Key.Key_Space)
    for key, text in (("outcome", "New hinge"), ("cost", "45")):
        dialog.form.editor(key).setFocus()
        keyboard.write(text)
    save(keyboard, EndDialog)


def save(keyboard: Keyboard, kind: type[QWidget]) -> None:
    """Ctrl+Enter, and wait until the dialog is gone."""
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(kind))


def said_on_card(keyboard: Keyboard, page: MaintenancePage, title: Message, *, there: bool) -> None:
    """Wait until the card has a heading, or is there without it."""
    said, card = keyboard.texts.say(title), page.current.card
    assert isinstance(card, Card)

    def words() -> set[str]:
        return {each.text() for each in card.findChildren(QLabel) if each.isVisible()}

    keyboard.wait(lambda: "Hinge broken" in words() and (said in words()) is there)


def found_on(url: str) -> dict[str, Any]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MONDAY))
    with database.reading() as session:
        row, devices = repair(session, 1), asset_page(session, [1, 2])
        entries = entry_page(session, entry_ids(session, EntryQuery(asset=1))).values()
        assert row is not None
        found = {
            "repair": (row.state, row.outcome, row.loan_device, row.is_loan_out),
            **{str(each.tag): (each.status.text, each.holder) for each in devices.values()},
            "log": [(each.what, each.cost) for each in entries],
            "contradictions": list(findings(session)),
        }
    database.close()
    return found
