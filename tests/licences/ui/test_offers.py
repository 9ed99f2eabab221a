"""What licences offer on devices and people: a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from coorddesk.licences.queries import seats_of
from coorddesk.licences.ui.offers import SeatDialog, give_to_devices, give_to_people
from coorddesk.licences.ui.page import LicencesPage
from tests.factories import make_asset, make_licence, make_person

if TYPE_CHECKING:
    from tests.screens import Driver


def test_devices_and_people_get_seats(driver: Driver) -> None:
    licence = driver.do(lambda s: make_licence(s, "Suite", seats=2))
    devices = driver.do(lambda s: (make_asset(s, "PC-1"), make_asset(s, "PC-2")))
    person = driver.do(make_person)
    page = driver.open(LicencesPage)
    give_to_devices(driver.desk, page, devices)
    dialog = driver.dialog(SeatDialog)
    driver.pick(dialog, "licence", "suite")
    driver.save(dialog)
    give_to_people(driver.desk, page, (person,))
    dialog = driver.dialog(SeatDialog)
    driver.pick(dialog, "licence", "suite")
    driver.save(dialog)
    said = "“Suite” has 0 free seats, not 1. Take seats back first, or buy more."
    assert said in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.form.editor("even_over").set_value(True)
    driver.save(dialog)
    assert [seat.called for seat in driver.read(lambda s: seats_of(s, licence))] == ["PC-1", "PC-2", "Inès Moreau"]
