"""The new school year in the window: a list is looked at, whoever left is ticked, and all of it is one change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QTreeWidgetItem

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.queries import person
from coorddesk.directory.service import put_in_classes
from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.directory.ui.rollover_dialog import RolloverDialog
from tests.factories import make_asset, make_person
from tests.sheets import make_csv

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.screens import Driver

HEADERS = "Nom;Prénom;Classe"


@pytest.fixture
def school(driver: Driver) -> list[int]:
    """Four in CE1 last year, one of whom holds a device."""
    names = (("Diallo", "Awa"), ("Moreau", "Inès"), ("Petit", "Léo"), ("Sow", "Zoé"))

    def fill(session: Session) -> list[int]:
        people = [make_person(session, *name) for name in names]
        put_in_classes(session, 2025, dict.fromkeys(people, "CE1"))
        make_asset(session, holder_id=people[2])
        return people

    return driver.do(fill)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The list of this year: two go on, two are missing, one is new."""
    return make_csv(tmp_path, HEADERS, "Diallo;Awa;CE2", "Sow;Zoé;CE1", "Kaya;Ali;CP")


def open_rollover(driver: Driver) -> RolloverDialog:
    page = driver.open(PeoplePage)
    next(action for action in page.actions() if action.text() == "New school year…").trigger()
    return driver.dialog(RolloverDialog)


def lines(dialog: RolloverDialog) -> list[tuple[str, ...]]:
    """Headings, and the cells of those below them."""

    def cells(item: QTreeWidgetItem | None) -> tuple[str, ...]:
        return () if item is None else tuple(item.text(column) for column in range(4))

    found = []
    for place in range(dialog._tree.topLevelItemCount()):
        head = dialog._tree.topLevelItem(place)
        assert head is not None
        found += [(head.text(0),), *(cells(head.child(row)) for row in range(head.childCount()))]
    return found


def seen(dialog: RolloverDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible() and each.text()]


def test_a_list_is_looked_at_then_carried_out_as_one_change(
    driver: Driver, school: list[int], sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_rollover(driver)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(sheet), ""))
    driver.keys(dialog._intro.buttons[0], Qt.Key.Key_Return)
    assert lines(dialog) == [
        ("Not in the list: 2",),
        ("Petit Léo", "CE1", "", "1 device"),
        ("Moreau Inès", "CE1", "", ""),
        ("New here: 1",),
        ("Kaya Ali", "", "CP", ""),
        ("To another class: 1",),
        ("Diallo Awa", "CE1", "CE2", ""),
        ("To a class of the same name: 1",),
        ("Sow Zoé", "CE1", "CE1", ""),
    ]
    assert dialog._tree.leavers() == {school[1]}
    assert seen(dialog)[-1] == "3 people in a class; 1 marked as having left, of 2 not in the list"
    driver.click(dialog._go)
    assert driver.said == [("say", "School year 2026-2027: everybody is in the class of the list.")]
    rows = [driver.read(partial(person, person_id=each)) for each in school]
    assert [(row.group, row.left_on is not None) for row in rows if row is not None] == [
        ("CE2", False),
        ("CE1", True),
        ("CE1", False),
        ("CE1", False),
    ]
    driver.do(lambda s: undo(s, next_to_undo(s) or 0))
    row = driver.read(lambda s: person(s, school[0]))
    assert row is not None
    assert row.group == "CE1"


def test_who_has_left_is_for_people_to_say(driver: Driver, school: list[int], sheet: Path) -> None:
    dialog = open_rollover(driver)
    dialog.take(sheet)
    driver.settle()
    driver.click(dialog._all)
    assert dialog._tree.leavers() == {school[1], school[2]}
    driver.click(dialog._none)
    assert dialog._tree.leavers() == frozenset()
    head = dialog._tree.topLevelItem(0)
    assert head is not None
    first = head.child(0)
    assert first is not None
    dialog._tree.setCurrentItem(first)
    driver._bring_forward(dialog)
    QTest.keyClick(dialog._tree, Qt.Key.Key_Space)
    assert dialog._tree.leavers() == {school[2]}
    assert seen(dialog)[-1] == "3 people in a class; 1 marked as having left, of 2 not in the list"
    driver.keys(dialog._tree, Qt.Key.Key_Return)
    assert dialog._tree.leavers() == frozenset()
    driver.keys(dialog._tree, Qt.Key.Key_Enter)
    assert dialog._tree.leavers() == {school[2]}
    dialog._tree.setCurrentItem(head)
    driver.keys(dialog._tree, Qt.Key.Key_Return)
    assert not head.isExpanded()
    driver.desk.answer = False
    driver.keys(dialog._tree, Qt.Key.Key_Escape)
    assert (dialog.isVisible(), driver.said) == (True, [("ask", "Leave the new school year?")])
    driver.desk.answer = True
    driver.keys(dialog._tree, Qt.Key.Key_Escape)


def test_another_year_is_looked_at_anew(driver: Driver, school: list[int], sheet: Path) -> None:
    dialog = open_rollover(driver)
    dialog.take(sheet)
    driver.settle()
    dialog._year.set_value(2025)
    driver.settle()
    assert [line[0] for line in lines(dialog) if len(line) == 1] == [
        "New here: 1",
        "Known, without a class last year: 2",
    ]
    assert dialog._tree.headerItem().text(2) == "Class in 2025-2026"
    dialog.reject()


def test_what_is_no_class_list_leads_to_the_import(driver: Driver, school: list[int], tmp_path: Path) -> None:
    dialog = open_rollover(driver)
    dialog.take(make_csv(tmp_path, "Nom;Prénom", "Diallo;Awa"))
    driver.settle()
    assert "No column of this sheet says the class of everybody. Say which one does in the import first." in seen(
        dialog
    )
    assert not dialog._go.isEnabled()
    driver.click(dialog._import)
    assert driver.said == [("import", "people")]


def test_refused_rows_are_shown_and_nobody_is_ticked(driver: Driver, school: list[int], tmp_path: Path) -> None:
    dialog = open_rollover(driver)
    sheet = make_csv(tmp_path, f"{HEADERS};Né(e) le", "Diallo;Awa;CE2;", "Sow;Zoé;CE2;", "Moreau;Inès;CE2;31/02/2015")
    dialog.take(sheet)
    driver.settle()
    assert dialog._tree.leavers() == frozenset()
    assert "1 row was refused: whoever is in it seems to have left." in seen(dialog)
    assert ("Refused rows: 1",) in lines(dialog)
    dialog.reject()


def test_whoever_was_marked_stays_so_where_the_desk_changed_meanwhile(
    driver: Driver, school: list[int], sheet: Path
) -> None:
    dialog = open_rollover(driver)
    dialog.take(sheet)
    driver.settle()
    driver.click(dialog._all)
    driver.do(lambda session: put_in_classes(session, 2025, {make_person(session, "Vidal", "Noé"): "CE1"}))
    driver.click(dialog._go)
    assert "The desk has changed since this was shown. Nothing was written; look at it again." in seen(dialog)
    assert lines(dialog)[0] == ("Not in the list: 3",)
    assert dialog._tree.leavers() == {school[1], school[2]}
    driver.click(dialog._go)
    assert driver.said == [("say", "School year 2026-2027: everybody is in the class of the list.")]
