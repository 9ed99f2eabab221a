"""A morning at the counter by keyboard: forty loans, twenty-five returns, three mistakes that are taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from coorddesk.app import Program
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.folders import own_folders
from coorddesk.core.messages import _
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.core.scanner import Wiring, translated
from coorddesk.directory.models import Person
from coorddesk.directory.service import PersonDetails, create_person
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import seed_labels
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState
from coorddesk.lending.ui.damage_dialog import DamageDialog
from coorddesk.lending.ui.loans_page import LoansPage
from coorddesk.lending.ui.page import LendingPage
from coorddesk.shell.opening import Opening
from tests.factories import make_asset
from tests.journeys.keyboard import CTRL, Keyboard
from tests.screens import write

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desks import Desks

pytestmark = pytest.mark.journey

MORNING = datetime(2026, 9, 7, 6, 30, tzinfo=UTC)
WEEKEND = date(2026, 9, 14)
PUPILS, TABLETS = 40, 45
RETURNS = 25
AZERTY = Wiring("us", "fr")


@pytest.fixture
def library(desks: Desks) -> str:
    """The desk of a médiathèque with a shelf of tablets."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MORNING))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        describe_organisation(session, replace(organisation(session), name="Médiathèque Les Tilleuls"))
        for number in range(PUPILS):
            create_person(session, PersonDetails(f"Usager {number:02}", "Zoé", identifier=f"U{number:03}"))
        for number in range(TABLETS):
            make_asset(session, f"TAB-{number:03}", name="Tablette")
    database.close()
    return url


@pytest.fixture
def keyboard(
    library: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(MORNING))
    program.open(Opening(library))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == TABLETS)
    yield keyboard
    if program.frame is not None:
        program.frame.hide()
    program.close()


class Counter:
    """Hands at the counter: they scan, and look up only when something is to be read."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard
        frame = keyboard.program.frame
        assert frame is not None
        keyboard.turn_to(frame)
        keyboard.press(Qt.Key.Key_2, CTRL)
        self.page = keyboard.shown(LendingPage).counter
        keyboard.wait(self.page.field.hasFocus)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.keyboard.write(code)
            self.keyboard.press(Qt.Key.Key_Return)

    def settle(self) -> None:
        turn = self.page.counter._turn
        self.keyboard.wait(lambda: not turn._waiting and not turn._under_way)


def test_a_morning_at_the_counter(keyboard: Keyboard, library: str) -> None:
    counter = Counter(keyboard)
    keyboard.press(Qt.Key.Key_F3)  # over the weekend
    lend_forty(counter)
    make_three_mistakes(counter)
    take_back_twenty_five(counter)
    note_a_damage(counter)
    look_at_the_list(counter)
    assert found_on(library) == {
        "loans": {LoanState.OPEN: PUPILS - RETURNS, LoanState.RETURNED: RETURNS},
        "due": [WEEKEND],
        "out": PUPILS - RETURNS,
        "who has one": [(f"Usager {number:02}", f"TAB-{number:03}") for number in range(RETURNS, PUPILS)],
        "damaged": [("TAB-024",)],
    }


def lend_forty(counter: Counter) -> None:
    """A badge and a tablet each, without a look: the next badge ends the loan before, Enter the last."""
    for number in range(PUPILS):
        counter.scan(f"U{number:03}", f"TAB-{number:03}")
    counter.scan("")
    counter.settle()
    told = counter.page.counter.till.told
    assert len(told) == PUPILS
    assert counter.page.counter.till.basket.items == ()


def make_three_mistakes(counter: Counter) -> None:
    """A wrong tablet in the basket, a loan to the wrong reader, a return of what had only been shown."""
    counter.scan("U001", "TAB-040")
    counter.keyboard.press(Qt.Key.Key_Z, CTRL)
    counter.settle()
    assert counter.page.counter.till.basket.items == ()
    counter.scan("TAB-041", "")
    counter.settle()
    for _time in range(3):  # the loan, the tablet, and the badge
        counter.keyboard.press(Qt.Key.Key_Z, CTRL)
    counter.settle()
    assert counter.page.counter.till.basket.called == ""
    counter.scan("TAB-039")
    counter.settle()
    counter.keyboard.press(Qt.Key.Key_Z, CTRL)
    counter.settle()


def take_back_twenty_five(counter: Counter) -> None:
    """By a scanner that believes in another keyboard than this PC's."""
    keys = {translated(typed, AZERTY): typed for typed in "AQBT)&é\"'(-è_çà"}
    for number in range(RETURNS):
        write(counter.page.field, "".join(keys[letter] for letter in f"TAB-{number:03}"))
        counter.keyboard.press(Qt.Key.Key_Return)
    counter.settle()


def note_a_damage(counter: Counter) -> None:
    keyboard = counter.keyboard
    keyboard.press(Qt.Key.Key_F8)
    dialog = keyboard.shown(DamageDialog)
    keyboard.turn_to(dialog)
    keyboard.write("Ecran fendu")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.wait(lambda: keyboard.gone(DamageDialog))
    frame = keyboard.program.frame
    assert frame is not None
    keyboard.turn_to(frame)


def look_at_the_list(counter: Counter) -> None:
    """What is still out, by two keys; and back to the counter, where scans begin at once."""
    keyboard = counter.keyboard
    keyboard.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    keyboard.shown(LoansPage)
    keyboard.wait(lambda: keyboard.rows() == PUPILS - RETURNS)
    keyboard.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    keyboard.wait(counter.page.field.hasFocus)


def found_on(url: str) -> dict[str, object]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MORNING))
    out = select(Person.last_name, Asset.tag).join_from(LoanLine, Loan).join(Person).join(Asset)
    on_loan = select(func.count()).join_from(Asset, StatusLabel).where(StatusLabel.meta == MetaStatus.ON_LOAN)
    with database.reading() as session:
        states = select(Loan.state, func.count()).where(Loan.state != LoanState.CANCELLED).group_by(Loan.state)
        found: dict[str, object] = {
            "loans": dict(session.execute(states).all()),
            "due": list(session.scalars(select(Loan.due_on).distinct())),
            "out": session.scalar(on_loan),
            "who has one": list(map(tuple, session.execute(out.where(LoanLine.back_at.is_(None)).order_by(Asset.tag)))),
            "damaged": list(map(tuple, session.execute(select(Asset.tag).where(Asset.condition == Condition.DAMAGED)))),
        }
    database.close()
    return found
