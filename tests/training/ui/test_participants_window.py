"""The people of a session in its window: registered by few keys, waiting, withdrawn, counted, certified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, Members, add_members, create_group
from coorddesk.labels.ui.filing_dialog import FilingDialog
from coorddesk.reporting.document import write_document
from coorddesk.reporting.stamp import stamp_of
from coorddesk.training.queries import headcounts, issued_of
from coorddesk.training.reports.sheets import attendance_sheets
from coorddesk.training.rules.people import Gender
from coorddesk.training.rules.words import DocumentKind, RegistrationState, Result
from coorddesk.training.service import Guest, Registering, register
from coorddesk.training.ui.attendance_window import AttendanceWindow
from coorddesk.training.ui.certificates_dialog import CertificatesDialog
from coorddesk.training.ui.group_dialog import GroupDialog
from coorddesk.training.ui.headcount_dialog import HeadcountDialog
from coorddesk.training.ui.headcount_editor import SplitEditor
from coorddesk.training.ui.participants_window import ParticipantsWindow
from coorddesk.training.ui.register_dialog import RegisterDialog, guests_typed
from coorddesk.training.ui.withdraw_dialog import WithdrawDialog
from tests.factories import make_person
from tests.screens import write
from tests.training.asked import by_name, make_session

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.screens import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def owner(driver: Driver) -> QWidget:
    """What the window stands over; who holds it keeps the window alive."""
    made = QWidget()
    driver.bot.addWidget(made)
    made.resize(1_280, 800)
    made.show()
    return made


def open_window(driver: Driver, owner: QWidget, session_id: int) -> ParticipantsWindow:
    window = ParticipantsWindow(driver.desk, owner, session_id)
    window.open()
    driver.settle()
    window.activateWindow()
    driver.bot.waitUntil(window.isActiveWindow)
    return window


def close(window: ParticipantsWindow, driver: Driver) -> None:
    window.reject()
    driver.settle()


def named(driver: Driver, session_id: int) -> dict[str, RegistrationState]:
    return {name: row.state for name, row in driver.read(lambda session: by_name(session, session_id)).items()}


def twenty(session: Session) -> int:
    for number in range(1, 21):
        make_person(session, f"Nom{chr(96 + number)}", "Alix")
    return make_session(session)


def test_twenty_people_are_registered_by_five_keys_each_or_pasted_by_three(driver: Driver, owner: QWidget) -> None:
    session_id = driver.do(twenty)
    window = open_window(driver, owner, session_id)
    strokes = 1
    driver.keys(window.list, Qt.Key.Key_N, CONTROL)
    assert window.line.line.hasFocus()
    for letter in "ab":
        write(window.line.line, f"nom{letter}")
        driver.bot.waitUntil(window.line.picker.popup.isVisible)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(window.line.picker.popup, key)
        driver.settle()
        strokes += 6
    assert window.line.line.text() == ""
    assert strokes == 13
    QGuiApplication.clipboard().setText("\n".join(f"Alix Nom{chr(96 + number)}" for number in range(1, 21)))
    QTest.keyClick(window.line.line, Qt.Key.Key_V, CONTROL)
    dialog = driver.dialog(RegisterDialog)
    driver.bot.waitUntil(lambda: dialog.list.list.topLevelItemCount() == 20)
    assert dialog.told.words.text() == "18 people get a place.\n2 people are registered already."
    driver.save(dialog)
    assert len(named(driver, session_id)) == 20
    assert window.head.taken.text() == "20 registered"
    assert ("say", "18 people registered. 2 people were registered already.") in driver.said
    close(window, driver)


def test_a_full_session_makes_wait_and_a_place_given_up_is_offered(driver: Driver, owner: QWidget) -> None:
    def full(session: Session) -> int:
        make_person(session)
        session_id = make_session(session, capacity=2, first=driver.desk.clock.today())
        register(session, Registering(session_id, guests=(Guest("Roux Léa"), Guest("Petit Hugo"))))
        return session_id

    session_id = driver.do(full)
    window = open_window(driver, owner, session_id)
    assert window.head.taken.text() == "2 of 2"
    assert window.head.hint.isVisible()
    window.line.setFocus()
    for name in ("Moreau Inès", "Moreau Innès"):
        write(window.line.line, name)
        QTest.keyClick(window.line.line, Qt.Key.Key_Return)
        driver.settle()
    assert window.outcome.doubt.accessibleName().endswith("one letter apart?")
    assert named(driver, session_id) == {
        "Petit Hugo": RegistrationState.REGISTERED,
        "Roux Léa": RegistrationState.REGISTERED,
        "Moreau Inès": RegistrationState.WAITING,
        "Moreau Innès": RegistrationState.WAITING,
    }
    driver.keys(window, Qt.Key.Key_Z, CONTROL)
    assert "Moreau Innès" not in named(driver, session_id)
    there = driver.read(lambda session: by_name(session, session_id))
    window.list.select([there["Roux Léa"].id])
    driver.keys(window.list, Qt.Key.Key_W)
    dialog = driver.dialog(WithdrawDialog)
    assert "withdrawn late" in dialog.form.editor("told").words.text()  # type: ignore[attr-defined]  # it is a Told
    driver.save(dialog)
    assert "offered to Inès Moreau, who answers by" in window.outcome.done.accessibleName()
    window.list.select([there["Moreau Inès"].id])
    driver.keys(window.list, Qt.Key.Key_Y)
    assert named(driver, session_id) == {
        "Moreau Inès": RegistrationState.REGISTERED,
        "Petit Hugo": RegistrationState.REGISTERED,
        "Roux Léa": RegistrationState.WITHDRAWN_LATE,
    }
    close(window, driver)


def test_whoever_was_never_painted_withdraws_with_the_others(driver: Driver, owner: QWidget) -> None:
    def two(session: Session) -> int:
        session_id = make_session(session, capacity=2, first=driver.desk.clock.today())
        register(session, Registering(session_id, guests=(Guest("Roux Léa"), Guest("Petit Hugo"))))
        return session_id

    session_id = driver.do(two)
    window = open_window(driver, owner, session_id)
    there = [row.id for row in driver.read(lambda session: by_name(session, session_id)).values()]
    window.list.select(there)
    driver.settle()
    del window.list.model.pages._rows[there[0]]
    driver.keys(window.list, Qt.Key.Key_W)
    driver.save(driver.dialog(WithdrawDialog))
    assert set(named(driver, session_id).values()) == {RegistrationState.WITHDRAWN_LATE}
    close(window, driver)


def season(session: Session, first: date) -> int:
    people = tuple(make_person(session, name) for name in ("Moreau", "Petit", "Roux"))
    group = create_group(session, GroupDetails("CM2 A", GroupKind.GROUP))
    add_members(session, Members(group, people))
    session_id = make_session(session, capacity=20, first=first)
    register(session, Registering(session_id, people[:1]))
    return session_id


def test_a_class_is_registered_at_once_and_counted_without_names(driver: Driver, owner: QWidget) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    window = open_window(driver, owner, session_id)
    driver.keys(window.list, Qt.Key.Key_G)
    group = driver.dialog(GroupDialog)
    driver.pick(group, "group", "cm2")
    assert group.told.words.text() == "2 people get a place.\n1 person is registered already."
    driver.save(group)
    there = driver.read(lambda session: by_name(session, session_id))
    assert len(there) == 3
    driver.keys(window.list, Qt.Key.Key_C)
    count = driver.dialog(HeadcountDialog)
    driver.settle()
    driver.type(count, total="3")
    genders = count.form.editor("genders")
    assert isinstance(genders, SplitEditor)
    genders.set_value({Gender.FEMALE: 4})
    assert genders.rest.text() == "1 more than came"
    driver.save(count)
    assert count.isVisible()
    genders.set_value({Gender.FEMALE: 2})
    driver.save(count)
    counted = driver.read(lambda session: headcounts(session, session_id))
    assert (counted[None].total, counted[None].genders) == (3, {Gender.FEMALE: 2})
    close(window, driver)


def test_the_attendance_is_typed_and_certificates_are_issued_and_printed_again(driver: Driver, owner: QWidget) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    window = open_window(driver, owner, session_id)
    driver.keys(window.list, Qt.Key.Key_T)
    sheet = driver.dialog(AttendanceWindow)
    for _half_day in range(2):
        QTest.keyClick(sheet.all_but, Qt.Key.Key_Return)
    driver.keys(sheet, Qt.Key.Key_S, CONTROL)
    driver.keys(window.list, Qt.Key.Key_T)
    sheet = driver.dialog(AttendanceWindow)
    assert sheet.said_by.text().startswith("typed by Camille Martin, ")
    sheet.reject()
    assert "Attendance typed by Camille Martin" in window.head.typed.text()
    driver.keys(window.list, Qt.Key.Key_D)
    certificates = driver.dialog(CertificatesDialog)
    certificates.kind.set_value(DocumentKind.COMPLETION)
    driver.settle()
    assert not certificates.issue.isEnabled()
    certificates.list.selectAll()
    driver.keys(certificates.list, Qt.Key.Key_1)
    assert certificates.issue.text() == "Issue 1 certificate"
    driver.click(certificates.issue)
    issued = driver.read(lambda session: issued_of(session, sessions=(session_id,)))
    assert [each.said.skills[0].result for each in issued] == [Result.ACQUIRED]
    assert ("report", "training-certificates") in driver.said
    certificates.list.selectAll()
    driver.keys(certificates.list, Qt.Key.Key_Space)
    driver.click(certificates.again)
    issued = driver.read(lambda session: issued_of(session, sessions=(session_id,)))
    assert [each.reprints for each in issued] == [1]
    certificates.reject()
    close(window, driver)


def test_the_printed_sheet_comes_back_signed_and_is_filed_to_its_session(
    driver: Driver, owner: QWidget, tmp_path: Path
) -> None:
    session_id = driver.do(lambda session: season(session, driver.desk.clock.today()))
    window = open_window(driver, owner, session_id)
    driver.keys(window.list, Qt.Key.Key_S)
    driver.keys(window.list, Qt.Key.Key_F)
    assert driver.said == [
        ("report", "attendance-sheets"),
        ("scans", [], ("training_session", session_id), "F-2026-001"),
    ]
    path = tmp_path / "scan.pdf"
    with path.open("wb") as out, driver.database.reading() as session:
        write_document(attendance_sheets(session, (session_id,)), out, stamp_of(session), driver.desk.texts)
    filing = FilingDialog(driver.desk, window, (("training_session", session_id), "F-2026-001"))
    filing.show()
    filing.look_at([path])
    driver.settle()
    assert filing.list.topLevelItemCount() == 1
    driver.click(filing._file)
    assert window.head.typed.text().startswith("1 file attached")
    close(window, driver)


def test_lines_as_sheets_paste_them() -> None:
    assert guests_typed("Moreau Inès; ines@ville.fr; CM2 A\n\nROUX\tLéa\tlea@x.fr\nPetit Hugo;Mairie\n") == (
        Guest("Moreau Inès", "ines@ville.fr", "CM2 A"),
        Guest("ROUX Léa", "lea@x.fr"),
        Guest("Petit Hugo", "", "Mairie"),
    )
