"""The stock by keyboard: what is kept, what comes and goes, what is to be ordered, what is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.stock.queries import MOVE_COLUMNS, StockQuery, lent_to, level_at, models_of, place_levels, stock_row
from coorddesk.stock.rules import StockKind, StockState
from coorddesk.stock.service import Issue, Receipt, give_out, receive
from coorddesk.stock.ui.item_dialog import ItemDialog
from coorddesk.stock.ui.move_dialogs import (
    CountDialog,
    GiveOutDialog,
    ReceiveDialog,
    TakeBackDialog,
    TransferDialog,
    WriteOffDialog,
)
from coorddesk.stock.ui.moves_dialog import CorrectDialog, MovesDialog
from coorddesk.stock.ui.page import StockPage
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog
from coorddesk.widgets.criteria_dialog import CriteriaDialog
from coorddesk.widgets.empty import EmptyState
from coorddesk.widgets.merging.dialog import MergingDialog
from tests.factories import make_asset, make_item, make_person, make_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def ids_shown(page: StockPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def words(widget: object) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]  # type: ignore[attr-defined]  # a widget


def test_an_empty_desk_says_what_to_do_and_an_item_is_kept(driver: Driver) -> None:
    driver.do(lambda s: make_asset(s, "IMP-1", model=("Brother", "HL-L2350DW", "")))
    page = driver.open(StockPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    add, sheet = empty.findChildren(QPushButton)
    driver.click(sheet)
    driver.click(add)
    dialog = driver.dialog(ItemDialog)
    driver.type(dialog, name="Toner TN-2420", reference="TN-2420", barcode="4977766", level="4", price="49,90")
    driver.type(dialog, threshold="2", target="6")
    driver.pick(dialog, "models", "2350")
    driver.save(dialog)
    (item,) = ids_shown(page)
    row = driver.read(lambda s: stock_row(s, item))
    assert row is not None
    assert (row.name, row.level, row.price, row.threshold, row.target) == ("Toner TN-2420", 4, 4990, 2, 6)
    assert driver.read(lambda s: models_of(s, item)) == (1,)
    assert page.card._title.text() == "Toner TN-2420"
    assert driver.said == [("import", "stock"), ("say", "“Toner TN-2420” added.")]


def test_things_come_and_go_by_single_keys(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        store = make_place(session, "Réserve")
        return (
            store,
            make_item(session, "Souris USB", 3, kind=StockKind.ACCESSORY, place_id=store),
            make_person(session),
        )

    store, item, person = driver.do(begin)
    page = driver.open(StockPage)
    page.list.select([item])
    driver.settle()

    driver.keys(page.list.table, Qt.Key.Key_R)
    receiving = driver.dialog(ReceiveDialog)
    driver.type(receiving, quantity="5", price="8,50")
    driver.save(receiving)

    driver.keys(page.list.table, Qt.Key.Key_G)
    giving = driver.dialog(GiveOutDialog)
    driver.type(giving, quantity="2")
    driver.pick(giving, "person", "Moreau")
    driver.save(giving)

    driver.keys(page.list.table, Qt.Key.Key_B)
    coming = driver.dialog(TakeBackDialog)
    driver.type(coming, quantity="1")
    driver.save(coming)

    driver.keys(page.list.table, Qt.Key.Key_L)
    losing = driver.dialog(WriteOffDialog)
    driver.save(losing)

    driver.keys(page.list.table, Qt.Key.Key_C)
    counting = driver.dialog(CountDialog)
    driver.type(counting, counted="4")
    driver.save(counting)

    assert [text for kind, text in driver.said if kind == "say"] == [
        "“Souris USB”: 5 received.",
        "“Souris USB”: 2 given out, 6 left.",
        "“Souris USB”: 1 taken back.",
        "“Souris USB”: 1 written off.",
        "“Souris USB”: 2 fewer than the desk said.",
    ]
    assert driver.read(lambda s: (level_at(s, item, store), lent_to(s, item, person))) == (4, 1)


def test_what_is_carried_arrives_and_too_much_is_refused_beside_the_field(driver: Driver) -> None:
    def begin(session: Session) -> int:
        store, _room = make_place(session, "Réserve"), make_place(session, "Salle 12")
        return make_item(session, "Câble", 3, place_id=store)

    item = driver.do(begin)
    page = driver.open(StockPage)
    page.list.select([item])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_M)
    dialog = driver.dialog(TransferDialog)
    driver.type(dialog, quantity="7")
    driver.pick(dialog, "to_place", "Salle")
    driver.save(dialog)
    assert "Only 3 × “Câble” are there: Réserve. Count again, or take it from another place." in words(dialog)
    driver.type(dialog, quantity="2")
    driver.save(dialog)
    here = driver.read(lambda s: {each.place: each.level for each in place_levels(s, item)})
    assert here == {"Réserve": 1, "Salle 12": 2}


def test_a_movement_is_put_right_from_the_ledger(driver: Driver) -> None:
    item = driver.do(make_item)
    driver.do(lambda s: receive(s, Receipt(item, 10)))
    page = driver.open(StockPage)
    page.list.select([item])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_H)
    ledger = driver.dialog(MovesDialog)
    header = ledger.list.table.horizontalHeader()
    places = {column.key: place for place, column in enumerate(MOVE_COLUMNS)}
    assert header.isSectionHidden(places["item"])  # its name stands in the title
    assert not header.isSectionHidden(places["note"])
    ledger.list.select([1])
    driver.settle()
    driver.keys(ledger.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(CorrectDialog)
    driver.type(dialog, quantity="8", note="Compté deux fois")
    driver.save(dialog)
    driver.settle()
    assert driver.read(lambda s: level_at(s, item, None)) == 8
    assert len(ledger.list.table.model().ids) == 2  # type: ignore[attr-defined]  # a RecordModel
    ledger.list.select([2])
    driver.settle()
    assert not ledger.correct.isEnabled()
    driver.keys(ledger.list.table, Qt.Key.Key_Escape)
    assert [window for window in QApplication.topLevelWidgets() if isinstance(window, MovesDialog)] == []


def test_what_is_to_be_ordered_is_a_click_away(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        low = make_item(session, "Toner", 1, threshold=2, target=6)
        return low, make_item(session, "Papier", 9, threshold=2)

    low, enough = driver.do(begin)
    page = driver.open(StockPage)
    assert ids_shown(page) == [enough, low]
    page.show_alert("to_order")
    driver.settle()
    assert (ids_shown(page), page.query.state) == ([low], StockState.TO_ORDER)
    page.open_record(("stock_item", enough))
    driver.settle()
    assert page.list.selected_ids() == [enough]


def test_an_item_that_is_gone_for_good_is_still_shown_on_purpose(driver: Driver) -> None:
    item = driver.do(lambda s: make_item(s, "Lampe", is_dropped=True))
    page = driver.open(StockPage)
    assert ids_shown(page) == []
    page.open_record(("stock_item", item))
    driver.settle()
    assert (page.list.selected_ids(), page.query.everything) == ([item], True)
    chip, _all = page.chips.findChildren(QPushButton)
    driver.click(chip)
    assert (ids_shown(page), page.query.everything) == ([], False)


def test_what_was_given_to_nobody_in_particular_comes_back(driver: Driver) -> None:
    item = driver.do(lambda s: make_item(s, "Câble", 5, kind=StockKind.ACCESSORY))
    driver.do(lambda s: give_out(s, Issue(item, 2)))
    page = driver.open(StockPage)
    page.list.select([item])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_B)
    driver.save(driver.dialog(TakeBackDialog))
    assert driver.read(lambda s: (level_at(s, item, None), lent_to(s, item, None))) == (5, 0)
    assert not page.verbs.take_back.isEnabled()


def test_many_items_are_found_by_any_field_and_edited_together(driver: Driver) -> None:
    def begin(session: Session) -> tuple[int, int]:
        low, dear = make_item(session, "Toner", 1, threshold=2), make_item(session, "Lampe", 3, price=13900)
        make_item(session, "Papier", 9)
        return low, dear

    low, dear = driver.do(begin)
    page = driver.open(StockPage)
    page.show_query(StockQuery(criteria=(Criterion("level", Ask.AT_MOST, (3,)),)))
    driver.settle()
    assert ids_shown(page) == [dear, low]
    chip, _all = page.chips.findChildren(QPushButton)
    assert chip.text().startswith("In stock: at most 3")
    driver.keys(page.list.table, Qt.Key.Key_F)
    assert [line.field for line in driver.dialog(CriteriaDialog).lines.said()] == ["level"]
    driver.dialog(CriteriaDialog).reject()
    page.list.select([low, dear])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_E)
    driver.dialog(BulkEditDialog).reject()
    page.verbs.merge.trigger()
    dialog = driver.dialog(MergingDialog)
    driver.settle()
    driver.click(dialog._merge)
    driver.settle()
    assert driver.read(lambda s: stock_row(s, low)) is None
    row = driver.read(lambda s: stock_row(s, dear))
    assert row is not None
    assert (row.level, row.price, row.threshold) == (4, 13900, 2)


def test_an_item_with_a_story_is_dropped_rather_than_deleted(driver: Driver) -> None:
    item = driver.do(lambda s: make_item(s, level=1))
    page = driver.open(StockPage)
    page.list.select([item])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert [kind for kind, *_text in driver.said] == ["warn"]
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(ItemDialog)
    dialog.form.editor("is_dropped").set_value(True)
    driver.save(dialog)
    driver.do(lambda s: give_out(s, Issue(item, 1)))
    driver.settle()
    assert ids_shown(page) == []
