"""Filtering by any field and editing many devices together, as people do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.options import Option
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.rules import Condition, CustomType
from coorddesk.inventory.service import Chosen, FieldDetails, create_field, delete_assets
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog
from coorddesk.widgets.criteria_dialog import CriteriaDialog
from coorddesk.widgets.field_lines import FieldLine
from tests.factories import make_asset, make_place
from tests.inventory.ui.test_page import chips, ids_shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from sqlalchemy.orm import Session

    from coorddesk.widgets.field_lines import FieldLines
    from tests.inventory.ui.conftest import Stored
    from tests.screens import Driver


def fill(session: Session) -> list[int]:
    place = make_place(session)
    return [
        make_asset(session, "CD-1", price=90000, place_id=place, condition=Condition.GOOD),
        make_asset(session, "CD-2", price=10000, condition=Condition.GOOD),
        make_asset(session, "CD-3", name="Écran"),
    ]


def lines(shown: FieldLines) -> list[FieldLine]:
    return [line for line in shown.findChildren(FieldLine) if not line.isHidden()]


def choose(line: FieldLine, field: str, verb: Any = None, *values: Any) -> None:
    """What the boxes of a line do when something is chosen in them."""
    line._choice.set_value(field)
    if verb is not None:
        assert line._verb is not None
        line._verb.set_value(verb)
    for editor, value in zip(line._editors, values, strict=True):
        editor.set_value(value)
        editor.changed.emit()


def shown_plan(dialog: BulkEditDialog) -> list[list[str]]:
    model = dialog.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def wait_for_plan(driver: Driver, dialog: BulkEditDialog) -> None:
    driver.bot.waitUntil(lambda: not dialog._pause.isActive())
    driver.settle()


def close(dialog: QDialog) -> None:
    dialog.done(0)


def test_a_filter_by_any_field_becomes_chips_that_come_off_one_by_one(driver: Driver) -> None:
    one, two, three = driver.do(fill)
    page = driver.open(InventoryPage)
    driver.keys(page.list.table, Qt.Key.Key_F)
    dialog = driver.dialog(CriteriaDialog)
    (line,) = lines(dialog.lines)
    choose(line, "price", Ask.AT_LEAST, 5000)
    driver.click(dialog.lines.add_button)
    choose(lines(dialog.lines)[1], "name", Ask.IS_NOT, "ecran")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert (ids_shown(page), chips(page)) == ([one, two], ["Price: at least 50.00", "Name: not ecran"])
    page.show_query(page.chips._shown[0].key)
    driver.settle()
    assert (ids_shown(page), chips(page)) == ([one, two], ["Name: not ecran"])
    driver.keys(page.list.table, Qt.Key.Key_F)
    dialog = driver.dialog(CriteriaDialog)
    (line,) = lines(dialog.lines)
    assert (line.field.key, line._editors[0].value()) == ("name", "ecran")
    line.removed.emit()
    assert lines(dialog.lines) == []
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert (ids_shown(page), page.query.criteria) == ([one, two, three], ())


def test_a_filter_shows_the_names_of_its_records_and_keeps_what_nobody_touched(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(InventoryPage)
    criteria = (Criterion("place", Ask.IS, (1,)), Criterion("condition", Ask.IS, ("good", "new")))
    page.show_query(AssetQuery(criteria=criteria))
    driver.settle()
    page._panel.ask_for_fields()
    dialog = driver.dialog(CriteriaDialog)
    editor = lines(dialog.lines)[0]._editors[0]
    assert (editor.value(), editor.text()) == (1, "Salle 12")
    dialog._on_show_clicked()
    driver.settle()
    assert page.query.criteria == criteria


def test_a_filter_by_what_is_no_longer_there_can_be_changed(driver: Driver) -> None:
    """A label that was deleted, a choice that is called something else, a field that is of another type now."""
    driver.do(fill)
    colour = driver.do(lambda s: create_field(s, FieldDetails("Colour", CustomType.CHOICE, ("Grey",))))
    opened = driver.do(lambda s: create_field(s, FieldDetails("Opened", CustomType.DATE)))
    page = driver.open(InventoryPage)
    kept = (Criterion("status", Ask.IS, (999,)), Criterion(f"custom:{colour}", Ask.IS, ("Black",)))
    page.show_query(AssetQuery(criteria=(*kept, Criterion(f"custom:{opened}", Ask.CONTAINS, ("a",)))))
    driver.settle()
    page._panel.ask_for_fields()
    dialog = driver.dialog(CriteriaDialog)
    shown = [(line.field.key, line._editors[0].text()) for line in lines(dialog.lines)]
    assert shown == [("status", "Another one"), (f"custom:{colour}", "Black")]
    dialog._on_show_clicked()
    driver.settle()
    assert page.query.criteria == kept


def test_an_amount_below_zero_can_be_asked_for(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(InventoryPage)
    page._panel.ask_for_fields()
    dialog = driver.dialog(CriteriaDialog)
    (line,) = lines(dialog.lines)
    choose(line, "price", Ask.AT_MOST, -500)
    dialog._on_show_clicked()
    driver.settle()
    assert chips(page) == ["Price: at most -5.00"]


def test_what_is_wrong_in_a_filter_stands_beside_its_line_and_esc_asks(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(InventoryPage)
    page._panel.ask_for_fields()
    dialog = driver.dialog(CriteriaDialog)
    (line,) = lines(dialog.lines)
    choose(line, "price", Ask.BETWEEN, "many", 5000)
    dialog._on_show_clicked()
    assert line._trouble.text() == "“many” is not an amount. Write it like 1234,50."
    driver.desk.answer = False
    dialog.reject()
    assert dialog.isVisible()
    driver.desk.answer = True
    dialog.reject()
    assert not dialog.isVisible()


def test_tab_goes_along_the_lines_as_they_are_seen(driver: Driver) -> None:
    ids = driver.do(fill)
    page = driver.open(InventoryPage)
    dialog = BulkEditDialog(driver.desk, page, _kind(), ids)
    dialog.open()
    driver.settle()
    driver.click(dialog.lines.add_button)
    choose(lines(dialog.lines)[0], "price", "erase")
    choose(lines(dialog.lines)[1], "notes", "set", "x")
    first, second = lines(dialog.lines)
    driver.keys(first.stops()[0], Qt.Key.Key_Tab)
    seen = [dialog.focusWidget()]
    for _step in range(7):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    wanted = [*first.stops()[1:], *second.stops(), dialog.lines.add_button]
    assert seen == [*wanted, dialog.numbering.box]
    for _step in range(2):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.focusWidget() is second.stops()[-1]
    close(dialog)


def test_many_devices_are_changed_after_old_and_new_were_seen(driver: Driver, stored: Stored) -> None:
    ids = driver.do(fill)
    page = driver.open(InventoryPage)
    page.list.table.selectAll()
    driver.keys(page.list.table, Qt.Key.Key_E)
    dialog = driver.dialog(BulkEditDialog)
    assert dialog.windowTitle() == "Edit 3 devices"
    assert not dialog.apply.isEnabled()
    choose(lines(dialog.lines)[0], "condition", None, "worn")
    driver.click(dialog.lines.add_button)
    choose(lines(dialog.lines)[1], "place", None, Option(1, "Salle 12"))
    dialog.numbering.box.setChecked(True)
    dialog.numbering.pattern.set_value("PC-{YYYY}-{##}")
    wait_for_plan(driver, dialog)
    assert shown_plan(dialog) == [
        ["CD-1", "CD-1 → PC-2026-01", "Good → Worn", "Salle 12"],
        ["CD-2", "CD-2 → PC-2026-02", "Good → Worn", "— → Salle 12"],
        ["CD-3", "CD-3 → PC-2026-03", "— → Worn", "— → Salle 12"],
    ]
    assert dialog.apply.text() == "Change 3 devices"
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    driver.keys(dialog.table, Qt.Key.Key_Return)
    assert [row.tag for row in stored()] == ["CD-1", "CD-2", "CD-3"]
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert [(row.tag, row.condition, row.place) for row in stored()] == [
        (f"PC-2026-0{place}", Condition.WORN, "Salle 12") for place in (1, 2, 3)
    ]
    assert driver.said == [("say", "3 devices changed.")]
    assert page.list.selected_ids() == ids
    driver.do(lambda session: undo(session, next_to_undo(session) or 0))
    assert [(row.tag, row.condition) for row in stored()][2] == ("CD-3", None)


def test_refused_devices_come_first_and_are_left_out_only_on_demand(driver: Driver, stored: Stored) -> None:
    ids = driver.do(fill)
    page = driver.open(InventoryPage)
    page.list.select(ids)
    dialog = BulkEditDialog(driver.desk, page, _kind(), ids)
    dialog.open()
    driver.settle()
    driver.do(lambda session: delete_assets(session, Chosen((ids[1],))))
    choose(lines(dialog.lines)[0], "quantity", None, 4)
    wait_for_plan(driver, dialog)
    assert shown_plan(dialog)[0] == ["CD-2", "CD-2 is in the bin. Restore it first.", "1"]
    assert dialog._summary.text() == "2 devices would change, 0 are so already, 1 cannot be changed."
    assert (dialog.leave_out.isVisible(), dialog.apply.isEnabled()) == (True, False)
    driver.click(dialog.leave_out)
    dialog.leave_out.setChecked(True)
    dialog.apply.click()
    driver.settle()
    assert [row.quantity for row in stored()] == [4, 4]


def test_a_device_changed_while_its_plan_was_looked_at_stops_the_edit(driver: Driver, stored: Stored) -> None:
    from coorddesk.core.editing import BulkWish, Setting
    from coorddesk.core.fields import Way
    from coorddesk.inventory.service import bulk_edit_assets

    ids = driver.do(fill)
    page = driver.open(InventoryPage)
    dialog = BulkEditDialog(driver.desk, page, _kind(), ids)
    dialog.open()
    driver.settle()
    choose(lines(dialog.lines)[0], "quantity", None, 4)
    wait_for_plan(driver, dialog)
    theirs = BulkWish((ids[0],), (Setting("price", Way.SET, 5),))
    driver.do(lambda session: bulk_edit_assets(session, theirs))
    dialog.apply.click()
    driver.settle()
    assert dialog._notice.accessibleName() == "Somebody changed CD-1 since you saw it. Look at it again."
    assert [row.quantity for row in stored()] == [1, 1, 1]
    choose(lines(dialog.lines)[0], "quantity", None, 5)
    wait_for_plan(driver, dialog)
    dialog.apply.click()
    driver.settle()
    assert [row.quantity for row in stored()] == [5, 5, 5]


def test_a_wish_that_cannot_be_is_said_at_its_line(driver: Driver) -> None:
    ids = driver.do(fill)
    page = driver.open(InventoryPage)
    dialog = BulkEditDialog(driver.desk, page, _kind(), ids)
    dialog.open()
    driver.settle()
    (line,) = lines(dialog.lines)
    choose(line, "quantity", None, 0)
    dialog.numbering.box.setChecked(True)
    wait_for_plan(driver, dialog)
    assert line._trouble.text() == "There is at least one of a device."
    choose(line, "quantity", None, 2)
    dialog.numbering.pattern.set_value("PC")
    wait_for_plan(driver, dialog)
    assert dialog.numbering._trouble.text() == "A pattern has one running number, such as {###}."
    assert not dialog.apply.isEnabled()
    driver.desk.answer = True
    close(dialog)


def _kind() -> Any:
    from coorddesk.inventory.service import ASSET_EDITS

    return ASSET_EDITS
