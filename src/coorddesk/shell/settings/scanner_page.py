"""Settings of the scanner: a test barcode that tells which keyboard it believes in, and the sounds of a scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.scanner import RIGHT, TEST_TEXT, Wiring, wiring_of
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer
from coorddesk.widgets.scan_field import ScanField, remember_wiring, wiring
from coorddesk.widgets.sounds import Sound, Sounds
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from coorddesk.shell.window_desk import WindowDesk

_BAR_HEIGHT, _QR_SIDE = 76, 116
_SOUNDS = {
    Sound.GOOD: _("Hear “good”"),
    Sound.LOOK: _("Hear “look at it”"),
    Sound.BAD: _("Hear “not good”"),
}
_KEYBOARDS = {
    "us": _("QWERTY"),
    "fr": _("French AZERTY"),
    "be": _("Belgian AZERTY"),
    "ch": _("Swiss QWERTZ"),
    "de": _("German QWERTZ"),
    "ca": _("Canadian QWERTY"),
}


class ScannerPage(QWidget):
    """Takes effect at once."""

    def __init__(self, desk: WindowDesk) -> None:
        """Show what is known of the scanner."""
        super().__init__()
        self._desk = desk
        self._sounds = Sounds(desk.settings)
        self._field = ScanField(desk, self, _("Scan the test barcode here"))
        self._answer = ScanAnswer(desk)
        self._forget = button(desk, _("Forget what was found"), ButtonKind.QUIET)
        self._with_sounds = QCheckBox(desk.texts.say(_("Sounds after each scan")))
        self._with_sounds.setChecked(self._sounds.are_on)
        self._hear = [self._heard(title, sound) for sound, title in _SOUNDS.items()]
        for each in self._hear:
            each.setEnabled(self._sounds.are_on)
        self._lay_out()
        self._field.scanned.connect(self._on_scanned)
        self._field.keep(self._forget, *self._hear)
        self._forget.clicked.connect(lambda: self._keep(None))
        self._with_sounds.toggled.connect(self._on_sounds_toggled)
        self._show(wiring(desk.settings))

    def _lay_out(self) -> None:
        desk = self._desk
        about = _(
            "A scanner types like a keyboard, and may believe in another one than this PC’s: it then writes letters and"
            " signs that are not on the label. Scan one of these once, and CoordDesk will read every code rightly."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, about, wrap=True))
        layout.addWidget(_TestBarcode(desk))
        layout.addWidget(self._field)
        layout.addWidget(self._answer)
        layout.addWidget(self._forget, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(ROOM)
        layout.addWidget(self._with_sounds)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        for each in self._hear:
            row.addWidget(each)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()

    def _on_scanned(self, texts: Sequence[str]) -> None:
        found = wiring_of(texts[0])
        if found is None:
            trouble = _("“{text}” is not what the test barcode says.", text=texts[0])
            self._answer.say(Tone.DANGER, trouble, _("Scan the bars or the square above, not another label."))
            return
        self._keep(found)

    def _keep(self, told: Wiring | None) -> None:
        remember_wiring(self._desk.settings, told)
        self._show(told)

    def _show(self, told: Wiring | None) -> None:
        self._forget.setVisible(told is not None)
        if told is None:
            hint = _("Until then, each code that is not known as it was typed is tried as other keyboards have it.")
            self._answer.say(Tone.ACCENT, _("The test barcode was not scanned yet."), hint)
        elif told == RIGHT:
            self._answer.say(Tone.SUCCESS, _("The scanner and this PC agree."))
        else:
            self._answer.say(Tone.SUCCESS, _("Understood: every code will be translated."), _said(told))

    def _heard(self, title: Message, sound: Sound) -> QPushButton:
        made = button(self._desk, title, icon="volume-2")
        made.clicked.connect(lambda: self._sounds.play(sound))
        return made

    def _on_sounds_toggled(self, wanted: bool) -> None:
        self._sounds.are_on = wanted
        for each in self._hear:
            each.setEnabled(wanted)


class _TestBarcode(QWidget):
    """The test text as bars and as a QR code, black on white whatever the theme: a scanner sees nothing else."""

    def __init__(self, desk: WindowDesk) -> None:
        super().__init__()
        from coorddesk.reporting.code128 import QUIET, bars  # only here are codes drawn on the screen
        from coorddesk.reporting.qr import squares

        self._bars, self._quiet = bars(TEST_TEXT), QUIET
        self._squares = squares(TEST_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(desk.texts.say(_("The test barcode: {text}", text=verbatim(TEST_TEXT))))

    def sizeHint(self) -> QSize:
        """Room for both side by side, two pixels to the thinnest bar."""
        return QSize(2 * (sum(self._bars) + 2 * self._quiet) + WIDE + _QR_SIDE, _QR_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            painter.setPen(Qt.GlobalColor.black)
            side = _QR_SIDE / ((self._squares.side if self._squares else 0) + 8)
            room = self.width() - _QR_SIDE - WIDE
            module = max(1, int(room / (sum(self._bars) + 2 * self._quiet)))
            left = float(self._quiet * module)
            for place, width in enumerate(self._bars):
                if place % 2 == 0:
                    painter.fillRect(QRectF(left, SNUG, width * module, _BAR_HEIGHT), Qt.GlobalColor.black)
                left += width * module
            below = QRectF(self._quiet * module, SNUG + _BAR_HEIGHT, sum(self._bars) * module, WIDE)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, TEST_TEXT)
            corner = self.width() - _QR_SIDE + 4 * side - TIGHT
            for run in self._squares.runs if self._squares else ():
                where = QRectF(corner + run.column * side, SNUG + (run.row) * side, run.length * side, side)
                painter.fillRect(where, Qt.GlobalColor.black)


def _said(told: Wiring) -> Message:
    scanner, pc = _KEYBOARDS[told.scanner], _KEYBOARDS[told.pc]
    if told.caps:
        return _("The scanner is set to {scanner}, this PC to {pc} with Caps Lock on.", scanner=scanner, pc=pc)
    return _("The scanner is set to {scanner}, this PC to {pc}.", scanner=scanner, pc=pc)
