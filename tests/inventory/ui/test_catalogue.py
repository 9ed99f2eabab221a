"""The catalogue: fields and categories made, changed, put in order and deleted through its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget

from coorddesk.inventory.queries import (
    asset_page,
    category_cards,
    custom_fields,
    custom_values,
    maker_cards,
    model_card,
)
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    FieldDetails,
    ModelWords,
    create_category,
    create_field,
    create_manufacturer,
    create_model,
)
from coorddesk.inventory.ui.catalogue_dialog import CatalogueDialog
from coorddesk.inventory.ui.catalogue_forms import CategoryForm, FieldForm, MakerForm, ModelForm
from coorddesk.inventory.ui.page import InventoryPage
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.widgets.names_list import NamesList
    from tests.screens import Driver

CATEGORIES, FIELDS, MANUFACTURERS, MODELS, STATUSES = range(5)


@pytest.fixture
def page(driver: Driver) -> InventoryPage:
    return driver.open(InventoryPage)


def opened(driver: Driver, page: InventoryPage, which: int) -> CatalogueDialog:
    """The catalogue, at one of its lists."""
    driver.keys(page.list.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.dialog(CatalogueDialog)
    dialog.tabs.setCurrentIndex(which)
    driver.settle()
    return dialog


def cells(names: NamesList) -> list[tuple[str, ...]]:
    table = names.table
    return [
        tuple(item.text() for column in range(3) if (item := table.item(row, column)) is not None)
        for row in range(table.rowCount())
    ]


def enter(driver: Driver, names: NamesList, row: int) -> None:
    names.table.setCurrentCell(row, 0)
    driver.keys(names.table, Qt.Key.Key_Return)


def write_words(driver: Driver, dialog: FieldForm, *words: str) -> None:
    made = dialog.form.editor("choices").control
    assert isinstance(made, QListWidget)
    for word in words:
        made.setCurrentRow(made.count() - 1)
        item = made.currentItem()
        assert item is not None
        item.setText(word)
    driver.settle()


def test_a_field_of_choices_is_made_for_two_categories(driver: Driver, page: InventoryPage) -> None:
    laptop = driver.do(lambda s: create_category(s, "Portable"))
    tablet = driver.do(lambda s: create_category(s, "Tablette"))
    dialog = opened(driver, page, FIELDS)
    driver.keys(dialog.lists[FIELDS].table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(FieldForm)
    assert not form.form.editor("choices").isVisible()
    driver.type(form, name="Système")
    form.form.editor("type").set_value(CustomType.CHOICE)
    driver.save(form)
    assert form.isVisible()  # a choice is needed
    write_words(driver, form, "Windows 11", " Linux ")
    form.form.editor("categories").set_value(frozenset({laptop}))
    ticks = form.form.editor("categories").control
    assert isinstance(ticks, QListWidget)
    ticks.setCurrentRow(1)
    driver.keys(ticks, Qt.Key.Key_Return)
    assert form.isVisible()  # Enter ticks, and does not save
    driver.save(form)
    (row,) = driver.read(custom_fields)
    assert (row.name, row.type, row.choices, row.everywhere, row.categories) == (
        "Système",
        CustomType.CHOICE,
        ("Windows 11", "Linux"),
        False,
        frozenset({laptop, tablet}),
    )
    assert cells(dialog.lists[FIELDS]) == [("Système", "Choice from a list · 2 categories", "0")]
    assert [column.key for column in page.list.columns._source.columns][-1] == f"custom:{row.id}"
    dialog.close()


def test_a_choice_written_anew_is_what_devices_say_from_then_on(driver: Driver, page: InventoryPage) -> None:
    details = FieldDetails("Système", CustomType.CHOICE, ("Windows", "Linux"), everywhere=True)
    system = driver.do(lambda s: create_field(s, details))
    asset = driver.do(lambda s: make_asset(s, custom={system: "Windows"}))
    dialog = opened(driver, page, FIELDS)
    enter(driver, dialog.lists[FIELDS], 0)
    form = driver.dialog(FieldForm)
    made = form.form.editor("choices").control
    assert isinstance(made, QListWidget)
    item = made.item(0)
    assert item is not None
    item.setText("Windows 11")
    made.setCurrentRow(1)
    driver.keys(made, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.keys(made, Qt.Key.Key_Return)
    assert made.findChildren(QLineEdit)  # Enter opens the word, and does not save
    driver.save(form)
    (row,) = driver.read(custom_fields)
    assert row.choices == ("Linux", "Windows 11")
    assert driver.read(lambda s: custom_values(s, [asset])) == {asset: {system: "Windows 11"}}
    dialog.close()


def test_fields_are_put_in_order_and_deleted_when_their_user_says_so(driver: Driver, page: InventoryPage) -> None:
    one = driver.do(lambda s: create_field(s, FieldDetails("Un", CustomType.TEXT, everywhere=True)))
    two = driver.do(lambda s: create_field(s, FieldDetails("Deux", CustomType.TEXT, everywhere=True)))
    driver.do(lambda s: make_asset(s, custom={one: "x"}))
    dialog = opened(driver, page, FIELDS)
    names = dialog.lists[FIELDS]
    names.table.setCurrentCell(1, 0)
    driver.keys(names.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.id for row in driver.read(custom_fields)] == [two, one]
    assert names.table.currentRow() == 0
    driver.keys(names.table, Qt.Key.Key_Delete)
    assert [row[0] for row in cells(names)] == ["Un"]
    names.table.setCurrentCell(0, 0)
    driver.desk.answer = False
    driver.keys(names.table, Qt.Key.Key_Delete)
    assert [row[0] for row in cells(names)] == ["Un"]
    driver.desk.answer = True
    driver.keys(names.table, Qt.Key.Key_Delete)
    assert cells(names) == []
    dialog.close()


def test_a_category_gets_its_pattern_and_fields(driver: Driver, page: InventoryPage) -> None:
    driver.do(lambda s: create_category(s, "Portable"))
    memory = driver.do(lambda s: create_field(s, FieldDetails("Mémoire", CustomType.NUMBER)))
    dialog = opened(driver, page, CATEGORIES)
    enter(driver, dialog.lists[CATEGORIES], 0)
    form = driver.dialog(CategoryForm)
    driver.type(form, number_pattern="PC-{###")
    driver.save(form)
    assert form.form.editor("number_pattern").control.accessibleDescription() != ""
    driver.type(form, number_pattern="PC-{###}", notes="x")
    form.form.editor("fields").set_value(frozenset({memory}))
    driver.save(form)
    (card,) = driver.read(category_cards)
    assert (card.number_pattern, card.fields, card.notes) == ("PC-{###}", frozenset({memory}), "x")
    assert cells(dialog.lists[CATEGORIES]) == [("Portable", "PC-{###} · 1 field", "0")]
    asset = driver.do(lambda s: make_asset(s, None, draw_tag=True, category_id=card.id))
    assert driver.read(lambda s: asset_page(s, [asset])[asset].tag) == "PC-001"
    dialog.close()


def test_manufacturers_and_models_are_described(driver: Driver, page: InventoryPage) -> None:
    driver.do(lambda s: create_manufacturer(s, "Dell"))
    model = driver.do(lambda s: create_model(s, ModelWords("Dell", "Latitude", "5440")))
    laptop = driver.do(lambda s: create_category(s, "Portable"))
    dialog = opened(driver, page, MANUFACTURERS)
    enter(driver, dialog.lists[MANUFACTURERS], 0)
    form = driver.dialog(MakerForm)
    driver.type(form, website="dell.fr", support="0 800", notes="x")
    driver.save(form)
    (maker,) = driver.read(maker_cards)
    assert (maker.website, maker.support, maker.notes) == ("https://dell.fr", "0 800", "x")
    dialog.tabs.setCurrentIndex(MODELS)
    driver.settle()
    enter(driver, dialog.lists[MODELS], 0)
    described = driver.dialog(ModelForm)
    driver.pick(described, "category", "Portable")
    driver.type(described, number="5450")
    driver.save(described)
    card = driver.read(lambda s: model_card(s, model))
    assert card is not None
    assert (card.row.manufacturer, card.row.name, card.row.number, card.category_id) == (
        "Dell",
        "Latitude",
        "5450",
        laptop,
    )
    dialog.close()


def test_renaming_in_the_list_keeps_the_rest(driver: Driver, page: InventoryPage) -> None:
    details = FieldDetails("Système", CustomType.CHOICE, ("Windows", "Linux"), everywhere=True)
    driver.do(lambda s: create_field(s, details))
    dialog = opened(driver, page, FIELDS)
    table = dialog.lists[FIELDS].table
    table.setCurrentCell(0, 0)
    driver.keys(table, Qt.Key.Key_F2)
    item = table.item(0, 0)
    assert item is not None
    item.setText("OS")
    driver.settle()
    (row,) = driver.read(custom_fields)
    assert (row.name, row.choices, row.everywhere) == ("OS", ("Windows", "Linux"), True)
    dialog.close()
