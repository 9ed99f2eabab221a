"""Ways onto paper from the page of devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from coorddesk.inventory.ui.page import InventoryPage
from tests.factories import make_asset

if TYPE_CHECKING:
    from tests.screens import Driver

PRINT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_a_sheet_for_each_device_selected(driver: Driver) -> None:
    ids = driver.do(lambda s: [make_asset(s, tag) for tag in ("CD-1", "CD-2")])
    page = driver.open(InventoryPage)
    assert not page.verbs.sheets.isEnabled()
    page.list.select(ids)
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_P, PRINT)
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    assert [action.text() for action in menu.actions() if action.isEnabled()] == [
        "Device sheets…",
        "Disposal dossier…",
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert driver.said == [("report", "asset-sheets")]
