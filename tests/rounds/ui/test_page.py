"""Rounds by keyboard: the list is made by scans, the round by one key a stop, a fault by one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from coorddesk.core.codes import code_of
from coorddesk.helpdesk.rules import Source
from coorddesk.rounds.queries import checks, round_row, stops, tour
from coorddesk.rounds.rules import Counts, Outcome
from coorddesk.rounds.service import Look, RoundDetails, Stop, begin_tour, create_round, look
from coorddesk.rounds.ui.fault_dialog import FaultDialog
from coorddesk.rounds.ui.page import RoundsPage
from coorddesk.rounds.ui.round_dialog import RoundDialog
from coorddesk.rounds.ui.stops_editor import StopsEditor
from coorddesk.rounds.ui.touring import TouringWindow
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_place
from tests.helpdesk.asked import make_ticket, there
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def furnish(session: Session) -> tuple[int, int, int]:
    """CD-1 and CD-2, and the room in which they stand."""
    room = make_place(session, "CDI")
    return make_asset(session, "CD-1", place_id=room), make_asset(session, "CD-2", place_id=room), room


def begin(session: Session) -> int:
    first, second, room = furnish(session)
    return create_round(session, RoundDetails("Matin", stops=(Stop(first), Stop(second), Stop(place_id=room))))


@pytest.fixture
def window(driver: Driver) -> TouringWindow:
    """The morning round, begun."""
    driver.do(begin)
    page = driver.open(RoundsPage)
    page.list.select([1])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_T)
    window = driver.dialog(TouringWindow)
    driver.settle()
    return window


def scan_in(driver: Driver, editor: StopsEditor, *codes: str) -> None:
    for code in codes:
        editor.picker.line.setFocus()
        write(editor.picker.line, code)
        QTest.keyClick(editor.picker.line, Qt.Key.Key_Return)
        driver.settle()


def counts(driver: Driver) -> Counts:
    row = driver.read(lambda s: tour(s, 1))
    assert row is not None
    return row.counts


def test_a_round_is_set_up_by_scans(driver: Driver) -> None:
    _first, _second, room = driver.do(furnish)
    page = driver.open(RoundsPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    driver.click(empty.findChildren(QPushButton)[0])
    dialog = driver.dialog(RoundDialog)
    driver.type(dialog, name="Matin")
    editor = dialog.form.editor("stops")
    assert isinstance(editor, StopsEditor)
    scan_in(driver, editor, "CD-2", code_of(("place", room)), "CD-1", "CD-2", "NOBODY")
    assert editor._trouble.text().replace("\u200b", "") == "“NOBODY” is not known. Choose from the list."
    assert [row.called for row in editor.rows()] == ["CD-2", "CDI", "CD-1"]
    editor.list.setCurrentItem(editor.items()[2])
    driver.keys(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    editor.items()[1].setText(1, "Écran allumé ?")
    editor.list.setCurrentItem(editor.items()[0])
    driver.keys(editor.list, Qt.Key.Key_Delete)
    driver.save(dialog)
    assert [(row.called, row.note) for row in driver.read(lambda s: stops(s, 1))] == [
        ("CD-1", "Écran allumé ?"),
        ("CDI", ""),
    ]
    assert page.card._title.text() == "Matin"
    assert driver.said == [("say", "“Matin” added.")]


def test_a_round_is_changed_as_it_stands(driver: Driver) -> None:
    driver.do(begin)
    before = driver.read(lambda s: (round_row(s, 1), stops(s, 1)))
    page = driver.open(RoundsPage)
    page.list.select([1])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_F2)
    driver.save(driver.dialog(RoundDialog))
    assert driver.read(lambda s: (round_row(s, 1), stops(s, 1))) == before
    driver.keys(page.list.table, Qt.Key.Key_F2)
    dialog = driver.dialog(RoundDialog)
    dialog.form.editor("weekdays").set_value(frozenset({1}))
    driver.save(dialog)
    row = driver.read(lambda s: round_row(s, 1))
    assert row is not None
    assert row.weekdays == "1"
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert driver.read(lambda s: round_row(s, 1)) is None


def test_one_key_a_stop_makes_the_round(driver: Driver, window: TouringWindow) -> None:
    assert window.head.left.text() == "3 stops left"
    driver.keys(window.list, Qt.Key.Key_O)
    driver.keys(window.list, Qt.Key.Key_S)
    assert window.answer._words.text() == "CD-2: skipped"
    driver.keys(window.list, Qt.Key.Key_Return)
    assert counts(driver) == Counts(ok=2, skipped=1)
    assert window.head.left.text() == "Everything was looked at"
    driver.keys(window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.answer._words.text(), counts(driver)) == ("Taken back", Counts(ok=1, skipped=1, left=1))
    for _twice in range(2):
        driver.keys(window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.keys(window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.answer._words.text() == "There is nothing of yours to take back on this round."
    assert counts(driver) == Counts(left=3)
    window.reject()


def test_a_fault_is_one_line_and_a_ticket(driver: Driver, window: TouringWindow) -> None:
    driver.keys(window.list, Qt.Key.Key_F)
    dialog = driver.dialog(FaultDialog)
    driver.type(dialog, title="Écran noir")
    driver.save(dialog)
    assert window.answer._words.text() == "CD-1: fault, ticket n° 1"
    row = driver.read(lambda s: there(s, 1))
    assert (row.title, row.source, row.device, row.place) == ("Écran noir", Source.ROUND, "CD-1", "CDI")
    current = window.list.current()
    assert current is not None
    assert current.called == "CD-2"
    driver.keys(window.list, Qt.Key.Key_Up)
    driver.keys(window.list, Qt.Key.Key_F)
    assert window.answer._words.text() == "Ticket n° 1 tells it already."
    driver.keys(window.list, Qt.Key.Key_O)
    assert window.answer._words.text().startswith("Ticket 1 was opened for this.")
    driver.keys(window.list, Qt.Key.Key_F9)
    row_ = driver.read(lambda s: tour(s, 1))
    assert row_ is not None
    assert row_.ended_at is not None
    assert [
        each for each in QApplication.topLevelWidgets() if isinstance(each, TouringWindow) and each.isVisible()
    ] == []


def test_what_is_known_already_is_offered_first(driver: Driver, window: TouringWindow) -> None:
    driver.do(lambda s: make_ticket(s, "Écran noir", devices=(1,)))
    driver.keys(window.list, Qt.Key.Key_F)
    dialog = driver.dialog(FaultDialog)
    assert dialog.form.editor("known").text() == "Ticket n° 1: Écran noir"
    driver.save(dialog)
    seen = driver.read(lambda s: checks(s, 1)[0])
    assert (seen.ticket_id, seen.outcome, seen.note) == (1, Outcome.FAULT, "Écran noir")
    window.reject()


def test_another_program_makes_the_same_round(driver: Driver, window: TouringWindow) -> None:
    driver.do(lambda s: look(s, Look(checks(s, 1)[0].id, Outcome.OK)))
    driver.settle()
    assert window.head.left.text() == "2 stops left"
    window.reject()
    assert driver.do(lambda s: begin_tour(s, 1)) == 1


def test_what_is_due_today_is_shown(driver: Driver) -> None:
    driver.do(begin)
    driver.do(lambda s: create_round(s, RoundDetails("Mardi", weekdays=(2,))))
    page = driver.open(RoundsPage)
    page.show_alert("due")
    driver.settle()
    assert list(page.list.table.model().ids) == [1]  # type: ignore[attr-defined]  # a RecordModel
    page.show_all()
    driver.settle()
    assert list(page.list.table.model().ids) == [2, 1]  # type: ignore[attr-defined]  # a RecordModel


def test_the_last_tour_is_deleted_and_then_the_round_itself(driver: Driver) -> None:
    driver.do(begin)
    driver.do(lambda s: begin_tour(s, 1))
    page = driver.open(RoundsPage)
    for verb in (page.verbs.delete, page.verbs.forget, page.verbs.forget, page.verbs.delete):
        page.list.select([1])
        driver.settle()
        verb.trigger()
        driver.settle()
    assert driver.read(lambda s: (tour(s, 1), round_row(s, 1))) == (None, None)
    (kind, _refused), *said = driver.said
    assert (kind, [what for _kind, what in said]) == (
        "warn",
        ["The tour of 07/09/2026 deleted.", "This round was never made.", "“Matin” deleted."],
    )
