"""The verbs on devices as a user carries them out: one device or many, always as one change that can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.rules import DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import Chosen, Move, NewLabel, Retirement, create_label, move_assets, retire_assets
from coorddesk.inventory.ui.assign_dialog import AssignDialog
from coorddesk.inventory.ui.bring_back_dialog import BringBackDialog
from coorddesk.inventory.ui.move_dialog import MoveDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.inventory.ui.retire_dialog import RetireDialog
from coorddesk.inventory.ui.selected import Selected
from coorddesk.inventory.ui.status_dialog import StatusDialog
from coorddesk.widgets.actions import ActionBar
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from tests.inventory.ui.conftest import Stored
    from tests.screens import Driver


@pytest.fixture
def three(driver: Driver) -> list[int]:
    """The ids of CD-1, CD-2 and CD-3."""
    return driver.do(lambda s: [make_asset(s, f"CD-{n}") for n in (1, 2, 3)])


def page_with(driver: Driver, *selected: int) -> InventoryPage:
    page = driver.open(InventoryPage)
    page.list.select(selected)
    driver.settle()
    return page


def retired(driver: Driver, *asset_ids: int) -> None:
    wish = Retirement(Chosen(asset_ids), DisposalReason.SOLD, date(2026, 1, 2), DataWiped.YES)
    driver.do(lambda s: retire_assets(s, wish))


def offered(page: InventoryPage) -> set[str]:
    """The verbs of the bar that can be pressed."""
    return {action.text() for action in page.verbs.for_many() if action.isVisible() and action.isEnabled()}


def test_many_devices_move_as_one_change(driver: Driver, three: list[int], stored: Stored) -> None:
    driver.do(lambda s: make_place(s, "Salle 12"))
    page = page_with(driver, *three[:2])
    driver.keys(page.list.table, Qt.Key.Key_M)
    dialog = driver.dialog(MoveDialog)
    assert dialog.windowTitle() == "Move 2 devices"
    driver.pick(dialog, "place", "12")
    driver.type(dialog, note="Travaux")
    driver.save(dialog)
    assert [row.place for row in stored()] == ["Salle 12", "Salle 12", None]
    assert page.list.selected_ids() == three[:2]
    assert driver.said == [("say", "2 devices: moved to Salle 12.")]
    driver.do(lambda s: undo(s, next_to_undo(s) or 0))
    driver.settle()
    assert [row.place for row in stored()] == [None, None, None]


def test_a_place_that_is_not_there_yet_is_made_on_the_way(driver: Driver, three: list[int], stored: Stored) -> None:
    page = page_with(driver, three[0])
    page.verbs.move.trigger()
    dialog = driver.dialog(MoveDialog)
    driver.pick(dialog, "place", "Nord / Salle 1")
    driver.save(dialog)
    assert stored()[0].place == "Nord / Salle 1"
    deeds = driver.read(lambda s: [driver.desk.texts.say(row.deed) for row in change_sets(s, limit=2)])
    assert deeds == ["Move CD-1 to Nord / Salle 1", "Add place “Nord / Salle 1”"]


def test_without_a_place_devices_are_taken_out_of_theirs(driver: Driver, stored: Stored) -> None:
    asset_id = driver.do(lambda s: make_asset(s, place="Nord"))
    page = page_with(driver, asset_id)
    page.verbs.move.trigger()
    driver.save(driver.dialog(MoveDialog))
    assert stored()[0].place is None
    assert driver.said == [("say", "CD-1: taken out of its place.")]


def test_a_name_that_was_not_chosen_is_refused_beside_the_field(driver: Driver, three: list[int]) -> None:
    page = page_with(driver, three[0])
    page.verbs.move.trigger()
    dialog = driver.dialog(MoveDialog)
    driver.type(dialog, place="Nulle part")
    driver.save(dialog)
    troubles = [each.text() for each in dialog.findChildren(QLabel) if each.property("kind") == "error"]
    assert [text for text in troubles if text] == [
        "“Nulle part” is not known. Choose from the list, or create it there."
    ]
    dialog.form.settle()
    dialog.reject()


def test_devices_are_given_and_taken_back(driver: Driver, three: list[int], stored: Stored) -> None:
    driver.do(make_person)
    driver.do(lambda s: make_place(s, "CDI"))
    page = page_with(driver, three[0])
    driver.keys(page.list.table, Qt.Key.Key_A)
    dialog = driver.dialog(AssignDialog)
    driver.pick(dialog, "holder", "moreau")
    driver.pick(dialog, "place", "CDI")
    driver.save(dialog)
    row = stored()[0]
    assert (row.holder, row.place, row.meta) == ("Inès Moreau", "CDI", MetaStatus.ASSIGNED)
    driver.keys(page.list.table, Qt.Key.Key_A)
    driver.save(driver.dialog(AssignDialog))
    row = stored()[0]
    assert (row.holder, row.place, row.meta) == (None, "CDI", MetaStatus.IN_STOCK)
    assert driver.said == [("say", "CD-1: assigned to Inès Moreau."), ("say", "CD-1: taken back.")]


def test_a_status_is_chosen_and_said(driver: Driver, three: list[int], stored: Stored) -> None:
    page = page_with(driver, *three)
    driver.keys(page.list.table, Qt.Key.Key_S)
    dialog = driver.dialog(StatusDialog)
    repair = next(label for label in dialog._labels.values() if label.meta is MetaStatus.UNDER_REPAIR)
    assert "Retired" not in [driver.desk.texts.say(label.title) for label in dialog._labels.values()]
    dialog.form.editor("status").set_value(repair.id)
    driver.save(dialog)
    assert {row.meta for row in stored()} == {MetaStatus.UNDER_REPAIR}
    assert driver.said == [("say", "3 devices: Under repair.")]


def test_retiring_asks_for_what_the_paper_says(driver: Driver, three: list[int], stored: Stored) -> None:
    page = page_with(driver, three[0])
    driver.keys(page.list.table, Qt.Key.Key_R)
    dialog = driver.dialog(RetireDialog)
    assert dialog.form.editor("day").value() == driver.desk.clock.today()
    driver.save(dialog)
    assert dialog.isVisible()  # whether the data is gone must be said
    dialog.form.editor("reason").set_value(DisposalReason.GIVEN)
    dialog.form.editor("data_wiped").set_value(DataWiped.YES)
    driver.type(dialog, recipient="Emmaüs", certificate="BSD-1", day="1/9/2026", notes="Écran fendu")
    driver.save(dialog)
    card = driver.read(lambda s: asset_card(s, three[0]))
    assert card is not None
    assert card.disposal is not None
    assert (card.disposal.reason, card.disposal.day, card.disposal.recipient, card.disposal.certificate) == (
        DisposalReason.GIVEN, date(2026, 9, 1), "Emmaüs", "BSD-1",
    )  # fmt: skip
    assert stored()[0].meta is MetaStatus.RETIRED
    assert offered(page) == {"Edit together…", "Bring back into use…", "Delete"}


def test_of_several_words_for_retired_one_is_chosen(driver: Driver, three: list[int], stored: Stored) -> None:
    label = driver.do(lambda s: create_label(s, NewLabel(MetaStatus.RETIRED, "Donné à une autre école")))
    page = page_with(driver, three[0])
    page.verbs.retire.trigger()
    dialog = driver.dialog(RetireDialog)
    dialog.form.editor("status").set_value(label)
    dialog.form.editor("data_wiped").set_value(DataWiped.NOT_NEEDED)
    driver.save(dialog)
    assert stored()[0].label == "Donné à une autre école"


def test_what_was_retired_comes_back(driver: Driver, three: list[int], stored: Stored) -> None:
    retired(driver, three[0])
    driver.do(lambda s: make_place(s, "Réserve"))
    page = page_with(driver, three[0])
    page.verbs.bring_back.trigger()
    dialog = driver.dialog(BringBackDialog)
    driver.pick(dialog, "place", "serve")
    driver.save(dialog)
    assert (stored()[0].meta, stored()[0].place) == (MetaStatus.IN_STOCK, "Réserve")
    assert driver.said == [("say", "CD-1: back in stock.")]


def test_the_bin_takes_many_and_gives_them_back(driver: Driver, three: list[int], stored: Stored) -> None:
    page = page_with(driver, *three[1:])
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert [row.tag for row in stored()] == ["CD-1"]
    page.show_query(page.query.__class__(in_bin=True))
    driver.settle()
    page.list.select(three[1:])
    driver.settle()
    assert offered(page) == {"Restore"}
    assert not page.verbs.edit.isEnabled()
    page.verbs.restore.trigger()
    driver.settle()
    assert [row.tag for row in stored()] == ["CD-1", "CD-2", "CD-3"]
    assert driver.said == [("say", "2 devices: in the bin."), ("say", "2 devices: restored.")]


def test_only_what_fits_the_selection_is_offered(driver: Driver, three: list[int]) -> None:
    retired(driver, three[0])
    page = page_with(driver)
    assert offered(page) == set()
    page.list.select([three[1]])
    assert offered(page) == {"Move…", "Assign…", "Status…", "Edit together…", "Retire…", "Delete"}
    page.list.select(three[:2])
    assert offered(page) == {"Edit together…", "Delete"}
    page.list.select([three[0]])
    assert offered(page) == {"Edit together…", "Bring back into use…", "Delete"}
    assert [page.verbs.edit.isEnabled(), page.verbs.copy.isEnabled()] == [True, True]


def test_a_device_that_changed_meanwhile_is_not_moved_in_silence(driver: Driver, three: list[int]) -> None:
    page = page_with(driver, three[0])
    page.verbs.move.trigger()
    dialog = driver.dialog(MoveDialog)
    driver.desk.operations.committed.disconnect(page.changed)
    place = driver.do(make_place)
    driver.do(lambda s: move_assets(s, Move(Chosen((three[0],)), place)))
    driver.save(dialog)
    assert dialog.isVisible()
    assert "Somebody changed CD-1 since you saw it. Look at it again." in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    dialog.reject()


def test_verbs_do_nothing_where_letters_are_typed(driver: Driver, three: list[int]) -> None:
    page = page_with(driver, three[0])
    page.focus_search()
    driver.keys(page.search, Qt.Key.Key_M)
    assert page.search.text() == "m"
    driver.keys(page.search, Qt.Key.Key_Delete)
    driver.settle()


def test_the_bar_says_its_words_where_there_is_room(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    move = next(button for button in page.findChildren(QToolButton) if button.defaultAction() is page.verbs.move)
    assert move.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    page.resize(560, 600)
    driver.settle()
    assert move.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert (move.accessibleName(), move.toolTip()) == ("Move (M)", "Move (M)")


def test_the_last_words_of_the_bar_go_first(driver: Driver) -> None:
    page = driver.open(InventoryPage)
    bar = page.findChild(ActionBar)
    assert bar is not None
    page.resize(bar.minimumSizeHint().width() + 120, 600)
    driver.settle()
    style = {button.defaultAction(): button.toolButtonStyle() for button in bar.findChildren(QToolButton)}
    with_words, without = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
    assert (style[page.verbs.move], style[page.verbs.together]) == (with_words, without)


def test_a_selection_that_was_not_all_seen_is_named_by_its_number() -> None:
    assert Selected((1, 2), ()).chosen == Chosen((1, 2), ())
    assert not Selected((1,), ()).are_retired
