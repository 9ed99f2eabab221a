from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coorddesk.core.messages import verbatim
from coorddesk.widgets.day_dialog import DayDialog

if TYPE_CHECKING:
    from tests.widgets.sample import SampleDesk


def test_enter_takes_today_or_the_day_that_was_typed(desk: SampleDesk) -> None:
    taken: list[date] = []
    ctrl, plain = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    for typed, key, held in (
        ("", Qt.Key.Key_Return, plain),
        ("31/12/2027", Qt.Key.Key_Return, ctrl),
        ("1/2/2028", Qt.Key.Key_Enter, plain),
    ):
        dialog = DayDialog(desk, None, verbatim("Depreciation"), taken.append)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        control = dialog.form.editor("day").control
        if typed:
            QTest.keyClick(control, Qt.Key.Key_A, ctrl)
            QTest.keyClicks(control, typed)
        QTest.keyClick(control, key, held)
    assert taken == [desk.clock.today(), date(2027, 12, 31), date(2028, 2, 1)]


def test_a_day_that_is_none_is_said_beside_its_field(desk: SampleDesk) -> None:
    taken: list[date] = []
    dialog = DayDialog(desk, None, verbatim("Depreciation"), taken.append)
    dialog.open()
    control = dialog.form.editor("day").control
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(control, "never")
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert (taken, dialog.isVisible(), bool(control.accessibleDescription())) == ([], True, True)
    dialog.reject()
