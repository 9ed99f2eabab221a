"""Suppliers looked over: rated, met, and what is offered on them and on the records of others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.purchasing.queries import (
    OrderQuery,
    RequestQuery,
    order_ids,
    request_card,
    request_ids,
    supplier_history,
)
from coorddesk.purchasing.ui import offers
from coorddesk.purchasing.ui.meeting_dialog import MeetingDialog
from coorddesk.purchasing.ui.order_dialog import OrderDialog
from coorddesk.purchasing.ui.orders_page import OrdersPage
from coorddesk.purchasing.ui.rating_dialog import RatingDialog, said_mean
from coorddesk.purchasing.ui.request_dialog import RequestDialog
from coorddesk.purchasing.ui.supplier_dialog import SupplierDialog
from tests.factories import make_asset, make_item
from tests.purchasing.ui.school import School, make_school

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from tests.screens import Driver


@pytest.fixture
def school(driver: Driver) -> School:
    return driver.do(make_school)


def test_a_supplier_is_rated_and_met(driver: Driver, school: School) -> None:
    page = driver.open(OrdersPage)
    offers.show_purchases(driver.desk, page, [school.ldlc])
    dialog = driver.dialog(SupplierDialog)
    driver.keys(dialog, Qt.Key.Key_N)
    rating = driver.dialog(RatingDialog)
    rating.form.editor("delivery").set_value(4)
    rating.form.editor("price").set_value(5)
    driver.type(rating, comment="Toujours à l’heure.")
    driver.save(rating)
    driver.keys(dialog, Qt.Key.Key_M)
    meeting = driver.dialog(MeetingDialog)
    driver.type(meeting, words="Remise de 3 %", people="Mme Garnier", next_on="10/12/2026")
    driver.save(meeting)
    seen = driver.read(lambda session: supplier_history(session, school.ldlc))
    assert seen is not None
    assert (seen.mean, seen.next_meeting) == (45, date(2026, 12, 10))
    assert [section.lines[0].amount for section in dialog.told.shown] == ["4.5 of 5", ""]
    dialog.told._deeds["delete_rating"].take(seen.ratings[0])
    driver.settle()
    assert [driver.desk.texts.say(section.title) for section in dialog.told.shown] == ["Meetings"]
    dialog.accept()


def test_a_rating_says_something(driver: Driver, school: School) -> None:
    page = driver.open(OrdersPage)
    offers.rate(driver.desk, page, [school.ldlc])
    dialog = driver.dialog(RatingDialog)
    driver.save(dialog)
    said = dialog.form.editor("comment").control.accessibleDescription()
    assert said == "Answer a question at least, or write a comment."
    dialog.reject()


def test_what_runs_low_is_asked_for_up_to_its_target(driver: Driver, school: School) -> None:
    items = [
        driver.do(lambda session: make_item(session, "Toner", 1, threshold=2, target=5, price=6_000)),
        driver.do(lambda session: make_item(session, "Piles", 0)),
    ]
    page = driver.open(OrdersPage)
    offers.request_stock(driver.desk, page, items)
    driver.save(driver.dialog(RequestDialog))
    (request_id,) = driver.read(lambda session: request_ids(session, RequestQuery()))
    card = driver.read(lambda session: request_card(session, request_id))
    assert card is not None
    assert [(line.label, line.quantity, line.unit_price) for line in card.lines] == [
        ("Toner", 4, 5_000),
        ("Piles", 1, 0),
    ]


def test_devices_are_asked_for_again(driver: Driver, school: School) -> None:
    model = ("Dell", "Latitude 5440", "")
    ids = driver.do(lambda session: [make_asset(session, tag, model=model, price=90_000) for tag in ("CD-1", "CD-2")])
    page = driver.open(OrdersPage)
    offers.request_same(driver.desk, page, ids)
    driver.save(driver.dialog(RequestDialog))
    (request_id,) = driver.read(lambda session: request_ids(session, RequestQuery()))
    card = driver.read(lambda session: request_card(session, request_id))
    assert card is not None
    assert [(line.label, line.quantity, line.unit_price) for line in card.lines] == [("Dell Latitude 5440", 2, 75_000)]


def test_an_order_begins_with_its_supplier(driver: Driver, school: School) -> None:
    page = driver.open(OrdersPage)
    offers.order_of_supplier(driver.desk, page, [school.bechtle])
    dialog = driver.dialog(OrderDialog)
    assert dialog.form.editor("supplier_id").text() == "Bechtle"
    dialog.reject()
    assert driver.read(lambda session: list(order_ids(session, OrderQuery()))) == []


def test_a_mean_has_the_decimal_mark_of_the_reader(texts: Texts, french_texts: Texts) -> None:
    assert [each.say(said_mean(45, each)) for each in (texts, french_texts)] == ["4.5 of 5", "4,5 sur 5"]
