"""The tree of places: added, renamed, moved by keyboard, dialog or mouse, and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTreeWidgetItem

from coorddesk.directory.queries import place, place_tree
from coorddesk.directory.rules import PlaceKind
from coorddesk.directory.service import PlaceDetails, PlaceEdit, edit_place
from coorddesk.directory.ui.place_dialog import PlaceDialog
from coorddesk.directory.ui.place_move_dialog import PlaceMoveDialog
from coorddesk.directory.ui.places_page import PlacesPage
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_place
from tests.screens import write

if TYPE_CHECKING:
    from tests.screens import Driver


@pytest.fixture
def north(driver: Driver) -> dict[str, int]:
    """Two sites; a building with two rooms in the first."""
    site = driver.do(lambda s: make_place(s, "Nord", kind=PlaceKind.SITE))
    building = driver.do(lambda s: make_place(s, "Bâtiment A", inside=site, kind=PlaceKind.BUILDING))
    rooms = driver.do(lambda s: [make_place(s, f"Salle {n}", inside=building) for n in (9, 10)])
    south = driver.do(lambda s: make_place(s, "Sud", kind=PlaceKind.SITE))
    return {"Nord": site, "A": building, "9": rooms[0], "10": rooms[1], "Sud": south}


def lines(page: PlacesPage) -> list[tuple[str, ...]]:
    """What the tree shows, from the top down: the level as dots, and the cells."""

    def below(item: QTreeWidgetItem | None, level: int) -> list[tuple[str, ...]]:
        assert item is not None
        cells = tuple(item.text(column) for column in range(page.tree.columnCount()))
        inside = [each for place in range(item.childCount()) for each in below(item.child(place), level + 1)]
        return [("." * level + cells[0], *cells[1:]), *inside]

    tops = [page.tree.topLevelItem(place) for place in range(page.tree.topLevelItemCount())]
    return [line for top in tops for line in below(top, 0)]


def paths(driver: Driver) -> list[str]:
    return [row.path for row in driver.read(place_tree)]


def choose(driver: Driver, page: PlacesPage, place_id: int) -> None:
    assert page.tree.select(place_id)
    driver.settle()


def test_an_empty_desk_says_what_to_do(driver: Driver) -> None:
    page = driver.open(PlacesPage)
    (empty,) = [state for state in page.findChildren(EmptyState) if state.isVisible()]
    site, sheet = empty.findChildren(QPushButton)
    driver.click(sheet)
    driver.click(site)
    dialog = driver.dialog(PlaceDialog)
    driver.type(dialog, name="Nord")
    driver.save(dialog)
    assert paths(driver) == ["Nord"]
    assert lines(page) == [("Nord", "Site", "")]
    assert driver.said == [("import", "places"), ("say", "“Nord” added.")]


def test_rooms_stand_by_number_with_what_is_in_them(driver: Driver, north: dict[str, int]) -> None:
    driver.do(lambda s: make_asset(s, place_id=north["9"]))
    page = driver.open(PlacesPage)
    assert lines(page) == [
        ("Nord", "Site", "1"),
        (".Bâtiment A", "Building", "1"),
        ("..Salle 9", "Room", "1"),
        ("..Salle 10", "Room", ""),
        ("Sud", "Site", ""),
    ]


def test_a_place_is_added_beside_or_inside_the_current_one(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["A"])
    driver.keys(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.dialog(PlaceDialog)
    driver.type(dialog, name="CDI", code="0.12", address="1, rue des Écoles", notes="Clé à l'accueil")
    driver.save(dialog)
    assert page.tree.current_id() is not None
    row = driver.read(lambda s: place(s, page.tree.current_id() or 0))
    assert row is not None
    assert (row.path, row.kind, row.code, row.address, row.notes) == (
        "Nord / Bâtiment A / CDI", PlaceKind.ROOM, "0.12", "1, rue des Écoles", "Clé à l'accueil",
    )  # fmt: skip
    driver.keys(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = driver.dialog(PlaceDialog)
    driver.type(dialog, name="Réserve")
    driver.save(dialog)
    assert "Nord / Bâtiment A / Réserve" in paths(driver)


def test_renaming_renames_the_paths_below_and_keeps_the_place_in_the_tree(
    driver: Driver, north: dict[str, int]
) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["Nord"])
    driver.keys(page.tree, Qt.Key.Key_F2)
    dialog = driver.dialog(PlaceDialog)
    assert dialog.windowTitle() == "Edit Nord"
    driver.type(dialog, name="École du Nord")
    driver.save(dialog)
    assert "École du Nord / Bâtiment A / Salle 9" in paths(driver)
    assert page.tree.current_id() == north["Nord"]
    assert page.card._title.text() == "École du Nord"


def test_a_name_that_is_taken_is_refused_beside_the_field(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["Sud"])
    page.verbs.edit.trigger()
    dialog = driver.dialog(PlaceDialog)
    driver.type(dialog, name="nord")
    driver.save(dialog)
    troubles = [each.text() for each in dialog.findChildren(QLabel) if each.property("kind") == "error"]
    assert [text for text in troubles if text] == ["There is already a place “Nord”."]
    dialog.form.settle()
    dialog.reject()


def test_a_place_moves_by_dialog(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["A"])
    driver.keys(page.tree, Qt.Key.Key_M)
    dialog = driver.dialog(PlaceMoveDialog)
    dialog.form.editor("parent").set_value(None)
    driver.pick(dialog, "parent", "Sud")
    driver.save(dialog)
    assert paths(driver) == [
        "Nord", "Sud", "Sud / Bâtiment A", "Sud / Bâtiment A / Salle 9", "Sud / Bâtiment A / Salle 10",
    ]  # fmt: skip
    assert driver.said == [("say", "“Bâtiment A” moved.")]


def test_a_site_cannot_be_moved_into_itself(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["Nord"])
    page.verbs.move.trigger()
    dialog = driver.dialog(PlaceMoveDialog)
    driver.pick(dialog, "parent", "Salle 9")
    driver.save(dialog)
    troubles = [each.text() for each in dialog.findChildren(QLabel) if each.property("kind") == "error"]
    assert [text for text in troubles if text] == ["A place cannot be inside itself. Choose another."]
    dialog.form.settle()
    dialog.reject()


def drop(driver: Driver, page: PlacesPage, on: QPoint) -> None:
    mime, action = QMimeData(), Qt.DropAction.MoveAction
    event = QDropEvent(
        QPointF(on), action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop
    )
    page.tree.dropEvent(event)
    driver.settle()


def test_a_place_is_dragged_into_another_or_out_of_all(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["9"])
    drop(driver, page, page.tree.visualItemRect(page.tree._items[north["Sud"]]).center())
    assert "Sud / Salle 9" in paths(driver)
    drop(driver, page, QPoint(10, page.tree.viewport().height() - 5))
    assert "Salle 9" in paths(driver)
    drop(driver, page, QPoint(10, page.tree.viewport().height() - 5))
    assert driver.said == [("say", "“Salle 9” moved.")] * 2
    choose(driver, page, north["Nord"])
    drop(driver, page, page.tree.visualItemRect(page.tree._items[north["10"]]).center())
    assert driver.said == [("warn", "A place cannot be inside itself. Choose another.")]


def test_what_is_empty_is_deleted_and_what_is_not_says_why(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["Sud"])
    driver.keys(page.tree, Qt.Key.Key_Delete)
    choose(driver, page, north["Nord"])
    driver.keys(page.tree, Qt.Key.Key_Delete)
    assert driver.said == [
        ("say", "“Sud” deleted."),
        ("warn", "“Nord” cannot be deleted: it still has 1 place inside it."),
    ]


def test_searching_shows_what_fits_and_what_it_is_inside_of(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    page.focus_search()
    write(page.search, "salle 10")
    driver.keys(page.search, Qt.Key.Key_Return)
    assert [line[0] for line in lines(page)] == ["Nord", ".Bâtiment A", "..Salle 10"]
    assert (page.tree.hasFocus(), page.tree.current_id()) == (True, north["10"])
    page.search.clear()
    write(page.search, "salle")
    driver.keys(page.search, Qt.Key.Key_Return)
    assert page.tree.current_id() == north["10"]  # it is among them
    choose(driver, page, north["Nord"])
    write(page.search, " s")
    driver.keys(page.search, Qt.Key.Key_Return)
    assert page.tree.current_id() == north["9"]  # the first of those found
    page.open_record(("place", north["Sud"]))
    driver.settle()
    assert (page.tree.current_id(), page.search.text()) == (north["Sud"], "")


def test_nothing_found_leaves_an_empty_card(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    write(page.search, "zzz")
    driver.keys(page.search, Qt.Key.Key_Return)
    assert (lines(page), page.card._title.text()) == ([], "")


def test_what_is_open_stays_open_when_another_program_changes_the_desk(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["10"])
    page.tree._items[north["Nord"]].setExpanded(True)
    page.tree._items[north["A"]].setExpanded(True)
    version = driver.read(lambda s: place(s, north["Sud"])).version  # type: ignore[union-attr]  # it is there
    driver.do(lambda s: edit_place(s, PlaceEdit(north["Sud"], version, PlaceDetails("Annexe"))))
    driver.settle()
    assert page.tree.current_id() == north["10"]
    assert [line[0] for line in lines(page)] == ["Annexe", "Nord", ".Bâtiment A", "..Salle 9", "..Salle 10"]
    assert page.tree._items[north["A"]].isExpanded()


def test_a_hidden_page_reads_again_when_it_comes_to_the_front(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    page.hide()
    driver.do(lambda s: make_place(s, "Ouest"))
    driver.settle()
    assert "Ouest" not in [line[0] for line in lines(page)]
    page.show()
    page.shown()
    driver.settle()
    assert "Ouest" in [line[0] for line in lines(page)]


def test_a_rooms_devices_are_one_click_away(driver: Driver, north: dict[str, int]) -> None:
    asset_id = driver.do(lambda s: make_asset(s, place_id=north["9"]))
    page = driver.open(PlacesPage)
    choose(driver, page, north["9"])
    (show_all,) = [button for button in page.card.findChildren(QPushButton) if button.text() == "Show in the list"]
    driver.click(show_all)
    page.card._belongings.opened.emit(("asset", asset_id))
    assert driver.said == [("list", "asset", ("place", north["9"])), ("open", ("asset", asset_id))]


def test_enter_goes_to_the_card_and_escape_comes_back(driver: Driver, north: dict[str, int]) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["9"])
    driver.keys(page.tree, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.card.isAncestorOf(focused)
    driver.keys(page.card, Qt.Key.Key_Escape)
    assert page.tree.hasFocus()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_offers_what_the_bar_does(
    driver: Driver, north: dict[str, int], reason: QContextMenuEvent.Reason
) -> None:
    page = driver.open(PlacesPage)
    choose(driver, page, north["Sud"])
    QApplication.sendEvent(page.tree.viewport(), QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
    (menu,) = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    seen = [action.text() for action in menu.actions()]
    menu.close()
    offers = ["Report a fault…", "Count this place…", "Labels…", "Labels of the devices here…", "Ask for a purchase…"]
    assert seen == ["New place inside…", "Edit…", "Move…", "Merge…", "Delete", *offers, "Print…"]
