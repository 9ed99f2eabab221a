"""Two records made one by mouse or keyboard, pair after pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from coorddesk.core.options import Option
from coorddesk.directory.queries import departments, person, place, supplier
from coorddesk.directory.service import PersonDetails, PersonEdit, create_department, edit_person, put_in_classes
from coorddesk.directory.service.merge_kinds import DEPARTMENT_MERGE, PERSON_MERGE
from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.directory.ui.places_page import PlacesPage
from coorddesk.directory.ui.suppliers_page import SuppliersPage
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.merging.duplicates import DuplicatesDialog
from coorddesk.widgets.names_dialog import NamesDialog
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.page import Page
    from tests.screens import Driver


def said_in(dialog: MergingDialog | DuplicatesDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def radios(dialog: MergingDialog) -> dict[str, QRadioButton]:
    """By what a screen reader says of each."""
    return {radio.accessibleName(): radio for radio in dialog.findChildren(QRadioButton) if radio.isVisible()}


def pairs(dialog: DuplicatesDialog) -> list[list[str]]:
    table = dialog._table
    return [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]  # type: ignore[union-attr]  # filled


def press(driver: Driver, dialog: MergingDialog | DuplicatesDialog, word: str) -> None:
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == word]
    driver.click(found)


def run(page: Page, text: str) -> None:
    (found,) = [action for action in page.findChildren(QAction) if action.text() == text]
    found.trigger()


def test_what_was_still_being_read_when_the_picker_was_emptied_is_not_offered(driver: Driver) -> None:
    kept, gone = driver.do(make_person), driver.do(lambda s: make_person(s, "Faure", "Ben"))
    dialog = MergingDialog(driver.desk, driver.open(PeoplePage), PERSON_MERGE, kept)
    dialog.open()
    driver.settle()
    dialog._picker.set_value(Option(gone, "Ben Faure"))
    driver.settle()
    late = dialog._read_last
    assert late is not None
    assert dialog._merge.isEnabled()
    dialog._picker.set_value(None)
    dialog._on_read(late)
    assert not dialog._merge.isEnabled()
    dialog.done(0)


def test_two_people_selected_become_one_by_keyboard(driver: Driver) -> None:
    kept = driver.do(lambda s: make_person(s, email="ines@ecole.example", identifier="P12", notes="Mardi"))
    gone = driver.do(lambda s: make_person(s, "Moreau", "Ines", phone="04", identifier="P13", notes="Clés"))
    driver.do(lambda s: make_asset(s, "PC-1", holder_id=gone))
    page = driver.open(PeoplePage)
    page.list.select([kept, gone])
    driver.keys(page.list.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(MergingDialog)
    said = said_in(dialog)
    assert "Comes along: 1 device" in said
    assert {"ines@ecole.example", "04", "Mardi", "Clés"} <= set(said)
    assert list(radios(dialog)) == [
        "First name, of the one that stays: Inès",
        "First name, of the one that goes: Ines",
        "Identifier, of the one that stays: P12",
        "Identifier, of the one that goes: P13",
    ]
    assert radios(dialog)["First name, of the one that stays: Inès"].hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert "Identifier: “P12” or “P13”? Say which one stays." in said_in(dialog)
    assert radios(dialog)["Identifier, of the one that stays: P12"].hasFocus()
    QTest.keyClick(radios(dialog)["Identifier, of the one that stays: P12"], Qt.Key.Key_Right)
    QTest.keyClick(radios(dialog)["Identifier, of the one that goes: P13"], Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    row = driver.read(lambda s: person(s, kept))
    assert row is not None
    assert (row.full_name, row.identifier, row.phone, row.notes) == ("Inès Moreau", "P13", "04", "Mardi\nClés")
    assert driver.read(lambda s: person(s, gone)) is None
    assert driver.said == [("say", "“Ines Moreau” is part of “Inès Moreau” now.")]
    assert page.list.selected_ids() == [kept]


def test_the_other_one_is_asked_for_and_sides_change_places(driver: Driver) -> None:
    one, other = driver.do(lambda s: [make_supplier(s, "LDLC", phone="04"), make_supplier(s, "LDLC Pro", phone="05")])
    page = driver.open(SuppliersPage)
    page.list.select([one])
    driver.settle()
    page.verbs.merge.trigger()
    dialog = driver.dialog(MergingDialog)
    assert not dialog._merge.isEnabled()
    write(dialog._picker.line, "pro")
    driver.bot.waitUntil(dialog._picker.popup.isVisible)
    QTest.keyClick(dialog._picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(dialog._picker.popup, Qt.Key.Key_Return)
    driver.settle()
    driver.click(radios(dialog)["Telephone, of the one that goes: 05"])
    press(driver, dialog, "Swap the sides")
    assert radios(dialog)["Telephone, of the one that stays: 05"].isChecked()
    assert radios(dialog)["Name, of the one that goes: LDLC"].isChecked()
    press(driver, dialog, "Merge")
    row = driver.read(lambda s: supplier(s, other))
    assert row is not None
    assert (row.name, row.phone) == ("LDLC", "05")
    assert driver.read(lambda s: supplier(s, one)) is None


def test_what_was_chosen_of_two_says_nothing_of_another_pair(driver: Driver) -> None:
    kept, one, other = driver.do(
        lambda s: [
            make_person(s, identifier="P1"),
            make_person(s, "Moreau", "Ines", identifier="P2"),
            make_person(s, "Morau", "Inès", identifier="P3"),
        ]
    )
    dialog = MergingDialog(driver.desk, driver.open(PeoplePage), PERSON_MERGE, kept)
    dialog.open()
    driver.settle()
    dialog._picker.set_value(Option(one, "Ines Moreau"))
    driver.settle()
    driver.click(radios(dialog)["Identifier, of the one that stays: P1"])
    dialog._picker.set_value(Option(other, "Inès Morau"))
    driver.settle()
    identifiers = [radio for name, radio in radios(dialog).items() if name.startswith("Identifier")]
    assert [radio.isChecked() for radio in identifiers] == [False, False]
    dialog.done(0)


def test_classes_of_two_school_years_are_no_choice(driver: Driver) -> None:
    def fill(session: Session) -> tuple[int, int]:
        kept, gone = make_person(session), make_person(session, group="CM2 A")
        put_in_classes(session, 2025, {kept: "CM1 A"})
        return kept, gone

    kept, gone = driver.do(fill)
    dialog = MergingDialog(driver.desk, driver.open(PeoplePage), PERSON_MERGE, kept, gone)
    dialog.open()
    driver.settle()
    assert radios(dialog) == {}
    assert {"CM1 A", "CM2 A"} <= set(said_in(dialog))
    dialog.done(0)


def test_a_place_and_itself_are_no_pair(driver: Driver) -> None:
    room = driver.do(lambda s: make_place(s, "Salle 12"))
    page = driver.open(PlacesPage)
    page.tree.select(room)
    driver.keys(page.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(MergingDialog)
    write(dialog._picker.line, "salle")
    driver.bot.waitUntil(dialog._picker.popup.isVisible)
    QTest.keyClick(dialog._picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(dialog._picker.popup, Qt.Key.Key_Return)
    driver.settle()
    assert "A record cannot be merged with itself. Choose another." in said_in(dialog)
    assert not dialog._merge.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_duplicates_are_merged_one_after_the_other_or_said_to_be_two(driver: Driver) -> None:
    driver.do(lambda s: [make_place(s, name) for name in ("Salle 12", "Salle-12", "Atelier", "Ateliers")])
    page = driver.open(PlacesPage)
    run(page, "Likely duplicates…")
    dialog = driver.dialog(DuplicatesDialog)
    assert pairs(dialog) == [
        ["Salle 12", "Salle-12", "The same but for blanks and signs"],
        ["Atelier", "Ateliers", "One letter apart"],
    ]
    driver.keys(dialog._table, Qt.Key.Key_Return)
    press(driver, driver.dialog(MergingDialog), "Merge")
    assert [pair[0] for pair in pairs(dialog)] == ["Atelier"]
    driver.keys(dialog._table, Qt.Key.Key_Delete)
    assert pairs(dialog) == []
    assert "Nothing looks like a duplicate." in said_in(dialog)
    press(driver, dialog, "Offer 1 pair again")
    assert [pair[0] for pair in pairs(dialog)] == ["Atelier"]
    assert driver.read(lambda s: place(s, 2)) is None
    press(driver, dialog, "Close")


def test_what_somebody_changed_meanwhile_is_compared_again(driver: Driver) -> None:
    kept, gone = driver.do(lambda s: [make_person(s), make_person(s, "Moreau", "Ines")])
    page = driver.open(PeoplePage)
    page.list.select([kept, gone])
    driver.settle()
    page.verbs.merge.trigger()
    dialog = driver.dialog(MergingDialog)
    driver.do(lambda s: edit_person(s, PersonEdit(gone, 1, PersonDetails("Moreau", "Ines", phone="04"))))
    press(driver, dialog, "Merge")
    assert "04" in said_in(dialog)
    press(driver, dialog, "Merge")
    row = driver.read(lambda s: person(s, kept))
    assert row is not None
    assert row.phone == "04"


def test_a_record_that_is_gone_is_told(driver: Driver) -> None:
    kept = driver.do(lambda s: create_department(s, "Direction"))
    page = driver.open(PeoplePage)
    dialog = MergingDialog(driver.desk, page, DEPARTMENT_MERGE, kept, 99)
    dialog.open()
    driver.settle()
    assert "This is no longer there: somebody deleted it." in said_in(dialog)
    dialog.reject()


def test_departments_that_look_alike_are_merged_where_they_are_kept(driver: Driver) -> None:
    driver.do(lambda s: [create_department(s, name) for name in ("Vie scolaire", "Vie-scolaire")])
    page = driver.open(PeoplePage)
    run(page, "Departments…")
    names = driver.dialog(NamesDialog)
    (look,) = [action for action in names.findChildren(QAction) if action.text() == "Likely duplicates…"]
    look.trigger()
    dialog = driver.dialog(DuplicatesDialog)
    driver.keys(dialog._table, Qt.Key.Key_Return)
    press(driver, driver.dialog(MergingDialog), "Merge")
    assert pairs(dialog) == []
    press(driver, dialog, "Close")
    assert [row.name for row in driver.read(departments)] == ["Vie scolaire"]
    names.reject()
