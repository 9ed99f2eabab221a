"""A small table in a form: what is typed in its blank line is one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coorddesk.core.messages import _
from coorddesk.widgets.forms.lines_editor import Line, LinesEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk


class Sizes(LinesEditor):
    """Lines of two words."""

    columns = (("name", _("Name")), ("notes", _("Notes")))
    widths = (100,)

    def value(self) -> tuple[Line, ...]:
        return tuple(line for _row, line in self.typed())

    def set_value(self, value: Any) -> None:
        self.set_state(value or ())


def test_what_is_typed_in_the_blank_line_is_one_more(qtbot: QtBot, desk: SampleDesk) -> None:
    editor = Sizes(desk)
    qtbot.addWidget(editor)
    editor.set_value(((7, ("one", "")),))
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.table.setFocus()
    editor.table.setCurrentCell(1, 0)
    QTest.keyClick(editor.table, Qt.Key.Key_Return)
    typing = QApplication.focusWidget()
    assert typing is not None
    QTest.keyClicks(typing, "two")
    assert editor.value() == ((7, ("one", "")), (None, ("two", "")))
    assert editor.table.rowCount() == 3
    assert editor.said((None, ("two", ""))) == {"name": "two", "notes": ""}
    assert editor.text() == "one\ntwo"


def test_del_takes_a_line_out_but_never_the_blank_one(qtbot: QtBot, desk: SampleDesk) -> None:
    editor = Sizes(desk)
    qtbot.addWidget(editor)
    editor.set_value(((7, ("one", "")), (8, ("two", ""))))
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    for row in (2, 0):
        editor.table.setCurrentCell(row, 0)
        editor.table.setFocus()
        QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert editor.value() == ((8, ("two", "")),)
    editor.set_state(())
    assert (editor.value(), editor.table.rowCount()) == ((), 1)
