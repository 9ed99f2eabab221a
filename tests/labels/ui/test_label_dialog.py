"""The dialog of labels: what is chosen is seen at once, printed as it is seen, and remembered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.inventory.service import find_or_create_category
from coorddesk.inventory.service.lots import Arrival, LotDetails, NewLot, create_lot
from coorddesk.labels.queries import own_formats
from coorddesk.labels.rules import PUBLISHED, CodeKind, Place, Run, Style, placed
from coorddesk.labels.service import Ahead, print_ahead
from coorddesk.labels.ui.format_dialog import FormatDialog
from coorddesk.labels.ui.label_dialog import LabelDialog
from coorddesk.labels.ui.offers import print_badges, print_devices, print_devices_there, print_lots, print_places
from coorddesk.labels.ui.offset_dialog import OffsetDialog
from coorddesk.labels.ui.work import Wanted, part_of
from tests.factories import make_asset, make_person, make_place
from tests.labels.paper import all_codes, codes_on, ink

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def devices(driver: Driver, count: int) -> list[int]:
    return driver.do(lambda session: [make_asset(session, f"PC-{number:03}") for number in range(1, count + 1)])


def opened(driver: Driver, owner: QWidget, ids: list[int]) -> LabelDialog:
    print_devices(driver.desk, owner, ids)
    return driver.dialog(LabelDialog)


def changed(driver: Driver, dialog: LabelDialog) -> None:
    """Wait for the pause after a change, and for the page."""
    driver.bot.waitUntil(lambda: not dialog.options._soon.isActive())
    driver.settle()


def can_be_printed(dialog: LabelDialog) -> bool:
    return dialog.bar.is_ready


def saved(driver: Driver, dialog: LabelDialog, path: Path) -> bytes:
    dialog.output.save(dialog._wanted(), path)
    driver.settle()
    return path.read_bytes()


def test_labels_begin_at_the_cell_that_is_clicked_and_are_saved_as_they_are_seen(
    driver: Driver, owner: QWidget, tmp_path: Path
) -> None:
    dialog = opened(driver, owner, devices(driver, 20))
    assert not dialog.view.is_blank()
    driver.click(dialog.options.picture, dialog.options.picture.rect_of(7).center().toPoint())
    changed(driver, dialog)
    assert dialog.options.picture.accessibleName() == "First free label: 7 of 21"
    pdf = saved(driver, dialog, tmp_path / "labels.pdf")
    assert all_codes(pdf) == [f"PC-{number:03}" for number in range(1, 21)]
    box = PUBLISHED["L7160"].box(7)
    first = codes_on(pdf)[0]
    assert box.left / 100 < first.left < first.right < box.right / 100
    assert box.top / 100 < first.top < first.bottom < box.bottom / 100


def test_the_first_free_cell_is_chosen_by_keyboard_alone(driver: Driver, owner: QWidget) -> None:
    dialog = opened(driver, owner, devices(driver, 2))
    picture = dialog.options.picture
    for key, start in (
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, 21),
        (Qt.Key.Key_Down, 21),
        (Qt.Key.Key_Home, 1),
    ):
        driver.keys(picture, key)
        assert picture.start == start


def test_everything_chosen_is_there_again(driver: Driver, owner: QWidget) -> None:
    ids = devices(driver, 2)
    dialog = opened(driver, owner, ids)
    dialog.options.sheet.setCurrentIndex(dialog.options.sheet.findData("L7163"))
    dialog.options.code.setCurrentIndex(dialog.options.code.findData(CodeKind.CODE128))
    dialog.options.owner.setText("Property of the town")
    dialog.options.logo.setChecked(False)
    dialog.options.frame.setChecked(True)
    driver.keys(dialog.options.picture, Qt.Key.Key_End)
    changed(driver, dialog)
    dialog.close()
    again = opened(driver, owner, ids)
    assert again.options.run_chosen() == Run(PUBLISHED["L7163"], start=14)
    assert again.options.style_chosen() == Style(
        CodeKind.CODE128, ("name", "model"), logo=False, owner="Property of the town", frame=True
    )


def test_each_kind_of_record_has_a_style_of_its_own(driver: Driver, owner: QWidget) -> None:
    dialog = opened(driver, owner, devices(driver, 1))
    dialog.options.owner.setText("Property of the town")
    changed(driver, dialog)
    dialog.close()
    person = driver.do(make_person)
    print_badges(driver.desk, owner, [person])
    badges = driver.dialog(LabelDialog)
    assert badges.options.style_chosen().owner == ""
    assert badges.options.style_chosen().fields == ("group", "department")


def test_a_code_that_is_too_long_is_said_and_nothing_can_be_printed(driver: Driver, owner: QWidget) -> None:
    asset = driver.do(lambda session: make_asset(session, "A-VERY-LONG-INVENTORY-NUMBER-2026"))
    dialog = opened(driver, owner, [asset])
    assert can_be_printed(dialog)
    dialog.options.code.setCurrentIndex(dialog.options.code.findData(CodeKind.CODE128))
    changed(driver, dialog)
    assert not can_be_printed(dialog)
    assert "too long for bars" in dialog._notice.accessibleName()
    dialog.options.code.setCurrentIndex(dialog.options.code.findData(CodeKind.QR))
    changed(driver, dialog)
    assert can_be_printed(dialog)
    assert dialog._notice.isHidden()


def test_what_was_printed_is_used_up(driver: Driver, owner: QWidget) -> None:
    """The next sheet begins where this one ended, in this dialog and in the next."""
    ids = devices(driver, 20)
    dialog = opened(driver, owner, ids)
    driver.click(dialog.options.picture, dialog.options.picture.rect_of(3).center().toPoint())
    changed(driver, dialog)
    dialog.output.printed.emit(dialog._wanted())
    changed(driver, dialog)
    assert dialog.options.run_chosen().start == 2
    dialog.close()
    assert opened(driver, owner, ids).options.run_chosen().start == 2


def test_pages_are_turned(driver: Driver, owner: QWidget) -> None:
    dialog = opened(driver, owner, devices(driver, 43))
    assert dialog.view.accessibleName() == "Labels, Page 1 of 3"
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    driver.settle()
    assert dialog.view.accessibleName() == "Labels, Page 3 of 3"
    dialog.options.sheet.setCurrentIndex(dialog.options.sheet.findData("L7651"))
    changed(driver, dialog)
    assert dialog.view.accessibleName() == "Labels, Page 1 of 1"


def test_a_printer_that_is_off_is_measured_and_led(driver: Driver, owner: QWidget, tmp_path: Path) -> None:
    dialog = opened(driver, owner, devices(driver, 1))
    dialog.options.frame.setChecked(True)
    before = ink(saved(driver, dialog, tmp_path / "before.pdf"))
    dialog.options.offset_asked.emit()
    measuring = driver.dialog(OffsetDialog)
    measuring.write(tmp_path / "page.pdf")
    driver.settle()
    assert ink((tmp_path / "page.pdf").read_bytes()) is not None
    driver.type(measuring, left="29,4", top="41")  # type: ignore[arg-type]  # it has a form
    driver.click(measuring._use)
    changed(driver, dialog)
    assert dialog.options.run_chosen().shift == (6, -10)
    after = ink(saved(driver, dialog, tmp_path / "after.pdf"))
    assert before is not None
    assert after is not None
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((0.6, -1.0), abs=0.1)


def test_a_printer_that_is_far_off_scales_the_page(driver: Driver, owner: QWidget) -> None:
    dialog = opened(driver, owner, devices(driver, 1))
    dialog.options.offset_asked.emit()
    measuring = driver.dialog(OffsetDialog)
    driver.type(measuring, left="45")  # type: ignore[arg-type]  # it has a form
    driver.click(measuring._use)
    assert measuring.isVisible()
    assert dialog.options.run_chosen().shift == (0, 0)
    measuring.close()


def test_a_format_of_ones_own_is_added_seen_and_deleted(driver: Driver, owner: QWidget) -> None:
    dialog = opened(driver, owner, devices(driver, 1))
    dialog.options.format_asked.emit("new")
    form = driver.dialog(FormatDialog)
    driver.type(form, name="Ours", rows="9")
    assert "below the paper" in form._picture._said.text()
    driver.save(form)
    assert form.isVisible()
    driver.type(form, rows="6")
    assert form._picture._said.text() == "18 labels on a sheet"
    driver.save(form)
    (row,) = driver.read(own_formats)
    assert (row.sheet.name, row.sheet.count) == ("Ours", 18)
    assert dialog.options.chosen_sheet() == row.sheet
    dialog.options.format_asked.emit("edit")
    driver.type(driver.dialog(FormatDialog), columns="2")
    driver.save(driver.dialog(FormatDialog))
    assert dialog.options.chosen_sheet().count == 12
    dialog.options.format_asked.emit("delete")
    driver.settle()
    assert driver.read(own_formats) == ()
    assert dialog.options.chosen_sheet().key == "L7160"


def test_places_and_all_that_stands_there(driver: Driver, owner: QWidget) -> None:
    room = driver.do(lambda session: make_place(session, "Salle 12"))
    print_devices_there(driver.desk, owner, [room])
    driver.settle()
    assert driver.desk.told[-1] == ("warn", "There is no device here.")
    asset = driver.do(lambda session: make_asset(session, "PC-1", place_id=room))
    print_devices_there(driver.desk, owner, [room])
    dialog = driver.dialog(LabelDialog)
    assert dialog._ids == (asset,)
    dialog.close()
    print_places(driver.desk, owner, [room])
    assert driver.dialog(LabelDialog)._kind == "place"


def test_labels_of_a_lot_that_was_received(driver: Driver, owner: QWidget) -> None:
    def received(session: Session) -> int:
        details = LotDetails("Rentrée", category_id=find_or_create_category(session, "Portable"))
        return create_lot(session, NewLot(details, Arrival(3)))

    lot = driver.do(received)
    print_lots(driver.desk, owner, [lot])
    dialog = driver.dialog(LabelDialog)
    assert len(dialog._ids) == 3


def test_labels_printed_ahead_can_be_looked_at(driver: Driver, owner: QWidget, tmp_path: Path) -> None:
    ids = driver.do(lambda session: print_ahead(session, Ahead(3)))
    dialog = LabelDialog(driver.desk, owner, "printed_label", ids)
    dialog.open()
    driver.settle()
    assert all_codes(saved(driver, dialog, tmp_path / "a.pdf")) == ["CD-00001", "CD-00002", "CD-00003"]


@given(
    key=st.sampled_from(["L7160", "L7651", "L7173"]),
    start=st.integers(1, 10),
    copies=st.integers(1, 7),
    count=st.integers(1, 90),
)
def test_a_page_is_looked_at_without_the_others(key: str, start: int, copies: int, count: int) -> None:
    """The part that is drawn for one page puts the same labels into the same cells as the whole run."""
    run = Run(PUBLISHED[key], start, copies)
    wanted = Wanted("asset", tuple(range(count)), Style(), run, None, ())  # type: ignore[arg-type]  # nothing is said
    whole = list(placed(run, wanted.ids))
    for page in range(wanted.pages):
        ids, part, at = part_of(wanted, page)
        seen = [(place.cell, label) for place, label in placed(part, ids) if place.page == at]
        assert seen == [(place.cell, label) for place, label in whole if place == Place(page, place.cell)]
