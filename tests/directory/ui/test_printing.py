"""Ways onto paper from the pages of people, suppliers and places, whatever feature the report belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.directory.ui.places_page import PlacesPage
from coorddesk.directory.ui.suppliers_page import SuppliersPage
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from tests.screens import Driver

PRINT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def menu_of(driver: Driver, page: QWidget, pressed: QWidget) -> QMenu:
    """The menu that Ctrl+Shift+P opens."""
    driver.keys(pressed, Qt.Key.Key_P, PRINT)
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    return menu


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isEnabled()]


def test_a_sheet_for_each_person_selected(driver: Driver) -> None:
    ids = driver.do(lambda s: [make_person(s, name) for name in ("Abel", "Zeller")])
    page = driver.open(PeoplePage)
    page.list.select(ids[:1])
    driver.settle()
    menu = menu_of(driver, page, page.list.table)
    assert offered(menu) == [
        *("Devices handed over…", "Personal data…", "Devices…", "Loans…", "Loan slips…"),
        *("Tickets…", "Open tickets by age…", "Purchase requests…"),
    ]
    menu.close()
    page.list.select(ids)
    driver.settle()
    menu = menu_of(driver, page, page.list.table)
    assert offered(menu) == ["Devices handed over…"]
    menu.actions()[0].trigger()
    menu.close()
    assert driver.said == [("report", "person-sheets")]


def test_a_supplier_with_its_contacts_and_what_it_sold(driver: Driver) -> None:
    supplier = driver.do(make_supplier)
    page = driver.open(SuppliersPage)
    page.list.select([supplier])
    driver.settle()
    menu = menu_of(driver, page, page.list.table)
    assert offered(menu) == [
        "Suppliers and contacts…",
        "Supplier statement…",
        "Devices by category…",
        "Devices by end of warranty…",
        "Devices…",
        "Maintenance log…",
        "Maintenance by device…",
        "Repairs…",
        "Tickets…",
        "Open tickets by age…",
        *("Purchase orders…", "Outstanding orders…", "Invoices…", "Unpaid invoices…", "Invoices of a month…"),
        *("Contracts…", "Schedule of instalments…"),
    ]
    menu.close()


def test_the_sheet_of_the_room_that_is_chosen(driver: Driver) -> None:
    place = driver.do(make_place)
    page = driver.open(PlacesPage)
    page.open_record(("place", place))
    driver.settle()
    menu = menu_of(driver, page, page.tree)
    assert offered(menu) == [
        "Room sheets…",
        "Devices by place…",
        "Devices by category…",
        "Devices by holder…",
        "Devices…",
        "Maintenance log…",
        "Maintenance by device…",
        "Repairs…",
        "Tickets…",
        "Open tickets by age…",
        *("Purchase orders…", "Outstanding orders…"),
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert driver.said == [("report", "room-sheets")]


PEOPLE = {"Address list…": "people", "People by class…": "people-by-class"}


@pytest.mark.parametrize(
    ("page_class", "reports"), [(PeoplePage, PEOPLE), (SuppliersPage, {"Suppliers and contacts…": "suppliers"})]
)
def test_lists_are_printed_from_their_pages(
    driver: Driver, page_class: type[PeoplePage | SuppliersPage], reports: dict[str, str]
) -> None:
    page = driver.open(page_class)
    actions = {action.text(): action for action in page.actions()}
    for title in reports:
        actions[title].trigger()
    assert driver.said == [("report", key) for key in reports.values()]
