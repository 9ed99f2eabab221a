"""What stock offers on devices and people: the cartridge that fits is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.feature import belongings, costs
from coorddesk.stock.queries import lent_to, level_at
from coorddesk.stock.rules import StockKind
from coorddesk.stock.ui.offers import FromStockDialog, give, put_in
from coorddesk.stock.ui.page import StockPage
from tests.factories import make_asset, make_item, make_person, make_place
from tests.undoing import ALL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def printers(session: Session) -> tuple[int, int, int, int]:
    """A store with toners for two printers of one model, and the printers."""
    store = make_place(session, "Réserve")
    one = make_asset(session, "IMP-1", model=("Brother", "HL-L2350DW", ""))
    two = make_asset(session, "IMP-2", model=("Brother", "HL-L2350DW", ""))
    toner = make_item(session, "Toner", 5, place_id=store, model_ids=(1,), price=4990)
    make_item(session, "Encre", 5, place_id=store)
    return one, two, toner, store


def test_the_only_cartridge_that_fits_goes_into_both_printers(driver: Driver) -> None:
    one, two, toner, store = driver.do(printers)
    page = driver.open(StockPage)
    put_in(driver.desk, page, (one, two))
    dialog = driver.dialog(FromStockDialog)
    assert dialog.form.editor("item").value() == toner
    driver.save(dialog)
    assert driver.read(lambda s: level_at(s, toner, store)) == 3
    assert driver.said == [("say", "2 devices: given out of stock.")]
    spent = driver.read(lambda s: [(cost.cents, cost.related) for cost in costs(s, ALL, ("asset", one))])
    assert (4990, ("stock_item", toner)) in spent
    found = driver.read(lambda s: [each for each in belongings(s, ALL, ("asset", one), 9) if each.kind == "stock_item"])
    assert [hit.title for each in found for hit in each.first] == ["Toner"]


def test_somebody_gets_what_is_typed(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        store = make_place(session, "Réserve")
        mouse = make_item(session, "Souris USB", 3, kind=StockKind.ACCESSORY, place_id=store)
        return make_person(session), mouse

    person, mouse = driver.do(begin)
    page = driver.open(StockPage)
    give(driver.desk, page, (person,))
    dialog = driver.dialog(FromStockDialog)
    driver.pick(dialog, "item", "souris")
    driver.save(dialog)
    assert driver.read(lambda s: lent_to(s, mouse, person)) == 1
