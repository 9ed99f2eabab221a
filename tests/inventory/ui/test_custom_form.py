"""The desk's own fields in the form of a device: those of its category at once, and what was typed is never lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.options import Option
from coorddesk.inventory.queries import asset_page
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    FieldDetails,
    ModelAbout,
    ModelWords,
    create_category,
    create_field,
    create_model,
    write_custom,
)
from coorddesk.inventory.ui.asset_dialog import AssetDialog
from coorddesk.inventory.ui.page import InventoryPage
from tests.factories import make_asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.inventory.ui.conftest import Stored
    from tests.screens import Driver

KINDS = {
    "Site": CustomType.LINK,
    "Mémoire": CustomType.NUMBER,
    "Caution": CustomType.AMOUNT,
    "Révision": CustomType.DATE,
    "Chiffré": CustomType.YES_NO,
    "Système": CustomType.CHOICE,
    "MAC": CustomType.TEXT,
}


@pytest.fixture
def fields(driver: Driver) -> dict[str, int]:
    """A link for every device, the rest for laptops; and projectors, which have none."""

    def make(session: Session) -> dict[str, int]:
        laptop, _projector = create_category(session, "Portable"), create_category(session, "Vidéoprojecteur")
        return {
            name: create_field(
                session,
                FieldDetails(
                    name,
                    kind,
                    ("Linux", "Windows 11") if kind is CustomType.CHOICE else (),
                    everywhere=name == "Site",
                    categories=frozenset({laptop}),
                ),
            )
            for name, kind in KINDS.items()
        }

    return driver.do(make)


def in_sight(dialog: AssetDialog, fields: dict[str, int]) -> list[str]:
    return [name for name, one in fields.items() if dialog.form.editor(f"custom:{one}").isVisible()]


def new_device(driver: Driver) -> tuple[InventoryPage, AssetDialog]:
    page = driver.open(InventoryPage)
    driver.keys(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return page, driver.dialog(AssetDialog)


def test_the_fields_of_a_category_are_there_as_soon_as_it_is_chosen(driver: Driver, fields: dict[str, int]) -> None:
    _page, dialog = new_device(driver)
    assert in_sight(dialog, fields) == ["Site"]
    driver.pick(dialog, "category", "Portable")
    assert in_sight(dialog, fields) == list(fields)
    driver.type(dialog, **{f"custom:{fields['MAC']}": "00:1B"})
    driver.pick(dialog, "category", "Vidéoprojecteur")
    assert in_sight(dialog, fields) == ["Site", "MAC"]  # what was typed stays in sight
    dialog.form.settle()
    dialog.reject()


def test_every_type_is_typed_kept_and_shown_again(driver: Driver, fields: dict[str, int], stored: Stored) -> None:
    page, dialog = new_device(driver)
    driver.type(dialog, name="Portable du CDI")
    driver.pick(dialog, "category", "Portable")
    typed = {"Site": "www.example.fr", "Mémoire": "15,6", "Caution": "-12,5", "Révision": "1/9/26", "MAC": " 00:1B "}
    driver.type(dialog, **{f"custom:{fields[name]}": text for name, text in typed.items()})
    dialog.form.editor(f"custom:{fields['Chiffré']}").set_value(False)
    dialog.form.editor(f"custom:{fields['Système']}").set_value("Linux")
    driver.save(dialog)
    (row,) = stored()
    assert {name: row.custom[one] for name, one in fields.items()} == {
        "Site": "https://www.example.fr",
        "Mémoire": 15_600,
        "Caution": -1_250,
        "Révision": date(2026, 9, 1),
        "Chiffré": False,
        "Système": "Linux",
        "MAC": "00:1B",
    }
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(AssetDialog)
    said = {name: dialog.form.editor(f"custom:{one}").text() for name, one in fields.items()}
    assert said == {
        "Site": "https://www.example.fr",
        "Mémoire": "15.6",
        "Caution": "-12.50",
        "Révision": "01/09/2026",
        "Chiffré": "No",
        "Système": "Linux",
        "MAC": "00:1B",
    }
    assert dialog.form.touched() == []
    dialog.form.editor(f"custom:{fields['Système']}").set_value(None)
    dialog.form.editor(f"custom:{fields['MAC']}").set_state("")
    driver.type(dialog, **{f"custom:{fields['Mémoire']}": "16"})
    driver.save(dialog)
    (row,) = stored()
    assert {fields[name] for name in ("Système", "MAC")}.isdisjoint(row.custom)
    assert row.custom[fields["Mémoire"]] == 16_000


def test_a_wrong_value_is_marked_beside_its_field(driver: Driver, fields: dict[str, int], stored: Stored) -> None:
    _page, dialog = new_device(driver)
    driver.type(dialog, name="Un", **{f"custom:{fields['Site']}": "C:\\x.exe"})
    driver.save(dialog)
    wrong = dialog.form.editor(f"custom:{fields['Site']}")
    assert wrong.control.accessibleDescription() != ""
    assert stored() == []
    dialog.form.settle()
    dialog.reject()


def test_what_a_device_says_outside_its_category_stays_in_sight(driver: Driver, fields: dict[str, int]) -> None:
    def make(session: Session) -> int:
        return make_asset(session, "CD-1", category_id=2, custom={fields["Mémoire"]: 8_000})

    asset = driver.do(make)
    page = driver.open(InventoryPage)
    page.list.select([asset])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(AssetDialog)
    assert in_sight(dialog, fields) == ["Site", "Mémoire"]
    dialog.form.editor(f"custom:{fields['Mémoire']}").set_state("")
    assert in_sight(dialog, fields) == ["Site", "Mémoire"]
    driver.save(dialog)
    assert custom(driver, asset) == {}


def custom(driver: Driver, asset: int) -> dict[int, Any]:
    return dict(driver.read(lambda session: asset_page(session, [asset])[asset].custom))


def test_what_somebody_else_wrote_meanwhile_is_shown_beside(driver: Driver, fields: dict[str, int]) -> None:
    asset = driver.do(lambda session: make_asset(session, "CD-1", category_id=1, custom={fields["MAC"]: "a"}))
    page = driver.open(InventoryPage)
    page.list.select([asset])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(AssetDialog)
    driver.type(dialog, **{f"custom:{fields['Mémoire']}": "16"})

    def write(session: Session) -> None:
        write_custom(session, {asset: {fields["MAC"]: "b"}})
        record(session, verbatim("Write"))

    driver.do(write)
    driver.save(dialog)
    assert custom(driver, asset) == {fields["MAC"]: "b", fields["Mémoire"]: 16_000}


def test_a_model_brings_its_category_and_so_its_fields(driver: Driver, fields: dict[str, int]) -> None:
    def make(session: Session) -> int:
        return create_model(session, ModelWords("Dell", "Latitude"), ModelAbout(category_id=1))

    model = driver.do(make)
    _page, dialog = new_device(driver)
    dialog.form.editor("model").set_value(Option(model, "Latitude"))
    driver.settle()
    assert dialog.form.editor("category").text() == "Portable"
    assert in_sight(dialog, fields) == list(fields)
    dialog.form.settle()
    dialog.reject()


def test_one_like_another_takes_all_but_texts(driver: Driver, fields: dict[str, int], stored: Stored) -> None:
    said = {fields["MAC"]: "00:1B", fields["Système"]: "Linux"}
    asset = driver.do(lambda session: make_asset(session, "CD-1", category_id=1, custom=said))
    page = driver.open(InventoryPage)
    page.list.select([asset])
    driver.keys(page.list.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    driver.save(driver.dialog(AssetDialog))
    assert [dict(row.custom) for row in stored()] == [{fields["Système"]: "Linux"}, said]
