from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.lending.queries import LoanQuery, kits, loan_card, loan_row
from coorddesk.lending.rules import DuePreset, LoanState, Standing
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    KitDetails,
    NewLoan,
    Reservation,
    Things,
    create_kit,
    lend,
    reserve,
    return_devices,
)
from coorddesk.lending.ui.back_list import BacksEditor
from coorddesk.lending.ui.counter_dialog import CounterDialog
from coorddesk.lending.ui.extend_dialog import ExtendDialog
from coorddesk.lending.ui.gather_dialog import GatherDialog
from coorddesk.lending.ui.kit_dialog import KitDialog
from coorddesk.lending.ui.kits_dialog import KitsDialog
from coorddesk.lending.ui.loan_dialog import LoanDialog
from coorddesk.lending.ui.offers import lend as offer_to_lend
from coorddesk.lending.ui.offers import take_back
from coorddesk.lending.ui.page import LendingPage
from coorddesk.lending.ui.remind_dialog import RemindDialog
from coorddesk.lending.ui.reserve_dialog import ReserveDialog
from coorddesk.lending.ui.return_dialog import ReturnDialog
from coorddesk.lending.ui.things_editor import ThingsEditor
from coorddesk.stock.rules import StockKind
from coorddesk.widgets.criteria_dialog import CriteriaDialog
from tests.factories import make_asset, make_item, make_person
from tests.screens import write

if TYPE_CHECKING:
    from coorddesk.lending.queries import LoanRow
    from coorddesk.lending.ui.loans_page import LoansPage
    from tests.screens import Driver

DUE, LATER = date(2026, 9, 14), date(2026, 9, 30)


class Scene:
    """Inès has two devices, Zoé will have one, and the list of loans is in front."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.ines = driver.do(make_person)
        self.zoe = driver.do(lambda session: make_person(session, "Aubert", "Zoé"))
        self.assets = [driver.do(lambda session, n=n: make_asset(session, f"PC-{n}")) for n in range(5)]  # type: ignore[misc]  # mypy loses the default
        things = Things(tuple(self.assets[:2]))
        self.loan = driver.do(lambda session: lend(session, NewLoan(Borrower(self.ines), things, DUE)))
        wish = Reservation(Borrower(self.zoe), date(2026, 9, 21), LATER, (self.assets[0],))
        self.reservation = driver.do(lambda session: reserve(session, wish))
        self.whole = driver.open(LendingPage)
        self.whole.turn_to("loans")
        driver.settle()
        self.page: LoansPage = self.whole.loans

    def row(self, loan: int) -> LoanRow:
        found = self.driver.read(lambda session: loan_row(session, loan))
        assert found is not None
        return found

    def choose(self, loan: int) -> None:
        self.page.open_card(loan)
        self.driver.settle()


@pytest.fixture
def scene(driver: Driver) -> Scene:
    return Scene(driver)


def test_the_list_begins_with_what_is_not_over_and_narrows(scene: Scene) -> None:
    assert scene.page.list.model.rowCount() == 2
    scene.page._filters.toggled.emit(Standing.RESERVED.value)
    scene.driver.settle()
    assert scene.page.query == LoanQuery(standings=frozenset({Standing.RESERVED}))
    scene.choose(scene.reservation)
    assert scene.page.card._title.text() == "Zoé Aubert"


def test_an_alert_shows_its_loans(scene: Scene) -> None:
    scene.whole.turn_to("counter")
    scene.whole.show_alert("reserved")
    scene.driver.settle()
    assert list(scene.page.list.model.ids) == [scene.reservation]


def test_a_loan_is_extended_unless_somebody_needs_its_things(scene: Scene) -> None:
    scene.choose(scene.loan)
    scene.page.verbs.extend.trigger()
    dialog = scene.driver.dialog(ExtendDialog)
    dialog.form.editor("until").set_value(None)
    dialog.form.editor("due").set_value(LATER)
    scene.driver.save(dialog)
    assert [told for told in scene.driver.said if told[0] == "ask"] == [
        ("ask", "PC-0 is reserved for Zoé Aubert from 21/09/2026 to 30/09/2026.")
    ]
    scene.driver.settle()
    assert scene.row(scene.loan).due == LATER


def test_loans_that_were_never_painted_are_extended_with_the_others(scene: Scene) -> None:
    wish = NewLoan(Borrower(scene.zoe), Things((scene.assets[4],)), DUE)
    loans = [scene.loan, scene.driver.do(lambda session: lend(session, wish))]
    scene.driver.settle()
    scene.page.list.select(loans)
    scene.driver.settle()
    del scene.page.list.model.pages._rows[scene.loan]
    scene.page.verbs.extend.trigger()
    scene.driver.settle()
    dialog = scene.driver.dialog(ExtendDialog)
    dialog.form.editor("until").set_value(None)
    dialog.form.editor("due").set_value(date(2026, 9, 18))
    scene.driver.save(dialog)
    scene.driver.settle()
    assert [scene.row(loan).due for loan in loans] == [date(2026, 9, 18)] * 2


def test_part_of_a_loan_is_taken_back(scene: Scene) -> None:
    scene.choose(scene.loan)
    scene.page.verbs.take_back.trigger()
    dialog = scene.driver.dialog(ReturnDialog)
    lines = dialog.form.editor("lines").value()
    dialog.form.editor("lines").set_value(lines[:1])
    scene.driver.save(dialog)
    assert (scene.row(scene.loan).standing, scene.row(scene.loan).out) == (Standing.PARTLY, 1)


def test_the_note_of_a_loan_is_changed(scene: Scene) -> None:
    scene.choose(scene.loan)
    scene.page.verbs.edit.trigger()
    dialog = scene.driver.dialog(LoanDialog)
    dialog.form.editor("note").set_state("Avec la housse")
    scene.driver.save(dialog)
    assert scene.row(scene.loan).note == "Avec la housse"


def test_a_reservation_is_made_changed_handed_out_and_called_off(scene: Scene) -> None:
    scene.page.verbs.reserve.trigger()
    dialog = scene.driver.dialog(ReserveDialog)
    scene.driver.pick(dialog, "borrower", "Aubert")
    dialog.form.editor("first").set_value(date(2026, 9, 7))
    dialog.form.editor("due").set_value(DUE)
    pick_thing(scene.driver, dialog, "PC-3")
    scene.driver.save(dialog)
    made = scene.reservation + 1
    card = scene.driver.read(lambda session: loan_card(session, made))
    assert card is not None
    assert [wish.title for wish in card.wishes] == ["PC-3"]
    scene.choose(made)
    scene.page.verbs.edit.trigger()
    dialog = scene.driver.dialog(ReserveDialog)
    pick_thing(scene.driver, dialog, "PC-4")
    scene.driver.save(dialog)
    scene.choose(made)
    scene.page.verbs.hand_out.trigger()
    scene.driver.settle()
    assert (scene.row(made).state, scene.row(made).out) == (LoanState.OPEN, 2)
    scene.choose(scene.reservation)
    scene.page.verbs.cancel.trigger()
    scene.driver.settle()
    assert scene.row(scene.reservation).state is LoanState.CANCELLED


def test_a_kit_is_filled_by_scanning(scene: Scene) -> None:
    scene.page.verbs.kits.trigger()
    dialog = scene.driver.dialog(KitsDialog)
    dialog.new.trigger()
    form = scene.driver.dialog(KitDialog)
    scene.driver.type(form, name="Valise")
    editor = form.form.editor("things")
    assert isinstance(editor, ThingsEditor)
    for text in ("PC-2", "pc-3"):
        write(editor.picker.line, text)
        scene.driver.keys(editor.picker.line, Qt.Key.Key_Return)
    scene.driver.save(form)
    (row,) = scene.driver.read(kits)
    assert (row.name, row.devices) == ("Valise", 2)
    dialog.edit.trigger()
    form = scene.driver.dialog(KitDialog)
    editor = form.form.editor("things")
    assert isinstance(editor, ThingsEditor)
    editor.lines.setCurrentRow(0)
    scene.driver.keys(editor.lines, Qt.Key.Key_Delete)
    scene.driver.save(form)
    assert [kit.devices for kit in scene.driver.read(kits)] == [1]
    dialog.delete.trigger()
    scene.driver.settle()
    assert scene.driver.read(kits) == ()
    dialog.accept()


def test_a_record_and_a_list_are_opened_from_elsewhere(scene: Scene) -> None:
    scene.whole.turn_to("counter")
    scene.whole.open_record(("loan", scene.loan))
    scene.driver.settle()
    assert (scene.page.card._title.text(), scene.page.isVisible()) == ("Inès Moreau", True)
    scene.whole.open_list(("person", scene.zoe))
    scene.driver.settle()
    assert scene.page.query.person == scene.zoe
    kit = scene.driver.do(lambda session: create_kit(session, KitDetails("Chariot", tuple(scene.assets[3:]))))
    scene.whole.open_record(("kit", kit))
    scene.driver.dialog(KitsDialog).accept()


def test_devices_are_lent_and_taken_back_from_their_list(scene: Scene) -> None:
    offer_to_lend(scene.driver.desk, scene.whole, [scene.assets[0], scene.assets[2]])
    dialog = scene.driver.dialog(CounterDialog)
    settle(scene, dialog)
    till = dialog.page.counter.till
    assert [item.title for item in till.basket.items] == ["PC-2"]  # the other is on loan, and stays so
    dialog.page.counter.chosen(("person", scene.zoe))
    dialog.page.counter.finish()
    settle(scene, dialog)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    take_back(scene.driver.desk, scene.whole, [scene.assets[0], scene.assets[2]])
    scene.driver.settle()
    assert scene.row(scene.loan).out == 1
    assert ("say", "2 devices are back.") in scene.driver.said


def settle(scene: Scene, dialog: CounterDialog) -> None:
    turn = dialog.page.counter._turn
    scene.driver.bot.waitUntil(lambda: not turn._waiting and not turn._under_way)
    scene.driver.settle()


def pick_thing(driver: Driver, dialog: Any, tag: str) -> None:
    editor = dialog.form.editor("things")
    write(editor.picker.line, tag)
    driver.keys(editor.picker.line, Qt.Key.Key_Return)


def test_part_of_an_accessory_is_taken_back_by_keys(scene: Scene) -> None:
    mouse = scene.driver.do(lambda session: make_item(session, "Souris", 9, kind=StockKind.ACCESSORY))
    wish = NewLoan(Borrower(scene.ines), Things(accessories=((mouse, 4),)), DUE)
    loan = scene.driver.do(lambda session: lend(session, wish))
    scene.choose(loan)
    scene.page.verbs.take_back.trigger()
    dialog = scene.driver.dialog(ReturnDialog)
    editor = dialog.form.editor("lines")
    assert isinstance(editor, BacksEditor)
    for key in (Qt.Key.Key_Left,) * 5 + (Qt.Key.Key_Right,):
        scene.driver.keys(editor.list, key)
    scene.driver.save(dialog)
    assert (scene.row(loan).standing, scene.row(loan).out) == (Standing.PARTLY, 3)
    assert ("say", "1 thing is back.") in scene.driver.said


def test_who_is_late_is_reminded_by_letter_or_e_mail(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def opens(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    awa = scene.driver.do(lambda session: make_person(session, "Diallo", "Awa", email="awa@example.org"))
    for person, asset in ((scene.zoe, scene.assets[2]), (awa, scene.assets[3])):
        wish = NewLoan(Borrower(person), Things((asset,)), date(2026, 9, 1), since=date(2026, 8, 20))
        scene.driver.do(partial(lend, wish=wish))
    scene.page.verbs.remind.trigger()
    dialog = scene.driver.dialog(RemindDialog)
    assert [dialog.list.item(row).text() for row in range(2)] == [
        "Zoé Aubert · 1 thing · 6 days late · no e-mail address",
        "Awa Diallo · 1 thing · 6 days late · awa@example.org",
    ]
    scene.driver.click(dialog.letters)
    assert ("report", "overdue-letters") in scene.driver.said
    scene.driver.click(dialog.mail)
    scene.driver.bot.waitUntil(lambda: bool(opened))
    assert [draft.name for draft in opened] == ["1 Reminder Awa Diallo.eml"]
    assert b"To: awa@example.org" in opened[0].read_bytes()
    scene.driver.keys(dialog.list, Qt.Key.Key_Down)
    scene.driver.keys(dialog.list, Qt.Key.Key_Return)
    assert (dialog.letters.isEnabled(), dialog.mail.isEnabled()) == (True, False)
    assert dialog._notice.accessibleName() == "Nobody ticked has an e-mail address. Print letters instead."
    scene.driver.click(dialog.all)
    assert (dialog.list.ticked(), dialog.mail.isEnabled()) == ([0, 1], True)
    dialog.reject()
    scene.choose(scene.reservation)
    scene.page.verbs.remind.trigger()
    dialog = scene.driver.dialog(RemindDialog)
    assert dialog.list.ticked() == [0, 1]  # what is selected is not late: all are meant
    dialog.reject()


def test_a_reservation_is_prepared_and_what_was_set_aside_is_extended(scene: Scene) -> None:
    scene.choose(scene.reservation)
    scene.page.verbs.prepare.trigger()
    dialog = scene.driver.dialog(GatherDialog)
    told = []
    for text in ("PC-1", "PC-4"):
        write(dialog.field, text)
        scene.driver.keys(dialog.field, Qt.Key.Key_Return)
        told.append(dialog.answer.accessibleName())
    assert told == [
        "PC-1 is not free: it is with Inès Moreau.",
        "PC-4 It was not asked for. Del takes it off.",
    ]
    scene.driver.do(lambda session: return_devices(session, DevicesBack((scene.assets[0],))))
    scene.driver.keys(dialog.field, Qt.Key.Key_Return)
    scene.driver.settle()
    assert (scene.row(scene.reservation).state, scene.row(scene.reservation).things) == (LoanState.DRAFT, 2)
    scene.choose(scene.reservation)
    verbs = scene.page.verbs
    enabled = [each.isEnabled() for each in (verbs.prepare, verbs.hand_out, verbs.extend, verbs.take_back)]
    assert enabled == [True, True, True, False]
    verbs.edit.trigger()
    scene.driver.dialog(LoanDialog).reject()
    verbs.hand_out.trigger()
    scene.driver.settle()
    assert (scene.row(scene.reservation).state, scene.row(scene.reservation).out) == (LoanState.OPEN, 2)


def test_to_extend_is_never_to_shorten(scene: Scene) -> None:
    wish = NewLoan(Borrower(scene.zoe), Things((scene.assets[4],)), date(2026, 12, 18))
    loan = scene.driver.do(lambda session: lend(session, wish))
    scene.choose(loan)
    scene.page.verbs.extend.trigger()
    dialog = scene.driver.dialog(ExtendDialog)
    until, due = dialog.form.editor("until"), dialog.form.editor("due")
    assert (until.value(), due.value()) == (DuePreset.END_OF_YEAR, date(2027, 6, 30))
    until.set_value(DuePreset.NEVER)
    due.set_value(LATER)
    assert until.value() is None
    due.set_value(None)
    scene.driver.save(dialog)
    assert scene.row(loan).due == date(2026, 12, 18)
    due.set_value(date(2027, 1, 8))
    scene.driver.save(dialog)
    assert scene.row(loan).due == date(2027, 1, 8)


def test_what_a_kit_does_not_know_is_said_and_a_fast_scanner_loses_nothing(scene: Scene) -> None:
    scene.driver.do(lambda session: make_item(session, "Souris", 9, kind=StockKind.ACCESSORY, barcode="3700123456789"))
    scene.page.verbs.kits.trigger()
    kits_dialog = scene.driver.dialog(KitsDialog)
    kits_dialog.new.trigger()
    form = scene.driver.dialog(KitDialog)
    editor = form.form.editor("things")
    assert isinstance(editor, ThingsEditor)
    for text in ("PC-2", "PC)\xe9", "3700123456789", "souris", "pc-3"):  # the second from a scanner set to QWERTY
        write(editor.picker.line, text)
        QTest.keyClick(editor.picker.line, Qt.Key.Key_Return)
    scene.driver.settle()
    assert [(thing.title, thing.count) for thing in editor.value()] == [("PC-2", 1), ("Souris", 2), ("PC-3", 1)]
    write(editor.picker.line, "XYZ")
    scene.driver.keys(editor.picker.line, Qt.Key.Key_Return)
    assert (editor._trouble.text(), editor.picker.line.text()) == ("“XYZ” is not known. Choose from the list.", "XYZ")
    write(editor.picker.line, "PC-4")
    scene.driver.keys(editor.picker.line, Qt.Key.Key_Return)
    assert (editor._trouble.isVisible(), len(editor.value())) == (False, 4)
    form.done(0)
    kits_dialog.accept()


def test_loans_are_filtered_by_any_field_and_a_chip_takes_the_criterion_off(scene: Scene) -> None:
    scene.driver.keys(scene.page.list.table, Qt.Key.Key_F)
    dialog = scene.driver.dialog(CriteriaDialog)
    dialog.chosen.emit((Criterion("person", Ask.CONTAINS, ("zoé",)),))
    dialog.done(0)
    scene.driver.settle()
    assert list(scene.page.list.model.ids) == [scene.reservation]
    (chip,) = [each for each in scene.page.chips._buttons if "zoé" in each.text()]
    scene.driver.click(chip)
    scene.driver.settle()
    assert scene.page.query == LoanQuery()


def test_how_many_of_a_model_are_reserved_is_typed_on_its_line(scene: Scene) -> None:
    scene.driver.do(lambda session: make_asset(session, "TAB-0", model=("Lenovo", "Tab M10", "")))
    scene.page.verbs.reserve.trigger()
    dialog = scene.driver.dialog(ReserveDialog)
    for thing in ("PC-3", "Lenovo Tab M10"):
        pick_thing(scene.driver, dialog, thing)
    editor = dialog.form.editor("things")
    assert isinstance(editor, ThingsEditor)
    counts = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_5):
        QTest.keyClick(editor.lines, key)
        counts.append([thing.count for thing in editor.value()])
    assert counts == [[1, 1], [1, 12], [1, 11], [1, 12], [1, 12], [1, 12]]
    dialog.done(0)
