"""The tab of maintenance: its lists, their verbs, and the dialogs behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.directory.service import find_or_create_place
from coorddesk.maintenance.queries import (
    EntryQuery,
    PlanQuery,
    RepairQuery,
    asset_options,
    checklists,
    due_devices,
    entry,
    entry_ids,
    plan,
    plan_ids,
    repair,
    repair_ids,
)
from coorddesk.maintenance.rules import Point, RepairState, Rhythm, Urgency, Verdict, Work
from coorddesk.maintenance.ui import offers
from coorddesk.maintenance.ui.checklists import ChecklistDialog
from coorddesk.maintenance.ui.due_dialogs import DoDialog, PostponeDialog, SkipDialog
from coorddesk.maintenance.ui.entry_dialog import EntryDialog, EntryEditDialog
from coorddesk.maintenance.ui.page import MaintenancePage
from coorddesk.maintenance.ui.plan_dialog import PlanDialog
from coorddesk.maintenance.ui.repair_dialog import NewRepairDialog, RepairEditDialog
from coorddesk.maintenance.ui.which_dialog import WhichDialog
from coorddesk.widgets.criteria_dialog import CriteriaDialog
from coorddesk.widgets.names_dialog import NamesDialog
from tests.factories import make_asset, make_person
from tests.maintenance.making import make_checklist, make_entry, make_plan, make_repair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.options import Option
    from tests.screens import Driver

OLD = date(2020, 1, 1)


def fill(session: Session) -> None:
    """Two devices with a schedule, a repair and an entry."""
    place = find_or_create_place(session, "Collège / Salle 1")
    first = make_asset(session, "PC-1", purchase_date=OLD, place_id=place, holder_id=make_person(session))
    make_asset(session, "PC-2", purchase_date=OLD, place_id=place)
    points = make_checklist(session, "Poste", "Antivirus", "Écran")
    make_plan(session, "Postes", place_id=place, checklist_id=points, rhythm=Rhythm(date(2026, 1, 1), 12))
    make_repair(session, first, "Charnière", day=date(2026, 9, 1), quote=5_000)
    make_entry(session, first, "Clavier changé", cost=3_000, points=(Point("Touches", is_ticked=False),))


def words(dialog: QDialog | MaintenancePage) -> set[str]:
    return {each.text() for each in dialog.findChildren(QLabel) if each.isVisible()}


def test_an_empty_desk_says_what_to_do(driver: Driver) -> None:
    page = driver.open(MaintenancePage)
    for place, title in enumerate(
        ("Nothing comes again yet", "Nothing is being repaired", "Nothing was written down yet")
    ):
        page.bar.setCurrentIndex(place)
        driver.settle()
        assert title in words(page)


def test_what_is_due_is_done_with_its_points_for_the_devices_ticked(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.current.open_card(1)
    driver.settle()
    page.plans.verbs.do.trigger()
    dialog = driver.dialog(DoDialog)
    assert dialog.form.editor("devices").value() == frozenset({1, 2})
    dialog.form.editor("devices").set_value(frozenset({2}))
    dialog.form.editor("points").set_value(frozenset({1}))
    dialog.form.editor("verdict").set_value(Verdict.RESERVES)
    driver.type(dialog, cost="12", downtime="2 h")
    driver.save(dialog)
    (entry_id, *_others) = driver.read(lambda session: entry_ids(session, EntryQuery(plan=1)))
    row = driver.read(lambda session: entry(session, entry_id))
    assert row is not None
    assert (row.device, row.what, row.cost, row.downtime, row.verdict) == ("PC-2", "Postes", 1_200, 2, Verdict.RESERVES)
    assert row.points == (Point("Antivirus", is_ticked=False), Point("Écran", is_ticked=True))
    assert driver.said[0][1] == "“Postes” done for 1 device."
    due = driver.read(lambda session: {each.device: each.due for each in due_devices(session, 1)})
    assert due == {"PC-1": date(2026, 1, 1), "PC-2": date(2027, 1, 1)}


def test_nothing_is_done_for_no_device(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.current.open_card(1)
    driver.settle()
    page.plans.verbs.do.trigger()
    dialog = driver.dialog(DoDialog)
    dialog.form.editor("devices").set_value(frozenset())
    driver.save(dialog)
    assert "Tick at least one device." in words(dialog)
    dialog.form.settle()
    dialog.reject()


def test_what_is_due_is_left_out_or_put_off_with_a_reason(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.current.open_card(1)
    driver.settle()
    page.plans.verbs.skip.trigger()
    skip = driver.dialog(SkipDialog)
    skip.form.editor("devices").set_value(frozenset({1}))
    driver.type(skip, reason="En réparation")
    driver.save(skip)
    page.plans.verbs.postpone.trigger()
    postpone = driver.dialog(PostponeDialog)
    assert postpone.form.editor("devices").value() == frozenset({2})
    driver.type(postpone, day="31/12/2099", reason="Vacances")
    driver.save(postpone)
    due = driver.read(lambda session: {each.device: each.due for each in due_devices(session, 1)})
    assert due["PC-2"] == date(2099, 12, 31)
    assert due["PC-1"] > date(2026, 1, 1)


def test_a_schedule_is_made_changed_and_deleted(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.plans.verbs.new.trigger()
    dialog = driver.dialog(PlanDialog)
    driver.type(dialog, name="Dates", days="01/09, 01/03")
    driver.save(dialog)
    assert "Say for which devices: one, a model, a category or a place." in words(dialog)
    driver.pick(dialog, "asset", "PC-2")
    driver.save(dialog)
    row = driver.read(lambda session: plan(session, 2))
    assert row is not None
    assert (row.asset, row.rhythm.days, row.ahead) == ("PC-2", ((3, 1), (9, 1)), 14)
    assert page.current.list.selected_ids() == [2]
    page.plans.verbs.edit.trigger()
    edit = driver.dialog(PlanDialog)
    assert edit.form.editor("days").text() == "01/03, 01/09"
    driver.type(edit, name="Deux fois l’an")
    driver.save(edit)
    page.plans.verbs.delete.trigger()
    driver.settle()
    assert list(driver.read(lambda session: plan_ids(session, PlanQuery()))) == [1]


def test_schedules_and_repairs_are_filtered_from_the_side_and_by_alerts(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.plans._filters.toggled.emit(("work", Work.INSPECTION))
    driver.settle()
    assert page.current.list.model.rowCount() == 0
    page.show_alert(Urgency.OVERDUE.value)
    driver.settle()
    assert page.current.query == PlanQuery(urgency=Urgency.OVERDUE)
    assert page.current.list.model.rowCount() == 1
    page.show_alert(RepairState.READY.value)
    driver.settle()
    assert page.bar.currentIndex() == 1
    assert page.current.query.state is RepairState.READY


def test_records_and_lists_of_others_open_in_their_list(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    turned = []
    page.turned.connect(lambda: turned.append([action.text() for action in page.actions() if action.text()][:1]))
    for kind, title in (
        ("maintenance_entry", "Clavier changé"),
        ("repair", "Charnière"),
        ("maintenance_plan", "Postes"),
    ):
        page.open_record((kind, 1))
        driver.settle()
        assert title in words(page)
    assert len(turned) == 3
    page.open_list_of("maintenance_entry", ("asset", 2))
    driver.settle()
    assert page.current.query == EntryQuery(asset=2)
    page.open_list_of("repair", ("asset", 1))
    driver.settle()
    assert page.current.list.model.rowCount() == 1


def test_a_repair_and_an_entry_are_changed(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.open_record(("repair", 1))
    driver.settle()
    page.repairs.verbs.edit.trigger()
    dialog = driver.dialog(RepairEditDialog)
    driver.type(dialog, reference="RMA-1", cost="49")
    driver.save(dialog)
    row = driver.read(lambda session: repair(session, 1))
    assert row is not None
    assert (row.reference, row.quote, row.cost) == ("RMA-1", 5_000, 4_900)
    page.open_record(("maintenance_entry", 1))
    driver.settle()
    page.log.verbs.edit.trigger()
    edit = driver.dialog(EntryEditDialog)
    edit.form.editor("points").set_value(frozenset({0}))
    driver.save(edit)
    told = driver.read(lambda session: entry(session, 1))
    assert told is not None
    assert told.points == (Point("Touches", is_ticked=True),)
    page.log.verbs.delete.trigger()
    driver.settle()
    assert list(driver.read(entry_ids)) == []


def test_what_is_offered_on_devices_opens_with_their_name(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    offers.log_maintenance(driver.desk, page, [1, 2])
    log = driver.dialog(EntryDialog)
    assert log.windowTitle() == "Log maintenance of 2 devices"
    driver.type(log, what="Dépoussiérés", cost="0,03")
    driver.save(log)
    costs = driver.read(lambda session: [entry(session, each) for each in (2, 3)])
    assert [row.cost for row in costs if row is not None] == [2, 1]
    offers.send_for_repair(driver.desk, page, [2])
    repair_dialog = driver.dialog(NewRepairDialog)
    assert repair_dialog.windowTitle() == "Send PC-2 for repair"
    driver.type(repair_dialog, fault="Ventilateur")
    driver.save(repair_dialog)
    assert list(driver.read(repair_ids)) == [1, 2]


def test_a_repair_begun_from_its_list_asks_which_device(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.bar.setCurrentIndex(1)
    driver.settle()
    page.repairs.verbs.new.trigger()
    which = driver.dialog(WhichDialog)
    which._on_next()
    assert "This cannot be empty." in words(which)
    which.form.editor("device").set_state((driver.read(_option), "PC-2"))
    which._on_next()
    dialog = driver.dialog(NewRepairDialog)
    assert dialog.windowTitle() == "Send PC-2 for repair"
    dialog.reject()


def test_checklists_are_written_point_by_point(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.plans.verbs.checklists.trigger()
    names = driver.dialog(NamesDialog)
    driver.settle()
    names.names.fresh.trigger()
    dialog = driver.dialog(ChecklistDialog)
    driver.type(dialog, name="Borne")
    driver.save(dialog)
    assert "A checklist needs at least one point." in words(dialog)
    dialog.form.editor("points").set_value(("Lecteur", "Ticket"))
    driver.save(dialog)
    found = driver.read(lambda session: {row.name: row.points for row in checklists(session)})
    assert found == {"Borne": ("Lecteur", "Ticket"), "Poste": ("Antivirus", "Écran")}
    names.accept()


def test_keys_turn_from_list_to_list(driver: Driver) -> None:
    page = driver.open(MaintenancePage)
    for key, place in ((Qt.Key.Key_3, 2), (Qt.Key.Key_2, 1), (Qt.Key.Key_1, 0)):
        driver.keys(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.bar.currentIndex() == place


def _option(session: Session) -> Option:
    return asset_options(session, "PC-2")[0]


def test_each_list_is_filtered_by_any_field_and_tells_it_in_chips(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    for kind, criterion, said in (
        ("maintenance_plan", Criterion("name", Ask.LACKS, ("poste",)), "Schedule: without “poste”"),
        ("repair", Criterion("quote", Ask.AT_LEAST, (6_000,)), "Quote: at least 60.00"),
        ("maintenance_entry", Criterion("cost", Ask.EMPTY), "Cost: empty"),
    ):
        page.turn_to(kind)
        driver.settle()
        assert page.current.list.model.rowCount() == 1
        driver.keys(page.current.list.table, Qt.Key.Key_F)
        dialog = driver.dialog(CriteriaDialog)
        dialog.chosen.emit((criterion,))
        dialog.reject()
        driver.settle()
        assert page.current.list.model.rowCount() == 0
        assert [driver.desk.texts.say(chip.text) for chip in page.current.chips._shown] == [said]
        page.current.show_query(page.current.chips._shown[0].key)
        driver.settle()
        assert page.current.list.model.rowCount() == 1


def test_a_stage_of_repairs_puts_a_state_aside(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(MaintenancePage)
    page.turn_to("repair")
    driver.settle()
    for key, query in (
        (("state", RepairState.READY), RepairQuery(state=RepairState.READY)),
        (("closed", None), RepairQuery(closed=None)),
        (("state", RepairState.TO_SEND), RepairQuery(closed=None, state=RepairState.TO_SEND)),
        (("state", RepairState.TO_SEND), RepairQuery(closed=None)),
        (("closed", False), RepairQuery()),
    ):
        page.repairs._filters.toggled.emit(key)
        driver.settle()
        assert page.current.query == query
