"""The kiosk on the desk's own PC: over the whole screen, the desk out of sight and reach until the PIN is typed."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import _, _n
from coorddesk.core.resources import texts_for
from coorddesk.kiosk.imports.outbox import Outbox
from coorddesk.kiosk.queries import kiosks
from coorddesk.kiosk.rules import MOST_NAME, PIN_DIGITS, SALT_BYTES, is_pin, locked_with
from coorddesk.kiosk.ui.slip_printer import SlipPrinter
from coorddesk.kiosk.ui.window import Kiosk
from coorddesk.shell.kiosk import OUTBOX, line_to, looks_in, staffed
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.theme import Theme

NAME = "kiosk.here"
"""Where the settings keep what the kiosk on this PC was called last."""

_FOLDER = "kiosk-here"
_WIDTH = 460
_DIGITS = 16


class KioskHereDialog(QDialog):
    """Asks what the kiosk is called and which PIN ends it: nobody is locked out by the PIN of another day."""

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """Build the two questions."""
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self.setWindowTitle(desk.texts.say(_("Open the kiosk on this PC")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = _("It fills the screen. The desk cannot be reached until the PIN is typed.")
        self.form = Form(desk, columns=1)
        hint = _("As people name it: “Library”. Each ticket says at which kiosk it was reported.")
        self.form.add("name", _("Name"), TextEditor(desk), required=True, hint=hint)
        digits = _("{least} to {most} digits", least=PIN_DIGITS.start, most=PIN_DIGITS.stop - 1)
        self.form.add("pin", _("PIN to leave the kiosk"), TextEditor(desk), required=True, hint=digits)
        self.form.show_values({"name": desk.settings.recall(NAME, "")})
        self.begin = button(desk, _("Open the kiosk"), ButtonKind.PRIMARY)
        cancel = button(desk, _("Cancel"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._on_begin)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(desk, about, kind="muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def open(self) -> None:
        """Show the dialog, with the name of the desk's first kiosk if none was used here before."""
        super().open()
        self.form.focus_first()
        self._desk.operations.read(self, _first_name, self._on_named)

    def _on_named(self, name: str) -> None:
        if not self.form.editor("name").value():
            self.form.show_values({"name": name})

    def _on_begin(self) -> None:
        try:
            values = self.form.values()
        except UserError:
            return  # it stands beside the field
        name, pin = str(values["name"])[:MOST_NAME], str(values["pin"])
        if not is_pin(pin):
            least, most = PIN_DIGITS.start, PIN_DIGITS.stop - 1
            wrong = _("The PIN needs {least} to {most} digits.", least=least, most=most)
            self.form.show_error(UserError(wrong, field="pin"))
            return
        self._desk.settings.remember(NAME, name)
        self.accept()
        KioskHere(self._desk, self._owner).begin(name, locked_with(pin, secrets.token_bytes(SALT_BYTES)))


class KioskHere(QObject):
    """Puts the desk's windows away, shows the kiosk's, and puts them back."""

    def __init__(self, desk: WindowDesk, parent: QObject) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._desk = desk
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._away: list[QWidget] = []
        self._folder = desk.folders.data / _FOLDER / hashlib.sha256(desk.url.encode()).hexdigest()[:_DIGITS]
        self._printer = SlipPrinter()

    def begin(self, name: str, pin: str) -> None:
        """Fill the screen; `pin` is what `locked_with` made of the digits."""
        desk = self._desk
        looks = looks_in(desk.texts.language, {each: _Look(texts_for(each), desk.theme) for each in LANGUAGES})
        kiosk, way = Kiosk(name, pin, looks), line_to(desk.url, name, desk.clock)
        self.window, self.courier = staffed(self._app, kiosk, self._folder, way, desk.clock, self._printer)
        self.window.setWindowIcon(desk.theme.icon("coorddesk"))
        self.window.left.connect(self._on_left)
        self.window.setGeometry(self._app.primaryScreen().geometry())
        self.window.showFullScreen()
        for each in self._app.topLevelWidgets():
            if each.isVisible():
                self._put_away(each)
        self._app.installEventFilter(self)
        self.courier.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the desk would show meanwhile, a crash even, waits until the kiosk has been left."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, watched, lambda: self._put_away(watched))
        return False

    def _put_away(self, window: QWidget) -> None:
        if window is self.window or not self.window.isVisible():
            return
        window.hide()
        if window not in self._away:
            self._away.append(window)
            window.destroyed.connect(lambda: self._away.remove(window))

    def _on_left(self) -> None:
        self._app.removeEventFilter(self)
        self.courier.close()
        self._printer.close()
        for window in self._away:
            window.show()
        self.window.deleteLater()
        self.deleteLater()
        if waiting := Outbox(self._folder / OUTBOX).waiting():
            said = _n("{count} report waits for the desk", "{count} reports wait for the desk", waiting)
            self._desk.say(_("{reports}: open the kiosk here again once it can be reached.", reports=said))


class _Look(NamedTuple):
    texts: Texts
    theme: Theme


def _first_name(session: Session) -> str:
    """In the lane."""
    return next((row.name for row in kiosks(session)), "")
