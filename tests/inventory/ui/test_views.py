"""Saved views of the inventory: saved, opened, counted, changed, put in order, and one to start with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.core.clock import FixedClock
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.views import NewView, ViewSeen, delete_view, save_view, views
from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.widgets.views.name_dialog import RenameViewDialog, SaveViewDialog
from tests.factories import make_asset, make_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(driver: Driver) -> InventoryPage:
    def fill(session: Session) -> None:
        make_asset(session, "CD-1", name="Écran", place="Salle 12", price=100_00)
        make_asset(session, "CD-2", name="Écran", price=50_00)
        make_asset(session, "CD-3", name="Portable", place="Salle 12")

    driver.do(fill)
    return driver.open(InventoryPage)


def lines(page: InventoryPage) -> list[str]:
    """The lines of the panel: name, count, and > before the one that is on."""
    tree = page.views.panel.tree
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        f"{'> ' if item.checkState(0) is Qt.CheckState.Checked else ''}{item.text(0)} {item.text(1)}".strip()
        for item in items
        if item is not None
    ]


def wait_for(driver: Driver, page: InventoryPage, wanted: list[str]) -> None:
    driver.settle()
    driver.bot.waitUntil(lambda: lines(page) == wanted)


def save(driver: Driver, page: InventoryPage, name: str) -> None:
    """Save what is shown, by keyboard."""
    driver.keys(page.list.table, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.dialog(SaveViewDialog)
    driver.type(dialog, name=name)
    driver.keys(dialog.form.editor("name").control, Qt.Key.Key_Return)


def shows(driver: Driver, page: InventoryPage, query: AssetQuery) -> None:
    page.show_query(query)
    driver.settle()


def go_to(page: InventoryPage, row: int) -> None:
    tree = page.views.panel.tree
    item = tree.topLevelItem(row)
    assert item is not None
    tree.setFocus()
    tree.setCurrentItem(item)


def tags(driver: Driver, page: InventoryPage) -> list[str]:
    driver.settle()
    return [page.list.model.cell(row, 0) for row in range(page.list.model.rowCount())]


def test_the_whole_list_is_the_first_of_the_views(driver: Driver, page: InventoryPage) -> None:
    wait_for(driver, page, ["> Everything 3"])


def test_what_is_shown_is_saved_opened_and_counted(driver: Driver, page: InventoryPage) -> None:
    shows(driver, page, AssetQuery(text="écran", sort="price", descending=True))
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 2"])
    go_to(page, 0)
    driver.keys(page.views.panel.tree, Qt.Key.Key_Return)
    assert (tags(driver, page), page.search.text()) == (["CD-1", "CD-2", "CD-3"], "")
    go_to(page, 1)
    driver.keys(page.views.panel.tree, Qt.Key.Key_Space)
    assert (tags(driver, page), page.search.text()) == (["CD-1", "CD-2"], "écran")
    driver.do(lambda session: make_asset(session, "CD-4", name="Écran"))
    wait_for(driver, page, ["Everything 4", "> Écrans 3"])


def test_every_filter_comes_back(driver: Driver, page: InventoryPage) -> None:
    place = driver.do(lambda session: make_place(session, "Salle 13"))
    day = driver.desk.clock.today() + timedelta(days=90)
    criteria = (Criterion("price", Ask.AT_LEAST, (100_00,)), Criterion("purchase_date", Ask.LAST_DAYS, (30,)))
    query = AssetQuery(place=place, warranty_before=day, without_tag=True, labels=frozenset({1}), criteria=criteria)
    shows(driver, page, query)
    save(driver, page, "Tout à la fois")
    driver.settle()
    page.views.open(None)
    page.views.open(page.views.ids()[0])
    assert page.query == query


def test_a_warranty_that_ends_soon_is_counted_from_the_day_it_is_opened(driver: Driver, page: InventoryPage) -> None:
    today = driver.desk.clock.today()
    state = page.views.codec.state_of(AssetQuery(warranty_before=today + timedelta(days=90)))
    assert state == {"warranty_before": {"days": 90}}
    clock = driver.desk.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(days=10)
    later = driver.desk.clock.today() + timedelta(days=90)
    assert page.views.codec.query_of(state) == (AssetQuery(warranty_before=later), True)


def test_columns_order_and_groups_belong_to_the_view(driver: Driver, page: InventoryPage) -> None:
    first = page.list.columns.layout()
    save(driver, page, "Par lieu")
    driver.settle()
    page.list.groups.choose("place")
    page.list.columns._on_toggled(20, on=True)
    driver.settle()
    mine = page.list.columns.layout()
    page.views.open(None)
    driver.settle()
    assert (page.list.columns.layout(), page.list.groups.by) == (first, None)
    page.views.open(page.views.ids()[0])
    driver.settle()
    assert (page.list.columns.layout(), page.list.groups.by) == (mine, "place")


def test_a_view_shows_something_else_to_everybody_only_once_it_is_updated(driver: Driver, page: InventoryPage) -> None:
    shows(driver, page, AssetQuery(text="écran"))
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 2"])
    shows(driver, page, replace(page.query, text="portable"))
    assert lines(page) == ["Everything 3", "> Écrans * 2"]
    page.views.panel.update_wanted.emit()
    wait_for(driver, page, ["Everything 3", "> Écrans 1"])
    driver.do(lambda session: undo(session, next_to_undo(session) or 0))
    wait_for(driver, page, ["Everything 3", "> Écrans * 2"])


def test_sorting_another_way_is_no_change_of_a_view(driver: Driver, page: InventoryPage) -> None:
    save(driver, page, "Tous")
    page.list.columns.sort_wanted.emit("name", True)
    wait_for(driver, page, ["Everything 3", "> Tous 3"])


def test_a_view_is_renamed_moved_and_deleted_by_keyboard(driver: Driver, page: InventoryPage) -> None:
    for name in ("A", "B"):
        save(driver, page, name)
    wait_for(driver, page, ["Everything 3", "A 3", "> B 3"])
    go_to(page, 2)
    driver.keys(page.views.panel.tree, Qt.Key.Key_Up, ALT)
    wait_for(driver, page, ["Everything 3", "> B 3", "A 3"])
    driver.keys(page.views.panel.tree, Qt.Key.Key_Up, ALT)  # the whole list stays first
    go_to(page, 1)
    driver.keys(page.views.panel.tree, Qt.Key.Key_F2)
    dialog = driver.dialog(RenameViewDialog)
    driver.type(dialog, name="C")
    driver.keys(dialog.form.editor("name").control, Qt.Key.Key_Return)
    wait_for(driver, page, ["Everything 3", "> C 3", "A 3"])
    go_to(page, 1)
    driver.keys(page.views.panel.tree, Qt.Key.Key_Delete)
    wait_for(driver, page, ["> Everything 3", "A 3"])
    assert driver.read(lambda session: [view.name for view in views(session, "inventory")]) == ["A"]


def test_what_a_deleted_view_showed_stays(driver: Driver, page: InventoryPage) -> None:
    shows(driver, page, AssetQuery(text="écran"))
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 2"])
    (view,) = driver.read(lambda session: views(session, "inventory"))
    driver.do(lambda session: delete_view(session, ViewSeen(view.id, view.version)))
    wait_for(driver, page, ["> Everything 3"])
    assert tags(driver, page) == ["CD-1", "CD-2"]


def test_a_name_that_is_taken_is_refused_beside_its_field(driver: Driver, page: InventoryPage) -> None:
    save(driver, page, "Écrans")
    driver.settle()
    save(driver, page, "ecrans")
    dialog = driver.dialog(SaveViewDialog)
    driver.settle()
    assert dialog.isVisible()
    dialog.form.settle()
    dialog.reject()


def test_the_page_starts_with_the_view_that_was_chosen(driver: Driver, page: InventoryPage) -> None:
    shows(driver, page, AssetQuery(text="écran"))
    page.list.groups.choose("place")
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 2"])
    menu = page._view_verbs.menu(page.views.ids()[0])
    (start,) = [action for action in menu.actions() if action.text() == "Start with this view on this PC"]
    start.trigger()
    assert page.is_timeless
    again = driver.open(InventoryPage)
    wait_for(driver, again, ["Everything 3", "> Écrans 2"])
    assert (again.query.text, again.list.groups.by, again.is_timeless) == ("écran", "place", False)


def test_a_page_starts_with_the_whole_list_where_its_view_is_gone(driver: Driver, page: InventoryPage) -> None:
    driver.desk.settings.remember("first view.inventory", "gone")
    again = driver.open(InventoryPage)
    assert tags(driver, again) == ["CD-1", "CD-2", "CD-3"]


def test_a_view_of_a_newer_version_says_that_more_is_shown(driver: Driver, page: InventoryPage) -> None:
    state = {
        "query": {"text": "écran", "colour": "red", "sort": "colour"},
        "columns": [["colour", 3, True]],
        "group": 7,
    }
    driver.do(lambda session: save_view(session, NewView("inventory", "Plus tard", state)))
    driver.settle()
    page.views.open(page.views.ids()[0])
    assert tags(driver, page) == ["CD-1", "CD-2"]
    assert driver.said == [
        ("say", "This version does not know all filters of this view: more may be shown than was meant.")
    ]


def test_what_is_seen_is_exported_under_the_name_of_its_view(driver: Driver, page: InventoryPage) -> None:
    driver.keys(page.list.table, Qt.Key.Key_E, CTRL)
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 3"])
    driver.keys(page.list.table, Qt.Key.Key_P, CTRL)
    assert [told for told in driver.said if told[0] != "say"] == [
        ("export", "seen-inventory"),
        ("report", "seen-inventory/ecrans"),
    ]


def test_the_devices_of_a_room_are_no_view(driver: Driver, page: InventoryPage) -> None:
    shows(driver, page, AssetQuery(text="écran"))
    save(driver, page, "Écrans")
    wait_for(driver, page, ["Everything 3", "> Écrans 2"])
    page.open_list(("place", 1))
    wait_for(driver, page, ["> Everything 3", "Écrans 2"])
    assert tags(driver, page) == ["CD-1", "CD-3"]
