"""Settings of the desk: whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.shell.organisation_form import Described, OrganisationForm, described
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from coorddesk.shell.window_desk import WindowDesk

_SAVED = _("The organisation is described anew.")


class OrganisationPage(QWidget):
    """Written down with a button, as one change that can be undone."""

    def __init__(self, desk: WindowDesk) -> None:
        """Read what stands."""
        super().__init__()
        self._desk = desk
        self._before: Described | None = None
        self.form = OrganisationForm(desk)
        self.form.setEnabled(False)
        self.form.changed.connect(self._on_changed)
        self._notice = Notice(desk, Tone.DANGER)
        self._save = button(desk, _("Save"), ButtonKind.PRIMARY)
        self._save.setEnabled(False)
        self._save.clicked.connect(self._on_save_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        layout.addWidget(self._notice)
        layout.addWidget(self.form)
        layout.addWidget(self._save, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        self._read()

    def _read(self) -> None:
        self._desk.operations.read(self, described, self._on_read, self._show_error)

    def _on_read(self, before: Described) -> None:
        self._before = before
        self.form.show_described(before)
        self.form.setEnabled(True)
        self._save.setEnabled(False)

    def _on_changed(self) -> None:
        self._save.setEnabled(bool(self.form.touched()))

    def _on_save_clicked(self) -> None:
        assert self._before is not None
        self._notice.say(None)
        try:
            work = self.form.work(self._before)
        except UserError as error:
            self._show_error(error)
            return
        self._save.setEnabled(False)
        self._desk.operations.change(self, work, self._on_saved, self._show_error, said=_SAVED)

    def _on_saved(self, _nothing: object) -> None:
        self._read()

    def _show_error(self, error: UserError) -> None:
        self._save.setEnabled(True)
        if not self.form.show_error(error):
            self._notice.say(error.message)
