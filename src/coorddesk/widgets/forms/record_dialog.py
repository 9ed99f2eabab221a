"""The dialog in which a record is made or changed: nothing typed is lost, nothing of others' is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.forms.merge_dialog import choose_theirs
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_SAVE = _("Save")
_WIDTH = 640


@dataclass(frozen=True)
class Loaded:
    """A record as it stands: its version, and what goes into the form by field."""

    version: int
    values: Mapping[str, Any]


class RecordDialog(QDialog):
    """A subclass says what is on the form (`build`), what it means (`data`) and what is done with it (`work`).

    With `loading` it first reads the record that it changes, and again when somebody else changed it meanwhile.

    Signals:
        saved: what the work returned; the dialog closes.
    """

    saved = Signal(object)
    back: Message = _("Cancel")
    """What the button says that changes nothing; where a dialog cancels something, another word."""

    def __init__(self, desk: Desk, owner: QWidget, title: Message, save: Message = _SAVE, columns: int = 2) -> None:
        """Build the dialog; `open` shows it, `save` is the word on its button."""
        super().__init__(owner)
        self.desk = desk
        self.version: int | None = None
        self._before: Mapping[str, Any] = {}
        self.form = Form(desk, columns)
        self._is_busy = self._is_saving = False
        self.setWindowTitle(desk.texts.say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.build(self.form)
        self.form.settle()
        self._notice = Notice(desk, Tone.DANGER)
        self._save = button(desk, save, ButtonKind.PRIMARY)
        self._cancel = button(desk, self.back)
        self._lay_out()

    def build(self, form: Form) -> None:
        """Add the fields."""
        raise NotImplementedError

    def data(self) -> Any:
        """The wish, from `form.values()` and `version`. Raises `UserError` for what cannot be wished."""
        raise NotImplementedError

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """What is done with the wish in one transaction; it must hold no widget."""
        raise NotImplementedError

    def loading(self) -> Callable[[Session], Loaded] | None:
        """What reads the record to change; None for a new one."""
        return None

    def said(self, result: Any) -> Message | None:
        """What to say once it is saved, with an undo button beside it."""
        return None

    def open(self) -> None:
        """Show the dialog over its owner's window, and read the record if there is one."""
        loading = self.loading()
        resize_on_screen(self, self.sizeHint().width(), self.sizeHint().height())  # Qt stops at two thirds of it
        super().open()
        if loading is None:
            self.form.focus_first()
            return
        self._set_busy(busy=True)
        self.desk.operations.read(self, loading, self._on_loaded, self._on_load_failed)

    def add_button(self, made: QPushButton) -> None:
        """Put another button at the far end of those that save and cancel."""
        self._buttons.addButton(made, QDialogButtonBox.ButtonRole.ResetRole)

    def grow(self) -> None:
        """Give what is shown now and was not at first its room, as far as the screen goes."""
        around = self.layout()
        assert around is not None
        self._area.updateGeometry()
        around.activate()
        resize_on_screen(self, self.width(), max(self.height(), self.sizeHint().height()))

    def _on_loaded(self, loaded: Loaded) -> None:
        self._take(loaded)
        self._set_busy(busy=False)
        self.form.focus_first()

    def _on_load_failed(self, error: UserError) -> None:
        self._set_busy(busy=False)
        self._save.setEnabled(False)
        self._notice.say(error.message)

    def _on_save_clicked(self) -> None:
        if self._is_busy or not self._save.isEnabled():
            return
        self._notice.say(None)
        try:
            wish = self.data()
        except UserError as error:
            self.show_error(error)
            return
        self._set_busy(busy=True, saving=True)
        operations = self.desk.operations
        operations.change(
            self,
            self.work(wish),
            self._on_saved,
            self._on_refused,
            settled=partial(self._set_busy, busy=False),
            said=self.said,
        )

    def _on_saved(self, result: Any) -> None:
        self.form.settle()
        self.saved.emit(result)
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        loading = self.loading()
        if not isinstance(error, StaleWrite) or loading is None:
            self.show_error(error)
            return
        self._set_busy(busy=True)
        done = partial(self._on_read_again, error)
        self.desk.operations.read(self, loading, done, self.show_error, settled=partial(self._set_busy, busy=False))

    def _on_read_again(self, error: StaleWrite, now: Loaded) -> None:
        """Take over what others wrote, let the user choose where both wrote, and save that."""
        if now.version == self.version:
            self.show_error(error)  # it is about something else
            return
        before = self._before
        met = [key for key in self.form.touched() if now.values.get(key) != before.get(key)]
        theirs = choose_theirs(self.desk, self, error, [self.form.difference(key, now.values[key]) for key in met])
        if theirs is None:
            return
        mine = {key: self.form.editor(key).state() for key in self.form.touched() if key not in theirs}
        self._take(now)
        for key, state in mine.items():
            self.form.editor(key).set_state(state)
        self._on_save_clicked()

    def _take(self, loaded: Loaded) -> None:
        self.version = loaded.version
        self._before = loaded.values
        self.form.show_values(loaded.values)

    def _lay_out(self) -> None:
        self._buttons = buttons = QDialogButtonBox()
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._save.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, WIDE, 0, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(_beside_margins(self._notice))
        self._area = _FormArea(self.form)
        layout.addWidget(self._area, 1)
        layout.addLayout(_beside_margins(buttons))
        self.setMinimumWidth(_WIDTH)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self.reject)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self._on_save_clicked)

    def show_error(self, error: UserError) -> None:
        """Say a trouble beside its field, or above the form if it is about none."""
        if not self.form.show_error(error):
            self._notice.say(error.message)
            return
        editor = self.form.editor(error.field or "")
        around = editor.parentWidget() or editor  # with the trouble beneath it, once that has its room
        QTimer.singleShot(0, self, partial(self._make_visible, around))

    def _make_visible(self, widget: QWidget) -> None:
        self.grow()
        self._area.ensureWidgetVisible(widget)

    def _set_busy(self, *, busy: bool, saving: bool = False) -> None:
        """While something is read or saved the form waits; what is typed stays in it."""
        self._is_busy, self._is_saving = busy, saving
        self.form.setDisabled(busy)
        self._save.setDisabled(busy)

    def reject(self) -> None:
        """Ask before something typed is thrown away; Esc, Cancel and the window's cross all come here."""
        if self._is_saving or (self._is_busy and self.form.touched()):
            return  # what `said` tells of it, once it is done, stands in the form
        question = _("Throw away what you typed?")
        if self.form.touched() and not self.desk.ask(self, question, None, _("Throw away"), dangerous=True):
            return
        super().reject()


class _FormArea(QScrollArea):
    """Scrolls a form, if the screen has no room for all of it."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(WIDE, 0, WIDE, 0)
        layout.addWidget(form)
        layout.addStretch()
        self.setWidget(self._content)

    def sizeHint(self) -> QSize:
        """Room for the whole form, as far as the screen goes."""
        most = self.screen().availableSize().height() * 3 // 4
        return QSize(_WIDTH, min(self._content.sizeHint().height(), most))


def _beside_margins(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(WIDE, 0, WIDE, 0)
    row.addWidget(widget)
    return row
