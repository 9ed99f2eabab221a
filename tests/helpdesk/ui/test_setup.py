"""Setting the help desk up in the settings: lists are opened, added to, changed, ordered and taken from."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.helpdesk.queries import categories, causes, choice_counts, macros, targets
from coorddesk.helpdesk.rules import Pledge, Status, TicketKind, Trigger
from coorddesk.helpdesk.service import (
    CategoryDetails,
    Question,
    Save,
    TeamDetails,
    save_choice,
)
from coorddesk.helpdesk.ui.setup.dialogs import ChoiceDialog, ReplaceDialog
from coorddesk.helpdesk.ui.setup.page import SetupPage
from coorddesk.helpdesk.ui.setup.parts import GROUPS
from coorddesk.widgets.forms.merge_dialog import MergeDialog
from coorddesk.widgets.names_list import NamesList
from tests.factories import make_person
from tests.helpdesk.asked import make_category, make_cause, make_ticket, resolved, there

if TYPE_CHECKING:
    from tests.screens import Driver

PARTS = {part.key: part for _title, parts in GROUPS for part in parts}


@pytest.fixture
def page(driver: Driver) -> SetupPage:
    made = SetupPage(driver.desk)
    driver.bot.addWidget(made)
    made.resize(640, 500)
    made.show()
    driver.settle()
    return made


def opened(driver: Driver, page: SetupPage, key: str) -> NamesList:
    """The list behind a door."""
    page.go_back()
    page.doors[key].click()
    driver.settle()
    assert page.list is not None
    return page.list


def cells(shown: NamesList) -> list[str]:
    table = shown.table
    columns = [column for column in range(table.columnCount()) if not table.isColumnHidden(column)]
    items = [[table.item(row, column) for column in columns] for row in range(table.rowCount())]
    return [" | ".join("" if item is None else item.text() for item in row) for row in items]


def new(driver: Driver, shown: NamesList) -> ChoiceDialog:
    shown.fresh.trigger()
    return driver.dialog(ChoiceDialog)


def edited(driver: Driver, shown: NamesList, row: int) -> ChoiceDialog:
    shown.table.setCurrentCell(row, 0)
    shown.edit.trigger()
    return driver.dialog(ChoiceDialog)


def test_behind_each_door_is_a_list_whose_form_has_every_field(driver: Driver, page: SetupPage) -> None:
    for key, part in PARTS.items():
        dialog = new(driver, opened(driver, page, key))
        assert {each.name for each in fields(part.details)} == set(dialog.form._fields), key
        dialog.reject()
    assert set(driver.read(choice_counts)) == set(PARTS)


def test_a_category_says_all_that_a_new_ticket_begins_with(driver: Driver, page: SetupPage) -> None:
    around = driver.do(lambda session: make_category(session, "Network"))
    driver.do(lambda session: save_choice(session, Save(TeamDetails("Technicians"))))
    shown = opened(driver, page, "ticket_category")
    dialog = new(driver, shown)
    driver.type(dialog, name="Wi-Fi")
    driver.pick(dialog, "parent_id", "netw")
    driver.pick(dialog, "team_id", "tech")
    dialog.form.editor("kind").set_value(TicketKind.INCIDENT)
    dialog.form.editor("urgency").set_value(4)
    asked = (Question("Which room?", ("Hall", "Library"), is_required=True), Question("Since when?"))
    dialog.form.editor("questions").set_value(asked)
    dialog.form.editor("checklist").set_value(("Restart the access point",))
    driver.save(dialog)
    (_network, row) = driver.read(categories)
    assert (row.path, row.parent_id, row.kind, row.urgency) == ("Network / Wi-Fi", around, TicketKind.INCIDENT, 4)
    assert [Question(each.question, each.choices, each.is_required) for each in row.questions] == list(asked)
    assert cells(shown)[1].strip() == "Wi-Fi | Incident · 2 questions · 1 point | 0"
    again = edited(driver, shown, 1)
    assert again.form.editor("team_id").text() == "Technicians"
    assert again.form.editor("questions").value() == asked
    questions = again.form.editor("questions").control
    questions.cellClicked.emit(0, 2)  # type: ignore[attr-defined]  # the table
    driver.save(again)
    assert [each.is_required for each in driver.read(categories)[1].questions] == [False, False]


def test_what_two_write_is_asked_about(driver: Driver, page: SetupPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def keep_mine(dialog: MergeDialog) -> int:
        asked.append([each.text() for each in dialog.findChildren(QLabel)])
        return 1

    monkeypatch.setattr(MergeDialog, "exec", keep_mine)
    category = driver.do(make_category)
    dialog = edited(driver, opened(driver, page, "ticket_category"), 0)
    driver.type(dialog, name="Screens")
    driver.do(lambda session: save_choice(session, Save(CategoryDetails("Displays", urgency=2), category, 1)))
    driver.save(dialog)
    assert {"Screens", "Displays"} <= set(asked[0])
    row = driver.read(categories)[0]
    assert (row.name, row.urgency) == ("Screens", 2)


def test_causes_are_put_in_order_and_one_in_use_is_replaced(driver: Driver, page: SetupPage) -> None:
    wear, _age = driver.do(lambda session: [make_cause(session, name) for name in ("Wear", "Old age")])
    number = driver.do(make_ticket)
    driver.do(lambda session: resolved(session, number, cause=wear))
    shown = opened(driver, page, "cause")
    assert cells(shown) == ["Wear | 1", "Old age | 0"]
    shown.table.setCurrentCell(1, 0)
    shown.up.trigger()
    driver.settle()
    assert cells(shown) == ["Old age | 0", "Wear | 1"]
    shown.table.setCurrentCell(1, 0)
    shown.delete.trigger()
    dialog = driver.dialog(ReplaceDialog)
    assert dialog._notice._text.text() == "“Wear” cannot be deleted: it still has 1 ticket."
    driver.save(dialog)
    assert dialog.isVisible()
    driver.pick(dialog, "by", "old")
    driver.save(dialog)
    assert cells(shown) == ["Old age | 1"]
    last = driver.read(next_to_undo)
    assert last is not None
    driver.do(lambda session: undo(session, last))
    driver.settle()
    assert cells(shown) == ["Old age | 0", "Wear | 1"]
    shown.table.setCurrentCell(0, 0)
    shown.delete.trigger()
    driver.settle()
    assert [row.name for row in driver.read(causes)] == ["Wear"]


def test_a_macro_asks_only_what_its_status_needs(driver: Driver, page: SetupPage) -> None:
    shown = opened(driver, page, "macro")
    dialog = new(driver, shown)
    driver.type(dialog, name="Part ordered", reply="We ordered the part.")
    fields_of = {key: dialog.form.editor(key) for key in ("waiting_reason", "remind_days", "cause_id", "resolution")}
    assert not any(each.isVisible() for each in fields_of.values())
    dialog.form.editor("status").set_value(Status.WAITING)
    assert [key for key, each in fields_of.items() if each.isVisible()] == ["waiting_reason", "remind_days"]
    driver.type(dialog, waiting_reason="The part", remind_days="5")
    driver.save(dialog)
    (row,) = driver.read(macros)
    assert (row.status, row.waiting_reason, row.remind_days) == (Status.WAITING, "The part", 5)
    again = edited(driver, shown, 0)
    assert again.form.editor("remind_days").value() == 5
    again.reject()


def test_a_rule_and_a_team_name_whom_they_mean(driver: Driver, page: SetupPage) -> None:
    driver.do(lambda session: make_person(session, "Petit", "Léo"))
    dialog = new(driver, opened(driver, page, "team"))
    driver.type(dialog, name="Technicians")
    driver.pick(dialog, "people", "petit")
    driver.save(dialog)
    assert page.list is not None
    assert cells(page.list) == ["Technicians | Léo Petit | 1"]
    shown = opened(driver, page, "escalation_rule")
    dialog = new(driver, shown)
    driver.type(dialog, name="Forgotten", minutes="2 h")
    dialog.form.editor("trigger").set_value(Trigger.UNANSWERED)
    driver.save(dialog)
    assert dialog.isVisible()
    driver.pick(dialog, "team_id", "tech")
    dialog.form.editor("kind").set_value(TicketKind.INCIDENT)
    dialog.form.editor("priority").set_value(4)
    driver.save(dialog)
    said = "Incident · High and above · 2 h without an answer → Technicians"
    assert cells(shown) == [f"Forgotten | {said}"]


def test_a_target_is_typed_as_people_say_it_and_deadlines_follow(driver: Driver, page: SetupPage) -> None:
    number = driver.do(make_ticket)
    shown = opened(driver, page, "ticket_target")
    dialog = new(driver, shown)
    driver.save(dialog)
    assert dialog.isVisible()
    driver.type(dialog, respond_minutes="90", resolve_minutes="1 d")
    driver.save(dialog)
    assert dialog.isVisible()
    driver.type(dialog, respond_minutes="1,5 h")
    driver.save(dialog)
    assert [row.pledge for row in driver.read(targets)] == [Pledge(90, 480)]
    assert cells(shown) == ["All tickets | Answered within 1 h 30 · Resolved within 8 h"]
    assert driver.read(lambda session: there(session, number)).resolve_by is not None
    shown.table.setCurrentCell(0, 0)
    shown.delete.trigger()
    driver.settle()
    assert driver.read(lambda session: there(session, number)).resolve_by is None
