"""Life, money and network of devices on screen, and the replacement plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coorddesk.inventory.queries.configurations import configurations
from coorddesk.inventory.queries.lives import Life, lived
from coorddesk.inventory.queries.network import interfaces
from coorddesk.inventory.queries.plans import plan_ids
from coorddesk.inventory.rules import Depreciation
from coorddesk.inventory.service import (
    CategoryDetails,
    Chosen,
    InterfaceDetails,
    LifeDetails,
    LifeEdit,
    NetworkEdit,
    PlanWish,
    edit_life,
    edit_network,
    enter_category,
    plan_replacement,
)
from coorddesk.inventory.ui.card_content import device_card
from coorddesk.inventory.ui.life_dialog import LifeDialog, PlanYearDialog
from coorddesk.inventory.ui.network_dialog import NetworkDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.inventory.ui.plan_dialog import PlanDialog
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog
from tests.factories import make_asset

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.screens import Driver

BOUGHT = date(2024, 1, 1)


def laptop(session: Session, tag: str = "CD-1") -> int:
    return make_asset(session, tag, category_id=1, purchase_date=BOUGHT, price=900_00)


def laptops(session: Session) -> int:
    return enter_category(
        session, CategoryDetails("Laptop", depreciation=Depreciation.LINEAR, depreciation_years=3, life_years=4)
    )


def life(driver: Driver, asset_id: int) -> Life:
    return driver.read(lambda session: lived(session, [asset_id]))[asset_id]


def facts(driver: Driver, asset_id: int) -> dict[str, str]:
    features, texts = driver.desk.features, driver.desk.texts
    card = driver.read(lambda session: device_card(session, asset_id, features, texts))
    assert card is not None
    return {texts.say(fact.title): fact.text for section in card.sections for fact in section.facts if fact.text}


def test_the_card_says_what_a_device_is_worth_and_when_it_goes(driver: Driver) -> None:
    driver.do(laptops)
    asset_id = driver.do(laptop)
    said = facts(driver, asset_id)
    assert {key: said[key] for key in ("Depreciation", "Book value", "Replacement")} == {
        "Depreciation": "Linear, over 3 years",
        "Book value": "€94.17",
        "Replacement": "2028",
    }
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_V)
    dialog = driver.dialog(LifeDialog)
    driver.type(dialog, residual="90", planned_year="2029")
    driver.save(dialog)
    driver.type(dialog, plan_reason="Serves the counter only")
    driver.save(dialog)
    assert (life(driver, asset_id).residual, life(driver, asset_id).planned_year) == (90_00, 2029)
    assert facts(driver, asset_id)["Replacement"] == "2029, decided: Serves the counter only"


def test_what_a_device_says_of_its_own_is_shown_again(driver: Driver) -> None:
    driver.do(laptops)
    asset_id = driver.do(laptop)
    own = LifeDetails(date(2024, 3, 1), Depreciation.DECLINING, 5, None, 2027, 1000_00, "")
    driver.do(lambda s: edit_life(s, LifeEdit(asset_id, 0, own)))
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.settle()
    page.verbs.life.trigger()
    dialog = driver.dialog(LifeDialog)
    assert dialog.data().details == own
    dialog.close()


def test_network_addresses_are_typed_line_by_line(driver: Driver) -> None:
    driver.do(laptops)
    asset_id, other = driver.do(laptop), driver.do(lambda s: laptop(s, "CD-2"))
    driver.do(lambda s: edit_network(s, NetworkEdit(other, 1, (InterfaceDetails(ip="10.0.0.2"),))))
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_N)
    dialog = driver.dialog(NetworkDialog)
    table = dialog.form.editor("interfaces").control
    for column, text in enumerate(("sw-1", "10.0.0.999", "aabbccddee0f", "10", "")):
        table.item(0, column).setText(text)  # type: ignore[attr-defined]  # a table
    driver.save(dialog)
    said = "“10.0.0.999” is no IP address. Write it like 192.168.1.20 or 2001:db8::20."
    assert table.accessibleDescription() == said
    table.item(0, 1).setText("10.0.0.2")  # type: ignore[attr-defined]
    driver.save(dialog)
    (row,) = driver.read(lambda session: interfaces(session, asset_id))
    assert (row.name, row.ip, row.mac, row.vlan) == ("sw-1", "10.0.0.2", "AA:BB:CC:DD:EE:0F", 10)
    assert driver.said == [("say", "10.0.0.2 is also an address of CD-2.")]
    assert facts(driver, asset_id)["sw-1"] == "10.0.0.2 · AA:BB:CC:DD:EE:0F · VLAN 10 · also of another device"


def test_the_plan_shows_the_devices_behind_a_figure_and_lets_one_decide(driver: Driver) -> None:
    driver.do(laptops)
    ids = driver.do(lambda s: [laptop(s, f"CD-{number}") for number in range(3)])
    page = driver.open(InventoryPage)
    page.windows.plan.trigger()
    dialog = driver.dialog(PlanDialog)
    texts = [[dialog.grid.item(row, column).text() for column in range(7)] for row in range(2)]  # type: ignore[union-attr]
    assert texts == [
        ["All categories", "–", "€2,700.00", "–", "–", "–", "€2,700.00"],
        ["Laptop", "–", "€2,700.00", "–", "–", "–", "€2,700.00"],
    ]
    dialog.grid.setCurrentCell(1, 2)
    driver.settle()
    assert list(driver.read(lambda session: plan_ids(session, dialog.list.query))) == ids
    dialog.list.select(ids[:1])
    driver.settle()
    dialog.decide.trigger()
    decide = driver.dialog(PlanYearDialog)
    driver.type(decide, planned_year="2031", estimated_price="1000", plan_reason="Still good")
    driver.save(decide)
    assert dialog.grid.item(1, 5).text() == "€1,000.00"  # type: ignore[union-attr]
    dialog.grid.setCurrentCell(1, 5)
    dialog.budget.trigger()
    dialog.print.trigger()
    assert driver.said[-2:] == [("report", "replacement-budget"), ("report", "replacement-plan")]
    dialog.first.setCurrentText("2028")
    driver.settle()
    assert dialog.grid.horizontalHeaderItem(1).text() == "2028"  # type: ignore[union-attr]
    dialog.close()


def test_what_was_decided_is_shown_again_and_age_condition_and_price_are_at_hand(driver: Driver) -> None:
    driver.do(laptops)
    ids = driver.do(lambda s: [laptop(s, f"CD-{number}") for number in range(2)])
    decided = PlanWish(Chosen((ids[0],)), 2031, 1000_00, "Still good")
    driver.do(lambda s: plan_replacement(s, decided))
    page = driver.open(InventoryPage)
    page.windows.plan.trigger()
    dialog = driver.dialog(PlanDialog)
    dialog.grid.setCurrentCell(1, 5)
    driver.settle()
    dialog.list.select(ids[:1])
    driver.settle()
    dialog.decide.trigger()
    again = driver.dialog(PlanYearDialog)
    assert again.data() == decided
    again.close()
    dialog.life.trigger()
    form = driver.dialog(LifeDialog)
    assert form.windowTitle() == "Life and value of CD-0"
    driver.type(form, residual="20")
    driver.save(form)
    assert life(driver, ids[0]).residual == 20_00
    assert dialog.grid.chosen() == ("Laptop", 2031)
    dialog.together.trigger()
    driver.dialog(BulkEditDialog).close()
    dialog.close()


def test_a_configuration_file_is_kept_as_the_next_version(driver: Driver, tmp_path: Path) -> None:
    driver.do(laptops)
    asset_id = driver.do(laptop)
    saved = tmp_path / "running.cfg"
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.settle()
    page.verbs.network.trigger()
    dialog = driver.dialog(NetworkDialog)
    for text in ("one", "two"):
        saved.write_text(text, encoding="utf-8")
        dialog.attach(saved)
        driver.settle()
    found = driver.read(lambda session: configurations(session, asset_id))
    assert [(row.number, row.name) for row in found] == [(2, "config-v2 running.cfg"), (1, "config-v1 running.cfg")]
    assert driver.said[-1] == ("say", "CD-1: version 2 of its configuration is kept.")
    assert facts(driver, asset_id)["Configuration"].startswith("version 2 of ")
    dialog.close()
