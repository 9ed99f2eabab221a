"""The page of the inventory: finding devices, and keeping one's place among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason
from coorddesk.inventory.service import Chosen, Move, Retirement, delete_assets, move_assets, retire_assets
from coorddesk.inventory.ui.asset_dialog import AssetDialog
from coorddesk.inventory.ui.catalogue_dialog import CatalogueDialog
from coorddesk.inventory.ui.names import lists
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.widgets.card import Card
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem, QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.inventory.ui.conftest import Stored
    from tests.screens import Driver


def ids_shown(page: InventoryPage) -> list[int]:
    return list(page.list.table.model().ids)  # type: ignore[attr-defined]  # a RecordModel


def buttons(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(QPushButton) if button.isVisible()]


def filter_item(page: InventoryPage, name: str) -> QTreeWidgetItem:
    (item,) = page._panel.tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
    return item


def wait_for_filters(driver: Driver, page: InventoryPage) -> None:
    driver.bot.waitUntil(lambda: page._panel.tree.topLevelItemCount() > 0)
    driver.bot.waitUntil(lambda: not page._count_soon.isActive())
    driver.settle()


def click_filter(driver: Driver, page: InventoryPage, name: str) -> None:
    wait_for_filters(driver, page)
    tree, item = page._panel.tree, filter_item(page, name)
    tree.scrollToItem(item)
    driver.click(tree.viewport(), tree.visualItemRect(item).center())


def chips(page: InventoryPage) -> list[str]:
    return [text.removesuffix("\N{EN SPACE}✕") for text in buttons(page.chips)[:-1]]


def test_an_empty_desk_offers_to_take_a_sheet_in_or_to_add_a_device(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    assert buttons(empty) == ["Import a sheet", "Add a device"]
    for button in empty.findChildren(QPushButton):
        driver.click(button)
    assert driver.dialog(AssetDialog).close()
    assert driver.said == [("import", "assets")]


def test_typing_finds_and_leaving_the_field_keeps_what_was_found(driver: Driver) -> None:
    one, two = driver.do(lambda s: [make_asset(s, "CD-1", name="Écran"), make_asset(s, "CD-2", name="Portable")])
    page = driver.open(InventoryPage)
    page.focus_search()
    QTest.keyClicks(page.search, "ecran")
    driver.bot.waitUntil(lambda: ids_shown(page) == [one])
    driver.keys(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == "ecran"
    assert page.list.table.hasFocus()
    driver.keys(page.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.keys(page.search, Qt.Key.Key_Delete)
    driver.keys(page.search, Qt.Key.Key_Return)
    assert ids_shown(page) == [one, two]


def test_what_is_not_found_offers_the_whole_list_again(driver: Driver) -> None:
    asset_id = driver.do(make_asset)
    page = driver.open(InventoryPage)
    page.show_query(AssetQuery(text="nothing is called so"))
    driver.settle()
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    assert buttons(empty) == ["Show every device"]
    driver.click(empty.findChildren(QPushButton)[0])
    assert ids_shown(page) == [asset_id]
    assert page.search.text() == ""


def test_filters_say_what_they_would_show_and_turn_on_and_off(driver: Driver) -> None:
    def fill(session: Session) -> list[int]:
        return [
            make_asset(session, "CD-1", place="Nord / Salle 1", condition=Condition.WORN),
            make_asset(session, "CD-2", place="Nord / Salle 2"),
            make_asset(session, "CD-3"),
        ]

    one, two, three = driver.do(fill)
    page = driver.open(InventoryPage)
    wait_for_filters(driver, page)
    assert [filter_item(page, name).text(1) for name in ("Nord", "Salle 1", "In stock", "Worn", "Without place")] == [
        "2", "1", "3", "1", "1",
    ]  # fmt: skip
    click_filter(driver, page, "Nord")
    assert (ids_shown(page), chips(page)) == ([one, two], ["Place: Nord"])
    filter_item(page, "Nord").setExpanded(True)
    click_filter(driver, page, "Salle 2")
    assert (ids_shown(page), chips(page)) == ([two], ["Place: Nord / Salle 2"])
    click_filter(driver, page, "Salle 2")
    assert (ids_shown(page), chips(page)) == ([one, two, three], [])
    click_filter(driver, page, "Without place")
    assert (ids_shown(page), chips(page)) == ([three], ["Without place"])


def test_several_statuses_are_one_filter_and_each_has_its_chip(driver: Driver) -> None:
    holder = driver.do(make_person)
    one, two = driver.do(lambda s: [make_asset(s, "CD-1"), make_asset(s, "CD-2", holder_id=holder)])
    page = driver.open(InventoryPage)
    click_filter(driver, page, "In stock")
    click_filter(driver, page, "Assigned")
    assert (ids_shown(page), chips(page)) == ([one, two], ["Status: In stock", "Status: Assigned"])
    driver.click(page.chips.findChildren(QPushButton)[0])
    assert (ids_shown(page), chips(page)) == ([two], ["Status: Assigned"])
    driver.keys(page.chips.findChildren(QPushButton)[-1], Qt.Key.Key_Space)
    assert (ids_shown(page), chips(page)) == ([one, two], [])


def test_filters_work_by_keyboard(driver: Driver) -> None:
    driver.do(lambda s: make_asset(s, "CD-1", place="Nord"))
    page = driver.open(InventoryPage)
    wait_for_filters(driver, page)
    tree = page._panel.tree
    tree.setCurrentItem(filter_item(page, "Nord"))
    driver.keys(tree, Qt.Key.Key_Space)
    assert chips(page) == ["Place: Nord"]
    driver.keys(tree, Qt.Key.Key_Return)
    assert chips(page) == []


def test_the_devices_of_a_holder_are_a_few_letters_away(driver: Driver, desk_database: Database) -> None:
    ines, yanis = driver.do(lambda s: [make_person(s), make_person(s, "Aubert", "Yanis")])
    one, two = driver.do(lambda s: [make_asset(s, "CD-1", holder_id=ines), make_asset(s, "CD-2", holder_id=yanis)])
    page = driver.open(InventoryPage)
    wait_for_filters(driver, page)
    holder = page._panel.holder.picker
    assert (holder.line.accessibleName(), ids_shown(page)) == ("Holder", [one, two])
    page._panel.holder.setFocus()
    QTest.keyClicks(holder.line, "yan")
    driver.bot.waitUntil(holder.popup.isVisible)
    assert ids_shown(page) == [one, two]  # nothing changes while somebody types
    driver.keys(holder.popup, Qt.Key.Key_Down)
    driver.keys(holder.popup, Qt.Key.Key_Return)
    assert (ids_shown(page), chips(page), holder.line.text()) == ([two], ["Holder: Yanis Aubert"], "Yanis Aubert")
    holder.line.clear()
    driver.settle()
    assert (ids_shown(page), chips(page)) == ([one, two], [])


def test_the_field_of_the_holder_shows_whom_the_list_is_about(driver: Driver) -> None:
    ines, yanis = driver.do(lambda s: [make_person(s), make_person(s, "Aubert", "Yanis")])
    page = driver.open(InventoryPage)
    for person_id, name in ((ines, "Inès Moreau"), (yanis, "Yanis Aubert")):
        page.open_list(("person", person_id))
        wait_for_filters(driver, page)
        assert page._panel.holder.picker.line.text() == name
    page._panel.holder.picker.line.setText("some")
    page.show_query(AssetQuery(text="x"))
    wait_for_filters(driver, page)
    assert page._panel.holder.picker.line.text() == ""


def test_warranties_that_end_soon_are_a_filter_away(driver: Driver) -> None:
    today = driver.desk.clock.today()
    soon = driver.do(lambda s: [make_asset(s, "CD-1", warranty_end=today), make_asset(s, "CD-2")])[0]
    page = driver.open(InventoryPage)
    click_filter(driver, page, "Warranty ends soon")
    assert ids_shown(page) == [soon]
    click_filter(driver, page, "Warranty ends soon")
    assert chips(page) == []


def test_the_panel_of_filters_can_be_put_away_and_stays_so(driver: Driver) -> None:
    driver.do(make_asset)
    page = driver.open(InventoryPage)
    page._toggle.trigger()
    assert page.side.isHidden()
    again = driver.open(InventoryPage)
    assert again.side.isHidden()
    again._toggle.trigger()
    wait_for_filters(driver, again)
    assert filter_item(again, "In stock").text(1) == "1"


def test_folded_filters_stay_folded(driver: Driver) -> None:
    driver.do(make_asset)
    page = driver.open(InventoryPage)
    wait_for_filters(driver, page)
    tree = page._panel.tree
    driver.click(tree.viewport(), tree.visualItemRect(filter_item(page, "Status")).center())
    assert not filter_item(page, "Status").isExpanded()
    again = driver.open(InventoryPage)
    wait_for_filters(driver, again)
    assert not filter_item(again, "Status").isExpanded()


def test_the_selection_stays_when_another_program_changes_the_desk(driver: Driver, stored: Stored) -> None:
    one, two, three = driver.do(lambda s: [make_asset(s, f"CD-{n}") for n in (1, 2, 3)])
    page = driver.open(InventoryPage)
    page.list.select([two, three])
    place = driver.do(make_place)
    driver.do(lambda s: move_assets(s, Move(Chosen((two,)), place)))
    driver.do(lambda s: make_asset(s, "CD-0"))
    driver.settle()
    assert page.list.selected_ids() == [two, three]
    assert [row.place for row in page.verbs.selected().rows] == ["Salle 12", None]
    assert len(ids_shown(page)) == 4
    driver.do(lambda s: delete_assets(s, Chosen((three,))))
    driver.settle()
    assert page.list.selected_ids() == [two]
    assert [row.id for row in stored(in_bin=True)] == [three]
    assert one in ids_shown(page)


def test_a_hidden_page_reads_again_when_it_comes_to_the_front(driver: Driver) -> None:
    driver.do(make_asset)
    page = driver.open(InventoryPage)
    page.hide()
    driver.do(lambda s: make_asset(s, "CD-2"))
    driver.settle()
    assert len(ids_shown(page)) == 1
    page.show()
    page.shown()
    driver.settle()
    assert len(ids_shown(page)) == 2


def test_enter_opens_the_card_and_escape_comes_back(driver: Driver) -> None:
    first, second = driver.do(lambda s: [make_asset(s, "CD-1", name="Écran"), make_asset(s, "CD-2", name="Portable")])
    page = driver.open(InventoryPage)
    page.list.select([first])
    driver.keys(page.list.table, Qt.Key.Key_Return)
    assert page.card.isVisible()
    assert page.card._title.text() == "Écran"
    driver.keys(page.card, Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    driver.keys(page.list.table, Qt.Key.Key_Down)
    assert (page.list.selected_ids(), page.card._title.text()) == ([second], "Portable")
    page.list.table.selectAll()
    driver.settle()
    assert page.card._title.text() == "2 selected"
    driver.keys(page.list.table, Qt.Key.Key_Escape)
    assert page.card.isHidden()
    assert driver.open(InventoryPage).card.isHidden()


def test_a_record_opened_from_elsewhere_widens_a_list_that_leaves_it_out(driver: Driver) -> None:
    one, two, gone = driver.do(lambda s: [make_asset(s, f"CD-{n}") for n in (1, 2, 3)])
    driver.do(lambda s: delete_assets(s, Chosen((gone,))))
    page = driver.open(InventoryPage)
    page.show_query(AssetQuery(text="CD-1"))
    driver.settle()
    page.open_record(("asset", two))
    driver.settle()
    assert (page.list.selected_ids(), page.search.text(), page.card._caption.text()) == ([two], "", "CD-2")
    page.open_record(("asset", gone))
    driver.settle()
    assert (page.list.selected_ids(), chips(page)) == ([gone], ["In the bin"])
    page.open_record(("asset", one))
    driver.settle()
    assert (page.list.selected_ids(), chips(page)) == ([one], [])
    page.open_record(("asset", 999))
    driver.settle()
    assert page.card._title.text() == "This is no longer there."


@pytest.mark.parametrize("kind", ["place", "person", "supplier"])
def test_what_belongs_to_another_record_is_shown_as_a_filter(driver: Driver, kind: str) -> None:
    makers: dict[str, tuple[Callable[[Session], int], str]] = {
        "place": (make_place, "place_id"),
        "person": (make_person, "holder_id"),
        "supplier": (make_supplier, "supplier_id"),
    }
    make, field = makers[kind]
    owner = driver.do(make)
    there = driver.do(lambda s: [make_asset(s, "CD-1", **{field: owner}), make_asset(s, "CD-2")])[0]
    page = driver.open(InventoryPage)
    page.open_list((kind, owner))
    driver.settle()
    assert (ids_shown(page), len(chips(page))) == ([there], 1)


def test_the_sort_and_the_columns_are_remembered(driver: Driver) -> None:
    driver.do(lambda s: [make_asset(s, "CD-1", name="B"), make_asset(s, "CD-2", name="A")])
    page = driver.open(InventoryPage)
    page.list.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    driver.settle()
    assert page.query.sort == "name"
    assert driver.open(InventoryPage).query.sort == "name"


def test_the_menu_offers_what_the_bar_does(driver: Driver) -> None:
    asset_id = driver.do(make_asset)
    page = driver.open(InventoryPage)
    page.list.select([asset_id])
    driver.settle()
    page.list.table.menu_wanted.emit(QPoint(5, 5))
    (menu,) = [menu for menu in page.list.findChildren(QMenu) if menu.isVisible()]
    seen = [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    menu.close()
    offered = [action.text() for action in (*page.verbs.offered_first, *page.verbs.offered)]
    assert seen == [
        *offered, "Edit…", "New one like this…", "Life and value…", "Network addresses…", "Move…", "Assign…",
        "Status…", "Edit together…", "Retire…", "Delete", "Decide when to replace…", "Print…", "Copy",
        "Copy with headings",
    ]  # fmt: skip


def test_the_card_begins_with_what_a_device_is_there_for(driver: Driver) -> None:
    asset_id = driver.do(make_asset)
    page = driver.open(InventoryPage)
    page.open_card(asset_id)
    driver.settle()
    offered = [action.text() for action in page.verbs.offered_first]
    first = [action.text() for action in page.verbs.on_card() if action.isVisible()]
    assert first == [*offered, "Retire…", "Edit…"]
    assert not set(first) & {action.text() for action in page.verbs.on_card_menu()}
    driver.do(
        lambda s: retire_assets(
            s, Retirement(Chosen((asset_id,)), DisposalReason.SOLD, date(2026, 9, 1), DataWiped.YES)
        )
    )
    driver.settle()
    left = [action.text() for action in page.verbs.on_card() if action.isVisible()]
    assert left == [*offered, "Bring back into use…", "Edit…"]


def test_the_list_is_printed_as_it_is_shown(driver: Driver) -> None:
    driver.do(make_asset)
    page = driver.open(InventoryPage)
    driver.keys(page.list.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.verbs.reports[1].trigger()
    assert driver.said == [("report", "seen-inventory"), ("report", "assets-by-category")]


def test_links_of_the_card_open_what_they_name(driver: Driver) -> None:
    place, holder = driver.do(make_place), driver.do(make_person)
    asset_id = driver.do(lambda s: make_asset(s, place_id=place, holder_id=holder))
    page = driver.open(InventoryPage)
    page.open_card(asset_id)
    driver.settle()
    page.findChild(Card)._facts.opened.emit(("place", place))  # type: ignore[union-attr]  # it has one
    assert driver.said == [("open", ("place", place))]


def test_the_lists_behind_devices_open_from_the_page(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    titles = [driver.desk.texts.say(names.title) for names in lists(driver.desk.texts)]
    actions = {action.text(): action for action in page.actions()}
    for title in titles:
        actions[f"{title}…"].trigger()
        dialog = driver.dialog(CatalogueDialog)
        assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == title
        dialog.close()
        driver.settle()


def test_every_page_action_has_its_own_keys(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    keys = [action.shortcut().toString() for action in page.actions() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+N", "F2", "Ctrl+D", "M", "A", "S", "R", "Del", "Ctrl+P"} <= set(keys)


def test_what_another_program_writes_is_shown_by_itself(driver: Driver, open_desk: Callable[[str], Database]) -> None:
    first = driver.do(make_asset)
    page = driver.open(InventoryPage)
    page.list.select([first])
    other = open_desk(driver.database.url)
    with other.transaction() as session:
        make_asset(session, "CD-0")
    driver.bot.waitUntil(lambda: len(ids_shown(page)) == 2, timeout=8_000)
    assert page.list.selected_ids() == [first]


def test_widths_are_remembered(driver: Driver) -> None:
    driver.do(make_asset)
    page = driver.open(InventoryPage)
    page._split.setSizes([300, 700, 280])
    page._split.splitterMoved.emit(300, 1)
    again = driver.open(InventoryPage)
    assert again._split.sizes()[0] == page._split.sizes()[0]
