"""A kiosk with something to show, and somebody before it who sees, touches and types."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from coorddesk.kiosk.rules import Catalogue, Device, Known, Ready, Room, Solved, Tile, Tip, parse_report

if TYPE_CHECKING:
    from coorddesk.kiosk.imports.outbox import Outbox
    from coorddesk.kiosk.rules import KioskReport
    from coorddesk.kiosk.ui.window import KioskWindow

W = TypeVar("W", bound=QWidget)
PIN = "2468"
SHOWN = Catalogue(
    "Les Tilleuls",
    (
        Room(1, "Library", "Library", None),
        Room(2, "Reading room", "Library / Reading room", 1),
        Room(3, "Yard", "Yard", None),
    ),
    (Device(10, "PC-1", "HP 400", "pc-1", "5cg1", 7, 2), Device(11, "VP-1", "Epson", "vp-1", "", 8, 2)),
    (
        Tile(20, "Something else", "circle-help", None),
        Tile(21, "No sound", "volume-2", 7),
        Tile(22, "<b>Broken</b> & torn", "no-such-picture", 7),
    ),
    (
        Known(30, "No light", "2026-09-07", is_major=False, me_too=2, place_id=2, devices=[11]),
        Known(32, "No internet", "2026-09-07", is_major=True, me_too=9, place_id=3, devices=[]),
    ),
    (Tip(40, "No sound at all", "Look whether the plug is in.\nTurn it up.", "speaker", "en", None),),
    (Ready("TAB-7", "Tablet 7"),),
    (Solved(50, "CDI · P-2222", "Mouse broken"), Solved(51, "Hall · P-2222", "Not ours")),
)


class Stood:
    """Whoever stands before the kiosk."""

    def __init__(self, window: KioskWindow, outbox: Outbox) -> None:
        self.window = window
        self.outbox = outbox

    @property
    def seen(self) -> list[str]:
        """Every text on the page, as it stands there."""
        shown = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        labels = [each.text() for each in shown if isinstance(each, QLabel) and each.text()]
        return labels + [each.text() for each in shown if isinstance(each, QAbstractButton) and each.text()]

    @property
    def title(self) -> str:
        return next(each.text() for each in self.window.page.findChildren(QLabel) if each.text())

    def touch(self, name: str) -> None:
        """Touch what is called like that."""
        (found,) = [each for each in self._buttons() if name in {each.text(), each.accessibleName()}]
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def offers(self, name: str) -> bool:
        return any(name in {each.text(), each.accessibleName()} and each.isEnabled() for each in self._buttons())

    def scan(self, code: str) -> None:
        """Hold a label before the scanner."""
        field = self.field(QLineEdit)
        QTest.keyClicks(field, code)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        self.field(QPlainTextEdit).setPlainText(text)

    def strike(self, text: str) -> None:
        """Press keys as a scanner does, wherever the keyboard is; QTest knows only letters of ASCII."""
        for letter in text:
            key = {"\n": Qt.Key.Key_Return, "\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(
                letter, Qt.Key.Key_unknown
            )
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.window.focusWidget(), event)

    def field(self, kind: type[W]) -> W:
        (found,) = [each for each in self.window.page.findChildren(kind) if each.isVisible()]
        return found

    def sent(self) -> list[KioskReport]:
        """What lies in the outbox."""
        return [parse_report(path.read_bytes()) for path in self.outbox._files()]

    def _buttons(self) -> list[QAbstractButton]:
        return [each for each in self.window.findChildren(QAbstractButton) if each.isVisible()]
