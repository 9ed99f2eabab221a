"""Groups and classes: made, renamed and deleted, people put in and taken out, everybody written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coorddesk.core.fold import fold
from coorddesk.directory.queries import groups, person
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, Members, add_members, create_group
from coorddesk.directory.ui.group_dialog import GroupDialog, JoinDialog
from coorddesk.directory.ui.groups_dialog import GroupsDialog
from coorddesk.directory.ui.mailing import mail_link
from coorddesk.directory.ui.people_page import PeoplePage
from tests.factories import make_person
from tests.screens import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.screens import Driver


_WITH_MAIL = ("Aubert", "Moreau")


class MailProgram(QObject):
    """Stands where a mail program would, which Qt hands drafts to."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.drafts.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def mail_program() -> Iterator[MailProgram]:
    program = MailProgram()
    QDesktopServices.setUrlHandler("mailto", program, "take")  # type: ignore[arg-type]  # PySide takes no bytes
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


@pytest.fixture
def people(driver: Driver) -> list[int]:
    """Two with an address, and one without."""

    def fill(session: Session) -> list[int]:
        with_mail = [make_person(session, name, "Inès", email=f"{fold(name)}@ecole.example") for name in _WITH_MAIL]
        return [*with_mail, make_person(session, "Sow", "Zoé")]

    return driver.do(fill)


def open_groups(driver: Driver) -> GroupsDialog:
    page = driver.open(PeoplePage)
    driver.keys(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    return driver.dialog(GroupsDialog)


def act(driver: Driver, owner: QObject, text: str) -> None:
    (action,) = [each for each in owner.findChildren(QAction) if each.text() == text]
    action.trigger()
    driver.settle()


def said(dialog: GroupsDialog) -> list[str]:
    panel = dialog._panel
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible() and each.text()]


def shown(dialog: GroupsDialog) -> list[str]:
    table = dialog._panel._table
    return [item.text() for row in range(table.rowCount()) if (item := table.item(row, 0)) is not None]


def test_a_class_is_made_filled_and_emptied_by_keyboard(driver: Driver, people: list[int]) -> None:
    dialog = open_groups(driver)
    assert said(dialog)[0] == "No group yet"
    driver.keys(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(GroupDialog)
    driver.type(form, name="CP A")
    driver.save(form)
    assert said(dialog)[:2] == ["CP A (2026-2027)", "Nobody is in it yet."]
    picker = dialog._panel._add
    driver.keys(picker.line, Qt.Key.Key_Backspace)
    write(picker.line, "moreau")
    driver.bot.waitUntil(picker.popup.isVisible)
    QTest.keyClick(picker.popup, Qt.Key.Key_Down)
    QTest.keyClick(picker.popup, Qt.Key.Key_Return)
    driver.settle()
    assert (shown(dialog), picker.line.text(), said(dialog)[1]) == (["Inès Moreau"], "", "1 person")
    row = driver.read(lambda s: person(s, people[1]))
    assert row is not None
    assert row.group == "CP A"
    dialog._panel._table.selectRow(0)
    driver.keys(dialog._panel._table, Qt.Key.Key_Delete)
    assert (shown(dialog), driver.said[-1]) == ([], ("say", "1 person taken out of “CP A (2026-2027)”."))
    dialog.accept()


def test_a_group_is_renamed_and_deleted_once_people_are_asked(driver: Driver, people: list[int]) -> None:
    group_id = driver.do(lambda s: create_group(s, GroupDetails("Echecs", GroupKind.GROUP)))
    driver.do(lambda s: add_members(s, Members(group_id, tuple(people))))
    dialog = open_groups(driver)
    driver.keys(dialog._tree, Qt.Key.Key_F2)
    form = driver.dialog(GroupDialog)
    driver.type(form, name="Échecs", notes="Le mardi")
    driver.save(form)
    assert said(dialog)[:2] == ["Échecs", "3 people\nLe mardi"]
    driver.desk.answer = False
    driver.keys(dialog._tree, Qt.Key.Key_Delete)
    driver.desk.answer = True
    assert len(driver.read(groups)) == 1
    driver.keys(dialog._tree, Qt.Key.Key_Delete)
    assert driver.read(groups) == ()
    assert driver.said == [
        ("say", "“Échecs” saved."),
        ("ask", "Delete “Échecs”?"),
        ("ask", "Delete “Échecs”?"),
        ("say", "“Échecs” deleted."),
    ]
    dialog.accept()


def test_everybody_is_written_to_in_bcc_or_copied(driver: Driver, people: list[int], mail_program: MailProgram) -> None:
    group_id = driver.do(lambda s: create_group(s, GroupDetails("Parents", GroupKind.CONTACTS)))
    driver.do(lambda s: add_members(s, Members(group_id, tuple(people))))
    dialog = open_groups(driver)
    act(driver, dialog._panel, "Write to everybody…")
    assert mail_program.drafts == ["mailto:?bcc=aubert@ecole.example,moreau@ecole.example"]
    assert "A draft to 2 addresses is open. 1 person has none." in said(dialog)
    act(driver, dialog._panel, "Copy addresses")
    assert QGuiApplication.clipboard().text() == "aubert@ecole.example; moreau@ecole.example"
    assert "2 addresses are in the clipboard. 1 person has none." in said(dialog)
    many = driver.do(
        lambda s: tuple(
            make_person(s, f"Nom{n}", email=f"une.adresse.bien.longue.{n}@ecole.example") for n in range(60)
        )
    )
    driver.do(lambda s: add_members(s, Members(group_id, many)))
    driver.settle()
    act(driver, dialog._panel, "Write to everybody…")
    assert len(mail_program.drafts) == 1
    assert QGuiApplication.clipboard().text().count("; ") == 61
    dialog.accept()


def test_a_group_without_addresses_says_so(driver: Driver, people: list[int]) -> None:
    group_id = driver.do(lambda s: create_group(s, GroupDetails("Parents", GroupKind.CONTACTS)))
    driver.do(lambda s: add_members(s, Members(group_id, (people[2],))))
    dialog = open_groups(driver)
    act(driver, dialog._panel, "Copy addresses")
    assert "Nobody in this group has an e-mail address." in said(dialog)
    dialog.accept()


def test_the_list_shows_a_group_and_its_people_are_opened_from_here(driver: Driver, people: list[int]) -> None:
    group_id = driver.do(lambda s: create_group(s, GroupDetails("Parents", GroupKind.CONTACTS)))
    driver.do(lambda s: add_members(s, Members(group_id, tuple(people[:1]))))
    dialog = open_groups(driver)
    page = dialog.parentWidget()
    assert isinstance(page, PeoplePage)
    dialog._panel._table.selectRow(0)
    driver.keys(dialog._panel._table, Qt.Key.Key_Return)
    assert driver.said == [("open", ("person", people[0]))]
    driver.keys(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    driver.keys(driver.dialog(GroupsDialog)._tree, Qt.Key.Key_Return)
    assert list(page.list.table.model().ids) == people[:1]  # type: ignore[attr-defined]  # a RecordModel


def test_people_of_the_list_are_put_into_a_group_that_is_made_on_the_way(driver: Driver, people: list[int]) -> None:
    page = driver.open(PeoplePage)
    page.list.table.selectAll()
    driver.keys(page.list.table, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(JoinDialog)
    driver.pick(dialog, "group", "Élus")
    driver.save(dialog)
    assert [(row.title, row.kind, row.people) for row in driver.read(groups)] == [("Élus", GroupKind.CONTACTS, 3)]
    assert driver.said == [("say", "3 people added to “Élus”.")]


def test_a_link_is_no_longer_than_mail_programs_take() -> None:
    assert mail_link(["a&b@x.fr", "é@x.fr"]) == "mailto:?bcc=a%26b@x.fr,%C3%A9@x.fr"
    assert mail_link(["a" * 2000]) is None
