"""A morning at the counter by keyboard: forty loans, twenty-five returns, three mistakes that are taken back.

Then what such a morning has besides: something damaged, a class that comes for what it has reserved, a cart that comes
back in part, a receipt, and reminders to who is late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, PersonDetails, create_group, create_person
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import seed_labels
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState
from coorddesk.lending.service import (
    Borrower,
    KitDetails,
    NewLoan,
    Reservation,
    Things,
    create_kit,
    lend,
    reserve,
)
from coorddesk.lending.ui.damage_dialog import DamageDialog
from coorddesk.lending.ui.gather_dialog import GatherDialog
from coorddesk.lending.ui.kit_back_dialog import KitBackDialog
from coorddesk.lending.ui.loans_page import LoansPage
from coorddesk.lending.ui.page import LendingPage
from coorddesk.lending.ui.remind_dialog import RemindDialog
from coorddesk.shell.opening import Opening
from coorddesk.stock.rules import StockKind
from coorddesk.widgets.report_dialog import ReportDialog
from tests.factories import make_asset, make_item, make_person
from tests.journeys.keyboard import CTRL, Keyboard
from tests.screens import write
from tests.windows import close_program

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from tests.desks import Desks

pytestmark = pytest.mark.journey

MORNING = datetime(2026, 9, 7, 6, 30, tzinfo=UTC)
TODAY, WEEKEND = date(2026, 9, 7), date(2026, 9, 14)
PUPILS, TABLETS, READERS = 40, 45, 4
DEVICES = TABLETS + READERS + 3
RETURNS = 25
STILL_OPEN = PUPILS - RETURNS + 3  # who is late, the class, and the cart that is not whole
ALT = Qt.KeyboardModifier.AltModifier
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
        promise(session)
    database.close()
    return url


def promise(session: Session) -> None:
    """Two readers of a model for a class this morning, a cart with mice, and somebody who is late."""
    group = create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
    readers = [make_asset(session, f"LIS-{number}", model=("Kobo", "Clara HD", "")) for number in range(READERS)]
    model = session.scalars(select(Asset.model_id).where(Asset.id == readers[0])).one()
    reserve(session, Reservation(Borrower(group_id=group), TODAY, TODAY, models=((model or 0, 2),)))
    mice = make_item(session, "Souris", 10, kind=StockKind.ACCESSORY)
    create_kit(session, KitDetails("Chariot", tuple(make_asset(session, f"PC-{n}") for n in range(3)), ((mice, 3),)))
    late = make_person(session, "Tardy", "Paul", identifier="U900", email="paul@example.org")
    wish = NewLoan(Borrower(late), Things((readers[-1],)), date(2026, 9, 1), since=date(2026, 8, 24))
    lend(session, wish)


@pytest.fixture
def keyboard(
    library: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> Iterator[Keyboard]:
    """A program on that desk."""
    monkeypatch.setenv("COORDDESK_HOME", str(tmp_path / "home"))
    program = Program(qapp, own_folders(), language=language, clock=FixedClock(MORNING))
    program.open(Opening(library))
    keyboard = Keyboard(program, qapp, qtbot, language)
    keyboard.wait(lambda: keyboard.rows() == DEVICES)
    yield keyboard
    close_program(program)


class Counter:
    """Hands at the counter: they scan, and look up only when something is to be read."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard
        frame = keyboard.program.frame
        assert frame is not None
        keyboard.turn_to(frame)
        keyboard.go_to("lending")
        self.page = keyboard.shown(LendingPage).counter
        keyboard.wait(self.page.field.hasFocus)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.keyboard.write(code)
            self.keyboard.press(Qt.Key.Key_Return)

    def dialog(self, kind: type[Any]) -> Any:
        """The dialog of a kind that has just come."""
        found = self.keyboard.shown(kind)
        self.keyboard.turn_to(found)
        return found

    def back_from(self, kind: type[Any]) -> None:
        """Be at the counter again once a dialog is gone, and what it was for done."""
        self.keyboard.wait(lambda: self.keyboard.gone(kind))
        frame = self.keyboard.program.frame
        assert frame is not None
        self.keyboard.turn_to(frame)
        self.settle()

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
    hand_out_what_was_reserved(counter)
    check_a_cart_that_comes_back(counter)
    look_at_its_receipt(counter)
    look_at_the_list(counter)
    remind_who_is_late(counter)
    assert found_on(library) == {
        "loans": {LoanState.OPEN: STILL_OPEN, LoanState.RETURNED: RETURNS},
        "due": [date(2026, 9, 1), TODAY, WEEKEND],
        "out": PUPILS - RETURNS + 1 + 2 + 1,  # who is late, the class, and what is missing of the cart
        "who has one": [(f"Usager {number:02}", f"TAB-{number:03}") for number in range(RETURNS, PUPILS)],
        "of the others": [("LIS-3", 1), ("LIS-0", 1), ("LIS-1", 1), ("PC-2", 1), (None, 1)],
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
    counter.keyboard.press(Qt.Key.Key_F8)
    counter.dialog(DamageDialog)
    counter.keyboard.write("Ecran fendu")
    counter.keyboard.press(Qt.Key.Key_Return, CTRL)
    counter.back_from(DamageDialog)


def hand_out_what_was_reserved(counter: Counter) -> None:
    """The class comes for its readers: each is scanned, one that is none of them is taken off again."""
    counter.scan("CM2 A")
    counter.settle()
    counter.keyboard.press(Qt.Key.Key_F9)
    dialog = counter.dialog(GatherDialog)
    for code in ("LIS-0", "TAB-044", "LIS-1"):
        counter.scan(code)
    counter.keyboard.wait(lambda: dialog.lines.count() == 4)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Delete):
        counter.keyboard.press(key)
    counter.keyboard.wait(lambda: dialog.lines.count() == 3 and dialog.field.hasFocus())
    counter.keyboard.press(Qt.Key.Key_F9)
    counter.back_from(GatherDialog)
    assert [line.loan for line in counter.page.counter.till.told][:1] == [1]


def check_a_cart_that_comes_back(counter: Counter) -> None:
    """Lent whole, it comes back without one of its devices and one of its mice."""
    counter.scan("", "U030", "chariot", "")
    counter.settle()
    counter.scan("chariot")
    counter.settle()
    counter.dialog(KitBackDialog)
    counter.scan("PC-0", "PC-1", "souris", "souris", "")
    counter.back_from(KitBackDialog)
    assert len(counter.page.counter.till.returned) == 2


def look_at_its_receipt(counter: Counter) -> None:
    counter.keyboard.press(Qt.Key.Key_P, CTRL)
    counter.dialog(ReportDialog)
    counter.keyboard.press(Qt.Key.Key_Escape)
    counter.back_from(ReportDialog)


def look_at_the_list(counter: Counter) -> None:
    """What is still out, by two keys; and back to the counter, where scans begin at once."""
    keyboard = counter.keyboard
    for _time in range(2):
        keyboard.press(Qt.Key.Key_2, ALT)
        keyboard.shown(LoansPage)
        keyboard.wait(lambda: keyboard.rows() == STILL_OPEN)
        keyboard.press(Qt.Key.Key_1, ALT)
        keyboard.wait(counter.page.field.hasFocus)


def remind_who_is_late(counter: Counter) -> None:
    """The letter to the one who is late, seen before it would be printed."""
    keyboard = counter.keyboard
    keyboard.press(Qt.Key.Key_2, ALT)
    page = keyboard.shown(LoansPage)
    keyboard.wait(page.list.table.hasFocus)
    keyboard.press(Qt.Key.Key_R)
    dialog = counter.dialog(RemindDialog)
    keyboard.wait(lambda: dialog.list.count() == 1)
    keyboard.tab_to(_("Letters…"), dialog)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.turn_to(keyboard.shown(ReportDialog))
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ReportDialog))
    keyboard.turn_to(dialog)
    keyboard.press(Qt.Key.Key_Escape)
    counter.back_from(RemindDialog)


def found_on(url: str) -> dict[str, object]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(MORNING))
    out = (
        select(Person.last_name, Asset.tag)
        .join_from(LoanLine, Loan)
        .join(Person)
        .join(Asset, Asset.id == LoanLine.asset_id)
    )
    tablets = out.where(LoanLine.back_at.is_(None), Asset.name == "Tablette")
    others = select(Asset.tag, LoanLine.quantity).join_from(LoanLine, Asset, isouter=True)
    others = others.where(LoanLine.back_at.is_(None), func.coalesce(Asset.name, "") != "Tablette")
    on_loan = select(func.count()).join_from(Asset, StatusLabel).where(StatusLabel.meta == MetaStatus.ON_LOAN)
    with database.reading() as session:
        states = select(Loan.state, func.count()).where(Loan.state != LoanState.CANCELLED).group_by(Loan.state)
        found: dict[str, object] = {
            "loans": dict(session.execute(states).all()),
            "due": list(session.scalars(select(Loan.due_on).distinct().order_by(Loan.due_on))),
            "out": session.scalar(on_loan),
            "who has one": list(map(tuple, session.execute(tablets.order_by(Asset.tag)))),
            "of the others": list(map(tuple, session.execute(others.order_by(LoanLine.id)))),
            "damaged": list(map(tuple, session.execute(select(Asset.tag).where(Asset.condition == Condition.DAMAGED)))),
        }
    database.close()
    return found
