"""The kiosk over the desk's own window: a report comes in, and nothing of the desk is reachable meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coorddesk.kiosk.ui.window import KioskWindow
from coorddesk.shell.kiosk_here import KioskHereDialog
from tests.kiosk.ui.stood_before import Stood
from tests.windows import press

if TYPE_CHECKING:
    from tests.windows import Windows


def _shown() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def test_the_kiosk_covers_the_desk_until_the_pin_is_typed(opened: Windows) -> None:
    opened.window.ask_for("history")
    before = set(_shown())
    opened.window.ask_for("kiosk")
    dialog = opened.dialog(KioskHereDialog)
    for pin in ("12a4", "2468"):
        assert opened.program.frame is not None
        dialog.form.show_values({"name": "Library", "pin": pin})
        dialog.begin.click()
    (kiosk,) = _shown()
    assert isinstance(kiosk, KioskWindow)
    kiosk._attendance.calm = -1
    stood = Stood(kiosk, kiosk._outbox)
    opened.window.ask_for("settings")  # whatever the desk would show now
    press(kiosk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    kiosk.close()
    QTest.qWait(1)
    assert _shown() == [kiosk]
    stood.touch("Report a fault")
    stood.touch("Somewhere else")
    stood.write("The gate stays shut")
    stood.touch("Go on")
    stood.touch("Send")
    opened.wait(lambda: "n° 1" in stood.seen)
    kiosk.ask_pin()
    QTest.keyClicks(kiosk.page, "2468")
    press(kiosk.page, Qt.Key.Key_Return)
    assert before < set(_shown())  # and the settings that were asked for
    assert (opened.desk.settings.recall("kiosk.here"), kiosk.isVisible()) == ("Library", False)
