"""Purchase lots on screen: received with a scanner, prepared by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from coorddesk.inventory.queries.lots import LotCard, lot_card
from coorddesk.inventory.service import (
    Arrival,
    LotDetails,
    ModelAbout,
    ModelWords,
    NewLot,
    create_lot,
    create_model,
    find_or_create_category,
)
from coorddesk.inventory.ui.deploy_dialog import DeployDialog
from coorddesk.inventory.ui.lot_dialog import LotDialog, LotEditDialog, MoreDialog
from coorddesk.inventory.ui.lots_page import LotsDialog, LotsPage
from coorddesk.inventory.ui.page import InventoryPage
from tests.factories import make_asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from tests.screens import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def lot(session: Session, count: int = 3) -> int:
    category = find_or_create_category(session, "Laptop")
    details = LotDetails("Laptops", category, price=900_00)
    return create_lot(session, NewLot(details, Arrival(count, ("S1",)), ("BIOS", "Label")))


def card(driver: Driver, lot_id: int) -> LotCard:
    found = driver.read(lambda session: lot_card(session, lot_id))
    assert found is not None
    return found


def scan(driver: Driver, dialog: RecordDialog, *numbers: str) -> None:
    control = dialog.form.editor("serials").control
    control.setFocus()
    for number in numbers:
        QTest.keyClicks(control, number)
        QTest.keyClick(control, Qt.Key.Key_Return)
        driver.settle()


def said_of_serials(dialog: RecordDialog) -> str:
    return dialog.form.editor("serials").control.accessibleDescription()


def test_a_lot_is_received_with_a_scanner(driver: Driver) -> None:
    driver.do(lambda s: make_asset(s, "CD-7", serial="KNOWN"))
    driver.do(
        lambda s: create_model(s, ModelWords("Dell", "Latitude"), ModelAbout(find_or_create_category(s, "Laptop")))
    )
    page = driver.open(InventoryPage)
    driver.keys(page.list.table, Qt.Key.Key_B, CTRL | SHIFT)
    dialog = driver.dialog(LotDialog)
    driver.pick(dialog, "model", "Lati")
    assert dialog.form.editor("category").text() == "Laptop"
    scan(driver, dialog, "S1", "S2", "s1")
    assert said_of_serials(dialog) == "The serial number s1 is there already."
    scan(driver, dialog, "KNOWN")
    assert said_of_serials(dialog) == "The serial number KNOWN is that of CD-7 · Portable · KNOWN."
    scan(driver, dialog, "S3")
    assert (dialog.form.editor("serials").value(), dialog.form.editor("count").text()) == (("S1", "S2", "S3"), "3")
    driver.type(dialog, price="899", order_number="BC-1")
    driver.save(dialog)
    found = card(driver, 1)
    assert (found.row.name, [each.serial for each in found.devices]) == ("Dell Latitude × 3", ["S1", "S2", "S3"])
    assert [step.name for step in found.steps] == ["Label stuck on", "BIOS up to date", "Antivirus", ""]
    beside = driver.dialog(LotsDialog)
    assert beside.page.list.selected_ids() == [1]
    assert driver.said == [("say", "3 devices received.")]
    beside.close()


def test_a_list_of_numbers_is_pasted(driver: Driver) -> None:
    driver.do(lambda s: make_asset(s, "CD-7", serial="KNOWN"))
    page = driver.open(InventoryPage)
    page.windows.receive.trigger()
    dialog = driver.dialog(LotDialog)
    dialog.form.editor("serials").set_state("KNOWN\nS1\n\nS2\nKNOWN\n")
    driver.settle()
    assert dialog.form.editor("serials").value() == ("S1", "S2")
    assert dialog.form.editor("count").text() == "2"
    driver.desk.answer = True
    dialog.reject()
    assert driver.said == [("ask", "Throw away what you typed?")]


def test_a_checklist_is_ticked_by_keyboard(driver: Driver) -> None:
    lot_id = driver.do(lot)
    page = driver.open(LotsPage)
    page.open_card(lot_id)
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_Return, CTRL)
    dialog = driver.dialog(DeployDialog)
    QTest.keyClicks(dialog.scan.line, "nothing")
    QTest.keyClick(dialog.scan.line, Qt.Key.Key_Return)
    assert dialog.notice.accessibleName() == "“nothing” is no device of this lot."
    QTest.keyClicks(dialog.scan.line, "s1")
    QTest.keyClick(dialog.scan.line, Qt.Key.Key_Return)
    assert (dialog.table.currentRow(), dialog.table.currentColumn()) == (0, 2)
    driver.keys(dialog.table, Qt.Key.Key_Return)
    assert dialog.table.currentRow() == 1
    bios, label, conforms = (step.id for step in card(driver, lot_id).steps)
    assert [set(each.checks) for each in card(driver, lot_id).devices] == [{bios}, set(), set()]
    driver.keys(dialog.table, Qt.Key.Key_Return, CTRL)
    dialog.table.setCurrentCell(1, 4)
    driver.keys(dialog.table, Qt.Key.Key_Return)
    assert dialog.notice.accessibleName() == "CD-00002 does not conform yet: “Label” is left to do."
    dialog.table.setCurrentCell(2, 2)
    driver.keys(dialog.table, Qt.Key.Key_Return, SHIFT)
    assert [set(each.checks) for each in card(driver, lot_id).devices] == [{bios}, {bios}, {bios, label, conforms}]
    dialog.table.setCurrentCell(0, 3)
    driver.keys(dialog.table, Qt.Key.Key_Return, CTRL)
    dialog.table.setCurrentCell(0, 4)
    driver.keys(dialog.table, Qt.Key.Key_Return, CTRL)
    assert card(driver, lot_id).row.left == 0
    dialog.close()


def test_a_serial_number_is_typed_where_one_is_missing(driver: Driver) -> None:
    lot_id = driver.do(lot)
    page = driver.open(LotsPage)
    page.open_card(lot_id)
    driver.settle()
    page.deploy.trigger()
    dialog = driver.dialog(DeployDialog)
    item = dialog.table.item(1, 1)
    assert item is not None
    item.setText("S1")
    driver.settle()
    assert dialog.notice.accessibleName() == "The serial number S1 is that of CD-00001 · S1."
    dialog.table.item(1, 1).setText("S2")  # type: ignore[union-attr]  # it is there
    driver.settle()
    assert [each.serial for each in card(driver, lot_id).devices] == ["S1", "S2", None]
    dialog.close()


def test_a_lot_is_edited_filled_up_and_its_devices_are_shown(driver: Driver) -> None:
    lot_id = driver.do(lot)
    page = driver.open(LotsPage)
    page.open_card(lot_id)
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(LotEditDialog)
    driver.type(dialog, invoice_number="F-9")
    driver.save(dialog)
    page.more.trigger()
    more = driver.dialog(MoreDialog)
    driver.type(more, count="2")
    driver.save(more)
    found = card(driver, lot_id)
    assert (found.row.invoice_number, found.row.devices) == ("F-9", 5)
    page.list.select([lot_id])
    driver.settle()
    page.devices.trigger()
    assert driver.said[-1] == ("list", "asset", ("lot", lot_id))


def test_a_lot_with_devices_is_not_deleted(driver: Driver) -> None:
    lot_id = driver.do(lot)
    page = driver.open(LotsPage)
    page.open_card(lot_id)
    driver.settle()
    page.delete.trigger()
    driver.settle()
    assert driver.said == [("warn", "“Laptops” cannot be deleted: it still has 3 devices.")]


def test_a_lot_opens_in_its_window_wherever_it_is_named(driver: Driver) -> None:
    lot_id = driver.do(lot)
    page = driver.open(InventoryPage)
    page.open_record(("lot", lot_id))
    driver.settle()
    beside = driver.dialog(LotsDialog)
    page.open_record(("lot", lot_id))
    assert driver.dialog(LotsDialog) is beside
    assert beside.page.list.selected_ids() == [lot_id]
    beside.page.devices.trigger()
    driver.settle()
    page.open_list(("lot", lot_id))
    driver.settle()
    assert page.query.lot == lot_id
    chips = [chip.text() for chip in page.chips.findChildren(QAbstractButton) if chip.text()]
    assert chips[0].startswith("Lot: Laptops")
