"""The short lists behind devices are kept in one small dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableWidget

from coorddesk.inventory.queries import categories, manufacturers, models, status_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import create_category, create_manufacturer
from coorddesk.inventory.ui.catalogue_dialog import CatalogueDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.widgets.names_list import NamesList
from coorddesk.widgets.tokens import TIGHT
from tests.factories import make_asset
from tests.screens import write
from tests.widgets.sample import texts_in

if TYPE_CHECKING:
    from tests.screens import Driver
    from tests.widgets.sample import SampleDesk

CATEGORIES, FIELDS, MANUFACTURERS, MODELS, STATUSES = range(5)


@pytest.fixture
def owner(driver: Driver) -> InventoryPage:
    return driver.open(InventoryPage)


def opened(driver: Driver, owner: InventoryPage, which: int) -> CatalogueDialog:
    dialog = CatalogueDialog(driver.desk, owner, which)
    dialog.open()
    driver.settle()
    return dialog


def shown(dialog: CatalogueDialog) -> NamesList:
    return dialog.lists[dialog.tabs.currentIndex()]


def table(dialog: CatalogueDialog) -> QTableWidget:
    return shown(dialog).table


def cells(dialog: CatalogueDialog) -> list[tuple[str, ...]]:
    seen = [column for column in range(3) if not table(dialog).isColumnHidden(column)]
    return [tuple(_text(dialog, row, column) for column in seen) for row in range(table(dialog).rowCount())]


def _text(dialog: CatalogueDialog, row: int, column: int) -> str:
    item = table(dialog).item(row, column)
    return "" if item is None else item.text()


def rename(driver: Driver, dialog: CatalogueDialog, row: int, name: str) -> None:
    editor = editing(driver, dialog, row)
    write(editor, name)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    driver.settle()


def editing(driver: Driver, dialog: CatalogueDialog, row: int) -> QLineEdit:
    """The line in which the name of a row is typed, empty."""
    table(dialog).setCurrentCell(row, 0)
    driver.keys(table(dialog), Qt.Key.Key_F2)
    editor = table(dialog).viewport().findChild(QLineEdit)
    assert editor is not None
    editor.clear()
    return editor


def test_categories_are_added_renamed_and_deleted(driver: Driver, owner: InventoryPage) -> None:
    dialog = opened(driver, owner, CATEGORIES)
    for name in ("Tablette", "Écran"):
        write(shown(dialog).new.line, name)
        driver.keys(shown(dialog).new.line, Qt.Key.Key_Return)
    assert cells(dialog) == [("Écran", "", "0"), ("Tablette", "", "0")]
    assert shown(dialog).new.value() == ""
    rename(driver, dialog, 1, "Tablettes")
    assert [row.name for row in driver.read(categories)] == ["Écran", "Tablettes"]
    table(dialog).setCurrentCell(0, 0)
    driver.keys(table(dialog), Qt.Key.Key_Delete)
    assert cells(dialog) == [("Tablettes", "", "0")]
    dialog.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_statuses_mean_is_read_whole(
    desk: SampleDesk, driver: Driver, owner: InventoryPage, language: str
) -> None:
    desk.texts = texts_in(language)  # "Indisponible" is the longest of them, and was cut
    dialog = opened(driver, owner, STATUSES)
    metrics = table(dialog).fontMetrics()
    widest = max(metrics.horizontalAdvance(_text(dialog, row, 1)) for row in range(table(dialog).rowCount()))
    assert table(dialog).columnWidth(1) >= widest + 2 * TIGHT
    dialog.close()


def test_a_name_that_is_there_or_in_use_is_refused_in_words(driver: Driver, owner: InventoryPage) -> None:
    category = driver.do(lambda s: create_category(s, "Écran"))
    driver.do(lambda s: make_asset(s, category_id=category))
    dialog = opened(driver, owner, CATEGORIES)
    write(shown(dialog).new.line, "ecran")
    driver.click(shown(dialog).add)
    assert "There is already “Écran”." in [label.text() for label in dialog.findChildren(QLabel)]
    table(dialog).setCurrentCell(0, 0)
    driver.keys(table(dialog), Qt.Key.Key_Delete)
    said = [label.text() for label in shown(dialog).notice.findChildren(QLabel)]
    assert any("“Écran” cannot be deleted" in text for text in said)
    rename(driver, dialog, 0, " ")
    assert cells(dialog) == [("Écran", "", "1")]
    dialog.close()


def test_manufacturers(driver: Driver, owner: InventoryPage) -> None:
    driver.do(lambda s: create_manufacturer(s, "Dell"))
    dialog = opened(driver, owner, MANUFACTURERS)
    rename(driver, dialog, 0, "Dell Technologies")
    write(shown(dialog).new.line, "HP")
    driver.click(shown(dialog).add)
    assert [row.name for row in driver.read(manufacturers)] == ["Dell Technologies", "HP"]
    table(dialog).setCurrentCell(1, 0)
    driver.keys(table(dialog), Qt.Key.Key_Delete)
    assert cells(dialog) == [("Dell Technologies", "0")]
    dialog.close()


def test_models_keep_their_manufacturer_and_number_under_another_name(driver: Driver, owner: InventoryPage) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", model=("Dell", "Latitud", "5420")))
    driver.do(lambda s: make_asset(s, "CD-2", model=("Dell", "", "")))
    dialog = opened(driver, owner, MODELS)
    assert cells(dialog) == [("Latitud", "Dell", "1")]
    assert shown(dialog).new.isHidden() or not shown(dialog).new.isVisible()
    rename(driver, dialog, 0, "Latitude")
    (row,) = [row for row in driver.read(models) if row.name]
    assert (row.manufacturer, row.name, row.number) == ("Dell", "Latitude", "5420")
    dialog.close()


def test_a_desk_gives_statuses_its_own_words(driver: Driver, owner: InventoryPage) -> None:
    dialog = opened(driver, owner, STATUSES)
    assert cells(dialog)[0] == ("In stock", "In stock", "0")
    rename(driver, dialog, 0, "En réserve")
    write(shown(dialog).new.line, "Chez le réparateur")
    kind = shown(dialog).kind
    assert kind is not None
    kind.set_value(MetaStatus.UNDER_REPAIR)
    driver.click(shown(dialog).add)
    labels = {driver.desk.texts.say(label.title): label.meta for label in driver.read(status_labels)}
    assert (labels["En réserve"], labels["Chez le réparateur"]) == (MetaStatus.IN_STOCK, MetaStatus.UNDER_REPAIR)
    row = [cell[0] for cell in cells(dialog)].index("Chez le réparateur")
    table(dialog).setCurrentCell(row, 0)
    driver.keys(table(dialog), Qt.Key.Key_Delete)
    assert "Chez le réparateur" not in [cell[0] for cell in cells(dialog)]
    dialog.close()


def test_what_another_program_adds_waits_while_a_name_is_typed(driver: Driver, owner: InventoryPage) -> None:
    driver.do(lambda session: create_category(session, "Tablette"))
    dialog = opened(driver, owner, CATEGORIES)
    editor = editing(driver, dialog, 0)
    write(editor, "Tablettes")
    driver.do(lambda session: create_category(session, "Écran"))
    driver.settle()
    assert (editor.text(), len(cells(dialog))) == ("Tablettes", 1)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    driver.bot.waitUntil(lambda: cells(dialog) == [("Écran", "", "0"), ("Tablettes", "", "0")])
    table(dialog).setCurrentCell(1, 0)
    for _time in range(2):
        shown(dialog).rename.trigger()  # a second one is nothing new, nor a warning of Qt's
    driver.settle()
    assert [row.name for row in driver.read(categories)] == ["Écran", "Tablettes"]
    dialog.close()
