"""The form of a device: entered and changed by keyboard, refused beside the field, and never lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QTableWidget

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.queries import AssetQuery, asset_ids, status_labels
from coorddesk.inventory.queries.lives import lived
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.inventory.service import (
    Chosen,
    InterfaceDetails,
    NetworkEdit,
    NewLabel,
    create_label,
    delete_assets,
    edit_network,
)
from coorddesk.inventory.ui.asset_dialog import AssetDialog, Purpose
from coorddesk.inventory.ui.life_dialog import LifeDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.widgets.forms.merge_dialog import MergeDialog
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from coorddesk.inventory.queries import AssetRow
    from tests.inventory.ui.conftest import Stored
    from tests.screens import Driver


def new_device(driver: Driver) -> tuple[InventoryPage, AssetDialog]:
    page = driver.open(InventoryPage)
    driver.keys(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return page, driver.dialog(AssetDialog)


def edit_device(driver: Driver, asset_id: int) -> tuple[InventoryPage, AssetDialog]:
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    return page, driver.dialog(AssetDialog)


def troubles(dialog: AssetDialog) -> list[str]:
    found = [label for label in dialog.findChildren(QLabel) if label.property("kind") == "error"]
    return [label.text() for label in found if label.isVisible()]


def test_a_device_is_entered_with_everything_by_keyboard_alone(driver: Driver, stored: Stored) -> None:
    page, dialog = new_device(driver)
    driver.type(
        dialog,
        name="Portable du CDI",
        tag="P-1",
        serial="SN 1",
        quantity="2",
        purchase_date="15/3/24",
        price="1 234,5",
        warranty_months="24",
        order_number="BC-1",
        invoice_number="F-1",
        notes="Housse bleue",
    )
    driver.pick(dialog, "category", "Portables")
    driver.pick(dialog, "manufacturer", "Dell")
    driver.pick(dialog, "model", "Latitude")
    driver.pick(dialog, "place", "Nord / CDI")
    driver.pick(dialog, "holder", "Inès Moreau")
    driver.pick(dialog, "department", "CDI")
    driver.pick(dialog, "supplier", "LDLC")
    dialog.form.editor("condition").set_value(Condition.NEW)
    driver.save(dialog)
    (row,) = stored()
    assert (row.name, row.tag, row.serial, row.quantity) == ("Portable du CDI", "P-1", "SN 1", 2)
    assert (row.category, row.manufacturer, row.model) == ("Portables", "Dell", "Latitude")
    assert (row.place, row.holder, row.department, row.supplier) == ("Nord / CDI", "Inès Moreau", "CDI", "LDLC")
    assert (row.purchase_date, row.price, row.warranty_end) == (date(2024, 3, 15), 123450, date(2026, 3, 14))
    assert (row.order_number, row.invoice_number, row.notes) == ("BC-1", "F-1", "Housse bleue")
    assert (row.meta, row.condition) == (MetaStatus.ASSIGNED, Condition.NEW)
    assert page.list.selected_ids() == [row.id]
    assert page.card.isVisible()
    assert driver.said == [("say", "Device added.")]


def test_a_number_is_drawn_unless_its_user_does_not_want_that(driver: Driver, stored: Stored) -> None:
    page, dialog = new_device(driver)
    driver.type(dialog, name="Un")
    driver.save(dialog)
    assert [row.tag for row in stored()] == ["CD-00001"]
    page.verbs.new.trigger()
    dialog = driver.dialog(AssetDialog)
    dialog.form.editor("draw").set_value(False)
    driver.type(dialog, name="Deux")
    driver.save(dialog)
    page.verbs.new.trigger()
    dialog = driver.dialog(AssetDialog)
    assert dialog.form.editor("draw").value() is False
    driver.type(dialog, name="Trois")
    driver.save(dialog)
    assert [row.tag for row in stored()] == ["CD-00001", None, None]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("tag", "The inventory number CD-1 is that of CD-1 · Écran · SN-1."),
        ("serial", "The serial number SN-1 is that of CD-1 · Écran · SN-1."),
    ],
)
def test_a_number_that_is_taken_is_refused_beside_its_field(
    driver: Driver, stored: Stored, field: str, said: str
) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", serial="SN-1", name="Écran"))
    _page, dialog = new_device(driver)
    driver.type(dialog, **{"name": "Autre", field: "cd-1" if field == "tag" else "sn-1"})
    driver.save(dialog)
    assert [text.casefold() for text in troubles(dialog)] == [said.casefold()]
    assert dialog.form.editor(field).control.hasFocus()
    driver.type(dialog, **{field: "other"})
    assert troubles(dialog) == []
    driver.save(dialog)
    assert len(stored()) == 2


def test_what_the_bin_holds_keeps_its_number(driver: Driver) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1"))
    driver.do(lambda s: delete_assets(s, Chosen((asset_id,))))
    _page, dialog = new_device(driver)
    driver.type(dialog, name="Autre", tag="CD-1")
    driver.save(dialog)
    assert "bin" in troubles(dialog)[0]
    dialog.form.settle()
    dialog.reject()


def test_nothing_at_all_is_no_device(driver: Driver) -> None:
    _page, dialog = new_device(driver)
    dialog.form.editor("draw").set_value(False)
    driver.save(dialog)
    assert troubles(dialog) == ["Say what it is: a name, a number, a category or a model."]
    dialog.reject()


def test_wrong_values_are_all_marked_and_the_keyboard_goes_to_the_first(driver: Driver) -> None:
    _page, dialog = new_device(driver)
    driver.type(dialog, price="a lot", purchase_date="31/2/2024", quantity="0")
    driver.save(dialog)
    assert len(troubles(dialog)) == 3
    assert dialog.form.editor("quantity").control.hasFocus()
    dialog.form.settle()
    dialog.reject()


def test_escape_asks_before_it_throws_away_what_was_typed(driver: Driver, stored: Stored) -> None:
    _page, dialog = new_device(driver)
    driver.type(dialog, name="Portable")
    driver.desk.answer = False
    driver.keys(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.form.editor("name").value() == "Portable"
    driver.desk.answer = True
    driver.keys(dialog, Qt.Key.Key_Escape)
    assert driver.said == [("ask", "Throw away what you typed?")] * 2
    assert stored() == []


def test_a_device_is_changed_and_a_change_of_place_is_a_movement(driver: Driver, stored: Stored) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1", model=("Dell", "Latitude", "5420"), place="Nord"))
    driver.do(lambda s: make_place(s, "Sud"))
    _page, dialog = edit_device(driver, asset_id)
    assert dialog.windowTitle() == "Edit CD-1"
    assert [dialog.form.editor(key).control.text() for key in ("manufacturer", "model", "place")] == [  # type: ignore[attr-defined]
        "Dell", "Latitude", "Nord",
    ]  # fmt: skip
    assert dialog.form.touched() == []
    driver.type(dialog, name="Renommé")
    dialog.form.editor("place").control.clear()  # type: ignore[attr-defined]
    driver.pick(dialog, "place", "Sud")
    driver.save(dialog)
    (row,) = stored()
    assert (row.name, row.place, row.model) == ("Renommé", "Sud", "Latitude")
    assert driver.said == [("say", "CD-1 saved.")]


def test_undo_takes_a_new_device_away_again(driver: Driver, stored: Stored) -> None:
    _page, dialog = new_device(driver)
    driver.type(dialog, name="Portable")
    driver.save(dialog)
    driver.do(lambda s: undo(s, next_to_undo(s) or 0))
    driver.settle()
    assert stored() == []


def test_one_like_another_takes_over_all_but_what_is_its_own(driver: Driver, stored: Stored) -> None:
    holder = driver.do(make_person)
    first = driver.do(
        lambda s: make_asset(
            s, "CD-1", serial="SN-1", model=("Dell", "Latitude", ""), place="Nord", holder_id=holder, price=9900
        )
    )
    page = driver.open(InventoryPage)
    page.list.select([first])
    driver.keys(page.list.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(AssetDialog)
    assert dialog.windowTitle() == "New device like CD-1"
    driver.type(dialog, tag="CD-2")
    driver.save(dialog)
    one, other = stored()
    assert (other.tag, other.serial, other.holder, other.meta) == ("CD-2", None, None, MetaStatus.IN_STOCK)
    assert (other.name, other.model, other.place, other.price) == (one.name, one.model, one.place, one.price)


def test_a_model_brings_its_manufacturer_and_another_manufacturer_drops_the_model(
    driver: Driver, stored: Stored
) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", model=("Dell", "Latitude", "")))
    driver.do(lambda s: make_asset(s, "CD-2", model=("HP", "ProBook", "")))
    _page, dialog = new_device(driver)
    driver.pick(dialog, "model", "Latitude")
    assert dialog.form.editor("manufacturer").control.text() == "Dell"  # type: ignore[attr-defined]
    dialog.form.editor("manufacturer").control.clear()  # type: ignore[attr-defined]
    driver.pick(dialog, "manufacturer", "HP")
    assert dialog.form.editor("model").value() is None
    driver.type(dialog, tag="CD-3")
    driver.save(dialog)
    row: AssetRow = stored(text="CD-3")[0]
    assert (row.manufacturer, row.model) == ("HP", "")


def test_models_are_offered_of_the_manufacturer_named_and_made_of_it(driver: Driver, stored: Stored) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", model=("Dell", "Latitude", "")))
    driver.do(lambda s: make_asset(s, "CD-2", model=("HP", "Latitude HP", "")))
    _page, dialog = new_device(driver)
    driver.pick(dialog, "manufacturer", "HP")
    driver.pick(dialog, "model", "Lati")
    assert dialog.form.editor("model").control.text() == "Latitude HP"  # type: ignore[attr-defined]
    dialog.form.editor("model").control.clear()  # type: ignore[attr-defined]
    driver.pick(dialog, "model", "EliteBook")
    driver.type(dialog, tag="CD-3")
    driver.save(dialog)
    row = stored(text="CD-3")[0]
    assert (row.manufacturer, row.model) == ("HP", "EliteBook")


def test_somebody_elses_change_is_shown_field_by_field_and_mine_kept(driver: Driver, stored: Stored) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1", name="Avant", notes="avant", place="Nord"))
    _page, dialog = edit_device(driver, asset_id)
    driver.type(dialog, name="Le mien")
    other = AssetDialog(driver.desk, dialog, driver.read(status_labels), Purpose(asset_id))
    other.open()
    driver.settle()
    driver.type(other, name="Le leur", notes="le leur")
    driver.save(other)

    def merge() -> None:
        (merging,) = [window for window in QApplication.topLevelWidgets() if isinstance(window, MergeDialog)]
        shown.extend(radio.accessibleName() for radio in merging.findChildren(QRadioButton))
        merging.accept()

    shown: list[str] = []
    QTimer.singleShot(300, merge)
    driver.save(dialog)
    driver.bot.waitUntil(lambda: len(shown) > 0)
    driver.settle()
    assert shown == ["Name, what you typed: Le mien", "Name, what stands there now: Le leur"]
    (row,) = stored()
    assert (row.name, row.notes) == ("Le mien", "le leur")


def test_addresses_are_typed_in_the_form_of_a_device(driver: Driver) -> None:
    other = driver.do(lambda s: make_asset(s, "CD-9"))
    driver.do(lambda s: edit_network(s, NetworkEdit(other, 1, (InterfaceDetails(ip="10.0.0.2"),))))
    _page, dialog = new_device(driver)
    driver.type(dialog, name="Commutateur", tag="CD-1")
    type_address(dialog, "sw-1", "10.0.0.999")
    driver.save(dialog)
    assert troubles(dialog) == ["“10.0.0.999” is no IP address. Write it like 192.168.1.20 or 2001:db8::20."]
    type_address(dialog, "sw-1", "10.0.0.2")
    driver.save(dialog)
    assert driver.said == [("say", "10.0.0.2 is also an address of CD-9.")]
    (asset_id,) = [row_id for row_id in driver.read(lambda s: asset_ids(s, AssetQuery())) if row_id != other]
    page, dialog = edit_device(driver, asset_id)
    type_address(dialog, "sw-1", "10.0.0.3")
    driver.save(dialog)
    assert [(row.name, row.ip) for row in driver.read(lambda s: interfaces(s, asset_id))] == [("sw-1", "10.0.0.3")]
    page.verbs.copy.trigger()
    dialog = driver.dialog(AssetDialog)
    assert dialog.form.editor("interfaces").state() == ()
    dialog.reject()


def test_addresses_that_somebody_else_wrote_meanwhile_are_kept(driver: Driver, stored: Stored) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1", name="Avant"))
    _page, dialog = edit_device(driver, asset_id)
    driver.do(lambda s: edit_network(s, NetworkEdit(asset_id, 1, (InterfaceDetails("sw-1", "10.0.0.2"),))))
    driver.type(dialog, notes="Cœur de réseau")
    driver.save(dialog)
    assert [row.ip for row in driver.read(lambda s: interfaces(s, asset_id))] == ["10.0.0.2"]
    assert [row.notes for row in stored()] == ["Cœur de réseau"]


def test_its_life_is_told_from_the_form_of_a_device(driver: Driver) -> None:
    asset_id = driver.do(lambda s: make_asset(s, "CD-1", price=900_00))
    _page, dialog = edit_device(driver, asset_id)
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Life and value…"]
    button.click()
    life = driver.dialog(LifeDialog)
    driver.type(life, residual="100")
    driver.save(life)
    driver.type(dialog, notes="Revendu ensuite")
    driver.save(dialog)
    assert driver.read(lambda s: lived(s, [asset_id]))[asset_id].residual == 100_00


def type_address(dialog: AssetDialog, name: str, ip: str) -> None:
    table = dialog.form.editor("interfaces").control
    assert isinstance(table, QTableWidget)
    for column, text in enumerate((name, ip)):
        cell = table.item(0, column)
        assert cell is not None
        cell.setText(text)


def test_a_device_deleted_meanwhile_says_so(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    dialog = AssetDialog(driver.desk, page, driver.read(status_labels), Purpose(999))
    dialog.open()
    driver.settle()
    assert "This is no longer there: somebody deleted it." in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_a_desk_of_its_own_statuses_offers_them(driver: Driver, stored: Stored) -> None:
    driver.do(lambda s: create_label(s, NewLabel(MetaStatus.UNDER_REPAIR, "Chez le réparateur")))
    _page, dialog = new_device(driver)
    box = dialog.form.editor("status").control
    QTest.keyClicks(box, "Chez")
    driver.type(dialog, name="Portable")
    driver.save(dialog)
    assert [row.label for row in stored()] == ["Chez le réparateur"]
