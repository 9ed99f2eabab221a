"""The list of suppliers, with what came from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from coorddesk.directory.queries import supplier
from coorddesk.directory.service import SupplierDetails, SupplierEdit, edit_supplier
from coorddesk.directory.ui.supplier_dialog import SupplierDialog
from coorddesk.directory.ui.suppliers_page import SuppliersPage
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_supplier
from tests.screens import write

if TYPE_CHECKING:
    from tests.screens import Driver


def ids_shown(page: SuppliersPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def test_an_empty_desk_says_what_to_do_and_a_supplier_is_entered(driver: Driver) -> None:
    page = driver.open(SuppliersPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    add, sheet = empty.findChildren(QPushButton)
    driver.click(sheet)
    driver.click(add)
    dialog = driver.dialog(SupplierDialog)
    driver.type(dialog, name="LDLC Pro", contact="Clara Weber", email="pro@example.org", phone="02 00", notes="Écrans")
    driver.type(dialog, address="1, rue", website="https://example.org", customer_number="C1")
    driver.save(dialog)
    (supplier_id,) = ids_shown(page)
    row = driver.read(lambda s: supplier(s, supplier_id))
    assert row is not None
    assert (row.name, row.contact, row.email, row.phone) == ("LDLC Pro", "Clara Weber", "pro@example.org", "02 00")
    assert (row.address, row.website, row.customer_number, row.notes) == (
        "1, rue", "https://example.org", "C1", "Écrans",
    )  # fmt: skip
    assert page.card._title.text() == "LDLC Pro"
    assert driver.said == [("import", "suppliers"), ("say", "“LDLC Pro” added.")]


def test_a_supplier_is_changed_deleted_or_kept_for_what_was_bought(driver: Driver) -> None:
    one, two = driver.do(lambda s: [make_supplier(s, "Atelier"), make_supplier(s, "Reprolux")])
    driver.do(lambda s: make_asset(s, supplier_id=one))
    page = driver.open(SuppliersPage)
    page.list.select([two])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SupplierDialog)
    driver.type(dialog, name="Atelier")
    driver.save(dialog)
    assert "There is already “Atelier”." in [label.text() for label in dialog.findChildren(QLabel)]
    driver.type(dialog, name="Reprolux SARL")
    driver.save(dialog)
    for supplier_id in (one, two):
        page.list.select([supplier_id])
        driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert [kind for kind, *_text in driver.said] == ["say", "warn", "say"]
    assert ids_shown(page) == [one]


def test_suppliers_are_searched_and_sorted(driver: Driver) -> None:
    one, two = driver.do(lambda s: [make_supplier(s, "Atelier", contact="Ana"), make_supplier(s, "Reprolux")])
    page = driver.open(SuppliersPage)
    page.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    driver.settle()
    assert ids_shown(page) == [two, one]
    page.list.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    driver.settle()
    assert (page.query.sort, ids_shown(page)) == ("contact", [one, two])
    page.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    write(page.search, "ana")
    driver.keys(page.search, Qt.Key.Key_Return)
    assert ids_shown(page) == [one]
    page.open_record(("supplier", two))
    driver.settle()
    assert (page.list.selected_ids(), page.search.text()) == ([two], "")
    write(page.search, "zzz")
    driver.keys(page.search, Qt.Key.Key_Return)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    driver.click(empty.findChildren(QPushButton)[0])
    assert ids_shown(page) == [two, one]


def test_a_supplier_changed_meanwhile_is_not_overwritten_where_nobody_typed(driver: Driver) -> None:
    supplier_id = driver.do(lambda s: make_supplier(s, "Atelier"))
    page = driver.open(SuppliersPage)
    page.list.select([supplier_id])
    driver.settle()
    page.verbs.edit.trigger()
    dialog = driver.dialog(SupplierDialog)
    driver.type(dialog, contact="Ana")
    driver.do(lambda s: edit_supplier(s, SupplierEdit(supplier_id, 1, SupplierDetails("Atelier", phone="02 00"))))
    driver.save(dialog)
    driver.settle()
    row = driver.read(lambda s: supplier(s, supplier_id))
    assert row is not None
    assert (row.contact, row.phone) == ("Ana", "02 00")


def test_there_is_no_card_of_what_is_gone(driver: Driver) -> None:
    page = driver.open(SuppliersPage)
    page.open_card(999)
    driver.settle()
    assert page.card._title.text() == "This is no longer there."
