from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from coorddesk.inventory.ui.page import InventoryPage
from tests.screens import desk, desk_database, driver, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.screens import Driver

__all__ = ["desk", "desk_database", "driver", "owner", "theme"]


@pytest.fixture
def owner(driver: Driver) -> Iterator[QWidget]:
    """A window of the usual size, whose dialogs are closed in the end."""
    yield driver.open(InventoryPage)
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.close()
    driver.settle()
