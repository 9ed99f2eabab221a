"""The list of people: entered, changed, found by name, department and class, with what each holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.directory.queries import departments, person
from coorddesk.directory.rules import GroupKind, PersonKind
from coorddesk.directory.service import (
    Deletion,
    GroupDetails,
    Members,
    add_members,
    create_department,
    create_group,
    delete_person,
    put_in_classes,
)
from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.directory.ui.person_dialog import PersonDialog
from coorddesk.widgets.empty import EmptyState
from coorddesk.widgets.names_dialog import NamesDialog
from tests.factories import make_asset, make_person
from tests.screens import write

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from tests.screens import Driver


@pytest.fixture
def two(driver: Driver) -> list[int]:
    """Inès Moreau of the CDI, and Yanis Aubert of a class."""
    cdi = driver.do(lambda s: create_department(s, "CDI"))
    one = driver.do(lambda s: make_person(s, "Moreau", "Inès", department_id=cdi))
    return [one, driver.do(lambda s: make_person(s, "Aubert", "Yanis", group="CE2 B"))]


def ids_shown(page: PeoplePage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def chips(page: PeoplePage) -> list[str]:
    shown = [button.text() for button in page.chips.findChildren(QPushButton) if button.isVisible()]
    return [text.removesuffix("\N{EN SPACE}✕") for text in shown[:-1]]


def buttons(widget: QWidget) -> list[QPushButton]:
    return [button for button in widget.findChildren(QPushButton) if button.isVisible()]


def click_filter(driver: Driver, page: PeoplePage, name: str) -> None:
    tree = page._filters
    (item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
    driver.click(tree.viewport(), tree.visualItemRect(item).center())


def test_an_empty_desk_says_what_to_do(driver: Driver) -> None:
    page = driver.open(PeoplePage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    sheet, add = buttons(empty)
    driver.click(sheet)
    driver.click(add)
    driver.dialog(PersonDialog).close()
    assert driver.said == [("import", "people")]


def test_a_person_is_entered_and_shown(driver: Driver) -> None:
    page = driver.open(PeoplePage)
    driver.keys(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(PersonDialog)
    driver.type(
        dialog,
        last_name="Moreau",
        first_name="Inès",
        role="Élève",
        identifier="007",
        email="ines@example.org",
        phone="06 12 34 56 78",
        birth_date="1/2/2014",
        notes="Gauchère",
    )
    driver.pick(dialog, "department", "Collège")
    driver.pick(dialog, "group", "6e A")
    dialog.form.editor("kind").set_value(PersonKind.PUPIL)
    driver.save(dialog)
    (person_id,) = ids_shown(page)
    row = driver.read(lambda s: person(s, person_id))
    assert row is not None
    assert (row.full_name, row.group, row.role, row.identifier) == ("Inès Moreau", "6e A", "Élève", "007")
    assert (row.kind, row.left_on) == (PersonKind.PUPIL, None)
    assert (row.email, row.phone, row.birth_date) == ("ines@example.org", "06 12 34 56 78", date(2014, 2, 1))
    assert (row.department, row.notes) == ("Collège", "Gauchère")
    assert page.card._title.text() == "Inès Moreau"
    assert driver.said == [("say", "Inès Moreau added.")]


def test_a_person_is_changed_and_one_without_a_name_refused(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    page.list.select([two[0]])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(PersonDialog)
    assert dialog.form.editor("department").control.text() == "CDI"  # type: ignore[attr-defined]
    driver.keys(dialog.form.editor("last_name").control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.keys(dialog.form.editor("last_name").control, Qt.Key.Key_Delete)
    driver.save(dialog)
    assert "This cannot be empty." in [label.text() for label in dialog.findChildren(QLabel)]
    driver.type(dialog, last_name="Martin")
    driver.save(dialog)
    assert driver.said == [("say", "Inès Martin saved.")]


def test_an_identifier_that_is_taken_names_its_bearer(driver: Driver, two: list[int]) -> None:
    driver.do(lambda s: make_person(s, "Dupont", "Ana", identifier="007"))
    page = driver.open(PeoplePage)
    page.list.select([two[0]])
    driver.settle()
    page.verbs.edit.trigger()
    dialog = driver.dialog(PersonDialog)
    driver.type(dialog, identifier="007")
    driver.save(dialog)
    assert "The identifier 007 is that of Ana Dupont." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.form.settle()
    dialog.reject()


def test_departments_and_classes_narrow_the_list(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    click_filter(driver, page, "CDI")
    assert (ids_shown(page), chips(page)) == ([two[0]], ["Department: CDI"])
    click_filter(driver, page, "CDI")
    click_filter(driver, page, "CE2 B")
    assert (ids_shown(page), chips(page)) == ([two[1]], ["Class: CE2 B (2026-2027)"])
    (item,) = page._filters.findItems("CE2 B", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
    assert item.text(1) == "1"
    driver.click(buttons(page.chips)[0])
    assert ids_shown(page) == [two[1], two[0]]
    department = driver.read(departments)[0].id
    page.open_list(("department", department))
    driver.settle()
    assert ids_shown(page) == [two[0]]
    driver.click(buttons(page.chips)[-1])
    assert chips(page) == []


def test_what_is_not_found_offers_everyone_again(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    write(page.search, "personne")
    driver.keys(page.search, Qt.Key.Key_Return)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    driver.click(buttons(empty)[0])
    assert len(ids_shown(page)) == 2


def test_a_person_opened_from_elsewhere_is_shown_whatever_is_filtered(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    click_filter(driver, page, "CDI")
    page.open_record(("person", two[1]))
    driver.settle()
    assert (page.list.selected_ids(), chips(page), page.card._title.text()) == ([two[1]], [], "Yanis Aubert")


def test_the_card_says_what_somebody_holds(driver: Driver, two: list[int]) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1", holder_id=two[0]))
    page = driver.open(PeoplePage)
    page.open_card(two[0])
    driver.settle()
    assert "1 device" in [label.text() for label in page.card.findChildren(QLabel)]
    page.card._belongings.opened.emit(("asset", asset_id))
    page.card._belongings.all_wanted.emit("asset")
    assert driver.said == [("open", ("asset", asset_id)), ("list", "asset", ("person", two[0]))]


def test_people_are_deleted_unless_they_hold_something(driver: Driver, two: list[int]) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", holder_id=two[0]))
    page = driver.open(PeoplePage)
    for person_id in two:
        page.list.select([person_id])
        driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert driver.said == [
        ("warn", "“Inès Moreau” cannot be deleted: it still has 1 device, the bin included."),
        ("say", "“Yanis Aubert” deleted."),
    ]
    assert ids_shown(page) == [two[0]]


def test_a_person_deleted_meanwhile_says_so(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    page.list.select([two[1]])
    driver.settle()
    row = driver.read(lambda s: person(s, two[1]))
    assert row is not None
    driver.desk.operations.committed.disconnect(page.changed)
    driver.do(lambda s: delete_person(s, Deletion(row.id, row.version)))
    page.verbs.edit.trigger()
    dialog = driver.dialog(PersonDialog)
    assert "This is no longer there: somebody deleted it." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_departments_are_kept_from_here(driver: Driver, two: list[int]) -> None:
    page = driver.open(PeoplePage)
    next(action for action in page.actions() if action.text() == "Departments…").trigger()
    dialog = driver.dialog(NamesDialog)
    write(dialog.names.new.line, "Direction")
    driver.click(dialog.names.add)
    item = dialog.names.table.item(0, 0)
    assert item is not None
    item.setText("Centre de documentation")
    driver.settle()
    assert [(row.name, row.people) for row in driver.read(departments)] == [
        ("Centre de documentation", 1),
        ("Direction", 0),
    ]
    dialog.names.table.setCurrentCell(1, 0)
    driver.keys(dialog.names.table, Qt.Key.Key_Delete)
    assert len(driver.read(departments)) == 1
    dialog.close()


def test_kinds_years_and_leavers_narrow_the_list(driver: Driver, two: list[int]) -> None:
    def fill(session: Session) -> tuple[int, int]:
        put_in_classes(session, 2025, {two[1]: "CE1"})
        chess = create_group(session, GroupDetails("Échecs", GroupKind.GROUP))
        add_members(session, Members(chess, (two[0],)))
        return chess, make_person(session, "Sow", "Zoé", kind=PersonKind.PATRON, left_on=date(2026, 7, 4))

    chess, gone = driver.do(fill)
    page = driver.open(PeoplePage)
    assert ids_shown(page) == [two[1], two[0]]
    click_filter(driver, page, "People who left")
    assert (ids_shown(page), chips(page)) == ([gone], ["People who left"])
    click_filter(driver, page, "Patron")
    assert chips(page) == ["Kind of person: Patron", "People who left"]
    click_filter(driver, page, "Also those who left")
    assert (ids_shown(page), chips(page)) == ([gone], ["Kind of person: Patron", "Also those who left"])
    page.open_record(("person_group", chess))
    driver.settle()
    assert (ids_shown(page), chips(page)) == ([two[0]], ["Group: Échecs"])
    heads = [page._filters.topLevelItem(place) for place in range(page._filters.topLevelItemCount())]
    assert [(head.text(0), head.isExpanded()) for head in heads if head is not None] == [
        ("Classes 2026-2027", True),
        ("Classes 2025-2026", False),
        ("Groups", True),
        ("Department", True),
        ("Left", True),
    ]


def test_somebody_who_left_is_shown_when_asked_for(driver: Driver, two: list[int]) -> None:
    gone = driver.do(lambda s: make_person(s, "Sow", "Zoé", left_on=date(2026, 7, 4)))
    page = driver.open(PeoplePage)
    page.open_record(("person", gone))
    driver.settle()
    assert (page.list.selected_ids(), chips(page)) == ([gone], ["Also those who left"])
