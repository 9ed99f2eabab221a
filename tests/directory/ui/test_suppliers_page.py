"""The list of suppliers, with what came from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QTreeWidgetItem, QWidget

from coorddesk.directory.queries import contacts, supplier
from coorddesk.directory.rules import SupplierKind
from coorddesk.directory.service import ContactDetails, SupplierDetails, SupplierEdit, edit_supplier
from coorddesk.directory.ui.cards import supplier_card
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
    driver.type(dialog, address="1, rue", website="https://example.org", customer_number="C1", company_number="4035")
    driver.save(dialog)
    (supplier_id,) = ids_shown(page)
    row = driver.read(lambda s: supplier(s, supplier_id))
    assert row is not None
    assert (row.name, row.contact, row.email, row.phone) == ("LDLC Pro", "Clara Weber", "pro@example.org", "02 00")
    assert (row.address, row.website, row.customer_number, row.company_number, row.notes) == (
        "1, rue", "https://example.org", "C1", "4035", "Écrans",
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
    page.list.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
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


def choices(page: SuppliersPage) -> list[QTreeWidgetItem]:
    head = page._filters.topLevelItem(0)
    assert head is not None
    return [child for place in range(head.childCount()) if (child := head.child(place)) is not None]


def contact_cells(dialog: SupplierDialog) -> QTableWidget:
    table = dialog.form.editor("contacts").control
    assert isinstance(table, QTableWidget)
    return table


def typing_in() -> QWidget:
    """The cell that has the keyboard."""
    cell = QApplication.focusWidget()
    assert cell is not None
    return cell


def test_contacts_are_typed_line_by_line_and_taken_out(driver: Driver) -> None:
    supplier_id = driver.do(lambda s: make_supplier(s, "LDLC Pro", contacts=(ContactDetails("Ana Silva", "Ventes"),)))
    page = driver.open(SuppliersPage)
    page.list.select([supplier_id])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SupplierDialog)
    table = contact_cells(dialog)
    assert table.rowCount() == 2
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    write(typing_in(), "Zoé Wéber")
    QTest.keyClick(typing_in(), Qt.Key.Key_Tab)
    write(typing_in(), "SAV")
    QTest.keyClick(typing_in(), Qt.Key.Key_Tab)
    write(typing_in(), "zoe@ldlc.example")
    driver.save(dialog)
    listed = driver.read(lambda s: contacts(s, supplier_id))
    assert [(each.name, each.role, each.email) for each in listed] == [
        ("Ana Silva", "Ventes", ""),
        ("Zoé Wéber", "SAV", "zoe@ldlc.example"),
    ]
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SupplierDialog)
    table = contact_cells(dialog)
    assert dialog.form.touched() == []
    table.setCurrentCell(0, 0)
    driver.keys(table, Qt.Key.Key_Delete)
    assert dialog.form.touched() == ["contacts"]
    driver.save(dialog)
    assert [each.name for each in driver.read(lambda s: contacts(s, supplier_id))] == ["Zoé Wéber"]


def test_a_contact_without_a_name_is_told_beside_the_lines(driver: Driver) -> None:
    supplier_id = driver.do(lambda s: make_supplier(s, "LDLC Pro"))
    page = driver.open(SuppliersPage)
    page.list.select([supplier_id])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(SupplierDialog)
    contact_cells(dialog).item(0, 1).setText("Ventes")  # type: ignore[union-attr]  # the blank line is there
    driver.save(dialog)
    assert "A contact needs a name." in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    dialog.reject()
    assert driver.said == [("ask", "Throw away what you typed?")]


def test_the_card_tells_whom_to_write_to_and_the_list_shows_partners(driver: Driver) -> None:
    people = (ContactDetails("Ana Silva", "Ventes", "ana@ldlc.example", "+33 4 27"),)
    one = driver.do(lambda s: make_supplier(s, "LDLC Pro", website="ldlc.example", contacts=people))
    two = driver.do(lambda s: make_supplier(s, "Canopé", kind=SupplierKind.PARTNER))
    card = driver.read(lambda s: supplier_card(s, one, ()))
    assert card is not None
    assert [[(fact.text, fact.address) for fact in section.facts if fact.text] for section in card.sections] == [
        [("ldlc.example", "https://ldlc.example")],
        [("Ventes", ""), ("ana@ldlc.example", "mailto:ana@ldlc.example"), ("+33 4 27", "tel:+33427")],
        [],
    ]
    page = driver.open(SuppliersPage)
    suppliers, partners = choices(page)
    assert [(item.text(0), item.text(1)) for item in (suppliers, partners)] == [("Suppliers", "1"), ("Partners", "1")]
    page._filters.setCurrentItem(partners)
    driver.keys(page._filters, Qt.Key.Key_Space)
    assert (ids_shown(page), page.query.kind) == ([two], SupplierKind.PARTNER)
    driver.keys(page._filters, Qt.Key.Key_Space)
    assert ids_shown(page) == [two, one]
