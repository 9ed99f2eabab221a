from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from coorddesk.core.messages import Message, verbatim
from coorddesk.core.records import Subject
from coorddesk.feature import Feature
from coorddesk.reporting.kind import ReportKind
from coorddesk.widgets.report_menu import choice_of, print_lists, print_records

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


def kind(key: str, choose: object = None, cards: frozenset[str] = frozenset({"supplier"})) -> ReportKind:
    made = ReportKind(key, verbatim(key), Message(""), lambda _session, _choice: None, cards=cards)  # type: ignore[arg-type, return-value]
    return made if choose is None else replace(made, choose=choose)  # type: ignore[arg-type]


def each(subject: Subject) -> tuple[int, ...]:
    return (subject[1],)


def one(subject: Subject) -> str:
    return f"{subject[0]} {subject[1]}"


SHEETS, LIST, OTHER = kind("Sheets & more", each), kind("list", one), kind("other", each, frozenset({"place"}))


@pytest.mark.parametrize(
    ("report", "ids", "choice"),
    [
        (SHEETS, [3], (3,)),
        (SHEETS, [3, 1], (3, 1)),
        (SHEETS, [], None),
        (LIST, [3], "supplier 3"),
        (kind("nothing"), [3], None),
        (kind("nothing"), [3, 4], None),
    ],
)
def test_what_a_report_is_asked_for(report: ReportKind, ids: list[int], choice: object) -> None:
    assert choice_of(report, "supplier", ids) == choice


@pytest.fixture
def page(desk: SampleDesk, qtbot: QtBot) -> QWidget:
    desk.features = (
        Feature("one", verbatim("One"), reports=(SHEETS, OTHER)),
        Feature("two", verbatim("Two"), reports=(LIST,)),
    )
    page = QWidget()
    qtbot.addWidget(page)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.show()
    return page


def test_the_menu_offers_what_every_feature_prints_about_a_record(
    desk: SampleDesk, page: QWidget, qtbot: QtBot
) -> None:
    selected = [7]
    action = print_records(desk, page, "supplier", lambda: selected)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    menu = page.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert [entry.text() for entry in menu.actions()] == ["Sheets && more…", "list…"]
    menu.actions()[0].trigger()
    menu.close()
    assert action.text() == "Print…"
    assert desk.told == [("report", "Sheets & more")]
    selected.clear()
    menu.aboutToShow.emit()
    assert [entry.isEnabled() for entry in menu.actions()] == [False, False]


def test_a_list_is_printed_as_it_is_filtered_when_it_is_asked(desk: SampleDesk, page: QWidget) -> None:
    asked: list[object] = []

    def query() -> object:
        asked.append("query")
        return asked

    (action,) = print_lists(desk, page, [LIST], query)
    assert asked == []
    action.trigger()
    assert (asked, desk.told) == (["query"], [("report", "list")])
