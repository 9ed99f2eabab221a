from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts
from coorddesk.widgets.forms.date_editor import DateEditor, date_typed
from coorddesk.widgets.forms.editors import (
    AmountEditor,
    ChoiceEditor,
    CodeEditor,
    LineEditor,
    NotesEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coorddesk.widgets.forms.editor import Editor
    from tests.widgets.sample import SampleDesk

CHOICES = [("new", _("New")), ("worn", _("Worn"))]


def type_in(editor: LineEditor, text: str) -> None:
    """Type a text and go on to the next field."""
    editor.line.setText("")
    QTest.keyClicks(editor.line, text)
    editor.line.editingFinished.emit()


def trouble(editor: Editor) -> str:
    with pytest.raises(UserError) as caught:
        editor.value()
    return editor.look.texts.say(caught.value.message)


def editors(desk: SampleDesk) -> list[tuple[Editor, Any, Any, str]]:
    """Each editor, its value when it is empty, another value, and that as people read it."""
    return [
        (TextEditor(desk), "", "Salle 12", "Salle 12"),
        (CodeEditor(desk), None, "007", "007"),
        (NotesEditor(desk), "", "two\nlines", "two\nlines"),
        (AmountEditor(desk), None, 123450, "1,234.50"),
        (NumberEditor(desk), None, 36, "36"),
        (DateEditor(desk, desk.clock), None, date(2026, 1, 31), "31/01/2026"),
        (ChoiceEditor(desk, CHOICES, blank=_("Not known")), None, "worn", "Worn"),
        (YesNoEditor(desk, _("Data wiped")), False, True, "Yes"),
    ]


@pytest.mark.parametrize("place", range(8))
def test_an_editor_gives_back_what_it_was_given(desk: SampleDesk, qtbot: QtBot, place: int) -> None:
    editor, empty, value, shown = editors(desk)[place]
    qtbot.addWidget(editor)
    assert editor.value() == empty
    before = editor.state()
    with qtbot.waitSignal(editor.changed):
        editor.set_value(value)
    assert editor.value() == value
    assert editor.shown(value) == shown
    assert editor.state() != before
    editor.set_state(before)
    assert editor.value() == empty
    editor.set_value(value)
    editor.set_value(empty)
    assert editor.state() == before


def test_text_loses_the_blanks_around_it(desk: SampleDesk, qtbot: QtBot) -> None:
    text, code = TextEditor(desk), CodeEditor(desk)
    for editor, typed in ((text, "  Salle   12 "), (code, "  00 7 ")):
        qtbot.addWidget(editor)
        type_in(editor, typed)
    assert (text.value(), code.value()) == ("Salle 12", "00 7")


@pytest.mark.parametrize(("typed", "cents", "shown"), [("1234,5", 123450, "1,234.50"), ("12", 1200, "12.00")])
def test_an_amount_is_typed_as_people_do_and_written_out(
    desk: SampleDesk, qtbot: QtBot, typed: str, cents: int, shown: str
) -> None:
    editor = AmountEditor(desk)
    qtbot.addWidget(editor)
    type_in(editor, typed)
    assert (editor.value(), editor.line.text()) == (cents, shown)


def test_an_amount_says_its_currency(desk: SampleDesk, qtbot: QtBot) -> None:
    signs = []
    for currency in ("EUR", "CHF"):
        desk.texts = Texts("fr", resource("locale"), currency=currency)
        editor = AmountEditor(desk)
        qtbot.addWidget(editor)
        signs += [label.text() for label in editor.findChildren(QLabel)]
    assert signs == ["€", "CHF"]


def test_what_is_no_amount_stays_as_it_was_typed(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = AmountEditor(desk)
    qtbot.addWidget(editor)
    type_in(editor, "twelve")
    assert editor.line.text() == "twelve"
    assert trouble(editor) == "“twelve” is not an amount. Write it like 1234,50."
    type_in(editor, "-5")
    assert trouble(editor) == "An amount here cannot be less than zero."


def test_a_number_has_bounds(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = NumberEditor(desk, 1, 1_200, _("months"))
    qtbot.addWidget(editor)
    type_in(editor, "1 200")
    assert editor.value() == 1200
    for typed in ("0", "1201", "a", "1.5"):
        type_in(editor, typed)
        assert trouble(editor) == "Write a whole number from 1 to 1,200."


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/01/2026", date(2026, 1, 31)),
        ("31.1.26", date(2026, 1, 31)),
        ("3/4", date(2026, 4, 3)),
        ("2026-01-31", date(2026, 1, 31)),
        ("31012026", date(2026, 1, 31)),
        ("31 janvier 2026", date(2026, 1, 31)),
        ("  ", None),
    ],
)
def test_a_day_is_typed_as_people_write_it(typed: str, day: date | None) -> None:
    assert date_typed(typed, date(2026, 9, 7)) == day


def test_a_day_is_written_out_once_it_is_typed(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = DateEditor(desk, desk.clock)
    qtbot.addWidget(editor)
    type_in(editor, "3/4")
    assert editor.line.text() == "03/04/2026"
    type_in(editor, "31/2")
    assert editor.line.text() == "31/2"
    assert trouble(editor) == "There is no such day."


def test_down_opens_a_calendar_at_the_day_typed(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = DateEditor(desk, desk.clock)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    type_in(editor, "31/1")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    calendar = editor.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 1, 31)
    calendar.clicked.emit(QDate(2026, 2, 3))
    assert editor.value() == date(2026, 2, 3)
    assert not calendar.isVisible()


def test_a_calendar_begins_today_where_nothing_is_typed(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = DateEditor(desk, desk.clock)
    qtbot.addWidget(editor)
    type_in(editor, "nonsense")
    popup = editor.open_calendar()
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 9, 7)
    calendar.activated.emit(QDate(2026, 9, 8))
    assert editor.value() == date(2026, 9, 8)


def test_a_choice_without_blank_is_always_made(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = ChoiceEditor(desk, CHOICES)
    qtbot.addWidget(editor)
    assert editor.value() == "new"
    assert editor.shown("gone") == "gone"


def test_the_wheel_does_not_change_a_choice_in_passing(desk: SampleDesk, qtbot: QtBot) -> None:
    area, page = QScrollArea(), QWidget()
    editor = ChoiceEditor(desk, CHOICES)
    QVBoxLayout(page).addWidget(editor)
    area.setWidget(page)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    box = editor.findChild(QComboBox)
    assert isinstance(box, QComboBox)

    def turn() -> None:
        center = QPointF(box.rect().center())
        event = QWheelEvent(
            center, QPointF(box.mapToGlobal(center.toPoint())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, event)

    area.setFocus()
    turn()
    assert editor.value() == "new"
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn()
    assert editor.value() == "worn"


def test_tab_leaves_the_notes(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = NotesEditor(desk)
    qtbot.addWidget(editor)
    text = editor.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert editor.value() == ""


def test_trouble_is_heard_as_well_as_seen(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = TextEditor(desk)
    qtbot.addWidget(editor)
    editor.set_wrong("This cannot be empty.")
    assert (editor.control.property("wrong"), editor.control.accessibleDescription()) == (
        "true",
        "This cannot be empty.",
    )
    editor.set_wrong("")
    assert (editor.control.property("wrong"), editor.control.accessibleDescription()) == ("", "")


def test_an_event_of_another_kind_is_left_to_the_line(desk: SampleDesk, qtbot: QtBot) -> None:
    editor = DateEditor(desk, desk.clock)
    qtbot.addWidget(editor)
    assert not editor.eventFilter(editor.line, QEvent(QEvent.Type.None_))
