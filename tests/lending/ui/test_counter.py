from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from sqlalchemy import func, select

from coorddesk.core.codes import code_of
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import Chosen, StatusChange, change_status
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import DuePreset
from coorddesk.lending.service import Borrower, KitDetails, NewLoan, Reservation, Things, create_kit, lend, reserve
from coorddesk.lending.ui.counter_dialog import CounterDialog
from coorddesk.lending.ui.damage_dialog import DamageDialog
from coorddesk.lending.ui.gather_dialog import GatherDialog
from coorddesk.lending.ui.kit_back_dialog import KitBackDialog
from coorddesk.lending.ui.offers import lend as offer_to_lend
from coorddesk.lending.ui.page import LendingPage
from coorddesk.lending.ui.receipts import HOW, How
from coorddesk.stock.rules import StockKind
from tests.factories import make_asset, make_item, make_person
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

TODAY, TWO_WEEKS = date(2026, 9, 7), date(2026, 9, 21)


class Till:
    """A morning's desk, and hands at its counter."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.ines = driver.do(lambda session: make_person(session, identifier="A32"))
        self.zoe = driver.do(lambda session: make_person(session, "Aubert", "Zoé"))
        self.assets = [driver.do(lambda session, n=n: make_asset(session, f"PC-{n}")) for n in range(6)]  # type: ignore[misc]  # mypy loses the default
        page = driver.open(LendingPage)
        self.whole = page
        self.page = page.counter
        page.activateWindow()
        driver.bot.waitUntil(page.isActiveWindow)
        page.shown()

    def scan(self, *texts: str) -> None:
        """As a scanner does, without waiting for the answers."""
        for text in texts:
            write(self.page.field, text)
            QTest.keyClick(self.page.field, Qt.Key.Key_Return)
        self.settle()

    def press(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.field, key, modifiers)
        self.settle()

    def settle(self) -> None:
        turn = self.page.counter._turn
        self.driver.bot.waitUntil(lambda: not turn._waiting and not turn._under_way)
        self.driver.settle()

    @property
    def answer(self) -> str:
        return self.page.answer.accessibleName()

    @property
    def things(self) -> list[tuple[str, int]]:
        return [(item.title, item.quantity) for item in self.page.counter.till.basket.items]

    def out(self) -> list[tuple[str, date | None, str]]:
        """Whose loans are open, until when, and what is out of them."""

        def read(session: Session) -> Sequence[Any]:
            wanted = select(Loan.person_id, Loan.due_on, Asset.tag).join(LoanLine, LoanLine.loan_id == Loan.id)
            wanted = wanted.outerjoin(Asset, Asset.id == LoanLine.asset_id).where(LoanLine.back_at.is_(None))
            return session.execute(wanted.order_by(LoanLine.id)).all()

        names = {self.ines: "Inès", self.zoe: "Zoé", None: ""}
        return [(names[person], due, tag) for person, due, tag in self.driver.read(read)]


@pytest.fixture
def till(driver: Driver) -> Till:
    return Till(driver)


def test_badge_things_and_enter_make_a_loan(till: Till) -> None:
    till.scan("A32", "PC-0", "pc-1", "")
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0"), ("Inès", TWO_WEEKS, "PC-1")]
    assert till.answer == "Loan 1: 2 things to Inès Moreau Lent until 21/09/2026."
    assert (till.things, till.page.field.hasFocus()) == ([], True)


def test_the_next_badge_lends_what_lies_there(till: Till) -> None:
    till.scan("A32", "PC-0", code_of(("person", till.zoe)), "PC-1", code_of(("person", till.zoe)))
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0"), ("Zoé", TWO_WEEKS, "PC-1")]


def test_a_scan_alone_takes_back(till: Till) -> None:
    till.scan("A32", "PC-0", "PC-1", "", "PC-0")
    assert till.answer == "PC-0 is back from Inès Moreau."
    assert till.out() == [("Inès", TWO_WEEKS, "PC-1")]
    till.scan("A32", "PC-1")
    assert (till.out(), till.things) == ([], [])


def test_things_may_come_before_the_badge(till: Till) -> None:
    till.scan("PC-0")
    assert till.answer == "PC-0: for whom? Scan a badge, or type a name."
    till.scan("", "A32", "")
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0")]


def test_a_key_says_until_when_and_is_remembered(till: Till) -> None:
    till.scan("A32", "PC-0")
    till.press(Qt.Key.Key_F7)
    till.scan("", "A32", "PC-1", "")
    assert till.out() == [("Inès", None, "PC-0"), ("Inès", None, "PC-1")]
    assert till.driver.desk.settings.recall("lending.due") == DuePreset.NEVER.value


def test_what_somebody_else_has_is_said_and_one_key_moves_it(till: Till) -> None:
    till.scan("A32", "PC-0", "", code_of(("person", till.zoe)), "PC-0")
    assert till.answer == "PC-0 is on loan to Inès Moreau. It is due on 21/09/2026."
    assert till.things == []
    till.press(Qt.Key.Key_F9)
    assert (till.answer, till.things) == ("PC-0 is back from Inès Moreau.", [("PC-0", 1)])
    till.scan("")
    assert till.out() == [("Zoé", TWO_WEEKS, "PC-0")]


def test_what_is_reserved_is_lent_only_on_purpose(till: Till) -> None:
    wish = Reservation(Borrower(till.zoe), date(2026, 9, 14), date(2026, 9, 15), (till.assets[0],))
    till.driver.do(lambda session: reserve(session, wish))
    till.scan("A32", "PC-0")
    said = "PC-0 is reserved for Zoé Aubert from 14/09/2026 to 15/09/2026. It was not added."
    assert (till.answer, till.things) == (said, [])
    till.press(Qt.Key.Key_F9)
    till.scan("")
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0")]


def test_an_accessory_counts_its_scans(till: Till) -> None:
    mouse = till.driver.do(
        lambda session: make_item(session, "Souris", 9, kind=StockKind.ACCESSORY, barcode="3700123456789")
    )
    till.scan("A32", "3700123456789", "souris", code_of(("stock_item", mouse)))
    assert till.things == [("Souris", 3)]
    till.scan("", "A32", "souris")
    assert till.answer == "Souris 3 of it are with them already."
    till.press(Qt.Key.Key_F9)
    assert (till.things, till.page.counter.till.theirs.things[0].quantity) == ([], 2)


def test_the_last_scan_is_taken_back_whatever_it_did(till: Till) -> None:
    till.scan("A32", "PC-0", "PC-1")
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert till.things == [("PC-0", 1)]
    till.scan("", "PC-0")
    assert till.out() == []
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0")]
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (till.out(), till.things, till.page.counter.till.basket.called) == ([], [("PC-0", 1)], "Inès Moreau")
    for _time in range(3):
        till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert till.answer == "There is no scan to take back."


def test_a_loan_with_accessories_is_taken_back_too(till: Till) -> None:
    till.driver.do(lambda session: make_item(session, "Souris", 9, kind=StockKind.ACCESSORY))
    till.scan("A32", "PC-0", "souris", "souris", "")
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (till.out(), till.things) == ([], [("PC-0", 1), ("Souris", 2)])
    till.scan("")
    till.scan("A32")
    till.press(Qt.Key.Key_F12)
    assert till.out() == []
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [tag for _who, _due, tag in till.out()] == ["PC-0", None]


def test_a_damage_is_noted_by_a_key_after_the_scan(till: Till) -> None:
    till.scan("A32", "PC-0", "", "PC-0")
    till.press(Qt.Key.Key_F8)
    dialog = till.driver.dialog(DamageDialog)
    till.driver.type(dialog, note="Coin cassé")
    till.driver.save(dialog)
    found = till.driver.read(
        lambda session: session.execute(
            select(LoanLine.condition_back, LoanLine.note_back, Asset.condition).join(
                Asset, LoanLine.asset_id == Asset.id
            )
        ).one()
    )
    assert tuple(found) == (Condition.DAMAGED, "Coin cassé", Condition.DAMAGED)


def test_what_is_not_known_or_not_lent_is_said(till: Till) -> None:
    label = select(StatusLabel.id).where(StatusLabel.meta == MetaStatus.UNDER_REPAIR)
    till.driver.do(
        lambda session: change_status(
            session, StatusChange(Chosen((till.assets[0],)), session.scalars(label).first() or 0)
        )
    )
    till.scan("A32", "PC-0")
    assert till.answer == "PC-0 cannot be lent: “Under repair”. It is not lent."
    till.scan("XYZ-9")
    assert till.answer.startswith("“XYZ-9” is not known here.")
    assert till.things == []


def test_a_scanner_with_another_keyboard_is_understood(till: Till) -> None:
    till.scan('Q"é', "PC)à", "")
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0")]


def test_several_of_a_name_are_chosen_from(till: Till) -> None:
    till.driver.do(lambda session: make_person(session, "Moreau", "Léo"))
    till.scan("moreau")
    assert till.answer == "2 may be meant. Choose with Down and Enter."
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        till.press(key)
    assert till.page.counter.till.basket.called == "Inès Moreau"


def test_a_kit_is_lent_to_a_class_and_comes_back_in_part(till: Till) -> None:
    group = till.driver.do(lambda session: create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026)))
    kit = till.driver.do(lambda session: create_kit(session, KitDetails("Chariot", tuple(till.assets[:3]))))
    till.scan("cm2 a", code_of(("kit", kit)), "")
    assert [tag for _who, _due, tag in till.out()] == ["PC-0", "PC-1", "PC-2"]
    assert till.driver.read(lambda session: session.scalar(select(Loan.group_id))) == group
    till.scan("chariot")
    dialog = till.driver.dialog(KitBackDialog)
    for text in ("PC-0", "PC-2", "PC-5"):
        write(dialog.field, text)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        till.driver.settle()
    assert dialog.answer.accessibleName() == "“PC-5” is not out with this kit."
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    till.settle()
    assert till.answer == "“Chariot” is back, but not whole. Missing: PC-1"
    assert [tag for _who, _due, tag in till.out()] == ["PC-1"]


def test_a_receipts_code_leads_to_its_loan_and_takes_it_back_whole(till: Till) -> None:
    loan = till.driver.do(lambda session: lend(session, NewLoan(Borrower(till.ines), Things(tuple(till.assets)), None)))
    till.scan(code_of(("loan", loan)))
    assert till.page.counter.till.basket.called == "Inès Moreau"
    till.press(Qt.Key.Key_F9)
    assert till.out() == []


def test_everything_comes_back_with_one_key(till: Till) -> None:
    till.scan("A32", "PC-0", "PC-1", "", "A32")
    till.press(Qt.Key.Key_F12)
    assert (till.answer, till.out()) == ("Everything is back from Inès Moreau.", [])


def test_esc_clears_the_counter_and_that_is_taken_back_too(till: Till) -> None:
    till.scan("A32", "PC-0")
    till.press(Qt.Key.Key_Escape)
    assert till.things == []
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert till.things == [("PC-0", 1)]


def test_the_receipt_is_given_as_it_was_wanted(till: Till) -> None:
    for how, told in (
        (How.NONE, []),
        (How.SHOWN, [("report", "loan-slips")]),
        (How.PRINTED, [("print", "loan-slips")]),
    ):
        till.driver.desk.settings.remember(HOW, how.value)
        till.scan("A32", f"PC-{list(How).index(how)}", "")
        assert [each for each in till.driver.said if each[0] != "say"] == told
    assert till.driver.read(lambda session: session.scalar(select(func.count(Loan.id)))) == 3


def test_a_reservation_is_handed_out_to_who_comes_for_it(till: Till) -> None:
    wish = Reservation(Borrower(till.ines), TODAY, TWO_WEEKS, (till.assets[0],))
    till.driver.do(lambda session: reserve(session, wish))
    till.scan("A32")
    till.press(Qt.Key.Key_F9)
    assert till.out() == [("Inès", TWO_WEEKS, "PC-0")]


def test_esc_and_enter_in_the_day_are_the_days_own(till: Till) -> None:
    till.scan("A32", "PC-0")
    line = till.page.basket.due.day.line
    for text, key in (("", Qt.Key.Key_Escape), ("12/10/2026", Qt.Key.Key_Return), ("12/10/2026", Qt.Key.Key_Return)):
        till.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert line.hasFocus()
        line.selectAll()
        write(line, text)
        QTest.keyClick(line, key)
        till.settle()
        assert (till.page.field.hasFocus(), till.things) == (True, [("PC-0", 1)])
    till.scan("")
    assert till.out() == [("Inès", date(2026, 10, 12), "PC-0")]


def test_a_day_that_cannot_be_meant_is_refused_and_put_back(till: Till) -> None:
    line = till.page.basket.due.day.line
    for typed, said in (
        ("06/09/2026", "06/09/2026 is over: nothing can be lent until then."),
        ("99/99/2026", "There is no such day."),
    ):
        till.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        line.selectAll()
        write(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        till.settle()
        assert (till.answer, line.text(), till.page.field.hasFocus()) == (said, "21/09/2026", True)


def test_a_day_picked_in_the_calendar_is_taken_at_once(till: Till) -> None:
    editor = till.page.basket.due.day
    popup = editor.open_calendar()
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    calendar.activated.emit(date(2026, 9, 30))
    till.settle()
    assert (till.page.counter.till.day, till.page.field.hasFocus()) == (date(2026, 9, 30), True)


def test_what_is_handed_out_keeps_its_own_day_and_what_lies_on_the_counter(till: Till) -> None:
    wish = Reservation(Borrower(till.ines), TODAY, date(2026, 9, 10), (till.assets[0],))
    till.driver.do(lambda session: reserve(session, wish))
    till.scan("PC-1", "A32")
    till.press(Qt.Key.Key_F9)
    assert till.answer == "Loan 1 has gone out to Inès Moreau. Lent until 10/09/2026."
    assert (till.things, till.page.counter.till.basket.called) == ([("PC-1", 1)], "Inès Moreau")
    till.scan("")
    assert till.out() == [("Inès", date(2026, 9, 10), "PC-0"), ("Inès", TWO_WEEKS, "PC-1")]


def test_a_reservation_by_model_is_gathered_by_scanning(till: Till) -> None:
    tablets = [
        till.driver.do(lambda session, n=n: make_asset(session, f"TAB-{n}", model=("Lenovo", "Tab M10", "")))  # type: ignore[misc]  # mypy loses the default
        for n in range(3)
    ]
    model = till.driver.read(lambda session: session.scalar(select(Asset.model_id).where(Asset.id == tablets[0])))
    wish = Reservation(Borrower(till.ines), TODAY, TWO_WEEKS, (till.assets[5],), models=((model or 0, 2),))
    number = till.driver.do(lambda session: reserve(session, wish))
    till.scan(code_of(("loan", number)))
    assert till.answer == "Reservation 1: it has not gone out yet."
    till.press(Qt.Key.Key_F9)
    dialog = till.driver.dialog(GatherDialog)
    told = []
    for text in ("TAB-0", "TAB-0", "XYZ", "PC-1", "TAB-2"):
        write(dialog.field, text)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        till.driver.settle()
        told.append(dialog.answer.accessibleName())
    assert told == [
        "TAB-0 1 is missing.",
        "TAB-0 is among them already.",
        "“XYZ” is not known here.",
        "PC-1 It was not asked for. Del takes it off.",
        "TAB-2 All of it is there.",
    ]
    dialog.lines.setCurrentRow(3)
    QTest.keyClick(dialog.lines, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.field, Qt.Key.Key_F9)
    till.settle()
    assert till.out() == [("Inès", TWO_WEEKS, tag) for tag in ("PC-5", "TAB-0", "TAB-2")]
    till.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert till.out() == []


def test_a_reservation_is_set_aside_and_its_devices_lead_to_it(till: Till) -> None:
    model = till.driver.do(lambda session: make_asset(session, "TAB-0", model=("Lenovo", "Tab M10", "")))
    model_id = till.driver.read(lambda session: session.scalar(select(Asset.model_id).where(Asset.id == model)))
    wish = Reservation(Borrower(till.ines), TODAY, TWO_WEEKS, models=((model_id or 0, 1),))
    till.driver.do(lambda session: reserve(session, wish))
    till.scan("A32")
    till.press(Qt.Key.Key_F9)
    dialog = till.driver.dialog(GatherDialog)
    for text in ("", "tab-0", ""):
        write(dialog.field, text)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        till.driver.settle()
    till.settle()
    assert till.answer == "Reservation 1: set aside."
    till.scan("", "TAB-0")
    assert till.answer == "TAB-0 is set aside for Inès Moreau."
    till.press(Qt.Key.Key_F9)
    assert till.out() == [("Inès", TWO_WEEKS, "TAB-0")]


def test_devices_of_a_kit_that_were_lent_without_it_come_back_as_a_kit(till: Till) -> None:
    till.driver.do(lambda session: create_kit(session, KitDetails("Chariot", tuple(till.assets[:2]))))
    till.scan("A32", "PC-0", "PC-1", "", "chariot")
    dialog = till.driver.dialog(KitBackDialog)
    QTest.keyClick(dialog.field, Qt.Key.Key_F9)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    till.settle()
    assert (till.answer, till.out()) == ("“Chariot” is back, whole.", [])


def test_some_of_a_kits_accessories_come_back(till: Till) -> None:
    mouse = till.driver.do(lambda session: make_item(session, "Souris", 9, kind=StockKind.ACCESSORY))
    kit = KitDetails("Chariot", (till.assets[0],), ((mouse, 3),))
    till.driver.do(lambda session: create_kit(session, kit))
    till.scan("A32", "chariot", "", "chariot")
    dialog = till.driver.dialog(KitBackDialog)
    for text in ("souris", "souris", "PC-0"):  # faster than the answers come
        write(dialog.field, text)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    till.settle()
    till.driver.settle()
    till.settle()
    assert till.answer == "“Chariot” is back, but not whole. Missing: 1 × Souris"
    till.scan("A32")
    assert [(thing.title, thing.quantity) for thing in till.page.counter.till.theirs.things] == [("Souris", 1)]


def test_of_everything_that_came_back_the_damaged_one_is_ticked(till: Till) -> None:
    till.scan("A32", "PC-0", "PC-1", "", "A32")
    till.press(Qt.Key.Key_F12)
    till.press(Qt.Key.Key_F8)
    dialog = till.driver.dialog(DamageDialog)
    dialog.form.editor("devices").set_value(frozenset({till.assets[1]}))
    till.driver.type(dialog, note="Coin cassé")
    till.driver.save(dialog)
    worn = till.driver.read(
        lambda session: session.scalars(select(Asset.tag).where(Asset.condition == Condition.DAMAGED)).all()
    )
    assert list(worn) == ["PC-1"]


def test_the_receipt_of_the_last_loan_is_shown_by_a_key_until_it_is_taken_back(till: Till) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    till.press(Qt.Key.Key_P, ctrl)
    assert till.answer == "No loan was made here yet."
    till.scan("A32", "PC-0", "")
    till.press(Qt.Key.Key_P, ctrl)
    assert till.driver.said == [("report", "loan-slips")]
    till.press(Qt.Key.Key_Z, ctrl)
    till.press(Qt.Key.Key_P, ctrl)
    assert till.answer == "No loan was made here yet."


def test_esc_closes_the_counter_of_a_list_only_while_nothing_lies_on_it(till: Till) -> None:
    offer_to_lend(till.driver.desk, till.page, [till.assets[0]])
    dialog = till.driver.dialog(CounterDialog)
    till.driver.bot.waitUntil(lambda: bool(dialog.page.counter.till.basket.items))
    QTest.keyClick(dialog.page.field, Qt.Key.Key_Escape)
    till.driver.settle()
    assert (dialog.isVisible(), dialog.page.counter.till.basket.items) == (True, ())
    QTest.keyClick(dialog.page.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_scan_while_another_is_asked_about_is_not_lost(till: Till) -> None:
    tags = [f"T-{number:03}" for number in range(20)]
    for tag in tags:
        till.driver.do(partial(make_asset, tag=tag))
    till.scan(*(text for tag in tags for text in ("A32", tag, "")))
    assert [tag for _who, _due, tag in till.out()] == tags


def test_the_window_is_not_closed_over_what_lies_on_the_counter(till: Till) -> None:
    assert till.whole.unfinished() is None
    till.scan("A32", "PC-0")
    question = till.whole.unfinished()
    said = "1 thing lies on the counter and is not lent yet. Leave all the same?"
    assert question is not None
    assert till.driver.desk.texts.say(question) == said
    till.scan("")
    assert till.whole.unfinished() is None
